"""The difference of two versions for machines."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from copydesk.difference import CAUSES, CHANGES, ArticleChange, Difference, QuoteChange


def difference_json(difference: Difference) -> dict[str, Any]:
    """Return everything that differs, as plain JSON values."""
    return {
        "a": difference.a.number,
        "b": difference.b.number,
        "operation": difference.b.provenance.get("operation", "build"),
        "operations": list(difference.operations),
        "notes": list(difference.notes),
        "articles": {change: [_article_json(article) for article in difference.of(change)] for change in CHANGES},
        "quotes": {
            "added": difference.quotes_of_added + len(difference.found),
            "removed": difference.quotes_of_removed + len(difference.lost),
            "details": difference.details,
            "changed": [_quote_json(quote) for quote in difference.changed],
            "found": [_quote_json(quote) for quote in difference.found],
            "lost": [_quote_json(quote) for quote in difference.lost],
            "causes": causes(difference.changed),
        },
        "entities": [
            {
                "change": change.change,
                "mentions": change.mentions,
                "before": [entity._asdict() for entity in change.before],
                "after": [entity._asdict() for entity in change.after],
            }
            for change in difference.entities
        ],
        "publishers": [counts._asdict() for counts in difference.publishers],
    }


def causes(quotes: Iterable[QuoteChange]) -> dict[str, int]:
    """Return how many quotations differ for which reason, in the order of `CAUSES`."""
    counts = Counter(quote.cause.name for quote in quotes)
    return {name: counts[name] for name in CAUSES if counts[name]}


def _article_json(article: ArticleChange) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "article_id": article.article_id,
        "publisher": article.publisher,
        "title": article.title,
        "source_path": article.source_path,
    }
    if article.change in ("revised", "renewed"):
        facts |= {"revisions": list(article.revisions), "differing": list(article.differing)}
    if article.change == "revised":
        facts["text"] = [[line.op, line.text] for line in article.text]
    if article.change == "removed" or article.why is not None:
        facts["why"] = article.why
    return facts


def _quote_json(change: QuoteChange) -> dict[str, Any]:
    return {
        "article_id": change.article_id,
        "a_index": change.before.number if change.before else None,
        "b_index": change.after.number if change.after else None,
        "fields": list(change.fields),
        "before": change.before.shown() if change.before else None,
        "after": change.after.shown() if change.after else None,
        "cause": change.cause.name,
        "detail": change.cause.detail,
    }
