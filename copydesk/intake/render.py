"""Markup to plain text: one block a paragraph, blocks parted by a blank line."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

# Names of HTML, and of the tree that trafilatura makes of it (head, item, row, cell, quote, lb).
BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "div",
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
        ),
        *(
            "dd",
            "dl",
            "dt",
            "details",
            "fieldset",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "ul",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "tfoot", "thead", "tr"),
        *("head", "item", "list", "quote", "row"),
    )
)
ITEMS = frozenset(("li", "item"))
ROWS = frozenset(("tr", "row"))
CELLS = frozenset(("td", "th", "cell"))
BREAKS = frozenset(("br", "lb"))
SILENT = frozenset(
    (
        *("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "title", "graphic"),
        *("button", "select", "textarea"),
    )
)


def render_tree(root: Any) -> str:
    """Return the text of an lxml element: paragraphs parted by a blank line, ``br`` as a line break.

    Items of a list (``- item``) and rows of a table (``cell | cell``) stand on lines of their own, without blank lines
    between them. Nothing but white space and what is never prose (scripts, styles, controls) is left out.
    """
    page = _Page()
    silent = items = rows = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        step = 1 if event == "start" else -1
        if tag in BLOCKS and not silent:
            page.end_block(tight=items > 0 or rows > 0)
        silent += step * (tag in SILENT)
        items += step * (tag in ITEMS)
        rows += step * (tag in ROWS)
        if event == "start":
            if tag in ITEMS:
                page.prefix = "- "
            elif tag in CELLS:
                page.next_cell()
            elif tag in BREAKS:
                page.add("\n")
        if not silent and (event == "start" or element is not root):
            # The line breaks of markup mean nothing.
            page.add(((element.text if event == "start" else element.tail) or "").replace("\n", " "))
    page.end_block(tight=False)
    return page.text()


def render_fragment(markup: str) -> str:
    """Return the text of HTML markup, which need not be a document. Markup that nobody can parse gives ``""``."""
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        source = f"<div>{markup}</div>".replace("\x00", "").encode("utf-8", "replace")
        return render_tree(html.document_fromstring(source, parser=parser))
    except (etree.LxmlError, ValueError):
        return ""


@dataclass
class _Page:
    """The blocks so far, and the pieces of the block that is being read."""

    blocks: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    prefix: str = ""
    has_text: bool = False
    was_tight: bool = False

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.has_text = self.has_text or bool(piece.strip())

    def next_cell(self) -> None:
        if self.has_text:
            self.pieces.append(" | ")

    def end_block(self, *, tight: bool) -> None:
        """Close the block; two ``tight`` ones in a row stand on neighbouring lines."""
        if not self.has_text:
            self.pieces.clear()
            return
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split("\n"))
        if self.blocks:
            self.blocks.append("\n" if tight and self.was_tight else "\n\n")
        self.blocks.append(self.prefix * tight + "\n".join(line for line in lines if line))
        self.pieces.clear()
        self.prefix, self.has_text, self.was_tight = "", False, tight

    def text(self) -> str:
        return "".join(self.blocks)
