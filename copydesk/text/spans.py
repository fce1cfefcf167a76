"""The one coordinate system: half-open ranges of code points of ``articles.text``."""

from typing import NamedTuple


class Span(NamedTuple):
    """Characters ``start`` to ``end`` (code points of the source text, end exclusive)."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end


def trim(text: str, span: Span) -> Span:
    """Return ``span`` without white space at its edges; an all-white span becomes empty at its start."""
    piece = text[span.start : span.end]
    stripped = piece.strip()
    if not stripped:
        return Span(span.start, span.start)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))
