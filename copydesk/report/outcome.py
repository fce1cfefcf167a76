"""The outcome of a build or a check, as a short text and as JSON."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copydesk.drift import Alarm, Judgement
from copydesk.drift.facts import WITHDRAWN
from copydesk.errors import CopydeskError
from copydesk.intake.records import one_line
from copydesk.ledger import ADMITTED, QUARANTINED, Entry, Ledger
from copydesk.places import Place
from copydesk.report.alarms import alarm_lines, note_lines

SHOWN_FILES = 20
"""Most files that the summary of a build names; `--json` names all."""


@dataclass(frozen=True)
class Outcome:
    """What a run found and, for a build, what it published."""

    dataset: Place
    entries: tuple[Entry, ...]
    rows: dict[str, int]
    """Rows a table: of the drop's articles for a check, of the published version for a build."""
    version: int | None
    """The version that was published; None if none was."""
    head: int | None
    """The newest version now; None for an empty dataset."""
    judgement: Judgement = field(default_factory=Judgement)
    """What the gate says of the drop."""
    accepted: tuple[Alarm, ...] = ()
    """The alarms that somebody let pass."""

    @property
    def verdict(self) -> str:
        """What a check says of the drop: ``clean``, ``alarms``, or ``unusable`` where no file of it can be used.

        A file of an article that was withdrawn is no fault of the drop.
        """
        if len(self.quarantined()) == len(self.entries) and any(entry.evidence != WITHDRAWN for entry in self.entries):
            return "unusable"
        return "alarms" if self.judgement.alarms else "clean"

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
            "verdict": self.verdict,
            "alarms": [alarm._asdict() for alarm in self.judgement.alarms],
            "accepted": [{"alarm": alarm.alarm, "publisher": alarm.publisher} for alarm in self.accepted],
            "notes": list(self.judgement.notes),
            "tests": self.judgement.tests,
            "entries": [entry._asdict() for entry in self.entries],
        }


class AlarmedError(CopydeskError):
    """A strict build had alarms that nobody accepted: nothing was published."""

    def __init__(self, alarms: tuple[Alarm, ...], outcome: Outcome) -> None:
        """Take the ``alarms`` that were not accepted, and the ``outcome`` of the build."""
        names = sorted({alarm.alarm for alarm in alarms})
        super().__init__(
            f"refused, nothing was published: {len(alarms)} {'alarm' if len(alarms) == 1 else 'alarms'}"
            f" ({', '.join(names)}); look at the drop with `copydesk check`, and build with"
            f" {' '.join(f'--accept {name}' for name in names)} if it is right"
        )
        self.outcome = outcome


def build_summary(outcome: Outcome) -> str:
    """Return what a build tells a person."""
    lines = _build_lines(outcome)
    if outcome.version is None:
        now = f"version {outcome.head} stays" if outcome.head else "the dataset is still empty"
        return "\n".join([*lines, f"Nothing new: nothing was published, {now}."])
    rows = ", ".join(f"{name} {count:,}" for name, count in outcome.rows.items())
    lines += [f"Rows: {rows}", f"Published version {outcome.version}: {_latest(outcome.dataset)}"]
    return "\n".join(lines)


def check_summary(outcome: Outcome) -> str:
    """Return what a check tells a person: a line a file, the sum, the alarms and what could not be judged."""
    lines = [f"{VERBS[entry.fate]:<11} {one_line(entry.source_path)}{_told(entry)}" for entry in outcome.entries]
    lines += [_files_line(outcome), *alarm_lines(outcome.judgement), *note_lines(outcome.judgement)]
    return "\n".join([*lines, "Nothing was published."])


def refused_summary(outcome: Outcome) -> str:
    """Return what a strict build tells a person that its alarms kept from being published."""
    return "\n".join(_build_lines(outcome))


VERBS = {
    "admitted": "admit",
    "revised": "revision",
    "unchanged": "unchanged",
    "duplicate": "duplicate",
    "quarantined": "quarantine",
}
"""Fate of a file to what a check says that a build would do with it."""


def _told(entry: Entry) -> str:
    """Return which article a file is, repeats or resembles, how much, and what its fate rests on."""
    if entry.fate == QUARANTINED:
        return f" ({entry.evidence}: {entry.detail})"
    where = [one_line(entry.match_path)] if entry.match_path and entry.match_path != entry.source_path else []
    alike = [f"{entry.similarity:.0%} alike"] if entry.similarity is not None else []
    if entry.fate == ADMITTED:
        like = f"; like {', '.join([entry.match_id, *where, *alike])}" if entry.match_id else ""
        return f" (new{like})"
    return f" of {entry.article_id} ({'; '.join([*where, ', '.join([entry.evidence or '', *alike])])})"


def _build_lines(outcome: Outcome) -> list[str]:
    """Return what a build found, published or not."""
    alarms = alarm_lines(outcome.judgement, outcome.accepted)
    return [_files_line(outcome), *_quarantine_lines(outcome), *alarms]


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


def _latest(dataset: Place) -> Place:
    """Return what readers are pointed to: a folder, or in an object store the file that names all files."""
    return dataset / ("latest" if isinstance(dataset, Path) else "latest.json")
