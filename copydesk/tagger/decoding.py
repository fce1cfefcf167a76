"""From the model's scores to labelled runs of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.tagger.encoding import Ints

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """What the model says of one text of ``W`` words, its windows put together."""

    attribution: Floats
    """(W, 13) log-probabilities of ATTRIBUTION_LABELS."""
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
    """Mean probability of the label (whatever the place in the run) over the words."""


def log_softmax(scores: Floats) -> Floats:
    """Normalise raw scores over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    normalised: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return normalised


def best_path(scores: Floats, labels: Sequence[str]) -> Ints:
    """Return the most probable label sequence (W,) that `labels` can spell, by Viterbi.

    I and E go on with what B or I of their class began; where there is an E, B and I must go on.
    """
    allowed = _transitions(tuple(labels))
    count, classes = scores.shape
    if not count:
        return np.zeros(0, np.int64)
    outside = labels.index("O")
    best = scores[0] + allowed[outside]  # a text starts as after "O" …
    back = np.zeros((count, classes), np.int64)
    for word in range(1, count):
        reached = best[:, None] + allowed
        back[word] = reached.argmax(0)
        best = reached.max(0) + scores[word]
    path = np.zeros(count, np.int64)
    path[-1] = (best + allowed[:, outside]).argmax()  # … and ends as before it
    for word in range(count - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


@lru_cache
def _transitions(labels: tuple[str, ...]) -> Floats:
    has_ends = any(label[0] == "E" for label in labels)

    def can_follow(before: str, after: str) -> bool:
        is_open = before[0] in "BI"
        if after[0] in "IE":
            return is_open and before[2:] == after[2:]
        return not (is_open and has_ends)

    rows = [[0.0 if can_follow(before, after) else -1e4 for after in labels] for before in labels]
    return np.array(rows, np.float32)


def runs(scores: Floats, labels: Sequence[str]) -> list[Run]:
    """Decode scores (W, K) into the labelled runs, in text order."""
    path = best_path(scores, labels)
    found: list[Run] = []
    start = 0
    for word in range(1, len(path) + 1):
        label = labels[path[word - 1]]
        goes_on = word < len(path) and labels[path[word]][0] in "IE"
        if not goes_on:
            if label != "O":
                kinds = [index for index, name in enumerate(labels) if name[2:] == label[2:]]
                share = np.exp(scores[start:word, kinds]).sum(1).mean()
                found.append(Run(label[2:], start, word, min(1.0, float(share))))
            start = word
    return found
