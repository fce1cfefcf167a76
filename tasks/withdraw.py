"""Withdraw: articles leave the next version, with all that was made of them, and do not come back by another drop."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from copydesk.article_history import Span, changes_of, spans_of
from copydesk.errors import CopydeskError
from copydesk.preflight import require_current
from copydesk.publication import LASTING, Describe, by_hand, checked, version_row
from copydesk.report.by_hand import Article, Withdrawn
from copydesk.store import Changes, Dataset, Version
from copydesk.store.floor import read_floor
from schemas.arrow import to_frame
from tasks.census import ENTITIES, NAMES, recount
from tasks.frames import Frames, table
from tasks.known import FINGERPRINTS
from tasks.learned_rows import TABLE as LEARNED
from tasks.learned_rows import without_examples

WITHDRAWALS = "withdrawals"
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_KNOWN_BY = ("canonical_url", "publisher", "publisher_id", "title")
"""What a withdrawal remembers of its article, so that another state of it is known."""


def withdraw(
    dataset: Dataset,
    article_ids: Collection[str],
    reason: str,
    describe: Describe | None = None,
    more: Mapping[str, Any] = _NOTHING,
    withdrawn_at: datetime | None = None,
) -> Withdrawn:
    """Publish a version without some articles; the older versions keep them.

    Args:
        dataset: Open.
        article_ids: Each of an article of the newest version; all are withdrawn, or none.
        reason: Why, for the log and for whoever drops one of them again.
        describe: As `Dataset.commit` takes it.
        more: Plain JSON values that are kept in the log beside the provenance.
        withdrawn_at: When, in UTC, for a withdrawal that is done again; else now.

    Raises:
        CopydeskError: If one of the articles is not there. Nothing is published.
        Conflict: If somebody else publishes at the same time. Nothing is published.
    """
    head, wanted = _head(dataset), sorted(set(article_ids))
    log = _log(dataset, head)
    rows = {
        row["article_id"]: row for row in dataset.matching("articles", head, "article_id", wanted, _COLUMNS).to_pylist()
    }
    _refuse(dataset, head, [article_id for article_id in wanted if article_id not in rows])
    states = dataset.matching(FINGERPRINTS, head, "article_id", wanted, ["article_id", "state_keys"]).to_pylist()
    said = {row["article_id"]: {"state_keys": row["state_keys"]} for row in states}
    known = {article_id: _known_by(dataset, log, rows[article_id]) | said[article_id] for article_id in wanted}
    at = withdrawn_at or datetime.now(UTC)
    withdrawals = table(
        WITHDRAWALS,
        [{"article_id": of, "reason": reason, "withdrawn_at": at, **facts} for of, facts in known.items()],
    )
    census = recount(dataset, head, None, wanted)
    learned, forgotten = without_examples(dataset, head, wanted)
    changes = Changes(
        upserts={
            WITHDRAWALS: checked(WITHDRAWALS, withdrawals),
            ENTITIES: checked(ENTITIES, census.entities),
            NAMES: checked(NAMES, census.names),
            LEARNED: checked(LEARNED, learned),
        },
        replaced=wanted,
        leaving={
            ENTITIES: ("entity_id", census.changed),
            NAMES: ("entity_id", census.changed),
            LEARNED: ("pattern_id", forgotten),
        },
        lasting=LASTING,
    )
    provenance = {**by_hand("withdraw", reason, removed_articles=wanted), **more}
    version = _commit(dataset, head, changes, provenance, describe)
    return Withdrawn(version, reason, tuple(_article(of, known[of], log, head) for of in wanted))


def bring_back(
    dataset: Dataset,
    article_ids: Collection[str],
    reason: str,
    describe: Describe | None = None,
    more: Mapping[str, Any] = _NOTHING,
) -> Withdrawn:
    """Publish a version that has some withdrawn articles again, as they were in the last version that had them.

    What was learned from them stays without them as examples.

    Raises:
        CopydeskError: If one of them is not withdrawn, or no version that can be read has it. Nothing is published.
        Conflict: If somebody else publishes at the same time. Nothing is published.
    """
    head, wanted = _head(dataset), sorted(set(article_ids))
    log = _log(dataset, head)
    withdrawn = {
        row["article_id"]: row for row in dataset.matching(WITHDRAWALS, head, "article_id", wanted).to_pylist()
    }
    if missing := [article_id for article_id in wanted if article_id not in withdrawn]:
        raise CopydeskError(f"{dataset.path}: not withdrawn: {', '.join(missing)}; nothing was done")
    sources = _last_versions(dataset, log, wanted)
    rows = {
        name: _rows_of(dataset, name, sources)
        for name, state in head.tables.items()
        if "article_id" in state.columns and name not in LASTING
    }
    named = set(rows["mentions"]["entity_id"].to_pylist()) - {None}
    entities = [dataset.matching(ENTITIES, version, "entity_id", named) for version in sources]
    frames: Frames = {
        "mentions": to_frame(rows["mentions"]),
        ENTITIES: to_frame(pa.concat_tables(entities)).drop_duplicates("entity_id"),
    }
    census = recount(dataset, head, frames, ())
    changes = Changes(
        upserts={**rows, ENTITIES: checked(ENTITIES, census.entities), NAMES: checked(NAMES, census.names)},
        leaving={
            WITHDRAWALS: ("article_id", wanted),
            ENTITIES: ("entity_id", census.changed),
            NAMES: ("entity_id", census.changed),
        },
        lasting=LASTING,
    )
    provenance = {**by_hand("withdraw", reason, added_articles=wanted), **more}
    version = _commit(dataset, head, changes, provenance, describe)
    return Withdrawn(version, reason, tuple(_article(of, withdrawn[of], log, head) for of in wanted), undone=True)


_COLUMNS = ["article_id", *_KNOWN_BY]


def _head(dataset: Dataset) -> Version:
    require_current(dataset)
    head = dataset.head()
    if head is None:
        raise CopydeskError(f"{dataset.path}: nothing was published yet; run `copydesk build`")
    return head


def _log(dataset: Dataset, head: Version) -> Sequence[Mapping[str, Any]]:
    columns = ["version", "added_articles", "revised_articles", "removed_articles"]
    return dataset.read("versions", head, columns).to_pylist()


def _refuse(dataset: Dataset, head: Version, missing: Sequence[str]) -> None:
    if not missing:
        return
    gone = {row["article_id"]: row for row in dataset.matching(WITHDRAWALS, head, "article_id", missing).to_pylist()}
    said = [f"{of} (withdrawn on {gone[of]['withdrawn_at']:%Y-%m-%d})" if of in gone else of for of in missing]
    raise CopydeskError(
        f"{dataset.path}: not in version {head.number}: {', '.join(said)}; nothing was withdrawn;"
        " `copydesk history ID` tells what became of an article"
    )


def _known_by(dataset: Dataset, log: Sequence[Mapping[str, Any]], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return by what an article is known: where its last scrape leaves something out, what an earlier one said."""
    known = {name: row[name] for name in _KNOWN_BY}
    floor = read_floor(dataset.path).number
    for number, there in reversed(changes_of(log, row["article_id"])):
        if not there or number < floor or None not in known.values():
            break
        for before in dataset.matching("articles", number, "article_id", [row["article_id"]], _COLUMNS).to_pylist():
            known = {name: before[name] if value is None else value for name, value in known.items()}
    return known


