"""From the bytes of one article to a candidate, or the verdict on why there is none."""

import hashlib
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from copydesk.intake.dates import date_in_text, date_in_url
from copydesk.intake.decode import declared_charset, decode
from copydesk.intake.html_guard import require_parsable
from copydesk.intake.html_pages import read_page
from copydesk.intake.json_articles import parse_json, read_article, whole
from copydesk.intake.records import Candidate, Evidence, Metadata, Reason, Refusal, Rejected, one_line
from copydesk.settings import Limits

logger = logging.getLogger(__name__)

JSON_VALUES = 4_000_000
"""Most values in a JSON document, as told by its commas and brackets: an empty object costs 70 bytes of memory."""


def read_document(kind: str, content: bytes, limits: Limits, charset: str | None = None) -> tuple[str, Metadata]:
    """Return the source text and the stated facts of one article.

    Args:
        kind: ``txt``, ``html`` or ``json`` (one article, not an array).
        content: The bytes, unpacked.
        limits: What may be read.
        charset: The encoding that the server named.

    Raises:
        Refusal: With whatever keeps it from being an article.
    """
    if kind == "json":
        return read_article(load_json(content, limits, charset))
    if kind == "html":
        page = decoded(content, charset or declared_charset(content))
        require_parsable(page)
        return read_page(page, limits.json_depth)
    return decoded(content, charset), Metadata()


def decoded(content: bytes, charset: str | None = None) -> str:
    """Return the text of ``content``, which is not blank.

    Raises:
        Refusal: ``empty``, and as `decode`.
    """
    text = decode(content, charset)
    if not text or text.isspace():
        raise Refusal(Reason.EMPTY, "the file holds nothing but white space")
    return text


def load_json(content: bytes, limits: Limits, charset: str | None = None) -> Any:
    """Return the value of a JSON document.

    Raises:
        Refusal: ``empty``, ``too_large``, and as `decode` and `parse_json`.
    """
    text = decoded(content, charset)
    if sum(map(text.count, ",[{")) > JSON_VALUES:
        raise Refusal(Reason.TOO_LARGE, f"JSON of more than {JSON_VALUES:,} values; split the file")
    return parse_json(text, limits.json_depth)


def candidate(
    source_path: str, source_format: str, content_hash: str, document: tuple[str, Metadata], limits: Limits
) -> Candidate:
    """Return the article of a document, with what its address and its text say where nothing is stated.

    Raises:
        Refusal: ``text_too_long``.
    """
    text, stated = whole(document[0]), document[1]
    if len(text) > limits.text_chars:
        detail = f"{len(text):,} characters; limits.text_chars allows {limits.text_chars:,}"
        raise Refusal(Reason.TEXT_TOO_LONG, detail)
    published, evidence = stated.published_at, "metadata" if stated.published_at else None
    if published is None and stated.url:
        published = date_in_url(stated.url)
        evidence = "url" if published else None
    if published is None:
        published = date_in_text(text)
        evidence = "text" if published else None
    known: Evidence | None = evidence  # type: ignore[assignment]
    return Candidate(
        source_path=source_path,
        source_format=source_format,
        content_hash=content_hash,
        text=text,
        title=stated.title,
        standfirst=stated.standfirst,
        authors=stated.authors,
        section=stated.section,
        url=stated.url,
        publisher=stated.publisher or _host(stated.url),
        publisher_id=stated.publisher_id,
        published_at=published,
        published_evidence=known,
        comment_count=stated.comment_count,
        reading_time_minutes=stated.reading_time_minutes,
        markup=stated.markup,
    )


def attempt(source_path: str, content_hash: str | None, read: Callable[[], Candidate]) -> Candidate | Rejected:
    """Return what ``read`` finds, or why it finds nothing, so that an article can only fail alone."""
    try:
        return read()
    except Refusal as refusal:
        return Rejected(source_path, content_hash, refusal.reason, one_line(refusal.detail))
    except Exception as error:
        return failed(source_path, content_hash, error)


def failed(source_path: str, content_hash: str | None, error: Exception) -> Rejected:
    """Return the verdict for what made our own code fail, and log where."""
    logger.exception("%s: %s", source_path, Reason.READING_FAILED)
    detail = one_line(f"{type(error).__name__}: {error}")
    return Rejected(source_path, content_hash, Reason.READING_FAILED, detail)


def digest(data: bytes) -> str:
    """Return the sha256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") or None if host else None
