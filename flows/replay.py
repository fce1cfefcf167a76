"""Replay: files that went to quarantine are tried again, after a fix, from the bytes that the dataset kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from prefect import flow

from copydesk.archive import FileRow
from copydesk.errors import CopydeskError
from copydesk.ledger import REVISED, UNCHANGED, Entry
from copydesk.places import Named
from copydesk.preflight import existing_dataset, require_current, require_published
from copydesk.report.again import Replayed
from copydesk.settings import Settings, load_settings, overridden
from copydesk.store import Dataset, Version
from flows.stages import stage_drops
from tasks.accounts import QUARANTINE
from tasks.archived import read_archived, rows_of
from tasks.candidate import Candidate
from tasks.intake import Drop
from tasks.publish import REPLAY, publish_version

_WITHDRAWN = "withdrawn"
"""Reason of files that nothing is wrong with: they are tried only when they are asked for."""


@flow(name="replay-quarantine")
def replay_quarantine(
    dataset: Named | None = None,
    settings_file: Path | None = None,
    workers: int | None = None,
    drop_ids: Sequence[str] = (),
    reasons: Sequence[str] = (),
) -> Replayed:
    """Take in again what is in quarantine, and publish what passes now as the next version.

    Args:
        dataset: Folder of the dataset; None takes the settings'.
        settings_file: A ``copydesk.toml``; None takes the working directory's.
        workers: Processes that read articles; None takes the settings'.
        drop_ids: Only files of these drops, named by the first digits of their ids; of all drops if there are none.
        reasons: Only files that are there for these reasons; for any but a withdrawal if there are none.

    Raises:
        CopydeskError: If the dataset can not be used, or a drop is none of those in quarantine. Nothing is published.
    """
    settings = overridden(load_settings(settings_file), dataset=dataset, workers=workers)
    there = existing_dataset(settings.dataset)
    require_current(there)
    require_published(there, settings.dataset)
    store = Dataset.open(settings.dataset, thin=settings.store.thin)
    head = store.head()
    assert head is not None  # noqa: S101 - versions never go away

    wanted = _wanted(store, head, drop_ids, reasons)
    files = rows_of(store, head, {row.drop_id for row in wanted})
    only = frozenset(row.file_id for row in wanted if row.kept is not None)
    place = _places(store, head)
    drops: list[Drop] = []
    vanished: frozenset[str] = frozenset()
    for drop_id in sorted(files, key=lambda drop_id: (place.get(drop_id, -1), drop_id)):
        again = read_archived(store, drop_id, files[drop_id], settings.limits, only)
        drops.append(again.drop)
        vanished |= again.vanished
    nothing = Replayed(unkept=_by_reason(row for row in wanted if row.kept is None), head=head.number)
    if not only:
        return nothing
    candidate, overtaken = _stage([drop for drop in drops if drop.items], settings, store, place)
    entries = candidate.identified.ledger.entries
    gone = vanished | {entry.file_id for entry in entries if entry.fate == UNCHANGED and entry.file_id in only}
    version = publish_version(settings.dataset, candidate, settings, REPLAY, gone=gone)
    return replace(
        nothing,
        entries=tuple(entry for entry in entries if entry.fate != UNCHANGED),
        gone=len(gone),
        overtaken=overtaken,
        version=version.number if version else None,
        head=version.number if version else head.number,
    )


def _wanted(dataset: Dataset, head: Version, drop_ids: Sequence[str], reasons: Sequence[str]) -> list[FileRow]:
    """Return the rows of ``files`` of what is in quarantine and asked for."""
    rows = dataset.read(QUARANTINE, head, ["file_id", "drop_id", "reason"]).to_pylist()
    for named in drop_ids:
        if not any(row["drop_id"].startswith(named) for row in rows):
            raise CopydeskError(f"{dataset.path}: no file of a drop {named} is in quarantine; nothing was replayed")
    chosen = {
        row["file_id"]: row["drop_id"]
        for row in rows
        if (row["reason"] in reasons if reasons else row["reason"] != _WITHDRAWN)
        and (not drop_ids or row["drop_id"].startswith(tuple(drop_ids)))
    }
    of_drops = rows_of(dataset, head, set(chosen.values()))
    return [row for files in of_drops.values() for row in files if row.file_id in chosen]


def _stage(
    drops: list[Drop], settings: Settings, dataset: Dataset, place: Mapping[str, int]
) -> tuple[Candidate, tuple[str, ...]]:
    """Run the stages over the drops without the files that would turn an article back, and name these."""
    overtaken: list[str] = []
    while True:
        candidate = stage_drops(drops, settings.dataset, settings)
        late = _overtaken(candidate, dataset, place)
        if not late:
            return candidate, tuple(overtaken)
        overtaken += [f"{entry.drop_id}/{entry.source_path}" for entry in late]
        left_out = {(entry.drop_id, entry.source_path) for entry in late}
        drops = [
            replace(drop, items=tuple(item for item in drop.items if (drop.drop_id, item.source_path) not in left_out))
            for drop in drops
        ]


def _overtaken(candidate: Candidate, dataset: Dataset, place: Mapping[str, int]) -> list[Entry]:
    """Return the files whose articles have a later state in the dataset."""
    entries = candidate.identified.ledger.fates(REVISED)
    known = {entry.article_id for entry in entries} & candidate.identified.known
    columns = ["article_id", "drop_id", "source_path"]
    there = {
        row["article_id"]: (place.get(row["drop_id"], -1), _order(row["source_path"]))
        for row in dataset.matching("articles", candidate.head, "article_id", known, columns).to_pylist()
    }
    return [
        entry
        for entry in entries
        if entry.article_id in there
        and (place.get(entry.drop_id, -1), _order(entry.source_path)) < there[entry.article_id]
    ]


def _places(dataset: Dataset, head: Version) -> dict[str, int]:
    """Return the drops in the order in which they came in."""
    found: dict[str, int] = {}
    for version in dataset.versions():
        if version.number <= head.number:
            for drop_id in version.drop_ids:
                found.setdefault(drop_id, len(found))
    return found


def _order(source_path: str) -> tuple[str, int]:
    """Return where a file, or a line of one, stands in its drop."""
    file, _, number = source_path.rpartition("#")
    return (file, int(number)) if file and number.isdecimal() else (source_path, 0)


def _by_reason(rows: Iterable[FileRow]) -> dict[str, int]:
    return dict(sorted(Counter(row.evidence or "" for row in rows).items()))
