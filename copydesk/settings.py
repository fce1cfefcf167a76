"""`copydesk.toml`, read once into one frozen object. Every command-line option has its key here."""

import tomllib
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from copydesk.errors import UsageError
from copydesk.places import Place, place


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
    containment: float = 0.8
    """Estimated share (0 to 1) of a text's word 5-grams that a longer one has, from which that is the same article,
    grown: an alert and the full story."""


ALARMS = (
    "quotes",
    "unresolved",
    "residue",
    "length",
    "repeated",
    "layout",
    "languages",
    "publisher",
    "quarantined",
)
"""What the gate may raise; docs/gate.md tells what each measures."""


@dataclass(frozen=True)
class Gate:
    """When a drop is so unlike the dataset that a person should look at it first."""

    strict: bool = False
    """Whether a build with alarms publishes nothing."""
    false_alarms: float = 0.01
    """How often a check of a drop like all others may ring at all, 0 to 1: shared out among all tests of the check."""
    least_articles: int = 20
    """Fewest articles of a publisher in the drop, or of the drop, that are judged."""
    least_known: int = 50
    """Fewest articles of the dataset that they are compared with."""
    drops: int = 20
    """How many of the newest drops that hold a publisher are compared with."""
    quotes: float = 0.35
    """Least change of ln(1 + quotations) an article that rings."""
    unresolved: float = 0.15
    """Least rise of the share of quotations without a speaker that rings."""
    residue: float = 0.15
    """Least change of the share of residue that rings."""
    length: float = 0.4
    """Least change of ln(1 + words) an article that rings."""
    repeated: float = 0.05
    """Least rise of the share of text that an article repeats within itself."""
    languages: float = 0.1
    """Least rise of a language's share of the articles that rings."""
    layout: float = 0.3
    """Least distance between two zoning profiles that rings, 0 to 1."""
    new_publishers: int = 0
    """Most publishers that the dataset never had and that do not ring."""
    quarantined: float = 0.2
    """Largest share of the files that may go to quarantine without ringing."""


@dataclass(frozen=True)
class Publisher:
    """What a person knows better than the rules about one publisher's scrapes."""

    boilerplate: tuple[str, ...] = ()
    """Lines that are always residue, compared without case and outer white space."""
    prefixes: tuple[str, ...] = ()
    """Beginnings of lines that are always residue, compared like these."""
    keep: tuple[str, ...] = ()
    """Lines, and beginnings and ends of lines, that are never taken for residue because they recur."""
    quiet: tuple[str, ...] = ()
    """Names of alarms that the gate never raises for it."""


@dataclass(frozen=True)
class Archive:
    """What is kept of the drops."""

    keep: bool = True
    """Whether the dropped files are kept, compressed, so that `copydesk replay` and `rebuild` can read them again."""


@dataclass(frozen=True)
class Store:
    """How the dataset's folder is kept."""

    thin: bool = True
    """Whether what newer versions hold too is taken out of the files of older ones; every version stays readable."""


@dataclass(frozen=True)
class About:
    """What the descriptors in the dataset's folder say of it; nothing where nobody says it."""

    title: str | None = None
    description: str | None = None
    license: str | None = None
    """Name or address of the licence. The texts are their publishers': copydesk never states one by itself."""
    url: str | None = None
    creators: tuple[str, ...] = ()
    """Who made the dataset, one name an item."""
    citation: str | None = None
    """How the dataset is to be cited."""


@dataclass(frozen=True)
class Settings:
    """All settings of a run, with the defaults that a newcomer gets."""

    dataset: Place = Path("data/processed")
    """A folder, or the URL of an object store's bucket and prefix."""
    drops: Path = Path("data/raw")
    workers: int = 0
    """Processes that read articles; 0 takes one for each core."""
    limits: Limits = field(default_factory=Limits)
    identity: Identity = field(default_factory=Identity)
    gate: Gate = field(default_factory=Gate)
    archive: Archive = field(default_factory=Archive)
    store: Store = field(default_factory=Store)
    about: About = field(default_factory=About)
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
    for name in ("similarity", "containment"):
        if getattr(settings.identity, name) > 1:
            raise UsageError(f"{path}: identity: {name} must be from 0 to 1")
    _require_gate(settings.gate, f"{path}: gate")
    known = {name: _fill(Publisher, table, f"{path}: publishers.{name}") for name, table in publishers.items()}
    for name, publisher in known.items():
        for alarm in publisher.quiet:
            if alarm not in ALARMS:
                raise UsageError(f"{path}: publishers.{name}: quiet: no alarm {alarm!r} (known: {', '.join(ALARMS)})")
    return replace(settings, publishers=known)


def overridden(settings: Settings, **values: Any) -> Settings:
    """Return the settings with the given ``values`` in place of their own, where they are not None.

    A ``dataset`` may be what `copydesk.places.place` takes.

    Raises:
        UsageError: If it names no place.
    """
    said = {name: value for name, value in values.items() if value is not None}
    if "dataset" in said:
        said["dataset"] = place(said["dataset"])
    return replace(settings, **said)


_SHARES = ("unresolved", "residue", "repeated", "languages", "layout", "quarantined")
_AT_LEAST_ONE = ("least_articles", "least_known", "drops")


def _require_gate(gate: Gate, where: str) -> None:
    """Refuse thresholds that mean nothing."""
    if not 0 < gate.false_alarms <= 1:
        raise UsageError(f"{where}: false_alarms must be above 0 and at most 1")
    for name in _SHARES:
        # Said so that what is not a number at all (TOML has nan) is refused too: it would never ring.
        if not 0 <= getattr(gate, name) <= 1:
            raise UsageError(f"{where}: {name} must be from 0 to 1")
    for name in ("quotes", "length"):
        if not getattr(gate, name) >= 0:
            raise UsageError(f"{where}: {name} must be a number from 0")
    for name in _AT_LEAST_ONE:
        if getattr(gate, name) < 1:
            raise UsageError(f"{where}: {name} must be 1 or more")


_KINDS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    type(None): "a text",
    tuple: "a list of texts",
}
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
        elif name == "dataset" and isinstance(value, str):
            filled[name] = place(value)
        elif isinstance(default, Path) and isinstance(value, str):
            filled[name] = Path(value)
        elif isinstance(default, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
            filled[name] = tuple(value)
        elif default is None and isinstance(value, str):
            # Blank is no statement: nobody-knows is None.
            filled[name] = value.strip() or None
        elif isinstance(default, float) and isinstance(value, int | float) and not isinstance(value, bool):
            filled[name] = float(value)
        elif type(value) is type(default):
            filled[name] = value
        else:
            raise UsageError(f"{where}: {name} must be {_KINDS.get(type(default), 'a path, as a text')}, not {value!r}")
    return kind(**filled)
