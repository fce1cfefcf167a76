"""Tables to Parquet bytes and back, cut, sorted and hashed; nothing here touches a disk."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from copydesk.store.version import KEY

PART_BYTES = 1024 * 1024
"""Least in-memory bytes of a full part. A revision rewrites the parts that hold the article, and the old ones stay for
the older versions, so parts are small: some hundred articles, some thousand mentions."""

PARTS = 256
"""Full parts that a table is meant to have at most. Larger tables get larger parts, else readers would open
thousands of files and every commit would list them."""

MODULUS = 2**256
"""Row sums are kept below this."""

Positions = NDArray[np.int64]
"""Numbers of rows, from 0."""


@dataclass(frozen=True)
class Piece:
    """Rows that are to become one part."""

    table: pa.Table
    row_sum: int

    def span(self, key: str | None) -> tuple[str | None, str | None]:
        """Return the smallest and greatest value of the column ``key``, where there are any."""
        if key is None:
            return None, None
        ids = self.table.column(key)
        return pc.min(ids).as_py(), pc.max(ids).as_py()


def bare(table: pa.Table) -> pa.Table:
    """Return ``table`` as a part holds it: without schema metadata, and with one name for the items of any list.

    pandas' notes in the metadata differ between runs and library versions. Arrow calls the items of a list ``item``,
    Parquet calls them ``element``; rows that were read and rows that are new must make the same bytes.
    """
    fields = [field.remove_metadata().with_type(_plain_type(field.type)) for field in table.schema]
    return table.cast(pa.schema(fields))


def _plain_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_list(kind):
        item = kind.value_field
        return pa.list_(pa.field("element", _plain_type(item.type), item.nullable))
    if pa.types.is_struct(kind):
        return pa.struct([field.remove_metadata().with_type(_plain_type(field.type)) for field in kind])
    return kind


def order_by(table: pa.Table, key: str | None) -> Positions | None:
    """Return the rows' positions in order of ``key``, the order inside a key kept; None if they stand so already."""
    if key is None or table.num_rows < 2:
        return None
    ids = table.column(key).combine_chunks()
    if not ids.null_count and pc.all(pc.less_equal(ids[:-1], ids[1:])).as_py():
        return None
    return pc.sort_indices(table.select([key]), sort_keys=[(key, "ascending")]).to_numpy()


def part_bytes(table_bytes: int) -> int:
    """Return the in-memory bytes of a full part in a table of ``table_bytes``."""
    return max(PART_BYTES, table_bytes // PARTS)


def in_order(table: pa.Table, key: str | None) -> pa.Table:
    """Return ``table`` sorted by ``key``, the order inside a key kept."""
    order = order_by(table, key)
    return table if order is None else table.take(order)


def slices(table: pa.Table, size: int, key: str | None) -> Iterator[pa.Table]:
    """Cut a sorted table into pieces of about ``size`` bytes, never inside a ``key``; none for no rows.

    Rows without a key belong together with no other.
    """
    if not table.num_rows:
        return
    step = max(1, table.num_rows * size // max(1, table.nbytes))
    ids = table.column(key).combine_chunks() if key is not None else None
    start = 0
    while start < table.num_rows:
        end = min(start + step, table.num_rows)
        while ids is not None and end < table.num_rows and ids[end].is_valid and ids[end] == ids[end - 1]:
            end += 1
        yield table.slice(start, end - start)
        start = end


def encode(table: pa.Table) -> bytes:
    """Return the Parquet file of ``table``: the same bytes for the same rows, columns and types."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        # Chunk borders would show in the pages.
        bare(table).combine_chunks(),
        sink,
        compression="zstd",
        # One row group: parts are small already.
        row_group_size=max(1, table.num_rows),
        write_page_checksum=True,
        # Of texts the smallest and greatest would stand in the footer as a whole, a third of a small part.
        write_statistics=[field.name for field in table.schema if _has_statistics(field)],
    )
    return sink.getvalue().to_pybytes()


def _has_statistics(field: "pa.Field[Any]") -> bool:
    return field.name.endswith("_id") or pa.types.is_timestamp(field.type)


def decode(source: bytes | pa.NativeFile, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a part; of a file only the pages of ``columns``. Pages are checked against their checksums.

    Raises:
        ValueError: If the bytes are no whole Parquet file.
    """
    try:
        reader = pa.BufferReader(source) if isinstance(source, bytes) else source
        file = pq.ParquetFile(reader, page_checksum_verification=True)
        table = file.read(columns=list(columns) if columns is not None else None)
        return bare(table if columns is None else table.select(list(columns)))
    except (OSError, KeyError, pa.ArrowException) as error:
        raise ValueError(f"not a readable part: {error}") from error


def decode_schema(source: pa.NativeFile) -> pa.Schema:
    """Return the columns of a part, of whose rows nothing is read.

    Raises:
        ValueError: If the bytes are no whole Parquet file.
    """
    try:
        return bare(pq.ParquetFile(source).schema_arrow.empty_table()).schema
    except (OSError, pa.ArrowException) as error:
        raise ValueError(f"not a readable part: {error}") from error


def holds(table: pa.Table, values: Iterable[Any], column: str = KEY) -> pa.BooleanArray:
    """Return for each row whether what stands in ``column``, None included, is one of ``values``."""
    found = table.column(column).combine_chunks()
    wanted = set(values)
    known: list[Any] = sorted(wanted - {None})
    return pc.is_in(found, value_set=pa.array([*known, None] if None in wanted else known, type=found.type))


def row_sum(table: pa.Table) -> int:
    """Return the sum of the rows' sha256 modulo 2**256.

    A sum, so that the hash of a table follows from its parts', whatever their cut, and rows can be taken out again.
    A row is hashed as JSON in ASCII, which no version of pyarrow or Unicode changes.
    """
    return sum(int.from_bytes(digest, "big") for digest in _digests(table)) % MODULUS


def row_hashes(table: pa.Table) -> NDArray[np.uint64]:
    """Return the first 64 bits of each row's sha256: equal rows have equal ones, others nearly never."""
    return np.array([int.from_bytes(digest[:8], "big") for digest in _digests(table)], np.uint64)


def without(whole: int, taken: int) -> int:
    """Return the row sum that is left when rows with the sum ``taken`` leave those with the sum ``whole``."""
    return (whole - taken) % MODULUS


def content_hash(columns: Sequence[str], rows: int, row_sums: Iterable[int]) -> str:
    """Return the content hash of a table from the row sums of its parts."""
    text = json.dumps([list(columns), rows, f"{sum(row_sums) % MODULUS:064x}"], separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _digests(table: pa.Table) -> Iterator[bytes]:
    encoder = json.JSONEncoder(separators=(",", ":"), default=_plain)
    for row in zip(*(_values(column) for column in table.columns), strict=True):
        yield hashlib.sha256(encoder.encode(row).encode("ascii")).digest()


def _values(column: "pa.ChunkedArray[Any]") -> list[Any]:
    if pa.types.is_timestamp(column.type) or pa.types.is_duration(column.type):
        # As a Python value a time in nanoseconds would need pandas.
        column = column.cast(pa.int64())
    return column.to_pylist()


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
