"""Validate: pandera on every table, then the relations between them; rows are split by that one verdict."""

from collections.abc import Iterable, Mapping

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
        known: Keys of ``articles``, ``withdrawals`` and ``entities`` that the dataset holds and the rows refer to.
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
    there = articles["near_duplicate_of"].isin(
        [*known["articles"], *known.get("withdrawals", ()), *articles["article_id"]]
    )
    pointing = ["near_duplicate_of", "near_duplicate_similarity"]
    points = {name: articles[name].where(there, None).astype(articles[name].dtype) for name in pointing}
    return {**kept, "articles": articles.assign(**points)}


def _quarantine(violations: Iterable[Violation], ledger: Ledger) -> None:
    # Once an article, however many of its rows are wrong: the ledger goes through all files each time.
    first: dict[str, str] = {}
    for violation in violations:
        detail = one_line(f"{violation.table}: {violation.rule}: {violation.detail}")
        if violation.article_id is None:
            raise CopydeskError(f"refused, nothing was published: {detail}")
        first.setdefault(violation.article_id, detail)
    for article_id, detail in first.items():
        ledger.quarantine([article_id], "invalid_rows", detail)
