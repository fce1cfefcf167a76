"""Segment: the sentences of every article."""

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.ledger import Ledger
from copydesk.progress import track
from copydesk.text.spans import Span
from tasks.articles import Article
from tasks.frames import table
from tasks.isolate import isolate


@task(name="segment", cache_policy=NO_CACHE)
def segment_articles(articles: list[Article], ledger: Ledger) -> pd.DataFrame:
    """Split the articles into the table ``sentences``."""
    items = ((article.article_id, article) for article in track(articles, "Splitting sentences"))
    return table(
        "sentences",
        (
            (article_id, index, segment_index, start, end, text[start:end])
            for article_id, (text, found) in isolate(items, _split, ledger, "zoning_failed")
            for index, (segment_index, (start, end)) in enumerate(found)
        ),
    )


def _split(article: Article) -> tuple[str, list[tuple[int, Span]]]:
    return article.text, article.sentences
