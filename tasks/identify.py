"""Identify: what each file of a drop means for the dataset."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.fingerprints import Fingerprint
from copydesk.identity import NOTHING_SETTLED, Registry, Settled, Verdict
from copydesk.intake import Candidate, Rejected
from copydesk.intake.records import one_line
from copydesk.known_articles import Withdrawn
from copydesk.ledger import ADMITTED, DUPLICATE, QUARANTINED, REVISED, TAKEN, UNCHANGED, Entry, Ledger
from copydesk.progress import track
from copydesk.settings import Identity
from copydesk.store import Dataset, Version
from tasks.intake import Drop
from tasks.known import sieve

FATES = {
    "admit": ADMITTED,
    "revision": REVISED,
    "unchanged": UNCHANGED,
    "duplicate": DUPLICATE,
    "withdrawn": QUARANTINED,
}
"""Kind of verdict to fate of the file."""


@dataclass(frozen=True)
class Admission:
    """A candidate that is to become an article or a revision of one."""

    article_id: str
    revision: int
    drop_id: str
    near_duplicate_of: str | None
    candidate: Candidate
    family_id: str | None = None
    """The article's family: near duplicates share the id of the first of them. It never changes. None: its own."""
    near_duplicate_similarity: float | None = None
    """How alike the text and that of ``near_duplicate_of`` are, 0 to 1."""
    fingerprint: Fingerprint | None = None
    """What later drops are judged by, as far as identity knows it."""


class Identified(NamedTuple):
    """The verdict on all drops together."""

    admissions: list[Admission]
    """One an article: of several states in the drops the last."""
    known: frozenset[str]
    """Of the articles in the dataset, those that the drops could meet; all that are revised are among them."""
    withdrawn: frozenset[str]
    """The articles that were withdrawn from the dataset."""
    ledger: Ledger


@task(name="identify", cache_policy=NO_CACHE)
def identify_files(
    drops: list[Drop],
    dataset: Dataset | None,
    head: Version | None,
    settings: Identity,
    settled: Settled = NOTHING_SETTLED,
) -> Identified:
    """Judge every file against the dataset and against the files before it.

    Args:
        drops: The files, in the order in which they are judged.
        dataset: What is there already.
        head: Its newest version.
        settings: How alike is alike.
        settled: Of files whose article is not to be found anew, as in a rebuild.
    """
    files = [(drop, item) for drop in drops for item in drop.items]
    known = sieve(dataset, head, [item for _, item in files if isinstance(item, Candidate)], settled)
    registry = Registry(known.fingerprints, settings, known.past, known.withdrawn, settled)
    traits = iter(known.traits)
    gone = {article.article_id: article for article in known.withdrawn}
    ledger = Ledger()
    admitted: dict[str, Admission] = {}
    for drop, item in track(files, "Identifying"):
        if isinstance(item, Rejected):
            ledger.add(_rejection(drop, item))
            continue
        verdict = registry.judge(item, next(traits))
        ledger.add(_entry(drop, item, verdict, gone))
        if verdict.fingerprint is not None:
            admitted[verdict.article_id] = Admission(
                verdict.article_id,
                verdict.revision,
                drop.drop_id,
                verdict.near_duplicate_of,
                item,
                verdict.fingerprint.family_id,
                verdict.near_duplicate_similarity,
                verdict.fingerprint,
            )
    return Identified(
        list(admitted.values()),
        frozenset(article.article_id for article in known.fingerprints),
        frozenset(gone),
        ledger,
    )


def _entry(drop: Drop, item: Candidate, verdict: Verdict, gone: Mapping[str, Withdrawn]) -> Entry:
    fate = FATES[verdict.kind]
    evidence, detail = verdict.evidence, verdict.evidence
    if verdict.similarity is not None:
        detail += f", {verdict.similarity:.0%} alike"
    if verdict.kind == "withdrawn":
        withdrawn = gone[verdict.article_id]
        evidence = verdict.kind
        detail = one_line(f"{detail}; withdrawn on {withdrawn.withdrawn_at:%Y-%m-%d}: {withdrawn.reason}")
    return Entry(
        drop.drop_id,
        item.source_path,
        item.content_hash,
        fate,
        verdict.article_id,
        evidence,
        detail,
        revision=verdict.revision if fate in TAKEN else None,
        match_id=verdict.match_id,
        match_path=verdict.match_path,
        similarity=verdict.similarity,
        sidecar_hash=item.sidecar_hash,
    )


def _rejection(drop: Drop, item: Rejected) -> Entry:
    return Entry(
        drop.drop_id, item.source_path, item.content_hash, QUARANTINED, None, str(item.reason), item.detail or None
    )
