"""Count entities by what a drop or a withdrawal changes; the mentions of all other articles are not read."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.errors import CopydeskError
from copydesk.store import Dataset, Version
from schemas import TABLES
from schemas.arrow import to_table
from tasks.frames import Frames, table
from tasks.lookups import matching

ENTITIES = "entities"
NAMES = "_entity_names"
"""The hidden table of the names under which each entity is mentioned, and how often."""

COUNTED = ["article_id", "entity_id", "text"]
"""What is asked of mentions."""
_NAME = ["entity_id", "text"]


class Census(NamedTuple):
    """What becomes of the entities: old rows of ``changed`` leave, in both tables, and these come."""

    entities: pd.DataFrame
    """Rows of ``entities``, one for each changed entity that is still mentioned."""
    names: pd.DataFrame
    """Rows of ``_entity_names``, of the same."""
    changed: frozenset[str]
    """entity_ids of which something changed."""

    @property
    def frames(self) -> Frames:
        """The rows that come, by table."""
        return {ENTITIES: self.entities, NAMES: self.names}

    @property
    def leaving(self) -> dict[str, tuple[str, Collection[str]]]:
        """The rows that leave, as `copydesk.store.Changes` takes them."""
        return dict.fromkeys(self.frames, ("entity_id", self.changed))


def recount(dataset: Dataset | None, head: Version | None, frames: Frames | None, leaving: Collection[str]) -> Census:
    """Return what changes once the articles of ``frames`` are in the dataset and those that are ``leaving`` are not.

    Names are stable: an entity that the dataset knows keeps its own. One that nobody mentions any more leaves.

    Args:
        dataset: What is there already.
        head: Its newest version.
        frames: Mentions, of which `COUNTED` will do, and entities that come; None where none do.
        leaving: article_ids whose old rows leave: revised and withdrawn articles.

    Raises:
        CopydeskError: If the dataset's mentions and counts do not fit together.
    """
    gone = _named(matching(dataset, head, "mentions", "article_id", leaving, COUNTED))
    come = _named(_arrow(frames["mentions"])) if frames else gone.slice(0, 0)
    names = _difference(come, gone, _NAME)
    # An article that is revised may mention an entity before and after: once each, which is no change.
    articles = _difference(_each_once(come), _each_once(gone), COUNTED[:2])
    changed = frozenset(_ids(names)) | frozenset(_ids(articles))

    old_names = matching(dataset, head, NAMES, "entity_id", changed, [*_NAME, "mention_count"])
    counted = _sum([old_names, names], _NAME)
    known = {row["entity_id"]: row for row in matching(dataset, head, ENTITIES, "entity_id", changed).to_pylist()}
    new = _new_facts(frames, changed)
    rows = _entity_rows(counted, articles, known, {**new, **known})
    return Census(
        table(ENTITIES, rows),
        table(NAMES, counted.sort_by([(name, "ascending") for name in _NAME]).to_pylist()),
        changed,
    )


def _ids(rows: Any) -> list[str]:
    found: list[str] = rows["entity_id"].to_pylist()
    return found


def _entity_rows(
    counted: pa.Table,
    articles: pa.Table,
    known: Mapping[str, Mapping[str, Any]],
    facts: Mapping[str, Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Return the rows of all entities that are ``counted`` by name, sorted by id."""
    more = _sum([articles], ["entity_id"])
    article_counts = dict(zip(more["entity_id"].to_pylist(), more["mention_count"].to_pylist(), strict=True))
    names: dict[str, dict[str, int]] = {}
    for identifier, text, count in zip(*(column.to_pylist() for column in counted.columns), strict=True):
        names.setdefault(identifier, {})[text] = count
    unknown = sorted(names.keys() - facts.keys()) or sorted(
        identifier for identifier, counts in names.items() if min(counts.values()) < 0
    )
    if unknown:
        raise CopydeskError(
            f"refused, nothing was published: the dataset's counts of entity {unknown[0]} do not fit its mentions;"
            " `copydesk verify` tells what is damaged"
        )
    return [
        {
            **facts[identifier],
            "aliases": sorted(names[identifier].keys() - {facts[identifier]["name"]}),
            "article_count": known.get(identifier, {}).get("article_count", 0) + article_counts.get(identifier, 0),
            "mention_count": sum(names[identifier].values()),
        }
        for identifier in sorted(names)
    ]


def _new_facts(frames: Frames | None, changed: Collection[str]) -> dict[str, dict[str, Any]]:
    if frames is None:
        return {}
    rows = to_table(frames[ENTITIES], TABLES[ENTITIES])
    wanted: Any = pc.is_in(rows["entity_id"], value_set=pa.array(changed, pa.string()))
    return {row["entity_id"]: row for row in rows.filter(wanted).to_pylist()}


def _difference(come: pa.Table, gone: pa.Table, key: list[str]) -> pa.Table:
    """Return how many rows more there will be of each key, below 0 for fewer; none where nothing changes."""
    signed = [
        rows.select(key).append_column("mention_count", pa.array([sign] * rows.num_rows, pa.int64()))
        for rows, sign in ((come, 1), (gone, -1))
    ]
    return _sum(signed, key)


def _sum(counts: Iterable[pa.Table], key: list[str]) -> pa.Table:
    """Add up ``mention_count`` for each key; what comes to 0 leaves."""
    names = [*key, "mention_count"]
    # Of old and new rows the columns only are the same, not what their schemas say of nulls.
    parts = [pa.table([rows[name] for name in names], names) for rows in counts]
    added = pa.concat_tables(parts).group_by(key).aggregate([("mention_count", "sum")]).rename_columns(names)
    return added.filter(pc.not_equal(added["mention_count"], pa.scalar(0, pa.int64())))


def _each_once(mentions: pa.Table) -> pa.Table:
    return mentions.group_by(COUNTED[:2]).aggregate([])


def _arrow(mentions: pd.DataFrame) -> pa.Table:
    schema = pa.schema([pa.field(name, pa.string()) for name in COUNTED])
    return pa.table({name: pa.array(mentions[name].array) for name in COUNTED}).cast(schema)


def _named(mentions: pa.Table) -> pa.Table:
    """Return the mentions whose entity is known."""
    return mentions.filter(pc.is_valid(mentions["entity_id"]))
