"""The body of an article is mostly one run of lines: find it, and judge every line by its place in it."""

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.text.zone_evidence import POINTS, Context, evidence

_LOWEST, _HIGHEST = -0.5, 3.0
"""One line moves the run by no more than this: a dozen links inside an article must not cut it in two."""
_END_COST = 3.0
"""Points that the run pays to go on past a label like "Related stories"."""
_FULL_WEIGHT = 20
"""Words of a line that counts once; a long paragraph counts twice at most."""


class Run(NamedTuple):
    """Lines ``start`` to ``end`` (exclusive) hold most of the body."""

    start: int
    end: int


def body_points(context: Context) -> list[float]:
    """Return a number for each line, above zero where it is body. Linear time.

    Two passes: the looks of each line find the run, then the place in the run corrects the looks.
    """
    base = POINTS["base"]
    looks = [base + sum([POINTS[name] for name in evidence(context, index)]) for index in range(len(context.lines))]
    run = _main_run(context, looks)
    places = _places(context, looks, run)
    return [0.8 * look + POINTS[place] for look, place in zip(looks, places, strict=True)]


def _main_run(context: Context, looks: Sequence[float]) -> Run:
    """Return the stretch of lines with the highest sum (Kadane's algorithm)."""
    best, run = 0.0, Run(0, 0)
    total, start = 0.0, 0
    for index, look in enumerate(looks):
        value = max(_LOWEST, min(_HIGHEST, look))
        if value > 0:
            value *= min(context.lines[index].words, 2 * _FULL_WEIGHT) / _FULL_WEIGHT
        if context.rules[index] == "section-end":
            value -= _END_COST
        total += value
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best:
            best, run = total, Run(start, index + 1)
    return run


def _places(context: Context, looks: Sequence[float], run: Run) -> list[str]:
    """Name the place of each line as evidence."""
    lines = context.lines
    body_words = sum([lines[index].words for index in range(run.start, run.end) if looks[index] > 0])
    seen, ended = 0, False
    places: list[str] = []
    for index, line in enumerate(lines):
        inside = run.start <= index < run.end
        # "Related" after the first paragraph is a box, after a third of the body perhaps the end.
        ended = ended or (inside and context.rules[index] == "section-end" and seen > 0.3 * body_words)
        if inside and ended:
            place = "past-end"
        elif inside:
            place = "inside-before-any" if seen == 0 else "inside-at-end" if seen >= 0.97 * body_words else "inside"
        elif line.words <= 7 and not line.finished:
            place = "short-outside"
        elif index < run.start:
            place = "before"
        else:
            place = "just-after" if index < run.end + 3 else "after"
        places.append(place)
        if inside and looks[index] > 0:
            seen += line.words
    return places
