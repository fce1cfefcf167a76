"""Files of many articles: JSON Lines, JSON arrays, web archives. Each article stands or falls alone."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from io import BufferedReader, BytesIO, RawIOBase
from typing import IO, Any

from copydesk.intake.candidates import attempt, candidate, digest, load_json, read_document
from copydesk.intake.decode import decode
from copydesk.intake.json_articles import articles_of, read_article, web_url
from copydesk.intake.language import identify_language
from copydesk.intake.records import Candidate, Metadata, Reason, Refusal, Rejected
from copydesk.intake.warc import Capture, captures
from copydesk.settings import Limits

logger = logging.getLogger(__name__)

Items = Iterator[Candidate | Rejected]

MOST_REJECTED = 10_000
"""Rejected articles of one file after which it is given up, unless more were read: a million broken lines are one
mistake, not a million entries for somebody to look through."""

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_MARK = b"\xef\xbb\xbf"


def read_lines(source_path: str, stream: RawIOBase, sidecar: Metadata, limits: Limits) -> Items:
    """Yield the article of each line of JSON Lines; blank lines are none.

    Raises:
        Refusal: ``empty`` if no line holds anything; what ``stream`` raises comes through.
    """
    found = False
    for number, line in enumerate(_lines(stream, limits.file_bytes), start=1):
        if line is not None and not line.strip():
            continue
        found = True
        place = f"{source_path}#{number}"
        content_hash = digest(line) if line is not None else None

        def read(line: bytes | None = line, place: str = place, content_hash: str = content_hash or "") -> Candidate:
            return _of_many(place, "jsonl", content_hash, _line_value(line, limits), sidecar, limits)

        yield attempt(place, content_hash, read)
    if not found:
        raise Refusal(Reason.EMPTY, "no line holds anything")


def read_items(source_path: str, items: list[Any], sidecar: Metadata, limits: Limits) -> Items:
    """Yield the article of each item of a JSON array.

    Raises:
        Refusal: ``empty`` if there is none.
    """
    if not items:
        raise Refusal(Reason.EMPTY, "an array without articles")
    for number, item in articles_of(items):
        # An item has no bytes of its own: its canonical form stands for them.
        canonical = json.dumps(item, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        place, content_hash = f"{source_path}#{number}", digest(canonical.encode())

        def read(item: Any = item, place: str = place, content_hash: str = content_hash) -> Candidate:
            return _of_many(place, "json", content_hash, item, sidecar, limits)

        yield attempt(place, content_hash, read)


def read_captures(source_path: str, stream: RawIOBase, sidecar: Metadata, limits: Limits) -> Items:
    """Yield the article of each page of a web archive.

    Servers also send plain text and JSON to machines: such a record is passed over unless prose can be read in it.

    Raises:
        Refusal: ``empty`` if no record holds a page; as `captures`; what ``stream`` raises comes through.
    """
    passed: Counter[str] = Counter()
    found = False
    for number, capture in captures(stream, limits.file_bytes):
        place = f"{source_path}#{number}"
        item = _captured(place, capture, sidecar, limits)
        if isinstance(capture, Capture) and capture.kind != "html" and _is_no_article(item):
            passed[capture.kind] += 1
            continue
        found = True
        yield item
    if passed:
        logger.info("%s: no prose in %s records", source_path, dict(passed))
    if not found:
        raise Refusal(Reason.EMPTY, "no record of the archive holds a page")


def while_hopeful(items: Items) -> Items:
    """Yield the items as long as it makes sense.

    Raises:
        Refusal: ``mostly_unreadable`` after `MOST_REJECTED` rejections and fewer articles.
    """
    articles = rejected = 0
    for item in items:
        yield item
        rejected += isinstance(item, Rejected)
        articles += isinstance(item, Candidate)
        if rejected >= MOST_REJECTED and rejected > articles:
            detail = (
                f"{rejected:,} of the first {rejected + articles:,} entries were rejected; the rest was left unread"
            )
            raise Refusal(Reason.MOSTLY_UNREADABLE, detail)


def _lines(stream: RawIOBase, limit: int) -> Iterator[bytes | None]:
    """Yield the lines without their ends; ``None`` for one of more than ``limit`` bytes."""
    reader = BufferedReader(stream)
    lines: IO[bytes] = reader
    head = reader.peek(4)[:4]
    if head.startswith(_WIDE_MARKS):
        # UTF-16 and UTF-32 have no bytes to split at: such a file must fit in memory.
        content = reader.read(limit + 1)
        if len(content) > limit:
            raise Refusal(Reason.TOO_LARGE, f"more than the {limit:,} bytes that limits.file_bytes allows in UTF-16")
        lines = BytesIO(decode(content).encode("utf-8", "surrogatepass"))
    elif head.startswith(_MARK):
        reader.read(len(_MARK))
    while piece := lines.readline(limit + 2):
        line = piece.rstrip(b"\r\n")
        too_long = len(line) > limit
        while not piece.endswith(b"\n") and (piece := lines.readline(limit + 2)):
            too_long = True
        yield None if too_long else line


def _line_value(line: bytes | None, limits: Limits) -> Any:
    if line is None:
        raise Refusal(Reason.TOO_LARGE, f"a line of more than the {limits.file_bytes:,} bytes of limits.file_bytes")
    try:
        value = load_json(line, limits)
    except Refusal as refusal:
        if refusal.reason is not Reason.BAD_JSON:
            raise
        raise Refusal(Reason.BAD_LINE, f"not a JSON object: {refusal.detail}") from None
    if not isinstance(value, dict):
        raise Refusal(Reason.BAD_LINE, "not a JSON object")
    return value


def _of_many(place: str, kind: str, content_hash: str, item: Any, sidecar: Metadata, limits: Limits) -> Candidate:
    text, stated = read_article(item)
    return candidate(place, kind, content_hash, (text, _with_publisher(stated, sidecar)), limits)


def _with_publisher(stated: Metadata, sidecar: Metadata) -> Metadata:
    """Add what a sidecar of many articles can say: only what they share, and each knows itself better."""
    return stated.or_else(Metadata(publisher=sidecar.publisher))


def _captured(place: str, capture: Capture | Refusal, sidecar: Metadata, limits: Limits) -> Candidate | Rejected:
    content_hash = digest(capture.body) if isinstance(capture, Capture) else None

    def read() -> Candidate:
        if isinstance(capture, Refusal):
            raise capture
        text, stated = read_document(capture.kind, capture.body, limits, capture.charset)
        # What was asked for is surer than what the page says of itself.
        stated = Metadata(url=web_url(capture.url)).or_else(_with_publisher(stated, sidecar))
        return candidate(place, "warc", digest(capture.body), (text, stated), limits)

    return attempt(place, content_hash, read)


def _is_no_article(item: Candidate | Rejected) -> bool:
    if isinstance(item, Candidate):
        return identify_language(item.text) is None
    return item.reason in (Reason.EMPTY, Reason.BAD_JSON, Reason.MISSING_BODY, Reason.NOT_TEXT)


READERS: dict[str, Callable[[str, RawIOBase, Metadata, Limits], Items]] = {"jsonl": read_lines, "warc": read_captures}
"""Formats that are read one piece after the other, by their readers."""
