"""Tables to Parquet bytes and back, cut, sorted and hashed; nothing here touches a disk."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from copydesk.store.version import KEY

PART_BYTES = 1024 * 1024
"""Least in-memory bytes of a full part. A revision rewrites the parts that hold the article, and the old ones stay for
the older versions, so parts are small: some hundred articles, some thousand mentions."""

PARTS = 256
"""Full parts that a table is meant to have at most. Larger tables get larger parts, else readers would open
thousands of files and every commit would list them."""

_MODULUS = 2**256


@dataclass(frozen=True)
class Piece:
    """Rows that are to become one part."""

    table: pa.Table
    row_sum: int

    @property
    def span(self) -> tuple[str | None, str | None]:
        """The smallest and greatest article_id, where there are any."""
        if KEY not in self.table.column_names or not self.table.num_rows:
            return None, None
        # Pieces of keyed tables are sorted.
        ids = self.table.column(KEY)
        return ids[0].as_py(), ids[-1].as_py()


def bare(table: pa.Table) -> pa.Table:
    """Return ``table`` without schema metadata: pandas' notes there differ between runs and library versions."""
    return table.replace_schema_metadata(None)


def sort_by_article(table: pa.Table) -> pa.Table:
    """Return the rows in order of article_id, the order inside an article kept; other tables as they are."""
    if KEY not in table.column_names or table.num_rows < 2:
        return table
    ids = table.column(KEY).combine_chunks()
    if pc.all(pc.less_equal(ids[:-1], ids[1:])).as_py():
        return table
    return table.take(pc.sort_indices(table, sort_keys=[(KEY, "ascending")]))


def part_bytes(table_bytes: int) -> int:
    """Return the in-memory bytes of a full part in a table of ``table_bytes``."""
    return max(PART_BYTES, table_bytes // PARTS)


def cut(table: pa.Table, size: int) -> list[Piece]:
    """Sort ``table`` and cut it into pieces of about ``size`` bytes, never inside an article; none for no rows."""
    table = sort_by_article(bare(table))
    return [Piece(rows, row_sum(rows)) for rows in _slices(table, size)]


def _slices(table: pa.Table, size: int) -> Iterator[pa.Table]:
    if not table.num_rows:
        return
    step = max(1, table.num_rows * size // max(1, table.nbytes))
    ids = table.column(KEY).combine_chunks() if KEY in table.column_names else None
    start = 0
    while start < table.num_rows:
        end = min(start + step, table.num_rows)
        while ids is not None and end < table.num_rows and ids[end].as_py() == ids[end - 1].as_py():
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
    )
    return sink.getvalue().to_pybytes()


def decode(data: bytes, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a part. Pages are checked against their checksums.

    Raises:
        ValueError: If the bytes are no whole Parquet file.
    """
    try:
        file = pq.ParquetFile(pa.BufferReader(data), page_checksum_verification=True)
        return bare(file.read(columns=list(columns) if columns is not None else None))
    except (OSError, pa.ArrowException) as error:
        raise ValueError(f"not a readable part: {error}") from error


def holds(table: pa.Table, ids: Iterable[str], key: str = KEY) -> pa.BooleanArray:
    """Return for each row whether its article, or what else stands in the column ``key``, is one of ``ids``."""
    column = table.column(key).combine_chunks()
    return pc.is_in(column, value_set=pa.array(sorted(ids), type=column.type))


def row_sum(table: pa.Table) -> int:
    """Return the sum of the rows' sha256 modulo 2**256.

    A sum, so that the hash of a table follows from its parts', whatever their cut, and rows can be taken out again.
    A row is hashed as JSON in ASCII, which no version of pyarrow or Unicode changes.
    """
    encoder = json.JSONEncoder(separators=(",", ":"), default=_plain)
    total = 0
    for row in zip(*(_values(column) for column in table.columns), strict=True):
        total += int.from_bytes(hashlib.sha256(encoder.encode(row).encode("ascii")).digest(), "big")
    return total % _MODULUS


def without(whole: int, taken: int) -> int:
    """Return the row sum that is left when rows with the sum ``taken`` leave those with the sum ``whole``."""
    return (whole - taken) % _MODULUS


def content_hash(columns: Sequence[str], rows: int, row_sums: Iterable[int]) -> str:
    """Return the content hash of a table from the row sums of its parts."""
    text = json.dumps([list(columns), rows, f"{sum(row_sums) % _MODULUS:064x}"], separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _values(column: "pa.ChunkedArray[Any]") -> list[Any]:
    if pa.types.is_timestamp(column.type) or pa.types.is_duration(column.type):
        # As a Python value a time in nanoseconds would need pandas.
        column = column.cast(pa.int64())
    return column.to_pylist()


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
