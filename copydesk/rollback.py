"""Roll back: a new version whose tables are those of an older one. The log only ever grows."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow.compute as pc

from copydesk.errors import CopydeskError
from copydesk.preflight import require_current
from copydesk.publication import Describe, by_hand, version_row
from copydesk.store import Dataset, Version
from schemas import SCHEMA_VERSION

_STATE = ["revision", "content_hash", "drop_id"]
"""What tells one state of an article from another."""


class Back(NamedTuple):
    """An article that somebody had withdrawn, and that is withdrawn no longer."""

    article_id: str
    title: str | None
    reason: str


class RolledBack(NamedTuple):
    """What a rollback did."""

    restored: int
    """The version that was asked for."""
    version: Version | None
    """The version that was published; None where the newest one is equal to it already."""
    head: Version
    """The newest version before."""
    added: tuple[str, ...] = ()
    """article_ids that the version before did not have."""
    revised: tuple[str, ...] = ()
    """Those whose article is another state."""
    removed: tuple[str, ...] = ()
    """Those that are gone."""
    drops: tuple[str, ...] = ()
    """The drops whose files are unknown again: dropped again, they are taken in as if for the first time."""
    back: tuple[Back, ...] = ()
    """Articles that had been withdrawn since, and are there again."""
    forgotten: tuple[Back, ...] = ()
    """Articles that had been withdrawn since, and that the version never had: another drop may bring them."""


def roll_back(dataset: Dataset, number: int, reason: str | None = None, describe: Describe | None = None) -> RolledBack:
    """Publish a version whose tables, but for the log, are those of version ``number``.

    Rows come back as they were, ids and revision numbers included, and so does what was learned and withdrawn.

    Args:
        dataset: Open.
        number: The version to go back to.
        reason: Why, for the log.
        describe: As `Dataset.commit` takes it.

    Raises:
        CopydeskError: If there is no such version, gc gave it up, or older code with other columns wrote it.
        Conflict: If somebody else publishes at the same time. Nothing is published.
    """
    target, head = dataset.version(number), dataset.head()
    assert head is not None  # noqa: S101 - there is a version
    if target.schema_version < SCHEMA_VERSION:
        raise CopydeskError(
            f"{dataset.path}: version {number} is of schema version {target.schema_version}, this copydesk writes"
            f" {SCHEMA_VERSION}; run `copydesk rebuild` instead"
        )
    require_current(dataset)
    before, after = _changed_states(dataset, head, target)
    added, removed = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    revised = sorted(article for article in before.keys() & after.keys() if before[article] != after[article])
    version = dataset.restore(
        number,
        parent=head.number,
        provenance={
            **by_hand("rollback", reason, added_articles=added, revised_articles=revised, removed_articles=removed),
            "restored": number,
        },
        version_row=version_row,
        describe=describe,
    )
    if version is None:
        return RolledBack(number, None, head)
    drops = tuple(sorted(_drops(dataset, head) - _drops(dataset, target)))
    changed = tuple(added), tuple(revised), tuple(removed)
    return RolledBack(number, version, head, *changed, drops, *_no_longer_withdrawn(dataset, head, target))


def _changed_states(
    dataset: Dataset, a: Version, b: Version
) -> tuple[Mapping[str, tuple[Any, ...]], Mapping[str, tuple[Any, ...]]]:
    """Return the states of the articles in ``a`` and in ``b``, without those in parts that both have."""
    columns = ["article_id", *_STATE]
    states: list[dict[str, tuple[Any, ...]]] = []
    for parts in dataset.changed_parts("articles", a, b):
        tables = (dataset.read_part(part, columns) for part in parts)
        rows = (row for table in tables for row in zip(*(column.to_pylist() for column in table.columns), strict=True))
        states.append({article_id: tuple(state) for article_id, *state in rows})
    before, after = states
    return before, after


def _drops(dataset: Dataset, version: Version) -> set[str]:
    """Return the drops whose files a version knows."""
    found: set[Any] = set()
    for rows in dataset.scan("files", version, ["drop_id"]):
        found.update(pc.unique(rows["drop_id"]).to_pylist())
    return found


def _no_longer_withdrawn(dataset: Dataset, head: Version, target: Version) -> tuple[tuple[Back, ...], tuple[Back, ...]]:
    """Return the articles that are withdrawn in ``head`` and not in ``target``: those that it has, and the others."""
    still = set(dataset.read("withdrawals", target, ["article_id"])["article_id"].to_pylist())
    rows = dataset.read("withdrawals", head, ["article_id", "title", "reason"]).sort_by("article_id").to_pylist()
    found = {row["article_id"]: Back(row["article_id"], row["title"], row["reason"]) for row in rows}
    found = {article_id: back for article_id, back in found.items() if article_id not in still}
    there = dataset.matching("articles", target, "article_id", list(found), ["article_id", "title"]).to_pylist()
    back = {row["article_id"]: found[row["article_id"]]._replace(title=row["title"]) for row in there}
    return (
        tuple(back[article_id] for article_id in sorted(back)),
        tuple(one for article_id, one in found.items() if article_id not in back),
    )
