"""The bytes of one dropped file, unpacked and bounded."""

import gzip
import stat
import zlib
from io import BytesIO
from pathlib import Path

from copydesk.intake.records import Reason, Refusal


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of ``path`` as dropped, at most ``limit`` of them.

    Raises:
        Refusal: ``unreadable_file`` (also for pipes and devices, which would block), ``empty``, ``too_large``.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(Reason.UNREADABLE_FILE, "not a regular file")
        if status.st_size > limit:
            raise Refusal(Reason.TOO_LARGE, f"{status.st_size:,} bytes; limits.file_bytes allows {limit:,}")
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
