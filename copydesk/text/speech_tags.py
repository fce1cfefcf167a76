"""The words beside a quoted region that say who spoke: a cue and its source, by pattern and without a model."""

import re
from typing import NamedTuple

from copydesk.text.cues import is_speech_cue
from copydesk.text.quotation_marks import Quoted
from copydesk.text.spans import Span, trim

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_TAG_END = re.compile(r"[.;:!?](?=\s|$|[”\"“‘])|[“‘\"\n]")
_BREAK = re.compile(r",\s|\s(?:in|at|on|after|before|during|as|when|while|to|with|outside)\s")
_HELPER = re.compile(
    r"\b(?:have|has|had|also|later|then|once|would|was|is|are|were|'s|’s|already|recently)\s*$", re.IGNORECASE
)


class SpeechTag(NamedTuple):
    """A cue and its source; the source is None when the sentence names none."""

    cue: Span
    source: Span | None


def tag_after(text: str, quoted: Quoted, limit: int) -> SpeechTag | None:
    """Return the tag of ``“…,” said Ola Berg, a farmer.`` or ``‘…,’ he said``, before ``limit``; None without one.

    Only a region that ends in a comma, a question or an exclamation is open for a tag after it.
    """
    if text[quoted.inner.end - 1 : quoted.inner.end] not in (",", "?", "!", "—", "…") and text[
        quoted.outer.end : quoted.outer.end + 1
    ] not in (",",):
        return None
    end = min(limit, quoted.outer.end + 160)
    stop = _TAG_END.search(text, quoted.outer.end, end)
    end = stop.start() if stop else end
    words = list(_WORD.finditer(text, quoted.outer.end, end))
    for order, word in enumerate(words[:12]):
        if not is_speech_cue(word.group()) or word.group().endswith("ing"):
            continue
        cue = Span(word.start(), word.end())
        before = trim(text, Span(quoted.outer.end, word.start()))
        subject = text[before.start : before.end].lstrip(", ")
        if subject:
            before = trim(text, Span(before.end - len(subject), before.end))
            helper = _HELPER.search(text, before.start, before.end)
            if helper:
                before = trim(text, Span(before.start, helper.start()))
            return SpeechTag(cue, before) if before.start < before.end and order < 12 else None
        brk = _BREAK.search(text, cue.end, end)
        source = trim(text, Span(cue.end, brk.start() if brk else end))
        return SpeechTag(cue, source if source.start < source.end else None)
    return None


def tag_before(text: str, quoted: Quoted, floor: int) -> SpeechTag | None:
    """Return the tag of ``Ola Berg said: “…”``, not before ``floor``; None when no cue touches the region."""
    start = max(floor, quoted.outer.start - 200)
    before = text[start : quoted.outer.start].rstrip(" ,:")
    words = list(_WORD.finditer(before))
    if not words or words[-1].end() != len(before) or not is_speech_cue(words[-1].group()):
        return None
    cue = Span(start + words[-1].start(), start + words[-1].end())
    lead = before[: words[-1].start()]
    ends = list(re.finditer(r"[.!?;”\"’](?=\s)|\n", lead))
    source = trim(text, Span(start + (ends[-1].end() if ends else 0), cue.start))
    helper = _HELPER.search(text, source.start, source.end)
    if helper:
        source = trim(text, Span(source.start, helper.start()))
    is_short = source.start < source.end and len(_WORD.findall(text[source.start : source.end])) <= 14
    return SpeechTag(cue, source if is_short else None)
