"""Which articles have other rows in one version than in another, and these rows: only changed parts are read."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from copydesk.store import Dataset, Part, Version

KEY = "article_id"

Row = dict[str, Any]
Sides = tuple[dict[str, list[Row]], dict[str, list[Row]]]
"""Rows by article, of the older and of the newer version; an article without rows is not there."""


class _Known(NamedTuple):
    """What is remembered of an article's rows while others are read."""

    rows: int
    digest: int
    """Sum of the rows' hashes: their order does not count."""


@dataclass(frozen=True)
class TableChange:
    """What differs in one table between two versions."""

    table: str
    columns: tuple[str, ...]
    """Those that both versions have."""
    parts: tuple[list[Part], list[Part]]
    """Parts that only the one and only the other version has."""
    rows: Mapping[str, tuple[int, int]]
    """By article that differs: its rows in the one version and in the other."""

    def __contains__(self, article_id: str) -> bool:
        """Return whether an article's rows differ."""
        return article_id in self.rows


def table_change(dataset: Dataset, table: str, a: Version, b: Version, ignored: Collection[str] = ()) -> TableChange:
    """Compare a table article by article. Columns that are ``ignored`` or that one version lacks do not count."""
    columns = common_columns(table, a, b)
    if not columns or a.tables[table].content_hash == b.tables[table].content_hash:
        return TableChange(table, columns, ([], []), {})
    parts = dataset.changed_parts(table, a, b)
    compared = [name for name in columns if name not in ignored]
    old, new = (_digests(dataset, of_side, compared) for of_side in parts)
    nothing = _Known(0, 0)
    rows = {
        article: (before.rows, after.rows)
        for article in {*old, *new}
        if (before := old.get(article, nothing)) != (after := new.get(article, nothing))
    }
    return TableChange(table, columns, parts, rows)


def common_columns(table: str, a: Version, b: Version) -> tuple[str, ...]:
    """Return the columns of a table that both versions have, in the newer one's order."""
    if table not in a.tables or table not in b.tables:
        return ()
    theirs = set(a.tables[table].columns)
    return tuple(name for name in b.tables[table].columns if name in theirs)


def read_rows(
    dataset: Dataset, change: TableChange, b: Version, ids: Collection[str], columns: Sequence[str] | None = None
) -> Sides:
    """Return the rows of the articles ``ids`` in both versions; rows that do not differ are read once, from ``b``."""
    wanted = [name for name in change.columns if columns is None or name in columns or name == KEY]
    if not wanted or not ids:
        return {}, {}
    keys = pa.array(sorted(ids), pa.string())
    old, new = (_by_article(_filtered(dataset, parts, keys, wanted)) for parts in change.parts)
    same = set(ids) - set(old) - set(new)
    if same:
        shared = _by_article([dataset.matching(change.table, b, KEY, same, wanted)])
        old, new = old | shared, new | shared
    return old, new


def batches(ids: Collection[str], size: int) -> Iterator[list[str]]:
    """Yield ``ids`` in order, ``size`` at a time."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def _digests(dataset: Dataset, parts: Sequence[Part], columns: Sequence[str]) -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    for part in parts:
        table = dataset.read_part(part, columns)
        articles: list[Any] = table[KEY].to_pylist()
        for article, row in zip(
            articles, zip(*(_values(column) for column in table.columns), strict=True), strict=True
        ):
            digest = int.from_bytes(hashlib.blake2b(repr(row).encode("utf-8"), digest_size=16).digest(), "big")
            rows, total = found.get(article, (0, 0))
            found[article] = _Known(rows + 1, total + digest)
    return found


def _values(column: "pa.ChunkedArray[Any]") -> list[Any]:
    # As a Python value a time in nanoseconds would need pandas.
    return (column.cast(pa.int64()) if pa.types.is_timestamp(column.type) else column).to_pylist()


def _filtered(dataset: Dataset, parts: Sequence[Part], keys: Any, columns: Sequence[str]) -> Iterator[pa.Table]:
    first, last = keys[0].as_py(), keys[-1].as_py()
    for part in parts:
        if part.first is None or part.last is None or part.last < first or part.first > last:
            continue
        table = dataset.read_part(part, columns)
        yield table.filter(pc.is_in(table[KEY].combine_chunks(), value_set=keys))


def _by_article(tables: "Iterator[pa.Table] | list[pa.Table]") -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for table in tables:
        for row in table.to_pylist():
            found[row[KEY]].append(row)
    return dict(found)
