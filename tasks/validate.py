"""Validate: pandera on every table, then the relations between them; rows are split by that one verdict."""

from collections.abc import Iterable, Mapping

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.errors import CopydeskError
from copydesk.intake.records import one_line
from copydesk.ledger import QUARANTINED, Ledger
from schemas.relations import CONTENT, check_accounting, check_relations
from schemas.violations import Violation, validate
from tasks.frames import Frames, without_articles


@task(name="validate", cache_policy=NO_CACHE)
def validate_tables(frames: Frames, known: Mapping[str, Iterable[str]], ledger: Ledger) -> Frames:
    """Return the frames without the articles that break a rule; those go to quarantine as ``invalid_rows``.

    Args:
        frames: Every table of the drop's articles.
        known: The ``articles`` and ``entities`` keys that the dataset holds already.
        ledger: Also knows the articles that an earlier stage sent to quarantine: their rows leave here.

    Raises:
        CopydeskError: If a whole table is wrong, or a file got lost. Nothing may be published then.
    """
    frames = _admitted(frames, known, ledger)
    _quarantine((violation for name in CONTENT for violation in validate(name, frames[name])), ledger)
    frames = _admitted(frames, known, ledger)
    _quarantine(check_relations(frames, known), ledger)
    counts = ledger.counts()._asdict()
    counts.pop("revised")
    _quarantine(check_accounting(**counts), ledger)
    return _admitted(frames, known, ledger)


def _admitted(frames: Frames, known: Mapping[str, Iterable[str]], ledger: Ledger) -> Frames:
    """Drop the quarantined articles, and what pointed at them."""
    kept = without_articles(frames, ledger.article_ids(QUARANTINED))
    articles = kept["articles"]
    there = articles["near_duplicate_of"].isin([*known["articles"], *articles["article_id"]])
    points = articles["near_duplicate_of"].where(there, None)
    return {**kept, "articles": articles.assign(near_duplicate_of=points.astype(articles["near_duplicate_of"].dtype))}


def _quarantine(violations: Iterable[Violation], ledger: Ledger) -> None:
    for violation in violations:
        detail = one_line(f"{violation.table}: {violation.rule}: {violation.detail}")
        if violation.article_id is None:
            raise CopydeskError(f"refused, nothing was published: {detail}")
        ledger.quarantine([violation.article_id], "invalid_rows", detail)


def validated(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table that no article can be blamed for, as it is.

    Raises:
        CopydeskError: If it breaks a rule of its schema: that is a defect, and nothing may be published.
    """
    for violation in validate(name, frame):
        raise CopydeskError(f"refused, nothing was published: {violation.table}: {violation.rule}: {violation.detail}")
    return frame
