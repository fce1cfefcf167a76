"""Intake: files to candidates."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.identity import drop_id
from copydesk.intake import Candidate, Rejected, read_drop
from copydesk.preflight import empty_drop
from copydesk.progress import track
from copydesk.settings import Limits


@dataclass(frozen=True)
class Drop:
    """What one folder or file holds, in the order of the paths."""

    path: Path
    drop_id: str
    items: tuple[Candidate | Rejected, ...]


@task(name="intake", cache_policy=NO_CACHE)
def read_drops(paths: Sequence[Path], limits: Limits) -> list[Drop]:
    """Read every file of the drops; what can not be read comes as `Rejected`.

    Raises:
        CopydeskError: If a drop holds no file at all.
    """
    drops = []
    for path in paths:
        items = tuple(track(read_drop(path, limits), f"Reading {path.name}"))
        if not items:
            raise empty_drop(path)
        drops.append(Drop(path, drop_id(items), items))
    return drops
