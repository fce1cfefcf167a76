"""Is every byte of a dataset what was written? This looks and never repairs, and needs no dataset that opens.

A flipped bit, a missing, added or exchanged file is found wherever it is: in the marker, in the log, in the record of
what gc gave up, in an object of any readable version, in `latest`. What rows mean is for `copydesk.verification`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.places import Bucket
from copydesk.store.backend import Backend, backend
from copydesk.store.commit import HISTORY
from copydesk.store.dataset import Dataset
from copydesk.store.errors import DamagedDatasetError, one_clear_line
from copydesk.store.floor import FILE as FLOOR
from copydesk.store.floor import read_floor
from copydesk.store.folder import MARKER
from copydesk.store.needed import (
    Needed,
    last_retirements,
    log_entries,
    log_numbers,
    needed_objects,
    newer,
    readable,
    remainders,
)
from copydesk.store.staging import sha256_of
from copydesk.store.temporaries import SCRATCH
from copydesk.store.version import FORMATS, STORE_FORMAT, Version

_COPY = "restore it from a copy"


class Fault(NamedTuple):
    """One thing that is not as it was written, or does not fit."""

    kind: str
    """``damaged``, ``missing``, ``unexpected`` or ``log`` here; `copydesk.verification` has more."""
    where: str
    """A path below the dataset, or a table."""
    detail: str
    """What was found and what to do, for a person to read."""
    versions: tuple[int, ...] = ()
    """The versions that suffer from it, where that can be told."""


def check_bytes(dataset: Dataset, kept: Collection[str] = ()) -> Iterator[Fault]:
    """Yield what is wrong with the bytes of ``dataset``; nothing when it is whole. Every object is read once.

    Builds and gc may run meanwhile: what they take away or bring in the meantime is no fault.

    Args:
        dataset: Made by ``Dataset(path)``: opening refuses a damaged marker.
        kept: sha256 of the objects that no log entry names and that must be there too: bytes of dropped files.

    Raises:
        CopydeskError: If newer code wrote it, or something can not be read for want of permission.
    """
    with one_clear_line(dataset.path, "verify the dataset"):
        entries = log_entries(dataset)
        yield from check_log(dataset, entries)
        yield from _check_objects(dataset, readable(dataset, entries), kept)
        yield from _check_latest(dataset, entries)


def readable_versions(dataset: Dataset) -> list[Version]:
    """Return the versions whose log entry is whole and that gc did not give up, oldest first."""
    return readable(dataset, log_entries(dataset))


def check_log(dataset: Dataset, entries: Mapping[int, Version]) -> Iterator[Fault]:
    """Yield what is wrong with the marker, the record of what was given up, and the log.

    ``entries`` are those that are as they were written.
    """
    folder = backend(dataset.path)
    marker = folder.read_marker()
    if marker is None:
        yield Fault("missing", MARKER, f"the file that makes the folder a dataset is missing; {_COPY}")
    elif marker not in map(_marker, FORMATS):
        if not entries and _format_of(marker) > STORE_FORMAT:
            raise newer(dataset, f"store format {_format_of(marker)}")
        yield Fault("damaged", MARKER, f"other bytes than were written; {_COPY}")
    try:
        read_floor(dataset.path)
    except DamagedDatasetError:
        yield Fault("damaged", FLOOR, f"other bytes than were written; {_COPY}")
    numbers = log_numbers(dataset)
    for number in sorted({*range(1, max(numbers, default=0) + 1)} - {*numbers}):
        yield Fault("missing", _entry(number), f"the log entry of version {number} is missing; {_COPY}", (number,))
    for number in numbers:
        if number not in entries:
            yield Fault("damaged", _entry(number), f"other bytes than were written; {_COPY}", (number,))
        elif (held := entries[number].number) != number:
            yield Fault("log", _entry(number), f"holds version {held}; {_COPY}", (number,))
        elif (parent := entries[number].parent) != (number - 1 or None):
            yield Fault("log", _entry(number), f"version {number} names {parent} as its parent", (number,))


def _check_objects(dataset: Dataset, versions: Sequence[Version], kept: Collection[str]) -> Iterator[Fault]:
    """Yield the objects that are missing or hold other bytes than were written."""
    folder = backend(dataset.path)
    missing: set[str] = set()
    for digest, needed in sorted(_to_be_there(folder, versions, kept).items()):
        try:
            whole = folder.is_whole(digest, needed.size)
        except FileNotFoundError:
            missing.add(digest)
            continue
        if not whole:
            detail = f"{_described(needed)}: other bytes than were written; {_COPY}"
            yield Fault("damaged", _object(digest), detail, tuple(sorted(needed.versions)))
    if not missing:
        return
    # Thinning or gc may have taken them away since the log was read.
    now = _to_be_there(folder, readable_versions(dataset), kept)
    for digest in sorted(missing & now.keys()):
        if not folder.has_object(digest):
            detail = f"{_described(now[digest])}: is missing; {_COPY}"
            yield Fault("missing", _object(digest), detail, tuple(sorted(now[digest].versions)))


def _to_be_there(folder: Backend, versions: Sequence[Version], kept: Iterable[str]) -> dict[str, Needed]:
    """Return the objects that must be there: instead of a part that was thinned away, what it is had from."""
    needed = needed_objects(versions)
    for digest, retired in last_retirements(versions).items():
        if digest in needed and not folder.has_object(digest):
            thinned = needed.pop(digest)
            for source in [*retired.kept, *remainders(retired)]:
                if source in needed:
                    needed[source].versions |= thinned.versions
    for digest in kept:
        needed.setdefault(digest, Needed(None, "bytes of a dropped file"))
    return needed


def _check_latest(dataset: Dataset, entries: Mapping[int, Version]) -> Iterator[Fault]:
    """Yield the files of `latest` that are not just the newest version's."""
    faults: list[Fault] = []
    for _ in range(5):
        # Where somebody publishes at this moment, `latest` and the log are read in an order that can not fit.
        faults = list(_compare_latest(dataset, entries))
        if not faults or log_numbers(dataset) == list(entries):
            break
        entries = log_entries(dataset)
    yield from faults


