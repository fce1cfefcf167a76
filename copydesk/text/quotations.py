"""From attributed words to quotations: fragments joined, cue-less paragraphs read, kinds told, repeats marked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.text.annotations import Attribution, Quotation, Segment
from copydesk.text.blocks import BlockIndex, quotable_blocks
from copydesk.text.cue_lexicon import NAMING
from copydesk.text.cues import cue_class, cue_lemma, cue_negated, tells_words
from copydesk.text.drafts import Draft, free_of, joined
from copydesk.text.embedded_posts import with_posts
from copydesk.text.head_words import source_head
from copydesk.text.missed import with_missed
from copydesk.text.quote_map import QuoteMap, clipped, merged
from copydesk.text.quoted_terms import WORD
from copydesk.text.source_phrases import head_phrase
from copydesk.text.spans import Span, trim
from copydesk.text.topics import is_topic

_SENTENCE_STOP = re.compile(r"[.!?…:][”’\"'»)]*\s*$")
_RESEARCH = re.compile(
    r"\b(?:poll|polls|survey|surveys|study|studies|research|data|figures|statistics|analysis|census)\b", re.I
)
_PULL_CONFIDENCE = 0.95
_MOST_CANDIDATES = 40
"""Quotations that a pull quote is compared with for each of its rarest words: keeps a text of equal lines linear."""


def assemble(text: str, segments: Sequence[Segment], attributions: Sequence[Attribution]) -> list[Quotation]:
    """Return the quotations of one article, ordered by where their content starts.

    Fragments of one cue in one block become one quotation, and so does the quoted sentence that follows in the same
    paragraph without a cue of its own; a quotation that opens a paragraph is a new one. Edges are set at the marks
    that they nearly meet. What quotation marks alone make plain is added though the tagger saw nothing
    (`copydesk.text.missed`). Terms and titles of works alone are dropped. Each pull quote is a quotation,
    ``duplicate_of`` the body's that it repeats.

    Args:
        text: The article's source text.
        segments: Only quotable kinds count (`copydesk.text.blocks`).
        attributions: As the tagger saw them; spans outside the text are cut to it.

    Source: GOLDEN in tests/text/test_quotations.py.
    """
    pulls = [s for s in segments if s.kind == "pull_quote"]
    blocks = BlockIndex(quotable_blocks([s for s in segments if s.kind != "pull_quote"]))
    quotes = QuoteMap(text, blocks.blocks)
    drafts = joined(quotes, blocks, attributions)
    drafts = [draft for draft in drafts if not (_is_scare(quotes, draft) or _is_stray(quotes, draft))]
    titles = {s.span for s in segments if s.kind == "title"}
    drafts = with_missed(quotes, blocks, titles, drafts)
    drafts = _continued(quotes, blocks, drafts)
    drafts = with_posts(text, blocks, drafts)
    drafts.extend(_pull_quotes(text, segments, pulls))
    drafts.sort(key=lambda draft: draft.contents[0])
    found = [_finished(quotes, draft) for draft in drafts]
    return _marked_repeats(text, found, drafts)


def _is_stray(quotes: QuoteMap, draft: Draft) -> bool:
    """Tell whether a draft has no mark, no cue and no source: nothing says that anybody said it."""
    return draft.cue is None and draft.source is None and quotes.kind(draft.contents) == "indirect"


def _is_scare(quotes: QuoteMap, draft: Draft) -> bool:
    """Tell whether a draft is only a term in quotation marks, or words about one, that nothing attributes to anyone."""
    if (draft.cue is not None and not _is_named_by_nobody(quotes.text, draft)) or len(draft.contents) > 1:
        return False
    regions = quotes.touching(draft.contents[0])
    covered = len(regions) == 1 and regions[0].outer.contains(draft.contents[0])
    return (covered or draft.source is None) and bool(regions) and all(quotes.is_term(quoted) for quoted in regions)


def _is_named_by_nobody(text: str, draft: Draft) -> bool:
    """Tell whether a draft has a cue that only gives a name, and no source: the so-called “green plan”."""
    lemma = cue_lemma(text[draft.cue.start : draft.cue.end]) if draft.cue else None
    return draft.source is None and lemma in NAMING


def _continued(quotes: QuoteMap, blocks: BlockIndex, drafts: list[Draft]) -> list[Draft]:
    """Join the quoted sentence that follows a quotation in its paragraph, and has no cue of its own, to it."""
    text = quotes.text
    drafts.sort(key=lambda draft: draft.contents[0])
    of_block: dict[int | None, list[Draft]] = {}
    for draft in drafts:
        of_block.setdefault(blocks.at(draft.contents[0].start), []).append(draft)
    dropped: set[int] = set()
    for number, here in of_block.items():
        if number is None:
            continue
        block = blocks.blocks[number]
        is_free = free_of(text, here)
        loose = [d for d in here if d.cue is None and d.source is None and quotes.kind(d.contents) == "direct"]
        free = [q.outer for q in quotes.touching(block) if is_free(q.outer) and not quotes.is_term(q)]
        candidates = sorted([(span, None) for span in free] + [(d.contents[0], d) for d in loose], key=lambda c: c[0])
        cues = sorted(draft.cue.start for draft in here if draft.cue)
        by_end = sorted(here, key=lambda d: d.contents[-1].end)
        ends = [d.contents[-1].end for d in by_end]
        host: Draft | None = None
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


def _host(quotes: QuoteMap, here: Sequence[Draft], span: Span, loner: Draft | None, dropped: set[int]) -> Draft | None:
    """Return the nearest quotation with a cue that ends before ``span`` and is itself quoted."""
    earlier = [d for d in here if d is not loner and id(d) not in dropped and d.contents[-1].end <= span.start]
    if not earlier:
        return None
    host = max(earlier, key=lambda d: d.contents[-1].end)
    return host if host.cue is not None and quotes.kind(host.contents[-1:]) == "direct" else None


def _follows(text: str, host: Draft, span: Span) -> bool:
    """Tell whether between host and span lies nothing but the speech tag that ended, or goes on into, the quotation."""
    if span.start - host.contents[-1].end > 240:
        return False
    gap = text[host.contents[-1].end : span.start]
    if "\n\n" in gap.strip("\n"):
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


def _pull_quotes(text: str, segments: Sequence[Segment], pulls: Sequence[Segment]) -> list[Draft]:
    drafts = []
    following = dict(pairwise(segments))
    for pull in pulls:
        content = trim(text, Span(max(0, pull.start), min(len(text), pull.end)))
        if content.start >= content.end:
            continue
        credit = following.get(pull)
        source = clipped(text, credit.span) if credit is not None and credit.kind == "pull_quote_source" else None
        drafts.append(Draft([content], None, source, [_PULL_CONFIDENCE], kind="direct", is_pull=True))
    return drafts


def _finished(quotes: QuoteMap, draft: Draft) -> Quotation:
    text = quotes.text
    kind = draft.kind or quotes.kind(draft.contents)
    cue = text[draft.cue.start : draft.cue.end] if draft.cue else None
    source = text[draft.source.start : draft.source.end] if draft.source else ""
    is_negated = cue_negated(cue, _before(text, draft.cue), source) if cue and draft.cue else False
    is_unsaid = kind == "indirect" and (
        is_negated or is_topic([text[start:end] for start, end in draft.contents], cue or "")
    )
    return Quotation(
        kind=kind,
        is_speech=not is_unsaid and _is_speech(cue, kind, source),
        content=tuple(draft.contents),
        cue=draft.cue,
        cue_lemma=cue_lemma(cue) if cue else None,
        source=draft.source,
        confidence=min(1.0, max(0.0, sum(draft.confidences) / len(draft.confidences))),
        cue_class=cue_class(cue) if cue else None,
        cue_negated=is_negated,
        source_head=source_head(text, draft.source) if draft.source else None,
    )


def _before(text: str, cue: Span) -> str:
    """Return the words before a cue in its line, as far as a "did not" that the tagger left out may reach."""
    return text[max(0, cue.start - 40) : cue.start].rpartition("\n")[2]


def _is_speech(cue: str | None, kind: str, source: str) -> bool:
    """Tell words that were said from beliefs and findings; quoted words are said unless the cue denies it."""
    if cue is None:
        return kind != "indirect" or bool(source)
    is_said = tells_words(cue) or (cue_class(cue) is None and kind != "indirect")
    if kind == "indirect" and _RESEARCH.search(head_phrase(source)):
        return False
    return is_said or (kind == "direct" and cue_class(cue) not in ("plan", "find"))


def _marked_repeats(text: str, found: list[Quotation], drafts: Sequence[Draft]) -> list[Quotation]:
    """Point each pull quote at the body quotation whose words contain its words."""
    if not any(draft.is_pull for draft in drafts):
        return found
    words_of = [_normal(text, quotation.content) for quotation in found]
    places: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        if not draft.is_pull:
            for word in dict.fromkeys(words_of[number].split()):
                places.setdefault(word, []).append(number)
    for number, draft in enumerate(drafts):
        if not draft.is_pull:
            continue
        words = words_of[number]
        body = [(other, words_of[other]) for other in _candidates(words, places)]
        exact = next((n for n, other in body if words and f" {words} " in f" {other} "), None)
        found[number] = replace(found[number], duplicate_of=exact if exact is not None else _likest(words, body))
    return found


def _candidates(words: str, places: dict[str, list[int]]) -> list[int]:
    """Return the quotations, in order, that may hold nine tenths of the words: those with one of the rarest."""
    rarest = sorted(set(words.split()), key=lambda word: (len(places.get(word, ())), word))
    rarest = rarest[: len(rarest) // 10 + 1]
    return sorted({number for word in rarest for number in places.get(word, ())[:_MOST_CANDIDATES]})


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
