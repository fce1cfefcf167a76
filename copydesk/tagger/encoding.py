"""Text to the tagger's input: word pieces, and what an uncased vocabulary forgets about each word.

Training and inference both call `encode`, so that they can not drift apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from copydesk.text.spans import Span

Ints = npt.NDArray[np.int64]

CLS, SEP = 101, 102
"""Piece ids of the BERT vocabulary."""

PADDING = (8, 3, 4)
"""Feature classes (shape, space, quote) of the special pieces."""

SHAPES, SPACES, QUOTES = 9, 4, 5
"""Number of classes of each feature, the special pieces' own class included."""

LOWER, CAPITAL, UPPER, SINGLE_UPPER, MIXED, DIGITS, PUNCTUATION, ALPHANUMERIC = range(8)
GLUED, SPACED, PARAGRAPH = range(3)
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "‘",
    '"': '"',
    "'": "'",
    "「": "」",
    "『": "』",
}
"""Opening mark to the marks that may close it: English, German, French and CJK usage."""

_APOSTROPHES = "'’‘"
_AMBIGUOUS = "'’‘»"
"""Marks that open a quotation only where a space stands before them and none after."""


@dataclass(frozen=True)
class Encoding:
    """One text as the tagger reads it. ``P`` word pieces make up ``W`` words."""

    ids: Ints
    """(P,) vocabulary ids, no special pieces."""
    first: Ints
    """(W,) index of each word's first piece."""
    word: Ints
    """(P,) index of each piece's word."""
    start: Ints
    """(W,) first character of each word, in code points of the source text."""
    end: Ints
    """(W,) character after each word."""
    shape: Ints
    """(W,) LOWER … ALPHANUMERIC."""
    space: Ints
    """(W,) GLUED to the word before, SPACED from it, or first of a PARAGRAPH."""
    quote: Ints
    """(W,) OUTSIDE or INSIDE quotation marks, or such a mark itself: OPENING, CLOSING."""

    def inputs(self, start: int, end: int) -> tuple[Ints, Ints]:
        """Return ids (L,) and features (L, 3) of the pieces ``start`` to ``end`` between the special pieces."""
        ids = np.concatenate(([CLS], self.ids[start:end], [SEP]))
        words = self.word[start:end]
        features = np.empty((len(ids), 3), np.int64)
        features[0] = features[-1] = PADDING
        features[1:-1, 0] = self.shape[words]
        features[1:-1, 1] = self.space[words]
        features[1:-1, 2] = self.quote[words]
        return ids, features


def load_tokenizer(path: Path) -> Tokenizer:
    """Read a ``tokenizer.json``, with truncation and padding off: a cut text would shift every label."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(text: str, blocks: Sequence[Span], tokenizer: Tokenizer) -> Encoding:
    """Encode the ``blocks`` (paragraphs, in text order) of ``text`` as one sequence of words."""
    ids: list[int] = []
    first: list[int] = []
    word: list[int] = []
    start: list[int] = []
    end: list[int] = []
    shape: list[int] = []
    space: list[int] = []
    quote: list[int] = []
    open_mark = ""
    for block in blocks:
        piece = text[block.start : block.end]
        encoded = tokenizer.encode(piece, add_special_tokens=False)
        before = len(start)
        last_word: int | None = None
        for piece_id, (left, right), word_id in zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True):
            if word_id != last_word:
                first.append(len(ids))
                start.append(block.start + left)
                end.append(block.start + right)
                last_word = word_id
            else:
                end[-1] = block.start + right
            word.append(len(start) - 1)
            ids.append(piece_id)
        for index in range(before, len(start)):
            token = text[start[index] : end[index]]
            new_paragraph = index == before
            shape.append(word_shape(token))
            space.append(PARAGRAPH if new_paragraph else GLUED if start[index] == end[index - 1] else SPACED)
            if new_paragraph and token not in _CLOSERS:
                open_mark = ""  # a quotation that runs on opens its next paragraph with a mark
            state, open_mark = _quote_state(text, start[index], end[index], token, open_mark, new_paragraph)
            quote.append(state)
    columns = (ids, first, word, start, end, shape, space, quote)
    return Encoding(*(np.array(column, np.int64) for column in columns))


def _quote_state(text: str, start: int, end: int, token: str, open_mark: str, new_paragraph: bool) -> tuple[int, str]:
    """Return the word's quote class and the mark that is open after it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if open_mark and not new_paragraph and token and token in _CLOSERS[open_mark]:
        is_apostrophe = token in _APOSTROPHES and after.isalnum()
        return (INSIDE, open_mark) if is_apostrophe else (CLOSING, "")
    if token in _CLOSERS and (not open_mark or new_paragraph):
        if token in _AMBIGUOUS:
            opens = not before.isalnum() and not after.isspace() and before not in ".,!?"
            return (OPENING, token) if opens else (OUTSIDE, open_mark)
        return OPENING, token
    return (INSIDE if open_mark else OUTSIDE), open_mark


@lru_cache(maxsize=65536)
def word_shape(word: str) -> int:
    """Return the shape class of a word: what lower-casing loses."""
    if word.isalpha():
        if word.islower():
            return LOWER
        if len(word) == 1:
            return SINGLE_UPPER if word.isupper() else LOWER
        if word.isupper():
            return UPPER
        return CAPITAL if word[0].isupper() and word[1:].islower() else MIXED
    if word.isdigit():
        return DIGITS
    return ALPHANUMERIC if any(char.isalnum() for char in word) else PUNCTUATION
