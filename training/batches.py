"""Endless shuffled batches: windows of articles for attributions, packed sentences for names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from copydesk.tagger.encoding import PADDING, PARAGRAPH, SPACED, Ints
from copydesk.tagger.windows import WINDOW, window_bounds
from training.examples import AttributionExample, EntityExample, WordRun, join

IGNORED = -100
"""Label that the cross entropy skips: pieces inside a word, and padding."""

STRAIGHT = {1523: 1000, 1524: 1000, 1520: 1005, 1521: 1005}
SINGLE = {1523: 1520, 1524: 1521, 1000: 1005}
"""Piece ids of curly quotation marks to straight ones, and of double marks to single ones (British usage)."""

MASK, MASKED = 103, 0.12
"""Piece id that hides a word, and the greatest share of an article window's pieces that it hides."""

QUERIES = 3
"""Words of a content that ask for its cue and source in one step: its first one, and others at random."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Batch:
    """``B`` windows padded to ``L`` pieces."""

    kind: str
    """attribution or entity: which head the labels are for."""
    ids: Tensor
    features: Tensor
    labels: Tensor
    mask: Tensor
    pointers: Tensor
    """(N, 6) row, position of a content word, then first and end position of its cue and of its source: 0 and 1 (the
    first piece) where there is none, 0 and 0 where it lies outside the window."""


@dataclass(frozen=True)
class Sources:
    """The training material."""

    articles: Sequence[AttributionExample]
    sentences: Sequence[Sequence[EntityExample]]
    """Corpora in their own order: neighbours are context."""


def batches(sources: Sources, rng: np.random.Generator, size: int = 8, names: float = 1.0) -> Iterator[Batch]:
    """Yield batches for ever: ``size`` article windows, or twice as many sentence windows, in random order.

    Args:
        sources: The training material.
        rng: Where cuts, order and augmentation come from.
        size: Windows in a batch of articles.
        names: Share of the sentences that is used in one pass over the articles.

    """
    while True:
        windows = [
            (number, start, end)
            for number, article in enumerate(sources.articles)
            for start, end in window_bounds(article.encoding, first_size=int(rng.integers(WINDOW // 2, WINDOW + 1)))
        ]
        packs = [pack for corpus in sources.sentences for pack in _packs(corpus, rng) if rng.random() < names]
        makers: list[Callable[[], Batch]] = [
            lambda group=group: _attribution_batch(sources.articles, group, rng)  # type: ignore[misc]
            for group in _by_length(windows, lambda window: window[2] - window[1], size, rng)
        ]
        makers += [
            lambda group=group: _entity_batch(group, rng)  # type: ignore[misc]
            for group in _by_length(packs, lambda pack: len(pack.encoding.ids), size * 2, rng)
        ]
        for index in rng.permutation(len(makers)):
            yield makers[index]()


def _packs(corpus: Sequence[EntityExample], rng: np.random.Generator) -> Iterator[EntityExample]:
    """Join neighbouring sentences; a third stand alone, as a caption or a headline does."""
    index = 0
    while index < len(corpus):
        limit = 1 if rng.random() < 0.33 else int(rng.integers(30, 140))
        end, words = index + 1, len(corpus[index].labels)
        while end < len(corpus) and words + len(corpus[end].labels) <= limit:
            words += len(corpus[end].labels)
            end += 1
        yield join(corpus[index:end], as_paragraphs=rng.random() < 0.4)
        index = end


def _by_length(
    items: Sequence[Item], length: Callable[[Item], int], size: int, rng: np.random.Generator
) -> Iterator[list[Item]]:
    """Group items of like length, so that little of a batch is padding."""
    order = rng.permutation(len(items))
    for start in range(0, len(order), size * 20):
        chunk = sorted(order[start : start + size * 20], key=lambda index: length(items[index]))
        for low in range(0, len(chunk), size):
            yield [items[index] for index in chunk[low : low + size]]


def _attribution_batch(
    articles: Sequence[AttributionExample], group: list[tuple[int, int, int]], rng: np.random.Generator
) -> Batch:
    rows, pointers = [], []
    for row, (number, start, end) in enumerate(group):
        article = articles[number]
        ids, features = _augmented(article.encoding.inputs(start, end), rng)
        rows.append((_masked(ids, rng), features, _labels(article, start, end)))
        for content, cue, source in article.pointers:
            low, high = _positions(article, content, start, end)
            if low < high:
                targets = [
                    *(_positions(article, cue, start, end) if cue else (0, 1)),
                    *(_positions(article, source, start, end) if source else (0, 1)),
                ]
                words = article.encoding.first[content[0] : content[1]] - start + 1
                words = words[(words >= low) & (words < high)]
                asked = {int(words[0]), *rng.choice(words, QUERIES - 1).tolist()}
                pointers += [[row, position, *targets] for position in sorted(asked)]
    return _collate("attribution", rows, pointers)


def _positions(article: AttributionExample, run: WordRun, start: int, end: int) -> tuple[int, int]:
    """Return where the words of ``run`` that start in the window stand in it; (0, 0) where none does."""
    first = article.encoding.first[run[0] : run[1]]
    first = first[(first >= start) & (first < end)]
    return (int(first[0]) - start + 1, int(first[-1]) - start + 2) if len(first) else (0, 0)


def _masked(ids: Ints, rng: np.random.Generator) -> Ints:
    """Hide some pieces, more in some windows than in others: what is said rarely hangs on one word."""
    hidden = rng.random(len(ids)) < rng.random() * MASKED
    hidden[[0, -1]] = False
    return np.where(hidden, MASK, ids)


def _entity_batch(group: list[EntityExample], rng: np.random.Generator) -> Batch:
    rows = []
    for pack in group:
        end = min(len(pack.encoding.ids), WINDOW)
        rows.append((*_augmented(pack.encoding.inputs(0, end), rng), _labels(pack, 0, end)))
    return _collate("entity", rows, [])


def _labels(example: AttributionExample | EntityExample, start: int, end: int) -> Ints:
    labels = np.full(end - start + 2, IGNORED)
    first = example.encoding.first
    words = np.flatnonzero((first >= start) & (first < end))
    labels[first[words] - start + 1] = example.labels[words]
    return labels


def _augmented(inputs: tuple[Ints, Ints], rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Vary what publishers vary: the shape of quotation marks, and paragraphs lost by a scraper."""
    ids, features = inputs
    draw = rng.random()
    for old, new in (STRAIGHT if draw < 0.3 else SINGLE if draw < 0.4 else {}).items():
        ids = np.where(ids == old, new, ids)
    if rng.random() < 0.1:
        features = features.copy()
        features[:, 1][features[:, 1] == PARAGRAPH] = SPACED
    return ids, features


def _collate(kind: str, rows: list[tuple[Ints, Ints, Ints]], pointers: list[list[int]]) -> Batch:
    length = -(-max(len(ids) for ids, _, _ in rows) // 16) * 16
    ids = np.zeros((len(rows), length), np.int64)
    features = np.tile(np.array(PADDING), (len(rows), length, 1))
    labels = np.full((len(rows), length), IGNORED)
    mask = np.zeros((len(rows), length), np.int64)
    for row, (row_ids, row_features, row_labels) in enumerate(rows):
        end = len(row_ids)
        ids[row, :end], features[row, :end], labels[row, :end], mask[row, :end] = row_ids, row_features, row_labels, 1
    tensors = [torch.from_numpy(array) for array in (ids, features, labels, mask)]
    return Batch(kind, *tensors, torch.tensor(pointers, dtype=torch.long).reshape(-1, 6))
