"""Alarms that need no statistics: a publisher that was never there, files that can not be used, text that repeats."""

from collections import Counter
from collections.abc import Collection, Iterator
from difflib import get_close_matches

import numpy as np

from copydesk.drift.alarms import Alarm
from copydesk.drift.articles import Articles
from copydesk.drift.baseline import Baseline
from copydesk.drift.measures import MEASURES
from copydesk.ledger import QUARANTINED, UNCHANGED, Ledger
from copydesk.settings import Gate
from copydesk.text.comparison import comparable

WITHDRAWN = "withdrawn"
"""Reason of the quarantine that a person decided on; such files are no fault of the drop."""
_REPEATS, _ARTICLES, _SHARE = 0.3, 5, 0.2
"""Articles that repeat so much of themselves, at least so many and such a share of the drop, ring in any drop."""
_ALIKE, _COMPARED = 0.85, 20
"""How like a known name one must be to be held against it; and for how many names it is looked for."""


def new_publishers(new: Articles, base: Baseline, gate: Gate, quiet: Collection[str]) -> Iterator[Alarm]:
    """Yield an alarm for each publisher that the dataset never had, unless they are few enough or ``quiet``."""
    counts = Counter(name for name in new.publisher if name is not None and name not in base.names)
    found = sorted(name for name in counts if name not in quiet)
    if not base.size or len(found) <= gate.new_publishers:
        return
    known: dict[str, str] = {}
    for name in sorted(base.names):
        known.setdefault(comparable(name), name)
    for place, name in enumerate(found):
        detail = None
        if comparable(name) in known:
            detail = f"written {known[comparable(name)]} before"
        elif place < _COMPARED and (near := get_close_matches(comparable(name), known, n=1, cutoff=_ALIKE)):
            detail = f"is it {known[near[0]]}?"
        limit = float(gate.new_publishers)
        yield Alarm("publisher", name, float(len(found)), None, limit, None, counts[name], 0, detail)


def quarantined(ledger: Ledger, gate: Gate) -> Iterator[Alarm]:
    """Yield an alarm if too large a share of the files that are not known already was quarantined."""
    files = [entry for entry in ledger.entries if entry.fate != UNCHANGED]
    bad = [entry for entry in files if entry.fate == QUARANTINED and entry.evidence != WITHDRAWN]
    if bad and len(bad) / len(files) > gate.quarantined:
        reasons = Counter(entry.evidence or "" for entry in bad).most_common()
        detail = ", ".join(f"{reason} {count:,}" for reason, count in reasons)
        yield Alarm("quarantined", None, len(bad) / len(files), None, gate.quarantined, None, len(files), None, detail)


def repeating(new: Articles, quiet: Collection[str]) -> Iterator[Alarm]:
    """Yield an alarm if articles repeat themselves so much that no other drop is needed to see that it is wrong."""
    judged = new.take(np.array([name not in quiet for name in new.publisher], dtype=np.bool_))
    shares = MEASURES["repeated"].score(judged)
    count = int((shares >= _REPEATS).sum())
    if count >= _ARTICLES and count >= _SHARE * len(judged):
        detail = f"{count:,} articles repeat {_REPEATS:.0%} of their text and more"
        yield Alarm("repeated", None, count / len(judged), None, _SHARE, None, len(judged), None, detail)
