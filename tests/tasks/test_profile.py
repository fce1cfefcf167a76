"""An article in a few numbers."""

import pyarrow as pa
import pytest

from copydesk.profiles import measure_page, reading_hash
from copydesk.text.annotations import Attribution, Mention, Reading
from copydesk.text.spans import Span
from schemas.arrow import to_frame
from schemas.violations import validate
from tasks.frames import table
from tasks.profile import profile_articles

LONG = "The ferry will not sail on Sunday, its captain said."
QUIET = LONG.replace("captain", "captain’s wife")
PAGES = {
    "nothing": ([], (0, 0, 0, ("^>$",))),
    "a story": (
        [("title", "No ferry"), ("paragraph", LONG), ("paragraph", QUIET)],
        (8 + len(LONG) + len(QUIET), 0, 0, ("^>title", "paragraph>$", "title>paragraph")),
    ),
    "furniture": (
        [("navigation", "Home"), ("title", "No ferry"), ("byline", "Ida"), ("legal", "All rights")],
        (25, 14, 0, ("^>navigation", "byline>legal", "legal>$", "navigation>title", "title>byline")),
    ),
    "the same paragraph again, in other marks": (
        [("paragraph", QUIET), ("list_item", QUIET.replace("’", "'").upper())],
        (2 * len(QUIET), 0, len(QUIET), ("^>paragraph", "list_item>$", "paragraph>list_item")),
    ),
    "short lines and pull quotes repeat by right": (
        [("paragraph", LONG), ("pull_quote", LONG), ("paragraph", "Yes."), ("paragraph", "Yes.")],
        (2 * len(LONG) + 8, 0, 0, ("^>paragraph", "paragraph>$", "paragraph>pull_quote", "pull_quote>paragraph")),
    ),
}


@pytest.mark.parametrize(("segments", "measures"), PAGES.values(), ids=PAGES.keys())
def test_a_page_is_measured_by_its_segments(segments, measures):
    assert measure_page(segments) == measures


def test_machines_that_differ_in_the_last_digits_read_the_same():
    def reading(confidence, start=0):
        return Reading(
            (Mention(start, 5, "PERSON", confidence),), (Attribution(Span(7, 9), None, Span(0, 5), confidence),)
        )

    assert reading_hash(reading(0.9001)) == reading_hash(reading(0.90012))
    assert len({reading_hash(item) for item in (reading(0.9), reading(0.91), reading(0.9, 1), Reading((), ()))}) == 4


def test_a_profile_counts_what_counts():
    one, other = "a" * 16, "b" * 16
    articles = {
        "article_id": [one, other],
        "drop_id": ["d" * 16] * 2,
        "publisher": ["Herald", None],
        "language": ["en", "de"],
        "tagged": [True, False],
        "word_count": [9, 0],
    }
    segment = {"article_id": one, "segment_index": 0, "kind": "paragraph", "start": 0, "text": LONG, "rule": "x"}
    quotes = {
        "article_id": [one] * 3,
        "counted": [True, True, False],
        "method": ["unresolved", "explicit", "unresolved"],
    }
    frames = {
        "articles": to_frame(pa.table(articles)),
        "segments": table("segments", [{**segment, "end": len(LONG)}]),
        "quotes": to_frame(pa.table(quotes)),
    }
    profiles = profile_articles(frames, {one: Reading((), ()), other: Reading((), ())}, "e" * 16)
    assert validate("profiles", profiles) == []
    first, second = profiles.to_dict("records")
    assert (first["quotes"], first["unresolved"], first["words"]) == (2, 1, 9)
    assert (first["characters"], list(first["layout"])) == (len(LONG), ["^>paragraph", "paragraph>$"])
    assert first["reading_hash"] == reading_hash(Reading((), ()))
    assert (second["quotes"], second["characters"], second["tagged"]) == (0, 0, False)
    assert profiles["reading_hash"].isna().tolist() == [False, True]
