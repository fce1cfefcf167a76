"""The counts of entities and of their names are what the mentions say; checked batch by batch, over any dataset."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.violations import Violation, shown

_WAITING = 1_000_000
"""Rows of batches that wait before they are added to the sums: some 100 MB."""


def check_counts(mentions: Iterable[pa.Table], entities: pa.Table, names: pa.Table | None = None) -> list[Violation]:
    """Return the entities, and the names of entities, that count other mentions or articles than there are.

    Mentions of unknown entities are left to the rules about keys.

    Args:
        mentions: All mentions of a dataset, batch by batch, with ``article_id``, ``entity_id`` and ``text``; those of
            an article in one batch.
        entities: All entities, with ``entity_id``, ``article_count`` and ``mention_count``.
        names: All rows of ``_entity_names``; None leaves them unchecked.
    """
    by_entity = _Sums(["entity_id"], ["articles", "mentions"])
    by_name = _Sums(["entity_id", "text"], ["mentions"])
    for batch in mentions:
        known = batch.select(["article_id", "entity_id", "text"]).filter(pc.is_valid(batch["entity_id"]))
        in_articles = _counted(known, ["article_id", "entity_id"])
        in_batch = in_articles.group_by("entity_id").aggregate([([], "count_all"), ("mentions", "sum")])
        by_entity.add(in_batch.rename_columns(["entity_id", "articles", "mentions"]))
        if names is not None:
            by_name.add(_counted(known, ["entity_id", "text"]))
    violations = list(_wrong_entities(entities, by_entity.total()))
    if names is not None:
        violations += _wrong_names(names, by_name.total())
    return violations


class _Sums:
    """Sums by a key, to which batches are added."""

    def __init__(self, key: Sequence[str], sums: Sequence[str]) -> None:
        self._key, self._sums = list(key), list(sums)
        columns = [(name, pa.string()) for name in key] + [(name, pa.int64()) for name in sums]
        self._total = pa.schema(columns).empty_table()
        self._waiting: list[pa.Table] = []

    def add(self, batch: pa.Table) -> None:
        """Take in the sums of a batch: the key's columns and the sums'."""
        self._waiting.append(batch.select(self._total.column_names).cast(self._total.schema))
        # As many as there are already, so that no row is added up often.
        if sum(part.num_rows for part in self._waiting) > max(_WAITING, self._total.num_rows):
            self.total()

    def total(self) -> pa.Table:
        """Return one row a key."""
        grouped = pa.concat_tables([self._total, *self._waiting]).group_by(self._key)
        added = grouped.aggregate([(name, "sum") for name in self._sums])
        self._total = added.select([*self._key, *(f"{name}_sum" for name in self._sums)])
        self._total = self._total.rename_columns([*self._key, *self._sums])
        self._waiting = []
        return self._total


def _counted(mentions: pa.Table, key: list[str]) -> pa.Table:
    """Return the rows of each ``key`` as the column ``mentions``."""
    counts = mentions.group_by(key).aggregate([([], "count_all")])
    return counts.select([*key, "count_all"]).rename_columns([*key, "mentions"])


def _wrong_entities(entities: pa.Table, total: pa.Table) -> Iterator[Violation]:
    held = entities.select(["entity_id", "article_count", "mention_count"])
    found = _joined(held, total, ["entity_id"], "left outer")
    same = pc.and_(
        pc.equal(found["articles"], found["article_count"]), pc.equal(found["mentions"], found["mention_count"])
    )
    for row in found.filter(pc.invert(same)).sort_by("entity_id").to_pylist():
        detail = (
            f"entity_id {row['entity_id']}: {row['mention_count']} mentions in {row['article_count']} articles,"
            f" but there are {row['mentions']} in {row['articles']}"
        )
        yield Violation("entities", "counts_mentions", None, detail)


def _wrong_names(names: pa.Table, total: pa.Table) -> Iterator[Violation]:
    held = names.select(["entity_id", "text", "mention_count"])
    found = _joined(held, total, ["entity_id", "text"], "full outer")
    same = pc.equal(found["mentions"], found["mention_count"])
    wrong = found.filter(pc.invert(same)).sort_by([("entity_id", "ascending"), ("text", "ascending")])
    for row in wrong.to_pylist():
        detail = (
            f"entity_id {row['entity_id']}: {row['mention_count']} mentions as {shown(row['text'])},"
            f" but there are {row['mentions']}"
        )
        yield Violation("_entity_names", "names_count_mentions", None, detail)


def _joined(left: pa.Table, right: pa.Table, key: list[str], how: Any) -> pa.Table:
    """Return the tables side by side by ``key``, all other columns numbers, with 0 for what one lacks."""
    # Without metadata: a join keeps the left one's, and the columns are others.
    joined = left.replace_schema_metadata(None).join(right, key, join_type=how)
    for place, name in enumerate(joined.column_names):
        if name not in key:
            counts: Any = joined[name]
            joined = joined.set_column(place, name, counts.fill_null(0))
    return joined
