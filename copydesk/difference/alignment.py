"""Which characters of two texts are the same ones: lines are matched first, then the words of the lines that are left.

Lines (or words) that both texts have exactly once are matched first, as far as they keep their order ("patience
diff"); what lies between them is matched in the same way, and small rests by `difflib`. So the time grows with the
texts and not with their square, whatever stands in them.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from copydesk.text.spans import Span

_MOST_WORDS = 20_000
"""Words of a replaced stretch, a side; of longer ones the words are not matched."""
_LEAST_SHARED = 0.4
"""Share of the shorter side's letters that matched words must have; less is another text that shares its "the"s."""
_SMALL = 10_000
"""Product of the lengths of a rest that difflib, which may need their cube, is given."""
_MOST_WORK = 2_000_000
"""Sum of these products in one comparison."""
_DEEPEST = 40
"""How often what lies between matches is looked into again."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+|\s+|[^\w\s]")
"""A word, white space, a mark; where words are not parted by spaces, a character."""


class Block(NamedTuple):
    """A run that is the same in both: ``old[Block.old:][:size] == new[Block.new:][:size]``."""

    old: int
    new: int
    size: int


class Region(NamedTuple):
    """Lines that are not the same: characters of the old text (a span) in place of which the new one has others."""

    old: Span
    new: Span


@dataclass(frozen=True)
class Alignment:
    """Two texts and the runs of characters that they share."""

    old: str
    new: str
    blocks: tuple[Block, ...]
    """In the order of both texts, none overlaps another."""
    regions: tuple[Region, ...]
    """Where whole lines differ, in order, the lines' ends left out. One of the two spans may be empty."""

    def forward(self, spans: Sequence[Span]) -> list[Span]:
        """Return where the characters of ``spans`` of the old text are in the new one; what is gone is left out."""
        return _mapped(spans, self.blocks, self._old_starts)

    def backward(self, spans: Sequence[Span]) -> list[Span]:
        """Return where the characters of ``spans`` of the new text are in the old one."""
        return _mapped(spans, self._backward_blocks, self._new_starts)

    @cached_property
    def _old_starts(self) -> list[int]:
        return [block.old for block in self.blocks]

    @cached_property
    def _new_starts(self) -> list[int]:
        return [block.new for block in self.blocks]

    @cached_property
    def _backward_blocks(self) -> list[Block]:
        return [Block(new, old, size) for old, new, size in self.blocks]


SAME = Alignment("", "", (Block(0, 0, 2**62),), ())
"""The alignment of any text with itself; it does not hold the text."""


def align(old: str, new: str) -> Alignment:
    """Return the characters that ``old`` and ``new`` share. ``align(new, old)`` tells the same, the other way round."""
    if old == new:
        return Alignment(old, new, (Block(0, 0, len(old)),) if old else (), ())
    # Which of several equal lines are matched depends on which text is asked first: that is always the same one.
    if (len(new), new) < (len(old), old):
        turned = align(new, old)
        blocks = tuple(Block(new_at, old_at, size) for old_at, new_at, size in turned.blocks)
        return Alignment(old, new, blocks, tuple(Region(there, here) for here, there in turned.regions))
    old_lines, new_lines = old.split("\n"), new.split("\n")
    old_at, new_at = _starts(old_lines, 1), _starts(new_lines, 1)
    found: list[Block] = []
    regions: list[Region] = []
    line, other = 0, 0
    for match in [*match_runs(old_lines, new_lines), Block(len(old_lines), len(new_lines), 0)]:
        if line < match.old or other < match.new:
            region = Region(_lines_span(old_at, line, match.old), _lines_span(new_at, other, match.new))
            regions.append(region)
            found += _shared_words(old, new, region)
        line, other = match.old + match.size, match.new + match.size
        found += [
            Block(old_at[match.old + step], new_at[match.new + step], len(old_lines[match.old + step]))
            for step in range(match.size)
        ]
    return Alignment(old, new, tuple(_joined(old, new, found)), tuple(regions))


