"""HTML pages: the main text and what the page says about itself."""

import logging
import re
from dataclasses import replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from copydesk.intake.page_blocks import read_blocks
from copydesk.intake.page_body import Rendered, render_page
from copydesk.intake.page_evidence import tokens
from copydesk.intake.page_metadata import read_facts
from copydesk.intake.records import Metadata, Reason, Refusal
from copydesk.intake.render import render_tree

HTML_CHARS = 10_000_000
"""Longest page, in code points: extraction takes a second a million, and no page of news comes near."""
HTML_DEPTH = 250
"""Deepest nesting of elements. libxml2 itself cuts off at 256, which would lose text silently; pages reach 60."""

_ELEMENT = re.compile(
    r"<(?:html|body|main|article|section|div|p|h[1-6]|ul|ol|li|table|blockquote|span|br|pre)\b", re.IGNORECASE
)
_DOCUMENT = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_HEAD_CHARS = 5000
"""A document names itself in its first few lines; else it is a fragment."""
_EXTRACTED_ELEMENTS = 10_000
"""Paragraphs and elements inside them that the extractor is given: its time grows with their square, ten thousand take
it seconds, and a long live blog has five thousand. Above, the blocks of the page speak for themselves."""
_NEVER_TEXT = ("script", "style", "svg", "template", "iframe", "link", "meta")
_OPENING_PARAGRAPHS = 3
"""A description that opens one of so many paragraphs is no standfirst but a teaser cut from the text."""


def read_page(page: str, json_depth: int) -> tuple[str, Metadata]:
    """Return the source text that we render from an HTML page or a fragment of one, and its facts.

    The text is the title, where known, then the main text: paragraphs parted by a blank line, list items and table
    rows as lines, captions and a standfirst where they stand; no comments, no navigation. What the markup says of each
    line is ``Metadata.markup``.

    Raises:
        Refusal: ``too_large``, ``bad_html`` for what no parser takes for a page, ``too_deep``, ``missing_body``.
    """
    if len(page) > HTML_CHARS:
        raise Refusal(Reason.TOO_LARGE, f"a page of {len(page):,} characters; at most {HTML_CHARS:,} are read")
    tree = _parse(page)
    facts = read_facts(tree, json_depth)
    # Most of a page's characters, which every pass of the extractor would copy.
    etree.strip_elements(tree, *_NEVER_TEXT, with_tail=False)
    blocks = read_blocks(tree, HTML_DEPTH)
    rendered = render_page(blocks, _main_text(tree), facts.stated_text, facts.metadata.title)
    if rendered is None:
        raise Refusal(Reason.MISSING_BODY, "no main text found in the page")
    standfirst = tuple(line for line in facts.metadata.standfirst if not _is_cut_from(line, rendered))
    return rendered.text, replace(facts.metadata, standfirst=standfirst, markup=rendered.kinds)


def _parse(page: str) -> Any:
    # Importing trafilatura takes half a second, which a drop of text files need not pay.
    from trafilatura import load_html

    # Our verdict goes to quarantine, not to a log.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = None
    if _ELEMENT.search(page):
        whole = page if _DOCUMENT.search(page, 0, _HEAD_CHARS) else f"<html><head></head><body>{page}</body></html>"
        try:
            tree = load_html(whole)
        except (etree.LxmlError, ValueError, RecursionError):
            tree = None
    if tree is None:
        raise Refusal(Reason.BAD_HTML, "no parser takes this for an HTML page")
    return tree


def _main_text(tree: Any) -> str:
    """Return what the extractor takes for the page's main text; ``""`` if it finds none, or would need too long."""
    from trafilatura import bare_extraction

    inside = 0
    for paragraph in tree.iter("p"):
        inside += sum(1 for _ in paragraph.iter())
        if inside > _EXTRACTED_ELEMENTS:
            return ""
    try:
        found: Any = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False, fast=True)
    # The extractor is a large body of heuristics over hostile input: whatever it trips over, it is this file's fault.
    except Exception as error:
        raise Refusal(Reason.BAD_HTML, f"the extractor failed on this page ({type(error).__name__})") from None
    return "" if found is None or found.body is None else render_tree(found.body)


def _is_cut_from(description: str, rendered: Rendered) -> bool:
    """Tell whether a description is no more than the beginning of one of the first paragraphs, or the title."""
    words = tokens(description.rstrip(" .…"))
    lines = [line for line in rendered.text.split("\n") if line]
    texts = [line for line, kind in zip(lines, rendered.kinds, strict=True) if kind == "body"][:_OPENING_PARAGRAPHS]
    titles = [line for line, kind in zip(lines, rendered.kinds, strict=True) if kind == "title"]
    return (
        not words
        or any(tokens(line) == words for line in titles)
        or any(tokens(line)[: len(words)] == words for line in texts)
    )
