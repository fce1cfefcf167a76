"""Which quotation became which, and what of it counts as changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_versions import Made, Said, rows_of

from copydesk.difference.alignment import align
from copydesk.difference.pairs import pair_spans
from copydesk.difference.quotes import changed_fields, pair_quotes, quote_of
from copydesk.text.spans import Span

RATS = "“They catch the rats,” said Ida Brekke. “They pay no rent.”"


def quotes_of(text, *said):
    return [quote_of(row) for row in rows_of(Made("0" * 16, text, said), "r")["quotes"]]


PAIRS = {
    "the same words": (
        (RATS, [Said("They catch the rats,")]), (RATS, [Said("They catch the rats,")]), [(0, 0)],
    ),
    "words that moved": (
        (RATS, [Said("They catch the rats,"), Said("They pay no rent.", None, None)]),
        ("Owls.\n\n" + RATS, [Said("They catch the rats,"), Said("They pay no rent.", None, None)]),
        [(0, 0), (1, 1)],
    ),
    "more words": (
        (RATS, [Said("catch the rats,")]), (RATS, [Said("They catch the rats,")]), [(0, 0)],
    ),
    "few words in common, another cue": (
        (RATS, [Said("rats,", cue=None)]), (RATS, [Said("They catch the rats,", cue=None)]), [(0, None), (None, 0)],
    ),
    "other words at the same cue": (
        (RATS, [Said("They catch the rats,")]),
        ("“Nobody minds a few owls,” said Ida Brekke. “They pay no rent.”", [Said("Nobody minds a few owls,")]),
        [(0, 0)],
    ),
    "equal words in another place": (
        ("“No.”\n\nA line that goes with all its words.", [Said("No.", None, None)]),
        ("Quite another line stands here.\n\nAnd one more.\n\n\"NO.\"", [Said("NO.", None, None)]),
        [(0, 0)],
    ),
    "one that is gone": (
        (RATS, [Said("They catch the rats,"), Said("They pay no rent.", None, None)]),
        (RATS, [Said("They pay no rent.", None, None)]),
        [(0, None), (1, 0)],
    ),
    "the best of two": (
        (RATS, [Said("They catch the rats,")]),
        (RATS, [Said("catch the rats,", None, None), Said("They catch the rats,")]),
        [(0, 1), (None, 0)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "pairs"), PAIRS.values(), ids=PAIRS.keys())
def test_quotations_are_found_again(old, new, pairs):
    ours, theirs = quotes_of(old[0], *old[1]), quotes_of(new[0], *new[1])
    found = pair_quotes(ours, theirs, align(old[0], new[0]))
    assert [(one and one.number, other and other.number) for one, other in found] == pairs


FIELDS = {
    "nothing": ({}, {}, ()),
    "the speaker": ({}, {"speaker_id": "x", "speaker_name": "Jon Sund"}, ("speaker",)),
    "how the speaker was found": ({}, {"method": "surname"}, ("speaker",)),
    "who else spoke": ({}, {"other_speaker_ids": ["x"]}, ("speaker",)),
    "the kind": ({}, {"kind": "mixed"}, ("kind",)),
    "whether it was said": ({"is_speech": True}, {"is_speech": False}, ("kind",)),
    "a negation": ({}, {"cue_negated": True}, ("kind",)),
    "the words": ({}, {"content": "They catch rats,"}, ("content",)),
    "all": ({}, {"kind": "mixed", "method": "carried", "content": "They,"}, ("speaker", "kind", "content")),
    "a confidence is a detail": ({}, {"content_confidence": 0.2}, ()),
    "candidates are details": ({}, {"candidates": ["Jon Sund"]}, ()),
}


@pytest.mark.parametrize(("before", "after", "fields"), FIELDS.values(), ids=FIELDS.keys())
def test_what_of_a_quotation_counts_as_changed(before, after, fields):
    old, new = (quotes_of(RATS, Said("They catch the rats,", changes=changes))[0] for changes in (before, after))
    assert changed_fields(old, new, align(RATS, RATS)) == fields


def test_other_bounds_in_the_same_text_are_other_content():
    old, new = quotes_of(RATS, Said("They catch the rats,"), Said("They catch the rats,"))
    moved = new._replace(spans=(Span(0, 21),))
    assert changed_fields(old, moved, align(RATS, RATS)) == ("content",)


def test_other_places_in_another_text_are_the_same_content():
    (old,), (new,) = (quotes_of(text, Said("They catch the rats,")) for text in (RATS, "Owls.\n\n" + RATS))
    assert changed_fields(old, new, align(RATS, "Owls.\n\n" + RATS)) == ()


spans = st.lists(st.integers(0, 30).flatmap(lambda at: st.integers(at + 1, 31).map(lambda end: [Span(at, end)])))
lines = st.lists(st.sampled_from(["owls ate", "the rats", "owls"]), min_size=1, max_size=4).map("\n".join)


@given(lines, lines, spans, spans)
def test_pairs_are_the_same_from_the_other_side(old, new, ours, theirs):
    ours = [[Span(start, min(end, len(old)))] for [(start, end)] in ours if start < len(old)]
    theirs = [[Span(start, min(end, len(new)))] for [(start, end)] in theirs if start < len(new)]
    there = pair_spans(ours, theirs, align(old, new))
    back = pair_spans(theirs, ours, align(new, old))
    assert sorted(there) == sorted((i, j) for j, i in back)
    assert len({i for i, _ in there}) == len({j for _, j in there}) == len(there)
