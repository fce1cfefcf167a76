"""The quoted regions of a text, ready to be asked about spans."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from copydesk.text.quotation_marks import Quoted, quoted_regions
from copydesk.text.quoted_terms import WORD, is_term
from copydesk.text.spans import Span, trim

_MOST_MARKS = 20
"""Characters without a letter that may lie between a content's edge and the quotation mark that it belongs to."""


class QuoteMap:
    """The quoted regions of a text, ready to be asked about spans."""

    def __init__(self, text: str, blocks: Sequence[Span]) -> None:
        self.text = text
        self.regions = quoted_regions(text, blocks)
        self._starts = [quoted.outer.start for quoted in self.regions]
        self._ends = [quoted.outer.end for quoted in self.regions]
        self._terms: dict[int, bool] = {}
        spoken = [quoted.is_single for quoted in self.regions if quoted.is_closed and not self.is_term(quoted)]
        self._is_british = 2 * sum(spoken) > len(spoken)

    def is_term(self, quoted: Quoted) -> bool:
        """Tell whether a region of this text is a term or a title (`copydesk.text.quoted_terms.is_term`)."""
        start = quoted.outer.start
        if start not in self._terms:
            self._terms[start] = is_term(self.text, quoted)
        return self._terms[start]

    def touching(self, span: Span) -> list[Quoted]:
        """Return the regions that share a character with ``span``."""
        return self.regions[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def kind(self, contents: Sequence[Span]) -> str:
        """Return direct (at least nine tenths of the words inside marks), mixed (some) or indirect (none).

        Single marks count only where they hold more than a term, for apostrophes and scare quotes use them too, or
        where most of what the text quotes stands in them.
        """
        inside = total = 0
        for content in contents:
            regions = [q for q in self.touching(content) if not q.is_single or self._is_british or not self.is_term(q)]
            starts = [q.outer.start for q in regions]
            for word in WORD.finditer(self.text, content.start, content.end):
                total += 1
                at = bisect_right(starts, word.start()) - 1
                inside += at >= 0 and word.end() <= regions[at].outer.end
        if inside == 0:
            return "indirect"
        return "direct" if inside >= 0.9 * total else "mixed"

    def snap(self, content: Span, cue: Span | None = None) -> Span:
        """Return ``content`` with its edges at the marks that they meet or lie between.

        What stands in one pair of marks was said by one speaker (of the closed pairs in PolNeAR's training half
        whose cue stands outside, the edges of 99.7 % are the content's), unless the cue is among the words.
        """
        start, end = content
        regions = self.touching(Span(max(0, start - 1), end + 1))
        if not regions:
            return content
        first, last = regions[0], regions[-1]
        if first.inner.end <= start < first.outer.end and first.inner.end > first.inner.start:
            start = first.outer.end
        elif first.outer.start < start <= first.inner.end and self._belongs(first, content, cue, start, at_start=True):
            start = first.outer.start
        if last.outer.start < end <= last.inner.start:
            end = last.outer.start
        elif last.inner.start <= end < last.outer.end and self._belongs(last, content, cue, end, at_start=False):
            end = last.outer.end
        snapped = trim(self.text, Span(start, max(start, end)))
        return snapped if snapped.start < snapped.end else content

    def _belongs(self, quoted: Quoted, content: Span, cue: Span | None, edge: int, *, at_start: bool) -> bool:
        """Tell whether the words of a region on the other side of ``edge`` belong to the content."""
        if cue is not None and cue.overlaps(quoted.outer):
            return False
        between = Span(quoted.inner.start, edge) if at_start else Span(edge, quoted.inner.end)
        is_near = between.end - between.start <= _MOST_MARKS
        if is_near and not any(char.isalnum() for char in self.text[between.start : between.end]):
            return True
        if not quoted.is_closed:
            return False
        shared = min(content.end, quoted.inner.end) - max(content.start, quoted.inner.start)
        # A single mark may be an apostrophe: there the content has to hold most of the region already.
        return not quoted.is_single or 2 * shared >= quoted.inner.end - quoted.inner.start


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
        if joined and (span.start <= joined[-1].end or text[joined[-1].end : span.start].isspace()):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
