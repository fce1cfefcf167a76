"""What speaks for and against a block of a page being body text, as named pieces of evidence."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from copydesk.intake.page_blocks import Block, Page

_TOKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+")
_SIZES = (2, 5, 10, 20, 40)
"""Upper edges of the size classes of a block, in words; a sixth class is longer."""
_ENDS = (".", "!", "?", "…", "”", '"', "»", "’", ")", "。", "！", "？", "」", "।", "؟", "۔", "“")
_PHRASE = 4
"""Words that two texts must share in a row to count as the same there."""
_SAME = 0.8
"""Share of a block's phrases that must stand in another text for the block to be called part of it."""
_MOST_WORDS = 500_000
_LOOKED_AT = 500_000
"""Characters of one block that are looked at; no paragraph comes near, and a stated body seldom."""
_STATED_WORDS = 60
"""Words below which a stated body is a summary."""
_LONG, _LARGE = 15, 60
"""Words of a block that is surely a paragraph, and of one that counts no more than this in a run."""
_LONG_CLASS = 3
"""Size class from which a block counts as long."""
_MOST = 0.75
"""Share of the kept words that the root of the main text holds."""
_AGREEMENT = 0.9
"""Share of the kept words that the stated body holds where the two agree."""


class Words(NamedTuple):
    """The phrases of a text, to find what of another text stands in it."""

    lines: frozenset[tuple[str, ...]]
    phrases: frozenset[tuple[str, ...]]
    size: int

    def holds(self, words: tuple[str, ...]) -> bool:
        """Tell whether the text holds ``words`` as a whole line, or nearly all their phrases."""
        if words in self.lines:
            return True
        many = len(words) - _PHRASE + 1
        if many < 1:
            return False
        return sum([words[at : at + _PHRASE] in self.phrases for at in range(many)]) >= _SAME * many


def tokens(text: str) -> tuple[str, ...]:
    """Return the case-folded words of ``text``; in scripts without spaces every character is one."""
    return tuple(_TOKEN.findall(text[:_LOOKED_AT].casefold()))


def words_of(lines: Iterable[str]) -> Words:
    """Look once over the lines of a text, up to half a million words: a set of phrases takes memory."""
    found: list[tuple[str, ...]] = []
    size = 0
    for line in lines:
        found.append(tokens(line))
        size += len(found[-1])
        if size > _MOST_WORDS:
            break
    return Words(
        lines=frozenset([line for line in found if line]),
        phrases=frozenset([line[at : at + _PHRASE] for line in found for at in range(len(line) - _PHRASE + 1)]),
        size=size,
    )


class Run(NamedTuple):
    """Blocks ``start`` to ``end`` (exclusive)."""

    start: int
    end: int

    def place(self, index: int) -> str:
        """Name where block ``index`` stands to the run."""
        return "before" if index < self.start else "after" if index >= self.end else "inside"


class View(NamedTuple):
    """What the evidence of one block needs to know of the whole page. The sequences are parallel to ``blocks``."""

    blocks: Sequence[Block]
    words: Sequence[tuple[str, ...]]
    kept: Sequence[bool]
    """Whether the extractor holds the block for main text, or plainly forgot it."""
    stated: Sequence[bool] | None
    """Whether the block stands in the body that the page states in its JSON-LD; ``None`` where it states none."""
    agrees: bool
    """Whether the stated body holds what the extractor keeps."""
    prose: Sequence[bool]
    """Whether the block looks like a paragraph of running text."""
    steps: Sequence[int]
    """From the root of the main text up to what it shares with the block: 0 inside."""
    groups: dict[tuple[str, str], tuple[int, int, int]]
    """Blocks of one place and element: their words, those kept, and how many they are."""
    run: Run
    """Where the kept blocks are densest."""
    prose_run: Run
    """Where prose is densest."""
    repeats: Counter[tuple[str, ...]]


