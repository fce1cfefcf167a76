"""Which characters two texts share, and how their difference reads."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.difference.alignment import SAME, align
from copydesk.difference.texts import text_difference
from copydesk.text.spans import Span


def shown(old, new):
    """Return the difference as a person sees it: what differs within a line is in brackets."""
    return [
        f"{line.op} " + "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in line.pieces)
        for line in text_difference(align(old, new))
    ]


GOLDEN = {
    "a word": (
        "Rovers draw\n\nHe said the match was lost.\n\nIt rained.\n",
        "Rovers draw\n\nHe said the match was drawn.\n\nIt rained.\n",
        ["- He said the match was [lost].", "+ He said the match was [drawn]."],
    ),
    "a line more": ("One.\n\nThree.", "One.\n\nTwo.\n\nThree.", ["+ Two."]),
    "a line more at the end": ("One.", "One.\nTwo.", ["+ Two."]),
    "a line less": ("One.\n\nTwo.\n\nThree.\n", "One.\n\nThree.\n", ["- Two."]),
    "another text": ("The fox ran off.", "Nobody knows why.", ["- The fox ran off.", "+ Nobody knows why."]),
    "a line in two": ("One and two and three.", "One and two\nand three.", [
        "- One and two[ ]and three.", "+ One and two", "+ and three.",
    ]),
    "a moved line": ("A b c.\nD e f.\nG h i.", "D e f.\nG h i.\nA b c.", ["- A b c.", "+ A b c."]),
    "neighbouring words are one change": (
        "Brekke said the council would leave them alone.",
        "Moen said the council would move them out in spring.",
        ["- [Brekke] said the council would [leave] them [alone].",
         "+ [Moen] said the council would [move] them [out in spring]."],
    ),
    "letters without spaces": (
        "我们在港口等船。", "我们在车站等船。", ["- 我们在[港口]等船。", "+ 我们在[车站]等船。"],
    ),
    "white space alone": ("One.\n\nTwo.", "One.\nTwo.", []),
    "nothing": ("One.\n", "One.\n", []),
    "from nothing": ("", "One.\n\nTwo.", ["+ One.", "+ Two."]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "lines"), GOLDEN.values(), ids=GOLDEN.keys())
def test_a_difference_reads_as_a_person_would_tell_it(old, new, lines):
    assert shown(old, new) == lines


texts = st.lists(st.sampled_from(["the owls", "the rats", "a tower", "", "the", "owls ate"]), max_size=8).map("\n".join)


@given(texts, texts)
def test_blocks_are_equal_in_both_and_in_order(old, new):
    alignment = align(old, new)
    at = there = 0
    for block in alignment.blocks:
        assert block.size > 0
        assert block.old >= at
        assert block.new >= there
        assert old[block.old : block.old + block.size] == new[block.new : block.new + block.size]
        at, there = block.old + block.size, block.new + block.size


@given(texts, texts)
def test_the_way_back_tells_the_same(old, new):
    there, back = align(old, new), align(new, old)
    assert [(block.old, block.new, block.size) for block in there.blocks] == [
        (block.new, block.old, block.size) for block in back.blocks
    ]
    assert sorted(line.replace("+ ", "- ", 1) for line in shown(old, new) if line[0] == "+") == sorted(
        line for line in shown(new, old) if line[0] == "-"
    )


@given(texts, texts)
def test_outside_of_the_regions_the_texts_are_equal(old, new):
    alignment = align(old, new)
    rest_old = rest_new = ""
    at = there = 0
    for region in alignment.regions:
        rest_old += old[at : region.old.start].strip("\n")
        rest_new += new[there : region.new.start].strip("\n")
        at, there = region.old.end, region.new.end
    assert rest_old + old[at:].strip("\n") == rest_new + new[there:].strip("\n")


@given(texts, texts, st.data())
def test_spans_move_to_equal_characters(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    alignment = align(old, new)
    moved = alignment.forward([Span(start, end)])
    assert sum(last - first for first, last in moved) <= end - start
    for first, last in moved:
        assert new[first:last] in old[start:end]
        assert [old[slice(*span)] for span in alignment.backward([Span(first, last)])] == [new[first:last]]


def test_the_same_text_moves_nothing():
    assert SAME.forward([Span(3, 9)]) == [Span(3, 9)]
    assert SAME.regions == ()
    assert text_difference(SAME) == []


LARGE = {
    "two lines for ever": ("a\nb\n" * 50_000, "b\na\na\n" * 33_000),
    "nothing but blank lines in common": (
        "\n".join(f"old {i}\n" for i in range(50_000)), "\n".join(f"new {i}\n" for i in range(50_000)),
    ),
    "the same lines in another order": (
        "\n".join(map(str, range(20_000))), "\n".join(map(str, random.Random(1).sample(range(20_000), 20_000))),  # noqa: S311
    ),
    "one long line": ("wood " * 200_000, "wood " * 199_999 + "stone"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), LARGE.values(), ids=LARGE.keys())
def test_texts_that_would_take_a_square_of_their_length_are_compared(old, new):
    """With difflib alone any of them takes minutes to days."""
    alignment = align(old, new)
    assert all(old[at:][:1] == new[there:][:1] for at, there, _ in alignment.blocks[:50])
    assert len(text_difference(alignment)) > 0
