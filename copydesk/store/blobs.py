"""Blobs: files as they were dropped, kept beside the parts in order that later code can read them again.

A blob is an object like any other, named by the sha256 of the bytes that are stored. These are always zstd, in frames
that follow one another, so that a large file is never in memory as a whole.
"""

import hashlib
from io import BufferedIOBase, BytesIO
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

LEVEL = 3
_FRAME = 4 * 1024 * 1024
"""Bytes that are compressed together."""


class Blob(NamedTuple):
    """A packed file, for `Dataset.commit`."""

    digest: str
    """sha256 of the packed bytes, in hex: what `Dataset.blob` is asked for."""
    path: Path
    """Where the packed bytes lie, until the commit has them."""
    size: int
    """Bytes, packed."""


def packed(path: Path, into: Path) -> Blob:
    """Pack the file at ``path`` into the folder ``into``, which is the caller's to remove.

    The same bytes give the same blob, whatever their file is called.

    Raises:
        OSError: If the file cannot be read, or the folder not be written to.
    """
    codec = pa.Codec("zstd", compression_level=LEVEL)
    digest, size = hashlib.sha256(), 0
    unnamed = into / "packing"
    with path.open("rb") as source, unnamed.open("wb") as target:
        # An empty file has a frame, too.
        while (data := source.read(_FRAME)) or not size:
            frame = codec.compress(data, asbytes=True)
            digest.update(frame)
            size += target.write(frame)
    return Blob(digest.hexdigest(), unnamed.replace(into / digest.hexdigest()), size)


def packed_bytes(data: bytes) -> bytes:
    """Return what is stored of ``data``."""
    return pa.Codec("zstd", compression_level=LEVEL).compress(data, asbytes=True)


def unpacked_bytes(data: bytes, limit: int | None = None) -> bytes:
    """Return what was packed.

    Raises:
        OSError: If ``data`` is no whole blob, or holds more than ``limit`` bytes.
    """
    unpacked = BytesIO()
    unpack(BytesIO(data), unpacked, limit)
    return unpacked.getvalue()


def unpack(source: BufferedIOBase | pa.NativeFile, target: BufferedIOBase, limit: int | None = None) -> None:
    """Write what a blob was made from.

    Raises:
        OSError: If ``source`` holds no whole blob, or one of more than ``limit`` bytes.
    """
    size = 0
    with pa.CompressedInputStream(source, "zstd") as stream:
        while data := stream.read(_FRAME):
            size += len(data)
            if limit is not None and size > limit:
                raise OSError(f"more than {limit:,} bytes")
            target.write(data)
