"""Fingerprint: what later drops ask of the articles that are admitted now."""

import pandas as pd

from tasks.frames import Frames, table
from tasks.identify import Identified
from tasks.known import FINGERPRINTS


def fingerprint_articles(frames: Frames, identified: Identified) -> pd.DataFrame:
    """Return the rows of the hidden table ``_fingerprints`` of the articles of ``frames``, as they are published.

    Args:
        frames: The table ``articles``, validated.
        identified: The verdicts, with the traits that the articles were judged by.
    """
    made = {item.article_id: item.fingerprint for item in identified.admissions if item.fingerprint is not None}
    articles = frames["articles"]
    columns = ["article_id", "publisher", "title", "near_duplicate_of"]
    values = (articles[name].astype(object).where(articles[name].notna(), None) for name in columns)
    return table(
        FINGERPRINTS,
        (
            {**made[article_id].as_published(publisher, title).as_row(), "near_duplicate_of": near}
            for article_id, publisher, title, near in zip(*values, strict=True)
        ),
    )
