"""The bytes of one dropped file, unpacked and bounded: whole, or one piece after the other."""

import gzip
import hashlib
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import IO, Any

from copydesk.intake.records import Corrupted, Reason, Refusal
from copydesk.settings import Limits

MOST_UNPACKED = 200
"""Times its packed size that an archive may unpack to, once it is over ``limits.file_bytes``. News packs 3 to 20 times
smaller, a bomb a thousand times: it must not cost the time and the quarantine of ``limits.archive_bytes``."""


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of ``path`` as dropped, at most ``limit`` of them.

    Raises:
        Refusal: ``unreadable_file`` (also for pipes and devices, which would block), ``empty``, ``too_large``.
    """
    try:
        size = _size(path)
        if size > limit:
            raise Refusal(Reason.TOO_LARGE, f"{size:,} bytes; limits.file_bytes allows {limit:,}")
        with path.open("rb") as file:
            # One byte more than allowed, should the file grow while it is read.
            data = file.read(limit + 1)
    except OSError as error:
        raise Refusal(Reason.UNREADABLE_FILE, error.strerror or type(error).__name__) from None
    if len(data) > limit:
        raise Refusal(Reason.TOO_LARGE, f"more than the {limit:,} bytes that limits.file_bytes allows")
    if not data:
        raise Refusal(Reason.EMPTY, "the file has no bytes")
    return data


def gunzip(data: bytes, limit: int) -> bytes:
    """Return the unpacked bytes of a gzip file of one or more members, stopping at ``limit``.

    Raises:
        Refusal: ``truncated_archive``, ``bad_archive``, ``too_large`` (a bomb costs ``limit`` bytes), ``empty``.
    """
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            unpacked = file.read(limit + 1)
    except EOFError:
        raise Refusal(Reason.TRUNCATED_ARCHIVE, "the gzip file ends too early; fetch it again") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise Refusal(Reason.BAD_ARCHIVE, f"not a sound gzip file: {error}") from None
    if len(unpacked) > limit:
        raise Refusal(Reason.TOO_LARGE, f"unpacks to more than the {limit:,} bytes that limits.file_bytes allows")
    if not unpacked:
        raise Refusal(Reason.EMPTY, "the gzip file holds no bytes")
    return unpacked


@contextmanager
def open_stream(path: Path, limits: Limits, *, packed: bool) -> Iterator[RawIOBase]:
    """Open an archive to be read once, from its beginning to its end, unpacked on the way if it is gzipped.

    Raises:
        Refusal: ``unreadable_file``, ``empty``, ``too_large``. Reading raises these and ``truncated_archive`` and
            ``bad_archive``, once all bytes before were handed out; `Corrupted` if these are not what was packed.
    """
    try:
        size = _size(path)
        if size > limits.archive_bytes:
            raise Refusal(Reason.TOO_LARGE, f"{size:,} bytes; limits.archive_bytes allows {limits.archive_bytes:,}")
        if not size:
            raise Refusal(Reason.EMPTY, "the file has no bytes")
        file = path.open("rb")
    except OSError as error:
        raise Refusal(Reason.UNREADABLE_FILE, error.strerror or type(error).__name__) from None
    with file:
        yield _Stream(file, limits, packed=packed)


def hash_file(path: Path) -> str | None:
    """Return the sha256 of a file of any size; ``None`` where it can not be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


class _Stream(RawIOBase):
    """Counts what it hands out, and turns whatever goes wrong into a refusal."""

    def __init__(self, file: IO[bytes], limits: Limits, *, packed: bool) -> None:
        self._file = file
        self._unpacked = gzip.GzipFile(fileobj=file) if packed else None
        self._limits = limits
        self._count = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._count

    def readinto(self, buffer: Any) -> int:
        if self._count > max(self._limits.file_bytes, MOST_UNPACKED * self._file.tell()):
            raise Refusal(Reason.TOO_LARGE, f"unpacks to more than {MOST_UNPACKED} times its size, as bombs do")
        left = self._limits.archive_bytes - self._count
        piece = self._read(min(len(buffer), max(left, 1)))
        if len(piece) > left:
            allowed = f"the {self._limits.archive_bytes:,} bytes that limits.archive_bytes allows"
            raise Refusal(Reason.TOO_LARGE, f"unpacks to more than {allowed}")
        self._count += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)

    def _read(self, size: int) -> bytes:
        try:
            # read1, as read gives nothing of what came before an error.
            return self._unpacked.read1(size) if self._unpacked else self._file.read(size)
        except EOFError:
            raise Refusal(Reason.TRUNCATED_ARCHIVE, "the gzip file ends too early; fetch it again") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            detail = f"not a sound gzip file: {error}"
            raise (Refusal if "Not a gzip" in detail else Corrupted)(Reason.BAD_ARCHIVE, detail) from None
        except OSError as error:
            raise Refusal(Reason.UNREADABLE_FILE, error.strerror or type(error).__name__) from None


def _size(path: Path) -> int:
    """Return the size of a regular file in bytes.

    Raises:
        OSError: If there is none.
        Refusal: ``unreadable_file`` for pipes and devices, which would block.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise Refusal(Reason.UNREADABLE_FILE, "not a regular file")
    return status.st_size
