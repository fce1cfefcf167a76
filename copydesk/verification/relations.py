"""Whether the tables of a version fit together.

Articles are looked at in batches, so that memory does not grow with them but for their ids.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.profiles import measure_page
from copydesk.provenance import code_hash
from copydesk.store import Dataset, Version
from copydesk.store.backend import backend
from copydesk.store.reading import Reader
from copydesk.store.soundness import Fault, readable_versions
from schemas import TABLES
from schemas.arrow import empty, to_frame
from schemas.bookkeeping import (
    check_files,
    check_fingerprints,
    check_profiles,
    check_quarantine,
    check_withdrawals,
)
from schemas.counts import check_counts
from schemas.files import TAKEN
from schemas.relations import CONTENT, REFERENCES, check_relations
from schemas.violations import Violation

BATCH = 2_000
"""Articles that are looked at together: some 70 MB in memory."""

OF_ARTICLES = (*(name for name in CONTENT if name != "entities"), "profiles", "_fingerprints")
"""Tables all of whose rows belong to an article that is there."""


def check_dataset(dataset: Dataset, version: Version) -> Iterator[Fault]:
    """Yield where the tables of ``version``, each of which keeps its own rules, do not fit together."""
    for violation in _Tables(dataset, version).check():
        whose = f"article {violation.article_id}, " if violation.article_id else ""
        detail = f"version {version.number}: {violation.rule}: {whose}{violation.detail}"
        yield Fault("relation", violation.table, detail, (version.number,))


class _Tables:
    """The tables of one version."""

    def __init__(self, dataset: Dataset, version: Version) -> None:
        self._reader = Reader(backend(dataset.path), lambda: readable_versions(dataset))
        self._version = version

    def check(self) -> Iterator[Violation]:
        for start in range(0, len(self._articles), BATCH):
            yield from self._check_articles(self._articles[start : start + BATCH])
        yield from self._check_strangers()
        yield from self._check_learned()
        yield from self._check_quarantine()
        names = self._whole("_entity_names", ["entity_id", "text", "mention_count"])
        entities = self._whole("entities", ["entity_id", "article_count", "mention_count"])
        yield from check_counts(self._scan("mentions", ["article_id", "entity_id", "text"]), entities, names)

    def _check_articles(self, batch: "pa.Array[Any]") -> Iterator[Violation]:
        """Yield what is wrong about some articles."""
        ids = _values(batch)
        frames = {name: self._rows(name, "article_id", ids) for name in OF_ARTICLES}
        frames["entities"] = empty(TABLES["entities"])
        known = {
            "articles": self._known(frames, "articles", self._articles),
            "entities": self._known(frames, "entities", self._entities),
            "withdrawals": self._withdrawn,
        }
        yield from check_relations({name: frames[name] for name in CONTENT}, known)
        articles = frames["articles"]
        yield from check_profiles(articles, frames["profiles"])
        yield from check_fingerprints(articles, frames["_fingerprints"])
        yield from check_files(articles, self._rows("files", "article_id", ids), self._withdrawn)
        yield from check_withdrawals(articles, self._withdrawn)
        yield from check_measures(frames, self._own_recipes)

    def _check_strangers(self) -> Iterator[Violation]:
        """Yield the rows of articles that are not there: no batch has seen them."""
        for name in OF_ARTICLES[1:]:
            for rows in self._scan(name, ["article_id"]):
                lost = rows["article_id"].filter(pc.invert(pc.is_in(rows["article_id"], value_set=self._articles)))
                for article in _values(pc.unique(lost)):
                    yield Violation(name, "article_id.foreign_key", article, "articles has no such article_id")
        strange = []
        for rows in self._scan("files"):
            taken = pc.is_in(rows["fate"], value_set=pa.array(TAKEN))
            there = pc.is_in(rows["article_id"], value_set=self._articles)
            strange.append(rows.filter(pc.and_not(taken, there)))
        yield from check_files(empty(TABLES["articles"]), to_frame(pa.concat_tables(strange)), self._withdrawn)

    def _check_learned(self) -> Iterator[Violation]:
        nothing = {name: empty(TABLES[name]) for name in CONTENT}
        for rows in self._scan("learned_lines"):
            frames = {"learned_lines": to_frame(rows)}
            known = {"articles": self._known(frames, "articles", self._articles)}
            yield from check_relations({**nothing, **frames}, known)

    def _check_quarantine(self) -> Iterator[Violation]:
        held: set[str] = set()
        for rows in self._scan("quarantine"):
            ids = _values(rows["file_id"])
            held.update(ids)
            yield from check_quarantine(self._rows("files", "file_id", ids), to_frame(rows))
        nothing = empty(TABLES["quarantine"])
        for rows in self._scan("files"):
            lost = pc.and_not(
                pc.equal(rows["fate"], pa.scalar("quarantined")),
                pc.is_in(rows["file_id"], value_set=pa.array(sorted(held), pa.string())),
            )
            yield from check_quarantine(to_frame(rows.filter(lost)), nothing)

    def _known(self, frames: Mapping[str, pd.DataFrame], to: str, ids: "pa.Array[Any]") -> list[str]:
        """Return those ids of the table ``to`` that ``frames`` refer to and that are there."""
        wanted: set[str] = set()
        for reference in REFERENCES:
            if reference.to == to and len(reference.columns) == 1 and reference.table in frames:
                column = frames[reference.table][reference.columns[0]].dropna()
                values = column.explode() if _is_list(column) else column
                wanted.update(values.dropna().tolist())
        asked = pa.array(sorted(wanted), pa.string())
        return _values(asked.filter(pc.is_in(asked, value_set=ids)))

    @cached_property
    def _articles(self) -> "pa.Array[Any]":
        return self._ids("articles", "article_id").sort()

    @cached_property
    def _entities(self) -> "pa.Array[Any]":
        return self._ids("entities", "entity_id")

    @cached_property
    def _withdrawn(self) -> list[str]:
        return _values(self._ids("withdrawals", "article_id"))

    @cached_property
    def _own_recipes(self) -> frozenset[str]:
        """Recipes of the code that runs: what other code measured is not for this one to judge."""
        rows = self._whole("versions", ["recipe", "code_hash"])
        return frozenset(_values(rows["recipe"].filter(pc.equal(rows["code_hash"], pa.scalar(code_hash())))))

    def _ids(self, table: str, column: str) -> "pa.Array[Any]":
        return self._whole(table, [column])[column].combine_chunks()

    def _whole(self, table: str, columns: Collection[str]) -> pa.Table:
        return pa.concat_tables(self._scan(table, columns))

    def _scan(self, table: str, columns: Collection[str] | None = None) -> Iterator[pa.Table]:
        return self._reader.scan(self._version.tables[table], list(columns) if columns is not None else None)

    def _rows(self, table: str, column: str, values: Collection[str]) -> pd.DataFrame:
        return to_frame(self._reader.matching(self._version.tables[table], column, values))


def check_measures(frames: Mapping[str, pd.DataFrame], recipes: Collection[str]) -> Iterator[Violation]:
    """Yield the profiles that say something else than the rows of segments and quotes do.

    Args:
        frames: ``segments``, ``quotes`` and ``profiles``, each with all rows of some articles.
        recipes: Profiles of other recipes are left out: other code may have measured otherwise.
    """
    segments = frames["segments"].sort_values(["article_id", "segment_index"], kind="stable")
    pages = {
        article: measure_page(zip(rows["kind"].tolist(), rows["text"].tolist(), strict=True))
        for article, rows in segments[["article_id", "kind", "text"]].groupby("article_id", sort=False)
    }
    quotes = frames["quotes"][frames["quotes"]["counted"]]
    counted = quotes["article_id"].value_counts().to_dict()
    unresolved = quotes.loc[quotes["method"] == "unresolved", "article_id"].value_counts().to_dict()
    for row in frames["profiles"].to_dict("records"):
        article = row["article_id"]
        if row["recipe"] not in recipes:
            continue
        page = pages.get(article, measure_page([]))
        found = {
            **page._asdict(),
            "layout": list(page.layout),
            "quotes": counted.get(article, 0),
            "unresolved": unresolved.get(article, 0),
        }
        for name, value in found.items():
            said = list(row[name]) if name == "layout" else row[name]
            if said != value:
                yield Violation("profiles", f"{name}_measured", article, f"{name} is {said}, the rows give {value}")


def _values(column: "pa.Array[Any] | pa.ChunkedArray[Any]") -> list[Any]:
    return column.drop_null().to_pylist()


def _is_list(column: "pd.Series[Any]") -> bool:
    return isinstance(column.dtype, pd.ArrowDtype) and pa.types.is_list(column.dtype.pyarrow_dtype)
