"""What intake hands on: an article that could be read, or a file that could not, and why."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Literal

from copydesk.text.markup import LineKind

DETAIL_CHARS = 200
"""Longest ``Rejected.detail``: a line that a person reads, never a dump of the file."""

Evidence = Literal["metadata", "url", "text"]


class Reason(StrEnum):
    """Why a file is in quarantine. The value is the code in the ``quarantine`` table."""

    UNREADABLE_FILE = "unreadable_file"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too_large"
    TEXT_TOO_LONG = "text_too_long"
    UNSUPPORTED_FORMAT = "unsupported_format"
    BAD_JSON = "bad_json"
    TOO_DEEP = "too_deep"
    MISSING_BODY = "missing_body"
    BAD_HTML = "bad_html"
    TRUNCATED_ARCHIVE = "truncated_archive"
    BAD_ARCHIVE = "bad_archive"
    BAD_LINE = "bad_line"
    MOSTLY_UNREADABLE = "mostly_unreadable"
    READING_FAILED = "reading_failed"
    UNSAFE_PATH = "unsafe_path"


@dataclass(frozen=True)
class Metadata:
    """What a publisher or a scraper said about an article. Nobody-knows is ``None`` or an empty tuple."""

    title: str | None = None
    standfirst: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    section: str | None = None
    url: str | None = None
    publisher: str | None = None
    publisher_id: str | None = None
    published_at: datetime | None = None
    comment_count: int | None = None
    reading_time_minutes: int | None = None
    markup: tuple[LineKind, ...] = ()
    """What the markup of a page says of each line of its source text that is not blank."""

    def or_else(self, other: "Metadata") -> "Metadata":
        """Return these facts, each that is unknown here taken from ``other``."""
        known = {item.name: getattr(self, item.name) for item in fields(self)}
        return Metadata(
            **{name: getattr(other, name) if fact is None or fact == () else fact for name, fact in known.items()}
        )


@dataclass(frozen=True)
class Candidate:
    """One article as dropped, decoded, not yet judged."""

    source_path: str
    """POSIX path relative to the drop; ``file.jsonl#12`` for line 12, ``file.json#3`` for item 3 of an array,
    ``file.warc#7`` for record 7."""
    source_format: str
    """``txt``, ``html``, ``json``, ``jsonl`` or ``warc``."""
    content_hash: str
    """sha256 (hexadecimal) of the dropped bytes; of a JSONL line or an array item, of that alone; of a WARC record, of
    its body, chunks and compression undone."""
    text: str
    """The source text: every offset of every table counts its code points. Holds no carriage return."""
    title: str | None
    standfirst: tuple[str, ...]
    authors: tuple[str, ...]
    section: str | None
    url: str | None
    publisher: str | None
    publisher_id: str | None
    published_at: datetime | None
    """Aware, in UTC. A date without a time is its midnight; a time without a zone is taken for UTC."""
    published_evidence: Evidence | None
    comment_count: int | None = None
    """As the page states it."""
    reading_time_minutes: int | None = None
    """As the page states it."""
    markup: tuple[LineKind, ...] = ()
    """What the markup of a page says of each line of ``text`` that is not blank."""
    sidecar_hash: str | None = None
    """sha256 (hexadecimal) of the bytes of the sidecar of its file; ``None`` where there is none."""

    @property
    def made_of(self) -> tuple[str, str | None]:
        """The bytes that it was read from: ``content_hash`` and ``sidecar_hash``."""
        return self.content_hash, self.sidecar_hash


@dataclass(frozen=True)
class Rejected:
    """A file, line, item or record that goes to quarantine; also the rest of an archive that breaks off."""

    source_path: str
    content_hash: str | None
    reason: Reason
    detail: str
    """One line of printable characters, at most ``DETAIL_CHARS`` long."""


class Refusal(Exception):  # noqa: N818 - not an error of the program: the verdict on one file
    """Raised inside intake by whatever finds that a file cannot be an article."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Corrupted(Refusal):
    """What was read last, and seemed sound, is not what was packed: its check sum is wrong."""


def one_line(text: str) -> str:
    """Return ``text`` as one bounded line of printable characters, safe for a terminal and for a table."""
    head = text[: DETAIL_CHARS * 4]
    line = " ".join("".join(char if char.isprintable() else " " for char in head).split())
    return line if len(line) <= DETAIL_CHARS else line[: DETAIL_CHARS - 1] + "…"
