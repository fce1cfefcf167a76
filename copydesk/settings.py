"""`copydesk.toml`, read once into one frozen object. Every command-line option has its key here."""

import tomllib
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from copydesk.errors import UsageError


@dataclass(frozen=True)
class Limits:
    """What one file of a drop may cost."""

    file_bytes: int = 64 * 1024 * 1024
    """Largest file as dropped, and largest after decompression, in bytes; of an archive (WARC, JSON Lines), largest
    record or line."""
    archive_bytes: int = 100 * 1024**3
    """Largest archive as dropped, and largest after decompression, in bytes: it is read piece by piece."""
    text_chars: int = 500_000
    """Longest article text, in code points: ten times a long read. Reading one takes about 4 kB of memory a word."""
    json_depth: int = 100
    """Deepest nesting of a JSON document, in levels."""
    files: int = 1_000_000
    """Most files in one drop."""


@dataclass(frozen=True)
class Identity:
    """When a new file is a revision of a known article."""

    similarity: float = 0.7
    """MinHash estimate of the Jaccard likeness of two texts' word 5-grams, 0 to 1."""


@dataclass(frozen=True)
class Publisher:
    """What a person knows better than the rules about one publisher's scrapes."""

    boilerplate: tuple[str, ...] = ()
    """Lines that are always residue, compared without case and outer white space."""
    prefixes: tuple[str, ...] = ()
    """Beginnings of lines that are always residue, compared like these."""
    keep: tuple[str, ...] = ()
    """Lines, and beginnings and ends of lines, that are never taken for residue because they recur."""


@dataclass(frozen=True)
class Settings:
    """All settings of a run, with the defaults that a newcomer gets."""

    dataset: Path = Path("data/processed")
    drops: Path = Path("data/raw")
    workers: int = 0
    """Processes that read articles; 0 takes one for each core."""
    limits: Limits = field(default_factory=Limits)
    identity: Identity = field(default_factory=Identity)
    publishers: dict[str, Publisher] = field(default_factory=dict)


DEFAULT_FILE = Path("copydesk.toml")
"""Read from the working directory where no other file is named."""


def settings_file(named: Path | None = None) -> Path | None:
    """Return the file that `load_settings` reads: ``named``, else the working directory's, else None."""
    return named or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)


def load_settings(named: Path | None = None) -> Settings:
    """Read the file ``named``, else ``copydesk.toml`` of the working directory where there is one, else the defaults.

    Raises:
        UsageError: If the file is missing, is no TOML, or holds an unknown key or a wrong value.
    """
    path = settings_file(named)
    if path is None:
        return Settings()
    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such settings file") from None
    except OSError as error:
        raise UsageError(f"{path}: can not be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    publishers = values.pop("publishers", {})
    if not isinstance(publishers, dict):
        raise UsageError(f"{path}: publishers must be a table")
    settings: Settings = _fill(Settings, values, str(path))
    if settings.identity.similarity > 1:
        raise UsageError(f"{path}: identity: similarity must be from 0 to 1")
    known = {name: _fill(Publisher, table, f"{path}: publishers.{name}") for name, table in publishers.items()}
    return replace(settings, publishers=known)


def overridden(settings: Settings, **values: Any) -> Settings:
    """Return the settings with the given ``values`` in place of their own, where they are not None."""
    return replace(settings, **{name: value for name, value in values.items() if value is not None})


_KINDS = {int: "a whole number", float: "a number", str: "a text", tuple: "a list of texts"}
"""What a person is told to write for a setting of a type; what is none of these is a path."""


def _fill(kind: type, values: Any, where: str) -> Any:
    """Build the dataclass ``kind`` from a TOML table, refusing what it does not know."""
    if not isinstance(values, dict):
        raise UsageError(f"{where}: expected a table of settings")
    known = {item.name: getattr(kind(), item.name) for item in fields(kind)}
    filled: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise UsageError(f"{where}: unknown setting {name!r} (known: {', '.join(known)})")
        default = known[name]
        if isinstance(value, int | float) and value < 0:
            raise UsageError(f"{where}: {name} must not be negative")
        if is_dataclass(default):
            filled[name] = _fill(type(default), value, f"{where}: {name}")
        elif isinstance(default, Path) and isinstance(value, str):
            filled[name] = Path(value)
        elif isinstance(default, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
            filled[name] = tuple(value)
        elif isinstance(default, float) and isinstance(value, int | float) and not isinstance(value, bool):
            filled[name] = float(value)
        elif type(value) is type(default):
            filled[name] = value
        else:
            raise UsageError(f"{where}: {name} must be {_KINDS.get(type(default), 'a path, as a text')}, not {value!r}")
    return kind(**filled)
