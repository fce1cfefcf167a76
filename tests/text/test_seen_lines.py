"""What is kept of lines that come again changes no result and stays bounded."""

from copydesk.text import seen_lines
from copydesk.text.lines import Line, _Facts, split_lines
from copydesk.text.seen_lines import SeenLines
from copydesk.zoner import zone_text

PAGE = """Home
Sport
Bridge closes
The bridge that joins Halver to the mainland is shut until June, the council said.
Home
"""


def test_what_was_kept_is_found_again():
    seen = SeenLines()
    seen.put("Home", 1)
    assert seen.get("Home") == 1
    assert seen.get("Sport") is None


def test_long_lines_are_not_kept():
    seen = SeenLines()
    seen.put("x" * (seen_lines.LONGEST + 1), 1)
    assert seen.get("x" * (seen_lines.LONGEST + 1)) is None


def test_a_full_store_starts_over(monkeypatch):
    monkeypatch.setattr(seen_lines, "_MOST", 2)
    seen = SeenLines()
    for number, text in enumerate("abc"):
        seen.put(text, number)
    assert [seen.get(text) for text in "abc"] == [None, None, 2]


def test_a_page_reads_the_same_the_second_time():
    assert split_lines(PAGE) == split_lines(PAGE)
    assert zone_text(PAGE) == zone_text(PAGE)


def test_a_line_that_comes_again_keeps_its_own_place_and_company():
    first, again = [line for line in split_lines("Home\n\n  Home\n") if line.text == "Home"]
    assert (first.start, first.after_blank, first.spaced) == (0, False, (False, False))
    assert (again.start, again.after_blank, again.spaced) == (8, True, (True, False))


def test_what_is_kept_of_a_line_are_its_last_fields_in_their_order():
    assert Line._fields[-len(_Facts._fields) :] == _Facts._fields
