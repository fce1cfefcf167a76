"""Families of articles (near duplicates share a family_id) as numbers, so that whole datasets of them fit in arrays."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def family_number(family_id: str) -> int:
    """Return the family as a signed number of 64 bits: what its 16 hex digits say.

    Raises:
        ValueError: If ``family_id`` is no such id.
    """
    return int(family_numbers([family_id])[0])


def family_numbers(family_ids: Iterable[str]) -> NDArray[np.int64]:
    """Return `family_number` of each."""
    return np.frombuffer(bytes.fromhex("".join(family_ids)), dtype=">i8").astype(np.int64)
