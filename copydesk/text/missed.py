"""Direct quotations that the tagger passed over, by their marks alone: few words, but nothing that could be else."""

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from itertools import zip_longest

from copydesk.text.blocks import BlockIndex
from copydesk.text.cues import is_speech_cue
from copydesk.text.drafts import Draft, free_of
from copydesk.text.quotation_marks import Quoted
from copydesk.text.quote_map import QuoteMap, merged
from copydesk.text.quoted_terms import WORD
from copydesk.text.spans import Span, trim
from copydesk.text.speech_tags import SpeechTag, credit_after, credit_line, find_tag

RULE_CONFIDENCE = 0.8
"""Of quotations that the tagger missed."""

_BULLET = re.compile(r"\s*(?:[•‣◦*·–—-]+|\d{1,2}[.)])\s+")
_STOPPED = re.compile(r"[.!?…]\W{0,3}\Z")
_SENTENCE_BEFORE = re.compile(r"(?:[.!?…:][”’\"'»)\]]*|^\W*)\s*\Z")
# Lines of a program, of a page's source, of data: what is in quotation marks there are strings.
_CODE = re.compile(
    r"[{}\\]|[\w)\]][(\[][\"'“‘]|[=|]\s?[\"'“‘]|[\"']\s?[;=|]|[\"']:\s?[\"'\d\[]|</?\w|;\s*\Z|^\s*(?:#|//|\$ |>>>)"
)
# What is named before a text in quotation marks that somebody wrote once and nobody says now.
_WORKS = re.compile(
    r"\b(?:song|songs|lyrics?|verse|chorus|refrain|poem|hymn|anthem|album|film|movie|novel|book|episode|sings?|sang|"
    r"singing|titled|entitled|called|known\s+as|so-called|another\s+name|names?\s+for|words?|term|phrase|motto|slogan|tagline|nickname|proverb)\b"
    r"|\b(?:review|watch|video|quiz|listen|read|podcast|recipe|name|title|author|caption)\s*:\s*\Z",
    re.IGNORECASE,
)
_LONGEST_LEAD = 200
_FEWEST = 4
"""Words that a quotation needs where no speech tag stands beside it."""


def with_missed(quotes: QuoteMap, blocks: BlockIndex, titles: Set[Span], drafts: list[Draft]) -> list[Draft]:
    """Return ``drafts`` and the direct quotations that none of them touches; drafts without a tag are given theirs.

    Found are paragraphs wholly in quotation marks, quotations with a plain speech tag, label ("Berg: “…”") or credit
    ("“…” — Ola Berg"), quoted sentences that stand among sentences, and those that begin or end a headline.

    Args:
        quotes: The text's quoted regions.
        blocks: Its paragraphs.
        titles: Those of them that are headlines.
        drafts: What the tagger saw.

    Source: MISSED and INVENTED in tests/text/test_quotation_robustness.py.
    """
    text = quotes.text
    is_free = free_of(text, drafts)
    for draft in drafts:
        if draft.cue is None and draft.source is None:
            _tag(quotes, blocks, draft)
        else:
            _credit(quotes, blocks, draft)
    added: list[Draft] = []
    for block, following in zip_longest(blocks.blocks, blocks.blocks[1:]):
        regions = quotes.touching(block)
        free = [quoted for quoted in regions if is_free(quoted.outer) and not quotes.is_term(quoted)]
        if not free or _CODE.search(text, block.start, block.end):
            continue
        if len(free) == len(regions) and _is_whole(text, block, following, regions):
            credit = credit_line(text, following) if following else None
            tag = credit or SpeechTag(None, None)
            added.append(Draft(merged(text, [q.outer for q in regions]), *tag, [RULE_CONFIDENCE]))
            continue
        added.extend(_of_block(quotes, block, free, is_title=block in titles))
    return _with_added(quotes, blocks, drafts, added)


