"""Which cue and which source belong to a content: the pointers of the model, followed."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.tagger.decoding import Floats, Run, Scores, log_softmax, runs
from copydesk.tagger.labels import ATTRIBUTION_LABELS, POINTER_SIZE, POINTERS

_ASKED = 32
"""Most words of one content that are asked; a long quotation's words say the same many times over."""


class Linked(NamedTuple):
    """A content with what attributes it."""

    content: Run
    cue: Run | None
    source: Run | None


class Pointed(NamedTuple):
    """Where one pointer of a content leads."""

    first: int
    """Number of the first word of the content's window."""
    words: Floats
    """(N,) probability that the cue or source holds word ``first``, ``first`` + 1, …"""
    nowhere: float
    """Probability that there is none in sight."""

    def mass(self, run: Run) -> float:
        """Return how probable it is that ``run`` is meant."""
        return float(self.words[max(0, run.start - self.first) : max(0, run.end - self.first)].sum())


def link(found: Sequence[Run], scores: Scores) -> list[Linked]:
    """Give every content among ``found`` its cue and its source.

    A cue or source that the labels missed is still found where the pointer leads to words that no run holds: the run
    there is the likeliest one that includes the word pointed at (PolNeAR dev: 2 points end to end).

    Args:
        found: Runs of SOURCE, CUE and CONTENT, in text order.
        scores: Of the same text.

    """
    free = np.ones(len(scores.window), bool)
    for run in found:
        free[run.start : run.end] = False
    by_label = {label: [run for run in found if run.label == label] for label in POINTERS}
    contents = [run for run in found if run.label == "CONTENT"]
    cues, sources = (
        [_partner(pointed_at(run, label, scores), by_label[label], label, free, scores) for run in contents]
        for label in POINTERS
    )
    return [Linked(*found) for found in zip(contents, cues, sources, strict=True)]


def pointed_at(content: Run, pointer: str, scores: Scores) -> Pointed:
    """Follow the pointer CUE or SOURCE of ``content``: the words of the content are asked, their answers averaged."""
    window = scores.window[content.start]
    low, high = (int(bound) for bound in np.searchsorted(scores.window, (window, window + 1)))
    base = 2 * POINTERS.index(pointer) * POINTER_SIZE
    queries, keys = slice(base, base + POINTER_SIZE), slice(base + POINTER_SIZE, base + 2 * POINTER_SIZE)
    end = min(content.end, high)
    step = -(-(end - content.start) // _ASKED)
    asked = scores.pointer[content.start : end : step, queries]
    answers = np.concatenate((scores.none[window, None, keys], scores.pointer[low:high, keys]))
    probabilities = np.exp(log_softmax(asked @ answers.T / np.float32(math.sqrt(POINTER_SIZE)))).mean(0)
    return Pointed(low, probabilities[1:], float(probabilities[0]))


def _partner(
    pointed: Pointed, candidates: Sequence[Run], label: str, free: npt.NDArray[np.bool_], scores: Scores
) -> Run | None:
    window = slice(pointed.first, pointed.first + len(pointed.words))
    low = bisect_right(candidates, window.start, key=lambda run: run.end)
    high = bisect_left(candidates, window.stop, lo=low, key=lambda run: run.start)
    best = max(candidates[low:high], key=pointed.mass, default=None)
    most = max(pointed.nowhere, pointed.mass(best) if best else 0.0)
    unheld = pointed.words * free[window]
    if unheld.sum() > most:
        at = int(unheld.argmax())
        start, end = _stretch(at, free[window])
        return _run_around(at - start, label, scores.attribution[window][start:end], window.start + start)
    return best if best and pointed.mass(best) == most else None


def _run_around(word: int, label: str, table: Floats, first: int) -> Run | None:
    """Return the likeliest ``label`` run that holds row ``word`` of ``table``, scores of the words from ``first``."""
    others = [index for index, name in enumerate(ATTRIBUTION_LABELS) if name[2:] != label]
    forced = table.copy()
    forced[word, others] = -1e4
    return next(
        (
            Run(label, run.start + first, run.end + first, run.confidence)
            for run in runs(forced, ATTRIBUTION_LABELS)
            if run.start <= word < run.end and run.label == label
        ),
        None,
    )


def _stretch(word: int, free: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Return the bounds of the unbroken stretch of free words that holds ``word``."""
    taken = np.flatnonzero(~free)
    after = int(np.searchsorted(taken, word))
    low = int(taken[after - 1]) + 1 if after else 0
    high = int(taken[after]) if after < len(taken) else len(free)
    return low, high
