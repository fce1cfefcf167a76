"""Count entities over the whole dataset, old articles and new."""

from collections.abc import Collection
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.store import Dataset, Version
from schemas import TABLES
from schemas.arrow import to_table
from tasks.frames import Frames, table

_COUNTED = ["article_id", "entity_id", "text"]


def count_entities(dataset: Dataset | None, head: Version | None, frames: Frames) -> pd.DataFrame:
    """Return the table ``entities`` as it will be once the articles of ``frames`` are in the dataset.

    Counts and aliases come from all mentions. An entity that the dataset knows keeps its name: names are stable.
    """
    arrived = frames["articles"]["article_id"].tolist()
    known = _known_facts(dataset, head)
    facts = known | {row["entity_id"]: row for row in _rows(frames, "entities") if row["entity_id"] not in known}
    mentions = pa.concat_tables([_old_mentions(dataset, head, arrived), _new_mentions(frames)])
    grouped = mentions.group_by("entity_id").aggregate(
        [("article_id", "count_distinct"), ("text", "count"), ("text", "distinct")]
    )
    counted = {
        row["entity_id"]: {
            **facts[row["entity_id"]],
            "aliases": sorted(set(row["text_distinct"]) - {facts[row["entity_id"]]["name"]}),
            "article_count": row["article_id_count_distinct"],
            "mention_count": row["text_count"],
        }
        for row in grouped.to_pylist()
    }
    return table("entities", (counted[identifier] for identifier in sorted(counted)))


def _rows(frames: Frames, name: str) -> list[dict[str, Any]]:
    return to_table(frames[name], TABLES[name]).to_pylist()


def _known_facts(dataset: Dataset | None, head: Version | None) -> dict[str, dict[str, Any]]:
    if dataset is None or head is None:
        return {}
    return {row["entity_id"]: row for row in dataset.read("entities", head).to_pylist()}


def _new_mentions(frames: Frames) -> pa.Table:
    mentions = to_table(frames["mentions"], TABLES["mentions"]).select(_COUNTED)
    return _named(mentions)


def _old_mentions(dataset: Dataset | None, head: Version | None, arrived: Collection[str]) -> pa.Table:
    """Return the mentions that stay: not those of articles that are being revised."""
    if dataset is None or head is None:
        return pa.table({name: pa.array([], pa.string()) for name in _COUNTED})
    mentions = dataset.read("mentions", head, _COUNTED)
    revised: Any = pc.is_in(mentions["article_id"], value_set=pa.array(arrived, pa.string()))
    return _named(mentions.filter(pc.invert(revised)))


def _named(mentions: pa.Table) -> pa.Table:
    """Return the mentions whose entity is known, without the columns' metadata."""
    return mentions.filter(pc.is_valid(mentions["entity_id"])).cast(
        pa.schema([pa.field(name, pa.string()) for name in _COUNTED])
    )
