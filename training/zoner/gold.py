"""Read the renders of pages whose article is known, and label every line: its class, and where a paragraph was cut."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.text.lines import Line, split_lines

KINDS = {
    "body": "body",
    "other": "other",
    "title": "title",
    "summary": "standfirst",
    "byline": "byline",
    "caption": "caption",
    "subhead": "subheading",
    "topic": "label",
}
"""The gold's labels to `copydesk.text.zone_scores.CLASSES`. It also has ``blank`` and ``punct`` (only marks)."""

_BY_CHARACTER = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
"""Japanese, Chinese and Thai: no spaces between words."""
_TOKEN = re.compile(rf"[{_BY_CHARACTER}]|[^\W_{_BY_CHARACTER}]+")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b")
_CLOSING = frozenset(".,;:)”\"’'!?")
_OPENING = '“"(‘['
_AHEAD = 40
"""Paragraphs that a render may leave out before a line is looked for in the whole article."""
_EDGE = 6
"""Words by which the start and the end of a line are found that is no part of a single paragraph."""


class Row(NamedTuple):
    """A line of a render as it was read, white space and all."""

    text: str
    kind: str | None
    """One of `copydesk.text.zone_scores.CLASSES`; None where the line is blank."""
    joins: bool
    """Goes on with the paragraph of the line before, which a renderer cut."""


@dataclass(frozen=True)
class Page:
    """One render of a page. The same page has several, which are different texts."""

    name: str
    source: str
    """Name of the page that was rendered."""
    publisher: str | None
    """None where nobody published it: the page is of our own making."""
    title: str
    """The words of the headline (see `words_of`) parted by spaces, "" where the render does not hold it."""
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """The render."""
        return "\n".join(row.text for row in self.rows)


class _Place(NamedTuple):
    """Where the words of a line stand in the article."""

    paragraph: int
    start: int
    """Its first word, counted from the paragraph's."""
    last: int
    """The paragraph that it ends in."""
    end: int
    """One past its last word, counted from the first of ``last``; 0 where that is not known."""


def page_of_ours(name: str, source: str, rows: Sequence[Row]) -> Page:
    """Return a page that nobody published; its first line of the class is the title."""
    titles = [words_of(row.text) for row in rows if row.kind == "title"]
    return Page(name, source, None, " ".join(titles[0]) if titles else "", tuple(rows))


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` as lines and paragraphs are compared by: no case, no marks, characters folded."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).lower())


def read_records(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each record of ``folder/gold.jsonl`` with its render, ``folder/raw/NAME.txt``, in order.

    Raises:
        SystemExit: If a record does not label every line of its render.
    """
    with (folder / "gold.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            text = (folder / "raw" / f"{record['doc']}.txt").read_text(encoding="utf-8")
            if text.count("\n") + 1 != len(record["labels"]):
                raise SystemExit(f"{record['doc']}: {len(record['labels'])} labels for {text.count(chr(10)) + 1} lines")
            yield record, text


def read_pages(folder: Path) -> list[Page]:
    """Return the labelled pages of ``folder`` in the gold's order."""
    return [label_page(record, text) for record, text in read_records(folder)]


def label_page(record: dict[str, Any], text: str) -> Page:
    """Label the lines of ``text`` by its record: classes as the gold has them, joins by where words stand in it."""
    raw = text.split("\n")
    lines = split_lines(text)
    places = [number for number, line in enumerate(raw) if line.strip()]
    labels = [record["labels"][place] for place in places]
    joins = _joins(lines, labels, [words_of(paragraph) for paragraph in record["body"]])
    _settle_marks(lines, labels, joins, places)
    rows = [Row(line, None, False) for line in raw]
    for place, label, joined in zip(places, labels, joins, strict=True):
        rows[place] = Row(raw[place], KINDS[label], joined)
    return Page(
        name=record["doc"],
        source=record["html_doc"],
        publisher=record["family"],
        title=" ".join(words_of(record.get("title") or "")) if record.get("title_in_raw") else "",
        rows=tuple(rows),
    )


def _joins(lines: Sequence[Line], labels: Sequence[str], paragraphs: Sequence[Sequence[str]]) -> list[bool]:
    """Tell of each line whether it begins in mid-paragraph, right where the line of the body before it ended."""
    joins = [False] * len(lines)
    current = offset = 0
    for number, (line, label) in enumerate(zip(lines, labels, strict=True)):
        words = words_of(line.text) if label == "body" else []
        place = _place(words, paragraphs, current, offset) if words else None
        if place is not None:
            joins[number] = place.paragraph == current and 0 < place.start == offset
            current, offset = place.last, place.end
    return joins


def _place(words: Sequence[str], paragraphs: Sequence[Sequence[str]], current: int, offset: int) -> _Place | None:
    """Return where ``words`` stand from word ``offset`` of paragraph ``current`` on, or anywhere at all."""
    near = range(current, min(current + _AHEAD, len(paragraphs)))
    for number in chain(near, range(len(paragraphs))):
        start = _find(words, paragraphs[number], offset if number == current else 0)
        if start is not None:
            return _Place(number, start, number, start + len(words))
    # A line that covers several paragraphs, or holds words that none has.
    for number in range(current, len(paragraphs)):
        start = _find(words[:_EDGE], paragraphs[number], offset if number == current else 0)
        if start is not None:
            return _Place(number, start, *_end(words[-_EDGE:], paragraphs, number))
    return None


def _end(words: Sequence[str], paragraphs: Sequence[Sequence[str]], first: int) -> tuple[int, int]:
    """Return the paragraph from ``first`` on that holds ``words``, and the word after them."""
    for number in range(first, len(paragraphs)):
        start = _find(words, paragraphs[number], 0)
        if start is not None:
            return number, start + len(words)
    return first, 0


def _find(words: Sequence[str], paragraph: Sequence[str], start: int) -> int | None:
    """Return where ``words`` stand in ``paragraph`` as a run, looked for from ``start`` on."""
    count = len(words)
    for at in range(start, len(paragraph) - count + 1):
        if paragraph[at] == words[0] and paragraph[at : at + count] == words:
            return at
    return None


def _settle_marks(lines: Sequence[Line], labels: list[str], joins: list[bool], places: Sequence[int]) -> None:
    """Give lines that hold only marks a class: of the body where a paragraph was cut at them, none of it elsewhere."""
    # From the end: a line of marks asks what the next line is.
    for at in reversed(range(len(lines))):
        if labels[at] != "punct":
            continue
        text, following = lines[at].text, at + 1
        before = at - 1
        while before >= 0 and labels[before] == "punct":
            before -= 1
        body_before = before >= 0 and labels[before] == "body"
        body_after = following < len(lines) and labels[following] == "body"
        inside = body_before and body_after and joins[following]
        closing = (
            body_before
            and before == at - 1
            and text[0] in _CLOSING
            and places[at] == places[before] + 1
            and not lines[before].finished
        )
        if inside or closing:
            labels[at], joins[at] = "body", True
        elif body_after and text in _OPENING and places[following] == places[at] + 1:
            labels[at], joins[following] = "body", True
        else:
            labels[at] = "other"
