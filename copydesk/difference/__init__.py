"""What differs between two versions of a dataset, and why: articles, quotations, entities, counts by publisher."""

from copydesk.difference.articles import CHANGES, ArticleChange
from copydesk.difference.causes import CAUSES, Cause
from copydesk.difference.compare import compare
from copydesk.difference.entities import Entity, EntityChange
from copydesk.difference.publishers import PublisherCounts
from copydesk.difference.quotes import FIELDS, Quote
from copydesk.difference.result import Difference, QuoteChange
from copydesk.difference.texts import Line, Piece

__all__ = [
    "CAUSES",
    "CHANGES",
    "FIELDS",
    "ArticleChange",
    "Cause",
    "Difference",
    "Entity",
    "EntityChange",
    "Line",
    "Piece",
    "PublisherCounts",
    "Quote",
    "QuoteChange",
    "compare",
]
