import pytest
from handmade import paragraphs, read
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.annotations import Attribution, Mention
from copydesk.text.entities import resolve_entities
from copydesk.text.labels import refine_labels
from copydesk.text.quotations import assemble
from copydesk.text.roles import find_roles
from copydesk.text.spans import Span
from copydesk.text.speakers import resolve_speakers

NAMES = {
    "Mina Odell": "PERSON", "Odell": "PERSON", "Ola Berg": "PERSON", "Berg": "PERSON", "Mary Holt": "PERSON",
    "Holt": "PERSON", "Park Rin": "PERSON", "Tokyo": "LOC", "Norwegian": "MISC", "Halden Bank": "ORG", "Oslo": "LOC",
}  # fmt: skip
# text, attributions (content, cue, source), (name, method) of each quotation
GOLDEN = {
    "full name": ("Mina Odell said it rains.", [("it rains", "said", "Mina Odell")], [("Mina Odell", "explicit")]),
    "apposition": (
        "Mina Odell, head of Halden Bank, said it rains.",
        [("it rains", "said", "Mina Odell, head of Halden Bank,")],
        [("Mina Odell", "explicit")],
    ),
    "surname": (
        "Mina Odell came. It rains, Odell said.",
        [("It rains", "said", "Odell")],
        [("Mina Odell", "surname")],
    ),
    "alias": ("Mina Odell came. Rain fell, Mina said.", [("Rain fell", "said", "Mina")], [("Mina Odell", "alias")]),
    "he is the last speaker": (
        "Ola Berg said it rains.\n“It pours,” he added.",
        [("it rains", "said", "Ola Berg"), ("“It pours,”", "added", "he")],
        [("Ola Berg", "explicit"), ("Ola Berg", "pronoun")],
    ),
    "she is not the man who spoke last": (
        "Mary Holt came with Ola Berg. Ola Berg said it rains. “It pours,” she added.",
        [("it rains", "said", "Ola Berg"), ("“It pours,”", "added", "she")],
        [("Ola Berg", "explicit"), ("Mary Holt", "pronoun")],
    ),
    "nominal": (
        "Norwegian Foreign Minister Mina Odell met bankers.\nRain fell, the minister said.",
        [("Rain fell", "said", "the minister")],
        [("Mina Odell", "nominal")],
    ),
    "her spokesman is not her": (
        "Mina Odell left. Rain fell, her spokesman said.",
        [("Rain fell", "said", "her spokesman")],
        [(None, "unresolved")],
    ),
    "a spokesman for her is not her": (
        "Mina Odell left. Rain fell, a spokesman for Mina Odell said.",
        [("Rain fell", "said", "a spokesman for Mina Odell")],
        [(None, "unresolved")],
    ),
    "her spokesman by name": (
        "Mina Odell left. Rain fell, her spokesman Ola Berg said.",
        [("Rain fell", "said", "her spokesman Ola Berg")],
        [("Ola Berg", "explicit")],
    ),
    "capital that means a government": (
        "Tokyo insisted that it rains.",
        [("it rains", "insisted", "Tokyo")],
        [("Tokyo", "explicit")],
    ),
    "institution as written": (
        "The Norwegian foreign ministry said it rains.",
        [("it rains", "said", "The Norwegian foreign ministry")],
        [("Norwegian foreign ministry", "explicit")],
    ),
    "group": ("It rains, analysts said.", [("It rains", "said", "analysts")], [("analysts", "explicit")]),
    "document": (
        "The ministry’s 2031 rain plan described wet days.",
        [("wet days", "described", "The ministry’s 2031 rain plan")],
        [("ministry’s 2031 rain plan", "explicit")],
    ),
    "a plan in quotation marks": (
        "The mill’s “dry bank” plan described wet days. So did the council’s so-called “wet bank plan”.",
        [
            ("wet days", "described", "The mill’s “dry bank” plan"),
            ("wet days", "did", "the council’s so-called “wet bank plan”"),
        ],
        [("mill’s “dry bank” plan", "explicit"), ("council’s so-called “wet bank plan”", "explicit")],
    ),
    "carried": (
        "“It rains,” Ola Berg said.\n“It pours and it will not stop.”\n“Nobody has a boat for that.”",
        [("“It rains,”", "said", "Ola Berg")],
        [("Ola Berg", "explicit"), ("Ola Berg", "carried"), ("Ola Berg", "carried")],
    ),
    "not carried over far": (
        "“It rains,” Ola Berg said.\nA boat came.\nIt left.\nIt came back.\n“It pours and it will not stop.”",
        [("“It rains,”", "said", "Ola Berg")],
        [("Ola Berg", "explicit"), (None, "unresolved")],
    ),
    "but added": (
        "It rains, Ola Berg said, but added that it would stop.",
        [("It rains", "said", "Ola Berg"), ("it would stop", "added", None)],
        [("Ola Berg", "explicit"), ("Ola Berg", "carried")],
    ),
    "nobody known": (
        "“It rains and it pours,” it was heard.",
        [("“It rains and it pours,”", "heard", None)],
        [(None, "unresolved")],
    ),
}


