"""Remainders: rows that newer versions lack, as they are kept once the part that held them is gone.

They are few and short mostly, and a Parquet file of three rows with thirty columns is nine tenths footer. So those of
all tables of a commit stand in one object, one Arrow stream after the other, packed together: a text that stands in
several tables is packed once. Where there are more than `TOGETHER` bytes, each table's are a Parquet file of their own,
of which single columns can be read.
"""

from collections.abc import Callable, Collection, Mapping

import pyarrow as pa

from copydesk.store.backend import Backend
from copydesk.store.blobs import unpacked_bytes
from copydesk.store.parts import bare, decode, decode_schema, encode

TOGETHER = 4 * 1024 * 1024
"""In-memory bytes of the remainders of a commit that are packed into one object."""

_LEVEL = 19
"""Of zstd: packed once, and little."""

_NAME = b"name"
_PARQUET = b"PAR1"


def write(tables: Mapping[str, pa.Table], stage: Callable[[bytes], str]) -> dict[str, str]:
    """Write remainders.

    Args:
        tables: By any name.
        stage: Writes an object and returns its sha256.

    Returns:
        By name the sha256 of the object that holds them.
    """
    if sum(table.nbytes for table in tables.values()) > TOGETHER:
        return {name: stage(encode(table)) for name, table in tables.items()}
    return dict.fromkeys(tables, stage(_packed(tables))) if tables else {}


def read(
    folder: Backend, digest: str, name: str, columns: Collection[str] | None, *, check: bool
) -> dict[str, pa.Table]:
    """Return the remainders in an object, by name: all of a pack, or the one table of a Parquet file.

    Args:
        folder: Where objects are.
        digest: sha256 of the object.
        name: What the table of a Parquet file is called: the file does not say.
        columns: Of these, those that are there; None for all.
        check: Whether a Parquet file is compared with its sha256, or only the pages that are read are checked. A pack
            always is.

    Raises:
        FileNotFoundError: If there is no such object.
        ValueError: If it does not hold what was written.
    """
    with folder.open_object(digest) as file:
        if file.read(len(_PARQUET)) == _PARQUET and columns is not None and not check:
            return {name: decode(file, [column for column in decode_schema(file).names if column in columns])}
    data = folder.read_object(digest, check=True)
    tables = {name: decode(data)} if data.startswith(_PARQUET) else _unpacked(data)
    if columns is None:
        return tables
    return {
        each: rows.select([column for column in rows.column_names if column in columns])
        for each, rows in tables.items()
    }


def _packed(tables: Mapping[str, pa.Table]) -> bytes:
    sink = pa.BufferOutputStream()
    for name, table in tables.items():
        rows = bare(table).combine_chunks().replace_schema_metadata({_NAME: name.encode()})
        with pa.ipc.new_stream(sink, rows.schema) as stream:
            stream.write_table(rows)
    return pa.Codec("zstd", compression_level=_LEVEL).compress(sink.getvalue(), asbytes=True)


def _unpacked(data: bytes) -> dict[str, pa.Table]:
    tables = {}
    try:
        source = pa.BufferReader(unpacked_bytes(data, 16 * TOGETHER))
        while source.tell() < source.size():
            table = pa.ipc.open_stream(source).read_all()
            tables[(table.schema.metadata or {}).get(_NAME, b"").decode()] = bare(table)
    except (OSError, pa.ArrowException) as error:
        raise ValueError(f"no remainders: {error}") from error
    return tables
