"""The tagger's attributions made into drafts of quotations: fragments joined, edges and paragraphs put right."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from copydesk.text.annotations import Attribution
from copydesk.text.blocks import BlockIndex
from copydesk.text.quote_map import QuoteMap, clipped, merged
from copydesk.text.spans import Span, trim
from copydesk.text.speech_tags import SpeechTag, tag_after, tag_before

# "ODELL: Why now?" – a name in capitals, of more than one, so that "Q:" is none.
_LABEL = re.compile(r"[“\"‘']?\s*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):\s+")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_CONJUNCTION = re.compile(r"[\s,]+(?:and|but)\Z")
_NUMBER_REST = re.compile(r"(?:[.,:]\d+)+[^\W\d_]{0,4}")
_STOPPED = re.compile(r"[.!?…][”’\"'»)\]]*\s*\Z")


@dataclass
class Draft:
    """A quotation in the making; ``cue`` and ``source`` may be filled in later, contents are in text order."""

    contents: list[Span]
    cue: Span | None
    source: Span | None
    confidences: list[float]
    kind: str | None = None
    """None: to be told by the marks."""
    is_pull: bool = False


def joined(quotes: QuoteMap, blocks: BlockIndex, attributions: Sequence[Attribution]) -> list[Draft]:
    """Return a draft for each cue in each block, and for each content without a cue.

    A speech tag that the tagger took for content is cut out and taken for the tag. What opens a paragraph in
    quotation marks is a draft of its own; a content that ran a few words into the next paragraph is cut back.
    """
    text = quotes.text
    drafts: list[Draft] = []
    by_tag: dict[tuple[Span, Span | None, int | None], Draft] = {}
    for attribution in sorted(attributions, key=lambda a: a.content):
        content = clipped(text, attribution.content)
        cue = _of_one_paragraph(text, clipped(text, attribution.cue), content)
        source = _of_one_paragraph(text, clipped(text, attribution.source), cue or content)
        for number, piece in enumerate(_pieces(quotes, blocks, content, cue)):
            tag = SpeechTag(cue, source) if number == 0 else SpeechTag(None, None)
            piece, tag = _without_label(text, blocks, piece, tag)
            contents, tag = _without_tag(quotes, blocks, piece, tag)
            key = (tag.cue, tag.source, blocks.at(piece.start)) if tag.cue else None
            draft = by_tag.get(key) if key else None
            if draft is None:
                draft = Draft([], tag.cue, tag.source, [])
                drafts.append(draft)
                if key:
                    by_tag[key] = draft
            draft.contents.extend(contents)
            draft.confidences.append(attribution.confidence)
    for draft in drafts:
        draft.contents = merged(text, draft.contents)
    return _without_echoes(text, drafts)


def free_of(text: str, drafts: Sequence[Draft]) -> Callable[[Span], bool]:
    """Return a test of whether a span touches no content of ``drafts``, logarithmic in their number."""
    taken = merged(text, [content for draft in drafts for content in draft.contents])
    ends = [content.end for content in taken]

    def is_free(span: Span) -> bool:
        nearest = bisect_right(ends, span.start)
        return nearest == len(taken) or not taken[nearest].overlaps(span)

    return is_free


def _of_one_paragraph(text: str, span: Span | None, near: Span | None) -> Span | None:
    """Cut a cue or source that reaches over a blank line to its part beside ``near``: a subheading is no name."""
    if span is None:
        return None
    gaps = [(span.start + gap.start(), span.start + gap.end()) for gap in _BLANK.finditer(text[span.start : span.end])]
    if not gaps:
        return span
    is_before = near is not None and near.start < span.end and near.start < gaps[-1][1]
    return Span(span.start, gaps[0][0]) if is_before else Span(gaps[-1][1], span.end)


def _pieces(quotes: QuoteMap, blocks: BlockIndex, content: Span | None, cue: Span | None) -> list[Span]:
    """Return the parts of a content that lie in quotable blocks, in order; the first keeps the content's cue."""
    if content is None:
        return []
    text, pieces = quotes.text, list[Span]()
    number = max(0, blocks.before(content.start))
    while number < len(blocks.blocks) and blocks.blocks[number].start < content.end:
        block = blocks.blocks[number]
        number += 1
        piece = trim(text, Span(max(content.start, block.start), min(content.end, block.end)))
        if piece.start >= piece.end:
            continue
        if pieces and not text[pieces[-1].end : piece.start].strip():
            regions = quotes.touching(Span(piece.start, piece.start + 1))
            is_overrun = bool(_STOPPED.search(text, pieces[-1].start, pieces[-1].end)) and piece.end < block.end
            if regions and regions[0].outer.start <= piece.start:
                pieces.append(piece)
            elif _ends_unclosed(quotes, pieces[-1]):
                break  # a mark that was forgotten: what follows without one is the paper's own again
            elif not is_overrun or not text[piece.end : block.end].strip(" .,;:!?”’\"'»)"):
                pieces[-1] = Span(pieces[-1].start, piece.end)
        else:
            pieces.append(piece)
    return [_without_conjunction(text, quotes.snap(_with_number(text, piece), cue)) for piece in pieces]


