"""Compare two versions: what differs, and why."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from copydesk.difference.alignment import SAME, Alignment, align
from copydesk.difference.articles import (
    ADDED,
    METADATA,
    REMOVED,
    RENEWED,
    REVISED,
    SHOWN_COLUMNS,
    ArticleChange,
    article_change,
    differing_columns,
)
from copydesk.difference.causes import Evidence, cause
from copydesk.difference.entities import Entity, EntityChange, Flows, compare_entities, flows_of
from copydesk.difference.publishers import compare_publishers
from copydesk.difference.quotes import Quote, changed_fields, pair_quotes, quote_of, same_details
from copydesk.difference.recipes import Recipe, recipes_of
from copydesk.difference.result import Difference, QuoteChange
from copydesk.difference.rows import KEY, Row, TableChange, batches, read_rows, table_change
from copydesk.difference.texts import text_difference
from copydesk.difference.undone import Undone, undone_between
from copydesk.store import Dataset, Version
from copydesk.text.annotations import Segment

COMPARED = ("articles", "segments", "sentences", "mentions", "roles", "quotes")
"""Tables of what is said of articles, in the order in which they are made."""

_BATCH = 2000
"""Articles whose texts and rows are in memory at once."""


def compare(dataset: Dataset, a: Version, b: Version) -> Difference:
    """Return what differs between two versions of ``dataset``, of whatever age and order.

    Costs time with what differs, not with what is there: parts that both versions share are not read, but for the
    few columns that the counts by publisher need.

    Raises:
        CopydeskError: If a version can no longer be read.
    """
    # First, as it needs both versions to be readable.
    publishers = tuple(compare_publishers(dataset, a, b))
    comparison = _Comparison(dataset, a, b)
    for batch in batches(comparison.ids, _BATCH):
        comparison.look_at(batch)
    return Difference(
        a=a,
        b=b,
        operations=comparison.operations,
        notes=tuple(_notes(a, b)),
        articles=tuple(comparison.articles),
        quotes=tuple(comparison.quotes),
        quotes_of_added=comparison.quotes_of[ADDED],
        quotes_of_removed=comparison.quotes_of[REMOVED],
        details=comparison.details,
        entities=tuple(_entities(dataset, a, b, comparison)),
        publishers=publishers,
    )


def _notes(a: Version, b: Version) -> list[str]:
    if a.schema_version == b.schema_version:
        return []
    return [
        f"schema version {a.schema_version} and {b.schema_version}: only what both versions have is compared,"
        " and causes are known in part"
    ]


@dataclass
class _Comparison:
    """What is found batch by batch."""

    dataset: Dataset
    a: Version
    b: Version
    articles: list[ArticleChange] = field(default_factory=list)
    quotes: list[QuoteChange] = field(default_factory=list)
    quotes_of: Counter[str] = field(default_factory=Counter)
    """Quotations of added and removed articles."""
    details: int = 0
    flows: Flows = field(default_factory=Counter)
    mentions_seen: Counter[str] = field(default_factory=Counter)
    """By entity of ``a``, its mentions in articles whose mentions differ or that were removed."""

    @cached_property
    def changes(self) -> dict[str, TableChange]:
        """What differs, by table."""
        return {name: table_change(self.dataset, name, self.a, self.b) for name in COMPARED}

    @cached_property
    def profiles(self) -> TableChange:
        return table_change(self.dataset, "profiles", self.a, self.b)

    @cached_property
    def ids(self) -> set[str]:
        """Articles in which anything differs."""
        return {article for change in self.changes.values() for article in change.rows}

    @cached_property
    def operations(self) -> tuple[str, ...]:
        """What made the versions after the older of the two, up to the newer."""
        first, last = sorted((self.a.number, self.b.number))
        between = (self.dataset.version(number) for number in range(first + 1, last + 1))
        return tuple(str(version.provenance.get("operation", "build")) for version in between)

    @cached_property
    def undone(self) -> Undone | None:
        """The rollback that took back what ``a`` has, if there was one in between."""
        return undone_between(self.a, self.b, self.dataset.version)

    @cached_property
    def recipes(self) -> dict[str, Recipe]:
        return recipes_of(self.dataset, max(self.a, self.b, key=lambda version: version.number))

    @cached_property
    def withdrawn(self) -> dict[str, str]:
        """Why articles are withdrawn in ``b``, by article."""
        if "withdrawals" not in self.b.tables:
            return {}
        rows = self.dataset.read("withdrawals", self.b, [KEY, "reason"]).to_pylist()
        return {row[KEY]: row["reason"] for row in rows}

    def look_at(self, ids: Sequence[str]) -> None:
        """Compare a few of the articles that differ."""
        differing = [article for article in ids if article in self.changes["articles"]]
        old, new = self._rows("articles", differing)
        # Of the others only what a person knows them by.
        same = self._rows("articles", set(ids) - set(differing), (*SHOWN_COLUMNS, *METADATA))
        old, new = old | same[0], new | same[1]
        both = [article for article in ids if article in old and article in new]
        texts = {article: _alignment(old[article][0], new[article][0]) for article in both}
        for article in ids:
            self._article(article, old.get(article), new.get(article), texts.get(article))
        self._mentions(ids, texts)
        self._quotes([article for article in both if article in self.changes["quotes"]], old, new, texts)

    def _rows(
        self, table: str, ids: Collection[str], columns: Sequence[str] | None = None
    ) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
        return read_rows(self.dataset, self.changes[table], self.b, ids, columns)

    def _article(
        self, article: str, old: Sequence[Row] | None, new: Sequence[Row] | None, alignment: Alignment | None
    ) -> None:
        before, after = (rows[0] if rows else None for rows in (old, new))
        if before is None or after is None or alignment is None:
            change = ADDED if before is None else REMOVED
            rows = self.changes["quotes"].rows.get(article, (0, 0))
            self.quotes_of[change] += max(rows)
            why = self._why_removed(article) if change == REMOVED else self._why_undone(article)
            self.articles.append(article_change(change, before, after, why=why))
            return
        columns = differing_columns(before, after) if article in self.changes["articles"] else []
        differing = [*columns, *(name for name in COMPARED[1:] if article in self.changes[name])]
        if not differing:
            # The same, from another place.
            return
        change = REVISED if alignment.regions or "revision" in columns else RENEWED
        lines = text_difference(alignment) if alignment.regions else []
        self.articles.append(
            article_change(change, before, after, differing=differing, text=lines, why=self._why_undone(article))
        )

    def _why_removed(self, article: str) -> str:
        if article in self.withdrawn:
            return f'withdrawn: "{self.withdrawn[article]}"'
        if self.b.number < self.a.number:
            return "came later"
        return self._why_undone(article) or "gone"

    def _why_undone(self, article: str) -> str | None:
        why = self.undone.cause(article) if self.undone is not None else None
        return why.name if why is not None else None

    def _mentions(self, ids: Collection[str], texts: Mapping[str, Alignment]) -> None:
        differing = [article for article in ids if article in self.changes["mentions"]]
        old, new = self._rows("mentions", differing, (KEY, "start", "end", "entity_id"))
        for article in differing:
            before, after = old.get(article, []), new.get(article, [])
            self.mentions_seen.update(row["entity_id"] for row in before if row["entity_id"] is not None)
            if article in texts:
                self.flows += flows_of(before, after, texts[article])

    def _quotes(
        self,
        ids: Sequence[str],
        old: Mapping[str, Sequence[Row]],
        new: Mapping[str, Sequence[Row]],
        texts: Mapping[str, Alignment],
    ) -> None:
        quotes = self._rows("quotes", ids)
        segments = self._rows("segments", ids, (KEY, "segment_index", "kind", "start", "end", "rule"))
        profiles = read_rows(self.dataset, self.profiles, self.b, ids, (KEY, "reading_hash", "recipe"))
        for article in ids:
            before, after = (
                Evidence(
                    tuple(_frozen(rows[article][0].get(name)) for name in METADATA),
                    tuple(_segments(of_side.get(article, []))),
                    *self._made(profile.get(article)),
                )
                for rows, of_side, profile in zip((old, new), segments, profiles, strict=True)
            )
            ours, theirs = (
                sorted(map(quote_of, rows.get(article, [])), key=lambda quote: quote.number) for rows in quotes
            )
            for one, other in pair_quotes(ours, theirs, texts[article]):
                self._quote(article, one, other, before, after, texts[article])

    def _quote(
        self,
        article: str,
        old: Quote | None,
        new: Quote | None,
        before: Evidence,
        after: Evidence,
        alignment: Alignment,
    ) -> None:
        fields: tuple[str, ...] = ()
        if old is not None and new is not None:
            fields = changed_fields(old, new, alignment)
            if not fields:
                self.details += not same_details(old, new)
                return
        undone = self.undone.cause(article) if self.undone is not None else None
        why = undone or cause(old, new, before, after, alignment)
        self.quotes.append(QuoteChange(article, old, new, fields, why))

    def _made(self, profile: Sequence[Row] | None) -> tuple[str | None, Recipe | None]:
        if not profile:
            return None, None
        return profile[0]["reading_hash"], self.recipes.get(profile[0]["recipe"])


def _alignment(old: Row, new: Row) -> Alignment:
    # Rows that do not differ were read without their texts.
    return SAME if old.get("text") == new.get("text") else align(old["text"], new["text"])


def _segments(rows: Sequence[Row]) -> list[Segment]:
    ordered = sorted(rows, key=lambda row: int(row["segment_index"]))
    return [Segment(row["kind"], row["start"], row["end"], row["rule"]) for row in ordered]


def _frozen(value: Any) -> object:
    return tuple(value) if isinstance(value, list) else value


def _entities(dataset: Dataset, a: Version, b: Version, comparison: _Comparison) -> list[EntityChange]:
    sides = []
    touched = {entity for pair in comparison.flows for entity in pair}
    for version, parts in zip((a, b), dataset.changed_parts("entities", a, b), strict=True):
        columns = ["entity_id", "label", "name", "mention_count"]
        tables = [dataset.read_part(part, columns) for part in parts]
        if touched:
            tables.append(dataset.matching("entities", version, "entity_id", touched, columns))
        sides.append({row["entity_id"]: Entity(*row.values()) for table in tables for row in table.to_pylist()})
    old, new = sides
    others = {entity: old[entity].mentions - comparison.mentions_seen[entity] for entity in touched if entity in old}
    return compare_entities(old, new, comparison.flows, others)
