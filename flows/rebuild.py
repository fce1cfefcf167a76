"""Rebuild: all drops are taken in again, in order, under the present code; the result is one new version.

The work is done in a dataset of its own, ``.rebuild`` in the dataset's folder, one version for every step that once
led to the newest version. A rebuild that was killed goes on after its last step. What comes out is taken over in one
commit: before that nothing has happened to the dataset, and readers see nothing of it.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from prefect import flow

from copydesk.errors import CopydeskError
from copydesk.identity import SIDECARS_DID_NOT_COUNT, former_drop_id
from copydesk.lineage import STEPS, Step
from copydesk.places import Named, Place, folder
from copydesk.preflight import existing_dataset, require_apart, require_published
from copydesk.provenance import recipe_of
from copydesk.publication import by_hand, running_code
from copydesk.report.again import Rebuilt
from copydesk.settings import Settings, load_settings, overridden
from copydesk.store import Conflict, Dataset
from copydesk.store.temporaries import SCRATCH
from flows.stages import stage_drops
from schemas.files import file_id
from tasks.archived import read_archived
from tasks.describe import describe_version
from tasks.intake import Drop, read_drops
from tasks.publish import BUILD, REBUILD, REPLAY, publish_version
from tasks.rebuild_plan import MARK, Plan, plan_rebuild
from tasks.rebuild_steps import (
    carry_over,
    changed_articles,
    is_equal,
    new_blobs,
    row_of_any_version,
    waiting_files,
    withdraw_again,
)

_ATTEMPTS = 3
"""How often the drops of builds that were quicker are taken in, too."""


@flow(name="rebuild-dataset")
def rebuild_dataset(
    drops: Sequence[Path] = (),
    dataset: Named | None = None,
    settings_file: Path | None = None,
    workers: int | None = None,
    *,
    reidentify: bool = False,
) -> Rebuilt:
    """Take in all drops again from the bytes that were kept, and publish what comes out, if a row differs.

    Articles keep their ids. Rollbacks, withdrawals and replays count: what they undid or let in is so again.

    Args:
        drops: Folders or files that were dropped once, and that the dataset did not keep.
        dataset: Folder of the dataset; None takes the settings'.
        settings_file: A ``copydesk.toml``; None takes the working directory's.
        workers: Processes that read articles; None takes the settings'.
        reidentify: Tell articles apart by the rules of today alone: ids may change.

    Raises:
        CopydeskError: If the dataset can not be used, or did not keep a file that is needed. It is as it was.
    """
    settings = overridden(load_settings(settings_file), dataset=dataset, workers=workers)
    require_apart(drops, settings.dataset)
    require_published(existing_dataset(settings.dataset), settings.dataset)
    store = Dataset.open(settings.dataset, thin=settings.store.thin)
    named = _by_id(read_drops(drops, settings.limits) if drops else [], store)
    with _workplace(settings, reidentify=reidentify) as scratch:
        for attempt in range(_ATTEMPTS):
            head = store.head()
            assert head is not None  # noqa: S101 - versions never go away
            plan = plan_rebuild(store, head, named.keys(), reidentify=reidentify)
            rebuilt = _Rebuilding(store, plan, named, scratch, settings).done()
            try:
                return _take_over(store, plan, rebuilt, settings)
            except Conflict:
                if attempt == _ATTEMPTS - 1:
                    raise
    raise AssertionError


@dataclass(frozen=True)
class _Rebuilding:
    """One plan being carried out.

    Args:
        store: The dataset that is rebuilt; nothing of it is touched.
        plan: What to do again.
        named: Drops whose files are at hand, by drop_id.
        scratch: Where it is done.
        settings: Of today.
    """

    store: Dataset
    plan: Plan
    named: Mapping[str, Drop]
    scratch: Path
    settings: Settings

    def done(self) -> Dataset:
        """Do all steps that the dataset at ``scratch`` does not have yet, and return it."""
        begun = existing_dataset(self.scratch)
        done = self.plan.done(begun.head() if begun is not None else None)
        if done is None:
            shutil.rmtree(self.scratch)
        for step, mark in list(zip(self.plan.steps, self.plan.marks, strict=True))[done or 0 :]:
            self._do(step, mark)
        rebuilt = Dataset.open(self.scratch, create=True)
        carry_over(self.store, self.plan, rebuilt, self.named.keys())
        return rebuilt

    def _do(self, step: Step, mark: str) -> None:
        if step.kind == "build":
            self._take_in(dict.fromkeys(step.ids), BUILD, mark)
            return
        scratch = Dataset.open(self.scratch, create=True)
        withdraw_again(self.store, self.plan, scratch, step, mark)
        if step.kind == "bring back":
            # What waited for the articles that are here again.
            self._take_in(waiting_files(self.plan, scratch, step), REPLAY, mark)

    def _take_in(self, files: Mapping[str, Collection[str] | None], operation: str, mark: str) -> None:
        """Publish a version with these drops in it, of each all files or those with these ids; none without files."""
        read = [self._read(drop_id, only) for drop_id, only in files.items()]
        if drops := [drop for drop in read if drop.items]:
            candidate = stage_drops(drops, self.scratch, self.settings, self.plan.settled)
            publish_version(self.scratch, candidate, self.settings, operation, {MARK: mark})

    def _read(self, drop_id: str, only: Collection[str] | None) -> Drop:
        """Return a drop as it is read today, or of it only the files with these ids."""
        if drop_id not in self.named:
            rows = self.plan.rows.get(drop_id, ())
            return read_archived(self.store, drop_id, rows, self.settings.limits, only).drop
        drop = self.named[drop_id]
        if only is None:
            return drop
        return replace(drop, items=tuple(item for item in drop.items if file_id(drop_id, item.source_path) in only))


def _by_id(drops: Sequence[Drop], store: Dataset) -> dict[str, Drop]:
    """Return drops by the ids under which the dataset has them."""
    older = {
        drop_id
        for version in store.versions()
        if version.schema_version <= SIDECARS_DID_NOT_COUNT
        for drop_id in version.drop_ids
    }
    found: dict[str, Drop] = {}
    for drop in drops:
        former = former_drop_id(drop.items)
        found |= {former: replace(drop, drop_id=former)} if former in older else {drop.drop_id: drop}
    return found


def _take_over(store: Dataset, plan: Plan, scratch: Dataset, settings: Settings) -> Rebuilt:
    """Publish what came out, unless it is what is there."""
    head, rebuilt = plan.head, scratch.head()
    assert rebuilt is not None  # noqa: S101 - at least what was carried over
    outcome = Rebuilt(settings.dataset, drops=len(plan.drop_ids), before=head.number, head=head.number)
    if is_equal(store, head, scratch, rebuilt):
        return outcome
    changed = changed_articles(store, head, scratch, rebuilt)
    version = store.adopt(
        scratch,
        rebuilt,
        parent=head.number,
        provenance={
            **by_hand(REBUILD, None, **changed),
            **running_code(recipe_of(settings)),
            STEPS: [step.as_json() for step in plan.steps],
        },
        version_row=row_of_any_version,
        describe=lambda version: describe_version(version, settings.about),
        drop_ids=plan.drop_ids,
        blobs=new_blobs(store, scratch, rebuilt),
    )
    if version is None:
        return outcome
    return replace(
        outcome,
        head=version.number,
        version=version.number,
        articles=version.tables["articles"].rows,
        added=len(changed["added_articles"]),
        revised=len(changed["revised_articles"]),
        removed=len(changed["removed_articles"]),
    )


def _home(dataset: Place) -> Path:
    """Return where a dataset is rebuilt: on its own disk; of one in an object store, beside this machine's temporaries.

    There a rebuild that was stopped goes on, too, if it is the same machine and nobody has tidied up.
    """
    if (within := folder(dataset)) is not None:
        return within / SCRATCH
    name = hashlib.sha256(str(dataset).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"copydesk-rebuild-{name}"


@contextmanager
def _workplace(settings: Settings, *, reidentify: bool) -> Iterator[Path]:
    """Give the folder of the scratch dataset, which is removed once the work is done; one process at a time has it.

    What other code left there is removed first: it would not come to the same.
    """
    home = _home(settings.dataset)
    name = recipe_of(settings).name + ("-reidentified" if reidentify else "")
    try:
        home.mkdir(mode=0o700, exist_ok=True)
        if folder(settings.dataset) is None and (home.is_symlink() or home.stat().st_uid != os.getuid()):
            # Everybody may write beside it: what lies there would be published as what we have built.
            raise CopydeskError(f"{home}: is somebody else's; let TMPDIR name a folder of your own")
        with (home / "lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CopydeskError(f"{settings.dataset}: another rebuild is at work; wait for it") from None
            for left in home.iterdir():
                if left.name not in (name, "lock"):
                    shutil.rmtree(left)
            yield home / name
            shutil.rmtree(home)
    except OSError as error:
        raise CopydeskError(f"{home}: can not be used: {error.strerror or error}") from None
