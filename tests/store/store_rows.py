"""Small tables for the tests of the store."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from copydesk.store import Changes, Dataset, Version

ARTICLES = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        ("authors", pa.list_(pa.string())),
        ("published_at", pa.timestamp("us", tz="UTC")),
    ]
)
QUOTES = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("quote_index", pa.int64(), nullable=False),
        ("content_spans", pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))),
        ("confidence", pa.float64()),
    ]
)
QUARANTINE = pa.schema([("drop_id", pa.string()), ("source_path", pa.string())])


def articles(texts: Mapping[str, str]) -> pa.Table:
    rows = [
        {"article_id": article, "text": text, "authors": ["A. Writer"], "published_at": 1_700_000_000_000_000}
        for article, text in texts.items()
    ]
    return pa.Table.from_pylist(rows, schema=ARTICLES)


def quotes(counts: Mapping[str, int]) -> pa.Table:
    rows = [
        {"article_id": article, "quote_index": index, "content_spans": [{"start": index, "end": 9}], "confidence": 0.5}
        for article, count in counts.items()
        for index in range(count)
    ]
    return pa.Table.from_pylist(rows, schema=QUOTES)


def changes(texts: Mapping[str, str], replaced: frozenset[str] = frozenset()) -> Changes:
    """Return articles with as many quotations as their text has letters."""
    counts = {article: len(text) for article, text in texts.items()}
    return Changes(upserts={"articles": articles(texts), "quotes": quotes(counts)}, replaced=replaced)


def version_row(version: Version) -> pa.Table:
    return pa.table({"version": [version.number], "articles": [version.tables["articles"].rows]})


def publish(dataset: Dataset, texts: Mapping[str, str], replaced: frozenset[str] = frozenset()) -> Version | None:
    head = dataset.head()
    return dataset.commit(
        changes(texts, replaced), parent=head.number if head else None, provenance={}, version_row=version_row
    )


def texts_of(dataset: Dataset, version: int | None = None) -> dict[str, str]:
    table = dataset.read("articles", version)
    assert table.num_rows == len(set(table.column("article_id").to_pylist()))
    return dict(zip(table.column("article_id").to_pylist(), table.column("text").to_pylist(), strict=True))


def files_under(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
