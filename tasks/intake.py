"""Intake: files to candidates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.identity import drop_id
from copydesk.intake import Candidate, Rejected, list_drop, read_drop
from copydesk.intake.articles import DroppedFile
from copydesk.preflight import empty_drop
from copydesk.progress import track
from copydesk.settings import Limits


class Stamp(NamedTuple):
    """By what a file is seen to have been written again since it was read."""

    size: int
    """Bytes."""
    written: int
    """Nanoseconds since 1970."""


class Source(NamedTuple):
    """A file on disk from which an article, or several, were read."""

    path: Path
    stamp: Stamp | None
    """None if it could not be looked at, or must not be."""
    blob: str | None = None
    """sha256 under which the dataset keeps its bytes already."""


@dataclass(frozen=True)
class Drop:
    """What one folder or file holds, in the order of the paths."""

    path: Path
    drop_id: str
    items: tuple[Candidate | Rejected, ...]
    sources: Mapping[str, tuple[Source, Source | None]] = field(default_factory=dict)
    """The files, each with its sidecar, by the source_path that they have in the drop."""


@task(name="intake", cache_policy=NO_CACHE)
def read_drops(paths: Sequence[Path], limits: Limits) -> list[Drop]:
    """Read every file of the drops; what can not be read comes as `Rejected`.

    Raises:
        CopydeskError: If a drop holds no file at all.
    """
    drops = []
    for path in paths:
        # Before they are read: what is written while they are is then seen to be something else.
        sources = {dropped.source_path: _sources(dropped) for dropped in list_drop(path, limits)}
        items = tuple(track(read_drop(path, limits), f"Reading {path.name}"))
        if not items:
            raise empty_drop(path)
        drops.append(Drop(path, drop_id(items), items, sources))
    return drops


def stamp_of(path: Path) -> Stamp | None:
    """Return what a file looks like from outside; None if it can not be looked at."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(status.st_size, status.st_mtime_ns)


def _sources(dropped: DroppedFile) -> tuple[Source, Source | None]:
    # A link that leads out of the drop, or a folder: its bytes are none of the drop's.
    file = Source(dropped.path, None if dropped.refused else stamp_of(dropped.path))
    sidecar = dropped.sidecar
    return file, Source(sidecar, stamp_of(sidecar)) if sidecar and not dropped.refused else None