def _with_added(quotes: QuoteMap, blocks: BlockIndex, drafts: Sequence[Draft], added: Sequence[Draft]) -> list[Draft]:
    """Return ``drafts`` and those of ``added`` whose cue is not another's; a cue shared in a block joins the two."""
    text, is_free = quotes.text, free_of(quotes.text, drafts)
    owners = sorted(((draft.cue, draft) for draft in drafts if draft.cue), key=lambda owner: owner[0])
    starts = [cue.start for cue, _ in owners]
    kept = list(drafts)
    for draft in added:
        # A cue that the tagger gave to another content: both are parts of one quotation if that one is quoted too;
        # else it is no tag of these words: on “This Morning,” Berg said it rains.
        nearest = bisect_left(starts, draft.cue.end) - 1 if draft.cue else -1
        owner = owners[nearest] if nearest >= 0 and draft.cue and owners[nearest][0].overlaps(draft.cue) else None
        if (
            owner
            and quotes.kind(owner[1].contents) == "direct"
            and blocks.at(draft.contents[0].start) == blocks.at(owner[1].contents[0].start)
        ):
            owner[1].contents = merged(text, [*owner[1].contents, *draft.contents])
        elif owner is None and (draft.cue is None or is_free(draft.cue)):
            kept.append(draft)
    return kept


def _of_block(quotes: QuoteMap, block: Span, free: Sequence[Quoted], *, is_title: bool) -> list[Draft]:
    text = quotes.text
    found: list[Draft] = []
    floor = block.start
    for quoted in free:
        count = sum(1 for _ in WORD.finditer(text, *quoted.inner))
        tag = find_tag(text, quoted, quoted, block, floor)
        before, floor = floor, quoted.outer.end
        if tag and tag.cue and found and found[-1].cue == tag.cue:
            found[-1].contents.append(quoted.outer)  # “A,” he said, “B.”
        elif tag and (count >= _FEWEST or _is_led(text, quoted)) and not _names_a_work(text, block, quoted):
            found.append(Draft([_with_lead(text, quoted, tag, before)], *tag, [RULE_CONFIDENCE]))
        elif (count >= _FEWEST and _is_sentence(text, block, quoted)) or (
            is_title and count >= 2 and _is_headline(text, block, quoted)
        ):
            last = found[-1] if found else None
            if last and last.cue is None and text[last.contents[-1].end : quoted.outer.start].isspace():
                last.contents = merged(text, [*last.contents, quoted.outer])
            else:
                found.append(Draft([quoted.outer], None, None, [RULE_CONFIDENCE]))
    return found


def _with_lead(text: str, quoted: Quoted, tag: SpeechTag, floor: int) -> Span:
    """Return the words attributed: those of the sentence before the marks too, when the tag follows the marks.

    In: The river was “rising too fast,” said Berg. Not where the words before the marks have a cue of their own.
    """
    start = max(floor, quoted.outer.start - _LONGEST_LEAD)
    lead = text[start : quoted.outer.start]
    sentence = re.split(r"[.!?;:”\"]\s", lead)[-1]
    is_cut = start > floor and len(sentence) == len(lead)
    is_after = tag.cue is not None and tag.cue.start >= quoted.outer.end
    if not is_after or is_cut or not WORD.search(sentence) or sentence.rstrip()[-1:] in tuple(",:;—–-.!?(["):
        return quoted.outer
    if any(is_speech_cue(word.group()) for word in WORD.finditer(sentence)):
        return quoted.outer
    return trim(text, Span(quoted.outer.start - len(sentence), quoted.outer.end))


def _tag(quotes: QuoteMap, blocks: BlockIndex, draft: Draft) -> None:
    """Give a quotation that the tagger left without cue and source the plain speech tag beside it, if there is one."""
    regions = quotes.touching(draft.contents[-1])
    number = blocks.at(draft.contents[-1].start)
    if number is None or not regions or quotes.kind(draft.contents) != "direct":
        return
    block = blocks.blocks[number]
    tag = find_tag(quotes.text, regions[0], regions[-1], block, block.start)
    if tag is None and number + 1 < len(blocks.blocks) and not quotes.text[regions[-1].outer.end : block.end].strip():
        tag = credit_line(quotes.text, blocks.blocks[number + 1])
    if tag:
        draft.cue, draft.source = tag


