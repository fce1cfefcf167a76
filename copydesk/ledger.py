"""What became of every dropped file: each has exactly one fate, and the fates add up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.files import file_id

ADMITTED, REVISED, UNCHANGED, DUPLICATE, QUARANTINED = FATES = (
    "admitted",
    "revised",
    "unchanged",
    "duplicate",
    "quarantined",
)


class Entry(NamedTuple):
    """One dropped file, or one line of a JSON Lines file."""

    drop_id: str
    source_path: str
    content_hash: str | None
    fate: str
    article_id: str | None = None
    """The article that it is or would be, for a duplicate the one it repeats; None for an unreadable file."""
    evidence: str | None = None
    """What the fate rests on: the identity rule, or the reason code of the quarantine."""
    detail: str | None = None
    """One line for a person."""
    revision: int | None = None
    """Of the article, from 1, that an admitted or revised file became."""
    match_id: str | None = None
    """The article of the dataset or the drop that it was found to be, to repeat or to resemble."""
    match_path: str | None = None
    """Where the file of that article lay in its drop."""
    similarity: float | None = None
    """How alike the two texts are, 0 to 1, where they were compared."""
    blob: str | None = None
    """sha256 under which the bytes of the file are kept; None where they are not."""
    sidecar_blob: str | None = None
    """The same of its sidecar."""
    sidecar_hash: str | None = None
    """sha256 of the bytes of the sidecar, as they were read; None where there is none."""

    @property
    def file_id(self) -> str:
        """The file's id: the same whenever the same drop is read."""
        return file_id(self.drop_id, self.source_path)


class Counts(NamedTuple):
    """How many files had which fate. Revisions are counted as admitted too."""

    dropped: int
    admitted: int
    revised: int
    unchanged: int
    duplicate: int
    quarantined: int


@dataclass
class Ledger:
    """The fates of a run's files, in the order of the drops; a later stage may still quarantine what was admitted."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Write down the fate of one more file."""
        self.entries.append(entry)

    def quarantine(self, article_ids: Iterable[str], reason: str, detail: str) -> None:
        """Send admitted or revised articles to quarantine; the first reason given for one stays."""
        wanted = set(article_ids)
        self.entries = [
            replace_fate(entry, reason, detail) if entry.article_id in wanted and entry.fate in TAKEN else entry
            for entry in self.entries
        ]

    def fates(self, *fates: str) -> list[Entry]:
        """Return the entries of the given fates."""
        return [entry for entry in self.entries if entry.fate in fates]

    def article_ids(self, *fates: str) -> list[str]:
        """Return the articles of the given fates, sorted, each once."""
        return sorted({entry.article_id for entry in self.fates(*fates) if entry.article_id})

    def counts(self) -> Counts:
        """Add up."""
        by_fate = Counter(entry.fate for entry in self.entries)
        return Counts(
            dropped=len(self.entries),
            admitted=by_fate[ADMITTED] + by_fate[REVISED],
            revised=by_fate[REVISED],
            unchanged=by_fate[UNCHANGED],
            duplicate=by_fate[DUPLICATE],
            quarantined=by_fate[QUARANTINED],
        )


TAKEN = frozenset({ADMITTED, REVISED})
"""Fates that put an article into the next version."""


def replace_fate(entry: Entry, reason: str, detail: str) -> Entry:
    """Return ``entry`` as quarantined for ``reason``."""
    return entry._replace(fate=QUARANTINED, evidence=reason, detail=detail, revision=None)
