"""What all tables have in common: known columns only, in their order, and never ``""`` where null is meant."""

from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
import pyarrow.compute as pc

from schemas.columns import ID


def list_array(series: "pd.Series[Any]") -> "pa.Array[Any]":
    """Return the values of an Arrow-typed ``series`` as one contiguous Arrow array.

    For lists only: a column of whole texts can outgrow the 2 GiB that one contiguous array holds.
    """
    array: Any = pa.array(series.array)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def row_verdicts(series: "pd.Series[Any]", bad_rows: Any) -> "pd.Series[bool]":
    """Return one boolean a row of ``series``, False at the positions ``bad_rows`` (integers, may repeat)."""
    good = np.ones(len(series), dtype=np.bool_)
    good[np.asarray(bad_rows, dtype=np.int64)] = False
    return pd.Series(good, index=series.index, dtype="bool")


def items_match(series: "pd.Series[Any]", pattern: str) -> "pd.Series[bool]":
    """Tell for each row of a ``list<string>`` column whether all its items match ``pattern``."""
    lists: Any = list_array(series)
    match: Any = pc.match_substring_regex(pc.list_flatten(lists), pattern)
    return row_verdicts(series, pc.list_parent_indices(lists).filter(pc.invert(match.fill_null(False))))


def both_or_neither(frame: pd.DataFrame, *columns: str) -> "pd.Series[bool]":
    """Tell for each row whether the ``columns`` are all null or all not null."""
    known = frame[list(columns)].notna()
    return known.all(axis=1) | ~known.any(axis=1)


def _blank(strings: Any) -> Any:
    """Tell for each string whether it is empty or only white space (as ``str.isspace`` has it); null is not blank."""
    empty: Any = pc.equal(pc.binary_length(strings), pa.scalar(0, pa.int32()))
    return pc.or_(pc.utf8_is_space(strings), empty).fill_null(False)


class Table(pandera.DataFrameModel):
    """Any table of the dataset: known columns in their order, nothing blank where nobody knows."""

    @pandera.check(".*", regex=True, description="null, never an empty or white string, says that nobody knows")
    @classmethod
    def not_blank(cls, series: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse empty and white strings, in columns of strings and of lists of strings."""
        strings: Any = pa.array(series.array)
        if pa.types.is_string(strings.type):
            return row_verdicts(series, pc.indices_nonzero(_blank(strings)))
        if pa.types.is_list(strings.type) and pa.types.is_string(strings.type.value_type):
            array: Any = list_array(series)
            items = pc.list_flatten(array)
            unsaid = pc.or_(_blank(items), pc.is_null(items))
            return row_verdicts(series, pc.list_parent_indices(array).filter(unsaid))
        return row_verdicts(series, [])

    class Config:
        """Refuse unknown columns and another order; change no value."""

        strict = True
        ordered = True
        coerce = False


class SpannedTable(Table):
    """A table whose rows each cover the characters ``start`` to ``end`` of an article's text."""

    @pandera.dataframe_check(description="a span holds at least one character: end > start")
    @classmethod
    def end_after_start(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse empty and reversed spans."""
        return frame["end"] > frame["start"]


class StateKeys(Table):
    """A table whose column ``state_keys`` lists keys of states of an article."""

    @pandera.check("state_keys", description="every key of a state is 16 hex digits")
    @classmethod
    def keys_are_digits(cls, keys: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse what is no key."""
        return items_match(keys, ID)
