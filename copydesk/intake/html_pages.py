"""HTML pages: the main text and what the page says about itself."""

import logging
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from copydesk.intake.dates import date_in_url, parse_moment
from copydesk.intake.json_articles import articles_of, fact_line, parse_json, read_metadata, split_authors, web_url
from copydesk.intake.records import Metadata, Reason, Refusal
from copydesk.intake.render import render_tree

HTML_CHARS = 10_000_000
"""Longest page, in code points: extraction takes a second a million, and no page of news comes near."""
HTML_DEPTH = 250
"""Deepest nesting of elements. libxml2 itself cuts off at 256, which would lose text silently; pages reach 60."""

_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "publish-date", "pubdate", "date")
_DATE_OPTIONS = {"extensive_search": False, "original_date": True, "min_date": "1995-01-01", "max_date": "2099-12-31"}
"""Only stated dates, no guess from the page's text, and no bound that moves with the clock."""


def read_page(page: str, json_depth: int) -> tuple[str, Metadata]:
    """Return the source text that we render from an HTML page, and its facts.

    The text is the headline, where known, then the main text: paragraphs parted by a blank line, list items and table
    rows as lines, no comments, no navigation.

    Raises:
        Refusal: ``too_large``, ``bad_html`` for what no parser takes for a page, ``too_deep``, ``missing_body``.
    """
    # Importing trafilatura takes half a second, which a drop of text files need not pay.
    from trafilatura import bare_extraction, load_html

    if len(page) > HTML_CHARS:
        raise Refusal(Reason.TOO_LARGE, f"a page of {len(page):,} characters; at most {HTML_CHARS:,} are read")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # our verdict goes to quarantine, not to a log
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        tree = load_html(page)
    except (etree.LxmlError, ValueError, RecursionError):
        tree = None
    if tree is None:
        raise Refusal(Reason.BAD_HTML, "no parser takes this for an HTML page")
    _check_depth(tree)
    stated = _linked_data(tree, json_depth)
    try:
        found: Any = bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=_DATE_OPTIONS,
        )
    # The extractor is a large body of heuristics over hostile input: whatever it trips over, it is this file's fault.
    except Exception as error:
        raise Refusal(Reason.BAD_HTML, f"the extractor failed on this page ({type(error).__name__})") from None
    body = "" if found is None or found.body is None else render_tree(found.body)
    if not body.strip():
        raise Refusal(Reason.MISSING_BODY, "no main text found in the page")
    metadata = stated.or_else(_page_metadata(tree, found))
    return _with_title(metadata.title, body), metadata


def _check_depth(tree: Any) -> None:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > HTML_DEPTH:
            raise Refusal(Reason.TOO_DEEP, f"elements nested more than {HTML_DEPTH} deep")


def _linked_data(tree: Any, json_depth: int) -> Metadata:
    """Return the facts of the page's first JSON-LD article; broken or other JSON-LD says nothing."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            value = parse_json(script.text or "", json_depth)
        except Refusal:
            continue
        for _, item in articles_of(value if isinstance(value, list) else [value]):
            if isinstance(item, dict) and ("headline" in item or "@graph" in item):
                metadata = read_metadata(item)
                if metadata.title:
                    return metadata
    return Metadata()


def _page_metadata(tree: Any, found: Any) -> Metadata:
    """Return the facts of the page's head, as trafilatura reads it; times from the meta elements, which it cuts."""
    url = web_url(found.url)
    times = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content")
        for meta in tree.iterfind(".//meta")
    }
    stated = next((moment for name in _PUBLISHED if (moment := parse_moment(times.get(name)))), None)
    if stated is None and (guessed := parse_moment(found.date)) and guessed != (url and date_in_url(url)):
        stated = guessed
    description = fact_line(found.description)
    publisher = fact_line(found.sitename)
    return Metadata(
        title=fact_line(found.title),
        standfirst=(description,) if description else (),
        authors=tuple(split_authors(fact_line(found.author) or "")),
        section=next((line for item in found.categories or () if (line := fact_line(item))), None),
        url=url,
        publisher=publisher,
        published_at=stated,
    )


def _with_title(title: str | None, body: str) -> str:
    """Put the headline before the body, unless the body opens with it."""
    if title is None or title.casefold() in body[: 2 * len(title) + 500].casefold():
        return body
    return f"{title}\n\n{body}"
