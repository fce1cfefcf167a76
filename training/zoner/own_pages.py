"""The golden pages of our own making as pages to learn from: they hold what the gold's publishers say too seldom."""

from collections.abc import Sequence
from pathlib import Path

from training.zoner.gold import Page, Row, page_of_ours

_CLASSES = {
    "paragraph": "body",
    "list_item": "body",
    "title": "title",
    "standfirst": "standfirst",
    "byline": "byline",
    "caption": "caption",
    "subheading": "subheading",
    "section_label": "label",
}
"""Kinds of segments to `copydesk.text.zone_scores.CLASSES`; every other kind is not of the article."""
_CUT = "inline_cuts"
"""Not learned from: its paragraphs are cut at links, and where the parts go on is not labelled."""
_BLANK = Row("", None, False)


def read_own_pages(folder: Path) -> list[Page]:
    """Return the pages of ``folder`` by name, each as it is and with blank lines between all its lines.

    A file is a page, a row of it the kind of a line, a tab and the line, as ``tests/text/test_golden_pages.py`` reads
    it. No line goes on with the paragraph before.

    Args:
        folder: Folder of text files, ``tests/text/pages``.

    Raises:
        SystemExit: If it holds none.

    """
    pages = []
    for path in sorted(folder.glob("*.txt")):
        if path.stem == _CUT:
            continue
        rows = [_row(row) for row in path.read_text(encoding="utf-8").splitlines()]
        pages += [
            page_of_ours(name, name, each) for name, each in ((path.stem, rows), (f"{path.stem}-airy", _airy(rows)))
        ]
    if not pages:
        raise SystemExit(f"{folder}: no pages in it; run this in the repository, where they are tests/text/pages")
    return pages


def class_of(kinds: str) -> str:
    """Return the class of a line that may be of several ``kinds``, parted by bars: the first of them decides."""
    first = kinds.split("|")[0]
    # A date line that runs on into the first paragraph is one line, and of the body.
    return "body" if "paragraph" in first.split("+") else _CLASSES.get(first, "other")


def _row(row: str) -> Row:
    kinds, _, line = row.partition("\t")
    return Row(line, class_of(kinds), False) if line.strip() else _BLANK


def _airy(rows: Sequence[Row]) -> list[Row]:
    return [part for row in rows if row.kind for part in (row, _BLANK)]
