from itertools import pairwise

import pytest
from handmade import find, paragraphs
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.annotations import Mention
from copydesk.text.mend import is_name, mend_mentions

NAMES = {
    "a name": ("Mina Odell", True),
    "an acronym that is also a word": ("US", True),
    "a pronoun": ("He", False),
    "lower case": ("ministry", False),
    "an article": ("The", False),
    "a mark": ("—", False),
    "a brand with a late capital": ("eBay", True),
    "a script without case": ("東京", True),
    "a number": ("10", True),
}


@pytest.mark.parametrize(("words", "expected"), NAMES.values(), ids=NAMES.keys())
def test_names_are_told_from_other_words(words, expected):
    assert is_name(words) is expected


MENDED = {
    "a person told by a role": ("Han Dae-ho, professor of tides, said so.", "Han Dae-ho", "ORG", "PERSON"),
    "a body keeps its label": ("Harrow College, leader in tides, said so.", "Harrow College", "ORG", "ORG"),
    "no role, no change": ("Han Dae-ho, in spring, said so.", "Han Dae-ho", "ORG", "ORG"),
    "a place keeps its label": ("South Korea, chair of the talks, said so.", "South Korea", "LOC", "LOC"),
}


@pytest.mark.parametrize(("text", "name", "label", "expected"), MENDED.values(), ids=MENDED.keys())
def test_roles_tell_people(text, name, label, expected):
    mention = Mention(*find(text, name), label, 0.9)
    assert [found.label for found in mend_mentions(text, paragraphs(text), [mention])] == [expected]


REJOINED = {
    "a name in two parts": ("Ola Berg spoke.", ["Ola", "Berg"], ["Ola Berg"]),
    "a nickname between": ("Ola “Big River” Berg spoke.", ["Ola", "Berg"], ["Ola “Big River” Berg"]),
    "a comma between": ("Ola, Berg and others spoke.", ["Ola", "Berg"], ["Ola", "Berg"]),
    "a title before": ("Sen Berg spoke.", ["Sen", "Berg"], ["Sen", "Berg"]),
    "an owner before": ("Odell’s Berg spoke.", ["Odell’s", "Berg"], ["Odell’s", "Berg"]),
    "another line": ("Ola\nBerg spoke.", ["Ola", "Berg"], ["Ola", "Berg"]),
}


@pytest.mark.parametrize(("text", "names", "expected"), REJOINED.values(), ids=REJOINED.keys())
def test_the_parts_of_one_name_are_joined(text, names, expected):
    mentions = [Mention(*find(text, name), "PERSON", 0.9) for name in names]
    found = mend_mentions(text, paragraphs(text), mentions)
    assert [text[item.start : item.end] for item in found] == expected


RECALLED = {
    "a missed surname": ("Mina Odell spoke. Then Odell left.", ["Odell"]),
    "with a title": ("Mina Odell spoke. Then Professor Odell left.", ["Odell"]),
    "a possessive": ("Mina Odell spoke. Odell’s plan won.", ["Odell"]),
    "part of another name": ("Mina Odell spoke. They met in Odell Street.", []),
    "a given name is no surname": ("Mina Odell spoke. Mina left.", []),
    "a word of the text": ("Mina Young spoke. Young voters, young in years, left.", []),
    "a month": ("Theresa May spoke. In May it rained.", []),
}


@pytest.mark.parametrize(("text", "expected"), RECALLED.values(), ids=RECALLED.keys())
def test_surnames_that_the_tagger_missed_are_added(text, expected):
    mention = Mention(0, text.index(" spoke"), "PERSON", 0.9)
    added = mend_mentions(text, paragraphs(text), [mention])[1:]
    assert [text[found.start : found.end] for found in added] == expected


@given(st.text(alphabet="Ab ,.’\n-", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_mentions_stay_in_the_text_in_order_and_apart(text, start, size):
    ends = [start, start + size, start + size + 1, start + 2 * size]
    mentions = [Mention(a, b, "PERSON", 0.9) for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b <= len(text)]
    found = mend_mentions(text, paragraphs(text), mentions)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
