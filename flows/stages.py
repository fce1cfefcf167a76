"""The stages from dropped files to tables that may be published, shared by ``build`` and ``check``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.ledger import QUARANTINED
from copydesk.preflight import existing_dataset, require_apart
from copydesk.settings import Settings
from copydesk.store import Dataset, Version
from tasks.articles import articles_of
from tasks.clean import clean_articles
from tasks.frames import Frames
from tasks.identify import Identified, identify_files
from tasks.intake import read_drops
from tasks.learn import Learning, learn_lines
from tasks.learned_rows import TABLE as LEARNED
from tasks.segment import segment_articles
from tasks.tag_entities import entity_tables, read_articles, tag_entities
from tasks.tag_quotes import tag_quotes
from tasks.validate import validate_tables


@dataclass(frozen=True)
class Candidate:
    """A version that could be published."""

    head: Version | None
    """The version it builds on."""
    drop_ids: tuple[str, ...]
    identified: Identified
    frames: Frames
    """The rows of the drops' articles, validated."""
    learning: Learning
    """What the drops taught; its rows are among ``frames``."""


def stage(drops: Sequence[Path], dataset: Path, settings: Settings) -> Candidate:
    """Run every stage but the last; nothing is written.

    Raises:
        CopydeskError: If a drop or the dataset can not be used, or a whole table is wrong.
    """
    require_apart(drops, dataset)
    store = existing_dataset(dataset)
    head = store.head() if store else None

    files = read_drops(drops, settings.limits)
    identified = identify_files(files, store, head, settings.identity)
    ledger = identified.ledger
    drop_ids = tuple(drop.drop_id for drop in files)

    # First from all, then for each: the order of the files in a drop may not matter.
    learning = learn_lines(identified.admissions, drop_ids, store, head, settings)
    frames = clean_articles(identified.admissions, settings, ledger, learning)
    articles = articles_of(frames)
    frames["sentences"] = segment_articles(articles, ledger)
    failed = frozenset(ledger.article_ids(QUARANTINED))
    articles = [article for article in articles if article.article_id not in failed]

    readings = read_articles(articles, settings.workers, ledger)
    tagged = tag_entities(articles, readings, ledger)
    frames |= entity_tables(tagged)
    frames["quotes"] = tag_quotes(tagged, ledger)

    frames = validate_tables(frames, known_keys(store, head), ledger)
    failed = frozenset(ledger.article_ids(QUARANTINED))
    admitted = [admission for admission in identified.admissions if admission.article_id not in failed]
    if len(admitted) < len(identified.admissions):
        # What went to quarantine is counted when it is admitted.
        learning = learn_lines(admitted, drop_ids, store, head, settings)
    frames[LEARNED] = learning.rows
    return Candidate(head, drop_ids, identified, frames, learning)


def known_keys(store: Dataset | None, head: Version | None) -> dict[str, list[Any]]:
    """Return the keys that rows of a drop may refer to beside its own."""
    keys = {"articles": "article_id", "entities": "entity_id"}
    if store is None or head is None:
        return {table: [] for table in keys}
    return {table: store.read(table, head, [key])[key].to_pylist() for table, key in keys.items()}
