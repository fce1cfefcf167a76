"""The difference of two texts, as a person reads it: lines gone and lines come, with the words that differ."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.difference.alignment import Alignment
from copydesk.text.spans import Span

GONE, COME = "-", "+"


class Piece(NamedTuple):
    """A stretch of a line."""

    changed: bool
    """Whether the other text has something else here. Never in a line that was replaced as a whole."""
    text: str


class Line(NamedTuple):
    """A line that only one of the two texts has."""

    op: str
    """``-``: of the old text, ``+``: of the new one."""
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(piece.text for piece in self.pieces)


def text_difference(alignment: Alignment) -> list[Line]:
    """Return the lines that differ, those of the old text before those in their place; blank lines are left out."""
    old_shared = [Span(block.old, block.old + block.size) for block in alignment.blocks]
    new_shared = [Span(block.new, block.new + block.size) for block in alignment.blocks]
    lines: list[Line] = []
    for region in alignment.regions:
        lines += _lines(GONE, alignment.old, region.old, _inside(old_shared, region.old))
        lines += _lines(COME, alignment.new, region.new, _inside(new_shared, region.new))
    return lines


def _inside(shared: Sequence[Span], span: Span) -> list[Span]:
    """Return the parts of ``span`` that the other text has too; ``shared`` is in order."""
    first = max(0, bisect_right(shared, span) - 1)
    last = bisect_right(shared, Span(span.end, span.end))
    parts = (Span(max(span.start, start), min(span.end, end)) for start, end in shared[first:last])
    return [part for part in parts if part.start < part.end]


def _lines(op: str, text: str, region: Span, shared: list[Span]) -> list[Line]:
    lines = []
    start = region.start
    for line in text[slice(*region)].split("\n"):
        if line.strip():
            lines.append(Line(op, _pieces(text, Span(start, start + len(line)), shared)))
        start += len(line) + 1
    return lines


def _pieces(text: str, line: Span, shared: list[Span]) -> tuple[Piece, ...]:
    if not shared:
        return (Piece(False, text[slice(*line)]),)
    pieces, at = [], line.start
    for start, end in shared:
        first, last = max(start, at), min(end, line.end)
        if first >= last:
            continue
        pieces += [Piece(True, text[at:first]), Piece(False, text[first:last])]
        at = last
    pieces.append(Piece(True, text[at : line.end]))
    return tuple(piece for piece in pieces if piece.text)
