"""The words beside a quoted region that say who spoke: a cue and its source, by pattern and without a model."""

import re
from typing import NamedTuple

from copydesk.text.cue_lexicon import NAMING
from copydesk.text.cues import cue_lemma, is_speech_cue
from copydesk.text.quotation_marks import Quoted
from copydesk.text.source_phrases import is_turn
from copydesk.text.spans import Span, trim
from copydesk.text.wordlists import wordset

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ABBREVIATED = ("Mr", "Ms", "Dr", "St", "Lt", "Jr", "Sr", "Mrs", "Sen", "Rep", "Gov", "Gen", "Col", "Maj", "Sgt", "Rev")
_STOP = r"\." + "".join(rf"(?<!\b{title}\.)" for title in (*_ABBREVIATED, "Capt", "Prof", "[A-Z]"))
_TAG_END = re.compile(rf"(?:[;:!?]|{_STOP})(?=\s|$|[”\"“‘])|[“‘\"\n]")
_BREAK = re.compile(r",\s|\s(?:in|at|on|after|before|during|as|when|while|to|with|outside)\s")
_HELPER = re.compile(
    r"\b(?:have|has|had|also|later|then|once|would|was|is|are|were|'s|’s|already|recently)\s*$", re.IGNORECASE
)
_SAID_AT_ONCE = re.compile(r"\s*(?:said|says)\s+(?:[A-Z]|the\s|an?\s)")
_CLAUSE = re.compile(r",\s+(?:but|and|which|while|so|as|although)\b")
_SUBJECT = re.compile(r"[^\W\d_a-z]|\d|(?:the|an?|one|his|her|their|its|our|my|some|many|two|three|another)\b")
_ACCORDING = re.compile(r"[\s,]*(according to)\s+(?=\w)", re.IGNORECASE)
_ACCORDING_BEFORE = re.compile(r"\b(according to)\s+([^,“”\"\n]{1,120}),\Z", re.IGNORECASE)
_LEAD_END = re.compile(rf"(?:[!?;]|{_STOP})[”\"’'»)]*(?=\s)|[”\"](?=\s)|\n")
_LEAD_WORDS = re.compile(
    r"(?:(?:on|in|at|after|when|as|during|earlier|later|meanwhile|however|asked|speaking|writing)\b[^,]{0,100},\s+)?(?:(?:and|but|so|then)\s+)?",
    re.IGNORECASE,
)
# Before a cue: what makes a noun of it ("her talk", "the report") or puts another clause between quotation and cue.
_NOT_A_SUBJECT = wordset(
    """
    the a an this that these those his her their its my our your no which who whom to and or not of for with by as if
    another any each every some such
    """
)
_NEVER_STARTS = wordset("which who that where when while because if and but or as so is was were are to of for in on")
# Words before a colon that are no speakers.
_NO_SPEAKER = wordset(
    """
    watch video photo photos picture pictures image listen read opinion review editorial exclusive update updated live
    podcast breaking note notes example warning rule rules tip tips title name description caption headline subject
    author date source recipe film book album song music quiz poem verse chorus lyrics word definition motto slogan
    here answer question related more also see
    """
)
_LINKS = wordset("of the for and de del di da van von der den al bin ibn la le on in at to from y e")
_FARTHEST_CUE = 10
"""Words between a quotation and the cue before it: "Berg told reporters on the bridge on Monday: “…”"."""
_LONGEST_LABEL = 8


class SpeechTag(NamedTuple):
    """A cue and its source; either is None when the sentence has none."""

    cue: Span | None
    source: Span | None


def find_tag(text: str, first: Quoted, last: Quoted, block: Span, floor: int) -> SpeechTag | None:
    """Return the tag of a quotation from region ``first`` to ``last``: after it, before it, a label or a credit.

    Args:
        text: The source text.
        first: The quotation's first region.
        last: Its last, perhaps the same.
        block: The paragraph; no tag reaches out of it.
        floor: The end of the region before, which no tag before the quotation passes.

    """
    return (
        tag_after(text, last, block.end)
        or tag_before(text, first, max(floor, block.start))
        or label_before(text, first, max(floor, block.start))
        or credit_after(text, last, block.end)
    )


def tag_after(text: str, quoted: Quoted, limit: int) -> SpeechTag | None:
    """Return the tag of ``“…,” said Ola Berg, a farmer.`` or ``‘…,’ he said``, before ``limit``; None without one.

    Only a region that ends in a comma, a question or an exclamation is open for a tag after it, or one with "said"
    or "according to" at its heels.
    """
    according = _ACCORDING.match(text, quoted.outer.end, limit)
    if according:
        end = _tag_limit(text, according.end(), limit)
        clause = _CLAUSE.search(text, according.end(), end)
        source = trim(text, Span(according.end(), clause.start() if clause else end))
        return SpeechTag(Span(*according.span(1)), source) if source.start < source.end else None
    is_open = text[quoted.inner.end - 1 : quoted.inner.end] in (",", "?", "!", "—", "–", "…")
    is_open = is_open or text[quoted.outer.end : quoted.outer.end + 1] == ","
    if not is_open and not _SAID_AT_ONCE.match(text, quoted.outer.end, limit):
        return None
    end = _tag_limit(text, quoted.outer.end, limit)
    words = list(_WORD.finditer(text, quoted.outer.end, end))
    if not words or words[0].group().lower() in _NEVER_STARTS:
        return None
    for order, word in enumerate(words[:12]):
        if not is_speech_cue(word.group()) or word.group().endswith("ing"):
            continue
        if _is_named(word.group()) or (order and words[order - 1].group().lower() in _NOT_A_SUBJECT):
            continue
        cue = Span(word.start(), word.end())
        before = trim(text, Span(quoted.outer.end, word.start()))
        subject = text[before.start : before.end].lstrip(", ")
        if subject:
            before = _without_helper(text, trim(text, Span(before.end - len(subject), before.end)))
            return SpeechTag(cue, before) if before.start < before.end else None
        brk = _BREAK.search(text, cue.end, end)
        source = trim(text, Span(cue.end, brk.start() if brk else end))
        return SpeechTag(cue, source) if _SUBJECT.match(text, source.start, source.end) else None
    return None


