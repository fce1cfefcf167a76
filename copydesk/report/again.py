"""What became of files that were read again: the outcome of a replay and of a rebuild, as text and as JSON."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from copydesk.ledger import QUARANTINED, TAKEN, Entry
from copydesk.places import Place


@dataclass(frozen=True)
class Replayed:
    """What a replay did."""

    entries: tuple[Entry, ...] = ()
    """What the files are now."""
    gone: int = 0
    """Files that are none any more: read again, they are other files, or known."""
    overtaken: tuple[str, ...] = ()
    """Places of files that stay in quarantine, as later drops brought later states of their articles."""
    unkept: Mapping[str, int] = field(default_factory=dict)
    """Files of which the dataset has no bytes, by reason."""
    version: int | None = None
    """The version that was published; None if none was."""
    head: int | None = None
    """The newest version now."""

    def admitted(self) -> int:
        """Return how many files became articles or revisions."""
        return sum(entry.fate in TAKEN for entry in self.entries)

    def reasons(self) -> dict[str, int]:
        """Return how many files are still in quarantine, by reason."""
        return _by_name(entry.evidence or "" for entry in self.entries if entry.fate == QUARANTINED)


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild did."""

    dataset: Place
    drops: int
    """Drops that were taken in again."""
    before: int
    """The newest version before."""
    head: int
    """The newest version now."""
    version: int | None = None
    """The version that was published; None where not a row differs."""
    articles: int = 0
    """In that version; below, against the one before."""
    added: int = 0
    revised: int = 0
    removed: int = 0


def rebuild_text(rebuilt: Rebuilt) -> str:
    """Return what a rebuild tells a person."""
    drops = f"Rebuilt {rebuilt.drops:,} {'drop' if rebuilt.drops == 1 else 'drops'}"
    if rebuilt.version is None:
        return f"{drops}: not a row differs. Nothing was published, version {rebuilt.head} stays."
    changes = f"{rebuilt.added:,} added, {rebuilt.revised:,} revised, {rebuilt.removed:,} removed"
    articles = f"{rebuilt.articles:,} {'article' if rebuilt.articles == 1 else 'articles'}"
    return f"{drops}. Published version {rebuilt.version}: {articles} ({changes})."


def rebuild_json(rebuilt: Rebuilt) -> dict[str, Any]:
    """Return everything as plain JSON values."""
    return asdict(rebuilt) | {"dataset": str(rebuilt.dataset)}


def replay_text(replayed: Replayed) -> str:
    """Return what a replay tells a person."""
    tried = len(replayed.entries) + replayed.gone + len(replayed.overtaken)
    lines = []
    if tried or not replayed.unkept:
        others = len(replayed.entries) - replayed.admitted() - sum(replayed.reasons().values()) + replayed.gone
        counts = [
            f"{replayed.admitted():,} admitted",
            *([f"{others:,} known already"] if others else []),
            f"{sum(replayed.reasons().values()) + len(replayed.overtaken):,} still in quarantine{_listed(replayed)}",
        ]
        lines.append(f"{tried:,} replayed: {', '.join(counts)}" if tried else "Nothing to replay.")
    if replayed.overtaken:
        lines.append(
            f"{len(replayed.overtaken):,} would turn an article back to an older state than a later drop brought;"
            " `copydesk rebuild` puts them in their place"
        )
    if replayed.unkept:
        lines.append(
            f"{sum(replayed.unkept.values()):,} can not be replayed, nothing was kept of them: drop them again"
        )
    if replayed.version is not None:
        return "\n".join([*lines, f"Published version {replayed.version}."])
    return "\n".join([*lines, f"Nothing was published, version {replayed.head} stays."])


def replay_json(replayed: Replayed) -> dict[str, Any]:
    """Return everything as plain JSON values."""
    return {
        "version": replayed.version,
        "head": replayed.head,
        "admitted": replayed.admitted(),
        "gone": replayed.gone,
        "reasons": replayed.reasons(),
        "overtaken": list(replayed.overtaken),
        "unkept": dict(replayed.unkept),
        "entries": [entry._asdict() for entry in replayed.entries],
    }


def _listed(replayed: Replayed) -> str:
    reasons = [f"{reason} {count:,}" for reason, count in replayed.reasons().items()]
    if replayed.overtaken:
        reasons.append(f"older states {len(replayed.overtaken):,}")
    return f" ({', '.join(reasons)})" if reasons else ""


def _by_name(names: Any) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
