"""Labelled pages to what the network reads and what it should say, in the very features that inference uses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copydesk.text.line_looks import context_of
from copydesk.text.lines import Line, split_lines
from copydesk.text.zone_runs import label_runs
from copydesk.text.zone_scores import CLASSES, TITLE
from copydesk.zoner.features import Featuriser
from training.zoner.gold import Page, words_of


@dataclass(frozen=True)
class Example:
    """The ``n`` lines of a text that are not blank."""

    codes: NDArray[np.int32]
    """(n, CODES), see `copydesk.zoner.features`."""
    numbers: NDArray[np.float16]
    """(n, …), see there; half the memory, and noise that the network never notices."""
    classes: NDArray[np.int64]
    """(n,) indices into CLASSES."""
    joins: NDArray[np.float32]
    """(n,) 1 where the line goes on with the paragraph of the line before."""
    titles: NDArray[np.float32]
    """(n,) 1 where the line is the title; all 0 where the text holds none."""
    weights: NDArray[np.float32]
    """(n,) what a line counts, more if it has more words; they add up to 1."""

    def __len__(self) -> int:
        return len(self.classes)


def example(page: Page, featuriser: Featuriser, *, word_power: float) -> Example:
    """Return what the network reads of ``page`` and what it should say.

    Args:
        page: A labelled page; at least one line of it is not blank.
        featuriser: What inference would read of it.
        word_power: A line counts as its number of words to this power.

    """
    lines = split_lines(page.text)
    labelled = [row for row in page.rows if row.kind is not None]
    features = featuriser.featurise(lines, phrases_of(lines))
    classes = np.array([CLASSES.index(row.kind or "") for row in labelled])
    weights = np.array([line.words + 1.0 for line in lines]) ** word_power
    return Example(
        codes=features.codes.astype(np.int32),
        numbers=features.numbers.astype(np.float16),
        classes=classes,
        joins=np.array([row.joins for row in labelled], np.float32),
        titles=_titles(lines, classes == TITLE, page.title),
        weights=(weights / weights.sum()).astype(np.float32),
    )


def phrases_of(lines: Sequence[Line]) -> list[str | None]:
    """Return the rule that knows each line before the classifier is asked, as `copydesk.text.zones.zone_lines` does."""
    context = context_of(lines)
    sure: list[str | None] = [None] * len(lines)
    label_runs(context, sure)
    return [rule or phrase for rule, phrase in zip(sure, context.rules, strict=True)]


def _titles(lines: Sequence[Line], labelled: NDArray[np.bool_], title: str) -> NDArray[np.float32]:
    """Return which lines are the title. A page may say it in several places: those that the gold labels, else all."""
    equal = np.array([title != "" and " ".join(words_of(line.text)) == title for line in lines], bool)
    return (equal & labelled if (equal & labelled).any() else equal).astype(np.float32)
