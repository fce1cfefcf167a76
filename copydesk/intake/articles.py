"""One file of a drop to articles, by its format."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from copydesk.intake.dates import date_in_text, date_in_url
from copydesk.intake.decode import decode
from copydesk.intake.files import gunzip, read_bytes
from copydesk.intake.html_pages import read_page
from copydesk.intake.json_articles import articles_of, parse_json, read_article, read_metadata, whole
from copydesk.intake.language import identify_language
from copydesk.intake.records import Candidate, Evidence, Metadata, Reason, Refusal, Rejected, one_line
from copydesk.settings import Limits

FORMATS = {
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""What each ending means; ``.gz`` may follow any of them. Case does not matter."""
SIDECAR = ".meta.json"


@dataclass(frozen=True)
class DroppedFile:
    """A file to read, or (with ``refused``) one that must not be."""

    source_path: str
    path: Path
    sidecar: Path | None = None
    refused: tuple[Reason, str] | None = None


def read_file(dropped: DroppedFile, limits: Limits) -> Iterator[Candidate | Rejected]:
    """Yield the articles of one dropped file, or why there are none. Never raises for what a file holds.

    Each file can be read alone, in any process: the result depends on nothing but its bytes and its sidecar's.
    """
    content_hash: str | None = None
    try:
        if dropped.refused:
            raise Refusal(*dropped.refused)
        source_format, packed = format_of(dropped.path.name)
        data = read_bytes(dropped.path, limits.file_bytes)
        content_hash = _digest(data)
        sidecar = _read_sidecar(dropped.sidecar, limits) if dropped.sidecar else Metadata()
        content = gunzip(data, limits.file_bytes) if packed else data
        if source_format == "jsonl":
            yield from _read_lines(dropped.source_path, content, sidecar, limits)
            return
        text = decode(content)
        if not text.strip():
            raise Refusal(Reason.EMPTY, "the file holds nothing but white space")
        if source_format == "json":
            value = parse_json(text, limits.json_depth)
            if isinstance(value, list):
                yield from _read_items(dropped.source_path, value, sidecar, limits)
                return
            text, stated = read_article(value)
        elif source_format == "html":
            text, stated = read_page(text, limits.json_depth)
        else:
            stated = Metadata()
        yield _candidate(dropped.source_path, source_format, content_hash, text, sidecar.or_else(stated), limits)
    except Refusal as refusal:
        yield Rejected(dropped.source_path, content_hash, refusal.reason, one_line(refusal.detail))


def format_of(name: str) -> tuple[str, bool]:
    """Return the format that a file name's ending says, and whether it is gzipped.

    Raises:
        Refusal: ``unsupported_format``.
    """
    ending = name.lower()
    packed = ending.endswith(".gz")
    ending = Path(ending.removesuffix(".gz")).suffix if packed else Path(ending).suffix
    if ending not in FORMATS:
        known = ", ".join(FORMATS)
        raise Refusal(Reason.UNSUPPORTED_FORMAT, f"read are {known}, and these with .gz")
    return FORMATS[ending], packed


def _read_lines(source_path: str, content: bytes, sidecar: Metadata, limits: Limits) -> Iterator[Candidate | Rejected]:
    """Yield the article of each line; blank lines are none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        content = decode(content).encode("utf-8")  # UTF-16 and UTF-32 have no bytes to split at
    found = False
    for number, raw in enumerate(BytesIO(content.removeprefix(b"\xef\xbb\xbf")), start=1):
        line = raw.rstrip(b"\r\n")
        if not line.strip():
            continue
        found = True
        place, content_hash = f"{source_path}#{number}", _digest(line)
        try:
            try:
                value = parse_json(decode(line), limits.json_depth)
            except Refusal as refusal:
                if refusal.reason is not Reason.BAD_JSON:
                    raise
                raise Refusal(Reason.BAD_LINE, f"not a JSON object: {refusal.detail}") from None
            if not isinstance(value, dict):
                raise Refusal(Reason.BAD_LINE, "not a JSON object")
            yield _item(place, "jsonl", content_hash, value, sidecar, limits)
        except Refusal as refusal:
            yield Rejected(place, content_hash, refusal.reason, one_line(refusal.detail))
    if not found:
        raise Refusal(Reason.EMPTY, "no line holds anything")


def _read_items(
    source_path: str, items: list[Any], sidecar: Metadata, limits: Limits
) -> Iterator[Candidate | Rejected]:
    """Yield the article of each item of a JSON array."""
    if not items:
        raise Refusal(Reason.EMPTY, "an array without articles")
    for number, item in articles_of(items):
        # An item has no bytes of its own: its canonical form stands for them.
        canonical = json.dumps(item, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        place, content_hash = f"{source_path}#{number}", _digest(canonical.encode())
        try:
            yield _item(place, "json", content_hash, item, sidecar, limits)
        except Refusal as refusal:
            yield Rejected(place, content_hash, refusal.reason, one_line(refusal.detail))


def _item(place: str, kind: str, content_hash: str, item: Any, sidecar: Metadata, limits: Limits) -> Candidate:
    text, stated = read_article(item)
    # A sidecar of many articles can only speak of what they share, and each knows itself better.
    return _candidate(place, kind, content_hash, text, stated.or_else(Metadata(publisher=sidecar.publisher)), limits)


def _candidate(
    source_path: str, source_format: str, content_hash: str, text: str, stated: Metadata, limits: Limits
) -> Candidate:
    text = whole(text)
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
        language=identify_language(text),
    )


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") or None if host else None


def _read_sidecar(path: Path, limits: Limits) -> Metadata:
    """Return a sidecar's facts.

    Raises:
        Refusal: With the reason of whatever is wrong with it, naming it. The article waits in quarantine: admitted
            without its address it would get another identity, and the repaired sidecar would come too late.
    """
    try:
        value = parse_json(decode(read_bytes(path, limits.file_bytes)), limits.json_depth)
        if not isinstance(value, dict):
            raise Refusal(Reason.BAD_JSON, "not a JSON object")
    except Refusal as refusal:
        raise Refusal(refusal.reason, f"sidecar {path.name}: {refusal.detail}") from None
    return read_metadata(value)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
