"""Give up old versions for good, and remove the objects that no version needs.

The log and `latest` stay, and every object that a version from the floor on needs (`copydesk.store.needed`). The floor
is durable before the first object goes, so a collection that is killed has done nothing, or leaves versions below the
floor that are refused in one line and objects that the next collection removes.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from copydesk.errors import CopydeskError
from copydesk.store.backend import backend
from copydesk.store.dataset import Dataset
from copydesk.store.errors import DamagedDatasetError, one_clear_line
from copydesk.store.floor import Floor, raise_floor, read_floor
from copydesk.store.needed import log_entries, log_numbers, needed_objects
from copydesk.store.temporaries import SCRATCH, remove_scratch
from copydesk.store.thin import thin
from copydesk.store.version import Version

Also = Callable[[Sequence[Version]], Collection[str]]
"""Gives the sha256 of what the versions that stay need beside what their log entries name. It is asked while no writer
can publish: what a build adds in the meantime would else be taken for refuse."""


class Collected(NamedTuple):
    """What a collection gave up, or would."""

    versions: tuple[int, ...]
    """Versions that could be read before and can no longer."""
    objects: int
    """Objects that were removed."""
    bytes: int
    """Their size on disk; what `latest` or a copy links as well is not free yet."""
    oldest: int
    """The oldest version that can be read now."""
    newest: int
    """The newest version; 0 if nothing was published yet."""
    scratch: int = 0
    """Bytes that a rebuild which was stopped had left. It goes on no more, and begins anew."""


def collect(dataset: Dataset, keep: int, also: Also, *, dry_run: bool = False) -> Collected:
    """Keep the newest ``keep`` versions of ``dataset`` and whatever they need, give up those before them.

    A version that was given up before stays given up. With ``dry_run`` nothing is touched.

    Raises:
        CopydeskError: If the log is damaged, nobody can tell whether a build is running (a file system without locks),
            or the folder can not be written to. What is needed is there in any case.
    """
    if keep < 1:
        raise ValueError(f"{keep}: the newest version is never given up")
    with one_clear_line(dataset.path, "remove what no version needs", "every version from the floor on is whole"):
        if dry_run:
            return _plan(dataset, keep, also)[0]._replace(scratch=_scratch(dataset, dry_run=True))
        store = backend(dataset.path)
        _whole_log(dataset)
        if dataset.thin:
            # What commits left, since others wrote at that moment or the place is not one where they thin. First, so
            # that nothing is kept for what goes.
            thin(store, dataset.version, read_floor(dataset.path).number, wait=True)
        with store.alone(wait=True) as alone:
            if not alone:
                raise CopydeskError(
                    f"{dataset.path}: this file system has no locks, so nobody can tell whether a build is running;"
                    " nothing was removed"
                )
            collected, garbage = _plan(dataset, keep, also)
            _remove(dataset, collected, garbage)
        # It holds texts, too, which were perhaps withdrawn since.
        return collected._replace(scratch=_scratch(dataset))


def _whole_log(dataset: Dataset) -> dict[int, Version]:
    """Return every version by its number.

    Raises:
        DamagedDatasetError: If the log lacks one.
    """
    entries = log_entries(dataset)
    if (numbers := log_numbers(dataset)) != [*range(1, len(entries) + 1)]:
        broken = sorted({*range(1, max(numbers) + 1)} - entries.keys())
        raise DamagedDatasetError(
            f"{dataset.path}: the log entry of version {broken[0]} is damaged or missing, so nobody can tell what is"
            " needed; nothing was removed, `copydesk verify` tells more"
        )
    return entries


def _plan(dataset: Dataset, keep: int, also: Also) -> tuple[Collected, list[str]]:
    """Return what to give up, and the objects to remove."""
    entries = _whole_log(dataset)
    newest = len(entries)
    before = read_floor(dataset.path).number
    floor = max(before, newest - keep + 1)
    kept = [entries[number] for number in entries if number >= floor]
    needed = {*needed_objects(kept), *also(kept)}
    folder = backend(dataset.path)
    garbage = {
        digest: stat.st_size
        for digest, stat in folder.objects()
        if digest not in needed and folder.may_go(stat.st_mtime)
    }
    given_up = tuple(range(before, min(floor, newest + 1)))
    return Collected(given_up, len(garbage), sum(garbage.values()), floor, newest), sorted(garbage)


def _scratch(dataset: Dataset, *, dry_run: bool = False) -> int:
    """Remove what a rebuild has left in the dataset's folder, and return its bytes."""
    return remove_scratch(dataset.path / SCRATCH, dry_run=dry_run) if isinstance(dataset.path, Path) else 0


def _remove(dataset: Dataset, collected: Collected, garbage: Sequence[str]) -> None:
    folder = backend(dataset.path)
    if collected.versions:
        raise_floor(folder, Floor(collected.oldest, datetime.now(UTC)))
    folder.delete_objects(garbage)