def _compare_latest(dataset: Dataset, entries: Mapping[int, Version]) -> Iterator[Fault]:
    if isinstance(dataset.path, Bucket):
        yield from _compare_latest_file(dataset, entries)
        return
    latest = dataset.path / "latest"
    numbers = log_numbers(dataset)
    newest = max(numbers, default=0)
    if numbers and newest not in entries:
        return  # what it should show is unknown, and the log's damage is told
    if (shown := _newest_shown(latest)) > newest:
        yield Fault("missing", _entry(shown), f"`latest` shows version {shown}, the log ends before; {_COPY}", (shown,))
        return
    expected = _view_files(entries[newest]) if numbers else {}
    found = {path.relative_to(latest).as_posix(): path for path in _files(latest)}
    older = [number for number in entries if number < newest]
    if found.keys() != expected.keys() and (
        behind := [number for number in older if found.keys() == _view_files(entries[number]).keys()]
    ):
        detail = f"shows version {behind[-1]}, the newest is {newest}; the next build renews it"
        yield Fault("unexpected", "latest", detail, (newest,))
        return
    for name in sorted(expected.keys() - found.keys()):
        yield Fault("missing", f"latest/{name}", "is missing; the next build renews `latest`", (newest,))
    for name in sorted(found.keys() - expected.keys()):
        yield Fault("unexpected", f"latest/{name}", "belongs to no table of the newest version; remove it")
    for name in sorted(expected.keys() & found.keys()):
        if not _is_as_kept(dataset, found[name], name, expected[name], entries[newest]):
            detail = "other bytes than were written; remove `latest` and the next build renews it"
            yield Fault("damaged", f"latest/{name}", detail, (newest,))


def _compare_latest_file(dataset: Dataset, entries: Mapping[int, Version]) -> Iterator[Fault]:
    """Do so where an object store has no folders."""
    newest = max(log_numbers(dataset), default=0)
    if newest in entries and not backend(dataset.path).is_shown(entries[newest]):
        detail = f"does not show just version {newest}, the newest; the next build renews it"
        yield Fault("unexpected", "latest.json", detail, (newest,))


