"""One article through all stages: the functions that the tasks map over articles, and `annotate`.

A stage never looks back: `streams` follows the zones, `Cast` the tagger's names, `attribute` the quotations.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.tagger.model import Tagger
from copydesk.text.annotations import ArticleEntity, Mention, Quotation, Reading, Role, Segment, Speaker
from copydesk.text.blocks import flowing
from copydesk.text.entities import resolve_entities
from copydesk.text.labels import refine_labels
from copydesk.text.mend import mend_mentions
from copydesk.text.page_facts import BODY_KINDS
from copydesk.text.quotations import assemble
from copydesk.text.roles import find_roles
from copydesk.text.sentences import split_sentences
from copydesk.text.spans import Span
from copydesk.text.speakers import resolve_speakers

LONE_KINDS = frozenset({"title", "standfirst", "caption", "pull_quote"})
"""Kinds that belong to the article but stand for themselves."""

READ_KINDS = BODY_KINDS | LONE_KINDS
"""Kinds that have sentences and may hold mentions and quotations."""

TAGGED_LANGUAGES = frozenset({"en", None})
"""Languages that the tagger reads; a text too short to tell is taken for English."""


@dataclass(frozen=True)
class Cast:
    """Who and what one article names. ``entities`` and ``roles`` index into ``mentions`` and ``entities``."""

    mentions: tuple[Mention, ...]
    entities: tuple[ArticleEntity, ...]
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Attributed:
    """A quotation with its speaker."""

    quotation: Quotation
    speaker: Speaker


@dataclass(frozen=True)
class Document:
    """One article, annotated."""

    text: str
    segments: tuple[Segment, ...]
    sentences: tuple[tuple[int, Span], ...]
    """Index of the segment, and the sentence's characters."""
    cast: Cast
    quotes: tuple[Attributed, ...]


def sentences(text: str, segments: Sequence[Segment]) -> list[tuple[int, Span]]:
    """Return (segment index, characters) of every sentence of the segments that are read."""
    text = flowing(text, segments)
    return [
        (index, Span(segment.start + start, segment.start + end))
        for index, segment in enumerate(segments)
        if segment.kind in READ_KINDS
        for start, end in split_sentences(text[segment.start : segment.end])
    ]


def streams(segments: Sequence[Segment]) -> list[list[Span]]:
    """Return the texts that the tagger reads apart: the body as one, each title, caption … alone."""
    body = [segment.span for segment in segments if segment.kind in BODY_KINDS]
    lone = [[segment.span] for segment in segments if segment.kind in LONE_KINDS]
    return [stream for stream in (body, *lone) if stream]


def cast(text: str, segments: Sequence[Segment], reading: Reading) -> Cast:
    """Resolve the tagger's names: finer labels, one entity a person or place, and the roles asserted of people."""
    text = flowing(text, segments)
    mentions = refine_labels(text, mend_mentions(text, segments, reading.mentions))
    sources = [attribution.source for attribution in reading.attributions if attribution.source]
    entities = resolve_entities(text, segments, mentions, sources)
    return Cast(tuple(mentions), tuple(entities), tuple(find_roles(text, mentions, entities)))


def attribute(text: str, segments: Sequence[Segment], reading: Reading, people: Cast) -> list[Attributed]:
    """Assemble the quotations of an article and resolve who said each."""
    text = flowing(text, segments)
    quotations = assemble(text, segments, reading.attributions)
    speakers = resolve_speakers(text, segments, quotations, people.mentions, people.entities, people.roles)
    return [Attributed(quotation, speaker) for quotation, speaker in zip(quotations, speakers, strict=True)]


def annotate(text: str, segments: Sequence[Segment], tagger: Tagger, *, read: bool = True) -> Document:
    """Run every stage over one zoned text; with ``read`` false (a foreign language) no names and quotations."""
    reading = tagger.read(text, streams(segments)) if read else Reading((), ())
    people = cast(text, segments, reading)
    return Document(
        text,
        tuple(segments),
        tuple(sentences(text, segments)),
        people,
        # Quotation marks alone would make quotations of a foreign language too.
        tuple(attribute(text, segments, reading, people) if read else ()),
    )


def entity_id(entity: ArticleEntity, article_id: str) -> str:
    """Return the entity's id over articles and versions: 16 hex digits of a sha256.

    A place is known by its GeoNames number or country, anything else by label and name. A person of whom the
    article gives one name only ("Park") stays that article's own: another article's Park is somebody else.
    """
    if entity.geonames_id is not None:
        key = f"geonames:{entity.geonames_id}"
    elif entity.label == "GPE" and entity.country_code:
        key = f"country:{entity.country_code}:{entity.name.casefold()}"
    else:
        key = f"{entity.label}:{entity.name.casefold()}"
        if entity.label == "PERSON" and len(entity.name.split()) < 2:
            key += f":{article_id}"
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]


def mention_sentences(document_sentences: Sequence[tuple[int, Span]], mentions: Sequence[Mention]) -> list[int | None]:
    """Return the index of the sentence that each mention starts in, both in text order; None outside of all."""
    order = sorted(range(len(document_sentences)), key=lambda index: document_sentences[index][1])
    found: list[int | None] = []
    at = 0
    for mention in mentions:
        while at < len(order) and document_sentences[order[at]][1].end <= mention.start:
            at += 1
        inside = at < len(order) and document_sentences[order[at]][1].start <= mention.start
        found.append(order[at] if inside else None)
    return found