def view_of(page: Page, kept_text: str, stated_text: str | None) -> View:
    """Look once over all blocks. Linear time.

    Args:
        page: The blocks.
        kept_text: What the extractor took for the main text, paragraphs as lines.
        stated_text: What the page states as its article's body, if it does.
    """
    words = [tokens(block.text) for block in page.blocks]
    sizes = [len(item) for item in words]
    keeps = words_of(kept_text.split("\n"))
    kept = [keeps.holds(item) for item in words]
    prose = [_is_prose(block, size) for block, size in zip(page.blocks, sizes, strict=True)]
    stated = _stated(words, stated_text, _sum(sizes, kept))
    kept = _repaired(page, sizes, prose, kept, stated)
    groups: dict[tuple[str, str], tuple[int, int, int]] = {}
    for block, size, keep in zip(page.blocks, sizes, kept, strict=True):
        every, held, many = groups.get((block.place, block.tag), (0, 0, 0))
        groups[block.place, block.tag] = (every + size, held + size * keep, many + 1)
    both = [keep and held for keep, held in zip(kept, stated, strict=True)] if stated else []
    return View(
        blocks=page.blocks,
        words=words,
        kept=kept,
        stated=stated,
        agrees=stated is not None and _sum(sizes, both) > _AGREEMENT * _sum(sizes, kept),
        prose=prose,
        steps=_steps(page, sizes, kept),
        groups=groups,
        run=_run(sizes, kept),
        prose_run=_run(sizes, prose),
        repeats=Counter(words),
    )


def _sum(sizes: Sequence[int], chosen: Sequence[bool]) -> int:
    return sum([size for size, is_chosen in zip(sizes, chosen, strict=True) if is_chosen])


_NOT_PROSE = frozenset(("related", "comment", "frame", "caption", "newsletter", "hidden"))


def _is_prose(block: Block, size: int) -> bool:
    return (
        size >= _LONG
        and block.links < 0.4
        and block.text.endswith(_ENDS)
        and not block.tight
        and block.near.isdisjoint(_NOT_PROSE)
    )


def _stated(words: Sequence[tuple[str, ...]], stated_text: str | None, total: int) -> list[bool] | None:
    """Find the blocks that stand in the stated body; ``None`` unless it is a whole article, and this page's."""
    if not stated_text:
        return None
    states = words_of([stated_text])
    if states.size < max(_STATED_WORDS, 0.5 * total):
        return None
    found = [states.holds(item) for item in words]
    covered = sum([len(item) for item, held in zip(words, found, strict=True) if held])
    return found if covered >= 0.6 * states.size else None


def _repaired(
    page: Page, sizes: Sequence[int], prose: Sequence[bool], kept: list[bool], stated: Sequence[bool] | None
) -> list[bool]:
    """Add to what the extractor keeps what it plainly forgot: a page of several bodies, or of which it took another."""
    mine: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for block, size, is_prose, keep in zip(page.blocks, sizes, prose, kept, strict=True):
        if is_prose:
            mine[block.place] += size
            held[block.place] += size * keep
    total = sum(held.values())
    forgotten = {
        place
        for place, size in mine.items()
        if size > held[place] and ((0 < total <= 4 * held[place]) or size > 1.5 * total)
    }
    found = [
        keep or (is_prose and block.place in forgotten)
        for block, is_prose, keep in zip(page.blocks, prose, kept, strict=True)
    ]
    if stated and _sum(sizes, stated) > 1.3 * _sum(sizes, kept):
        return [keep or held for keep, held in zip(found, stated, strict=True)]
    return found


def _steps(page: Page, sizes: Sequence[int], kept: Sequence[bool]) -> list[int]:
    """Find the deepest element with most of what is kept, and the steps up from it to what holds each block too."""
    weights = [0] * len(page.parents)
    for block, size, keep in zip(page.blocks, sizes, kept, strict=True):
        if keep and size >= _LONG:
            weights[block.holder] += size
    need = _MOST * sum(weights)
    root = 0
    for number in range(len(weights) - 1, 0, -1):
        # A child's number is greater than its parent's: all of its own are in when it is reached.
        if weights[number] >= need > 0:
            root = number
            break
        weights[page.parents[number]] += weights[number]
    if not weights:
        return []
    above = [-1] * len(weights)
    number, steps = root, 0
    while number >= 0:
        above[number] = steps
        number, steps = page.parents[number], steps + 1
    for number in range(1, len(weights)):
        if above[number] < 0:
            above[number] = above[page.parents[number]]
    return [above[block.holder] for block in page.blocks]


