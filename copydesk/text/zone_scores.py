"""What a line classifier says of the lines of a text: the numbers that the zoning rules weigh."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from copydesk.text.lines import Line

CLASSES = ("body", "other", "title", "standfirst", "byline", "caption", "subheading", "label")
"""What a line may be. ``label`` is a topic or a section, ``other`` is everything that is not of the article."""

BODY, OTHER, TITLE, CAPTION = (CLASSES.index(name) for name in ("body", "other", "title", "caption"))

_LOWEST = 0.05
"""A text of menus has no body: below this no line is one."""
_LENIENT = 0.5
"""Share of the threshold that is asked. The classifier learned from more residue than drops have, and a paragraph that
is lost is worse than one too many. Source: publishers held out, .25 to 1 tried: from .85 to .5 F1 is the same within .3
points, and the share of documents that lose text falls from 23 to 18 %."""
_EDGES = 3
"""Words that a line too many costs beside its own: it parts what belongs together."""
_ROUNDS, _CLOSE = 12, 1e-3


@dataclass(frozen=True)
class LineScores:
    """One number a line in each field, in the order of the lines."""

    classes: Sequence[Sequence[float]]
    """Probability of each of CLASSES, 0 to 1; they add up to 1."""
    joins: Sequence[float]
    """Probability that a line of the body goes on with the paragraph of the line before, 0 to 1."""
    titles: Sequence[float]
    """How much the line looks like the title beside the text's other lines; any number, larger is likelier."""

    @cached_property
    def body(self) -> list[float]:
        """Probability of body for each line."""
        return [row[BODY] for row in self.classes]


def body_threshold(scores: LineScores, lines: Sequence[Line]) -> float:
    """Return the probability above which a line of this text is taken for body, `_LOWEST` to `_LENIENT` / 2.

    It is made of the one that promises the best F1 over words, half of that F1. On a page that the classifier is sure
    of that is a little less than a half; where it doubts every line it is lower, for an article without a body is none.

    Source: Lipton, Elkan, Naryanaswamy 2014, "Optimal thresholding of classifiers to maximize F1 measure".
    """
    weights = [line.words + _EDGES for line in lines]
    expected = sum([body * weight for body, weight in zip(scores.body, weights, strict=True)])
    best = 0.9
    for _ in range(_ROUNDS):
        taken = hits = 0.0
        for body, weight in zip(scores.body, weights, strict=True):
            if body > best / 2:
                taken += weight
                hits += body * weight
        before, best = best, 2 * hits / (taken + expected) if taken else 0.0
        if abs(best - before) < _CLOSE:
            break
    return max(_LOWEST, _LENIENT * best / 2)


Scorer = Callable[[Sequence[Line], Sequence[str | None]], LineScores]
"""Judges lines, given the phrase rule that knows each."""
