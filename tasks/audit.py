"""Audit: what is about to be published, read back from the disk, is what the stages made and were judged by.

The verdict about articles was reached before, once; nothing is split or mended here. A fault is a defect of copydesk,
and nothing may be published then. Costs go with the drop: only parts that the version brings are read, and of these
only the rows of articles that arrived are looked at. In memory are the rows of some thousand articles at a time.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.errors import CopydeskError
from copydesk.store import HISTORY, Dataset, Staged, Version
from copydesk.verification.accounts import check_fates, check_row, first_comers
from copydesk.verification.relations import OF_ARTICLES, check_measures
from schemas import ALL
from schemas.arrow import arrow_schema, empty, to_frame
from schemas.bookkeeping import check_files, check_fingerprints, check_profiles, check_quarantine, check_withdrawals
from schemas.relations import CONTENT, check_relations
from schemas.violations import Violation, validate
from tasks.arrivals import Arrivals

ARTICLES, ENTITIES, FILES, QUARANTINE, WITHDRAWALS = "articles", "entities", "files", "quarantine", "withdrawals"
_NAMING = ("mentions", "roles", "quotes")
"""Tables whose rows name entities."""
_STATE = ["article_id", "revision", "content_hash"]


def audit(staged: Staged, dataset: Dataset | None, head: Version | None) -> None:
    """Return if the staged version may be published; for `Dataset.commit` of a build or a replay.

    Args:
        staged: The version, written and not yet published.
        dataset: The dataset; None where there was none.
        head: The version that it was made on.

    Raises:
        CopydeskError: If anything is not as it should be.
        DamagedDatasetError: If the disk does not give back what was written.
    """
    with TemporaryDirectory(prefix="copydesk-audit-") as folder:
        for fault in _Audit(staged, dataset, head, Path(folder)).faults():
            raise CopydeskError(f"refused, nothing was published: {fault}")


class _Audit:
    def __init__(self, staged: Staged, dataset: Dataset | None, head: Version | None, folder: Path) -> None:
        self._staged = staged
        self._dataset = dataset
        self._head = head
        facts = staged.version.provenance
        self._added = frozenset(facts["added_articles"])
        self._revised = frozenset(facts["revised_articles"])
        self._arrived = self._added | self._revised
        self._arrivals = Arrivals(self._arrived, folder)

    def faults(self) -> Iterator[str]:
        for violation in self._violations():
            yield f"{violation.table}: {violation.rule}: {violation.detail}"
        yield from self._accounts()

    def _violations(self) -> Iterator[Violation]:
        for name in OF_ARTICLES:
            self._arrivals.take(name, _schema(name), self._new_parts(name, "article_id", self._arrived))
        mentions: Counter[str] = Counter()
        named = frozenset[str]()
        for batch in self._arrivals.batches:
            mentions.update(_listed(self._arrivals.rows("mentions", batch)["entity_id"]))
            named |= _entity_ids({name: to_frame(self._arrivals.rows(name, batch)) for name in _NAMING})
        came = self._new(ENTITIES, "entity_id", named)
        stayed = self._old(ENTITIES, named.difference(_listed(came["entity_id"])), "entity_id")
        entities = to_frame(pa.concat_tables([came, stayed]))
        yield from validate(ENTITIES, entities)
        there = frozenset(entities["entity_id"])
        withdrawn = self._column(WITHDRAWALS, "article_id")
        for batch in self._arrivals.batches:
            yield from self._of_articles(batch, there, withdrawn)
        yield from self._files()
        yield from self._counts(entities, mentions, named)

    def _of_articles(self, batch: int, entities: Collection[str], withdrawn: Collection[str]) -> Iterator[Violation]:
        """Yield what is wrong with the rows of some of the articles that arrived."""
        frames = {name: to_frame(self._arrivals.rows(name, batch)) for name in OF_ARTICLES}
        for name, frame in frames.items():
            yield from validate(name, frame)
        articles = frames[ARTICLES]
        like = articles["near_duplicate_of"].dropna().tolist()
        known = {
            ARTICLES: [*self._came.intersection(like), *self._held(like)],
            WITHDRAWALS: withdrawn,
            ENTITIES: _entity_ids(frames).intersection(entities),
        }
        frames[ENTITIES] = empty(ALL[ENTITIES])
        yield from check_relations({name: frames[name] for name in CONTENT}, known)
        yield from check_profiles(articles, frames["profiles"])
        yield from check_fingerprints(articles, frames["_fingerprints"])
        yield from check_withdrawals(articles, withdrawn)
        yield from check_measures(frames, {self._staged.version.provenance["recipe"]})
        ids, new = self._arrivals.article_ids(batch), self._new_files
        older = self._old(FILES, self._revised.intersection(ids))
        stay = older.filter(pc.invert(pc.is_in(older["file_id"], value_set=new["file_id"].combine_chunks())))
        ours = new.filter(pc.is_in(new["article_id"], value_set=pa.array(ids, pa.string())))
        yield from check_files(articles, to_frame(pa.concat_tables([stay, ours])), withdrawn)

    def _files(self) -> Iterator[Violation]:
        files = to_frame(self._new_files)
        quarantined = to_frame(self._new(QUARANTINE, "file_id", files["file_id"].tolist()))
        for name, frame in ((FILES, files), (QUARANTINE, quarantined)):
            yield from validate(name, frame)
        yield from check_quarantine(files, quarantined)

    def _counts(
        self, entities: pd.DataFrame, mentions: Mapping[str, int], named: Collection[str]
    ) -> Iterator[Violation]:
        """Yield the entities whose mentions are not those of the parent, without what left and with what came."""
        before = self._old(ENTITIES, named, "entity_id", ["entity_id", "mention_count"]).to_pylist()
        expected = {row["entity_id"]: row["mention_count"] for row in before}
        left = self._old("mentions", self._revised, columns=["entity_id"])["entity_id"]
        for entity in _listed(left):
            expected[entity] = expected.get(entity, 0) - 1
        for entity, count in mentions.items():
            expected[entity] = expected.get(entity, 0) + count
        for entity, count in zip(entities["entity_id"], entities["mention_count"], strict=True):
            if count != expected.get(entity, 0):
                detail = f"entity_id {entity}: {count} mentions, the parent and the drop make {expected.get(entity, 0)}"
                yield Violation(ENTITIES, "counts_mentions", None, detail)

    def _accounts(self) -> Iterator[str]:
        version = self._staged.version
        rows = [row for part in self._staged.new_parts(HISTORY) for row in part.to_pylist()]
        own = [row for row in rows if row["version"] == version.number]
        if len(own) != 1:
            yield f"{HISTORY}: {len(own)} rows of version {version.number}"
        else:
            yield from (f"{HISTORY}: {detail}" for detail in check_row(own[0], version))
        if (changed := self._changed()) != self._arrived:
            yield f"{ARTICLES}: {len(changed)} changed, {len(self._arrived)} were expected"
        known = frozenset(self._held(self._arrived))
        if known != self._revised:
            yield f"{ARTICLES}: of {len(self._arrived)} articles {len(known)} were known, not {len(self._revised)}"
        for name in OF_ARTICLES:
            came = self._arrivals.counts[name]
            left = self._old(name, self._revised, columns=["article_id"]).num_rows
            before = self._head.tables[name].rows if self._head is not None and name in self._head.tables else 0
            if version.tables[name].rows != before - left + came:
                yield f"{name}: {version.tables[name].rows} rows, {before} - {left} + {came} were expected"
        fates = _listed(self._new_files["fate"])
        history = self._staged.read(HISTORY, ["version", "drop_ids"]).sort_by("version").to_pylist()
        fresh = first_comers({row["version"]: row["drop_ids"] for row in history})
        all_new = version.provenance["operation"] == "build" and version.number in fresh
        yield from (f"{FILES}: {detail}" for detail in check_fates(fates, version.provenance, all_new=all_new))

    def _changed(self) -> frozenset[str]:
        """Return the articles whose state the parent does not have just so."""
        changed: set[str] = set()
        for part in self._staged.new_parts(ARTICLES):
            rows = [tuple(row.values()) for row in part.select(_STATE).to_pylist()]
            old = self._old(ARTICLES, {row[0] for row in rows}, columns=_STATE)
            held = {tuple(row.values()) for row in old.to_pylist()}
            changed.update(row[0] for row in rows if row not in held)
        return frozenset(changed)

    @cached_property
    def _came(self) -> frozenset[str]:
        """The articles that arrived and are there."""
        batches = self._arrivals.batches
        return frozenset(
            one for batch in batches for one in _listed(self._arrivals.rows(ARTICLES, batch)["article_id"])
        )

    @cached_property
    def _new_files(self) -> pa.Table:
        """The rows of files that the parent does not have just so."""
        found = [_empty(FILES)]
        for part in self._staged.new_parts(FILES):
            rows = _as_ours(FILES, part)
            older = self._old(FILES, _listed(rows["file_id"]), "file_id")
            held = {row["file_id"]: row for row in older.to_pylist()}
            twin: Any = pc.is_in(rows["file_id"], value_set=older["file_id"].combine_chunks())
            # Only rows with a name that the parent has can be the same.
            same = iter([row == held[row["file_id"]] for row in rows.filter(twin).to_pylist()])
            found.append(rows.filter(pa.array([not (known and next(same)) for known in twin.to_pylist()], pa.bool_())))
        return pa.concat_tables(found)

    def _held(self, article_ids: Collection[str]) -> list[str]:
        """Return those articles that the parent has."""
        return _listed(self._old(ARTICLES, article_ids, columns=["article_id"])["article_id"])

    def _new(self, table: str, column: str, values: Collection[str]) -> pa.Table:
        """Return the rows with one of these ``values`` among the parts that the version brings."""
        return pa.concat_tables([_empty(table), *self._new_parts(table, column, values)])

    def _new_parts(self, table: str, column: str, values: Collection[str]) -> Iterator[pa.Table]:
        """Give the same, part by part."""
        if self._head is not None and self._head.tables.get(table) == self._staged.version.tables[table]:
            yield self._old(table, values, column)  # all rows that left came again
            return
        wanted = pa.array(sorted(values), pa.string())
        for part in self._staged.new_parts(table):
            yield _as_ours(table, part.filter(pc.is_in(part[column], value_set=wanted)))

    def _old(
        self, table: str, values: Collection[str], column: str = "article_id", columns: Collection[str] | None = None
    ) -> pa.Table:
        """Return the rows with one of these ``values`` that the parent has."""
        wanted = list(columns) if columns is not None else None
        if self._dataset is None or self._head is None or table not in self._head.tables:
            return _as_ours(table, _empty(table) if wanted is None else _empty(table).select(wanted))
        return _as_ours(table, self._dataset.matching(table, self._head, column, values, wanted))

    def _column(self, table: str, column: str) -> list[str]:
        return _listed(self._staged.read(table, [column])[column])


def _entity_ids(frames: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """Return the entities that the articles name."""
    others = frames["quotes"]["other_speaker_ids"].dropna().explode().dropna()
    columns = (frames["mentions"]["entity_id"], frames["roles"]["entity_id"], frames["quotes"]["speaker_id"], others)
    return frozenset(entity for column in columns for entity in column.dropna())


def _listed(column: Any) -> list[Any]:
    values: list[Any] = column.drop_null().to_pylist()
    return values


def _empty(table: str) -> pa.Table:
    return _schema(table).empty_table()


def _as_ours(table: str, rows: pa.Table) -> pa.Table:
    """Return rows as read from a part with our names for the items of lists."""
    schema = _schema(table)
    return rows.cast(pa.schema([schema.field(name) for name in rows.column_names]))


def _schema(table: str) -> pa.Schema:
    # Nulls where none may be are the model's to tell.
    return pa.schema([pa.field(field.name, field.type) for field in arrow_schema(ALL[table])])
