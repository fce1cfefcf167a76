"""Which stretch of the old text is which of the new one: by the characters that they share."""

from collections import Counter
from collections.abc import Sequence

from copydesk.difference.alignment import Alignment
from copydesk.text.spans import Span

LEAST_SHARED = 0.5
"""Of the characters that two stretches have together, the share that both must have to be the same one."""


def pair_spans(
    old: Sequence[Sequence[Span]], new: Sequence[Sequence[Span]], alignment: Alignment
) -> list[tuple[int, int]]:
    """Return the pairs (index in ``old``, index in ``new``) of stretches that share most of their characters.

    A stretch is a list of spans that do not overlap. Each is in one pair at most; those that share most are paired
    first. Pairs are in the order of ``old``.
    """
    moved = [alignment.forward(spans) for spans in old]
    shared = _shared(moved, new)
    ranked = []
    for (i, j), characters in shared.items():
        together = _length(old[i]) + _length(new[j]) - characters
        if characters >= LEAST_SHARED * together:
            # By place only where shares are equal, and so that the texts may change places.
            ranked.append((-characters / together, i + j, abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(ranked):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def _shared(old: Sequence[Sequence[Span]], new: Sequence[Sequence[Span]]) -> Counter[tuple[int, int]]:
    """Return how many characters each two stretches share; those that share none are not named."""
    shared: Counter[tuple[int, int]] = Counter()
    coming = sorted((start, end, j) for j, spans in enumerate(new) for start, end in spans)
    open_: list[tuple[int, int, int]] = []
    at = 0
    for start, end, i in sorted((start, end, i) for i, spans in enumerate(old) for start, end in spans):
        open_ = [span for span in open_ if span[1] > start]
        while at < len(coming) and coming[at][0] < end:
            if coming[at][1] > start:
                open_.append(coming[at])
            at += 1
        for first, last, j in open_:
            if first < end:
                shared[i, j] += min(end, last) - max(start, first)
    return shared
