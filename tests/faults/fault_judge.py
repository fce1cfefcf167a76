"""What must hold of a dataset whose writer was stopped at any moment."""

from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from copydesk.store import Dataset, Version
from copydesk.store.folder import Folder
from copydesk.store.parts import content_hash, row_sum
from copydesk.store.soundness import check_bytes, readable_versions
from copydesk.verification import verify
from copydesk.verification.kept import kept_files
from copydesk.verification.rows import check_parts

TIMED = frozenset({"versions", "withdrawals"})
"""Tables that hold times, which no two runs share."""


class State(NamedTuple):
    """What a dataset says, told apart row by row."""

    number: int
    """The newest version."""
    hashes: dict[str, str]
    """Content hash of every table of it, but of those with times."""
    objects: frozenset[str]
    """Objects that are there, but those of tables with times."""


def state_of(home: Path) -> State:
    """Return the state of the dataset in ``home``."""
    dataset = Dataset(home / "dataset")
    head = dataset.head()
    assert head is not None
    timed = {
        part.object
        for version in dataset.versions()
        for name, state in version.tables.items()
        if name in TIMED
        for part in state.parts
    } | {document.object for version in dataset.versions() for document in version.documents.values()}
    there = frozenset(digest for digest, _ in Folder(dataset.path).objects())
    return State(head.number, _hashes(head), there - timed)


def _hashes(version: Version) -> dict[str, str]:
    return {name: state.content_hash for name, state in version.tables.items() if name not in TIMED}


class Shown(NamedTuple):
    """What `latest` shows to somebody who knows nothing of copydesk."""

    versions: frozenset[int]
    """Those that the table of versions lists."""
    hashes: dict[str, str]
    """Content hash of every table, but of those with times."""


def shown(home: Path) -> Shown | None:
    """Return what a plain reader finds in `latest` at this moment; None: there is none yet.

    Nothing is opened by copydesk, so nothing is repaired.
    """
    latest = home / "dataset/latest"
    if not latest.exists():
        return None
    numbers: set[int] = set()
    hashes = {}
    for folder in (path for path in latest.iterdir() if path.is_dir()):
        tables = [pq.read_table(path) for path in sorted(folder.iterdir())]
        if folder.name == "versions":
            numbers = {number for table in tables for number in table["version"].to_pylist()}
        elif folder.name not in TIMED:
            rows = sum(table.num_rows for table in tables)
            hashes[folder.name] = content_hash(tables[0].column_names, rows, map(row_sum, tables))
    return Shown(frozenset(numbers), hashes)


def faults_of(home: Path, *, every_rule: bool) -> list[str]:
    """Return what is wrong with the dataset: by every rule, or with its bytes and rows.

    The latter is enough where the rows' hashes are those of a dataset that kept every rule.
    """
    dataset = Dataset(home / "dataset")
    if every_rule:
        return list(map(str, verify(dataset, every_version=True)))
    versions = readable_versions(dataset)
    return list(map(str, [*check_bytes(dataset, kept_files(dataset, versions))] or check_parts(dataset, versions)))
