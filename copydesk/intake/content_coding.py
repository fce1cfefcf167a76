"""Undo what HTTP does to a body on its way: chunks and compression, each bounded."""

import re
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO

from fastwarc.stream_io import BrotliReader, WarcReader, ZstdReader

from copydesk.intake.records import Reason, Refusal

MOST_CODINGS = 3
"""One is usual, two come from proxies; a long list is a bomb of bombs."""

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_PIECE = 1 << 20
_GZIP = b"\x1f\x8b"
_SPARE = zlib.MAX_WBITS | 32
"""Tells gzip and zlib apart by itself."""


def undo_chunks(body: bytes) -> bytes:
    """Return a chunked ``body`` in one piece; one that is not chunked as it is, as many crawlers store it.

    Raises:
        Refusal: ``truncated_archive`` where the last chunk is missing, ``bad_archive`` for a wrong chunk.
    """
    chunk = _CHUNK.match(body)
    if chunk is None:
        return body
    whole = bytearray()
    view = memoryview(body)
    while chunk is not None:
        size, start = int(chunk[1], 16), chunk.end()
        if size == 0:
            return bytes(whole)
        if start + size > len(body):
            raise Refusal(Reason.TRUNCATED_ARCHIVE, "the chunked body ends within a chunk")
        whole += view[start : start + size]
        at = start + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
        chunk = _CHUNK.match(body, at)
        if chunk is None and at >= len(body):
            raise Refusal(Reason.TRUNCATED_ARCHIVE, "the chunked body ends without its last chunk")
    raise Refusal(Reason.BAD_ARCHIVE, "the chunked body holds something that is no chunk")


def undo_codings(body: bytes, codings: Sequence[str], limit: int) -> bytes:
    """Return ``body`` unpacked, at most ``limit`` bytes of it.

    Crawlers that store the body unpacked often keep the header that said how it was packed: markup that can't be
    unpacked is taken as it stands.

    Args:
        body: As stored.
        codings: What was done to it, in that order: ``gzip``, ``deflate``, ``br``, ``zstd``; others are unknown.
        limit: In bytes, after each step.

    Raises:
        Refusal: ``too_large``, ``truncated_archive``, ``bad_archive``, ``unsupported_format``.
    """
    done = [coding.strip().lower() for coding in codings]
    done = [coding for coding in done if coding not in ("", "identity", "none")]
    if len(done) > MOST_CODINGS:
        raise Refusal(Reason.BAD_ARCHIVE, f"the body was packed {len(done)} times; at most {MOST_CODINGS} are undone")
    for coding in reversed(done):
        try:
            if coding not in _UNDO:
                raise Refusal(Reason.UNSUPPORTED_FORMAT, f"the body is packed as {coding!r}, which is not known")
            body = _UNDO[coding](body, limit)
        except Refusal as refusal:
            if refusal.reason is Reason.TOO_LARGE or body.lstrip()[:1] not in (b"<", b"{", b"["):
                raise
    return body


def read_up_to(reader: WarcReader, size: int) -> bytes:
    """Return the next ``size`` bytes of ``reader``, fewer only at its end."""
    pieces: list[bytes] = []
    while size > 0 and (piece := reader.read(min(size, _PIECE))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _inflate(body: bytes, limit: int) -> bytes:
    whole = b""
    rest = body
    while not whole or rest.startswith(_GZIP):  # what follows a gzip member and is none is padding
        try:
            piece, rest = _inflate_one(rest, _SPARE, limit - len(whole))
        except zlib.error as error:
            if whole or body.startswith(_GZIP):
                raise Refusal(Reason.BAD_ARCHIVE, f"the packed body is damaged: {error}") from None
            piece, rest = _inflate_bare(rest, limit)
        whole += piece
        if not piece:
            break
    return whole


def _inflate_bare(body: bytes, limit: int) -> tuple[bytes, bytes]:
    """Unpack ``deflate`` without its zlib frame, as some servers send it."""
    try:
        return _inflate_one(body, -zlib.MAX_WBITS, limit)
    except zlib.error as error:
        raise Refusal(Reason.BAD_ARCHIVE, f"the packed body is damaged: {error}") from None


def _inflate_one(body: bytes, window: int, limit: int) -> tuple[bytes, bytes]:
    unpacker = zlib.decompressobj(window)
    piece = unpacker.decompress(body, limit + 1)
    if len(piece) > limit:
        raise _too_large(limit)
    if not unpacker.eof:
        raise Refusal(Reason.TRUNCATED_ARCHIVE, "the packed body ends too early")
    return piece, unpacker.unused_data


def _read_with(reader: type[BrotliReader] | type[ZstdReader]) -> Callable[[bytes, int], bytes]:
    def unpack(body: bytes, limit: int) -> bytes:
        try:
            whole = read_up_to(reader(BytesIO(body)), limit + 1)
        except OSError as error:
            raise Refusal(Reason.BAD_ARCHIVE, f"the packed body is damaged or cut: {error}") from None
        if len(whole) > limit:
            raise _too_large(limit)
        return whole

    return unpack


def _too_large(limit: int) -> Refusal:
    return Refusal(Reason.TOO_LARGE, f"the body unpacks to more than the {limit:,} bytes of limits.file_bytes")


_UNDO: dict[str, Callable[[bytes, int], bytes]] = {
    **dict.fromkeys(("gzip", "x-gzip", "deflate"), _inflate),
    "br": _read_with(BrotliReader),
    "zstd": _read_with(ZstdReader),
}
