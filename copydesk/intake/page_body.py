"""The source text of a page: which blocks it takes, and what the markup says of each of its lines."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from copydesk.intake.page_blocks import Block, Page
from copydesk.intake.page_evidence import View, evidence, is_heading, is_hopeless, tokens, view_of
from copydesk.intake.page_points import POINTS
from copydesk.text.markup import LineKind

_CAPTION_WORDS = 80
"""A longer block beside a picture is text."""
_LEAD_WORDS = 6
"""A shorter block of a class like "lead" is a label."""
_NEAR_STEPS = 3
"""Steps up from the main text within which its standfirst and its captions stand."""
_FEW_LINKS, _LINKED = 0.3, 0.8
"""Shares of links up to which an item is text, and above which a block is a link."""


class Rendered(NamedTuple):
    """A source text."""

    text: str
    kinds: tuple[LineKind, ...]
    """What the markup says of each line that is not blank, in order."""


def render_page(page: Page, kept_text: str, stated_text: str | None, title: str | None) -> Rendered | None:
    """Return the article's title and text: blocks parted by a blank line, list items and table rows on lines.

    Taken are the blocks that are body by their evidence, those that the extractor keeps, the captions among them and
    the standfirst above them. Which is which stands in the kinds.

    Args:
        page: The page's blocks.
        kept_text: What the extractor took for the main text, paragraphs as lines.
        stated_text: What the page states as its article's body, if it does.
        title: What the page states as its article's title, if it does.

    Returns:
        ``None`` if nothing on the page is body.
    """
    view = view_of(page, kept_text, stated_text)
    body = [
        not is_hopeless(view, index) and (_points(evidence(view, index)) > 0 or _is_item_inside(view, index))
        for index in range(len(page.blocks))
    ]
    if not any(body):
        body = list(view.kept)
    inside = [index for index, is_body in enumerate(body) if is_body]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    kinds = [
        _kind(view, index, is_body=is_body, is_above=index < first, is_below=index > last)
        for index, is_body in enumerate(body)
    ]
    return _join(page.blocks, view.words, kinds, title)


def _points(found: Iterable[str]) -> int:
    """Return what evidence adds up to, in tenths: unlike those of fractions, its sums are the same in any order."""
    return sum([round(10 * POINTS.get(name, 0.0)) for name in found])


def _is_item_inside(view: View, index: int) -> bool:
    """Tell whether the block is an item of a list amid the paragraphs of the body; their points are a draw."""
    block = view.blocks[index]
    return (
        block.tight
        and block.tag in ("li", "p")
        and view.kept[index]
        and block.links < _FEW_LINKS
        and view.steps[index] <= 1
        and view.run.place(index) == view.prose_run.place(index) == "inside"
    )


def _kind(view: View, index: int, *, is_body: bool, is_above: bool, is_below: bool) -> LineKind | None:
    """Name what block ``index`` is to the article, or return ``None`` if it is nothing to it."""
    block, size = view.blocks[index], len(view.words[index])
    if not size:
        return None
    if is_body:
        return "heading" if is_heading(block) else "item" if block.tight else "body"
    if block.links <= _LINKED and view.steps[index] <= _NEAR_STEPS:
        is_caption = block.tag == "figcaption" or ("caption" in block.near and not is_heading(block))
        if is_caption and not is_below and size <= _CAPTION_WORDS:
            return "caption"
        if is_above and not is_caption and "lead" in block.near and size >= _LEAD_WORDS:
            return "standfirst"
    return "aside" if view.kept[index] else None


def _join(
    blocks: Sequence[Block], words: Sequence[tuple[str, ...]], kinds: Sequence[LineKind | None], title: str | None
) -> Rendered:
    pieces: list[str] = []
    lines: list[LineKind] = []
    key = tokens(title or "")
    if title and key:
        pieces.append(title)
        lines.append("title")
    tight = False
    for block, own, kind in zip(blocks, words, kinds, strict=True):
        # The title stands at the top already.
        if kind is None or (own == key and (kind != "body" or len(lines) == 1)):
            continue
        if pieces:
            pieces.append("\n" if tight and block.tight else "\n\n")
        pieces.append(block.text)
        lines += [kind] * (block.text.count("\n") + 1)
        tight = block.tight
    return Rendered("".join(pieces), tuple(lines))
