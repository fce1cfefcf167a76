"""What the gate measures of an article, and how far the mean of a drop lies from that of the dataset.

An article's score is a share or a logarithm, so that one live blog among short reports moves little.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.drift.articles import Articles

Scores = NDArray[np.float64]
Places = NDArray[np.int64]

LEAST_TAGGED_WORDS = 50
"""Shorter texts, photo captions say, have no number of quotations to speak of."""
_SPREAD_DROPS, _SPREAD_ARTICLES = 4, 10
"""How many drops, of how many articles each, tell how much drops differ from day to day."""
_PUBLISHERS = 5
"""How many publishers tell how much publishers differ from each other."""
_POOLED = 20
"""Publishers are taken to differ by at least 1/√20 of what articles do."""
_MAD = 1.4826
"""The standard deviation of normal values over their median absolute deviation."""


class Measure(NamedTuple):
    """Something about articles whose mean may drift."""

    score: Callable[[Articles], Scores]
    """The score of each article; NaN where it has none."""
    natural: Callable[[float], float]
    """From a mean score to what a person reads."""
    between: float
    """How much drops differ from day to day at least, as a standard deviation; see docs/gate.md for the evidence."""
    within: float
    """How much articles differ at least, as a standard deviation: ten equal ones prove nothing."""
    falls: bool
    """Whether a fall rings too."""


def _share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> Scores:
    shares = np.full(len(part), np.nan)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares


def _quotes(articles: Articles) -> Scores:
    read = articles.tagged & (articles.words >= LEAST_TAGGED_WORDS)
    return np.where(read, np.log1p(articles.quotes), np.nan)


def _same(score: float) -> float:
    return score


MEASURES = {
    "quotes": Measure(_quotes, math.expm1, 0.15, 0.2, falls=True),
    "unresolved": Measure(lambda rows: _share(rows.unresolved, rows.quotes), _same, 0.03, 0.05, falls=False),
    "residue": Measure(lambda rows: _share(rows.residue, rows.characters), _same, 0.04, 0.05, falls=True),
    "length": Measure(lambda rows: np.log1p(rows.words), math.expm1, 0.15, 0.2, falls=True),
    "repeated": Measure(lambda rows: _share(rows.repeated, rows.characters), _same, 0.01, 0.02, falls=False),
}
"""By the name of the alarm."""


class Sample(NamedTuple):
    """Scores of articles, none of them NaN, and the number of the publisher of each."""

    score: Scores
    stratum: Places


class Shift(NamedTuple):
    """How the mean of a drop differs from what its publishers lead to expect."""

    expected: float
    difference: float
    error: float
    """Standard deviation of the difference while nothing has changed."""
    articles: int
    known: int

    @property
    def z(self) -> float:
        """The difference in standard deviations."""
        return self.difference / self.error


def shift(new: Sample, old: Sample, drops: Places, between: float, within: float) -> Shift:
    """Compare the scores of a drop with known ones, publisher by publisher.

    The drop is compared with the mix of publishers that it has itself: another mix is no change. A publisher of whom
    little is known is expected between its own mean and that of all, where there are publishers enough to tell how
    much they differ.

    Args:
        new: Scores of the drop, of strata that ``old`` knows; at least one.
        old: Known scores, at least one.
        drops: The number of the drop of each of these.
        between: Least standard deviation of the means of drops.
        within: Least standard deviation of articles of one publisher.
    """
    strata, codes = np.unique(old.stratum, return_inverse=True)
    known = np.bincount(codes).astype(np.float64)
    means = np.bincount(codes, old.score) / known
    variance = max(_within(old.score, old.score - means[codes], len(strata)), within**2)
    overall = float(old.score.mean())
    trust = _trust(means, known, overall, variance)
    expected = overall + trust * (means - overall)
    doubt = trust * variance / known

    at = np.searchsorted(strata, new.stratum)
    weights = np.bincount(at, minlength=len(strata)) / len(new.score)
    spread = max(between, _between(old.score - expected[codes], drops, variance))
    parts = np.unique(drops, return_counts=True)[1] / len(old.score)
    error = math.sqrt(
        variance / len(new.score) + float((weights**2 * doubt).sum()) + spread**2 * (1 + float((parts**2).sum()))
    )
    base = float((weights * expected).sum())
    return Shift(base, float(new.score.mean()) - base, error, len(new.score), len(old.score))


def means_of_drops(residuals: Scores, drop: Places, least: int) -> tuple[Scores, Scores]:
    """Return the mean residual and the number of articles of each drop that has at least ``least``."""
    _, codes = np.unique(drop, return_inverse=True)
    sizes = np.bincount(codes)
    means = np.bincount(codes, residuals) / sizes
    enough = sizes >= least
    return means[enough], sizes[enough].astype(np.float64)


def _within(scores: Scores, residuals: Scores, strata: int) -> float:
    """Return the variance of articles around the means of their publishers."""
    free = len(residuals) - strata
    if free * 2 < len(residuals):
        # Nearly every publisher has one article, which says nothing of its own spread: that of all is larger.
        return float(scores.var())
    return float((residuals**2).sum()) / free


def _trust(means: Scores, known: Scores, overall: float, variance: float) -> Scores:
    """Return how far each publisher's own mean counts, 0 to 1, against that of all (DerSimonian and Laird)."""
    if len(means) < _PUBLISHERS:
        return np.ones(len(means))
    excess = float((known * (means - overall) ** 2).sum()) - (len(means) - 1) * variance
    share = known.sum() - (known**2).sum() / known.sum()
    differ = max(excess / share, variance / _POOLED)
    trust: Scores = differ / (differ + variance / known)
    return trust


def _between(residuals: Scores, drop: Places, variance: float) -> float:
    """Return how much drops differ beyond what the number of their articles explains; 0 where too few tell."""
    means, sizes = means_of_drops(residuals, drop, _SPREAD_ARTICLES)
    if len(means) < _SPREAD_DROPS:
        return 0.0
    spread = _MAD * float(np.median(np.abs(means - np.median(means))))
    return math.sqrt(max(0.0, spread**2 - float(np.median(variance / sizes))))
