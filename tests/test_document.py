"""One article through all stages: what is read together, how entities get their ids, and whatever text comes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.document import READ_KINDS, annotate, entity_id, mention_sentences, sentences, streams
from copydesk.tagger.model import Tagger
from copydesk.text.annotations import ArticleEntity, Mention, Segment
from copydesk.text.spans import Span
from copydesk.text.zones import paragraphs_only
from copydesk.zoner import zone_text

UNHURRIED = settings(max_examples=40, deadline=None)
"""An example takes milliseconds, but many times that where other work takes the cores: no test is about time."""

SEGMENTS = [
    Segment("title", 0, 10, "test"),
    Segment("caption", 11, 20, "test"),
    Segment("paragraph", 21, 30, "test"),
    Segment("ad_marker", 31, 40, "test"),
    Segment("list_item", 41, 50, "test"),
    Segment("pull_quote", 51, 60, "test"),
    Segment("subheading", 61, 70, "test"),
]


@pytest.fixture(scope="module")
def tagger():
    return Tagger()


def test_the_body_is_read_as_one_and_what_stands_for_itself_alone():
    assert streams(SEGMENTS) == [[(21, 30), (41, 50), (61, 70)], [(0, 10)], [(11, 20)], [(51, 60)]]


def test_nothing_is_read_where_there_is_nothing_to_read():
    assert streams([]) == streams([Segment("legal", 0, 5, "test")]) == []


def test_only_what_is_read_has_sentences():
    text = "He left. She stayed.\nShare this. Now.\nThey met."
    segments = [Segment("paragraph", 0, 20, "t"), Segment("share_widget", 21, 37, "t"), Segment("caption", 38, 47, "t")]
    found = [(index, text[start:end]) for index, (start, end) in sentences(text, segments)]
    assert found == [(0, "He left."), (0, "She stayed."), (2, "They met.")]


def entity(label, name, **place):
    return ArticleEntity(label, name, (), (0,), **place)


SAME = {
    "a person of two names in two articles": (
        (entity("PERSON", "Ida Brekke"), "a"), (entity("PERSON", "IDA BREKKE"), "b"), True),
    "a person of one name in two articles": ((entity("PERSON", "Park"), "a"), (entity("PERSON", "Park"), "b"), False),
    "a person of one name in one article": ((entity("PERSON", "Park"), "a"), (entity("PERSON", "park"), "a"), True),
    "an organisation of one name": ((entity("ORG", "Rowers"), "a"), (entity("ORG", "Rowers"), "b"), True),
    "a person and an organisation": ((entity("ORG", "Ida Brekke"), "a"), (entity("PERSON", "Ida Brekke"), "a"), False),
    "one place by two names": (
        (entity("GPE", "Seoul", geonames_id=7), "a"), (entity("GPE", "Seoul City", geonames_id=7), "b"), True),
    "two places of one name": (
        (entity("GPE", "Paris", geonames_id=1), "a"), (entity("GPE", "Paris", geonames_id=2), "b"), False),
    "one country": (
        (entity("GPE", "Kenya", country_code="KE"), "a"), (entity("GPE", "Kenya", country_code="KE"), "b"), True),
    "a country and its people": (
        (entity("GPE", "Kenya", country_code="KE"), "a"), (entity("NORP", "Kenya", country_code="KE"), "a"), False),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), SAME.values(), ids=SAME.keys())
def test_entities_are_the_same_over_articles_by_the_golden_rules(one, other, same):
    assert (entity_id(*one) == entity_id(*other)) is same


def test_an_entity_s_id_never_changes():
    assert entity_id(entity("PERSON", "Ida Brekke"), "a") == "2c68593390092214"


def test_a_mention_belongs_to_the_sentence_in_which_it_starts():
    found = [(0, Span(20, 30)), (1, Span(0, 10)), (1, Span(10, 15))]
    mentions = [Mention(start, start + 2, "ORG", 1.0) for start in (0, 9, 10, 16, 25, 40)]
    assert mention_sentences(found, mentions) == [1, 1, 2, None, 0, None]
    assert mention_sentences([], mentions) == [None] * 6


def test_what_is_not_read_has_no_names_and_no_quotations(tagger):
    text = "“We will rebuild the bridge by spring,” said Maria Lindqvist, the mayor of Arvika."
    found = annotate(text, paragraphs_only(text), tagger, read=False)
    assert found.cast.mentions == found.quotes == ()
    assert len(found.sentences) == 1


@UNHURRIED
@given(text=st.text(alphabet="aB. ,“”‘’'\"\n—Lindqvist said\U0001f6a2", max_size=300), zoned=st.booleans())
def test_everything_that_is_found_lies_where_it_may(tagger, text, zoned):
    segments = zone_text(text) if zoned else paragraphs_only(text)
    found = annotate(text, segments, tagger)
    read = [segment.span for segment in segments if segment.kind in READ_KINDS]

    def inside(span):
        return any(start <= span.start < span.end <= end for start, end in read)

    assert all(inside(span) for _, span in found.sentences)
    assert all(inside(mention.span) for mention in found.cast.mentions)
    for quote in found.quotes:
        assert all(0 <= start < end <= len(text) for start, end in quote.quotation.content)
        assert list(quote.quotation.content) == sorted(quote.quotation.content)
        assert quote.speaker.entity is None or quote.speaker.entity < len(found.cast.entities)
    assert found == annotate(text, segments, tagger)
