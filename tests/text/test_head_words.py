import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.head_words import source_head
from copydesk.text.spans import Span

GOLDEN = {
    "apposition": ("Mina Odell, professor of soil science at Harrow College", "Mina Odell"),
    "principal": ("a spokesman for the ministry", "spokesman"),
    "owner pronoun": ("her spokesman", "spokesman"),
    "owner": ("Odell’s office", "office"),
    "owner alone": ("Odell’s", "Odell"),
    "name of a house": ("the White House", "White House"),
    "documents": ("documents seen by Reuters", "documents"),
    "pronoun": ("he", "he"),
    "pronoun with clause": ("those who left", "those"),
    "no one": ("no one at the mill", "no one"),
    "one of many": ("one of the protesters", "one"),
    "title": ("Foreign Minister Ola Berg", "Ola Berg"),
    "courtesy": ("Mr. Berg", "Berg"),
    "role before": ("Halden captain Ola Berg", "Ola Berg"),
    "body and role before": ("Harbour Authority spokeswoman Mina Odell", "Mina Odell"),
    "title alone": ("the Prime Minister", "Prime Minister"),
    "former title": ("former Finance Director of Halden Bank", "Director"),
    "initials": ("J. K. Berg", "J. K. Berg"),
    "particles": ("Anna van der Berg", "Anna van der Berg"),
    "party in brackets": ("Sen. Ola Berg (D-Ky.)", "Ola Berg"),
    "name modifies": ("Odell officials", "officials"),
    "senior official": ("a senior Harbour Authority official", "official"),
    "of inside a name": ("the Bank of Norway", "Bank of Norway"),
    "body named like a title": ("the Justice Department", "Justice Department"),
    "common noun": ("the foreign ministry", "ministry"),
    "initialism": ("the U.S.", "U.S."),
    "two speakers": ("Odell and Berg", "Odell"),
    "neither": ("neither Odell nor Berg", "Odell"),
    "both": ("both Odell and Berg", "Odell"),
    "participle": ("officials briefed on the matter", "officials"),
    "participle before": ("the detained lawyer", "lawyer"),
    "adjective after": ("people familiar with it", "people"),
    "numeral": ("66% of voters", "66%"),
    "plan of a ministry": ("The ministry’s 2023 action plan", "plan"),
    "nickname": ("Ola “Bear” Berg, a farmer", "Ola “Bear” Berg"),
    "quotation marks behind an owner": ("the council’s so-called “river plan”", "plan"),
    "adjective behind an owner": ("Ken's old boss, Ola Berg,", "boss"),
    "adjective behind a possessive": ("my old shipmate Ola Berg", "Ola Berg"),
    "adjective behind an article": ("the old man", "man"),
    "all who": ("all involved", "all"),
    "where they stand": ("Protesters outside Halden Bank", "Protesters"),
    "adverb of the cue": ("a company spokeswoman later", "spokeswoman"),
    "preposition inside a name": ("Sailors Without Borders", "Sailors Without Borders"),
    "title of many": ("Councillors Ola Berg and Mina Odell", "Ola Berg"),
    "a given name that is a title": ("Halden captain Dean Berg", "Dean Berg"),
    "only an article": ("the", "the"),
    "no word": ("…", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("source", "head"), GOLDEN.values(), ids=GOLDEN.keys())
def test_the_head_is_the_name_or_the_noun(source, head):
    text = f"“It rains,” said {source} on Monday."
    start = text.index(source, 17)
    found = source_head(text, Span(start, start + len(source)))
    assert (text[found.start : found.end] if found else None) == head


@given(st.text() | st.text(alphabet="A b.’s “”of the\n"), st.integers(-2, 9), st.integers(-2, 30))
def test_the_head_lies_within_the_source(text, start, end):
    span = Span(max(0, min(start, len(text))), max(0, min(end, len(text))))
    head = source_head(text, span)
    assert head is None or span.start <= head.start < head.end <= span.end


def test_a_source_of_any_length_is_read_in_no_time():
    text = "A" * 100_000 + " b" * 50_000
    assert source_head(text, Span(0, len(text))) is not None
