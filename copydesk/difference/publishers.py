"""How much each publisher has in two versions."""

from collections import Counter, defaultdict
from typing import Any, NamedTuple

import pyarrow as pa

from copydesk.store import Dataset, Version

_PROFILE = ("publisher", "quotes", "words")


class PublisherCounts(NamedTuple):
    """Sums over a publisher's articles, each before and after."""

    publisher: str | None
    articles: tuple[int, int]
    quotes: tuple[int, int]
    """Quotations that count."""
    words: tuple[int, int]

    @property
    def changed(self) -> bool:
        """Return whether any of them differs."""
        return any(before != after for before, after in (self.articles, self.quotes, self.words))


class _Sums(NamedTuple):
    articles: int
    quotes: int
    words: int


def compare_publishers(dataset: Dataset, a: Version, b: Version) -> list[PublisherCounts]:
    """Return the counts of every publisher of either version, in the order of names, articles without one last."""
    old, new = _counted(dataset, a), _counted(dataset, b)
    nothing = _Sums(0, 0, 0)
    names = sorted({*old, *new}, key=lambda name: (name is None, name or ""))
    return [PublisherCounts(name, *zip(old.get(name, nothing), new.get(name, nothing), strict=True)) for name in names]


def _counted(dataset: Dataset, version: Version) -> dict[str | None, _Sums]:
    tables = dataset.scan("profiles", version, _PROFILE) if "profiles" in version.tables else [_old(dataset, version)]
    sums: defaultdict[str | None, list[int]] = defaultdict(lambda: [0, 0, 0])
    for table in tables:
        grouped = table.group_by("publisher").aggregate([("quotes", "sum"), ("words", "sum"), ([], "count_all")])
        for row in grouped.to_pylist():
            for at, name in enumerate(("count_all", "quotes_sum", "words_sum")):
                sums[row["publisher"]][at] += row[name] or 0
    return {name: _Sums(*of_publisher) for name, of_publisher in sums.items()}


def _old(dataset: Dataset, version: Version) -> pa.Table:
    """Return the columns of profiles for a version that is older than that table."""
    articles = dataset.read("articles", version, ["article_id", "publisher", "word_count"]).to_pylist()
    rows = dataset.read("quotes", version, ["article_id", "counted"]).to_pylist()
    quotes = Counter(row["article_id"] for row in rows if row["counted"])
    columns: list[Any] = [
        pa.array([row["publisher"] for row in articles], pa.string()),
        pa.array([quotes[row["article_id"]] for row in articles], pa.int64()),
        pa.array([row["word_count"] for row in articles], pa.int64()),
    ]
    return pa.table(columns, names=list(_PROFILE))
