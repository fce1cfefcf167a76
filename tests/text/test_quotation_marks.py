from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.quotation_marks import is_term, quoted_regions
from copydesk.text.spans import Span

GOLDEN = {
    "curly": ("“Rain is due,” she said.", ["“Rain is due,”"]),
    "straight": ('"Rain," she said, "is due."', ['"Rain,"', '"is due."']),
    "guillemets": ("«Il pleut», dit-elle.", ["«Il pleut»"]),
    "reversed guillemets": ("Er sagte »es regnet« und ging.", ["»es regnet«"]),
    "german": ("Er sagte: „Es regnet.“ Dann ging er.", ["„Es regnet.“"]),
    "british single": ("‘It’s raining,’ she said.", ["‘It’s raining,’"]),
    "single beside a plural possessive": (
        "‘The farmers’ fields are wet,’ she said. The farmers’ cows left.",
        ["‘The farmers’ fields are wet,’"],
    ),
    "straight single beside apostrophes": ("'I don't mind rain,' she said. It's wet.", ["'I don't mind rain,'"]),
    "elisions open nothing": ("Rock ’n’ roll of the ‘90s and 'em all.", []),
    "nested single": ("“He said ‘no’ and left,” she said.", ["“He said ‘no’ and left,”"]),
    "nested double": ("‘He said “no” and left,’ she said.", ["‘He said “no” and left,’"]),
    "mixed pair": ('“Rain," she said.', ['“Rain,"']),
    "unclosed runs to the end of the block": ("She said: “Rain is due.", ["“Rain is due."]),
    "opening mark repeated": ("“One.\n“Two.”", ["“One.", "“Two.”"]),
    "inches are no marks": ('A 5" pipe and a 6" pipe.', []),
    "stray closer": ("Rain” is due.", []),
}


def blocks_of(text):
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Span(start, start + len(line)))
        start += len(line) + 1
    return blocks


@pytest.mark.parametrize(("text", "regions"), GOLDEN.values(), ids=GOLDEN.keys())
def test_quoted_regions_follow_the_golden_rules(text, regions):
    assert [text[q.outer.start : q.outer.end] for q in quoted_regions(text, blocks_of(text))] == regions


TERMS = {
    "a word": ("The ‘trilateral’ talks went on.", True),
    "two words": ("They call it “green steel” there.", True),
    "a work's title": ("They sang “The Long Way to Halden” twice.", True),
    "one word that was said": ("“Never,” she said.", False),
    "a short statement": ("“We lost.”", False),
    "a name given": ("They label it “green steel” now.", True),
    "after a cue": ("He said “madness”.", False),
    "a sentence": ("“The river is rising fast and nobody knows why.”", False),
}


@pytest.mark.parametrize(("text", "expected"), TERMS.values(), ids=TERMS.keys())
def test_terms_are_told_from_speech(text, expected):
    assert is_term(text, quoted_regions(text, blocks_of(text))[0]) is expected


@settings(deadline=None)
@given(st.text(alphabet="aS b.,“”‘’'\"„«»`\n1"))
def test_regions_are_ordered_disjoint_and_inside_one_block(text):
    blocks = blocks_of(text)
    regions = quoted_regions(text, blocks)
    for region in regions:
        assert any(block.contains(region.outer) for block in blocks)
        assert region.outer.contains(region.inner)
        assert is_term(text, region) in (True, False)
    for one, two in pairwise(regions):
        assert one.outer.end <= two.outer.start


@pytest.mark.parametrize("mark", ["“", "”", "‘", "’", '"', "'", "`", "a’ ‘", "‘s’ "])
def test_a_hundred_thousand_marks_are_read(mark):
    text = mark * (100_000 // len(mark))
    assert all(q.outer.end <= len(text) for q in quoted_regions(text, [Span(0, len(text))]))
