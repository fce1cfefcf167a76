"""The words that the line classifier knows: which it reads by themselves, and what each means."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LEXICAL = 6498
"""Words that have a code of their own: those that four publishers of the training pages use. They come first."""
SHAPES = 22
"""Codes of what other words look like, and 0 for no word."""


class Words(NamedTuple):
    """Words with vectors."""

    place: dict[str, int]
    """The row of each word."""
    vectors: NDArray[np.float32]
    """Shape (words, size): the meaning of each, weighted; zeros for marks."""
    weights: NDArray[np.float32]
    """Shape (words,): the weight in each vector, larger for rarer words."""

    @property
    def size(self) -> int:
        """Numbers in a vector."""
        return int(self.vectors.shape[1])


def load_words(path: Path) -> Words:
    """Read the words that ``training.zoner`` wrote.

    Raises:
        OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile: If the file is none of ours.
    """
    with np.load(path, allow_pickle=False) as stored:
        words = bytes(stored["words"]).decode("utf-8").split("\n")
        vectors = stored["vectors"].astype(np.float32) * stored["scale"]
        weights = stored["weights"].astype(np.float32)
    return Words({word: number for number, word in enumerate(words)}, vectors * weights[:, None], weights)


@lru_cache(maxsize=1 << 16)
def shape(piece: str) -> int:
    """Return the code of a word that has none of its own, by its script, case and length."""
    if piece.isalpha() and piece.isascii():
        if piece.isupper():
            return 14 if len(piece) <= 5 else 15
        if piece[0].isupper():
            return 16 if len(piece) <= 5 else 17
        return 18 if len(piece) <= 4 else 19 if len(piece) <= 8 else 20
    if piece.isdigit():
        return min(len(piece), 4)
    if "http" in piece or "www." in piece:
        return 5
    if "@" in piece:
        return 6
    if any(mark.isdigit() for mark in piece[:40]):
        return 7
    letter = next((mark for mark in piece[:40] if mark.isalpha()), None)
    if letter is None:
        return 8
    return _by_script(piece, ord(letter))


def _by_script(piece: str, letter: int) -> int:
    if letter < 0x250:
        if piece.isupper():
            return 14 if len(piece) <= 5 else 15
        if piece[0].isupper():
            return 16 if len(piece) <= 5 else 17
        if piece[0].islower():
            return 18 if len(piece) <= 4 else 19 if len(piece) <= 8 else 20
        return 21
    if 0x400 <= letter < 0x530:
        return 9
    if 0x590 <= letter < 0x900:
        return 10
    if 0x900 <= letter < 0xE00:
        return 11
    return 12 if letter >= 0x2E80 else 13
