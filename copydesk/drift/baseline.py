"""What a drop is compared with: the newest articles of its publishers, as far as they still are the rule."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from copydesk.drift.articles import COLUMNS, Articles, articles_of, joined
from copydesk.settings import Gate

MOST_ARTICLES = 5000
"""Most articles of one publisher that are compared with: more would tell no more."""
_AT_ONCE = 50_000
"""Rows that are gathered before the old ones among them are let go."""
VERSIONS = ("version", "parent", "restored", "drop_ids", "alarms")
"""Columns of the table ``versions`` that a baseline is made of."""

Places = NDArray[np.int64]
Publisher = str | None
"""None: nobody knows."""


@dataclass(frozen=True)
class Baseline:
    """The articles that a drop is compared with."""

    articles: Articles
    """Of the drop's publishers, in their windows."""
    names: frozenset[str]
    """All publishers that the dataset ever had an article of."""
    size: int
    """Articles of the dataset."""
    passed: Mapping[tuple[str, Publisher], tuple[int, ...]] = field(default_factory=dict)
    """For an alarm and a publisher, or None for a drop as a whole, the drops that were published with it, newest first.
    Somebody let it pass, so what came since is the rule by which later drops are judged."""

    @cached_property
    def by_publisher(self) -> dict[Publisher, Places]:
        """The places of each publisher's articles."""
        return places(self.articles.publisher)

    def of(self, alarm: str, publisher: Publisher, least: int) -> Places:
        """Return the places of the articles with which one publisher's are compared for ``alarm``.

        Args:
            alarm: Its name.
            publisher: The publisher.
            least: Articles that must have come since an alarm that was let pass; of fewer the old rule still counts.
        """
        found = self.by_publisher.get(publisher, np.zeros(0, dtype=np.int64))
        drops = self.articles.drop[found]
        for since in sorted({*self.passed.get((alarm, publisher), ()), *self.passed.get((alarm, None), ())})[::-1]:
            if (newer := drops >= since).sum() >= least:
                return found[newer]
        return found

    def of_mix(self, alarm: str, publishers: Collection[Publisher], least: int) -> dict[Publisher, Places]:
        """Return what `of` does for each of ``publishers``, for a drop as a whole.

        After an alarm of a whole drop that was let pass, ``least`` articles of all publishers together must have come,
        and a publisher's old articles count only where it has no newer ones.
        """
        found = {publisher: self.of(alarm, publisher, least) for publisher in publishers}
        for since in self.passed.get((alarm, None), ()):
            newer = {publisher: rows[self.articles.drop[rows] >= since] for publisher, rows in found.items()}
            if sum(map(len, newer.values())) >= least:
                return {publisher: rows if len(rows) else found[publisher] for publisher, rows in newer.items()}
        return found


def baseline_of(
    profiles: Iterable[pa.Table],
    versions: pa.Table,
    publishers: Collection[Publisher],
    gate: Gate,
    leaving: Collection[str] = (),
) -> Baseline:
    """Return what a drop is compared with; its memory grows with the number of ``publishers`` only.

    Args:
        profiles: The table ``profiles`` of the dataset, piece by piece in any order: `COLUMNS`, and maybe more.
        versions: `VERSIONS` of the table ``versions``.
        publishers: Those of the drop.
        gate: How many drops and articles to look at.
        leaving: Articles that the drop revises: they are not compared with themselves.
    """
    lineage = list(_lineage(versions.select(list(VERSIONS)).to_pylist()))
    order = _order(lineage)
    kept = [articles_of(pa.table({name: pa.array([], kind) for name, kind in _EMPTY.items()}), order)]
    names: set[str] = set()
    size = 0
    for table in profiles:
        size += len(table)
        names.update(filter(None, pc.unique(table["publisher"]).to_pylist()))
        rows = table.select(list(COLUMNS)).filter(_wanted(table, publishers, leaving))
        kept.append(articles_of(rows, order))
        if sum(map(len, kept)) > _AT_ONCE + len(kept[0]):
            kept = [_newest(joined(kept), gate.drops)]
    return Baseline(_newest(joined(kept), gate.drops), frozenset(names), size, _passed(lineage, order))


_EMPTY = {
    **dict.fromkeys(("article_id", "drop_id", "publisher", "language"), pa.string()),
    "tagged": pa.bool_(),
    **dict.fromkeys(("words", "quotes", "unresolved", "characters", "residue", "repeated"), pa.int64()),
    "layout": pa.list_(pa.string()),
}


def places(values: NDArray[np.object_]) -> dict[Any, Places]:
    """Return where each value stands, ascending."""
    found: dict[Any, list[int]] = {}
    for place, value in enumerate(values):
        found.setdefault(value, []).append(place)
    return {value: np.array(at, dtype=np.int64) for value, at in found.items()}


def _wanted(table: pa.Table, publishers: Collection[Publisher], leaving: Collection[str]) -> Any:
    names = pa.array(sorted(name for name in publishers if name is not None), pa.string())
    wanted: Any = pc.is_in(table["publisher"], value_set=names)
    if None in publishers:
        wanted = pc.or_(wanted, pc.is_null(table["publisher"]))
    ours: Any = pc.is_in(table["article_id"], value_set=pa.array(sorted(leaving), pa.string()))
    return pc.and_(wanted, pc.invert(ours))


def _newest(articles: Articles, drops: int) -> Articles:
    """Return of each publisher the articles of the newest ``drops`` drops that hold it, `MOST_ARTICLES` at most."""
    kept: list[int] = []
    for found in places(articles.publisher).values():
        numbers = articles.drop[found]
        newest = found[numbers >= np.unique(numbers)[-drops:][0]]
        # Of one drop the articles of the lowest ids: an id is a hash, so that this is no choice of anything.
        kept.extend(newest[np.argsort(-articles.drop[newest], kind="stable")[:MOST_ARTICLES]].tolist())
    return articles.take(np.array(sorted(kept), dtype=np.int64))


def _lineage(versions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Return the versions that led to the newest one, newest first: what was rolled back is not among them."""
    known = {version["version"]: version for version in versions}
    number = max(known, default=None)
    while number is not None and number in known:
        version = known[number]
        if version["restored"] is None:
            yield version
        number = version["restored"] or version["parent"]


def _order(lineage: list[dict[str, Any]]) -> dict[str, int]:
    """Return the number of each drop: drops count from when they first came."""
    order: dict[str, int] = {}
    for version in reversed(lineage):
        for drop_id in version["drop_ids"]:
            order.setdefault(drop_id, len(order))
    return order


def _passed(lineage: list[dict[str, Any]], order: Mapping[str, int]) -> dict[tuple[str, Publisher], tuple[int, ...]]:
    """Return `Baseline.passed`. A version counts from the first drop that came with it and not before."""
    passed: dict[tuple[str, Publisher], list[int]] = {}
    came = Counter[str]()
    starts: list[tuple[int, list[dict[str, Any]]]] = []
    for version in reversed(lineage):
        new = [order[drop_id] for drop_id in version["drop_ids"] if not came[drop_id]]
        came.update(version["drop_ids"])
        if new:
            starts.append((min(new), version["alarms"] or []))
    for start, alarms in reversed(starts):
        for alarm in alarms:
            passed.setdefault((alarm["alarm"], alarm["publisher"]), []).append(start)
    return {key: tuple(numbers) for key, numbers in passed.items()}