@pytest.mark.parametrize(("text", "words", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_speakers_follow_the_golden_rules(text, words, expected):
    _, speakers, *_ = read(text, NAMES | ({"Mina": "PERSON"} if "Mina said" in text else {}), words)
    assert [(s.name, s.method) for s in speakers] == expected
    assert all(0 <= s.confidence <= 1 for s in speakers)


def test_a_speaker_carries_the_role_that_the_article_gives():
    text = "Mina Odell, professor of tides at Harrow College, said it rains. “It pours,” Odell said."
    _, speakers, *_ = read(text, NAMES, [("it rains", "said", "Mina Odell, professor of tides at Harrow College,"),
                                         ("“It pours,”", "said", "Odell")])  # fmt: skip
    assert [s.role for s in speakers] == ["professor of tides"] * 2


def test_an_interview_speaks_in_the_first_person():
    text = "Interview with Mary Holt\nMary Holt has sailed for years.\nWhy sail?\nI think it is fun."
    _, speakers, *_ = read(text, NAMES, [("it is fun", "think", "I")])
    assert [(s.name, s.method) for s in speakers] == [("Mary Holt", "pronoun")]


def spans(size):
    return st.tuples(st.integers(0, size), st.integers(0, 30)).map(lambda p: Span(p[0], p[0] + p[1]))


@settings(deadline=None)
@given(
    st.text(alphabet="OhB he,.“”’\n", max_size=80),
    st.lists(st.tuples(spans(80), st.sampled_from(["PERSON", "ORG", "LOC", "MISC"])), max_size=6),
    st.lists(
        st.builds(Attribution, spans(80), st.none() | spans(80), st.none() | spans(80), st.floats(0, 1)), max_size=5
    ),
)
def test_any_reading_has_a_speaker_or_none_for_each_quotation(text, named, attributions):
    found = [Mention(min(s.start, len(text)), min(s.end, len(text)), label, 0.5) for s, label in named]
    mentions = refine_labels(text, found)
    segments = paragraphs(text)
    entities = resolve_entities(text, segments, mentions, [a.source for a in attributions if a.source])
    quotations = assemble(text, segments, attributions)
    speakers = resolve_speakers(text, segments, quotations, mentions, entities, find_roles(text, mentions, entities))
    assert len(speakers) == len(quotations)
    for speaker in speakers:
        assert speaker.name != ""
        assert (speaker.name is None) == (speaker.method == "unresolved")
        assert 0 <= speaker.confidence <= 1


def test_a_source_that_names_nothing_is_unresolved():
    text = "Sanctions that the port had imposed, which hurt, the mill said."
    _, speakers, *_ = read(text, NAMES, [("Sanctions", "imposed", "which")])
    assert [(s.name, s.method) for s in speakers] == [(None, "unresolved")]


def test_a_pronoun_takes_up_the_person_named_in_its_sentence_before_the_last_speaker():
    text = "Mina Odell said it rains.\nThe call followed Ola Berg’s visit to Oslo, where he promised boats."
    _, speakers, *_ = read(text, NAMES, [("it rains", "said", "Mina Odell"), ("boats", "promised", "he")])
    assert [s.name for s in speakers] == ["Mina Odell", "Ola Berg"]