def _run(sizes: Sequence[int], kept: Sequence[bool]) -> Run:
    """Return the stretch of blocks that is kept most densely (Kadane's algorithm)."""
    best, total, start, run = 0.0, 0.0, 0, Run(0, 0)
    for index, (size, keep) in enumerate(zip(sizes, kept, strict=True)):
        total += min(size, _LARGE) if keep else -min(3 + 0.3 * size, 25)
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best:
            best, run = total, Run(start, index + 1)
    return run


def is_hopeless(view: View, index: int) -> bool:
    """Tell whether no evidence could make block ``index`` body: most of a page is menus, and need not be looked at."""
    return (
        view.steps[index] > 0
        and not view.kept[index]
        and not view.prose[index]
        and not (view.stated and view.stated[index])
        and view.run.place(index) != "inside"
    )


def evidence(view: View, index: int) -> list[str]:
    """Name what is seen of block ``index``. The names are keys of `copydesk.intake.page_points.POINTS`."""
    block, words, kept = view.blocks[index], view.words[index], view.kept[index]
    text, count = block.text, len(view.blocks)
    sign = "+" if kept else "-"
    size = sum([len(words) > edge for edge in _SIZES])
    length = "long" if size >= _LONG_CLASS else "short"
    seen = ["base", f"size{size}{'f' if text.endswith(_ENDS) else 'o'}", f"kept{sign}"]
    if kept:
        seen.append(f"kept-size{size}")
    if view.stated is not None:
        said = "+" if view.stated[index] else "-"
        before = index > 0 and view.stated[index - 1]
        after = index + 1 < count and view.stated[index + 1]
        seen += [f"stated{said}{length}", f"stated-near{before:d}{after:d}"]
        if view.agrees:
            seen.append(f"agreed{said}")
    seen.append(f"tag-{'h' if is_heading(block) else block.tag}")
    links = 0 if block.links == 0 else 1 if block.links < 0.3 else 2 if block.links < 0.8 else 3
    seen.append(f"links{links}{sign}")
    if links == 3:
        seen.append(f"links3{sign}{length}")
    if block.bold > 0.9:
        seen.append(f"bold-{length}")
    seen += [f"near-{hint}" for hint in block.near]
    seen += [f"far-{hint}" for hint in block.far - block.near]
    every, held, many = view.groups[block.place, block.tag]
    others = (held - len(words) * kept) / max(1, every - len(words))
    seen.append("group-single" + sign if many == 1 else f"group{int(others * 3.99)}{sign}")
    seen.append(f"up{min(view.steps[index], 4)}{sign}")
    seen += [f"{view.run.place(index)}{sign}", f"prose-{view.prose_run.place(index)}{sign}"]
    if view.prose[index]:
        seen.append(f"prose{sign}")
    before = index > 0 and view.kept[index - 1]
    after = index + 1 < count and view.kept[index + 1]
    seen.append(f"beside{before:d}{after:d}{sign}")
    if view.repeats[words] > 1:
        seen.append(f"repeat-{min(view.repeats[words], 3)}-{length}")
    if block.tight:
        seen.append(f"tight{sign}")
    if text[-1] in ":：":
        seen.append("colon")
    if text[0] in '“"«„「':
        seen.append("quote")
    return seen


def is_heading(block: Block) -> bool:
    """Tell whether the block is a heading: ``h1`` to ``h6``."""
    return len(block.tag) == 2 and block.tag[0] == "h" and block.tag[1].isdigit()
