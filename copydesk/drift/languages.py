"""Whether a language turns up more often than its publishers lead to expect."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.drift.articles import Articles
from copydesk.drift.measures import means_of_drops

Places = NDArray[np.int64]

LEAST_ARTICLES = 3
"""Fewer articles in a language are no change of a publisher."""
_DROP_ARTICLES = 20
"""Known drops of so many articles tell how often the language may turn up."""


class Rise(NamedTuple):
    """How much more often a language turns up."""

    language: str | None
    """None: nobody knows."""
    share: float
    expected: float
    chance: float
    """Probability of so many articles or more while nothing has changed."""
    most: float
    """The largest rise that a known drop had; it may come again."""
    times: int
    articles: int
    known: int


def rises(new: Articles, old: Articles, strata: Mapping[Any, tuple[Places, Places]]) -> list[Rise]:
    """Compare the languages of a drop with the known ones, publisher by publisher, in the drop's own mix of them.

    Args:
        new: The drop.
        old: Known articles.
        strata: Of each publisher, the places of its articles in the drop and of its known ones (1 at least).
    """
    ours = np.concatenate([rows for rows, _ in strata.values()])
    theirs = np.concatenate([rows for _, rows in strata.values()])
    spoken = new.language[ours]
    found = []
    for language in sorted(set(spoken), key=lambda name: (name is not None, name or "")):
        count = int((spoken == language).sum())
        if count < LEAST_ARTICLES:
            continue
        shares = [(len(mine), _share(old.language[known] == language), known) for mine, known in strata.values()]
        # The mean of the publishers' shares: the tail of such a binomial is no lighter than that of their sum.
        expected = sum(size * share for size, share, _ in shares) / len(ours)
        beyond = np.concatenate([(old.language[known] == language) - share for _, share, known in shares])
        means, _ = means_of_drops(beyond, old.drop[theirs], _DROP_ARTICLES)
        found.append(
            Rise(
                language,
                count / len(ours),
                expected,
                tail(count, len(ours), expected),
                float(means.max(initial=0.0)),
                count,
                len(ours),
                len(theirs),
            )
        )
    return found


def tail(count: int, tries: int, probability: float) -> float:
    """Return the probability of ``count`` or more successes in ``tries``, of ``probability`` each (0 < p < 1)."""
    one, none = math.log(probability), math.log1p(-probability)
    total = 0.0
    for successes in range(count, tries + 1):
        ways = math.lgamma(tries + 1) - math.lgamma(successes + 1) - math.lgamma(tries - successes + 1)
        term = math.exp(ways + successes * one + (tries - successes) * none)
        total += term
        if successes > tries * probability and term < total * 1e-12:
            break
    return min(1.0, total)


def _share(spoken: NDArray[np.bool_]) -> float:
    """Return the share of a publisher's articles in a language, never quite 0 or 1: few of them prove little."""
    return float(spoken.sum() + 1) / (len(spoken) + 2)
