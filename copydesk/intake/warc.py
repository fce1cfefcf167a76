"""Web archives: the pages that a crawler got, one after the other, the archive never in memory as a whole."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, RawIOBase
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, response

from copydesk.intake.content_coding import read_up_to, undo_chunks, undo_codings
from copydesk.intake.records import Corrupted, Reason, Refusal

logger = logging.getLogger(__name__)

KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "application/json": "json",
    "application/ld+json": "json",
}
"""Content types that may be articles. Pictures, scripts, style sheets … are passed over."""

_HEAD_BYTES = 32 * 1024
"""Longest HTTP head; servers themselves refuse more than 8 to 48 kB."""
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_NEWLINE = re.compile(rb"\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_PARTS = ("WARC-Truncated", "WARC-Segment-Number")
"""Headers of records that hold a part of what was sent."""
_LENGTH_DIGITS = 19
"""A number of 64 bits has so many digits."""
_OK = 200
_MARKUP = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_NEXT_RECORD = re.compile(rb"\nWARC/1\.[01]\r?\n")
# What sites tell to machines, not to readers.
_SITE_FILE = re.compile(r"/(?:(?:robots|humans|security|(?:app-)?ads|llms(?:-full)?)\.txt|\.well-known/.*)")


@dataclass(frozen=True)
class Capture:
    """A body that may be an article, as the server meant it: in one piece, unpacked, not decoded."""

    kind: str
    """``html``, ``txt`` or ``json``, as the server said."""
    url: str | None
    """As stated in the record, not checked."""
    charset: str | None
    """As the server said, not checked."""
    body: bytes


def captures(stream: RawIOBase, limit: int) -> Iterator[tuple[int, Capture | Refusal]]:
    """Yield the pages of an archive with the numbers of their records in it, from 1, or why one can not be had.

    A page is a ``response`` record with status 200 and a content type of ``KINDS``. Everything else (requests,
    revisits, redirections, pictures …) is passed over and counted in the log.

    Args:
        stream: The archive, unpacked. What its ``read`` raises comes through.
        limit: Longest body, as stored and unpacked, in bytes. Longer ones are passed without being kept.

    Raises:
        Refusal: ``truncated_archive``, ``bad_archive``: from here on nothing can be read. All before was yielded.
    """
    passed: Counter[str] = Counter()
    held: tuple[int, Capture | Refusal] | None = None
    number = 0
    try:
        for number, found in _outcomes(stream, limit):
            if isinstance(found, str):
                passed[found] += 1
                continue
            if held:
                yield held
            held = number, found
    except Refusal as refusal:
        # What is wrong with the last record may show only when the next one is looked for.
        last = held and held[0] == number
        if held and last and isinstance(refusal, Corrupted):
            held = number, refusal
        elif held and last and _runs_on(held[1]):
            held = number, Refusal(Reason.BAD_ARCHIVE, "the record runs into the next one")
        if held:
            yield held
        raise
    if held:
        yield held
    logger.info("passed over: %s", ", ".join(f"{count:,} {what}" for what, count in passed.most_common()) or "nothing")


def _runs_on(found: "Capture | Refusal") -> bool:
    """Tell whether a record stated too great a length, so that it has eaten the head of the next one."""
    return isinstance(found, Capture) and _NEXT_RECORD.search(found.body) is not None


def _outcomes(stream: RawIOBase, limit: int) -> Iterator[tuple[int, "Capture | Refusal | str"]]:
    """Yield what each record is: a page, a page that can not be had, or (as a text) something to pass over."""
    number = 0
    try:
        # fastwarc declares files; it asks for nothing but tell and read.
        records = ArchiveIterator(cast(BinaryIO, stream), parse_http=False, stream_detect=False)
        for number, record in enumerate(records, start=1):
            length = record.headers.get("Content-Length") or ""
            if not (length.isascii() and length.isdigit() and len(length) < _LENGTH_DIGITS):
                raise Refusal(Reason.BAD_ARCHIVE, f"record {number} does not say how long it is")
            found, read = _read(record, limit)
            if read + record.consume() < int(length):
                raise Refusal(Reason.TRUNCATED_ARCHIVE, f"record {number} breaks off; fetch the archive again")
            yield number, found
    except OSError as error:
        raise Refusal(Reason.BAD_ARCHIVE, f"after record {number}: {error}") from None


def _read(record: WarcRecord, limit: int) -> tuple["Capture | Refusal | str", int]:
    """Return what a record is, and how many bytes of it were read to tell."""
    if record.record_type != response:
        return f"{record.record_type} records", 0
    start = read_up_to(record.reader, _HEAD_BYTES)
    end = _HEAD_END.search(start)
    if not start.startswith(b"HTTP/"):
        return "responses that are not HTTP", len(start)
    if end is None:
        return Refusal(Reason.BAD_ARCHIVE, "the HTTP head has no end"), len(start)
    headers = HeaderMap()
    try:
        headers.parse(BytesIO(_NEWLINE.sub(b"\r\n", start[: end.end()])))
    except OSError as error:
        return Refusal(Reason.BAD_ARCHIVE, f"the HTTP head can not be read: {error}"), len(start)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    content_type, charset = _content_type(headers.get("Content-Type") or "")
    kind = KINDS.get(content_type or ("text/html" if _MARKUP.match(start, end.end()) else ""))
    if headers.status_code != _OK:
        return f"responses with status {headers.status_code}", len(start)
    if kind is None:
        return f"responses of type {content_type.partition('/')[0][:20] or 'unknown'}", len(start)
    if kind == "txt" and _SITE_FILE.fullmatch(_path(url)):
        return "robots.txt and the like", len(start)
    if part := next((name for name in _PARTS if record.headers.get(name)), None):
        return Refusal(Reason.TRUNCATED_ARCHIVE, f"the crawler stored only a part of the page ({part})"), len(start)
    stored = start[end.end() :] + read_up_to(record.reader, limit + 1 - (len(start) - end.end()))
    read = end.end() + len(stored)
    if len(stored) > limit:
        return Refusal(Reason.TOO_LARGE, f"more than the {limit:,} bytes that limits.file_bytes allows"), read
    try:
        return Capture(kind, url, charset, _body(stored, headers, limit)), read
    except Refusal as refusal:
        return refusal, read


def _body(stored: bytes, headers: HeaderMap, limit: int) -> bytes:
    """Return the body as the server meant it.

    Raises:
        Refusal: As `undo_codings`.
    """
    transfer = ",".join(headers.get_multiple("Transfer-Encoding")).lower().split(",")
    if any(coding.strip() == "chunked" for coding in transfer):
        stored = undo_chunks(stored)
    packed = [coding for coding in transfer if coding.strip() in ("gzip", "deflate")]
    return undo_codings(stored, [*",".join(headers.get_multiple("Content-Encoding")).split(","), *packed], limit)


def _content_type(value: str) -> tuple[str, str | None]:
    kind, _, parameters = value.partition(";")
    charset = _CHARSET.search(parameters)
    return kind.strip().lower(), charset[1] if charset else None


def _path(url: str | None) -> str:
    try:
        return urlsplit(url or "").path.lower()
    except ValueError:
        return ""
