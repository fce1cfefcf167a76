"""What an HTML page says about its article: JSON-LD first, then its ``meta`` elements, then marked elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from copydesk.intake.dates import parse_moment
from copydesk.intake.json_articles import fact_line, is_article, parse_json, read_node, split_authors, web_url
from copydesk.intake.page_title import METADATA, SOCIAL, WINDOW, Named, choose_title
from copydesk.intake.records import Metadata, Refusal
from copydesk.intake.render import render_fragment

_LD_CHARS = 10_000_000
"""JSON-LD read of one page; the rest says nothing."""
_LD_NODES = 200_000
"""Nodes looked at; pages have hundreds."""
_APART = frozenset(
    (
        *("liveBlogUpdate", "itemListElement", "hasPart", "isPartOf", "mentions", "citation", "comment", "review"),
        *("relatedLink", "isBasedOn", "subjectOf", "about", "associatedMedia", "video", "image"),
    )
)
"""Keys of a node under which another article's node may stand."""
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date"),
    *("publish-date", "publish_date", "publication_date", "publisheddate", "pubdate", "dc.date.issued", "dcterms.date"),
    *("dcterms.created", "dc.date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "date"),
)
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "og:article:author")
_SECTIONS = ("article:section", "og:article:section", "parsely-section", "section", "article.section")
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher")
_READING = re.compile(r"(?:read|lese|lectur|lettura|leitura|läs|læse|lese)", re.IGNORECASE)
_MINUTES = re.compile(r"(?:^|\D)([0-9]{1,3})\s?(?:m\b|min|мин|분|分)", re.IGNORECASE)
_TIME_CLASS = re.compile(r"publish|pub-?date|entry-date|post-date|posted|date-?created", re.IGNORECASE)
_KEY = re.compile(r"\w+")
_ADDRESS = re.compile(r"@|https?:|www\.|\.(?:com|org|net)\b", re.IGNORECASE)
_LONGEST_NAME = 80
_MOST_NAMES, _NAME_PIECES = 30, 50


@dataclass(frozen=True)
class PageFacts:
    """What a page says about its article."""

    metadata: Metadata
    stated_text: str | None
    """The body of the article as the page's JSON-LD states it."""


def read_facts(tree: Any, json_depth: int) -> PageFacts:
    """Return the facts of a page. What is broken or unusable says nothing. Linear time."""
    metas = _metas(tree)
    node, nodes = _article_node(tree, json_depth)
    stated = read_node(node, nodes)
    url = stated.url or _page_url(tree, metas)
    publisher = stated.publisher or _first(metas, _PUBLISHERS)
    sites = [name for name in (publisher, *(metas.get(key) for key in _PUBLISHERS), *_hosts(url)) if name]
    found = Metadata(
        title=_title(tree, metas, stated.title, sites),
        standfirst=stated.standfirst or _lines(_first(metas, _DESCRIPTIONS)),
        authors=_names(stated.authors, sites) or _page_authors(tree, metas, sites),
        section=stated.section or _first(metas, _SECTIONS),
        url=url,
        publisher=publisher,
        publisher_id=stated.publisher_id,
        published_at=stated.published_at or _published(tree, metas),
        comment_count=stated.comment_count,
        reading_time_minutes=stated.reading_time_minutes or _reading_time(metas),
    )
    body = node.get("articleBody")
    return PageFacts(_plain(found), _plain_body(body) if isinstance(body, str) else None)


def _metas(tree: Any) -> dict[str, str]:
    """Return the contents of the ``meta`` elements by their names in lower case, the first of a name."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = fact_line(meta.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _article_node(tree: Any, json_depth: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the JSON-LD node of the page's article (empty if there is none), and all nodes by their ``@id``."""
    articles: list[dict[str, Any]] = []
    nodes: dict[str, Any] = {}
    left = _LD_CHARS
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = script.text or ""
        left -= len(text)
        if left < 0:
            break
        try:
            value = parse_json(text, json_depth)
        except Refusal:
            continue
        for item in _nodes(value):
            identity = item.get("@id")
            if isinstance(identity, str) and len(item) > 1:
                nodes.setdefault(identity, item)
            if is_article(item) or ("headline" in item and "@type" not in item):
                articles.append(item)
    bodied = [item for item in articles if item.get("articleBody")]
    headed = [item for item in articles if item.get("headline") or item.get("name")]
    return next(iter(bodied or headed or articles), {}), nodes


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD document from the top down, leaving out those that speak of other articles."""
    level = [value] if isinstance(value, dict | list) else []
    left = _LD_NODES
    while level and left > 0:
        left -= len(level)
        yield from (item for item in level if isinstance(item, dict))
        level = [
            child
            for item in level
            for child in (
                [inner for key, inner in item.items() if key not in _APART] if isinstance(item, dict) else item
            )
            if isinstance(child, dict | list)
        ]


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _lines(line: str | None) -> tuple[str, ...]:
    return (line,) if line else ()


def _page_url(tree: Any, metas: dict[str, str]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((url for value in (*links, metas.get("og:url")) if (url := web_url(value))), None)


def _hosts(url: str | None) -> list[str]:
    """Return the host of an address and the name in it: ``www.harbourpost.co.uk`` has ``harbourpost``."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return []
    parts = host.split(".")
    name = max(parts[:-1], key=len) if len(parts) > 1 else host
    return [item for item in (host, name) if item]


