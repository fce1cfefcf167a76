"""What recurs over documents: how it is counted, from what on it is residue, and what is forgotten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text import recurrence
from copydesk.text.affixes import bare_key, split_prefix, split_suffix
from copydesk.text.comparison import comparable
from copydesk.text.lessons import Lesson, lesson, threshold
from copydesk.text.recurrence import Document, Pattern, count_documents, pattern_id, sightings

DROP = "d" * 16
SLOGAN = "The Herald tells the north what the north is talking about."

PREFIXES = {
    "a colon": ("READ MORE: Owls move into the tower", ("read more:", "owls move into the tower")),
    "a bar": ("Also Read | Owls move in", ("also read |", "owls move in")),
    "an arrow": ("Se også > Ugler i tårnet", ("se også >", "ugler i tårnet")),
    "a dash of any kind": ("SEOUL, May 3 (HP) — Rain fell.", ("seoul, may 3 (hp) -", "rain fell")),
    "a bracket that is closed": ("(Image: Ola Lunde)", ("(image:", "ola lunde")),
    "a bracket that is not": ("(Image: Ola Lunde) said the caption", None),
    "a full-width colon needs no space": ("相关阅读：猫头鹰搬进塔楼", ("相关阅读:", "猫头鹰搬进塔楼")),
    "a time is none": ("10:30 doors open", None),
    "an address is none": ("https://herald.example/owls", None),
    "a hyphen is none": ("Well-known owls move in", None),
    "nothing behind it": ("Related:", None),
    "nothing but marks before it": (">> : owls", None),
    "a clause before it": ("What the town council of Arvika wants: owls", None),
    "a mark far into the line": ("x" * 70 + ": owls", None),
}
SUFFIXES = {
    "a dash": ("Owls move in – The Herald", ("- the herald", "owls move in")),
    "a bar": ("Owls move in | Herald", ("| herald", "owls move in")),
    "the last mark": ("Owls | Towns | Herald", ("| herald", "owls | towns")),
    "a clause behind it": ("Owls - and the whole town knows who brought them", None),
    "no mark": ("Owls move in", None),
    "nothing before it": ("- Herald", None),
}


@pytest.mark.parametrize(("line", "expected"), PREFIXES.values(), ids=PREFIXES.keys())
def test_a_prefix_ends_in_a_mark_near_the_line_s_start(line, expected):
    assert split_prefix(comparable(line)) == expected


@pytest.mark.parametrize(("line", "expected"), SUFFIXES.values(), ids=SUFFIXES.keys())
def test_a_suffix_begins_with_a_mark_near_the_line_s_end(line, expected):
    assert split_suffix(comparable(line)) == expected


@given(st.text(alphabet="aB :|-–>»()[]：1", max_size=200))
def test_no_line_is_too_strange_to_be_split(line):
    for split in (split_prefix(comparable(line)), split_suffix(comparable(line))):
        assert split is None or (split.affix in comparable(line) and split.rest)


def documents(*texts, start=0):
    return [Document(f"f{n}", DROP, (f"{n:016x}",), (text,)) for n, text in enumerate(texts, start)]


def counted(*texts, known=None, before=0, publisher="Herald", titles=()):
    keys = set(map(bare_key, titles))
    patterns = count_documents(
        publisher,
        known or {},
        documents(*texts, start=before),
        before,
        threshold(publisher),
        lambda _kind, key, _family: key in keys,
    )
    assert list(patterns) == [
        pattern_id(publisher, pattern.kind, bare_key(pattern.text) if pattern.kind == "line" else pattern.text)
        if pattern.text
        else identifier
        for identifier, pattern in patterns.items()
    ]
    return patterns


def seen(patterns):
    return {(pattern.kind, pattern.text): pattern.documents for pattern in patterns.values() if pattern.text}


def test_a_line_counts_once_a_document_however_often_and_in_whatever_case_it_stands_there():
    patterns = counted(f"{SLOGAN}\n{SLOGAN}\nOne.", f"{SLOGAN.upper()}\nTwo.", "Three.")
    assert seen(patterns) == {("line", SLOGAN): 2}


def test_what_one_document_shows_is_a_count_without_its_text():
    assert {pattern.text for pattern in counted("Rain fell on Tveit.").values()} == {None}


def test_near_duplicates_are_one_document():
    twice = Document("f", DROP, ("1" * 16, "2" * 16), (f"{SLOGAN}\nOne.", f"{SLOGAN}\nTwo."))
    patterns = count_documents("Herald", {}, [twice], 0, 3, lambda *_: False)
    assert [(pattern.documents, pattern.examples) for pattern in patterns.values()] == [
        (1, ("1" * 16,)), (1, ("1" * 16,)), (1, ("2" * 16,))
    ]  # fmt: skip


def test_a_prefix_counts_the_documents_in_which_something_new_follows():
    pages = [f"READ MORE: Story number {word}" for word in ("one", "two", "two", "three")]
    assert seen(counted(*pages))["prefix", "read more:"] == 3
    assert ("prefix", "read more:") not in seen(counted(*["READ MORE: Story number one"] * 4))


def test_a_rest_that_earlier_drops_had_is_not_new():
    first = counted("READ MORE: Story number one", "READ MORE: Story number two")
    second = counted("READ MORE: Story number two", "READ MORE: Story number three", known=first, before=2)
    assert seen(second)["prefix", "read more:"] == 3


def test_one_drop_of_all_and_a_drop_for_each_count_the_same():
    pages = [f"{SLOGAN}\nMore: Story number {n // 2}\nText {n % 3}." for n in range(9)]
    at_once = counted(*pages)
    patterns: dict[str, Pattern] = {}
    for number, page in enumerate(pages):
        patterns = counted(page, known=patterns, before=number)
    assert patterns == at_once


@given(st.lists(st.lists(st.sampled_from(["a b", "c: d", "c: e", "f - g", "h - g"]), max_size=4), max_size=8))
def test_no_pattern_counts_more_documents_than_there_are(pages):
    for pattern in counted(*("\n".join(page) for page in pages), titles=["d", "a b"]).values():
        assert 1 <= pattern.documents <= len(pages)
        assert pattern.titled <= pattern.documents
        assert len(pattern.examples) == min(3, pattern.documents)
        assert pattern.documents_before < pattern.last_document <= len(pages)


def test_the_documents_before_and_the_first_examples_are_remembered():
    first = counted("One.", f"{SLOGAN}", f"{SLOGAN}")
    later = counted(*[SLOGAN] * 3, known=first, before=3)
    (pattern,) = [pattern for pattern in later.values() if pattern.text == SLOGAN]
    assert pattern == Pattern(
        "line", SLOGAN, 11, 5, 0, DROP, tuple(f"{n:016x}" for n in (1, 2, 3)), documents_before=1, last_document=6
    )


def test_publishers_never_share_a_pattern():
    assert counted(SLOGAN, publisher="Herald").keys().isdisjoint(counted(SLOGAN, publisher="Courier"))
    assert counted(SLOGAN, publisher=None).keys().isdisjoint(counted(SLOGAN, publisher="None"))


def test_only_so_many_patterns_are_kept_the_most_frequent_and_the_last_seen(monkeypatch):
    for name in ("SETTLED_KEPT", "SHORT_KEPT", "LONG_KEPT"):
        monkeypatch.setattr(recurrence, name, 2)
    monkeypatch.setattr(recurrence, "CHUNK", 3)
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    long = " and so on" * 8
    pages = [
        f"{SLOGAN}\nShort {word}\nLong {word}{long}\nTwice {number // 2 * 'x'}" for number, word in enumerate(words)
    ]
    patterns = counted(*pages)
    assert len(patterns) <= 6
    assert seen(patterns)["line", SLOGAN] == 9
    assert {pattern.last_document for pattern in patterns.values() if pattern.words > 20} == {8, 9}
    assert {pattern.documents for pattern in patterns.values() if pattern.words == 2} == {2}
    assert patterns == counted(*pages)


def test_lines_without_letters_and_endless_ones_are_no_patterns():
    assert list(sightings("12:30\n---\n\n" + "word " * 1000)) == []


def test_of_a_text_of_a_million_lines_the_edges_are_looked_at():
    lines = [f"line {letter}" for letter in "abc"]
    text = "\n".join([lines[0], *["middle"] * 1_000_000, lines[2]])
    found = [sighting.text for sighting in sightings(text)]
    assert found[0] == lines[0]
    assert found[-1] == lines[2]
    assert len(found) == 2 * recurrence.EDGE_LINES


QUOTED = "“We will never again let the river take a bridge from this town,” said the mayor of Arvika."
BACKGROUND = (
    "The flood of May was the worst that the valley has seen since its records began, and it carried away four bridges,"
    " two mills and the only road to the coast."
)
LESSONS = {
    "a short line": (SLOGAN, 3, 8, Lesson("other_residue", None)),
    "too few documents": (SLOGAN, 2, 2, Lesson(None, "below_threshold")),
    "a label on one page in twenty": ("Kings of the hill", 3, 60, Lesson("other_residue", None)),
    "a sentence on one page in twenty": ("The police want to hear from witnesses.", 3, 60, Lesson(None, "too_rare")),
    "a chance among many documents": ("No one was hurt.", 3, 200, Lesson(None, "too_rare")),
    "a short quotation by chance": ("“No comment.”", 4, 20, Lesson(None, "too_rare_for_prose")),
    "a background paragraph": (BACKGROUND, 4, 10, Lesson(None, "too_rare_for_prose")),
    "a long notice on most pages": (BACKGROUND, 8, 10, Lesson("other_residue", None)),
    "long and quoted, on every page": (QUOTED, 50, 50, Lesson(None, "long_and_quoted")),
    "a byline": ("By Anna Berg", 5, 8, Lesson("byline", "known_by_words")),
    "a newsletter": ("Sign up for our newsletter", 5, 8, Lesson("newsletter_widget", "known_by_words")),
}


@pytest.mark.parametrize(("text", "documents", "of", "expected"), LESSONS.values(), ids=LESSONS.keys())
def test_a_line_is_residue_from_as_many_documents_as_its_looks_ask_for(text, documents, of, expected):
    words = len(text.split())
    pattern = Pattern("line", text, words, documents, 0, DROP, (), 0, of)
    assert lesson("Herald", pattern, of, frozenset()) == expected


AFFIXES = {
    "words of a pointer": ("prefix", "read more:", 0, Lesson("related_headline", None)),
    "words of a credit": ("prefix", "(image:", 0, Lesson("caption", None)),
    "other words before titles": ("prefix", "også i herald:", 1, Lesson("related_headline", None)),
    "an interviewer": ("prefix", "question:", 0, Lesson(None, "unclear")),
    "a speaker": ("prefix", "dr. kim:", 0, Lesson(None, "unclear")),
    "a dateline": ("prefix", "seoul, may 3 (hp) -", 0, Lesson(None, "unclear")),
    "words that name another kind": ("prefix", "by:", 0, Lesson("byline", "known_by_words")),
    "the site after titles": ("suffix", "- the herald", 1, Lesson("related_headline", None)),
    "anything after anything": ("suffix", "- reuters", 0, Lesson(None, "unclear")),
}


@pytest.mark.parametrize(("kind", "text", "titled", "expected"), AFFIXES.values(), ids=AFFIXES.keys())
def test_an_affix_needs_evidence_of_what_its_lines_are(kind, text, titled, expected):
    pattern = Pattern(kind, text, 2, 4, titled, DROP, (), 0, 8)
    assert lesson("Herald", pattern, 8, frozenset()) == expected


def test_a_headline_that_many_pages_lead_to_is_one_and_no_other_residue():
    pattern = Pattern("line", "Owls move into the old tower", 6, 4, 3, DROP, (), 0, 8)
    assert lesson("Herald", pattern, 8, frozenset()) == Lesson("related_headline", None)


def test_without_a_publisher_more_documents_are_needed():
    pattern = Pattern("line", SLOGAN, 11, 4, 0, DROP, (), 0, 4)
    assert lesson(None, pattern, 4, frozenset()) == Lesson(None, "below_threshold")
    assert lesson(None, pattern._replace(documents=5), 5, frozenset()) == Lesson("other_residue", None)


def test_settings_keep_a_pattern_however_it_is_written():
    pattern = Pattern("line", SLOGAN, 11, 4, 0, DROP, (), 0, 4)
    keep = frozenset({bare_key(SLOGAN.upper())})
    assert lesson("Herald", pattern, 4, keep) == Lesson(None, "kept_by_settings")


def test_a_line_is_measured_by_the_documents_since_it_was_first_seen():
    """After a new design of the site its old pages do not speak against the new furniture."""
    pattern = Pattern("line", SLOGAN, 11, 5, 0, DROP, (), documents_before=990, last_document=1000)
    assert lesson("Herald", pattern, 1000, frozenset()).why_not is None
    assert lesson("Herald", pattern._replace(documents_before=0), 1000, frozenset()).why_not == "too_rare"
