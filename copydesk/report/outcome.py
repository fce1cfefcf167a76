"""The outcome of a build or a check, as a short text and as JSON."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.intake.records import one_line
from copydesk.ledger import QUARANTINED, Entry, Ledger

SHOWN_FILES = 20
"""Most files that the summary of a build names; `--json` names all."""


@dataclass(frozen=True)
class Outcome:
    """What a run found and, for a build, what it published."""

    dataset: Path
    entries: tuple[Entry, ...]
    rows: dict[str, int]
    """Rows a table: of the drop's articles for a check, of the published version for a build."""
    version: int | None
    """The version that was published; None if none was."""
    head: int | None
    """The newest version now; None for an empty dataset."""

    def counts(self) -> dict[str, int]:
        """Return how many files had which fate."""
        return Ledger(list(self.entries)).counts()._asdict()

    def quarantined(self) -> list[Entry]:
        """Return the files in quarantine."""
        return [entry for entry in self.entries if entry.fate == QUARANTINED]

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain JSON values."""
        return {
            "dataset": str(self.dataset),
            "version": self.version,
            "head": self.head,
            "files": self.counts(),
            "reasons": dict(sorted(Counter(entry.evidence for entry in self.quarantined()).items())),
            "rows": self.rows,
            "entries": [entry._asdict() for entry in self.entries],
        }


def build_summary(outcome: Outcome) -> str:
    """Return what a build tells a person."""
    lines = [_files_line(outcome), *_quarantine_lines(outcome)]
    if outcome.version is None:
        now = f"version {outcome.head} stays" if outcome.head else "the dataset is still empty"
        return "\n".join([*lines, f"Nothing new: nothing was published, {now}."])
    rows = ", ".join(f"{name} {count:,}" for name, count in outcome.rows.items())
    lines += [f"Rows: {rows}", f"Published version {outcome.version}: {outcome.dataset / 'latest'}"]
    return "\n".join(lines)


def check_summary(outcome: Outcome) -> str:
    """Return what a check tells a person: a line a file, then the sum."""
    lines = []
    for entry in outcome.entries:
        of = f" of {entry.article_id}" if entry.fate in ("revised", "duplicate", "unchanged") else ""
        why = f" ({entry.evidence}: {entry.detail})" if entry.fate == QUARANTINED else f" ({entry.detail})"
        lines.append(f"{VERBS[entry.fate]:<11} {one_line(entry.source_path)}{of}{why}")
    return "\n".join([*lines, _files_line(outcome), "Nothing was published."])


VERBS = {
    "admitted": "admit",
    "revised": "revision",
    "unchanged": "unchanged",
    "duplicate": "duplicate",
    "quarantined": "quarantine",
}
"""Fate of a file to what a check says that a build would do with it."""


def _files_line(outcome: Outcome) -> str:
    counts = outcome.counts()
    return (
        f"{counts['dropped']} dropped: {counts['admitted']} admitted (of these {counts['revised']} revised), "
        f"{counts['unchanged']} unchanged, {counts['duplicate']} duplicate, {counts['quarantined']} quarantined"
    )


def _quarantine_lines(outcome: Outcome) -> list[str]:
    quarantined = outcome.quarantined()
    lines = [f"  {one_line(entry.source_path)}: {entry.evidence}: {entry.detail}" for entry in quarantined]
    more = len(lines) - SHOWN_FILES
    return [*lines[:SHOWN_FILES], f"  … and {more} more; --json names all"] if more > 0 else lines
