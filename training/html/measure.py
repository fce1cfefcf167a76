"""What a table of points is worth: the body as intake takes it by these points, against the gold.

Token F1 is over phrases of four words, paragraph F1 over whole paragraphs without regard to case and marks; both are
means over pages. What stands beside the body (title, standfirst, subheadings) is neither asked for nor held against it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from unittest.mock import patch

from copydesk.intake.page_body import render_page
from copydesk.intake.page_points import POINTS
from training.html.examples import Example, Seen
from training.html.gold import Gold, Words, phrases_of
from training.zoner.gold import words_of
from training.zoner.recipe import LEFT_OUT

_BODY = ("body", "item")


class Marks(NamedTuple):
    """Two F1 scores, 0 to 1."""

    token: float
    paragraph: float

    def __str__(self) -> str:
        return f"token F1 {self.token:.4f}, paragraph F1 {self.paragraph:.4f}"


def mean(marks: Iterable[Marks]) -> Marks:
    """Return the means; there must be at least one."""
    every = list(marks)
    return Marks(sum(one.token for one in every) / len(every), sum(one.paragraph for one in every) / len(every))


def measure(examples: Sequence[Example], points: Mapping[str, float]) -> list[Marks]:
    """Return the marks of each page by ``points``, but for pages whose gold leaves out paragraphs of the article.

    The points are counted in whole tenths, so that what adds up to nothing is not body: sums of decimal fractions fall
    on either side of nothing by the order of their terms, and the marks would change from run to run.
    """
    tenths = {name: round(10 * value) for name, value in points.items()}
    # Intake reads the table that it ships, and takes no other.
    with patch.dict(POINTS, tenths, clear=True):
        return [
            marks_of(body_of(example.seen), example.gold) for example in examples if example.gold.name not in LEFT_OUT
        ]


def body_of(seen: Seen) -> list[str]:
    """Return the paragraphs and list items of the page as intake takes them."""
    rendered = render_page(*seen)
    if rendered is None:
        return []
    lines = [line for line in rendered.text.split("\n") if line.strip()]
    return [line for line, kind in zip(lines, rendered.kinds, strict=True) if kind in _BODY]


def marks_of(paragraphs: Sequence[str], gold: Gold) -> Marks:
    """Return the marks of one page's paragraphs."""
    words = [tuple(words_of(paragraph)) for paragraph in paragraphs]
    known = set(gold.body)
    kept = [own for own in words if own and (own in known or own not in gold.beside)]
    return Marks(
        token=_f1(Counter(phrases_of(_joined(kept))), Counter(phrases_of(_joined(gold.body)))),
        paragraph=_f1(Counter(kept), Counter(gold.body)),
    )


def _joined(texts: Iterable[Words]) -> Words:
    return tuple(word for text in texts for word in text)


def _f1(found: Counter[Words], expected: Counter[Words]) -> float:
    total = found.total() + expected.total()
    return 2 * (found & expected).total() / total if total else 1.0
