"""Archived: drops as the dataset has kept them, read again by the code of today."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.archive import FileRow, Kept, read_kept
from copydesk.intake import Candidate, Rejected
from copydesk.progress import track
from copydesk.settings import Limits
from copydesk.store import Dataset, Version
from schemas.files import file_id
from tasks.accounts import FILES
from tasks.intake import Drop, Source
from tasks.lookups import matching


class Again(NamedTuple):
    """A drop that was read again."""

    drop: Drop
    """Under the id that it had: another reader may find other articles in the same files."""
    vanished: frozenset[str]
    """file_ids of what was to be read and is not there: where once a whole file failed, there may be its lines now."""


def rows_of(dataset: Dataset, head: Version, drop_ids: Collection[str]) -> dict[str, list[FileRow]]:
    """Return the rows of ``files`` of some drops, by drop_id, as `still_kept` gives them."""
    found: dict[str, list[FileRow]] = defaultdict(list)
    rows = matching(dataset, head, FILES, "drop_id", drop_ids, list(FileRow._fields)).to_pylist()
    for row in still_kept(dataset, map(FileRow.from_row, rows)):
        found[row.drop_id].append(row)
    return found


def still_kept(dataset: Dataset, rows: Iterable[FileRow]) -> Iterator[FileRow]:
    """Give rows of ``files`` without the names of kept bytes that gc gave up, as it does with withdrawn articles'."""
    there: dict[str | None, bool] = {None: True}
    for row in rows:
        for blob in {row.blob, row.sidecar_blob} - there.keys():
            there[blob] = blob is None or dataset.has_blob(blob)
        whole = there[row.blob] and there[row.sidecar_blob]
        yield row if whole else row._replace(blob=None, sidecar_blob=None)


@task(name="intake-archived", cache_policy=NO_CACHE)
def read_archived(
    dataset: Dataset, drop_id: str, rows: Sequence[FileRow], limits: Limits, only: Collection[str] | None = None
) -> Again:
    """Read the kept files of a drop; one file at a time lies on the disk.

    Args:
        dataset: That has them.
        drop_id: Of the drop.
        rows: All rows of ``files`` of it; those of which nothing was kept are passed over.
        limits: What may be read.
        only: file_ids that are wanted; None for everything that the kept files hold.

    Raises:
        CopydeskError: If the dataset does not have a file that it kept.
    """
    known = frozenset(row.file_id for row in rows)
    items: list[Candidate | Rejected] = []
    sources: dict[str, tuple[Source, Source | None]] = {}
    vanished: set[str] = set()
    for (file, kept), wanted in track(sorted(_files(rows, only).items(), key=_place), f"Reading {drop_id}"):
        found = {file_id(drop_id, item.source_path): item for item in read_kept(dataset, file, kept, limits)}
        vanished |= wanted - found.keys()
        taken = found.keys() if only is None else wanted & found.keys()
        if only is not None and wanted - found.keys():
            # The file is read otherwise than before: what nobody has seen of it is wanted, too.
            taken = taken | (found.keys() - known)
        for identifier, item in found.items():
            # Two states of a file may be kept, whose sidecars differ: each article comes from its own.
            if identifier in taken and (identifier in wanted or identifier not in known):
                items.append(item)
                sources[item.source_path] = _sources(file, kept)
    return Again(Drop(Path(drop_id), drop_id, tuple(items), sources), frozenset(vanished))


def _files(rows: Iterable[FileRow], only: Collection[str] | None) -> dict[tuple[str, Kept], set[str]]:
    """Return the files to be read, with the file_ids of what is wanted of each."""
    found: dict[tuple[str, Kept], set[str]] = defaultdict(set)
    for row in rows:
        if row.kept is not None and (only is None or row.file_id in only):
            found[row.file, row.kept].add(row.file_id)
    return found


def _place(file: tuple[tuple[str, Kept], set[str]]) -> tuple[str, str, str]:
    (path, kept), _ = file
    return path, kept.blob, kept.sidecar_blob or ""


def _sources(file: str, kept: Kept) -> tuple[Source, Source | None]:
    sidecar = Source(Path(file), None, kept.sidecar_blob) if kept.sidecar_blob is not None else None
    return Source(Path(file), None, kept.blob), sidecar