def _title(tree: Any, metas: dict[str, str], headline: str | None, sites: list[str]) -> str | None:
    headings = [" ".join(" ".join(element.itertext()).split()) for element in tree.iter("h1")]
    window = next((element.text for element in tree.iter("title") if element.text), None)
    named = [
        Named(text, weight)
        for text, weight in (
            (metas.get("og:title"), METADATA),
            (headline, METADATA),
            (window, WINDOW),
            (metas.get("twitter:title"), SOCIAL),
        )
        if text
    ]
    return choose_title(headings, named, sites)


def _page_authors(tree: Any, metas: dict[str, str], sites: list[str]) -> tuple[str, ...]:
    for name in _AUTHORS:
        if name in metas and (found := _names(tuple(split_authors(metas[name])), sites)):
            return found
    # Few elements are looked at, each alone: paths through elements inside others take their number squared.
    links = [element for element in tree.iter("a") if element.get("rel") == "author"]
    marked = [element for element in tree.iter() if element.get("itemprop") == "author"][:_MOST_NAMES]
    inner = [
        next((child for child in element.iter() if child.get("itemprop") == "name"), element) for element in marked
    ]
    for elements in (links[:_MOST_NAMES], inner):
        texts = [fact_line("".join(islice(element.itertext(), _NAME_PIECES))) for element in elements]
        if found := _names(tuple(name for text in texts if text for name in split_authors(text)), sites):
            return found
    return ()


def _names(names: tuple[str, ...], sites: list[str]) -> tuple[str, ...]:
    """Return the names of persons and desks among ``names``: no addresses, no handles, not the publisher itself."""
    known = {key for site in sites if (key := _bare(site))}
    kept = [
        name
        for name in map(unescape, names[:_MOST_NAMES])
        if len(name) <= _LONGEST_NAME and not _ADDRESS.search(name) and _bare(name) and _bare(name) not in known
    ]
    return tuple(dict.fromkeys(kept))


def _bare(text: str) -> str:
    return "".join(_KEY.findall(text.casefold()))


def _published(tree: Any, metas: dict[str, str]) -> Any:
    """Return the stated time of publication: a ``meta`` element's, else that of a ``time`` marked as such."""
    moments = (parse_moment(metas.get(name)) for name in _PUBLISHED)
    if stated := next((moment for moment in moments if moment), None):
        return stated
    times = list(tree.iter("time"))
    marked = [
        element
        for element in times
        if element.get("itemprop") == "datePublished"
        or element.get("pubdate") is not None
        or _TIME_CLASS.search(element.get("class") or "")
    ]
    values = [element.get("datetime") for element in marked]
    if not values and len({element.get("datetime") for element in times}) == 1:
        values = [times[0].get("datetime")]  # nothing else on the page has a time
    values += [
        element.get("content") or element.get("datetime") for element in tree.xpath('//*[@itemprop="datePublished"]')
    ]
    return next((moment for value in values if (moment := parse_moment(value))), None)


def _reading_time(metas: dict[str, str]) -> int | None:
    """Return what a Twitter card says: label "Est. reading time", data "4 minutes"."""
    for number in ("1", "2"):
        if _READING.search(metas.get(f"twitter:label{number}", "")):
            found = _MINUTES.search(metas.get(f"twitter:data{number}", "")[:40])
            if found and int(found[1]) > 0:
                return int(found[1])
    return None


def _plain(facts: Metadata) -> Metadata:
    """Undo entities that were escaped twice: ``Ports &amp;amp; harbours``."""
    return replace(
        facts,
        standfirst=tuple(" ".join(unescape(line).split()) for line in facts.standfirst),
        section=unescape(facts.section) if facts.section else None,
        publisher=unescape(facts.publisher) if facts.publisher else None,
    )


def _plain_body(body: str) -> str:
    return render_fragment(body) if "</" in body or "<br" in body else unescape(body)
