"""Whether pages are laid out as before: zoning profiles and the distance between them.

An article's layout is the set of the pairs of kinds that follow each other in it. A profile is the mean of such sets,
each of weight 1: what stands where counts, and how long the article is does not.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.drift.articles import Articles

Matrix = NDArray[np.float64]
Places = NDArray[np.int64]

MOST_ARTICLES = 1000
"""Most articles of one publisher that make up a profile, the newest."""
_DRAWS = 199
"""How often known articles are drawn to see how far from the rest such a sample lies by chance."""
_MAD = 1.4826
"""The standard deviation of normal values over their median absolute deviation."""
_DROPS, _DROP_ARTICLES, _BEYOND = 5, 20, 1.2
"""Where so many drops of so many articles are known, a drop must lie so much farther off than any of them did."""
_SHOWN, _LEAST_SHOWN = 3, 0.05
"""How many kinds are named that came or went, of those that changed in so large a share of the articles."""


@dataclass(frozen=True)
class Move:
    """How far the layout of a drop lies from what its publishers lead to expect; square roots of divergences."""

    distance: float
    chance: float
    """Median distance of as many known articles from the rest."""
    spread: float
    """Standard deviation of that distance."""
    farthest: float | None
    """Greatest distance of a known drop from the others; None where too few are known."""
    articles: int
    known: int
    detail: str
    """What came and what went, for a person."""

    def limit(self, floor: float, z: float) -> float:
        """Return the distance from which it is an alarm."""
        return max(floor, self.chance + z * self.spread, _BEYOND * (self.farthest or 0.0))


def distance(one: Matrix, other: Matrix) -> Matrix:
    """Return the square root of the Jensen-Shannon divergence (base 2) of distributions, along the last axis.

    0 for equal ones, 1 for those that share nothing; symmetric, and finite where one of them lacks what the other has.
    """
    middle = (one + other) / 2
    parts = [
        np.multiply(side, np.log2(np.divide(side, middle, out=np.ones_like(middle), where=side > 0)))
        for side in np.broadcast_arrays(one, other)
    ]
    found: Matrix = np.sqrt(np.clip((parts[0] + parts[1]).sum(axis=-1) / 2, 0.0, 1.0))
    # Sums in another order differ in their last digits; what is told may not.
    return found.round(9)


def move(new: Articles, old: Articles, strata: Mapping[Any, tuple[Places, Places]]) -> Move:
    """Compare the layout of a drop with the known one, publisher by publisher, in the drop's own mix of them.

    Args:
        new: The drop.
        old: Known articles.
        strata: Of each publisher, the places of its articles in the drop and of its known ones (2 at least).
    """
    strata = {name: (ours, _newest(old, theirs)) for name, (ours, theirs) in sorted(strata.items(), key=_by_name)}
    pairs = _Pairs(
        [new.layout[ours] for ours, _ in strata.values()] + [old.layout[those] for _, those in strata.values()]
    )
    total = sum(len(ours) for ours, _ in strata.values())
    drops = _Drops(old, [theirs for _, theirs in strata.values()], len(pairs))
    observed, expected = np.zeros(len(pairs)), np.zeros(len(pairs))
    drawn, rest = np.zeros((_DRAWS, len(pairs))), np.zeros((_DRAWS, len(pairs)))
    random = np.random.default_rng(_seed(new, strata))
    for ours, theirs in strata.values():
        weight = len(ours) / total
        known = pairs.matrix(old.layout[theirs])
        observed += weight * pairs.matrix(new.layout[ours]).mean(axis=0)
        expected += weight * known.mean(axis=0)
        size = min(len(ours), len(theirs) // 2)
        taken = random.random((_DRAWS, len(theirs))).argsort(axis=1) < size
        drawn += weight / size * (taken @ known)
        rest += weight / (len(theirs) - size) * (~taken @ known)
        drops.add(old.drop[theirs], known)
    by_chance = distance(drawn, rest)
    median = float(np.median(by_chance))
    return Move(
        distance=float(distance(observed, expected)),
        chance=median,
        spread=_MAD * float(np.median(np.abs(by_chance - median))),
        farthest=drops.farthest(),
        articles=total,
        known=sum(len(theirs) for _, theirs in strata.values()),
        detail=_detail(new, old, strata, total),
    )


class _Pairs:
    """The pairs of kinds that occur, numbered."""

    def __init__(self, layouts: Iterable[NDArray[np.object_]]) -> None:
        names = sorted({pair for part in layouts for layout in part for pair in layout})
        self._column = {name: column for column, name in enumerate(names)}

    def __len__(self) -> int:
        return len(self._column)

    def matrix(self, layouts: NDArray[np.object_]) -> Matrix:
        """Return a row an article: 1 over the number of its pairs for each of them; it sums to 1."""
        rows = np.zeros((len(layouts), len(self)))
        for row, layout in zip(rows, layouts, strict=True):
            row[[self._column[pair] for pair in layout]] = 1 / max(1, len(layout))
        return rows


class _Drops:
    """How far each known drop lies from the others, in its own mix of publishers."""

    def __init__(self, old: Articles, strata: Sequence[Places], pairs: int) -> None:
        numbers, sizes = np.unique(np.concatenate([old.drop[rows] for rows in strata]), return_counts=True)
        self._numbers = numbers[sizes >= _DROP_ARTICLES].tolist()
        self._own = {number: np.zeros(pairs) for number in self._numbers}
        self._others = {number: np.zeros(pairs) for number in self._numbers}
        self._sizes = dict.fromkeys(self._numbers, 0)

    def add(self, drops: Places, known: Matrix) -> None:
        """Add the known articles of one publisher."""
        total = known.sum(axis=0)
        for number in self._numbers:
            own = drops == number
            size = int(own.sum())
            if 0 < size < len(known):
                mine = known[own].sum(axis=0)
                self._own[number] += mine
                self._others[number] += size * (total - mine) / (len(known) - size)
                self._sizes[number] += size

    def farthest(self) -> float | None:
        """Return the greatest distance, or None where too few drops are known."""
        compared = [number for number in self._numbers if self._sizes[number] >= _DROP_ARTICLES]
        if len(compared) < _DROPS:
            return None
        return max(
            float(distance(self._own[number] / self._sizes[number], self._others[number] / self._sizes[number]))
            for number in compared
        )


def _newest(old: Articles, rows: Places) -> Places:
    newest = rows[np.argsort(-old.drop[rows], kind="stable")[:MOST_ARTICLES]]
    return np.sort(newest)


def _by_name(item: tuple[Any, Any]) -> tuple[bool, str]:
    return item[0] is not None, item[0] or ""


def _seed(new: Articles, strata: Iterable[Any]) -> int:
    """Return the seed of the draws: a check that is repeated says the same."""
    told = "\n".join([*new.article_id.tolist(), *map(str, strata)])
    return int.from_bytes(hashlib.sha256(told.encode(errors="replace")).digest()[:8])


def _detail(new: Articles, old: Articles, strata: Mapping[Any, tuple[Places, Places]], total: int) -> str:
    """Name the kinds that came or went most; where none did, the pairs: things changed places."""
    for kinds, phrase in ((True, "{} in {:.0%} of the articles, was {:.0%}"), (False, "{} in {:.0%}, was {:.0%}")):
        now: dict[str, float] = {}
        before: dict[str, float] = {}
        for ours, theirs in strata.values():
            weight = len(ours) / total
            for shares, layouts in ((now, new.layout[ours]), (before, old.layout[theirs])):
                for layout in layouts:
                    names = {kind for pair in layout for kind in pair.split(">")} - {"^", "$"} if kinds else layout
                    for name in names:
                        shares[name] = shares.get(name, 0.0) + weight / len(layouts)
        changed = {name: abs(now.get(name, 0.0) - before.get(name, 0.0)) for name in {*now, *before}}
        most = sorted(changed, key=lambda name: (-round(changed[name], 6), name))[:_SHOWN]
        told = [name for name in most if changed[name] >= _LEAST_SHOWN]
        if told:
            return "; ".join(phrase.format(name, now.get(name, 0.0), before.get(name, 0.0)) for name in told)
    return ""
