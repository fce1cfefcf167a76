"""The evaluation sets: archives unpacked once into a cache outside the repository, hashed, and sliced."""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")

ROOT = Path(__file__).parents[1]
"""The checkout."""

SHARED = ROOT / "../shared"
"""Where the evaluation sets and scorers stand on a development machine. A user's machine has none."""


def default_cache() -> Path:
    """Return this user's cache of unpacked archives, in the system's folder for temporary files."""
    return Path(tempfile.gettempdir()) / f"copydesk-benchmarks-{os.getuid()}"


def unpack(archive: Path, cache: Path) -> Path:
    """Return the folder in ``cache`` that holds the content of ``archive``; unpacks it on first use.

    The folder is named by the archive's sha256, so that a changed archive is unpacked anew. It appears whole or not
    at all: two runs at a time do no harm.

    Raises:
        FileNotFoundError: If there is no such archive.
        tarfile.TarError: If it is damaged, or wants to write outside the folder.
    """
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = cache / fingerprint([archive])[:16]
    if not folder.exists():
        staging = Path(tempfile.mkdtemp(dir=cache, prefix=".unpacking-"))
        try:
            with tarfile.open(archive) as tar:
                tar.extractall(staging, filter="data")
            staging.rename(folder)
        except OSError:
            # Another run may have been quicker; then its folder is as good.
            if not folder.exists():
                raise
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return folder


def fingerprint(paths: Iterable[Path]) -> str:
    """Return one sha256 over the names and bytes of files, and of all files directly in folders.

    Raises:
        FileNotFoundError: If a path is not there.
    """
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(item for item in path.iterdir() if item.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def every(items: Sequence[Item], step: int) -> list[Item]:
    """Return every ``step``-th item from the first on: the same slice in every run."""
    return list(items[::step])


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def read_json(path: Path) -> dict[str, Any]:
    """Return the object of a JSON file."""
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


def write_jsonl(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """Write one JSON object a line and return the path."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path
