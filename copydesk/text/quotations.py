"""From attributed words to quotations: fragments joined, cue-less paragraphs read, kinds told, repeats marked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from copydesk.text.annotations import Attribution, Quotation, Segment
from copydesk.text.blocks import BlockIndex, quotable_blocks
from copydesk.text.cues import cue_class, cue_lemma, is_speech_cue
from copydesk.text.quotation_marks import Quoted
from copydesk.text.quote_map import WORD, QuoteMap, clipped, merged
from copydesk.text.source_phrases import head_phrase
from copydesk.text.spans import Span, trim
from copydesk.text.speech_tags import tag_after, tag_before

_SENTENCE_STOP = re.compile(r"[.!?…:][”’\"'»)]*\s*$")
_RESEARCH = re.compile(
    r"\b(?:poll|polls|survey|surveys|study|studies|research|data|figures|statistics|analysis|census)\b", re.I
)
_CONJUNCTION = re.compile(r"[\s,]+(?:and|but)\Z")
_RULE_CONFIDENCE = 0.8
"""Of quotations that stand wholly in quotation marks and that the tagger missed."""
_PULL_CONFIDENCE = 0.95


@dataclass
class _Draft:
    contents: list[Span]
    cue: Span | None
    source: Span | None
    confidences: list[float]
    kind: str | None = None
    is_pull: bool = False


def assemble(text: str, segments: Sequence[Segment], attributions: Sequence[Attribution]) -> list[Quotation]:
    """Return the quotations of one article, ordered by where their content starts.

    Fragments of one cue in one block become one quotation, and so does the quoted sentence that follows in the same
    paragraph without a cue of its own. A paragraph wholly inside quotation marks is a direct quotation though the
    tagger saw none; so is a quoted sentence with a plain speech tag beside it. Terms and titles of works alone are
    dropped. Each pull quote is a quotation, ``duplicate_of`` the body's that it repeats.

    Args:
        text: The article's source text.
        segments: Only quotable kinds count (`copydesk.text.blocks`).
        attributions: As the tagger saw them; spans outside the text are cut to it.

    Source: GOLDEN in tests/text/test_quotations.py.
    """
    pulls = [s for s in segments if s.kind == "pull_quote"]
    blocks = BlockIndex(quotable_blocks([s for s in segments if s.kind != "pull_quote"]))
    quotes = QuoteMap(text, blocks.blocks)
    drafts = _joined(quotes, blocks, attributions)
    drafts = [draft for draft in drafts if not (_is_scare(quotes, draft) or _is_stray(quotes, draft))]
    drafts = _with_missed(quotes, blocks, drafts)
    drafts = _continued(quotes, blocks, drafts)
    drafts.extend(_pull_quotes(text, segments, pulls))
    drafts.sort(key=lambda draft: draft.contents[0])
    found = [_finished(quotes, draft) for draft in drafts]
    return _marked_repeats(text, found, drafts)


def _pieces(quotes: QuoteMap, blocks: BlockIndex, content: Span | None) -> list[Span]:
    """Return the parts of a content that lie in quotable blocks, one a run of blocks with only space between."""
    if content is None:
        return []
    text, pieces = quotes.text, list[Span]()
    number = max(0, blocks.before(content.start))
    while number < len(blocks.blocks) and blocks.blocks[number].start < content.end:
        block = blocks.blocks[number]
        piece = trim(text, Span(max(content.start, block.start), min(content.end, block.end)))
        if piece.start < piece.end:
            if pieces and not text[pieces[-1].end : piece.start].strip():
                pieces[-1] = Span(pieces[-1].start, piece.end)
            else:
                pieces.append(piece)
        number += 1
    return [_without_conjunction(text, quotes.snap(piece)) for piece in pieces]


def _without_conjunction(text: str, piece: Span) -> Span:
    """Cut the "and" at the end of a content: it leads to the next cue ("described X and outlined Y")."""
    found = _CONJUNCTION.search(text, max(piece.start, piece.end - 12), piece.end)
    return Span(piece.start, found.start()) if found and found.start() > piece.start else piece


def _joined(quotes: QuoteMap, blocks: BlockIndex, attributions: Sequence[Attribution]) -> list[_Draft]:
    text = quotes.text
    drafts: list[_Draft] = []
    by_tag: dict[tuple[Span, Span | None, int | None], _Draft] = {}
    for attribution in sorted(attributions, key=lambda a: a.content):
        cue, source = clipped(text, attribution.cue), clipped(text, attribution.source)
        for piece in _pieces(quotes, blocks, clipped(text, attribution.content)):
            key = (cue, source, blocks.at(piece.start)) if cue else None
            draft = by_tag.get(key) if key else None
            if draft is None:
                draft = _Draft([], cue, source, [])
                drafts.append(draft)
                if key:
                    by_tag[key] = draft
            draft.contents.append(piece)
            draft.confidences.append(attribution.confidence)
    for draft in drafts:
        draft.contents = merged(text, draft.contents)
    return drafts


def _is_stray(quotes: QuoteMap, draft: _Draft) -> bool:
    """Tell whether a draft has no mark, no cue and no source: nothing says that anybody said it."""
    return draft.cue is None and draft.source is None and quotes.kind(draft.contents) == "indirect"


def _is_scare(quotes: QuoteMap, draft: _Draft) -> bool:
    """Tell whether a draft is only a term in quotation marks, that nothing attributes to anyone."""
    if draft.cue is not None or len(draft.contents) > 1:
        return False
    regions = quotes.touching(draft.contents[0])
    covered = len(regions) == 1 and regions[0].outer.contains(draft.contents[0])
    return covered and quotes.is_term(regions[0])


def _free_of(text: str, drafts: Sequence[_Draft]) -> Callable[[Span], bool]:
    """Return a test of whether a span touches no content of ``drafts``, logarithmic in their number."""
    taken = merged(text, [content for draft in drafts for content in draft.contents])
    ends = [content.end for content in taken]

    def is_free(span: Span) -> bool:
        nearest = bisect_right(ends, span.start)
        return nearest == len(taken) or not taken[nearest].overlaps(span)

    return is_free


def _with_missed(quotes: QuoteMap, blocks: BlockIndex, drafts: list[_Draft]) -> list[_Draft]:
    """Add the paragraphs wholly in quotation marks, and the plainly tagged quotations, that the tagger missed."""
    text = quotes.text
    is_free = _free_of(text, drafts)
    for draft in drafts:
        if draft.cue is None and draft.source is None:
            _tag(quotes, blocks, draft)
    added: list[_Draft] = []
    last_region_end = 0
    for block in blocks.blocks:
        regions = quotes.touching(block)
        free = [q for q in regions if is_free(q.outer) and not quotes.is_term(q)]
        is_whole = bool(regions) and not _outside(text, block, regions).strip(" \t\n\xa0.,—–-")
        if is_whole and len(free) == len(regions) and len(WORD.findall(text[block.start : block.end])) >= 4:
            added.append(_Draft(merged(text, [q.outer for q in regions]), None, None, [_RULE_CONFIDENCE]))
            continue
        floor = block.start
        for quoted in free:
            if len(WORD.findall(text[quoted.inner.start : quoted.inner.end])) >= 4:
                after = tag_after(text, quoted, block.end)
                tag = after or tag_before(text, quoted, max(floor, last_region_end))
                if tag and is_free(tag.cue):
                    added.append(_Draft([quoted.outer], tag.cue, tag.source, [_RULE_CONFIDENCE]))
            last_region_end = quoted.outer.end
    return drafts + added


def _tag(quotes: QuoteMap, blocks: BlockIndex, draft: _Draft) -> None:
    """Give a quotation that the tagger left without cue and source the plain speech tag beside it, if there is one."""
    regions = quotes.touching(draft.contents[-1])
    number = blocks.at(draft.contents[-1].start)
    if number is None or not regions or quotes.kind(draft.contents) != "direct":
        return
    block = blocks.blocks[number]
    tag = tag_after(quotes.text, regions[-1], block.end) or tag_before(quotes.text, regions[0], block.start)
    if tag:
        draft.cue, draft.source = tag


def _outside(text: str, block: Span, regions: Sequence[Quoted]) -> str:
    kept, position = list[str](), block.start
    for quoted in regions:
        kept.append(text[position : quoted.outer.start])
        position = quoted.outer.end
    return "".join([*kept, text[position : block.end]])


def _continued(quotes: QuoteMap, blocks: BlockIndex, drafts: list[_Draft]) -> list[_Draft]:
    """Join the quoted sentence that follows a quotation in its paragraph, and has no cue of its own, to it."""
    text = quotes.text
    drafts.sort(key=lambda draft: draft.contents[0])
    of_block: dict[int | None, list[_Draft]] = {}
    for draft in drafts:
        of_block.setdefault(blocks.at(draft.contents[0].start), []).append(draft)
    dropped: set[int] = set()
    for number, here in of_block.items():
        if number is None:
            continue
        block = blocks.blocks[number]
        is_free = _free_of(text, here)
        loose = [d for d in here if d.cue is None and d.source is None and quotes.kind(d.contents) == "direct"]
        free = [q.outer for q in quotes.touching(block) if is_free(q.outer) and not quotes.is_term(q)]
        candidates = sorted([(span, None) for span in free] + [(d.contents[0], d) for d in loose], key=lambda c: c[0])
        cues = sorted(draft.cue.start for draft in here if draft.cue)
        by_end = sorted(here, key=lambda d: d.contents[-1].end)
        ends = [d.contents[-1].end for d in by_end]
        host: _Draft | None = None
        for span, loner in candidates:
            near = by_end[max(0, bisect_right(ends, span.start) - 8) : bisect_right(ends, span.start)]
            host = _host(quotes, [*near, host] if host else near, span, loner, dropped)
            if host is None or host.cue is None:
                continue
            last = max(host.contents[-1].end, host.cue.end if host.cue.end <= span.start else 0)
            new_cue = bisect_left(cues, max(last, host.cue.end)) < bisect_left(cues, span.start)
            if new_cue or not _follows(text, host, span):
                continue
            host.contents = merged(text, [*host.contents, *(loner.contents if loner else [span])])
            if loner is not None:
                dropped.add(id(loner))
    return [draft for draft in drafts if id(draft) not in dropped]


def _host(
    quotes: QuoteMap, here: Sequence[_Draft], span: Span, loner: _Draft | None, dropped: set[int]
) -> _Draft | None:
    """Return the nearest quotation with a cue that ends before ``span`` and is itself quoted."""
    earlier = [d for d in here if d is not loner and id(d) not in dropped and d.contents[-1].end <= span.start]
    if not earlier:
        return None
    host = max(earlier, key=lambda d: d.contents[-1].end)
    return host if host.cue is not None and quotes.kind(host.contents[-1:]) == "direct" else None


def _follows(text: str, host: _Draft, span: Span) -> bool:
    """Tell whether between host and span lies nothing but the speech tag that ended, or goes on into, the quotation."""
    gap = text[host.contents[-1].end : span.start]
    if len(gap) > 240 or "\n\n" in gap.strip("\n"):
        return False
    if not gap.strip():
        return True
    cue_between = host.cue is not None and host.contents[-1].end <= host.cue.start and host.cue.end <= span.start
    if not cue_between:
        return False
    stripped = gap.rstrip()
    if stripped.endswith(","):
        return True  # “A,” he said, “B.”
    ends = len(re.findall(r"[.!?](?=\s|$)", re.sub(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Jr|Sr|St)\.", "", gap)))
    return bool(_SENTENCE_STOP.search(stripped)) and ends <= 1


def _pull_quotes(text: str, segments: Sequence[Segment], pulls: Sequence[Segment]) -> list[_Draft]:
    drafts = []
    following = dict(pairwise(segments))
    for pull in pulls:
        content = trim(text, Span(max(0, pull.start), min(len(text), pull.end)))
        if content.start >= content.end:
            continue
        credit = following.get(pull)
        source = clipped(text, credit.span) if credit is not None and credit.kind == "pull_quote_source" else None
        drafts.append(_Draft([content], None, source, [_PULL_CONFIDENCE], kind="direct", is_pull=True))
    return drafts


def _finished(quotes: QuoteMap, draft: _Draft) -> Quotation:
    text = quotes.text
    kind = draft.kind or quotes.kind(draft.contents)
    cue = text[draft.cue.start : draft.cue.end] if draft.cue else None
    source = text[draft.source.start : draft.source.end] if draft.source else ""
    return Quotation(
        kind=kind,
        is_speech=_is_speech(cue, kind, source),
        content=tuple(draft.contents),
        cue=draft.cue,
        cue_lemma=cue_lemma(cue) if cue else None,
        source=draft.source,
        confidence=min(1.0, max(0.0, sum(draft.confidences) / len(draft.confidences))),
    )


def _is_speech(cue: str | None, kind: str, source: str) -> bool:
    """Tell words that were said from beliefs and findings; quoted words are said unless the cue denies it."""
    if cue is None:
        return kind != "indirect" or bool(source)
    is_said = is_speech_cue(cue) or (cue_class(cue) is None and kind != "indirect")
    if kind == "indirect" and _RESEARCH.search(head_phrase(source)):
        return False
    return is_said or (kind == "direct" and cue_class(cue) not in ("plan", "find"))


def _marked_repeats(text: str, found: list[Quotation], drafts: Sequence[_Draft]) -> list[Quotation]:
    """Point each pull quote at the body quotation whose words contain its words."""
    body = [
        (number, _normal(text, quotation.content))
        for number, (quotation, draft) in enumerate(zip(found, drafts, strict=True))
        if not draft.is_pull
    ]
    for number, draft in enumerate(drafts):
        if not draft.is_pull:
            continue
        words = _normal(text, draft.contents)
        exact = next((n for n, other in body if words and f" {words} " in f" {other} "), None)
        found[number] = replace(found[number], duplicate_of=exact if exact is not None else _likest(words, body))
    return found


def _normal(text: str, contents: Sequence[Span]) -> str:
    return " ".join(w.group().casefold().replace("’", "'") for c in contents for w in WORD.finditer(text, *c))


def _likest(words: str, body: Sequence[tuple[int, str]]) -> int | None:
    """Return the body quotation that holds nine tenths of the pull quote's words: papers shorten what they pull."""
    mine = set(words.split())
    if len(mine) < 4:
        return None
    shares = [(len(mine & set(other.split())) / len(mine), -number) for number, other in body]
    share, number = max(shares, default=(0.0, 0))
    return -number if share >= 0.9 else None
