"""Pages to padded batches; in training, with less to go by than the pages give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from copydesk.zoner.features import AFTER_BLANK, NO_PHRASE, NUMBERS, PHRASE_COLUMN, SPACED, WORD_CODES
from copydesk.zoner.words import SHAPES
from training.zoner.examples import Example
from training.zoner.recipe import Recipe

HIDDEN = SHAPES - 1
"""Code that stands for a word whose own is hidden: the shape of a word that looks like none other."""
_JITTER = 60
"""Lines by which the order of lengths is shaken, so that pages meet others in every epoch."""


@dataclass(frozen=True)
class Batch:
    """``B`` texts padded to ``L`` lines. See `training.zoner.examples.Example`."""

    codes: Tensor
    """(B, L, CODES)."""
    numbers: Tensor
    """(B, L, …)."""
    classes: Tensor
    """(B, L), like all that follow but the last two."""
    joins: Tensor
    titles: Tensor
    weights: Tensor
    mask: Tensor
    """(B, L, 1) 1.0 for lines, 0.0 for padding."""
    lengths: Tensor
    """(B,) lines of each text."""


def grouped(lengths: Sequence[int], recipe: Recipe, rng: np.random.Generator | None = None) -> list[list[int]]:
    """Return the numbers of texts that make a batch each: texts of like length, at most ``recipe.lines`` together.

    Args:
        lengths: Lines of each text.
        recipe: How many lines a batch has and how many of a text count.
        rng: Shakes the order; without it the groups are the same every time, shortest first.

    """
    shaken = np.array(lengths) + (rng.random(len(lengths)) * _JITTER if rng else 0)
    groups: list[list[int]] = [[]]
    most = 0
    for number in np.argsort(shaken, kind="stable").tolist():
        length = min(lengths[number], recipe.longest)
        if groups[-1] and max(most, length) * (len(groups[-1]) + 1) > recipe.lines:
            groups.append([])
            most = 0
        groups[-1].append(number)
        most = max(most, length)
    if rng:
        rng.shuffle(groups)
    return groups


def training_batches(examples: Sequence[Example], recipe: Recipe, rng: np.random.Generator) -> Iterator[Batch]:
    """Yield all ``examples`` once, in random order, each as `blurred` makes it."""
    for group in grouped([len(example) for example in examples], recipe, rng):
        yield collate([blurred(examples[number], recipe, rng) for number in group])


def blurred(example: Example, recipe: Recipe, rng: np.random.Generator) -> Example:
    """Return ``example`` with less to go by, as other publishers, scrapers and languages would have it."""
    start = int(rng.integers(len(example) - recipe.longest)) if len(example) > recipe.longest else 0
    kept = slice(start, start + recipe.longest)
    codes, numbers = example.codes[kept].copy(), example.numbers[kept].copy()
    words = codes[:, :WORD_CODES]
    hidden = rng.random(words.shape) < recipe.words_hidden * 2 * rng.random()
    words[hidden & (words >= SHAPES)] = HIDDEN
    if rng.random() < recipe.spaces_lost:
        numbers[:, SPACED] = 0
    if rng.random() < recipe.blanks_lost:
        numbers[:, AFTER_BLANK] = 0
    if rng.random() < recipe.meaning_lost:
        numbers[:, NUMBERS:] = 0
    if rng.random() < recipe.phrases_lost:
        codes[rng.random(len(codes)) < 0.5, PHRASE_COLUMN] = NO_PHRASE
    return Example(
        codes, numbers, example.classes[kept], example.joins[kept], example.titles[kept], example.weights[kept]
    )


def collate(examples: Sequence[Example]) -> Batch:
    """Pad ``examples`` to the longest of them."""
    lengths = [len(example) for example in examples]
    longest = max(lengths)
    return Batch(
        codes=_padded([example.codes.astype(np.int64) for example in examples], longest),
        numbers=_padded([example.numbers.astype(np.float32) for example in examples], longest),
        classes=_padded([example.classes for example in examples], longest),
        joins=_padded([example.joins for example in examples], longest),
        titles=_padded([example.titles for example in examples], longest),
        weights=_padded([example.weights for example in examples], longest),
        mask=_padded([np.ones((length, 1), np.float32) for length in lengths], longest),
        lengths=torch.tensor(lengths),
    )


def _padded(arrays: Sequence[NDArray[np.generic]], longest: int) -> Tensor:
    padded = np.zeros((len(arrays), longest, *arrays[0].shape[1:]), arrays[0].dtype)
    for row, array in zip(padded, arrays, strict=True):
        row[: len(array)] = array
    return torch.from_numpy(padded)
