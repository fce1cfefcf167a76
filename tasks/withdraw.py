"""Withdraw: articles leave the next version, with all that was made of them, and do not come back by another drop."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pandas as pd
import pyarrow as pa

from copydesk.article_history import Span, changes_of, spans_of
from copydesk.errors import CopydeskError
from copydesk.ledger import QUARANTINED, TAKEN
from copydesk.lineage import FORGOTTEN
from copydesk.preflight import require_current
from copydesk.publication import LASTING, Describe, by_hand, checked, version_row
from copydesk.report.by_hand import Article, Withdrawn
from copydesk.store import Changes, Dataset, Version
from copydesk.store.floor import read_floor
from schemas.arrow import to_frame
from tasks.accounts import FILES, QUARANTINE
from tasks.census import ENTITIES, recount
from tasks.frames import Frames, table
from tasks.known import FINGERPRINTS, WITHDRAWALS
from tasks.learned_rows import TABLE as LEARNED
from tasks.learned_rows import without_examples

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
    quoting, unquoted = _without_details(dataset, head, wanted)
    frames = {**census.frames, **unquoted, WITHDRAWALS: withdrawals, LEARNED: learned}
    changes = Changes(
        upserts={name: checked(name, rows) for name, rows in frames.items()},
        replaced=wanted,
        leaving={
            **census.leaving,
            **dict.fromkeys(unquoted, ("file_id", quoting)),
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

    What was learned from them stays without them as examples. An article that gc has given up with its versions nobody
    can bring back: its withdrawal is forgotten, and the next drop that holds it is its first.

    Raises:
        CopydeskError: If one of them is not withdrawn, or was last in a version of other columns. Nothing is published.
        Conflict: If somebody else publishes at the same time. Nothing is published.
    """
    head, wanted = _head(dataset), sorted(set(article_ids))
    log = _log(dataset, head)
    withdrawn = {
        row["article_id"]: row for row in dataset.matching(WITHDRAWALS, head, "article_id", wanted).to_pylist()
    }
    if missing := [article_id for article_id in wanted if article_id not in withdrawn]:
        raise CopydeskError(f"{dataset.path}: not withdrawn: {', '.join(missing)}; nothing was done")
    sources, lost = _last_versions(dataset, log, wanted)
    like = _near_duplicates(dataset, head, lost)
    rows = {
        name: pa.concat_tables([*_rows_of(dataset, name, sources), _unlike(dataset, head, name, like)])
        for name, state in head.tables.items()
        if "article_id" in state.columns and name not in LASTING
    }
    named = set(rows["mentions"]["entity_id"].to_pylist()) - {None}
    entities = [dataset.matching(ENTITIES, version, "entity_id", named) for version in (*sources, head.number)]
    frames: Frames = {
        "mentions": to_frame(rows["mentions"]),
        ENTITIES: to_frame(pa.concat_tables(entities)).drop_duplicates("entity_id"),
    }
    census = recount(dataset, head, frames, like)
    renamed, files = _forgotten_files(dataset, head, lost)
    made = {**census.frames, FILES: files}
    changes = Changes(
        upserts={**rows, **{name: checked(name, frame) for name, frame in made.items()}},
        replaced=like,
        leaving={
            WITHDRAWALS: ("article_id", wanted),
            FILES: ("file_id", renamed),
            **census.leaving,
        },
        lasting=LASTING,
    )
    back = [of for of in wanted if of not in lost]
    # The log names them: a rebuild has to forget them, too.
    provenance = {**by_hand("withdraw", reason, added_articles=back), **({FORGOTTEN: lost} if lost else {}), **more}
    version = _commit(dataset, head, changes, provenance, describe)
    articles, forgotten = (tuple(_article(of, withdrawn[of], log, head) for of in ids) for ids in (back, lost))
    return Withdrawn(version, reason, articles, undone=True, forgotten=forgotten)


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


def _without_details(dataset: Dataset, head: Version, article_ids: Collection[str]) -> tuple[list[str], Frames]:
    """Return the file_ids of files that failed as states of these articles, and their rows without what they quote."""
    rows = dataset.matching(FILES, head, "article_id", article_ids).to_pylist()
    failed = [row for row in rows if row["fate"] == QUARANTINED and row["detail"] is not None]
    quoting = [row["file_id"] for row in failed]
    held = dataset.matching(QUARANTINE, head, "file_id", quoting).to_pylist()
    of_table = {FILES: failed, QUARANTINE: held}
    return quoting, {name: table(name, [{**row, "detail": None} for row in rows]) for name, rows in of_table.items()}


def _forgotten_files(dataset: Dataset, head: Version, article_ids: Collection[str]) -> tuple[list[str], pd.DataFrame]:
    """Return the file_ids of files of articles that are forgotten, and the rows of those that stay.

    Those that became states of them go: of bytes that are known nothing would be taken in. The others, duplicates (of
    nobody, for identity) and what is in quarantine, stay without the names of bytes that gc gave up.
    """
    rows = dataset.matching(FILES, head, "article_id", article_ids).to_pylist()
    stay = [
        {**row, **{name: None for name in ("blob", "sidecar_blob") if row[name] and not dataset.has_blob(row[name])}}
        for row in rows
        if row["fate"] not in TAKEN
    ]
    return [row["file_id"] for row in rows], table(FILES, stay)


def _near_duplicates(dataset: Dataset, head: Version, article_ids: Collection[str]) -> list[str]:
    """Return the articles that are like one of these."""
    found: list[Any] = dataset.matching("articles", head, "near_duplicate_of", article_ids, ["article_id"])[
        "article_id"
    ].to_pylist()
    return found


def _unlike(dataset: Dataset, head: Version, name: str, article_ids: Collection[str]) -> pa.Table:
    """Return the rows of a table of these articles without the article that they are like."""
    rows = dataset.matching(name, head, "article_id", article_ids)
    for column in ("near_duplicate_of", "near_duplicate_similarity"):
        if column in rows.column_names:
            field = rows.schema.field(column)
            rows = rows.set_column(rows.column_names.index(column), field, pa.nulls(rows.num_rows, field.type))
    return rows


def _last_versions(
    dataset: Dataset, log: Sequence[Mapping[str, Any]], article_ids: Iterable[str]
) -> tuple[dict[int, list[str]], list[str]]:
    """Return the last version that has each article, with the articles for which it is that one, and the others.

    No version that can be read has these others.

    Raises:
        CopydeskError: If it has other columns than the newest.
    """
    floor = read_floor(dataset.path).number
    found: dict[int, list[str]] = {}
    lost = []
    for article_id in article_ids:
        last = max((span.last or 0 for span in spans_of(log, article_id)), default=0)
        if last < floor:
            lost.append(article_id)
        else:
            found.setdefault(last, []).append(article_id)
    current = _head(dataset).schema_version
    for number, of in found.items():
        if dataset.version(number).schema_version < current:
            raise CopydeskError(
                f"{dataset.path}: {of[0]} was last in version {number}, which has the columns of an older copydesk;"
                " nothing was done"
            )
    return found, lost


def _rows_of(dataset: Dataset, name: str, sources: Mapping[int, Collection[str]]) -> list[pa.Table]:
    return [dataset.matching(name, version, "article_id", ids) for version, ids in sources.items()]


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
