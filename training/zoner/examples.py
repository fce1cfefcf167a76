"""Labelled pages to what the network reads and what it should say, in the very features that inference uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from copydesk.text.line_looks import context_of
from copydesk.text.lines import Line, split_lines
from copydesk.text.zone_runs import label_runs
from copydesk.text.zone_scores import CLASSES, TITLE
from copydesk.zoner.features import featurise
from copydesk.zoner.words import Words
from training.zoner.folds import fold_of
from training.zoner.gold import Page, Row, words_of
from training.zoner.inventions import Pool
from training.zoner.variants import variant


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


@dataclass(frozen=True)
class Material:
    """A page and the pages that might have been."""

    name: str
    source: str
    publisher: str
    page: Example
    variants: tuple[Example, ...]

    @property
    def fold(self) -> int:
        """The fold of its publisher."""
        return fold_of(self.publisher)


def material(page: Page, pool: Pool, words: Words, *, variants: int, seed: int, word_power: float) -> Material:
    """Return the example of ``page`` and of ``variants`` others, which are the same for the same ``seed``.

    Args:
        page: A labelled page.
        pool: The articles that invented furniture points to.
        words: The words that the features know.
        variants: How many variants.
        seed: Where chance comes from.
        word_power: A line counts as its number of words to this power.

    """
    # Seeded by page, so that no page depends on which others are read.
    rng = Random(f"{seed} {page.name}")  # noqa: S311 - pages, no secrets
    made = [variant(page, pool, rng) for _ in range(variants)]
    return Material(
        name=page.name,
        source=page.source,
        publisher=page.publisher,
        page=example(page.rows, words, title=page.title, word_power=word_power),
        variants=tuple([example(rows, words, word_power=word_power) for rows in made if rows is not None]),
    )


def example(rows: Sequence[Row], words: Words, *, title: str | None = None, word_power: float) -> Example:
    """Return what the network reads of ``rows`` and what it should say.

    Args:
        rows: The lines of a text; at least one is not blank.
        words: The words that the features know.
        title: The headline's words (see `training.zoner.gold.Page.title`): every line of the same words is the title
            where none is labelled so. Without it the labels alone say what the title is.
        word_power: A line counts as its number of words to this power.

    """
    lines = split_lines("\n".join(row.text for row in rows))
    labelled = [row for row in rows if row.kind is not None]
    features = featurise(lines, phrases_of(lines), words)
    classes = np.array([CLASSES.index(row.kind or "") for row in labelled])
    weights = np.array([line.words + 1.0 for line in lines]) ** word_power
    return Example(
        codes=features.codes.astype(np.int32),
        numbers=features.numbers.astype(np.float16),
        classes=classes,
        joins=np.array([row.joins for row in labelled], np.float32),
        titles=_titles(lines, classes == TITLE, title),
        weights=(weights / weights.sum()).astype(np.float32),
    )


def phrases_of(lines: Sequence[Line]) -> list[str | None]:
    """Return the rule that knows each line before the classifier is asked, as `copydesk.text.zones.zone_lines` does."""
    context = context_of(lines)
    sure: list[str | None] = [None] * len(lines)
    label_runs(context, sure)
    return [rule or phrase for rule, phrase in zip(sure, context.rules, strict=True)]


def _titles(lines: Sequence[Line], labelled: NDArray[np.bool_], title: str | None) -> NDArray[np.float32]:
    """Return which lines are the title. A page may say it in several places: those that the gold labels, else all."""
    if title is None:
        return labelled.astype(np.float32)
    equal = np.array([title != "" and " ".join(words_of(line.text)) == title for line in lines], bool)
    return (equal & labelled if (equal & labelled).any() else equal).astype(np.float32)