def match_runs(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return runs of items that both sequences have, in the order of both."""
    runs: list[Block] = []
    work = _MOST_WORK
    rests = [(0, len(old), 0, len(new), 0)]
    while rests:
        old_from, old_to, new_from, new_to, depth = rests.pop()
        head = _common(old, new, range(old_from, old_to), range(new_from, new_to))
        runs.append(Block(old_from, new_from, head))
        old_from, new_from = old_from + head, new_from + head
        tail = _common(old, new, range(old_to - 1, old_from - 1, -1), range(new_to - 1, new_from - 1, -1))
        runs.append(Block(old_to - tail, new_to - tail, tail))
        old_to, new_to = old_to - tail, new_to - tail
        size = (old_to - old_from) * (new_to - new_from)
        if not size or depth == _DEEPEST:
            continue
        if anchors := _anchors(old[old_from:old_to], new[new_from:new_to]):
            # A rest begins with the anchor before it, so that the two grow together.
            cuts = [(old_from, new_from), *((old_from + i, new_from + j) for i, j in anchors), (old_to, new_to)]
            rests += [(*pair, depth + 1) for pair in _between(cuts)]
        elif size <= min(_SMALL, work):
            work -= size
            matcher = SequenceMatcher(None, old[old_from:old_to], new[new_from:new_to], autojunk=False)
            runs += [Block(old_from + i, new_from + j, length) for i, j, length in matcher.get_matching_blocks()]
    return _neighbours_joined(sorted(run for run in runs if run.size))


def _neighbours_joined(runs: Sequence[Block]) -> list[Block]:
    joined: list[Block] = []
    for run in runs:
        if joined and (joined[-1].old + joined[-1].size, joined[-1].new + joined[-1].size) == (run.old, run.new):
            joined[-1] = joined[-1]._replace(size=joined[-1].size + run.size)
        else:
            joined.append(run)
    return joined


def _between(cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    return [(i, next_i, j, next_j) for (i, j), (next_i, next_j) in pairwise(cuts)]


def _common(old: Sequence[str], new: Sequence[str], here: range, there: range) -> int:
    """Return how many items at ``here`` and ``there`` are equal, counted from the first of each."""
    count = 0
    for i, j in zip(here, there, strict=False):
        if old[i] != new[j]:
            break
        count += 1
    return count


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of items that both have exactly once, the most of them that are in the same order."""
    often, often_new = Counter(old), Counter(new)
    place = {item: j for j, item in enumerate(new) if often_new[item] == 1}
    pairs = [(i, place[item]) for i, item in enumerate(old) if often[item] == 1 and item in place]
    # The longest rising run of places: by the last of the best runs of each length, and each pair's predecessor.
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for number, (_, j) in enumerate(pairs):
        length = bisect_right(ends, j)
        before.append(last[length - 1] if length else None)
        ends[length:] = [j, *ends[length + 1 :]]
        last[length:] = [number, *last[length + 1 :]]
    chosen = []
    at = last[-1] if last else None
    while at is not None:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]


def _shared_words(old: str, new: str, region: Region) -> list[Block]:
    """Return the words that a stretch of the old text shares with what stands in its place; none if they are few."""
    old_words = _WORD.findall(old[slice(*region.old)])
    new_words = _WORD.findall(new[slice(*region.new)])
    if not old_words or not new_words or max(len(old_words), len(new_words)) > _MOST_WORDS:
        return []
    old_at, new_at = _starts(old_words, 0), _starts(new_words, 0)
    blocks = []
    for i, j, size in match_runs(old_words, new_words):
        length = old_at[i + size] - old_at[i]
        at_edge = (i, j) == (0, 0) or (i + size, j + size) == (len(old_words), len(new_words))
        # A space or a comma between two others is no reason to part these.
        if at_edge or any(character.isalnum() for word in old_words[i : i + size] for character in word):
            blocks.append(Block(region.old.start + old_at[i], region.new.start + new_at[j], length))
    shared = sum(_letters(old[block.old : block.old + block.size]) for block in blocks)
    least = min(_letters(old[slice(*region.old)]), _letters(new[slice(*region.new)]))
    return blocks if shared >= _LEAST_SHARED * least else []


def _letters(text: str) -> int:
    return sum(map(len, text.split()))


def _starts(items: Sequence[str], between: int) -> list[int]:
    """Return where each item starts if ``between`` characters part one from the next, and where the next would."""
    return list(accumulate((len(item) + between for item in items), initial=0))


def _lines_span(starts: Sequence[int], first: int, end: int) -> Span:
    """Return the characters of lines ``first`` to ``end`` (exclusive), without the last one's end."""
    return Span(starts[first], starts[end] - 1 if end > first else starts[first])


def _joined(old: str, new: str, blocks: Sequence[Block]) -> list[Block]:
    """Return ``blocks`` with neighbours made one, across the line end that both texts have between them too."""
    joined: list[Block] = []
    for block in blocks:
        if joined:
            at, there, size = joined[-1]
            gap = block.old - at - size
            same_gap = gap == block.new - there - size and old[at + size : block.old] == new[there + size : block.new]
            if same_gap and gap <= 1:
                joined[-1] = Block(at, there, size + gap + block.size)
                continue
        if block.size:
            joined.append(block)
    return joined


def _mapped(spans: Sequence[Span], blocks: Sequence[Block], starts: Sequence[int]) -> list[Span]:
    mapped: list[Span] = []
    for start, end in spans:
        for old, new, size in blocks[max(0, bisect_right(starts, start) - 1) : bisect_right(starts, end)]:
            first, last = max(start, old), min(end, old + size)
            if first < last:
                mapped.append(Span(new + first - old, new + last - old))
    return mapped
