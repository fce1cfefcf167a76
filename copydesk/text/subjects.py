"""Who is the subject of the words that introduce a quotation, where the tagger saw no source."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from copydesk.text.blocks import BlockIndex
from copydesk.text.cast_index import CastIndex
from copydesk.text.cues import is_speech_cue
from copydesk.text.people import starts_sentence
from copydesk.text.spans import Span

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)"
    r"[.!?][”’\"')]*\s+"
)
_LABEL = re.compile(r"\s*([^\W\d_][^\n:]{0,60}?)\s*:\s*[“\"‘'«„]?\s*$")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PASSIVE = re.compile(r"^(?:has\s+been|have\s+been|had\s+been|was|were|is|are|been|being|be)\s+(?!\w+ing\b)", re.I)
_BE = re.compile(r"\b(?:was|were|is|are|been|being|be)\s+(?:\w+\s+)?$")
_REACH = 400
"""Characters before the words in which a sentence must begin."""


class Subjects:
    """Answers for one article; ``quoted`` are the spans inside quotation marks, marks included, in order."""

    def __init__(self, cast: CastIndex, index: BlockIndex, quoted: Sequence[Span]) -> None:
        self._text = cast.text
        self._cast = cast
        self._index = index
        self._quoted = list(quoted)
        self._quoted_starts = [span.start for span in quoted]

    def around(self, position: int) -> Span | None:
        """Return the stretch in quotation marks that ``position`` lies in."""
        at = bisect_right(self._quoted_starts, position) - 1
        return self._quoted[at] if at >= 0 and self._quoted[at].start < position < self._quoted[at].end else None

    def of_cue(self, cue: Span, content: Sequence[Span], *, is_quoted: bool) -> int | None:
        """Return the mention that is the subject of a speech cue: "Berg smiled before adding", "said Berg"."""
        written = self._text[cue.start : cue.end]
        is_passive = _PASSIVE.match(written) or _BE.search(self._text, max(0, cue.start - 20), cue.start)
        if is_passive or not is_speech_cue(written) or self.around(cue.start) is not None:
            return None
        touching = [
            i
            for i in self._cast.within(Span(max(0, cue.start - 2), cue.end + 2))
            if self._is_free_person(i) and not any(self._cast.mentions[i].span.overlaps(words) for words in content)
        ]
        if touching:
            return touching[0]
        # Reported speech without a source is mostly nobody's: "talk had been mounting that …".
        return self.opening(cue.start) if is_quoted or written.casefold().endswith("ing") else None

    def of_quote(self, start: int) -> int | None:
        """Return the mention of the person whom the words before a quotation introduce: "Mina Odell said: “…”"."""
        block = self._index.at(start)
        if block is None:
            return None
        before = self._text[max(self._index.blocks[block].start, start - _REACH) : start].rstrip(" \xa0“\"‘'«„")
        word = _WORD.findall(before[-30:])[-1:] or [""]
        introduces = before.endswith(":") or (before.endswith(",") and is_speech_cue(word[0]))
        return self.opening(start) if introduces else None

    def label_before(self, start: int) -> str | None:
        """Return the words of a line's label, "Odell" in "Odell: “It rains”", where they lead to ``start``."""
        block = self._index.at(start)
        if block is None:
            return None
        floor = self._index.blocks[block].start
        found = _LABEL.match(self._text[floor : start + 1]) if start - floor <= 80 else None
        return found.group(1) if found else None

    def opening(self, position: int) -> int | None:
        """Return the person who opens the sentence of ``position``, or the only one named in it before."""
        block = self._index.at(position)
        if block is None:
            return None
        floor = max(self._index.blocks[block].start, position - _REACH)
        ends = [end.end() for end in _SENTENCE_END.finditer(self._text, floor, position)]
        floor = ends[-1] if ends else floor
        named = [i for i in self._cast.within(Span(floor, position)) if self._is_free_person(i)]
        named = [i for i in named if floor <= self._cast.mentions[i].start and not self._is_owner(i)]
        opening = [i for i in named if starts_sentence(self._text, self._cast.mentions[i].start)]
        return opening[0] if opening else named[0] if len(named) == 1 and not ends[1:] else None

    def _is_free_person(self, i: int) -> bool:
        is_person = self._cast.is_person(self._cast.entity_of[i])
        return is_person and self.around(self._cast.mentions[i].start) is None

    def _is_owner(self, i: int) -> bool:
        end = self._cast.mentions[i].end
        return self._text[end : end + 1] in ("'", "’") or self._text[end - 2 : end] in ("'s", "’s")

    def others_between(self, since: int, until: int, known: int | None) -> bool:
        """Tell whether somebody else opens a sentence between two positions: the floor may have passed to them."""
        first, last = self._index.before(since), self._index.before(until)
        if last - first > 8:
            return True
        for i in self._cast.within(Span(since, max(since, until))):
            if self._cast.entity_of[i] != known and self._is_free_person(i) and not self._is_owner(i):
                start = self._cast.mentions[i].start
                if since <= start < until and starts_sentence(self._text, start):
                    return True
        return False
