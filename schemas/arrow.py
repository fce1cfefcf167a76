"""The way between pandera models, Arrow tables and pandas frames, without a change of type."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import pyarrow as pa
from pandera.pandas import DataFrameModel

from schemas import ALL, SCHEMA_VERSION

_NAMES = {model: name for name, model in ALL.items()}

Row = Sequence[Any] | Mapping[str, Any]


def arrow_schema(model: type[DataFrameModel]) -> pa.Schema:
    """Return the Arrow schema of ``model``: types, nullability, and descriptions and units as metadata."""
    fields = []
    for name, column in model.to_schema().columns.items():
        described = {"description": column.description or ""}
        if unit := (column.metadata or {}).get("unit"):
            described["unit"] = str(unit)
        dtype: Any = column.dtype
        fields.append(pa.field(name, dtype.type.pyarrow_dtype, nullable=column.nullable, metadata=described))
    return pa.schema(fields, metadata={"table": _NAMES[model], "schema_version": str(SCHEMA_VERSION)})


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Return ``table`` as a frame whose columns keep their Arrow types, as every model expects."""
    return table.to_pandas(types_mapper=pd.ArrowDtype, ignore_metadata=True)


def to_table(frame: pd.DataFrame, model: type[DataFrameModel]) -> pa.Table:
    """Return ``frame`` as an Arrow table of exactly ``model``'s schema; the index is left behind.

    Raises:
        ValueError: If a column is missing, unknown, out of order or of another type, or holds a forbidden null.
    """
    schema = arrow_schema(model)
    if list(frame.columns) != schema.names:
        raise ValueError(f"{model.__name__}: columns are {list(frame.columns)}, expected {schema.names}")
    arrays: list[Any] = []
    for field in schema:
        array: Any = pa.array(frame[field.name].array)
        if array.type != field.type:
            raise ValueError(f"{model.__name__}.{field.name}: the type is {array.type}, expected {field.type}")
        if array.null_count and not field.nullable:
            raise ValueError(f"{model.__name__}.{field.name}: null in {array.null_count} rows, but never allowed")
        # Lists read from Parquet name their items "element"; the cast gives them our name, so that parts concatenate.
        arrays.append(array.cast(field.type))
    return pa.table(arrays, schema=schema)


def frame(model: type[DataFrameModel], rows: Iterable[Row]) -> pd.DataFrame:
    """Return ``rows`` as a frame of ``model``'s columns and types, also when there are none; nothing is validated.

    Args:
        model: The table's model.
        rows: Tuples in the order of the columns, or mappings with exactly the columns as keys; the items of a list of
            spans are all tuples (start, end), as `Span` is, or all mappings.

    Raises:
        ValueError: If a row has other columns than the model, or a value is not of its column's type: text with lone
            surrogates, a fraction or a truth value where integers belong, a time without its zone.
    """
    schema = arrow_schema(model)
    values: list[list[Any]] = [[] for _ in schema]
    if tuples := [_as_tuple(model, schema.names, row) for row in rows]:
        values = [list(column) for column in zip(*tuples, strict=True)]
    arrays = [_array(model, field, column) for field, column in zip(schema, values, strict=True)]
    return to_frame(pa.table(arrays, schema=schema))


def empty(model: type[DataFrameModel]) -> pd.DataFrame:
    """Return a frame of ``model`` without rows."""
    return frame(model, [])


def _as_tuple(model: type[DataFrameModel], names: list[str], row: Row) -> Sequence[Any]:
    if isinstance(row, Mapping):
        if row.keys() != set(names):
            odd = ", ".join(sorted(row.keys() ^ set(names)))
            raise ValueError(f"{model.__name__}: a row misses these columns, or they are unknown: {odd}")
        return [row[name] for name in names]
    if len(row) != len(names):
        raise ValueError(f"{model.__name__}: a row has {len(row)} values, expected {len(names)}: {', '.join(names)}")
    return row


def _array(model: type[DataFrameModel], field: Any, values: list[Any]) -> Any:
    """Return ``values`` as Arrow, refusing the two conversions that pyarrow makes by a silent guess."""
    if pa.types.is_integer(field.type) and any(isinstance(value, float) for value in values):
        raise ValueError(f"{model.__name__}.{field.name}: a fraction where an integer belongs")
    if pa.types.is_timestamp(field.type) and any(isinstance(t, datetime) and t.tzinfo is None for t in values):
        raise ValueError(f"{model.__name__}.{field.name}: a time without its zone")
    try:
        return pa.array(values, type=field.type)
    except (pa.ArrowException, UnicodeEncodeError) as error:
        raise ValueError(f"{model.__name__}.{field.name}: {error}") from None
