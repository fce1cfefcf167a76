"""Texts that a reader takes for the same compare equal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.comparison import comparable

ALIKE = {
    "case": ("The Pier REOPENS", "the pier reopens"),
    "sharp s": ("STRASSE", "Straße"),
    "Greek final sigma": ("ΟΔΟΣ", "οδος"),
    "Turkish i": ("İSTANBUL IŞIK", "istanbul ışık"),
    "curly quotation marks": ("“It’s ‘here’”", "\"it's 'here'\""),
    "low quotation marks": ("„Nein“", '"nein"'),
    "an acute for an apostrophe": ("it´s", "it's"),
    "dashes": ("Rain – at last — falls", "rain - at last - falls"),
    "non-breaking and other spaces": ("5\u00a0000\u202f€  a\u3000b\t c", "5 000 € a b c"),
    "white space at the edges": ("\u00a0 pier \n", "pier"),
    "ligatures": ("eﬃcient ﬁre", "efficient fire"),
    "full-width letters": ("ＮＨＫ１２", "nhk12"),
    "half-width kana": ("ﾆｭｰｽ", "ニュース"),
    "an accent apart": ("cafe\u0301", "café"),
    "Arabic presentation forms": ("\ufefb", "لا"),
    "stretched Arabic": ("محـــمد", "محمد"),
    "a soft hyphen": ("har\u00adbour", "harbour"),
    "zero-width characters": ("har\u200bbour\ufeff", "harbour"),
    "joiners": ("می\u200cروم", "میروم"),
    "direction marks": ("\u202bשלום\u202c\u200e", "שלום"),
    "emoji of two styles": ("❤\ufe0f", "❤"),
    "three dots": ("loading…", "loading..."),
}
DIFFERENT = {
    "accents": ("resume", "résumé"),
    "guillemets are no quotation marks": ("«oui»", '"oui"'),
    "marks stay": ("pier!", "pier"),
    "words": ("a pier", "apier"),
}


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=ALIKE.keys())
def test_the_same_to_a_reader_compares_equal(one, other):
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_what_a_reader_tells_apart_compares_unequal(one, other):
    assert comparable(one) != comparable(other)


ANY = st.text() | st.text(alphabet=st.characters(min_codepoint=0x80))


@given(ANY)
def test_the_form_is_final(text):
    assert comparable(comparable(text)) == comparable(text)


@given(ANY)
def test_composed_and_decomposed_texts_compare_equal(text):
    assert comparable(unicodedata.normalize("NFD", text)) == comparable(unicodedata.normalize("NFC", text))


def test_a_run_of_marks_that_nobody_writes_is_cut_and_takes_no_time():
    assert len(comparable("a" + "\u0301\u0316" * 200_000 + "b")) < 40


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_plain_ascii_only_loses_case_and_white_space(text):
    assert comparable(text) == " ".join(text.lower().split())
