"""The stages from dropped files to tables that may be published, shared by ``build`` and ``check``."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from copydesk.identity import NOTHING_SETTLED, Settled
from copydesk.ledger import QUARANTINED
from copydesk.places import Place
from copydesk.preflight import existing_dataset, require_apart, require_current
from copydesk.provenance import recipe_of
from copydesk.settings import Settings
from tasks.articles import articles_of
from tasks.candidate import Candidate
from tasks.clean import clean_articles
from tasks.fingerprint import fingerprint_articles
from tasks.frames import Frames
from tasks.identify import Admission, Identified, identify_files
from tasks.intake import Drop, read_drops
from tasks.judge import judge_drop
from tasks.known import FINGERPRINTS
from tasks.learn import Learning, learn_lines
from tasks.profile import PROFILES, profile_articles
from tasks.rows import CHUNK, Rows
from tasks.segment import segment_articles
from tasks.tag_entities import entity_tables, read_articles, tag_entities
from tasks.tag_quotes import tag_quotes
from tasks.validate import validate_tables


def stage(drops: Sequence[Path], dataset: Place, settings: Settings) -> Candidate:
    """Run every stage but the last over what lies at the paths ``drops``; nothing is written.

    Raises:
        CopydeskError: If a drop or the dataset can not be used, or a whole table is wrong.
    """
    require_apart(drops, dataset)
    return stage_drops(read_drops(drops, settings.limits), dataset, settings)


def stage_drops(drops: list[Drop], dataset: Place, settings: Settings, settled: Settled = NOTHING_SETTLED) -> Candidate:
    """Run every stage between the first and the last; nothing is written.

    Args:
        drops: What was read.
        dataset: Folder of the dataset.
        settings: Of the run.
        settled: Of files whose article is not to be found anew.

    Raises:
        CopydeskError: If the dataset can not be used, or a whole table is wrong.
    """
    recipe = recipe_of(settings)
    store = existing_dataset(dataset)
    require_current(store)
    head = store.head() if store else None
    identified = identify_files(drops, store, head, settings.identity, settled)
    ledger = identified.ledger
    drop_ids = tuple(drop.drop_id for drop in drops)

    # First from all, then for each: the order of the files in a drop may not matter.
    learning = learn_lines(identified.admissions, drop_ids, store, head, settings)
    rows = Rows(on_disk=len(identified.admissions) > CHUNK)
    for admissions in _chunks(identified.admissions):
        rows.add(_stage_articles(admissions, identified, learning, settings, recipe.name))
    failed = frozenset(ledger.article_ids(QUARANTINED))
    rows.lose(failed - identified.known)
    admitted = [admission for admission in identified.admissions if admission.article_id not in failed]
    if len(admitted) < len(identified.admissions):
        # What went to quarantine is counted when it is admitted.
        learning = learn_lines(admitted, drop_ids, store, head, settings)
    judgement = judge_drop(rows.frame(PROFILES), store, head, ledger, settings)
    sources = {drop.drop_id: drop.sources for drop in drops}
    return Candidate(head, drop_ids, identified, rows, learning, recipe, judgement, sources)


def _chunks(admissions: list[Admission]) -> Iterator[list[Admission]]:
    """Yield the admissions some at a time; once also where there are none."""
    for start in range(0, max(1, len(admissions)), CHUNK):
        yield admissions[start : start + CHUNK]


def _stage_articles(
    admissions: list[Admission], identified: Identified, learning: Learning, settings: Settings, recipe: str
) -> Frames:
    """Return the tables of some admitted articles, without those that fail in one of the stages."""
    ledger = identified.ledger
    frames = clean_articles(admissions, settings, ledger, learning)
    articles = articles_of(frames)
    frames["sentences"] = segment_articles(articles, ledger)
    failed = frozenset(ledger.article_ids(QUARANTINED))
    articles = [article for article in articles if article.article_id not in failed]

    readings = read_articles(articles, settings.workers, ledger)
    tagged = tag_entities(articles, readings, ledger)
    frames |= entity_tables(tagged)
    frames["quotes"] = tag_quotes(tagged, ledger)

    # A near duplicate may come with other articles of the drop; `Rows.lose` takes out what points at none.
    known = {
        "articles": identified.known | {admission.article_id for admission in identified.admissions},
        "withdrawals": identified.withdrawn,
        "entities": frozenset[str](),
    }
    frames = validate_tables(frames, known, ledger)
    frames[FINGERPRINTS] = fingerprint_articles(frames, identified)
    frames[PROFILES] = profile_articles(frames, readings, recipe)
    return frames
