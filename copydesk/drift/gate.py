"""The gate's verdict on a drop: what changed more than chance and news days explain, and more than matters."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from statistics import NormalDist

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from copydesk.drift.alarms import Alarm, Finding, Judgement, Moved, Rose, Shifted
from copydesk.drift.articles import Articles, articles_of
from copydesk.drift.baseline import Baseline, Publisher, places
from copydesk.drift.facts import new_publishers, quarantined, repeating
from copydesk.drift.languages import rises
from copydesk.drift.layout import move
from copydesk.drift.measures import MEASURES, Sample, Scores, shift
from copydesk.ledger import Ledger
from copydesk.settings import ALARMS, Gate

Places = NDArray[np.int64]
Strata = Mapping[Publisher, tuple[Places, Places]]
"""Of each publisher, the places of its articles in the drop and among the known ones."""

_MEASURED = 0.5
"""Of articles enough to be judged, the share that must have what is measured: not all have quotations."""
_MOSTLY = 0.8
"""An alarm of the whole drop says nothing new where publishers with that alarm have so much of it."""


def judge(
    drop: pa.Table,
    base: Baseline,
    ledger: Ledger,
    gate: Gate,
    quiet: Mapping[str, Collection[str]] | None = None,
) -> Judgement:
    """Judge a drop by what the dataset leads to expect; the order of its articles plays no part.

    Args:
        drop: `COLUMNS` of the table ``profiles``, and maybe more, of the articles that would be added or revised.
        base: What they are compared with.
        ledger: The fates of the drop's files.
        gate: The thresholds.
        quiet: For a publisher the alarms that are never raised for it.
    """
    new = articles_of(drop, {})
    muted = {name: frozenset(who for who, alarms in (quiet or {}).items() if name in alarms) for name in ALARMS}
    court = _Court(new, base, gate, muted)
    findings = list(court.findings()) if base.size and len(new) else []
    alarms = [*new_publishers(new, base, gate, muted["publisher"]), *quarantined(ledger, gate)]
    if findings:
        z = -NormalDist().inv_cdf(gate.false_alarms / (2 * len(findings)))
        alarms += _without_echoes([alarm for finding in findings if (alarm := finding.rings(gate, z))], len(new))
    if not any(alarm.alarm == "repeated" and alarm.publisher is None for alarm in alarms):
        alarms += repeating(new, muted["repeated"])
    if not base.size:
        court.notes.append("first drop: nothing to compare with")
    return Judgement(tuple(sorted(alarms, key=_by_name)), tuple(court.notes), len(findings))


class _Court:
    """The tests of one drop: of each publisher with articles enough, and of the drop as a whole."""

    def __init__(self, new: Articles, base: Baseline, gate: Gate, muted: Mapping[str, Collection[str]]) -> None:
        self._new, self._base, self._gate, self._muted = new, base, gate, muted
        self._ours = dict(sorted(places(new.publisher).items(), key=lambda item: (item[0] is not None, item[0] or "")))
        self.notes: list[str] = []

    def findings(self) -> Iterator[Finding]:
        """Yield all tests that can be made, and note those that can not."""
        whole = [name for name in self._ours if name in self._base.by_publisher]
        articles = sum(len(self._ours[name]) for name in whole)
        known = sum(len(self._base.by_publisher[name]) for name in whole)
        what = "the drop" if articles == len(self._new) else "publishers of the drop that are known"
        if not self._enough(len(self._new), self._gate.least_known, "the drop") or not self._enough(
            articles, known, what
        ):
            return
        judged = [name for name in whole if name is not None and self._is_judged(name)]
        old = self._base.articles
        for name, measure in MEASURES.items():
            scores = measure.score(self._new), measure.score(old)
            for publisher, strata in self._groups(name, judged, whole, ~np.isnan(scores[0]), ~np.isnan(scores[1])):
                samples = _sample(scores[0], strata, 0), _sample(scores[1], strata, 1)
                drops = np.concatenate([old.drop[theirs] for _, theirs in strata.values()])
                yield Shifted(name, publisher, shift(*samples, drops, measure.between, measure.within))
        everyone = np.ones(len(self._new), dtype=np.bool_), np.ones(len(old), dtype=np.bool_)
        for publisher, strata in self._groups("layout", judged, whole, *everyone, least=2):
            yield Moved(publisher, move(self._new, old, strata))
        for publisher, strata in self._groups("languages", judged, whole, *everyone):
            for rise in rises(self._new, old, strata):
                yield Rose(publisher, rise)

    def _is_judged(self, publisher: str) -> bool:
        """Tell whether a publisher is judged by itself too."""
        return self._enough(len(self._ours[publisher]), len(self._base.by_publisher[publisher]), publisher)

    def _groups(
        self,
        alarm: str,
        judged: Collection[Publisher],
        whole: Collection[Publisher],
        new: NDArray[np.bool_],
        old: NDArray[np.bool_],
        least: int = 1,
    ) -> Iterator[tuple[Publisher, Strata]]:
        """Yield who is tested for ``alarm``: publishers, then None for the drop as a whole, where there is more to it.

        ``new`` and ``old`` tell which articles have what is measured, ``least`` how many known ones a publisher needs.
        """
        muted = self._muted[alarm]
        loud = {name: rows[new[rows]] for name, rows in self._ours.items() if name not in muted}
        for name in judged:
            if name in loud and len(loud[name]):
                known = self._base.of(alarm, name, self._gate.least_known)
                known = known[old[known]]
                if self._enough(len(loud[name]), len(known), f"{alarm} of {name}", _MEASURED) and len(known) >= least:
                    yield name, {name: (loud[name], known)}
        mix = self._base.of_mix(alarm, [name for name in whole if name in loud], self._gate.least_known)
        mix = {name: rows[old[rows]] for name, rows in mix.items()}
        strata = {name: (loud[name], rows) for name, rows in mix.items() if len(loud[name]) and len(rows) >= least}
        if not strata or (len(strata) == 1 and strata.keys() <= set(judged)):
            return
        articles, known_articles = (sum(len(pair[side]) for pair in strata.values()) for side in (0, 1))
        if self._enough(articles, known_articles, f"{alarm} of the drop", _MEASURED):
            yield None, strata

    def _enough(self, articles: int, known: int, what: str, share: float = 1.0) -> bool:
        """Tell whether there are articles enough to judge ``what``, or that ``share`` of enough; note it if not."""
        needed, needed_known = math.ceil(share * self._gate.least_articles), math.ceil(share * self._gate.least_known)
        if articles < needed:
            self.notes.append(f"{what}: {articles:,} {_articles(articles)}, {needed:,} needed")
        elif known < needed_known:
            self.notes.append(f"{what}: {known:,} known {_articles(known)}, {needed_known:,} needed")
        else:
            return True
        return False


def _sample(scores: Scores, strata: Strata, side: int) -> Sample:
    """Return the scores of the drop (``side`` 0) or the known ones (1), each with the number of its publisher."""
    rows = [pair[side] for pair in strata.values()]
    numbers = np.repeat(np.arange(len(rows)), [len(part) for part in rows])
    return Sample(scores[np.concatenate(rows)], numbers)


def _without_echoes(alarms: list[Alarm], articles: int) -> list[Alarm]:
    """Leave out the alarms of the whole drop that those of its publishers explain."""
    covered = Counter[str]()
    for alarm in alarms:
        if alarm.publisher is not None:
            covered[alarm.alarm] += alarm.articles
    return [alarm for alarm in alarms if alarm.publisher or covered[alarm.alarm] < _MOSTLY * articles]


def _by_name(alarm: Alarm) -> tuple[int, bool, str, str]:
    return ALARMS.index(alarm.alarm), alarm.publisher is not None, alarm.publisher or "", alarm.detail or ""


def _articles(count: int) -> str:
    return "article" if count == 1 else "articles"
