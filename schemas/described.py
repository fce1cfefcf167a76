"""What the descriptors of a published version say of it, whatever their format."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import pyarrow as pa
from pandera.pandas import DataFrameModel

from copydesk.settings import About
from schemas import TABLES
from schemas.relations import REFERENCES, Reference

NAME = "copydesk"
TITLE = "News articles, and who said what in them"
DESCRIPTION = (
    "Scraped news articles as tables: their text with the kind of every line, the names in it, and the quotations with"
    " their speakers. The texts are their publishers'."
)
MEDIA_TYPE = "application/vnd.apache.parquet"


class File(NamedTuple):
    """A Parquet file of a table."""

    name: str
    """In the folder of its table."""
    size: int
    """Bytes."""
    sha256: str
    """In hex."""


class TableFiles(NamedTuple):
    """The files of a table."""

    rows: int
    files: tuple[File, ...]


class Release(NamedTuple):
    """A version as it is published: a folder for each table, and the descriptors beside these."""

    number: int
    """From 1."""
    created_at: datetime
    """UTC."""
    tables: Mapping[str, TableFiles]
    """By name, as in `TABLES`."""
    about: About


class Column(NamedTuple):
    """What is known of a column."""

    name: str
    type: pa.DataType
    nullable: bool
    description: str
    unit: str | None
    values: Mapping[str, str] | None
    """The values that it, or of a list the items, may have, each with its meaning; None where others may stand."""
    checks: Mapping[str, Mapping[str, Any]]
    """Name of each check to what it compares with, as pandera has it."""


def version_of(release: Release) -> str:
    """Return the number of the version as three, as both standards want it: 7 is 7.0.0."""
    return f"{release.number}.0.0"


def instant(time: datetime) -> str:
    """Return a time of UTC in ISO 8601, as in 2024-05-01T06:30:00Z."""
    return time.isoformat().replace("+00:00", "Z")


def columns_of(model: type[DataFrameModel]) -> list[Column]:
    """Return the columns of a table in their order."""
    columns = []
    for name, column in model.to_schema().columns.items():
        known, dtype = column.metadata or {}, column.dtype
        held: Any = dtype
        checks = {str(check.name): check.statistics or {} for check in column.checks}
        values, unit = known.get("values"), known.get("unit")
        columns.append(
            Column(str(name), held.type.pyarrow_dtype, column.nullable, str(column.description), unit, values, checks)
        )
    return columns


def type_name(arrow: pa.DataType, names: Mapping[str, str], standard: str) -> str:
    """Return what a ``standard`` calls a type.

    Args:
        arrow: The type.
        names: The standard's names by kind, as ``pyarrow.types`` tells it: ``string``, ``integer``, ``list`` and so on.
        standard: Its own name, for the error.

    Raises:
        ValueError: If it has no word for it that we know of.
    """
    for kind, name in names.items():
        if getattr(pa.types, f"is_{kind}")(arrow):
            return name
    raise ValueError(f"no type of {standard} for {arrow}")


def key_of(model: type[DataFrameModel]) -> list[str]:
    """Return the columns that together tell the rows of a table apart."""
    return list(model.to_schema().unique or [])


def prose(model: type[DataFrameModel]) -> str:
    """Return what a table holds, in one line."""
    return " ".join((model.__doc__ or "").split())


def plain_references(release: Release) -> Iterator[Reference]:
    """Yield what refers to what, as far as descriptors can say it.

    They have no word for lists of keys, for keys that one of two tables holds, and for keys of several columns of
    which some rows leave out a part.
    """
    for reference in REFERENCES:
        if reference.also is not None or not {reference.table, reference.to} <= release.tables.keys():
            continue
        columns = {column.name: column for column in columns_of(TABLES[reference.table])}
        used = [columns[name] for name in reference.columns]
        if any(pa.types.is_list(column.type) for column in used):
            continue
        if len(used) == 1 or not any(column.nullable for column in used):
            yield reference
