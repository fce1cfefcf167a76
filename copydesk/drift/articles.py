"""The profiles of articles as arrays: what the statistics of drift are computed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

COLUMNS = (
    "article_id",
    "drop_id",
    "publisher",
    "language",
    "tagged",
    "words",
    "quotes",
    "unresolved",
    "characters",
    "residue",
    "repeated",
    "layout",
)
"""Columns of the table ``profiles`` that drift is told by."""


@dataclass(frozen=True)
class Articles:
    """Profiles, one item an article in each array, in the order of ``article_id``: no other order plays a part."""

    article_id: NDArray[np.object_]
    drop: NDArray[np.int64]
    """Number of the drop that brought the article, in the order in which drops came; -1 for one that nobody knows."""
    publisher: NDArray[np.object_]
    """None where nobody knows."""
    language: NDArray[np.object_]
    """None where nobody knows."""
    tagged: NDArray[np.bool_]
    words: NDArray[np.int64]
    quotes: NDArray[np.int64]
    unresolved: NDArray[np.int64]
    characters: NDArray[np.int64]
    residue: NDArray[np.int64]
    repeated: NDArray[np.int64]
    layout: NDArray[np.object_]
    """A list of pairs of kinds each, as `schemas.profiles` describes them."""

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self.article_id)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> "Articles":
        """Return some of the articles: their places in ascending order, or one truth value an article."""
        return Articles(**{item.name: getattr(self, item.name)[rows] for item in fields(self)})


def articles_of(profiles: pa.Table, order: Mapping[str, int]) -> Articles:
    """Return the rows of ``profiles`` as arrays.

    Args:
        profiles: `COLUMNS` of the table ``profiles``, and maybe more.
        order: The number of each drop.
    """
    profiles = profiles.sort_by("article_id")
    numbers = {
        name: np.array(profiles[name].to_pylist(), dtype=np.int64)
        for name in ("words", "quotes", "unresolved", "characters", "residue", "repeated")
    }
    return Articles(
        article_id=_objects(profiles["article_id"].to_pylist()),
        drop=np.array([order.get(str(drop_id), -1) for drop_id in profiles["drop_id"].to_pylist()], dtype=np.int64),
        publisher=_objects(profiles["publisher"].to_pylist()),
        language=_objects(profiles["language"].to_pylist()),
        tagged=np.array(profiles["tagged"].to_pylist(), dtype=np.bool_),
        layout=_lists(profiles["layout"]),
        **numbers,
    )


def joined(some: Sequence[Articles]) -> Articles:
    """Return the articles of all of ``some`` (at least one), in the order of ``article_id``."""
    columns = {item.name: np.concatenate([getattr(one, item.name) for one in some]) for item in fields(Articles)}
    return Articles(**columns).take(np.argsort(columns["article_id"], kind="stable"))


def _objects(values: Sequence[Any]) -> NDArray[np.object_]:
    return np.fromiter(values, dtype=np.object_, count=len(values))


def _lists(column: Any) -> NDArray[np.object_]:
    """Return a column of lists whose few different items are each one object: a list costs its pointers only."""
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    items: Any = pc.list_flatten(column).dictionary_encode()
    words = items.dictionary.to_pylist()
    flat = [words[code] for code in items.indices.to_pylist()]
    ends = np.cumsum(pc.list_value_length(column).to_numpy(zero_copy_only=False)).tolist()
    return _objects([flat[start:end] for start, end in zip([0, *ends], ends, strict=False)])