def _view_files(version: Version) -> dict[str, str]:
    """Return the object of each file of ``version`` as `latest` has it, by the path below it."""
    documents = {name: document.object for name, document in version.documents.items()}
    return documents | {
        f"{table}/{name}": part.object
        for table, state in version.shown.items()
        for name, part in state.file_names.items()
    }


def _is_as_kept(dataset: Dataset, shown: Path, name: str, digest: str, version: Version) -> bool:
    """Return whether a file of `latest` is the object, whose bytes are judged by themselves, or holds the same."""
    stored = backend(dataset.path).object_path(digest)
    if isinstance(stored, Path) and stored.exists() and shown.samefile(stored):
        return True
    if name in version.documents:
        with suppress(DamagedDatasetError):  # the object's own fault
            return shown.read_bytes() == dataset.document(name, version)
        return True
    return sha256_of(shown) == digest


def _newest_shown(latest: Path) -> int:
    """Return the newest version that the table of versions in `latest` holds; 0 where there is none to read."""
    numbers = [0]
    for path in sorted(latest.glob(f"{HISTORY}/part-*.parquet")):
        if not sha256_of(path).startswith(path.name.removeprefix("part-")[:16]):
            continue  # damaged, and told as that
        try:
            numbers += filter(None, pq.read_table(path, columns=["version"])["version"].to_pylist())
        except (OSError, pa.ArrowException, KeyError):
            continue
    return max(numbers)


def _marker(store_format: int) -> bytes:
    return json.dumps({"dataset": "copydesk", "store_format": store_format}).encode() + b"\n"


def _format_of(marker: bytes) -> int:
    try:
        return int(json.loads(marker)["store_format"])
    except (ValueError, KeyError, TypeError):
        return 0


def _entry(number: int) -> str:
    return f"log/{number:08d}.json"


def _object(digest: str) -> str:
    return f"objects/{digest[:2]}/{digest}"


def _described(needed: Needed) -> str:
    return f"{needed.what} in {spans(needed.versions)}" if needed.versions else needed.what


def spans(numbers: Iterable[int]) -> str:
    """Return version numbers for a person: ``version 3``, ``versions 1, 4 to 6``."""
    runs: list[list[int]] = []
    ordered = sorted(set(numbers))
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
    return f"version{'s' if len(ordered) > 1 else ''} {shown}"


def strays(dataset: Dataset, kept: Iterable[str] = ()) -> Iterator[str]:
    """Yield a line about what lies in the dataset and belongs to nothing: no fault, nobody reads it."""
    place = dataset.path
    numbers = log_numbers(dataset)
    if isinstance(place, Path):
        ours = {MARKER, FLOOR, "log", "objects", "latest"}
        for entry in sorted(place.iterdir()):
            if entry.name not in ours and not entry.name.startswith("."):
                yield f"{entry.name}: not copydesk's"
        names = {_entry(number) for number in numbers}
        for path in _files(place / "log"):
            if (name := path.relative_to(place).as_posix()) not in names:
                yield f"{name}: not copydesk's"
    entries = log_entries(dataset)
    needed = {*needed_objects(readable(dataset, entries)), *kept}
    orphans = [stat.st_size for digest, stat in backend(place).objects() if digest not in needed]
    # Where an entry is damaged nobody can tell what it needs.
    if orphans and len(entries) == len(numbers):
        then = " once they are a week old" if isinstance(place, Bucket) else ""
        yield f"{len(orphans)} objects ({sum(orphans):,} bytes) belong to no version; `copydesk gc` removes them{then}"
    if isinstance(place, Path) and any((place / ".tmp").glob("*/*")):
        yield ".tmp: what a running build uses, or one that was killed has left; the next build sweeps it"
    if isinstance(place, Path) and (place / SCRATCH).is_dir():
        yield f"{SCRATCH}: what a running rebuild uses, or one that was stopped has left; `copydesk gc` removes it"


def _files(folder: Path) -> Iterator[Path]:
    """Give everything below ``folder`` that is no folder, in order."""
    return (path for path in sorted(folder.rglob("*")) if not path.is_dir())
