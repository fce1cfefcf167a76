"""Profile: every article in a few numbers, which the gate and `copydesk diff` compare."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from copydesk.profiles import PageMeasures, measure_page, reading_hash
from copydesk.text.annotations import Reading
from schemas.arrow import Row
from tasks.frames import Frames, table

PROFILES = "profiles"


def profile_articles(frames: Frames, readings: Mapping[str, Reading], recipe: str) -> pd.DataFrame:
    """Return the table ``profiles`` of the articles of ``frames``, in their order.

    Args:
        frames: The tables ``articles``, ``segments`` and ``quotes``, validated.
        readings: What the tagger read, by article_id.
        recipe: Name of the recipe that made the rows.
    """
    return table(PROFILES, _rows(frames, readings, recipe))


def _rows(frames: Frames, readings: Mapping[str, Reading], recipe: str) -> Iterator[Row]:
    pages = _pages(frames["segments"])
    quotes = frames["quotes"][frames["quotes"]["counted"]]
    counted = Counter(quotes["article_id"])
    unresolved = Counter(quotes.loc[quotes["method"] == "unresolved", "article_id"])
    nothing = measure_page([])
    columns = ["article_id", "drop_id", "publisher", "language", "tagged", "word_count"]
    for row in zip(*(_values(frames["articles"][column]) for column in columns), strict=True):
        article_id, drop_id, publisher, language, tagged, words = row
        page = pages.get(article_id, nothing)
        yield {
            "article_id": article_id,
            "drop_id": drop_id,
            "publisher": publisher,
            "language": language,
            "tagged": tagged,
            "words": words,
            "quotes": counted[article_id],
            "unresolved": unresolved[article_id],
            "characters": page.characters,
            "residue": page.residue,
            "repeated": page.repeated,
            "layout": list(page.layout),
            "reading_hash": reading_hash(readings[article_id]) if tagged else None,
            "recipe": recipe,
        }


def _pages(segments: pd.DataFrame) -> dict[str, PageMeasures]:
    """Return the measures of every article that has segments, whose rows stand together and in order."""
    rows = zip(*(segments[column].tolist() for column in ("article_id", "kind", "text")), strict=True)
    return {
        article_id: measure_page((kind, text) for _, kind, text in group)
        for article_id, group in groupby(rows, itemgetter(0))
    }


def _values(column: "pd.Series[Any]") -> list[Any]:
    """Return the values with None for null."""
    return [None if value is pd.NA else value for value in column.tolist()]