def _ends_unclosed(quotes: QuoteMap, piece: Span) -> bool:
    """Tell whether a piece ends in a quotation that its paragraph does not close."""
    regions = quotes.touching(piece)
    return bool(regions) and not regions[-1].is_closed and regions[-1].outer.end >= piece.end


def _with_number(text: str, piece: Span) -> Span:
    """Return the piece with the whole of the number that it ends in: "at 6" of "at 6.20pm"."""
    rest = _NUMBER_REST.match(text, piece.end, piece.end + 20) if text[piece.end - 1 : piece.end].isdigit() else None
    return Span(piece.start, rest.end()) if rest else piece


def _without_conjunction(text: str, piece: Span) -> Span:
    """Cut the "and" at the end of a content: it leads to the next cue ("described X and outlined Y")."""
    found = _CONJUNCTION.search(text, max(piece.start, piece.end - 12), piece.end)
    return Span(piece.start, found.start()) if found and found.start() > piece.start else piece


def _without_label(text: str, blocks: BlockIndex, piece: Span, tag: SpeechTag) -> tuple[Span, SpeechTag]:
    """Return a turn of a transcript without the speaker's label that opens its paragraph, and that label as its tag."""
    number = blocks.at(piece.start)
    if number is None or text[blocks.blocks[number].start : piece.start].strip():
        return piece, tag
    label = _LABEL.match(text, piece.start, piece.end)
    if label is None or label.end() >= piece.end:
        return piece, tag
    colon = Span(label.end("name"), label.end("name") + 1)
    return Span(label.end(), piece.end), SpeechTag(colon, Span(*label.span("name")))


def _without_tag(quotes: QuoteMap, blocks: BlockIndex, piece: Span, tag: SpeechTag) -> tuple[list[Span], SpeechTag]:
    """Return the piece without the speech tag that it swallowed, and that tag."""
    text = quotes.text
    if tag.cue is None and tag.source is None:
        regions = [quoted for quoted in quotes.touching(piece) if piece.contains(quoted.outer)]
        number = blocks.at(piece.start)
        if not regions or number is None or quotes.kind([piece]) != "mixed":
            return [piece], tag
        block = blocks.blocks[number]
        found = tag_after(text, regions[0], block.end) if regions[0].outer.start == piece.start else None
        if found is None and regions[-1].outer.end == piece.end:
            found = tag_before(text, regions[0], block.start)
        if found is None or found.cue is None or not piece.contains(found.cue):
            return [piece], tag
        return [quoted.outer for quoted in regions], found
    holes = [hole for hole in tag if hole is not None and piece.contains(hole)]
    if not holes or any(quoted.outer.overlaps(hole) for hole in holes for quoted in quotes.touching(hole)):
        return [piece], tag
    left: list[Span] = []
    start = piece.start
    for hole in [*sorted(holes), Span(piece.end, piece.end)]:
        part = _without_commas(text, Span(start, hole.start))
        if any(char.isalnum() for char in text[part.start : part.end]):
            left.append(part)
        start = max(start, hole.end)
    return left or [piece], tag


def _without_commas(text: str, part: Span) -> Span:
    """Cut what parts a content from its tag: white space, commas and stops outside the marks."""
    words = text[part.start : part.end]
    start = part.start + len(words) - len(words.lstrip(" \t\n\xa0,.;:"))
    return Span(start, max(start, part.start + len(words.rstrip(" \t\n\xa0,;:"))))


def _without_echoes(text: str, drafts: list[Draft]) -> list[Draft]:
    """Drop the drafts without a cue and source whose words all belong to a draft that has one."""
    taken = merged(text, [content for draft in drafts if draft.cue or draft.source for content in draft.contents])
    starts = [content.start for content in taken]
    kept: list[Draft] = []
    seen: set[Span] = set()
    for draft in drafts:
        if draft.cue is None and draft.source is None:
            nearest = [bisect_right(starts, content.start) - 1 for content in draft.contents]
            if all(
                at >= 0 and taken[at].contains(content) for at, content in zip(nearest, draft.contents, strict=True)
            ):
                continue
            if seen.issuperset(draft.contents):
                continue
            seen.update(draft.contents)
        kept.append(draft)
    return kept
