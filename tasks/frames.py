"""The tables of a run in the making: one frame a table, in the types that the schemas declare."""

from collections.abc import Collection, Iterable

import pandas as pd

from schemas import ALL
from schemas.arrow import Row, frame

Frames = dict[str, pd.DataFrame]
"""Table name to frame."""


def table(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Return ``rows`` as a frame of the table ``name``."""
    return frame(ALL[name], rows)


def without_articles(frames: Frames, article_ids: Collection[str]) -> Frames:
    """Return the frames without the rows of some articles; tables that do not belong to articles stay whole."""
    if not article_ids:
        return frames
    gone = list(article_ids)
    return {
        name: rows[~rows["article_id"].isin(gone)].reset_index(drop=True) if "article_id" in rows else rows
        for name, rows in frames.items()
    }
