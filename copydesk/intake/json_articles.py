"""News articles as JSON: schema.org, ninjs, news-please, Fundus, trafilatura, newspaper, and plain ``{"text": …}``."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from copydesk.intake.dates import parse_moment
from copydesk.intake.decode import unify_newlines
from copydesk.intake.page_counts import comment_count, duration_minutes
from copydesk.intake.records import Metadata, Reason, Refusal, one_line
from copydesk.intake.render import render_fragment

FIELDS: dict[str, tuple[str, ...]] = {
    "text": (
        "articleBody",  # schema.org
        "body_text",  # ninjs 1
        "maintext",  # news-please
        "plaintext",  # Fundus
        "text",  # trafilatura, newspaper, schema.org, plain
        "raw_text",  # trafilatura
        "body_html",  # ninjs 1
        "body_xhtml",  # ninjs 1
        "bodies.value",  # ninjs 2 and 3
        "body.sections",  # Fundus
        "body",
        "content",
    ),
    "title": ("headline", "title", "headlines.value", "name"),
    "standfirst": (
        "body.summary",  # Fundus
        "description",
        "description_text",  # ninjs 1
        "descriptions.value",  # ninjs 2 and 3
        "excerpt",  # trafilatura
        "meta_description",  # newspaper
        "abstract",
        "standfirst",
    ),
    "authors": ("author.name", "authors.name", "author", "authors", "creator.name", "creator", "byline", "by"),
    "section": ("articleSection", "section", "categories"),
    "url": (
        "url",
        "mainEntityOfPage.@id",
        "mainEntityOfPage",
        "canonical_link",  # newspaper
        "html.responded_url",  # Fundus
        "html.requested_url",  # Fundus
        "link",
        "source",  # trafilatura
        "@id",
    ),
    "publisher": (
        "publisher.name",
        "publisher",
        "sourceOrganization.name",
        "provider.name",
        "infosource.name",  # ninjs 1
        "infosources.name",  # ninjs 2 and 3
        "sitename",  # trafilatura
        "source-hostname",  # trafilatura
        "hostname",  # trafilatura
        "source_domain",  # news-please
    ),
    "publisher_id": ("identifier.value", "identifier", "publisher_id", "id", "doc", "guid", "uri"),
    "published_at": (
        "datePublished",
        "published_at",
        "date_publish",  # news-please
        "publishing_date",  # Fundus
        "publish_date",  # newspaper
        "date_published",
        "published",
        "pubDate",
        "date",  # trafilatura
        "firstcreated",  # ninjs
        "versioncreated",  # ninjs
        "dateCreated",
    ),
}
"""Where each fact may stand, in order of preference: the first path that holds something usable is taken.

