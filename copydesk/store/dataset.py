"""A dataset: open it, commit the next version."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

import pyarrow as pa

from copydesk.errors import CopydeskError
from copydesk.places import Bucket, Place, place
from copydesk.store import opening
from copydesk.store.backend import backend
from copydesk.store.blobs import Blob
from copydesk.store.changes import Changes
from copydesk.store.commit import HISTORY, Committer, Remarks, Staged, require_head
from copydesk.store.errors import NOT_ALLOWED, one_clear_line
from copydesk.store.plan import plan
from copydesk.store.readable import ReadableDataset
from copydesk.store.reading import Reader
from copydesk.store.relist import relist
from copydesk.store.thin import thin
from copydesk.store.version import SCHEMA_VERSION, Version, retirements

VersionRow = Callable[[Version], pa.Table]
Describe = Callable[[Version], Mapping[str, bytes]]


@dataclass(frozen=True)
class Dataset(ReadableDataset):
    """A dataset. Holds no state: every call looks at what is there, so that other processes' commits are seen."""

    thin: bool = True
    """Whether parts that only older versions list make way for what newer ones lack (`copydesk.store.thin`)."""

    @classmethod
    def open(
        cls, path: str | PathLike[str] | Bucket, *, create: bool = False, repair: bool = True, thin: bool = True
    ) -> "Dataset":
        """Open a dataset, or with ``create`` make one where nothing is.

        Repairs what a killed writer left (a lagging or missing `latest`, temporaries), unless ``repair`` is off; a
        folder that cannot be written to is opened as it is.

        Raises:
            CopydeskError: If ``path``, a folder or a URL, is no dataset, or was written by newer code.
        """
        dataset = cls(place(path), thin=thin)
        opening.require_dataset(dataset._folder, create=create)
        head = dataset.head()
        if head is not None and head.schema_version > SCHEMA_VERSION:
            raise opening.newer(dataset.path, f"schema version {head.schema_version}")
        if repair:
            # A reader of somebody else's dataset cannot repair it and need not.
            with one_clear_line(dataset.path, "repair the dataset"):
                try:
                    dataset.repair()
                except OSError as error:
                    if error.errno not in NOT_ALLOWED and not isinstance(error, PermissionError):
                        raise
        return dataset

    @staticmethod
    def is_unfinished(path: Place) -> bool:
        """Return whether a dataset can be begun at ``path``: nothing is there, or a creation that was killed.

        Raises:
            OSError: If it cannot be looked at.
        """
        return backend(path).is_unfinished()

    def commit(
        self,
        changes: Changes,
        *,
        parent: int | None,
        provenance: Mapping[str, Any],
        drop_ids: Sequence[str] = (),
        version_row: VersionRow | None = None,
        audit: Callable[[Staged], None] | None = None,
        blobs: Iterable[Blob] = (),
        describe: Describe | None = None,
    ) -> Version | None:
        """Publish the next version, of all tables at once, or return None if no row would change.

        Args:
            changes: What happens to the tables of the parent.
            parent: Number of the version that ``changes`` were made for; None for an empty dataset.
            provenance: Plain JSON values to be kept with the version.
            drop_ids: The drops that came in.
            version_row: Makes the new version's row of the table `versions`. It is given the version as it will be
                published, still without that table. The rows of older versions stay as they are.
            audit: Is shown the whole version once it is written, before anything is published; what it raises ends
                the commit.
            blobs: Files as they were dropped (`copydesk.store.blobs.packed`), kept with the version. Those that the
                dataset has are not stored again.
            describe: Makes files to be shown beside the tables. It is given the version with all its tables.

        Raises:
            Conflict: If ``parent`` is no longer the newest version. Nothing is published; restage on the new one.
            CopydeskError: If the changes do not fit the dataset (known articles not in ``replaced``, other columns),
                or the folder cannot be written: nothing is published, temporaries are removed.
        """
        remarks = Remarks(provenance, SCHEMA_VERSION, drop_ids, version_row, audit, blobs, describe)
        with self._committing(parent) as committer:
            head = committer.head
            planned = plan(changes, head.tables if head is not None else {}, committer.disk)
            published = committer.publish(planned, remarks) if planned is not None else None
        return self._published(published)

    def restore(
        self,
        number: int,
        *,
        parent: int | None,
        provenance: Mapping[str, Any],
        version_row: VersionRow | None = None,
        describe: Describe | None = None,
    ) -> Version | None:
        """Publish a version with the rows of version ``number`` in every table but `versions`; None if the newest has.

        Raises:
            Conflict: If ``parent`` is no longer the newest version.
            CopydeskError: If there is no such version, its tables have other columns than this code writes, or the
                folder cannot be written.
        """
        wanted = self.version(number)
        return self.adopt(
            self, wanted, parent=parent, provenance=provenance, version_row=version_row, describe=describe
        )

    def adopt(
        self,
        other: "Dataset",
        version: Version,
        *,
        parent: int | None,
        provenance: Mapping[str, Any],
        version_row: VersionRow | None = None,
        describe: Describe | None = None,
        drop_ids: Sequence[str] = (),
        blobs: Iterable[Blob] = (),
    ) -> Version | None:
        """Publish a version with the rows of another dataset's in every table but `versions`; None if they are here.

        What is just so in both is shared. If the newest version is of an older schema, the table `versions` is made
        anew, by ``version_row`` from the log. ``blobs`` are as in `commit`.

        Raises:
            Conflict: If ``parent`` is no longer the newest version.
            CopydeskError: If the tables have other columns than this code writes, or the folder cannot be written.
        """
        if version.schema_version != SCHEMA_VERSION:
            raise CopydeskError(
                f"{other.path}: the tables of version {version.number} are of schema version {version.schema_version},"
                f" this copydesk writes {SCHEMA_VERSION}; run `copydesk rebuild`"
            )
        with self._committing(parent) as committer:
            head = committer.head
            older = head is not None and head.schema_version != SCHEMA_VERSION
            history = [version_row(_without_history(one)) for one in self.versions()] if older and version_row else []
            planned = relist(committer, version, other._folder, other._reader(version), HISTORY)
            remarks = Remarks(
                provenance, SCHEMA_VERSION, drop_ids, version_row, blobs=blobs, describe=describe, history=history
            )
            published = committer.publish(planned, remarks) if planned else None
        return self._published(published)

    def repair(self) -> None:
        """Sweep what dead writers left, make `latest` show the newest version, and end a thinning that was killed."""
        self._folder.sweep()
        head = self.head()
        if head is not None:
            if not self._folder.is_shown(head):
                self._folder.mend_latest(head)
            if self._folder.thins and any(self._folder.has_object(one.object) for one in retirements(head)):
                self._thin(head.number)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a folder on the dataset's disk for what the next commit needs; it goes at the end, also after a kill."""
        with one_clear_line(self.path, "write to the dataset"), self._folder.staging() as staging:
            yield staging.root

    @contextmanager
    def _committing(self, parent: int | None) -> Iterator[Committer]:
        """Give a writer at work on the version after ``parent``."""
        with one_clear_line(self.path, "read the log"):
            require_head(self._folder, parent)
        head = self._log.load(parent) if parent is not None else None
        reader = Reader(self._folder, lambda: self._log.since(parent or 0))
        with one_clear_line(self.path, "publish"), self._folder.staging() as staging:
            yield Committer(self._folder, reader, staging, head)

    def _published(self, version: Version | None) -> Version | None:
        if version is not None:
            self._thin(version.parent or version.number)
        return version

    def _thin(self, since: int) -> None:
        """Remove what version ``since`` and later ones retired. If that fails, a later commit or gc does it."""
        if self.thin and self._folder.thins:
            with suppress(OSError, CopydeskError):
                thin(self._folder, self._log.load, since)


def _without_history(version: Version) -> Version:
    return replace(version, tables={name: state for name, state in version.tables.items() if name != HISTORY})
