"""How alike two texts are, told from signatures of 256 bytes: MinHash over the words, five in a row.

Signatures are stored, so what makes one never changes: the words, the shingles, the scheme and the seed. A golden test
holds one.
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from copydesk.text.comparison import comparable

Signature = NDArray[np.uint16]
"""128 numbers: of each permutation the least hash's low 16 bits, which moves a likeness by 1/128 at most."""

SIGNATURE_BYTES = 256
MIN_SHINGLES = 20
"""Shorter texts (a paywall's notice, "loading") are alike without being the same article."""

_SHINGLE_WORDS = 5
_PERMUTATIONS = 128
_ROWS, _BANDS = 3, 42
"""Two texts may be alike if they agree in all rows of a band: 99.6 % of the pairs of likeness .5 do, 79 % of .33, and
hardly any that have nothing in common."""
_FEW = 50_000
"""Bands that are looked up one by one before they are sorted: those of 1,200 texts."""
# A word; in scripts that write no spaces, a character.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` as they are compared."""
    return _WORD.findall(comparable(text))


def signature(text: str) -> tuple[bytes | None, int]:
    """Return the signature of ``text``, `SIGNATURE_BYTES` long, and how many different shingles it was made of.

    The signature is ``None`` for fewer than `MIN_SHINGLES`. Takes about a millisecond.
    """
    words = words_of(text)
    shingles = {
        zlib.crc32(" ".join(words[start : start + _SHINGLE_WORDS]).encode("utf-8", "replace"))
        for start in range(len(words) - _SHINGLE_WORDS + 1)
    }
    if len(shingles) < MIN_SHINGLES:
        return None, len(shingles)
    sketch = MinHash(_PERMUTATIONS, hashfunc=int, permutations=_SEED.permutations, scheme=_SEED.scheme)
    sketch.update_batch(sorted(shingles))
    values: NDArray[Any] = sketch.hashvalues
    return (values & 0xFFFF).astype("<u2").tobytes(), len(shingles)


def signatures(packed: Iterable[bytes]) -> Signature:
    """Return stored signatures as an array of shape (n, 128)."""
    return np.frombuffer(b"".join(packed), dtype="<u2").reshape(-1, _PERMUTATIONS)


def band_keys(unpacked: Signature) -> NDArray[np.uint64]:
    """Return the bands of signatures of shape (n, 128) as numbers, shape (n, 42).

    Two numbers are equal if and only if they are of the same band and all its rows agree.
    """
    rows = unpacked[:, : _ROWS * _BANDS].reshape(-1, _BANDS, _ROWS).astype(np.uint64)
    keys: NDArray[np.uint64] = np.broadcast_to(np.arange(_BANDS, dtype=np.uint64), rows.shape[:2])
    for row in range(_ROWS):
        keys = (keys << np.uint64(16)) | rows[:, :, row]
    return keys


def likenesses(one: bytes, others: Sequence[bytes]) -> list[float]:
    """Return the estimated Jaccard likeness of a text's shingles to those of others, 0 to 1; 0 where no band agrees.

    The standard error is .04 at most.
    """
    mine, unpacked = signatures([one]), signatures(others)
    shared = (band_keys(mine) == band_keys(unpacked)).any(axis=1)
    alike: list[float] = np.where(shared, (mine == unpacked).mean(axis=1), 0.0).tolist()
    return alike


def likeness(one: bytes, other: bytes) -> float:
    """Return the estimated Jaccard likeness of the shingles of two texts, whether a band agrees or not."""
    return float((signatures([one]) == signatures([other])).mean())


def containment(alike: float, one: int, other: int) -> float:
    """Return the estimated share of the shorter text's shingles that the longer one has, 0 to 1.

    Args:
        alike: Their `likeness`.
        one: How many shingles one of them has, at least 1.
        other: How many the other has, at least 1.
    """
    return min(1.0, alike * (one + other) / ((1 + alike) * min(one, other)))


class BandIndex:
    """Which texts may be alike: those that share a band. About 600 bytes a text, for drops of any size.

    New bands stand in a dictionary, the others in sorted arrays, into which the new ones go from time to time.
    """

    def __init__(self, known: Mapping[str, bytes]) -> None:
        """Start from the signatures of texts by name."""
        self._names = list(known)
        self._new: dict[int, list[int]] = {}
        self._keys, self._texts = _sorted(
            band_keys(signatures(known.values())).ravel(),
            np.repeat(np.arange(len(known), dtype=np.int32), _BANDS),
        )

    def add(self, name: str, packed: bytes) -> None:
        """Remember one more text. A name may come again: it is then found by the bands of all its texts."""
        for key in band_keys(signatures([packed]))[0].tolist():
            self._new.setdefault(key, []).append(len(self._names))
        self._names.append(name)
        if len(self._new) > max(_FEW, len(self._keys) // 4):
            self._settle()

    def sharing(self, packed: bytes) -> set[str]:
        """Return the names of the texts that share a band with a signature."""
        bands = band_keys(signatures([packed]))[0]
        starts, ends = np.searchsorted(self._keys, bands), np.searchsorted(self._keys, bands, side="right")
        found = {text for start, end in zip(starts, ends, strict=True) for text in self._texts[start:end].tolist()}
        found.update(text for key in bands.tolist() for text in self._new.get(key, ()))
        return {self._names[text] for text in found}

    def _settle(self) -> None:
        keys = [key for key, texts in self._new.items() for _ in texts]
        texts = [text for texts in self._new.values() for text in texts]
        self._keys, self._texts = _sorted(
            np.concatenate([self._keys, np.array(keys, np.uint64)]),
            np.concatenate([self._texts, np.array(texts, np.int32)]),
        )
        self._new.clear()


def _sorted(keys: NDArray[np.uint64], texts: NDArray[np.int32]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    order = np.argsort(keys, kind="stable")
    return keys[order], texts[order]


# The scheme and the seed are fixed: signatures of two releases must compare.
_SEED = MinHash(_PERMUTATIONS, seed=1, scheme="affine32")
