"""The quoted regions of a text, ready to be asked about spans."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from copydesk.text.quotation_marks import Quoted, is_term, quoted_regions
from copydesk.text.spans import Span, trim

WORD = re.compile(r"\w+(?:['’.-]\w+)*")


class QuoteMap:
    """The quoted regions of a text, ready to be asked about spans."""

    def __init__(self, text: str, blocks: Sequence[Span]) -> None:
        self.text = text
        self.regions = quoted_regions(text, blocks)
        self._starts = [quoted.outer.start for quoted in self.regions]
        self._ends = [quoted.outer.end for quoted in self.regions]
        self._terms: dict[int, bool] = {}

    def is_term(self, quoted: Quoted) -> bool:
        """Tell whether a region of this text is a term or a title (`copydesk.text.quotation_marks.is_term`)."""
        start = quoted.outer.start
        if start not in self._terms:
            self._terms[start] = is_term(self.text, quoted)
        return self._terms[start]

    def touching(self, span: Span) -> list[Quoted]:
        """Return the regions that share a character with ``span``."""
        return self.regions[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def kind(self, contents: Sequence[Span]) -> str:
        """Return direct (at least nine tenths of the words inside marks), mixed (some) or indirect (none).

        Single marks count only where they hold more than a term, for apostrophes and scare quotes use them too.
        """
        inside = total = 0
        for content in contents:
            regions = [q for q in self.touching(content) if not q.is_single or not self.is_term(q)]
            starts = [q.outer.start for q in regions]
            for word in WORD.finditer(self.text, content.start, content.end):
                total += 1
                at = bisect_right(starts, word.start()) - 1
                inside += at >= 0 and word.end() <= regions[at].outer.end
        if inside == 0:
            return "indirect"
        return "direct" if inside >= 0.9 * total else "mixed"

    def snap(self, content: Span) -> Span:
        """Return ``content`` grown over the marks that it touches from within."""
        start, end = content
        regions = self.touching(Span(max(0, start - 1), end + 1))
        if regions and regions[0].inner.start == start:
            start = regions[0].outer.start
        if regions and regions[-1].inner.end == end:
            end = regions[-1].outer.end
        return Span(start, end)


def clipped(text: str, span: Span | None) -> Span | None:
    """Return ``span`` cut to the text and without white space at its edges; None when nothing is left."""
    if span is None:
        return None
    start = min(max(0, span.start), len(text))
    clipped = trim(text, Span(start, min(max(start, span.end), len(text))))
    return clipped if clipped.start < clipped.end else None


def merged(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order, those that overlap or have only white space between them as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip()):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
