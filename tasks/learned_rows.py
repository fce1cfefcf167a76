"""The table ``learned_lines``: its rows as patterns and back, and which of them are too many."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.store import Dataset, Version
from copydesk.text.affixes import bare_key
from copydesk.text.learned import Learned
from copydesk.text.lessons import RULE_OF, lesson, threshold
from copydesk.text.recurrence import LONG_KEPT, LONG_WORDS, SETTLED_KEPT, SHORT_KEPT, Pattern
from tasks.frames import table

TABLE = "learned_lines"
"""The table that remembers the patterns from drop to drop."""

LearnedRow = Mapping[str, Any]
"""A row of the table."""

_NOBODY = ""
"""Stands for null, which equals nothing, not even itself; no publisher's name is blank."""

_RANKED = ["pattern_id", "publisher", "words", "documents", "last_document"]


def by_publisher(patterns: pa.Table | None, publishers: Collection[str | None]) -> dict[str | None, pa.Table]:
    """Return the rows of each of the publishers that has any."""
    if patterns is None:
        return {}
    names = pa.array(list(publishers), pa.string())
    rows = patterns.filter(pc.is_in(patterns["publisher"], value_set=names)).sort_by("publisher")
    found = rows["publisher"].to_pandas().fillna(_NOBODY).to_numpy()
    starts = [0, *(np.flatnonzero(found[1:] != found[:-1]) + 1).tolist(), len(found)]
    return {
        rows["publisher"][start].as_py(): rows.slice(start, end - start)
        for start, end in pairwise(starts)
        if start < end
    }


def rows_of(patterns: pa.Table | None, shown: Iterable[str]) -> dict[str, LearnedRow]:
    """Return the rows with these pattern_ids, by pattern_id."""
    if patterns is None:
        return {}
    known = set(patterns["pattern_id"].to_pylist())
    ids = pa.array([identifier for identifier in shown if identifier in known], pa.string())
    wanted = pc.is_in(patterns["pattern_id"], value_set=pc.unique(ids))
    return {row["pattern_id"]: row for row in patterns.filter(wanted).to_pylist()}


def pattern_of(row: LearnedRow) -> Pattern:
    """Return what a row remembers of its pattern."""
    return Pattern(
        kind=row["pattern_kind"],
        text=row["pattern"],
        words=row["words"],
        documents=row["documents"],
        titled=row["titled"],
        first_seen=row["first_seen"],
        examples=tuple(row["examples"]),
        documents_before=row["documents_before"],
        last_document=row["last_document"],
    )


def row_of(
    identifier: str, publisher: str | None, pattern: Pattern, documents: int, keep: frozenset[str]
) -> LearnedRow:
    """Return the row of a pattern, judged when ``documents`` of the publisher had been counted."""
    kind, why_not = lesson(publisher, pattern, documents, keep)
    values = pattern._asdict()
    return {
        "pattern_id": identifier,
        "publisher": publisher,
        "pattern_kind": values.pop("kind"),
        "pattern": values.pop("text"),
        **values,
        "kind": kind,
        "in_force": why_not is None,
        "why_not": why_not,
    }


def in_force(rows: Iterable[LearnedRow], keep: frozenset[str]) -> Learned:
    """Return what the rows of one publisher mean for its documents."""
    lines: set[str] = set()
    affixes: dict[str, str] = {}
    for row in rows:
        if row["in_force"] and row["pattern_kind"] == "line":
            lines.add(bare_key(row["pattern"]))
        elif row["in_force"]:
            affixes[row["pattern"]] = RULE_OF[row["pattern_kind"], row["kind"]]
    return Learned(frozenset(lines), affixes, keep)


def without_examples(dataset: Dataset, head: Version, article_ids: Collection[str]) -> tuple[pd.DataFrame, set[str]]:
    """Return the rows that no longer name these articles as examples, and the pattern_ids of all whose old rows leave.

    A pattern that is left without an example has no new row: it may be the very words of an article that was withdrawn.
    How many documents have shown a pattern stays as counted.
    """
    gone = set(article_ids)
    wanted = pa.array(gone, pa.string())
    leaving: set[Any] = set()
    for rows in dataset.scan(TABLE, head, ["pattern_id", "examples"]):
        examples: Any = rows["examples"].combine_chunks()
        named = pc.list_parent_indices(examples).filter(pc.is_in(pc.list_flatten(examples), value_set=wanted))
        leaving.update(rows["pattern_id"].take(named).to_pylist())
    old = dataset.matching(TABLE, head, "pattern_id", leaving).to_pylist() if leaving else []
    new = [{**row, "examples": [of for of in row["examples"] if of not in gone]} for row in old]
    return table(TABLE, [row for row in new if row["examples"]]), leaving


def surplus(patterns: pa.Table | None, changed: Sequence[LearnedRow], publishers: Collection[str | None]) -> set[str]:
    """Return the pattern_ids that are too many for their publisher: the fewest documents, the longest not seen.

    Args:
        patterns: The table before the drop.
        changed: The rows that take the place of its own, or are new.
        publishers: Those whose rows are counted; the others' can not have become more.
    """
    ranked = pd.DataFrame([[row[name] for name in _RANKED] for row in changed], columns=_RANKED)
    if patterns is not None:
        names = pa.array(list(publishers), pa.string())
        stays = pc.and_not(
            pc.is_in(patterns["publisher"], value_set=names),
            pc.is_in(patterns["pattern_id"], value_set=pa.array(list(ranked["pattern_id"]), pa.string())),
        )
        ranked = pd.concat([patterns.select(_RANKED).filter(stays).to_pandas(), ranked], ignore_index=True)
    least = np.where(ranked["publisher"].isna(), threshold(None), threshold(""))
    settled, short = ranked["documents"] >= least, ranked["words"] < LONG_WORDS
    ranked["most"] = np.select([settled, short], [SETTLED_KEPT, SHORT_KEPT], LONG_KEPT)
    ranked["settled"] = settled
    group = ["publisher", "settled", "most"]
    crowded = ranked[ranked.groupby(group, dropna=False)["words"].transform("size") > ranked["most"]]
    order = crowded.sort_values(["documents", "last_document", "pattern_id"], ascending=[False, False, True])
    places = order.groupby(group, dropna=False).cumcount()
    return set(order.loc[places >= order["most"], "pattern_id"])
