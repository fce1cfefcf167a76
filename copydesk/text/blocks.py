"""The stretches of an article in which something can be quoted, and which of them a character lies in."""

from bisect import bisect_right
from collections.abc import Sequence

from copydesk.text.annotations import Segment
from copydesk.text.spans import Span

QUOTABLE_KINDS = frozenset({"title", "standfirst", "paragraph", "list_item", "subheading", "caption", "pull_quote"})
"""Kinds of segments that belong to the article itself; related headlines and widgets speak of other articles."""


def quotable_blocks(segments: Sequence[Segment]) -> list[Span]:
    """Return the spans of the segments in which quotations count, in text order."""
    return sorted(
        segment.span for segment in segments if segment.kind in QUOTABLE_KINDS and segment.start < segment.end
    )


def flowing(text: str, segments: Sequence[Segment]) -> str:
    """Return ``text`` with the line ends inside segments as spaces, as long as it was, so that all spans hold.

    A paragraph that a renderer cut at links is several lines; to a reader of sentences they are none.
    """
    pieces: list[str] = []
    done = 0
    for segment in segments:
        if "\n" in text[segment.start : segment.end]:
            pieces += (text[done : segment.start], text[segment.start : segment.end].replace("\n", " "))
            done = segment.end
    return "".join((*pieces, text[done:])) if pieces else text


class BlockIndex:
    """Finds the block of a character in logarithmic time."""

    def __init__(self, blocks: Sequence[Span]) -> None:
        self.blocks = list(blocks)
        self._starts = [block.start for block in self.blocks]

    def at(self, position: int) -> int | None:
        """Return the index of the block that holds ``position``, None between blocks."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.blocks[index].end:
            return index
        return None

    def before(self, position: int) -> int:
        """Return the index of the last block that starts at or before ``position``; -1 before the first."""
        return bisect_right(self._starts, position) - 1
