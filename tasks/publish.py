"""Publish: one commit of all tables, with where they came from."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.ledger import QUARANTINED
from copydesk.places import Place
from copydesk.preflight import existing_dataset
from copydesk.publication import LASTING, checked, running_code, version_row
from copydesk.settings import Settings
from copydesk.store import Changes, Dataset, Version
from schemas import TABLES
from schemas.arrow import empty
from schemas.relations import CONTENT
from tasks.accounts import FILES, QUARANTINE, Accounts, account, files, quarantine
from tasks.audit import audit
from tasks.candidate import Candidate
from tasks.census import COUNTED, ENTITIES, recount
from tasks.describe import describe_version
from tasks.frames import Frames
from tasks.keep import Keeper
from tasks.known import FINGERPRINTS, WITHDRAWALS
from tasks.learned_rows import TABLE as LEARNED
from tasks.profile import PROFILES

BUILD, REPLAY, REBUILD = "build", "replay", "rebuild"
"""Operations that publish what the stages made."""


@task(name="publish", cache_policy=NO_CACHE)
def publish_version(
    path: Place,
    candidate: Candidate,
    settings: Settings,
    operation: str = BUILD,
    more: Mapping[str, Any] | None = None,
    gone: Collection[str] = (),
) -> Version | None:
    """Commit the candidate on top of its head and return the new version; None where nothing is new.

    Args:
        path: Folder of the dataset.
        candidate: What `flows.stages.stage` made.
        settings: What is kept of the drops, and what the descriptors say.
        operation: Why there is a new version: `BUILD`, `REPLAY` or `REBUILD`.
        more: Plain JSON values that are kept in the log beside the provenance.
        gone: As `tasks.accounts.account` takes it.

    Raises:
        Conflict: If another build has published since the head was read. Nothing is published.
        CopydeskError: If the dataset can not be written. The old version stays as it is.
    """
    head = candidate.head
    old = existing_dataset(path)
    accounts = account(old, head, candidate.identified.ledger, again=operation == REPLAY, gone=gone)
    if not accounts.is_news:
        if old is not None:
            # What a build that was killed after its commit left undone is done now.
            Dataset.open(path, thin=settings.store.thin)
        return None
    changes = _changes(old, candidate, accounts)
    dataset = Dataset.open(path, create=True, thin=settings.store.thin)
    with dataset.scratch() as folder:
        keeper = Keeper(candidate.sources, folder, new=settings.archive.keep)
        kept = files(keeper.keep(accounts.entries))
        return dataset.commit(
            replace(changes, upserts={**changes.upserts, FILES: checked(FILES, kept)}),
            parent=head.number if head else None,
            provenance={**_provenance(candidate, operation), **(more or {})},
            drop_ids=list(candidate.drop_ids),
            version_row=version_row,
            audit=lambda staged: audit(staged, old, head),
            blobs=keeper.blobs.values(),
            describe=lambda version: describe_version(version, settings.about),
        )


def _changes(dataset: Dataset | None, candidate: Candidate, accounts: Accounts) -> Changes:
    """Return what the commit does to every table; the rows of ``files`` come later, with the names of the blobs."""
    rows, learning = candidate.rows, candidate.learning
    revised = rows.article_ids & candidate.identified.known
    named = {"mentions": rows.frame("mentions", COUNTED), ENTITIES: rows.frame(ENTITIES)}
    census = recount(dataset, candidate.head, named, revised)
    made: Frames = {
        **census.frames,
        PROFILES: rows.frame(PROFILES),
        FINGERPRINTS: rows.frame(FINGERPRINTS),
        LEARNED: learning.rows,
        QUARANTINE: quarantine(accounts.entries),
        WITHDRAWALS: empty(TABLES[WITHDRAWALS]),
    }
    return Changes(
        upserts={
            **{name: rows.tables(name) for name in CONTENT if name != ENTITIES},
            **{name: checked(name, frame) for name, frame in made.items()},
        },
        leaving={
            **census.leaving,
            LEARNED: ("pattern_id", learning.leaving),
            FILES: ("file_id", accounts.replaced),
            QUARANTINE: ("file_id", accounts.replaced),
        },
        replaced=revised,
        lasting=LASTING,
    )


def _provenance(candidate: Candidate, operation: str) -> dict[str, Any]:
    ledger, arrived = candidate.identified.ledger, candidate.rows.article_ids
    revised = arrived & candidate.identified.known
    return {
        "operation": operation,
        "restored": None,
        "reason": None,
        **ledger.counts()._asdict(),
        "added_articles": sorted(arrived - revised),
        "revised_articles": sorted(revised),
        "removed_articles": [],
        **running_code(candidate.recipe),
        "verdict": "passed_with_quarantine" if ledger.fates(QUARANTINED) else "passed",
        "alarms": candidate.judgement.recorded(),
    }