A dot steps into an object, and into every object of a list. Times of collection or change (``date_download``,
``filedate``, ``crawl_date``, ``dateModified`` …) are missing on purpose: they are never the time of publication.
"""

_HTML_PATHS = frozenset(("body_html", "body_xhtml"))
# Prose may speak of <b>; only text with whole paragraphs or breaks of markup is markup.
_MARKUP = re.compile(r"</(?:p|div|li|h[1-6]|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_ARTICLE_TYPE = re.compile(r"(?:https?://schema\.org/)?\w{0,40}(?:Article|Posting|Report)")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_BY = re.compile(r"(?:words |written |story )?by:? +", re.IGNORECASE)
_AND = re.compile(r" *(?:;|&|\band\b) *")

_LONGEST_FACT = 2000
"""Longest title, name or standfirst paragraph, in code points; more is a body in the wrong place."""


def parse_json(text: str, depth: int) -> Any:
    """Return the value of a JSON document nested at most ``depth`` levels.

    Raises:
        Refusal: ``bad_json``, ``too_deep``.
    """
    try:
        value = json.loads(text)
    except RecursionError:
        raise Refusal(Reason.TOO_DEEP, f"nested more than the {depth} levels of limits.json_depth") from None
    except json.JSONDecodeError as error:
        detail = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise Refusal(Reason.BAD_JSON, detail) from None
    except ValueError as error:  # a number of more digits than Python converts
        raise Refusal(Reason.BAD_JSON, one_line(str(error))) from None
    level = [value]
    for _ in range(depth):
        level = [child for node in level for child in _children(node) if isinstance(child, dict | list)]
        if not level:
            return value
    raise Refusal(Reason.TOO_DEEP, f"nested more than the {depth} levels of limits.json_depth")


def _children(node: Any) -> Any:
    return node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()


def articles_of(items: list[Any]) -> list[tuple[int, Any]]:
    """Return the articles of a JSON array with their places in it, from 1.

    An array of schema.org nodes (a page's JSON-LD) also holds its publisher, pictures and breadcrumbs: where one node
    says that it is an article, the nodes that say they are something else are none.
    """
    numbered = list(enumerate(items, start=1))
    if any(is_article(item) for item in items):
        return [
            (n, item) for n, item in numbered if is_article(item) or not (isinstance(item, dict) and "@type" in item)
        ]
    return numbered


def read_article(value: Any) -> tuple[str, Metadata]:
    """Return the source text and the facts of one article.

    Raises:
        Refusal: ``bad_json`` if ``value`` is no object, ``missing_body`` if no known key holds text.
    """
    if not isinstance(value, dict):
        raise Refusal(Reason.BAD_JSON, f"an article must be a JSON object, this is {_kind(value)}")
    node, nodes = _main_node(value)
    for path in FIELDS["text"]:
        text = _body(list(_find(node, path, nodes)), markup=path in _HTML_PATHS)
        if text.strip():
            return unify_newlines(whole(text)), read_metadata(value)
    raise Refusal(Reason.MISSING_BODY, "no text under any known key (docs/intake.md lists them)")


def read_metadata(value: dict[str, Any]) -> Metadata:
    """Return the facts of an article or a sidecar, without looking for a body. Unusable values count as absent."""
    return read_node(*_main_node(value))


def read_node(node: dict[str, Any], nodes: dict[str, Any]) -> Metadata:
    """Return the facts of an article whose references (``{"@id": …}``) are to be looked up in ``nodes``."""

    def first(name: str, usable: Callable[[Any], str | None]) -> str | None:
        return next(
            (fact for path in FIELDS[name] for item in _find(node, path, nodes) if (fact := usable(item))), None
        )

    def every(name: str, usable: Callable[[Any], str | None]) -> tuple[str, ...]:
        for path in FIELDS[name]:
            facts = [fact for item in _find(node, path, nodes) if (fact := usable(item))]
            if facts:
                return tuple(dict.fromkeys(facts))
        return ()

    moments = (parse_moment(item) for path in FIELDS["published_at"] for item in _find(node, path, nodes))
    published: datetime | None = next((moment for moment in moments if moment), None)
    return Metadata(
        title=first("title", fact_line),
        standfirst=every("standfirst", fact_line),
        authors=tuple(dict.fromkeys(name for fact in every("authors", fact_line) for name in split_authors(fact))),
        section=first("section", fact_line),
        url=first("url", web_url),
        publisher=first("publisher", _name),
        publisher_id=first("publisher_id", _identifier),
        published_at=published,
        comment_count=comment_count(
            [*_find(node, "commentCount", nodes)], [*_find(node, "interactionStatistic", nodes)]
        ),
        reading_time_minutes=duration_minutes(node.get("timeRequired")),
    )


def whole(text: str) -> str:
    r"""Return ``text`` with each lone surrogate (``"\ud800"`` in JSON), which no file can hold, as U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def fact_line(value: Any) -> str | None:
    """Return a string value as one clean line, or ``None`` for anything else, for nothing, and for a whole text."""
    if not isinstance(value, str) or len(value) > _LONGEST_FACT:
        return None
    if "</" in value:
        value = render_fragment(value)
    return " ".join(whole(value).split()) or None


def web_url(value: Any) -> str | None:
    """Return a string value that is an http address, else ``None``."""
    line = fact_line(value)
    return line if line and _WEB.match(line) and " " not in line else None


def split_authors(byline: str) -> list[str]:
    """Return the names in a byline: "By Mara Quill and Tom Reed" names two people.

    A comma parts names only where both sides hold two words, as "Quill, Mara" is one.
    """
    names: list[str] = []
    for part in _AND.split(_BY.sub("", byline, count=1) if _BY.match(byline) else byline):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        names += pieces if all(" " in piece for piece in pieces) else [part.strip(" ,")]
    return [name for name in names if name]


def _name(value: Any) -> str | None:
    line = fact_line(value)
    return None if line is None or _WEB.match(line) else line.removeprefix("www.") or None


def _identifier(value: Any) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else fact_line(value)


def _kind(value: Any) -> str:
    names = {str: "a string", list: "an array", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def is_article(value: Any) -> bool:
    """Tell whether a schema.org node says that it is an article, a posting or a report."""
    kinds = value.get("@type") if isinstance(value, dict) else None
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPE.fullmatch(name) is not None for name in names)


def _main_node(value: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the article of a document, and the nodes of its ``@graph`` by ``@id``, for references."""
    graph = value.get("@graph")
    graph = [graph] if isinstance(graph, dict) else graph
    if not isinstance(graph, list):
        return value, {}
    nodes = {node["@id"]: node for node in graph if isinstance(node, dict) and isinstance(node.get("@id"), str)}
    articles = [node for node in graph if is_article(node)]
    bodied = [node for node in articles if node.get("articleBody")]
    return next(iter(bodied or articles), value), nodes


def _find(value: Any, path: str, nodes: dict[str, Any]) -> Iterator[Any]:
    """Yield what stands under ``path``, through lists and references; the path's own end may be a list of values."""
    found = [value]
    for key in path.split("."):
        found = [node[key] for item in found if isinstance(node := _resolve(item, nodes), dict) and key in node]
        found = [inner for item in found for inner in (item if isinstance(item, list) else [item])]
    yield from found


def _resolve(item: Any, nodes: dict[str, Any]) -> Any:
    if isinstance(item, dict) and len(item) == 1 and isinstance(item.get("@id"), str):
        return nodes.get(item["@id"], item)
    return item


def _body(found: list[Any], *, markup: bool) -> str:
    """Join the paragraphs of a body: strings, or Fundus' sections of a headline and paragraphs."""
    paragraphs: list[str] = []
    for item in found:
        if isinstance(item, dict):
            parts = [part for key in ("headline", "paragraphs") for part in _find(item, key, {})]
            paragraphs += [part for part in parts if isinstance(part, str)]
        elif isinstance(item, str):
            paragraphs.append(render_fragment(item) if markup or _MARKUP.search(item) else item)
    return paragraphs[0] if len(paragraphs) == 1 else "\n\n".join(part for part in paragraphs if part.strip())