def _credit(quotes: QuoteMap, blocks: BlockIndex, draft: Draft) -> None:
    """Let the name behind a dash that ends the paragraph be the source, whatever the tagger took for it.

    Where readers' or guests' words are listed, each with its credit, the credit before lies as near as the one after.
    """
    number = blocks.at(draft.contents[-1].end - 1)
    regions = quotes.touching(draft.contents[-1])
    if number is None or not regions or (draft.source and draft.source.start >= regions[-1].outer.end):
        return
    credit = credit_after(quotes.text, regions[-1], blocks.blocks[number].end)
    if credit and quotes.kind(draft.contents) == "direct":
        draft.cue, draft.source = credit


def _is_whole(text: str, block: Span, following: Span | None, regions: Sequence[Quoted]) -> bool:
    """Tell whether a paragraph, perhaps an item of a list, is nothing but what stands in its quotation marks."""
    bullet = _BULLET.match(text, block.start, block.end)
    outside, position = list[str](), bullet.end() if bullet else block.start
    for quoted in regions:
        outside.append(text[position : quoted.outer.start])
        position = quoted.outer.end
    outside.append(text[position : block.end])
    if "".join(outside).strip(" \t\n\xa0.,—–-"):
        return False
    last = regions[-1]
    is_stopped = bool(_STOPPED.search(text, max(block.start, last.outer.end - 6), last.outer.end))
    goes_on = following is not None and text[following.start : following.start + 1] in tuple("“\"„«‘'「『»")
    if not last.is_closed and not is_stopped and not goes_on:
        return False
    words = sum(1 for quoted in regions for _ in WORD.finditer(text, *quoted.inner))
    return words >= _FEWEST or (words > 1 and is_stopped)


def _is_led(text: str, quoted: Quoted) -> bool:
    """Tell whether the marks stand where a quotation and its tag meet, so that a word or two suffice."""
    before = text[max(0, quoted.outer.start - 4) : quoted.outer.start].rstrip()
    is_open = text[quoted.inner.end - 1 : quoted.inner.end] in tuple(",?!")
    return is_open or text[quoted.outer.end : quoted.outer.end + 1] == "," or before.endswith((":", ","))


def _names_a_work(text: str, block: Span, quoted: Quoted) -> bool:
    before = text[max(block.start, quoted.outer.start - 60) : quoted.outer.start]
    return bool(_WORKS.search(re.split(r"[.!?]\s", before)[-1]))


def _is_sentence(text: str, block: Span, quoted: Quoted) -> bool:
    """Tell whether the marks hold a sentence that stands for itself, or after a colon."""
    inner = text[quoted.inner.start : quoted.inner.end]
    before = text[max(block.start, quoted.outer.start - 6) : quoted.outer.start]
    is_first = block.start > quoted.outer.start - 6
    is_stopped = bool(_STOPPED.search(inner[-4:])) or text[quoted.outer.end : quoted.outer.end + 1] in tuple(".!?")
    if not (inner[:1].isupper() and is_stopped and quoted.is_closed):
        return False
    if not (_SENTENCE_BEFORE.search(before) if is_first else re.search(r"[.!?…:][”’\"'»)\]]*\s+\Z", before)):
        return False
    after = text[quoted.outer.end : min(block.end, quoted.outer.end + 40)].lstrip(" .!?")
    return not after[:1].islower() and not _names_a_work(text, block, quoted)


def _is_headline(text: str, block: Span, quoted: Quoted) -> bool:
    """Tell whether a headline begins with the quotation and a colon or dash, or ends with it after one."""
    before = text[block.start : quoted.outer.start].strip()
    after = text[quoted.outer.end : block.end].strip()
    if quoted.is_closed and not before:
        return not after or after.startswith((":", "–", "—", "- "))
    return not after and before.endswith((":", "–", "—", " -")) and not _names_a_work(text, block, quoted)
