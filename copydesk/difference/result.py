"""What a comparison of two versions finds."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from copydesk.difference.articles import ArticleChange
from copydesk.difference.causes import Cause
from copydesk.difference.entities import EntityChange
from copydesk.difference.publishers import PublisherCounts
from copydesk.difference.quotes import Quote
from copydesk.store import Version


class QuoteChange(NamedTuple):
    """A quotation of an article that both versions have, which is not the same in both."""

    article_id: str
    before: Quote | None
    """None for one that only the newer version has."""
    after: Quote | None
    fields: tuple[str, ...]
    """What changed of one that both have (`copydesk.difference.quotes.FIELDS`)."""
    cause: Cause


@dataclass(frozen=True)
class Difference:
    """All that differs between the versions ``a`` and ``b``."""

    a: Version
    b: Version
    operations: tuple[str, ...]
    """What made the versions after the older of the two, up to the newer."""
    notes: tuple[str, ...]
    """What a reader of the rest has to know."""
    articles: tuple[ArticleChange, ...]
    quotes: tuple[QuoteChange, ...]
    quotes_of_added: int
    """Quotations of added articles."""
    quotes_of_removed: int
    details: int
    """Quotations of which only confidences, candidates and the like changed."""
    entities: tuple[EntityChange, ...]
    publishers: tuple[PublisherCounts, ...]

    @cached_property
    def changed(self) -> list[QuoteChange]:
        """Quotations that both versions have."""
        return [change for change in self.quotes if change.before is not None and change.after is not None]

    @cached_property
    def found(self) -> list[QuoteChange]:
        """Quotations that only ``b`` has, in articles that both have."""
        return [change for change in self.quotes if change.before is None]

    @cached_property
    def lost(self) -> list[QuoteChange]:
        """Quotations that only ``a`` has, in articles that both have."""
        return [change for change in self.quotes if change.after is None]

    def of(self, change: str) -> list[ArticleChange]:
        """Return the articles that were ``added``, ``revised``, ``renewed`` or ``removed``."""
        return [article for article in self.articles if article.change == change]

    @property
    def nothing(self) -> bool:
        """Whether no row about articles differs."""
        return not (self.articles or self.quotes or self.details or self.entities)
