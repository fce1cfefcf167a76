"""Profiles of invented articles: publishers with habits, news days, and whatever a test plants."""

import hashlib
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa

KINDS = ("title", "byline", "paragraph", "caption", "paragraph", "related_headline", "newsletter_widget", "legal")
"""A page from its top to its end; each kind but the paragraphs is there in `SHARES` of the articles."""
SHARES = {"title": 1.0, "byline": 0.9, "caption": 0.5, "related_headline": 0.7, "newsletter_widget": 0.6, "legal": 0.95}


def articles(
    seed: int,
    count: int,
    drop: str = "0" * 16,
    publisher: str | None = "Holmstad Herald",
    *,
    quotes: float = 1.0,
    unresolved: float = 0.2,
    residue: float = 0.2,
    length: float = 1.0,
    repeated: float = 0.0,
    language: str | None = "en",
    layout: tuple[str, ...] = KINDS,
    days: float = 0.0,
) -> pd.DataFrame:
    """Return the profiles of ``count`` articles: ``quotes`` and ``length`` are factors, the others shares.

    ``days`` is how much the means of drops differ by themselves, as a standard deviation of logarithms.
    """
    random = np.random.default_rng(seed)
    day = np.exp(random.normal(0, days)) if days else 1.0
    words = np.maximum(1, (random.lognormal(6.2, 0.5, count) * length * day)).astype(int)
    quoted = random.negative_binomial(2, 2 / (2 + 6 * quotes * day), count)
    characters = words * 8
    rows = [
        {
            "article_id": hashlib.sha256(f"{seed} {drop} {publisher} {row}".encode()).hexdigest()[:16],
            "drop_id": drop,
            "publisher": publisher,
            "language": language,
            "tagged": language == "en",
            "words": int(words[row]),
            "quotes": int(quoted[row]) if language == "en" else 0,
            "unresolved": int(random.binomial(quoted[row], unresolved)) if language == "en" else 0,
            "characters": int(characters[row]),
            "residue": int(characters[row] * min(1.0, random.gamma(4, 0.25) * residue)),
            "repeated": int(characters[row] * min(1.0, random.gamma(4, 0.25) * repeated)),
            "layout": page(random, layout),
        }
        for row in range(count)
    ]
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else None)


def page(random: np.random.Generator, layout: tuple[str, ...]) -> list[str]:
    """Return the layout of one page: pairs of kinds, sorted, each once."""
    there = [kind for kind in layout if random.random() < SHARES.get(kind, 1.0)]
    pairs = pairwise(["^", *there, "$"])
    return sorted({f"{one}>{other}" for one, other in pairs if one != other})


def drop_id(number: int) -> str:
    """Return the id of the ``number``-th drop."""
    return f"{number:016x}"


def versions(*drops: tuple[list[str], list[tuple[str, str | None]]]) -> pa.Table:
    """Return a log of builds, each of these drops and published with these alarms."""
    rows = [
        {
            "version": number,
            "parent": number - 1 or None,
            "restored": None,
            "drop_ids": ids,
            "alarms": [{"alarm": alarm, "publisher": publisher} for alarm, publisher in alarms],
        }
        for number, (ids, alarms) in enumerate(drops, start=1)
    ]
    return pa.Table.from_pylist(rows, schema=VERSIONS)


VERSIONS = pa.schema(
    {
        "version": pa.int64(),
        "parent": pa.int64(),
        "restored": pa.int64(),
        "drop_ids": pa.list_(pa.string()),
        "alarms": pa.list_(pa.struct({"alarm": pa.string(), "publisher": pa.string()})),
    }
)
PROFILES = pa.schema(
    {
        **dict.fromkeys(("article_id", "drop_id", "publisher", "language"), pa.string()),
        "tagged": pa.bool_(),
        **dict.fromkeys(("words", "quotes", "unresolved", "characters", "residue", "repeated"), pa.int64()),
        "layout": pa.list_(pa.string()),
    }
)


def table(*frames: pd.DataFrame) -> pa.Table:
    """Return the frames as one table, as the dataset holds it."""
    return pa.concat_tables(pa.Table.from_pandas(frame, PROFILES, preserve_index=False) for frame in frames)
