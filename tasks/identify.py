"""Identify: what each file of a drop means for the dataset."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.identity import Known, Registry, Verdict
from copydesk.intake import Candidate, Rejected
from copydesk.ledger import ADMITTED, DUPLICATE, QUARANTINED, REVISED, UNCHANGED, Entry, Ledger
from copydesk.progress import track
from copydesk.settings import Identity
from copydesk.store import Dataset, Version
from tasks.intake import Drop

FATES = {"admit": ADMITTED, "revision": REVISED, "unchanged": UNCHANGED, "duplicate": DUPLICATE}
"""Kind of verdict to fate of the file."""


@dataclass(frozen=True)
class Admission:
    """A candidate that is to become an article or a revision of one."""

    article_id: str
    revision: int
    drop_id: str
    near_duplicate_of: str | None
    candidate: Candidate


class Superseded(NamedTuple):
    """A state of an article that a later one has replaced: known when it is dropped again."""

    content_hash: str
    source_path: str
    article_id: str


class Identified(NamedTuple):
    """The verdict on all drops together."""

    admissions: list[Admission]
    """One an article: of several states in the drops the last."""
    superseded: list[Superseded]
    """The states that these admissions replace, in the dataset and within the drops."""
    ledger: Ledger


@task(name="identify", cache_policy=NO_CACHE)
def identify_files(drops: list[Drop], dataset: Dataset | None, head: Version | None, settings: Identity) -> Identified:
    """Judge every file against the dataset and against the files before it."""
    known = list(_known(dataset, head)) if dataset and head else []
    registry = Registry(known, _texts(dataset, head), settings, _past(dataset))
    states = {
        article.article_id: Superseded(article.content_hash, article.source_path, article.article_id)
        for article in known
    }
    ledger = Ledger()
    admitted: dict[str, Admission] = {}
    superseded: list[Superseded] = []
    files = [(drop, item) for drop in drops for item in drop.items]
    for drop, item in track(files, "Identifying"):
        if isinstance(item, Rejected):
            ledger.add(_rejection(drop, item))
            continue
        verdict = registry.judge(item)
        ledger.add(_entry(drop, item, verdict))
        if verdict.kind in ("admit", "revision"):
            identifier = verdict.article_id
            if identifier in states:
                superseded.append(states[identifier])
            states[identifier] = Superseded(item.content_hash, item.source_path, identifier)
            admitted[identifier] = Admission(
                identifier, verdict.revision, drop.drop_id, verdict.near_duplicate_of, item
            )
    return Identified(list(admitted.values()), superseded, ledger)


def _entry(drop: Drop, item: Candidate, verdict: Verdict) -> Entry:
    likeness = f", {verdict.similarity:.0%} alike" if verdict.similarity is not None else ""
    detail = f"{verdict.evidence}{likeness}"
    return Entry(
        drop.drop_id,
        item.source_path,
        item.content_hash,
        FATES[verdict.kind],
        verdict.article_id,
        verdict.evidence,
        detail,
    )


def _rejection(drop: Drop, item: Rejected) -> Entry:
    return Entry(
        drop.drop_id, item.source_path, item.content_hash, QUARANTINED, None, str(item.reason), item.detail or None
    )


def _known(dataset: Dataset, head: Version) -> Iterator[Known]:
    columns = list(Known.__dataclass_fields__)
    for row in dataset.read("articles", head, columns).to_pylist():
        yield Known(**row)


def _texts(dataset: Dataset | None, head: Version | None) -> Callable[[str], str]:
    @cache
    def texts() -> dict[str, str]:
        if dataset is None or head is None:
            return {}
        rows = dataset.read("articles", head, ["article_id", "text"]).to_pylist()
        return {row["article_id"]: row["text"] for row in rows}

    return lambda article_id: texts()[article_id]


def _past(dataset: Dataset | None) -> list[tuple[str, str, str]]:
    """Return the superseded states that the versions' provenance remembers."""
    if dataset is None:
        return []
    versions = dataset.versions()
    return [tuple(state) for version in versions for state in version.provenance.get("superseded", ())]
