from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.quotation_marks import quoted_regions
from copydesk.text.quoted_terms import is_term
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
    "single beside a cut-off word": ("‘’Tis wet in the ’90s barn,’ said Berg.", ["‘’Tis wet in the ’90s barn,’"]),
    "straight single beside a cut-off word": ("''Tis wet,' said Berg.", ["''Tis wet,'"]),
    "possessives quote nothing": ("The dogs' owners' club met in '98 at the Bergs'.", []),
    "a single quotation with a possessive at its end": (
        "He said: ‘It’s the boys’ fault.’",
        ["‘It’s the boys’ fault.’"],
    ),
    "german single": ("‚Es regnet‘, sagte er.", ["‚Es regnet‘"]),
    "german single beside an apostrophe": ("‚Wie geht’s‘, sagte er.", ["‚Wie geht’s‘"]),
    "german nested": ("„Er sagte ‚nein‘ und ging“, sagte sie.", ["„Er sagte ‚nein‘ und ging“"]),
    "french with spaces": ("« Il pleut », dit-elle.", ["« Il pleut »"]),
    "single guillemets": ("‹Il pleut›, dit-elle.", ["‹Il pleut›"]),
    "guillemets that face one way": ("»Det regner,» sa hun.", ["»Det regner,»"]),
    "reversed guillemets twice": ("»Ja«, sagte er. »Nein.«", ["»Ja«", "»Nein.«"]),
    "corner brackets": ("「雨が降る」と言った。", ["「雨が降る」"]),
    "white corner brackets": ("『雨が降る』と言った。", ["『雨が降る』"]),
    "nested corner brackets": ("「彼は『雨』と言った」", ["「彼は『雨』と言った」"]),
    "two single marks for a double one": ("''Rain is due,'' she said.", ["''Rain is due,''"]),
    "backticks and two single marks": ("``Rain is due,'' she said.", ["``Rain is due,''"]),
    "nested in marks of its own kind": ("“He said “no” and left,” she said.", ["“He said “no” and left,”"]),
    "nested straight": ('"He said "no" and left," she said.', ['"He said "no" and left,"']),
    "two nested straight": ('"He said "no" and "go" to me," she said.', ['"He said "no" and "go" to me,"']),
    "straight nested in curly": ('“He said "no" and left,” she said.', ['“He said "no" and left,”']),
    "closing mark that opens": ("”Rain is due,” she said.", ["”Rain is due,”"]),
    "opening mark that closes": ("“Rain is due,“ she said.", ["“Rain is due,“"]),
    "spaces inside the marks": ('" Rain is due " she said.', ['" Rain is due "']),
    "unclosed stops at the speech tag": ("“Rain is due, said Ola Berg. He left.", ["“Rain is due,"]),
    "unclosed stops at a tag with a pronoun": ("“Rain is due, he said. He left.", ["“Rain is due,"]),
    "unclosed takes its block when the next repeats the mark": (
        "“I went, he said, and so I did.\n“It rained.”",
        ["“I went, he said, and so I did.", "“It rained.”"],
    ),
    "a single mark repeated": ("'It rained.\n'It pours.'", ["'It rained.", "'It pours.'"]),
    "unclosed amid a block takes a sentence": ('They call it "due rain. It fell. It fell again.', ['"due rain.']),
    "one mark too many spoils one pair": (
        '"Rain is due. He left. "Go," she said.',
        ['"Rain is due. He left.', '"Go,"'],
    ),
    "a closing mark alone, with a speech tag": ("It is wet. Rain is due,” said Berg.", ["Rain is due,”"]),
    "left open over a paragraph": (
        "“Rain is due and we wait.\nIt will be long and heavy.” He left.",
        ["“Rain is due and we wait.", "It will be long and heavy.”"],
    ),
    "the line of a name goes on with nothing": ("“Rain is due and we wait.\nOla Berg.”", ["“Rain is due and we wait."]),
    "an inch mark inside a quotation": ('"A 5" pipe broke," she said.', ['"A 5" pipe broke,"']),
    "a year before the mark": ('"It was 2019" and "it was 2020" there.', ['"It was 2019"', '"it was 2020"']),
    "feet and inches": ("He is 6' 2\" and she 5'8\", 6’ 2” or 6′ 2″.", []),
    "degrees and minutes": ("At 59° 07' 30\" N, 11° 23' 15\" E.", []),
    "ditto marks": ('Oslo 5\n" 6\n"  , 7', []),
    "attributes of a page's source": ('<a id="771" name="b c">', ['"771"', '"b c"']),
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
    "a title before a comma": ("The host of “The Long Way to Halden,” a show, left.", True),
    "a nickname": ("Ola “Big River” Berg left.", True),
    "three japanese letters": ("They call it 「大きな」 there.", True),
    "a japanese sentence": ("「川は上がっている」", False),
    "a sentence": ("“The river is rising fast and nobody knows why.”", False),
}


@pytest.mark.parametrize(("text", "expected"), TERMS.values(), ids=TERMS.keys())
def test_terms_are_told_from_speech(text, expected):
    assert is_term(text, quoted_regions(text, blocks_of(text))[0]) is expected


@given(st.text(alphabet="aS b.,“”‘’‚'\"„«»‹›「」『』`\n1=") | st.text())
def test_regions_are_ordered_disjoint_and_inside_one_block(text):
    blocks = blocks_of(text)
    regions = quoted_regions(text, blocks)
    for region in regions:
        assert any(block.contains(region.outer) for block in blocks)
        assert region.outer.contains(region.inner)
        assert is_term(text, region) in (True, False)
    for one, two in pairwise(regions):
        assert one.outer.end <= two.outer.start


@pytest.mark.parametrize("mark", ["“", "”", "‘", "’", '"', "'", "`", "a’ ‘", "‘s’ ", "''", "“”", '"a" ', '5" '])
def test_a_hundred_thousand_marks_are_read(mark):
    text = mark * (100_000 // len(mark))
    assert all(q.outer.end <= len(text) for q in quoted_regions(text, [Span(0, len(text))]))
