"""What is known about a text: the records that the tagger and the text rules hand on.

All spans are code points of the source text (`copydesk.text.spans`).
"""

from dataclasses import dataclass
from typing import NamedTuple

from copydesk.text.spans import Span


class Segment(NamedTuple):
    """A typed stretch of the source text; `copydesk.text.zones` says which kinds there are."""

    kind: str
    start: int
    end: int
    rule: str
    """Id of the rule that decided the kind."""

    @property
    def span(self) -> Span:
        """The characters of the segment."""
        return Span(self.start, self.end)


class Mention(NamedTuple):
    """A name in the text. Labels: PERSON, ORG, GPE, LOC, NORP, EVENT, MISC."""

    start: int
    end: int
    label: str
    confidence: float
    """Mean probability of the label over the mention's words, 0 to 1."""

    @property
    def span(self) -> Span:
        """The characters of the mention."""
        return Span(self.start, self.end)


class Attribution(NamedTuple):
    """One run of attributed words as the tagger saw it, before quotations are assembled.

    Source of the terms: PARC3/PolNeAR (source, cue, content).
    """

    content: Span
    cue: Span | None
    source: Span | None
    confidence: float
    """How probable it is that these words are a content with these bounds, or nearly."""


class Reading(NamedTuple):
    """Everything the tagger says of one article, in text order."""

    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True)
class ArticleEntity:
    """A person, organisation, place … as one article speaks of it."""

    label: str
    name: str
    """Canonical name: the fullest form in the article, without titles."""
    aliases: tuple[str, ...]
    """The other surface forms, sorted."""
    mentions: tuple[int, ...]
    """Indices into the article's mentions, in text order."""
    country_code: str | None = None
    """ISO 3166 alpha-2, for places and nationalities that have one."""
    geonames_id: int | None = None


@dataclass(frozen=True)
class Role:
    """A dated assertion of one article about a person: never a property of the person."""

    entity: int
    """Index into the article's entities."""
    role: str
    affiliation: str | None
    is_former: bool
    span: Span
    """The words that say so."""


@dataclass(frozen=True)
class Quotation:
    """Who said what, before the speaker is resolved."""

    kind: str
    """direct, indirect or mixed."""
    is_speech: bool
    """False for beliefs, plans, findings and polls."""
    content: tuple[Span, ...]
    """In text order; more than one when the quotation is cut by its speech tag."""
    cue: Span | None
    cue_lemma: str | None
    source: Span | None
    confidence: float
    duplicate_of: int | None = None
    """Index of the quotation that this one repeats (a pull quote repeats the body)."""
    cue_class: str | None = None
    """What the speaker does by the words, one of `copydesk.text.cues.CLASSES`; None without a cue, or for odd ones."""
    cue_negated: bool = False
    """The cue says that the words were not said: "did not say", "declined to comment on"."""
    source_head: Span | None = None
    """The name or noun that heads the source: "spokesman" of "a spokesman for the ministry"."""


@dataclass(frozen=True)
class Speaker:
    """The answer to "who said this" for one quotation."""

    entity: int | None
    """Index into the article's entities; None when the speaker is no entity (a document, "a source")."""
    name: str | None
    """Canonical name of the entity, else the source as written for institutions and groups, else None."""
    role: str | None
    method: str
    """explicit, surname, alias, pronoun, nominal, carried, pull_quote or unresolved."""
    candidates: tuple[str, ...]
    """Names that were weighed, best first."""
    confidence: float
    others: tuple[int, ...] = ()
    """Entities that say it together with the first, "Odell and Berg said"; indices into the article's entities."""
