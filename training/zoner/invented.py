"""The invented pages of ``training/zoner/pages``: a thousand sites of our own making, and how scrapers render them.

The gold's publishers are few. An invented page costs no one's rights, and shows what the gold says too seldom.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from training.zoner.gold import Page, Row, page_of_ours

CODES = {
    "T": "title",
    "S": "standfirst",
    "B": "byline",
    "K": "label",
    "P": "body",
    "L": "body",
    "H": "subheading",
    "C": "caption",
    "X": "other",
    "N": "other",
}
"""Codes of lines to `copydesk.text.zone_scores.CLASSES`. L and N are items of lists."""
_NAME, _OPEN, _CLOSE = "##### ", "<<<", ">>>"
_INLINE = re.compile(r"\[\[(.*?)\]\]")
_BLANK = Row("", None, False)
_DEEPEST = 10
"""Steps of two spaces that a page's menus stand in."""


class Block(NamedTuple):
    """A line of a page: an element of its HTML, as a browser would show it."""

    code: str
    """One of CODES."""
    parts: tuple[str, ...]
    """Its text, cut at the edges of inline elements; none is empty."""
    in_region: bool
    """Stands in the innermost part of the page that holds the article."""

    @property
    def text(self) -> str:
        """What it reads."""
        return "".join(self.parts).strip()


class Invented(NamedTuple):
    """A page of our own making."""

    name: str
    blocks: tuple[Block, ...]


def read_invented(folder: Path) -> list[Invented]:
    """Return the pages in the text files of ``folder``, by file and place; ``folder/README.md`` tells their format.

    Raises:
        SystemExit: If there are none, or one is not in the format.

    """
    pages = [page for path in sorted(folder.glob("*.txt")) for page in _pages_of(path)]
    if not pages:
        raise SystemExit(f"{folder}: no pages in it; run this in the repository, where they are training/zoner/pages")
    return pages


def rendered(page: Invented, rng: np.random.Generator) -> list[Page]:
    """Return ``page`` as four kinds of scrapers would have it, each with what is left to chance drawn from ``rng``.

    Of its region the text of blocks and that of text nodes; of the whole page one of both, or one of the layouts that
    keep lists and headings; and what is left when an extractor has taken away most of the rest.
    """
    region = [block for block in page.blocks if block.in_region]
    whole = _LAYOUTS[rng.integers(len(_LAYOUTS))]
    renders: list[tuple[str, _Layout, Sequence[Block]]] = [
        ("region", _blocks, region),
        ("nodes", _nodes, region),
        ("whole", whole, page.blocks),
        ("extract", _extract, region),
    ]
    return [
        page_of_ours(f"{page.name}-{name}", page.name, render(blocks, rng))
        for name, render, blocks in renders
        if blocks
    ]


def _pages_of(path: Path) -> Iterator[Invented]:
    for text in path.read_text(encoding="utf-8").split(_NAME)[1:]:
        name, *lines = text.splitlines()
        whole = _OPEN not in lines
        inside, blocks = whole, []
        for line in filter(str.strip, lines):
            if line.strip() in (_OPEN, _CLOSE):
                inside = whole or line.strip() == _OPEN
                continue
            code, _, words = line.partition(" ")
            parts = tuple(part for part in _INLINE.split(words) if part)
            if code not in CODES or not words.strip():
                raise SystemExit(f"{path}: {name}: not a code and a text: {line[:80]}")
            blocks.append(Block(code, parts, inside))
        yield Invented(f"invented-{name.strip()}", tuple(blocks))


def _row(block: Block, text: str, *, joins: bool = False) -> Row:
    return Row(text, CODES[block.code], joins) if text.strip() else _BLANK


def _blocks(blocks: Sequence[Block], rng: np.random.Generator) -> list[Row]:
    """Lay out a line for each block; blank lines between all, most or none of them."""
    blanks = rng.choice([1.0, 1.0, 0.85, 0.0])
    rows = []
    for block in blocks:
        rows.append(_row(block, block.text))
        if rng.random() < blanks:
            rows.append(_BLANK)
    return rows


def _nodes(blocks: Sequence[Block], rng: np.random.Generator) -> list[Row]:
    """Lay out a line for each text node, which cuts paragraphs at links. The white space of a cut may stay or go."""
    blanks, kept = rng.choice([0.0, 0.0, 0.9]), rng.random() < 0.6
    rows = []
    for block in blocks:
        for number, part in enumerate(block.parts):
            text = part.rstrip() if kept else part.strip()
            rows.append(_row(block, text, joins=number > 0 and CODES[block.code] == "body"))
        rows += [_BLANK] * (int(rng.integers(1, 3)) if rng.random() < blanks else 0)
    return rows


def _indented(blocks: Sequence[Block], rng: np.random.Generator) -> list[Row]:
    """Lay out as a browser would: indents, bullets, blank lines around paragraphs alone."""
    rows = []
    depth = int(rng.integers(_DEEPEST))
    for block in blocks:
        item = block.code in "LN"
        if rng.random() < 0.1:
            depth = int(rng.integers(_DEEPEST))
        rows.append(_row(block, " " * 2 * depth + ("  * " if item else "") + block.text))
        if block.code in "PTHC" or (not item and rng.random() < 0.4):
            rows.append(_BLANK)
    return rows


def _marked_down(blocks: Sequence[Block], rng: np.random.Generator) -> list[Row]:
    """Lay out as Markdown: headings and items have their marks, all else stands between blank lines."""
    heading = {"T": "# ", "H": str(rng.choice(["## ", "### "])), "L": "  * ", "N": "  * "}
    rows = []
    for number, block in enumerate(blocks):
        mark = heading.get(block.code, "")
        rows.append(_row(block, mark + block.text))
        following = blocks[number + 1].code if number + 1 < len(blocks) else ""
        if block.code not in "LN" or following != block.code:
            rows.append(_BLANK)
    return rows


def _extract(blocks: Sequence[Block], rng: np.random.Generator) -> list[Row]:
    """Lay out what an extractor leaves: the article, and a part of the rest in runs, as whole boxes stay or go."""
    blanks = rng.random() < 0.5
    item = "- " if rng.random() < 0.5 else ""
    kept = dict.fromkeys("PLH", True) | dict.fromkeys("TSBKC", rng.random() < 0.5)
    rows, stays, least = [], False, rng.random()
    for number, block in enumerate(blocks):
        other = CODES[block.code] == "other"
        if other and (number == 0 or CODES[blocks[number - 1].code] != "other" or rng.random() < 0.2):
            stays = rng.random() < least
        if stays if other else kept[block.code]:
            rows.append(_row(block, (item if block.code == "L" else "") + block.text))
            rows += [_BLANK] * int(blanks)
    return rows


_Layout = Callable[[Sequence[Block], np.random.Generator], list[Row]]
_LAYOUTS: tuple[_Layout, ...] = (_nodes, _blocks, _indented, _marked_down)
