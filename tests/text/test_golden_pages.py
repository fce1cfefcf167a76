"""Whole pages of our own making in the manner of many kinds of site: every line must get its kind.

A file of ``pages`` is a page, each line of it the kind, a tab and the line; kinds that can both be argued are parted by
a bar, the segments of one line joined by a plus. A blank line stands for itself.
"""

from pathlib import Path

import pytest

from copydesk.text.zone_rules import KINDS
from copydesk.zoner import zone_text

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
FEWEST_LINES, FEWEST_PAGES = 18, 20


def read_page(path):
    """Return the page's text and, for each line that is not blank, its start and the kinds that it may have."""
    text, expected = "", []
    for row in path.read_text(encoding="utf-8").splitlines():
        kinds, _, line = row.partition("\t")
        if line:
            expected.append((len(text), line, kinds.split("|")))
        text += line + "\n"
    return text, expected


def wrong_lines(text, expected):
    """Return the lines whose segments are of other kinds: a segment may be several lines, a line several segments."""
    segments = zone_text(text)
    wrong = []
    for start, line, kinds in expected:
        found = [s for s in segments if s.start < start + len(line) and s.end > start]
        if "+".join([s.kind for s in found]) not in kinds:
            got = "+".join([f"{s.kind} ({s.rule})" for s in found])
            wrong.append(f"{'|'.join(kinds)} expected, not {got}: {line[:70]}")
    return wrong


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_line_of_the_page_gets_its_kind(path):
    text, expected = read_page(path)
    assert wrong_lines(text, expected) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_are_labelled_with_kinds_that_exist(path):
    _, expected = read_page(path)
    assert len(expected) >= FEWEST_LINES
    assert {part for _, _, kinds in expected for kind in kinds for part in kind.split("+")} <= set(KINDS)


def test_every_kind_of_segment_stands_on_some_page():
    kinds = {part for path in PAGES for *_, kinds in read_page(path)[1] for kind in kinds for part in kind.split("+")}
    assert len(PAGES) >= FEWEST_PAGES
    assert kinds == set(KINDS)
