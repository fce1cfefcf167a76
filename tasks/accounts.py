"""The tables ``files`` and ``quarantine``: what became of every file of a drop."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import pandas as pd

from copydesk.ledger import QUARANTINED, TAKEN, UNCHANGED, Entry, Ledger
from copydesk.store import Dataset, Version
from tasks.frames import table
from tasks.lookups import matching

FILES, QUARANTINE = "files", "quarantine"

_HELD = ["file_id", "fate", "evidence", "detail"]


class Accounts(NamedTuple):
    """How the two tables change."""

    entries: dict[str, Entry]
    """The rows to come, by file_id."""
    replaced: frozenset[str]
    """file_ids whose old rows leave both tables."""

    @property
    def is_news(self) -> bool:
        """Whether a file was admitted, or came to quarantine or left it. That one repeats another is no news."""
        news = {*TAKEN, QUARANTINED}
        return bool(self.replaced) or any(entry.fate in news for entry in self.entries.values())


def files(entries: Mapping[str, Entry]) -> pd.DataFrame:
    """Return rows of ``files``, by file_id."""
    return table(FILES, ({"file_id": identifier, **entry._asdict()} for identifier, entry in entries.items()))


def quarantine(entries: Mapping[str, Entry]) -> pd.DataFrame:
    """Return rows of ``quarantine``: of the entries, by file_id, those that are in it."""
    return table(
        QUARANTINE,
        (
            {
                "file_id": identifier,
                "drop_id": entry.drop_id,
                "source_path": entry.source_path,
                "content_hash": entry.content_hash,
                "reason": entry.evidence,
                "detail": entry.detail,
            }
            for identifier, entry in entries.items()
            if entry.fate == QUARANTINED
        ),
    )


def account(
    dataset: Dataset | None,
    head: Version | None,
    ledger: Ledger,
    *,
    again: bool = False,
    gone: Collection[str] = (),
) -> Accounts:
    """Return the rows that the files of a run add to the dataset.

    A drop may be built twice: a file that is known already keeps its row, unless it is out of quarantine now. Files
    that are unchanged have no row, else a folder that is built every day would be listed every day.

    Args:
        dataset: What is there already.
        head: Its newest version.
        ledger: The fates of the run's files.
        again: Whether the run is there to try files of the quarantine again: then a new reason replaces the old one.
        gone: file_ids in quarantine that are none any more: read again, they are other files, or known.
    """
    entries = _by_file(ledger)
    held = _held(dataset, head, {entry.drop_id for entry in entries.values()})
    written = {
        identifier: entry
        for identifier, entry in entries.items()
        if identifier not in held or _differs(entry, held[identifier], again=again)
    }
    return Accounts(written, frozenset(written.keys() & held.keys()) | frozenset(gone))


def _by_file(ledger: Ledger) -> dict[str, Entry]:
    """Return one entry a file. One folder may be given twice in a run: what it became the first time counts."""
    found: dict[str, Entry] = {}
    for entry in ledger.entries:
        if entry.fate != UNCHANGED:
            found.setdefault(entry.file_id, entry)
    return found


def _differs(entry: Entry, held: tuple[str, str | None, str | None], *, again: bool) -> bool:
    """Tell whether the entry takes the place of the row (fate, evidence, detail) that the dataset has of the file."""
    fate, evidence, detail = held
    if entry.fate in TAKEN:
        return True
    if fate != QUARANTINED:
        return False
    return entry.fate != QUARANTINED or (again and (entry.evidence, entry.detail) != (evidence, detail))


def _held(
    dataset: Dataset | None, head: Version | None, drop_ids: set[str]
) -> dict[str, tuple[str, str | None, str | None]]:
    rows = matching(dataset, head, FILES, "drop_id", drop_ids, _HELD)
    return {row["file_id"]: (row["fate"], row["evidence"], row["detail"]) for row in rows.to_pylist()}
