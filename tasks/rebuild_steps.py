"""Do again what was done: withdrawals, what can not be done again and is carried over, and what came of it all."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from copydesk.ledger import TAKEN
from copydesk.lineage import Step
from copydesk.publication import LASTING, by_hand, checked, version_row
from copydesk.store import HISTORY, Blob, Changes, Dataset, Version
from copydesk.store.folder import Folder
from schemas import ALL, SCHEMA_VERSION
from schemas.arrow import empty, to_frame
from tasks.accounts import FILES, QUARANTINE
from tasks.frames import table
from tasks.known import WITHDRAWALS
from tasks.profile import PROFILES
from tasks.rebuild_plan import MARK, Plan
from tasks.withdraw import bring_back, withdraw

WITHDRAWN = "withdrawn"
"""Reason of files that are in quarantine because their article was withdrawn."""

_UNRECORDED: Mapping[str, Any] = {"operation": "build"} | dict.fromkeys(
    ("restored", "reason", "git_commit", "tagger_hash", "zoner_hash", "code_hash", "settings_hash", "recipe", "alarms")
)
"""What versions of older schemas lack."""


def withdraw_again(dataset: Dataset, plan: Plan, scratch: Dataset, step: Step, mark: str) -> None:
    """Withdraw in a scratch dataset what was withdrawn then, or bring it back.

    An article whose bytes were given up is not there; it stays away all the same.
    """
    now = scratch.head()
    if now is None:
        return
    if step.kind == "bring back":
        if ids := _ids(scratch.matching(WITHDRAWALS, now, "article_id", step.ids, ["article_id"])):
            # The step is done once the files that waited for it are in.
            done = now.provenance.get(MARK) if waiting_files(plan, scratch, step) else mark
            bring_back(scratch, ids, step.reason or "", more={MARK: done})
        return
    there = _ids(scratch.matching("articles", now, "article_id", step.ids, ["article_id"]))
    away = set(step.ids) - {*there, *_ids(scratch.read(WITHDRAWALS, now, ["article_id"]))}
    rows = dataset.matching(WITHDRAWALS, plan.head, "article_id", sorted(away))
    if rows.num_rows:
        scratch.commit(
            Changes(upserts={WITHDRAWALS: checked(WITHDRAWALS, to_frame(rows))}, lasting=LASTING),
            parent=now.number,
            # Killed before the other half, the step is done again.
            provenance={**by_hand("withdraw", step.reason), MARK: now.provenance.get(MARK) if there else mark},
            version_row=version_row,
        )
    if there:
        withdraw(scratch, there, step.reason or "", more={MARK: mark})


def waiting_files(plan: Plan, scratch: Dataset, step: Step) -> dict[str, set[str]]:
    """Return by drop_id the files of articles that are brought back that came while these were away.

    They are in the quarantine of the scratch dataset; once, a replay has let them in. The drops are in order.
    """
    now = scratch.head()
    taken = {
        row.file_id: drop_id
        for drop_id in plan.drop_ids
        for row in plan.rows.get(drop_id, ())
        if row.fate in TAKEN and row.article_id in step.ids
    }
    if now is None or not taken:
        return {}
    held = scratch.matching(QUARANTINE, now, "file_id", taken.keys(), ["file_id", "reason"]).to_pylist()
    waiting = {row["file_id"] for row in held if row["reason"] == WITHDRAWN}
    found: dict[str, set[str]] = {}
    for identifier, drop_id in taken.items():
        if identifier in waiting:
            found.setdefault(drop_id, set()).add(identifier)
    return found


def carry_over(dataset: Dataset, plan: Plan, scratch: Dataset, read: Collection[str]) -> None:
    """Give a scratch dataset that is done what no rule makes: files that were not kept, and who withdrew what when.

    Args:
        dataset: That is rebuilt.
        plan: What was done again.
        scratch: Where.
        read: drop_ids of drops that were named, whose files were all read.
    """
    now = scratch.head()
    upserts: dict[str, pa.Table] = {}
    leaving: dict[str, tuple[str, Collection[str]]] = {}
    if now is None:
        upserts |= {name: checked(name, empty(ALL[name])) for name in ALL if name != HISTORY}
    if lost := _lost(plan, scratch, now, read):
        for name in (FILES, QUARANTINE):
            unknown = dict.fromkeys(ALL[name].to_schema().columns)
            rows = dataset.matching(name, plan.head, "file_id", lost).to_pylist()
            # An older schema has fewer columns.
            upserts[name] = checked(name, table(name, ({**unknown, **row} for row in rows)))
    if WITHDRAWALS in plan.head.tables:
        before = dataset.read(WITHDRAWALS, plan.head).sort_by("article_id")
        after = scratch.read(WITHDRAWALS, now).sort_by("article_id") if now else before.slice(0, 0)
        if not before.equals(after):
            upserts[WITHDRAWALS] = checked(WITHDRAWALS, to_frame(before))
            leaving[WITHDRAWALS] = "article_id", _ids(after)
    if upserts:
        scratch.commit(
            Changes(upserts=upserts, leaving=leaving, lasting=LASTING),
            parent=now.number if now else None,
            provenance={**by_hand("rebuild", None), MARK: plan.marks[-1] if plan.marks else ""},
            version_row=version_row,
        )


def _lost(plan: Plan, scratch: Dataset, now: Version | None, read: Collection[str]) -> list[str]:
    """Return the file_ids of which nothing was kept, and that are not in the scratch dataset yet."""
    rows = (row for drop_id, files in plan.rows.items() if drop_id not in read for row in files)
    lost = [row.file_id for row in rows if row.kept is None]
    held = set(_ids(scratch.matching(FILES, now, "file_id", lost, ["file_id"]), "file_id")) if now else set()
    return [identifier for identifier in lost if identifier not in held]


def new_blobs(dataset: Dataset, scratch: Dataset, rebuilt: Version) -> list[Blob]:
    """Return the files that a scratch dataset keeps, and that the dataset that is rebuilt does not.

    What gc gave up with a withdrawn article neither of them has: only its name is carried over.
    """
    home = scratch.path
    assert isinstance(home, Path)  # noqa: S101 - `flows.rebuild` works on the local disk
    folder = Folder(home)
    digests: set[Any] = set()
    for part in scratch.scan(FILES, rebuilt, ["blob", "sidecar_blob"]):
        digests.update(digest for column in part.columns for digest in pc.unique(column).to_pylist())
    return [
        Blob(digest, folder.object_path(digest), folder.object_path(digest).stat().st_size)
        for digest in sorted(digests - {None})
        if folder.has_object(digest) and not dataset.has_blob(digest)
    ]


def row_of_any_version(version: Version) -> pa.Table:
    """Return the row of a version in the table ``versions``, with nulls for what an older copydesk did not record."""
    return version_row(replace(version, provenance={**_UNRECORDED, **version.provenance}))


def is_equal(dataset: Dataset, head: Version, scratch: Dataset, rebuilt: Version) -> bool:
    """Tell whether two versions have the same rows, whatever recipe made them."""
    if head.schema_version != SCHEMA_VERSION:
        return False
    names = (head.tables.keys() | rebuilt.tables.keys()) - {HISTORY}
    for name in names:
        one, other = head.tables.get(name), rebuilt.tables.get(name)
        if one is None or other is None:
            return False
        if one.content_hash != other.content_hash and not (
            name == PROFILES and _without_recipe(dataset, head).equals(_without_recipe(scratch, rebuilt))
        ):
            return False
    return True


def changed_articles(dataset: Dataset, head: Version, scratch: Dataset, rebuilt: Version) -> dict[str, list[str]]:
    """Return the article_ids that a version adds, revises and removes, as provenance names them."""
    before, after = _states(dataset, head), _states(scratch, rebuilt)
    return {
        "added_articles": sorted(after.keys() - before.keys()),
        "revised_articles": sorted(of for of in after.keys() & before.keys() if after[of] != before[of]),
        "removed_articles": sorted(before.keys() - after.keys()),
    }


def _without_recipe(dataset: Dataset, version: Version) -> pa.Table:
    return dataset.read(PROFILES, version).drop_columns("recipe").sort_by("article_id")


def _states(dataset: Dataset, version: Version) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for part in dataset.scan("articles", version, ["article_id", "revision", "content_hash"]):
        found |= {row["article_id"]: (row["revision"], row["content_hash"]) for row in part.to_pylist()}
    return found


def _ids(rows: pa.Table, column: str = "article_id") -> list[str]:
    found: list[Any] = rows[column].to_pylist()
    return found
