"""Publish: one commit of all tables, with where they came from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

import copydesk
from copydesk.ledger import ADMITTED, QUARANTINED, REVISED, Ledger
from copydesk.preflight import existing_dataset
from copydesk.provenance import git_commit
from copydesk.store import Changes, Dataset, Version
from schemas import SCHEMA_VERSION, TABLES
from schemas.arrow import to_table
from schemas.relations import CONTENT
from tasks.census import count_entities
from tasks.frames import Frames, table
from tasks.identify import Identified
from tasks.learn import Learning
from tasks.learned_rows import TABLE as LEARNED
from tasks.validate import validated

SUPERSEDED = "superseded"
"""Key in a version's provenance: the states of articles that it replaced, which stay known for ever."""


@task(name="publish", cache_policy=NO_CACHE)
def publish_version(
    path: Path,
    head: Version | None,
    frames: Frames,
    identified: Identified,
    drop_ids: Sequence[str],
    models: dict[str, str],
    learning: Learning,
) -> Version | None:
    """Commit the validated frames on top of ``head`` and return the new version; None where nothing is new.

    ``models`` are the hashes of the models that wrote the rows, by the column of ``versions`` that holds them.

    Raises:
        Conflict: If another build has published since ``head`` was read. Nothing is published.
        CopydeskError: If the dataset can not be written. The old version stays as it is.
    """
    ledger = identified.ledger
    dataset = existing_dataset(path)
    quarantine = _new_quarantine(dataset, head, ledger)
    if not (ledger.fates(ADMITTED, REVISED) or len(quarantine)):
        if dataset is not None:
            Dataset.open(path)  # what a build that was killed after its commit left undone is done now
        return None
    entities = validated("entities", count_entities(dataset, head, frames))
    known = set(_column(dataset, head, "articles", "article_id"))
    arrived = set(frames["articles"]["article_id"])
    changes = Changes(
        upserts={
            **{name: to_table(frames[name], TABLES[name]) for name in CONTENT if name != "entities"},
            "quarantine": to_table(validated("quarantine", quarantine), TABLES["quarantine"]),
            LEARNED: to_table(validated(LEARNED, learning.rows), TABLES[LEARNED]),
        },
        leaving={LEARNED: ("pattern_id", learning.leaving)},
        replaced=arrived & known,
        whole={"entities": to_table(entities, TABLES["entities"])},
    )
    provenance = {
        **ledger.counts()._asdict(),
        "added_articles": sorted(arrived - known),
        "revised_articles": sorted(arrived & known),
        "removed_articles": [],
        SUPERSEDED: [list(state) for state in identified.superseded if state.article_id in arrived],
        "code_version": copydesk.__version__,
        "git_commit": git_commit(),
        "schema_version": SCHEMA_VERSION,
        **models,
        "verdict": "passed_with_quarantine" if ledger.fates(QUARANTINED) else "passed",
    }
    return Dataset.open(path, create=True).commit(
        changes,
        parent=head.number if head else None,
        provenance=provenance,
        drop_ids=list(drop_ids),
        version_row=version_row,
    )


def version_row(version: Version) -> pa.Table:
    """Return the row of a version in the table ``versions``."""
    row = {
        "version": version.number,
        "parent": version.parent,
        "created_at": version.created_at,
        "drop_ids": list(version.drop_ids),
        "tables": [
            {"table": name, "rows": state.rows, "hash": state.content_hash}
            for name, state in sorted(version.tables.items())
        ],
        **{name: value for name, value in version.provenance.items() if name != SUPERSEDED},
    }
    return to_table(validated("versions", table("versions", [row])), TABLES["versions"])


def _new_quarantine(dataset: Dataset | None, head: Version | None, ledger: Ledger) -> pd.DataFrame:
    """Return the quarantine rows that the dataset does not hold yet: a drop may be built twice."""
    held = set(
        zip(
            _column(dataset, head, "quarantine", "drop_id"),
            _column(dataset, head, "quarantine", "source_path"),
            strict=True,
        )
    )
    # One folder may be given twice in a run, too.
    new = {(entry.drop_id, entry.source_path): entry for entry in ledger.fates(QUARANTINED)}
    return table(
        "quarantine",
        ((*key, entry.content_hash, entry.evidence, entry.detail) for key, entry in new.items() if key not in held),
    )


def _column(dataset: Dataset | None, head: Version | None, name: str, column: str) -> list[Any]:
    """Return a column of the head, in the order of the table; nothing for an empty dataset."""
    if dataset is None or head is None:
        return []
    return dataset.read(name, head, [column])[column].to_pylist()
