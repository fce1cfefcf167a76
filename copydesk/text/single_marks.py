"""British single quotation marks, told from the apostrophes that look the same."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from copydesk.text.spans import Span

# Cut-off words whose apostrophe looks like an opening mark: 'em, 'tis, rock 'n' roll, '90s.
_ELISION = re.compile(r"(?:em|tis|twas|til|till|cause|bout|n|round|cos|\d\ds?)\b", re.IGNORECASE)


def single_pairs(text: str, block: Span, marks: Sequence[int], goes_on: bool) -> dict[int, int]:
    """Return opening position -> end of each single quotation of a block; an end past the block means unclosed.

    Args:
        text: The source text.
        block: One paragraph.
        marks: Positions of the block's single marks (‘ ’ ' ‚ ‛), in order.
        goes_on: Whether the next block opens with a mark: a straight single mark is left open only then.

    """
    openers: list[int] = []
    strong: list[int] = []
    weak: list[int] = []
    turned: list[int] = []
    for position in marks:
        mark, after = text[position], position + 1
        previous = text[position - 1] if position > block.start else " "
        following = text[after] if after < block.end else " "
        if mark in "‘‛'‚" and not (previous.isalnum() or previous in "’'‘.,!?…"):
            if not following.isspace() and not _ELISION.match(text, after):
                openers.append(position)
        elif mark in "’'" and not following.isalnum() and not previous.isspace():
            # "the workers’ rights", "goin’ home" and "6' tall" end in a mark as well.
            is_possessive = previous in "sS" and following.isspace() and text[after + 1 : after + 2].isalnum()
            is_clipped = text[max(0, position - 2) : position].lower() == "in"
            is_measure = previous.isdigit() and (following.isspace() or following == "-")
            (weak if is_possessive or is_clipped or is_measure else strong).append(position)
        elif mark == "‘" and not following.isalnum() and not previous.isspace():
            turned.append(position)  # closes the German ‚…‘
    pairs: dict[int, int] = {}
    done = block.start
    for order, opener in enumerate(openers):
        if opener < done:
            continue
        limit = openers[order + 1] if order + 1 < len(openers) else block.end
        closer = _first_in(turned, opener + 2, block.end) if text[opener] == "‚" else None
        if closer is None:
            closer = _first_in(strong, opener + 2, limit)
        if closer is None:
            closer = _first_in(weak, opener + 2, limit)
        if closer is None:
            closer = _first_in(strong, opener + 2, block.end)
        if closer is not None:
            pairs[opener] = done = closer + 1
        elif (
            opener - block.start <= 4
            and not text[block.start : opener].strip(" \t•*")
            and (goes_on or text[opener] in "‘‛")
        ):
            pairs[opener] = done = block.end + 1
    return pairs


def _first_in(positions: Sequence[int], start: int, end: int) -> int | None:
    index = bisect_left(positions, start)
    return positions[index] if index < len(positions) and positions[index] < end else None