def tag_before(text: str, quoted: Quoted, floor: int) -> SpeechTag | None:
    """Return the tag of ``Ola Berg said: “…”``, not before ``floor``; None when no cue leads to the region.

    After a colon or a comma the cue may stand some words back: ``Ola Berg told reporters on Monday: “…”``.
    """
    start = max(floor, quoted.outer.start - 200)
    lead = text[start : quoted.outer.start].rstrip()
    according = _ACCORDING_BEFORE.search(lead)
    if according:
        cue, source = (Span(start + according.start(group), start + according.end(group)) for group in (1, 2))
        return SpeechTag(cue, trim(text, source))
    before = lead.rstrip(" ,:")
    ends = [found.end() for found in _LEAD_END.finditer(before)]
    words = list(_WORD.finditer(before, ends[-1] if ends else 0))
    if not words or words[-1].end() != len(before):
        return None
    is_led = lead.endswith((",", ":"))
    for order in range(len(words) - 1, max(-1, len(words) - 1 - (_FARTHEST_CUE if is_led else 1)), -1):
        word = words[order].group()
        if not is_speech_cue(word) or (order and _is_named(word)):
            continue
        if (order and words[order - 1].group().lower() in _NOT_A_SUBJECT) or (
            cue_lemma(word) in NAMING and not lead.endswith(":")
        ):
            return None
        if word.endswith("ing") and order < len(words) - 1:
            continue
        cue = Span(start + words[order].start(), start + words[order].end())
        source = trim(text, Span(start + (ends[-1] if ends else 0), cue.start))
        lead_words = _LEAD_WORDS.match(text, source.start, source.end)
        source = _without_helper(text, Span(lead_words.end() if lead_words else source.start, source.end))
        if source.start >= source.end and word.lower() == cue_lemma(word):
            return None  # an order or a line of code: print "hello world"
        is_short = source.start < source.end and len(_WORD.findall(text[source.start : source.end])) <= 14
        return SpeechTag(cue, source if is_short else None)
    return None


def label_before(text: str, quoted: Quoted, floor: int) -> SpeechTag | None:
    """Return the tag of ``Ola Berg: “…”``, a headline or a turn of an interview: the colon is the cue.

    The source of a turn marked Q or A is None: the letter names nobody.
    """
    start = max(floor, quoted.outer.start - 120)
    lead = text[start : quoted.outer.start].rstrip()
    if not lead.endswith(":"):
        return None
    ends = [found.end() for found in _LEAD_END.finditer(lead)]
    source = trim(text, Span(start + (ends[-1] if ends else 0), start + len(lead) - 1))
    cue = Span(start + len(lead) - 1, start + len(lead))
    if is_turn(text[source.start : source.end]):
        return SpeechTag(cue, None)
    is_whole = start <= floor or bool(ends)
    return SpeechTag(cue, source) if is_whole and names_someone(text[source.start : source.end]) else None


def credit_after(text: str, quoted: Quoted, limit: int) -> SpeechTag | None:
    """Return the tag of ``“…” — Ola Berg, farmer``: a dash and a name that end the paragraph."""
    rest = trim(text, Span(quoted.outer.end, min(limit, quoted.outer.end + 160)))
    return credit_line(text, rest) if rest.end == trim(text, Span(rest.start, limit)).end else None


def credit_line(text: str, line: Span) -> SpeechTag | None:
    """Return the tag that a line like ``— Ola Berg, farmer`` is; None for any other line."""
    dash = re.match(r"\s*(?:[—–―]|--?)\s*", text[line.start : min(line.end, line.start + 160)])
    if dash is None or line.end - line.start > 160:
        return None
    source = trim(text, Span(line.start + dash.end(), line.end))
    return SpeechTag(None, source) if names_someone(text[source.start : source.end]) else None


def names_someone(words: str) -> bool:
    """Tell whether ``words`` look like a name, perhaps with a description after a comma, and are not a sentence."""
    name, _, described = words.partition(",")
    parts = name.split()
    if not parts or len(parts) + len(described.split()) > 2 * _LONGEST_LABEL or len(parts) > _LONGEST_LABEL:
        return False
    if parts[0].lower() in _NO_SPEAKER or not (parts[0][0].isalpha() and parts[0][0] == parts[0][0].upper()):
        return False
    if any(mark in words for mark in '“”"{}=<>;?!'):
        return False
    return all(part[0].upper() == part[0] or part in _LINKS for part in parts)


def _is_named(word: str) -> bool:
    """Tell whether a cue is a word of a name or title: the White House Press Secretary."""
    return word[0].isupper() and not word.isupper() and word not in ("Said", "Says")


def _tag_limit(text: str, start: int, limit: int) -> int:
    end = min(limit, start + 160)
    stop = _TAG_END.search(text, start, end)
    return stop.start() if stop else end


def _without_helper(text: str, source: Span) -> Span:
    helper = _HELPER.search(text, source.start, source.end)
    return trim(text, Span(source.start, helper.start())) if helper else trim(text, source)
