"""Rows of the dataset that a drop asks for; nothing from a dataset that is not there yet."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pyarrow as pa

from copydesk.store import Dataset, Version
from schemas import ALL
from schemas.arrow import arrow_schema


def scanned(
    dataset: Dataset | None, head: Version | None, name: str, columns: Sequence[str] | None = None
) -> Iterator[pa.Table]:
    """Yield some columns of a table, or all, part by part."""
    if dataset is not None and head is not None and name in head.tables:
        yield from dataset.scan(name, head, columns)


def matching(
    dataset: Dataset | None,
    head: Version | None,
    name: str,
    column: str,
    values: Collection[Any],
    columns: Sequence[str] | None = None,
) -> pa.Table:
    """Return the rows of a table whose ``column`` has one of ``values``."""
    if dataset is not None and head is not None and name in head.tables and values:
        return dataset.matching(name, head, column, values, columns)
    schema = arrow_schema(ALL[name]).remove_metadata()
    return schema.empty_table().select(list(columns)) if columns is not None else schema.empty_table()
