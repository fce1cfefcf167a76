import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.annotations import Segment
from copydesk.text.page_facts import authors, body, comment_count, reading_time_minutes, truncation, word_count
from copydesk.text.zone_rules import KINDS
from copydesk.text.zones import zone_text

PARAGRAPH = "The town council agreed to rebuild the pier before the winter storms come back."


def page(*lines):
    """Return a text of one line for each (kind, words), and its segments."""
    text, segments = "", []
    for kind, words in lines:
        segments.append(Segment(kind, len(text), len(text) + len(words), "residue"))
        text += words + "\n"
    return text, segments


def test_body_leaves_out_the_title_and_the_residue():
    text, segments = page(
        ("title", "Pier"), ("paragraph", "One."), ("ad_marker", "Ad"), ("subheading", "Two"), ("list_item", "• three")
    )
    assert body(text, segments) == "One.\n\nTwo\n\n• three"
    assert word_count(text, segments) == 3


def test_words_of_scripts_without_spaces_are_counted_by_twos():
    assert word_count(*page(("paragraph", "雨停了他们走了吧"))) == 5


@pytest.mark.parametrize(
    ("words", "minutes"), [("Reading Time:4 minutes", 4), ("12 min read", 12), ("Reading time", None)]
)
def test_reading_time_is_what_the_page_says(words, minutes):
    assert reading_time_minutes(*page(("reading_time", words))) == minutes


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("48", 48),
        ("1,204 comments", 1204),
        ("Comments (12)", 12),
        ("No comments yet", 0),
        ("Leave a comment", None),
        ("Ann Lee on May 3, 2031 at 10:15 am", None),
    ],
)
def test_comment_count_is_what_the_page_says(words, count):
    assert comment_count(*page(("comment_count", words))) == count


def test_a_page_that_says_nothing_has_no_facts():
    facts = page(("paragraph", PARAGRAPH))
    assert (reading_time_minutes(*facts), comment_count(*facts), truncation(*facts), authors(*facts)) == (
        None,
        None,
        None,
        (),
    )


AUTHORS = {
    "a wire credit names writers, not editors": (
        "(Reporting by Ann Lee; Writing by Bo Dahl; Editing by Cy Holm)",
        ("Ann Lee", "Bo Dahl"),
    ),
    "one": ("By Marit Solberg", ("Marit Solberg",)),
    "two": ("By Marit Solberg and Ansel Okoro", ("Marit Solberg", "Ansel Okoro")),
    "a comma and a job": ("Marit Solberg, Senior Reporter", ("Marit Solberg",)),
    "an agency": ("By Marit Solberg, Associated Press", ("Marit Solberg",)),
    "only an agency": ("By Reuters", ()),
    "a date behind": ("By Marit Solberg Aug. 3", ("Marit Solberg",)),
    "German": ("Von Jörg Müller", ("Jörg Müller",)),
}


@pytest.mark.parametrize(("line", "names"), AUTHORS.values(), ids=AUTHORS.keys())
def test_authors_are_the_names_of_the_byline(line, names):
    assert authors(*page(("byline", line))) == names


TRUNCATED = {
    "lazy load": (
        [("ad_marker", "Advertisement"), ("placeholder", "loading")],
        'placeholder after the body: "loading"',
    ),
    "wall": (
        [("newsletter_widget", "Subscribe to continue reading")],
        'subscription wall: "Subscribe to continue reading"',
    ),
    "ellipsis": ([("paragraph", "The mayor then said that…")], 'cut off with "…"'),
    "comments that load": ([("placeholder", "Loading comments...")], None),
    "a newsletter box": ([("newsletter_widget", "Sign up for our newsletter")], None),
    "a placeholder far below": ([("navigation", "More news"), ("placeholder", "loading")], None),
}


@pytest.mark.parametrize(("lines", "evidence"), TRUNCATED.values(), ids=TRUNCATED.keys())
def test_truncation_tells_its_evidence(lines, evidence):
    assert truncation(*page(("paragraph", PARAGRAPH), *lines)) == evidence


@pytest.mark.parametrize(("words", "evidence"), [(327, "4 minutes promised, 327 words"), (700, None)])
def test_a_text_much_shorter_than_its_reading_time_was_cut_off(words, evidence):
    facts = page(("reading_time", "4 min read"), ("paragraph", "word " * (words - 1) + "end."))
    assert truncation(*facts) == evidence


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.text(min_size=1))))
def test_facts_stand_any_text(lines):
    text, segments = page(*lines)
    for found in (segments, zone_text(text)):
        assert word_count(text, found) >= 0
        assert isinstance(body(text, found), str)
        assert truncation(text, found) != ""
        assert all(authors(text, found))
        assert (comment_count(text, found) or 0) >= 0
        assert (reading_time_minutes(text, found) or 0) >= 0
