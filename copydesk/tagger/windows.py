"""Cut a long text into windows that the encoder can hold."""

import numpy as np
import numpy.typing as npt

from copydesk.tagger.encoding import CLOSING, GLUED, PARAGRAPH, Encoding, Ints

_STOPS = (1012, 1029, 999)
"""Piece ids of the full stop, the question mark and the exclamation mark."""

WINDOW = 254
"""Most word pieces between the special pieces; the recipe trains on no longer windows."""


def window_bounds(encoding: Encoding, *, size: int = WINDOW, first_size: int | None = None) -> list[tuple[int, int]]:
    """Return piece ranges of at most ``size`` pieces that cover the text in order.

    Cut before a paragraph if one starts in the second half of a window, else before a word that
    looks like a sentence start, else before any word; a single word longer than a window is cut.

    Args:
        encoding: The text.
        size: Most pieces in a window.
        first_size: Most pieces in the first window (training varies where the cuts fall).

    """
    total = len(encoding.ids)
    if not total:
        return []
    paragraph = encoding.first[encoding.space == PARAGRAPH]
    sentence = encoding.first[_sentence_starts(encoding)]
    word = encoding.first
    bounds = []
    start = 0
    while start < total:
        limit = first_size if first_size and not start else size
        end = min(start + limit, total)
        if end < total:
            end = (
                _last(paragraph, start + max(1, limit // 2), end)
                or _last(sentence, start + max(1, limit * 2 // 5), end)
                or _last(word, start + 1, end)
                or end
            )
        bounds.append((start, end))
        start = end
    return bounds


def _last(cuts: Ints, low: int, high: int) -> int:
    """Return the last cut within ``low`` to ``high`` (both inclusive), or 0."""
    index = int(np.searchsorted(cuts, high, "right")) - 1
    return int(cuts[index]) if index >= 0 and cuts[index] >= low else 0


def _sentence_starts(encoding: Encoding) -> npt.NDArray[np.bool_]:
    """Guess which words start a sentence: spaced, after a full stop or after a mark that closes a quotation."""
    last_piece = np.concatenate((encoding.first[1:], [len(encoding.ids)])) - 1
    ends = np.isin(encoding.ids[last_piece], _STOPS) | (encoding.quote == CLOSING)
    starts: npt.NDArray[np.bool_] = np.concatenate(([False], ends[:-1])) & (encoding.space != GLUED)
    return starts
