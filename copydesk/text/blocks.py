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
