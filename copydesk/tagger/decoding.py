"""From the model's scores to spans and links."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.tagger.encoding import OPENING, PARAGRAPH, Encoding, Ints
from copydesk.tagger.labels import POINTER_SIZE, POINTERS

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """What the model says of one text of ``W`` words, its windows put together."""

    attribution: Floats
    """(W, 7) log-probabilities of ATTRIBUTION_LABELS."""
    entity: Floats
    """(W, 9) log-probabilities of ENTITY_LABELS."""
    pointer: Floats
    """(W, 256) query and key vectors of POINTERS."""
    window: Ints
    """(W,) number of the window that scored the word."""
    none: Floats
    """(windows, 256) the vectors of each window's first piece, which stands for "there is none"."""


class Run(NamedTuple):
    """Words ``start`` to ``end`` (exclusive) that share a label."""

    label: str
    start: int
    end: int
    confidence: float
    """Mean probability of the label (its B and I together) over the words."""


def log_softmax(scores: Floats) -> Floats:
    """Normalise raw scores over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    normalised: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return normalised


def best_path(scores: Floats, labels: Sequence[str]) -> Ints:
    """Return the most probable label sequence (W,) in which no I follows another class (Viterbi)."""
    allowed = _transitions(tuple(labels))
    count, classes = scores.shape
    if not count:
        return np.zeros(0, np.int64)
    best = scores[0] + allowed[0]  # a text starts as after "O"
    back = np.zeros((count, classes), np.int64)
    for word in range(1, count):
        reached = best[:, None] + allowed
        back[word] = reached.argmax(0)
        best = reached.max(0) + scores[word]
    path = np.zeros(count, np.int64)
    path[-1] = best.argmax()
    for word in range(count - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def _transitions(labels: tuple[str, ...]) -> Floats:
    forbidden = [
        [after[0] == "I" and (before == "O" or before[2:] != after[2:]) for after in labels] for before in labels
    ]
    return np.where(forbidden, np.float32(-1e4), np.float32(0))


def runs(scores: Floats, labels: Sequence[str]) -> list[Run]:
    """Decode scores (W, K) into the labelled runs, in text order."""
    path = best_path(scores, labels)
    found: list[Run] = []
    start = 0
    for word in range(1, len(path) + 1):
        label = labels[path[word - 1]]
        goes_on = word < len(path) and labels[path[word]][0] == "I"
        if not goes_on:
            if label != "O":
                kinds = [index for index, name in enumerate(labels) if name[2:] == label[2:]]
                share = np.exp(scores[start:word, kinds]).sum(1).mean()
                found.append(Run(label[2:], start, word, min(1.0, float(share))))
            start = word
    return found


def join_touching(found: Sequence[Run], encoding: Encoding) -> list[Run]:
    """Join runs of one label that touch, unless the second starts a paragraph or opens a quotation.

    The tagger cuts a long content at places where two contents often meet; those cuts are rarely right.
    """
    joined: list[Run] = []
    for run in found:
        last = joined[-1] if joined else None
        breaks = encoding.space[run.start] == PARAGRAPH or encoding.quote[run.start] == OPENING
        if last and last.label == run.label and last.end == run.start and not breaks:
            sizes = (last.end - last.start, run.end - run.start)
            confidence = (last.confidence * sizes[0] + run.confidence * sizes[1]) / sum(sizes)
            joined[-1] = Run(run.label, last.start, run.end, confidence)
        else:
            joined.append(run)
    return joined


def points_to(content: Run, candidates: Sequence[Run], pointer: str, scores: Scores) -> Run | None:
    """Follow one pointer of ``content``: the best candidate of its window, or None."""
    window = scores.window[content.start]
    base = 2 * POINTERS.index(pointer) * POINTER_SIZE
    keys = slice(base + POINTER_SIZE, base + 2 * POINTER_SIZE)
    query = scores.pointer[content.start, base : base + POINTER_SIZE]
    # Windows follow each other and so do the runs: those of one window are one stretch.
    low = bisect_left(candidates, window, key=lambda run: scores.window[run.start])
    high = bisect_right(candidates, window, lo=low, key=lambda run: scores.window[run.start])
    seen = candidates[low:high]
    values = [float(query @ scores.none[window, keys])]
    values += [float(query @ scores.pointer[run.start, keys]) for run in seen]
    best = int(np.argmax(values))
    return seen[best - 1] if best else None
