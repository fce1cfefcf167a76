"""Plan a rebuild: what has to be done again, and whether the bytes for it are there."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.archive import FileRow
from copydesk.errors import CopydeskError
from copydesk.identity import SIDECARS_DID_NOT_COUNT, Settled
from copydesk.intake.candidates import digest
from copydesk.ledger import TAKEN
from copydesk.lineage import Step, steps_to
from copydesk.store import Dataset, Version
from tasks.accounts import FILES
from tasks.archived import still_kept
from tasks.known import WITHDRAWALS

MARK = "rebuilt"
"""Key in the provenance of a version of the scratch dataset: up to which step it is done."""
_SHOWN = 3


@dataclass(frozen=True)
class Plan:
    """The way to the newest version, to be gone again."""

    head: Version
    steps: tuple[Step, ...]
    rows: Mapping[str, Sequence[FileRow]]
    """The files of each drop that are in the dataset; without the names of blobs that it no longer has."""
    settled: Settled
    """Of the files that became an article: every article keeps its id."""
    marks: tuple[str, ...]
    """Of each step, a hash of it and of all before it: equal marks, equal work."""

    @property
    def drop_ids(self) -> tuple[str, ...]:
        """The drops, in order."""
        return tuple(drop_id for step in self.steps if step.kind == "build" for drop_id in step.ids)

    def done(self, scratch: Version | None) -> int | None:
        """Return how many steps the newest version of a scratch dataset has; None if it is of another plan."""
        if scratch is None:
            return 0
        mark = scratch.provenance.get(MARK)
        return self.marks.index(mark) + 1 if mark in self.marks else None


def plan_rebuild(dataset: Dataset, head: Version, named: Collection[str], *, reidentify: bool) -> Plan:
    """Return what has to be done again.

    Args:
        dataset: To be rebuilt.
        head: Its newest version.
        named: drop_ids of the drops whose files are at hand.
        reidentify: Whether ids may change: articles are told apart by the rules of today alone.

    Raises:
        CopydeskError: If the dataset did not keep files that it needs, and their drop is not named.
    """
    steps = steps_to(head, [version for version in dataset.versions() if version.number <= head.number])
    rows = _rows(dataset, head)
    built = {drop_id for step in steps if step.kind == "build" for drop_id in step.ids}
    if strangers := sorted(set(named) - built):
        raise CopydeskError(
            f"{dataset.path}: never built, or undone by a rollback: drop {', '.join(strangers)}; nothing was rebuilt,"
            " take new drops in with `copydesk build`"
        )
    withdrawn = _withdrawn(dataset, head)
    rows = _whole_articles(rows, named, withdrawn)
    _require_bytes(dataset, head, built, rows, named, withdrawn)
    settled = _settled(dataset, head, rows)
    if reidentify:
        # What was withdrawn stays so, under whatever id the rules would find.
        settled = {made_of: of for made_of, of in settled.items() if of in withdrawn}
    return Plan(head, tuple(steps), rows, settled, tuple(_marks(steps, rows, named, reidentify=reidentify)))


def _rows(dataset: Dataset, head: Version) -> dict[str, list[FileRow]]:
    found: dict[str, list[FileRow]] = {}
    if FILES in head.tables:
        parts = dataset.scan(FILES, head, FileRow.columns(head.tables[FILES].columns))
        for row in still_kept(dataset, (FileRow.from_row(row) for part in parts for row in part.to_pylist())):
            found.setdefault(row.drop_id, []).append(_with_sidecar_hash(dataset, head, row))
    return found


def _with_sidecar_hash(dataset: Dataset, head: Version, row: FileRow) -> FileRow:
    """Return a row as it is written today; what an older copydesk took in but did not keep stays without the hash."""
    if head.schema_version > SIDECARS_DID_NOT_COUNT or row.sidecar_blob is None or row.fate not in TAKEN:
        return row
    return row._replace(sidecar_hash=digest(dataset.blob(row.sidecar_blob)))


def _whole_articles(
    rows: Mapping[str, Sequence[FileRow]], named: Collection[str], withdrawn: Collection[str]
) -> dict[str, list[FileRow]]:
    """Return the rows so that of a withdrawn article all states can be read again, or none.

    Lines of one file share its bytes: with another article's, those of one state are kept and of others not.
    """
    lost = {
        row.article_id
        for drop_id, files in rows.items()
        if drop_id not in named
        for row in files
        if row.kept is None and row.fate in TAKEN and row.article_id in withdrawn
    }
    return {
        drop_id: [row._replace(blob=None, sidecar_blob=None) if row.article_id in lost else row for row in files]
        for drop_id, files in rows.items()
    }


def _withdrawn(dataset: Dataset, head: Version) -> frozenset[str]:
    if WITHDRAWALS not in head.tables:
        return frozenset()
    found: list[Any] = dataset.read(WITHDRAWALS, head, ["article_id"])["article_id"].to_pylist()
    return frozenset(found)


def _settled(dataset: Dataset, head: Version, rows: Mapping[str, Sequence[FileRow]]) -> Settled:
    """Return the article of all bytes that became one."""
    if FILES in head.tables:
        taken = (row for files in rows.values() for row in files if row.fate in TAKEN)
        return {
            (row.content_hash, row.sidecar_hash): row.article_id for row in taken if row.content_hash and row.article_id
        }
    # Before there was that table, the log knew the states that were replaced.
    past = [state for version in dataset.versions() for state in version.provenance.get("superseded", ())]
    settled = {content_hash: article_id for content_hash, _, article_id in past}
    for part in dataset.scan("articles", head, ["content_hash", "article_id"]):
        settled.update(zip(part["content_hash"].to_pylist(), part["article_id"].to_pylist(), strict=True))
    return {(content_hash, None): of for content_hash, of in settled.items()}


def _require_bytes(
    dataset: Dataset,
    head: Version,
    built: Collection[str],
    rows: Mapping[str, Sequence[FileRow]],
    named: Collection[str],
    withdrawn: Collection[str],
) -> None:
    """Return if every article can be read again.

    Raises:
        CopydeskError: If one can not, with the drops that have to be named.
    """
    if FILES not in head.tables:
        missing = dict.fromkeys(sorted(set(built) - set(named)), "")
    else:
        missing = {}
        for drop_id in sorted(set(rows) - set(named)):
            lost = [
                row.source_path
                for row in rows[drop_id]
                if row.kept is None and row.fate in TAKEN and row.article_id not in withdrawn
            ]
            if lost:
                shown = ", ".join([*lost[:_SHOWN], *(["…"] if len(lost) > _SHOWN else [])])
                missing[drop_id] = f" ({len(lost):,} files: {shown})"
    if missing:
        listed = ", ".join(f"{drop_id}{files}" for drop_id, files in missing.items())
        raise CopydeskError(
            f"{dataset.path}: the dataset did not keep all files; name the folders that were dropped, as they were"
            f" then: `copydesk rebuild DROP…`. Missing: {listed}"
        )


def _marks(
    steps: Sequence[Step], rows: Mapping[str, Sequence[FileRow]], named: Collection[str], *, reidentify: bool
) -> Iterator[str]:
    so_far: object = reidentify
    for step in steps:
        files = {
            drop_id: sorted([row.file_id, row.blob, row.sidecar_blob, row.article_id] for row in rows.get(drop_id, ()))
            for drop_id in step.ids
        }
        at_hand = [drop_id in named for drop_id in step.ids]
        so_far = hashlib.sha256(json.dumps([so_far, step.as_json(), files, at_hand]).encode()).hexdigest()
        yield so_far
