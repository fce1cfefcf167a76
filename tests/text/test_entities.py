import pytest
from handmade import find, name_mentions, paragraphs, read
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.annotations import Mention
from copydesk.text.entities import resolve_entities
from copydesk.text.labels import refine_labels
from copydesk.text.spans import Span

GOLDEN = {
    "full name, then surname": (
        "Mina Odell spoke. Odell’s dog barked. Mrs Odell left.",
        {"Mina Odell": "PERSON", "Odell": "PERSON"},
        {("PERSON", "Mina Odell", ("Odell",)): 3},
    ),
    "surname first": (
        "Moon Tae-ri spoke. Moon left. Moon Tae Ri came back.",
        {"Moon Tae-ri": "PERSON", "Moon Tae Ri": "PERSON", "Moon": "PERSON"},
        {("PERSON", "Moon Tae Ri", ("Moon", "Moon Tae-ri")): 3},
    ),
    "headline before the full name": (
        "Berg to leave Halden Bank\nOla Berg will leave.",
        {"Berg": "PERSON", "Ola Berg": "PERSON"},
        {("PERSON", "Ola Berg", ("Berg",)): 2},
    ),
    "acronym in brackets": (
        "The World Herring Organization (WHO) met. The WHO voted.",
        {"World Herring Organization": "ORG", "WHO": "ORG"},
        {("ORG", "World Herring Organization", ("WHO",)): 3},
    ),
    "one country, many names": (
        "The US and the United States are one; Washington is a city.",
        {"US": "LOC", "United States": "LOC", "Washington": "LOC"},
        {("GPE", "United States", ("US",)): 2, ("GPE", "Washington", ()): 1},
    ),
    "nationals": (
        "South Koreans like South Korean tea.",
        {"South Koreans": "MISC", "South Korean": "MISC"},
        {("NORP", "South Korean", ("South Koreans",)): 2},
    ),
}


@pytest.mark.parametrize(("text", "names", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_mentions_of_one_thing_share_an_entity(text, names, expected):
    entities = resolve_entities(text, paragraphs(text), name_mentions(text, names))
    assert {(e.label, e.name, e.aliases): len(e.mentions) for e in entities} == expected


THREE_PARKS = """President Park Sun-hee opened the port in 2014. Foreign Minister Park Do met envoys on Monday.
Park Tae-won, professor of tides at Harrow College, said the water was rising.
“It will flood,” Park said.
Minister Park Do left for Oslo.
“Nobody listens,” Park said. President Park resigned."""


def test_a_bare_surname_is_the_one_who_spoke_and_not_the_one_named_in_between():
    names = dict.fromkeys(["Park Sun-hee", "Park Do", "Park Tae-won", "Park"], "PERSON")
    words = [
        ("the water was rising", "said", "Park Tae-won, professor of tides at Harrow College,"),
        ("“It will flood,”", "said", "Park"),
        ("“Nobody listens,”", "said", "Park"),
    ]
    _, speakers, entities, _ = read(THREE_PARKS, names, words)
    assert [s.name for s in speakers] == ["Park Tae-won"] * 3
    assert {e.name: len(e.mentions) for e in entities} == {"Park Sun-hee": 2, "Park Do": 2, "Park Tae-won": 3}


def test_related_headlines_do_not_move_the_focus():
    text = "Lee Do met Lee Ra. Lee Ra said no.\nLee Do wins cup\n“No,” Lee said."
    mentions = name_mentions(text, dict.fromkeys(["Lee Do", "Lee Ra", "Lee"], "PERSON"))
    sources = [find(text, "Lee Ra", 1), Span(find(text, "Lee said").start, find(text, "Lee said").start + 3)]
    entities = resolve_entities(text, paragraphs(text, {"Lee Do wins": "related_headline"}), mentions, sources)
    assert {e.name: len(e.mentions) for e in entities} == {"Lee Do": 2, "Lee Ra": 3}


labels = st.sampled_from(["PERSON", "ORG", "LOC", "MISC"])
spans = st.tuples(st.integers(0, 60), st.integers(0, 25), labels)


@settings(deadline=None)
@given(st.text(alphabet="PaLr k.’-(\n“", max_size=60), st.lists(spans, max_size=8))
def test_every_mention_is_in_exactly_one_entity(text, found):
    clean = [Mention(min(s, len(text)), min(s + n, len(text)), label, 0.5) for s, n, label in found]
    mentions = refine_labels(text, clean)
    entities = resolve_entities(text, paragraphs(text), mentions, [Span(0, 5)])
    assert sorted(i for entity in entities for i in entity.mentions) == list(range(len(mentions)))


def test_a_city_keeps_the_article_of_its_name():
    text = "They met in The Hague. The Gambia was there."
    mentions = name_mentions(text, {"The Hague": "LOC", "The Gambia": "LOC"})
    assert [entity.name for entity in resolve_entities(text, paragraphs(text), mentions)] == ["The Hague", "Gambia"]