def _last_versions(
    dataset: Dataset, log: Sequence[Mapping[str, Any]], article_ids: Iterable[str]
) -> dict[int, list[str]]:
    """Return the last version that has each article, with the articles for which it is that one.

    Raises:
        CopydeskError: If it can not be read any more, or has other columns than the newest.
    """
    floor = read_floor(dataset.path).number
    found: dict[int, list[str]] = {}
    for article_id in article_ids:
        last = max((span.last or 0 for span in spans_of(log, article_id)), default=0)
        if last < floor:
            raise CopydeskError(f"{dataset.path}: no version that can be read has {article_id}; nothing was done")
        found.setdefault(last, []).append(article_id)
    current = _head(dataset).schema_version
    for number, of in found.items():
        if dataset.version(number).schema_version < current:
            raise CopydeskError(
                f"{dataset.path}: {of[0]} was last in version {number}, which has the columns of an older copydesk;"
                " nothing was done"
            )
    return found


def _rows_of(dataset: Dataset, name: str, sources: Mapping[int, Collection[str]]) -> pa.Table:
    return pa.concat_tables([dataset.matching(name, version, "article_id", ids) for version, ids in sources.items()])


def _commit(
    dataset: Dataset, head: Version, changes: Changes, provenance: Mapping[str, Any], describe: Describe | None
) -> Version:
    version = dataset.commit(
        changes, parent=head.number, provenance=provenance, version_row=version_row, describe=describe
    )
    assert version is not None  # noqa: S101 - the table of withdrawals has changed
    return version


def _article(article_id: str, facts: Mapping[str, Any], log: Sequence[Mapping[str, Any]], head: Version) -> Article:
    spans = [Span(first, head.number if last is None else last) for first, last in spans_of(log, article_id)]
    return Article(article_id, facts["publisher"], facts["title"], tuple(spans))
