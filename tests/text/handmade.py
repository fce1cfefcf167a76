"""Readings made by hand for invented articles: spans are found by their words, so that no test counts characters."""

from copydesk.text.annotations import Attribution, Mention, Segment
from copydesk.text.entities import resolve_entities
from copydesk.text.labels import refine_labels
from copydesk.text.quotations import assemble
from copydesk.text.roles import find_roles
from copydesk.text.spans import Span
from copydesk.text.speakers import resolve_speakers


def find(text, words, nth=0):
    """Return the span of the nth occurrence of ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def paragraphs(text, kinds=None):
    """Return a segment a line; ``kinds`` maps the opening words of a line to another kind than paragraph."""
    segments, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = next((k for words, k in (kinds or {}).items() if line.startswith(words)), "paragraph")
            segments.append(Segment(kind, start, start + len(line), "test"))
        start += len(line) + 1
    return segments


def name_mentions(text, names):
    """Return a mention for every whole occurrence of every name; longer names win."""
    taken, mentions = [], []
    for name, label in sorted(names.items(), key=lambda item: -len(item[0])):
        start = text.find(name)
        while start >= 0:
            span = Span(start, start + len(name))
            is_whole = not text[span.end : span.end + 1].isalnum() and not text[max(0, start - 1) : start].isalnum()
            if is_whole and not any(span.overlaps(other) for other in taken):
                taken.append(span)
                mentions.append(Mention(span.start, span.end, label, 0.95))
            start = text.find(name, span.end)
    return refine_labels(text, sorted(mentions))


def attribute(text, content, cue=None, source=None, nth=0):
    """Return an attribution; cue and source are the occurrences nearest to the content."""
    span = find(text, content, nth)

    def near(words):
        if words is None:
            return None
        starts = [i for i in range(len(text)) if text.startswith(words, i)]
        outside = [i for i in starts if not (i < span.end and span.start < i + len(words))]
        start = min(outside, key=lambda i: min(abs(i - span.end), abs(span.start - i - len(words))))
        return Span(start, start + len(words))

    return Attribution(span, near(cue), near(source), 0.9)


def read(text, names, attributions, kinds=None):
    """Return (quotations, speakers, entities, roles); attributions are (content, cue, source)."""
    segments = paragraphs(text, kinds)
    mentions = name_mentions(text, names)
    found = [attribute(text, *words) for words in attributions]
    entities = resolve_entities(text, segments, mentions, [a.source for a in found if a.source])
    roles = find_roles(text, mentions, entities)
    quotations = assemble(text, segments, found)
    return quotations, resolve_speakers(text, segments, quotations, mentions, entities, roles), entities, roles
