"""Speaker resolution with the gold source spans given, as ``score_speakers.py`` asks.

An adapter: it is the one measurement that does not go through ``copydesk annotate``, which finds sources by itself. It
puts gold contents, cues and sources in the place of the tagger's and calls the same stages after it
(`copydesk.document.cast`, `copydesk.text.speakers`), on the mentions that the tagger finds.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.document import cast
from copydesk.tagger.model import Tagger
from copydesk.text.annotations import Attribution, Quotation, Reading, Speaker
from copydesk.text.spans import Span
from copydesk.text.speakers import resolve_speakers
from copydesk.text.zones import paragraphs_only

CONFIDENT = 0.9
"""Answers from this confidence on are meant to be right nearly always."""

Row = dict[str, Any]


def resolve(gold: Iterable[Row], tagger: Tagger) -> Iterator[tuple[str, dict[str, Speaker]]]:
    """Yield each document with the speaker of each of its gold quotations by id."""
    for row in gold:
        text: str = row["text"]
        quotes = sorted(row["quotes"], key=lambda quote: (quote["content"], quote["id"]))
        quotations = [quotation(text, quote) for quote in quotes]
        segments = paragraphs_only(text)
        mentions = tagger.read(text, [[segment.span for segment in segments]]).mentions if segments else ()
        given = tuple(Attribution(item.content[0], item.cue, item.source, 1.0) for item in quotations)
        people = cast(text, segments, Reading(mentions, given))
        speakers = resolve_speakers(text, segments, quotations, people.mentions, people.entities, people.roles)
        yield row["doc"], {quote["id"]: speaker for quote, speaker in zip(quotes, speakers, strict=True)}


def quotation(text: str, quote: Row) -> Quotation:
    """Return a gold quote as the quotation that `resolve_speakers` takes."""
    content = Span(*quote["content"])
    # The gold says no kind; a mark at the edge of the content is what tells the resolver that somebody has the floor.
    quoted = any(mark in text[max(0, content.start - 1) : content.start + 1] for mark in '"“„«')
    kind = "direct" if quoted else "indirect"
    return Quotation(kind, True, (content,), _span(quote["cue"]), None, _span(quote["source"]), 1.0)


def predictions(resolved: Iterable[tuple[str, dict[str, Speaker]]], at_least: float = 0.0) -> list[Row]:
    """Return the scorer's rows; answers less confident than ``at_least`` count as none."""
    return [
        {
            "doc": document,
            "speakers": {
                identifier: {"name": speaker.name if speaker.confidence >= at_least else None, "mention": None}
                for identifier, speaker in speakers.items()
            },
        }
        for document, speakers in resolved
    ]


def _span(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None
