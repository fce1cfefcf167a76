"""The back end for a local folder: immutable objects, the log, locks, and `latest`.

`copydesk.store.backend` names what every back end has.
"""

import errno
import hashlib
import os
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pyarrow as pa

from copydesk.store import view
from copydesk.store.errors import Conflict, DamagedDatasetError
from copydesk.store.locks import alone, publishing, sharing
from copydesk.store.staging import NO_LINKS, Staging, sha256_of, sync_folder, write_durably
from copydesk.store.temporaries import SCRATCH, owned, sweep
from copydesk.store.version import Part, Version, is_digest

MARKER = "dataset.json"
_TEMPORARIES = ".tmp"
_LOG_NAME = re.compile(r"(\d{8,})\.json")


@dataclass(frozen=True)
class Folder:
    """A dataset folder on a local disk. Methods raise `OSError` as it comes, unless they say otherwise."""

    root: Path

    thins: ClassVar[bool] = True
    """Whether a commit thins at once (`copydesk.store.thin`)."""

    @property
    def has_latest(self) -> bool:
        """Whether there is a `latest`. What a rebuild works on has none: a crawl of the whole root would find both."""
        return self.root.parent.name != SCRATCH

    def create(self, marker: bytes) -> None:
        """Make an empty dataset; the marker comes last, so that a half made one can be made again."""
        new = [folder for folder in (self.root, *self.root.absolute().parents) if not folder.exists()]
        for folder in (self.root, self._log, self._objects):
            folder.mkdir(parents=True, exist_ok=True)
        temporary = self.root / f".{MARKER}-{uuid.uuid4().hex}"
        write_durably(temporary, marker)
        sync_folder(self.root)
        try:
            temporary.replace(self.root / MARKER)
        except FileNotFoundError:
            # Somebody else made the dataset meanwhile, and swept ours with what the dead leave.
            if self.read_marker() is None:
                raise
        sync_folder(self.root)
        for folder in new:
            # Else a power cut may take the whole dataset, however well its inside was synced. A folder that may be
            # written to and not listed can not be synced.
            with suppress(PermissionError):
                sync_folder(folder.absolute().parent)

    def read_marker(self) -> bytes | None:
        """Return what says that this is a dataset; None if nothing does."""
        return self.read_note(MARKER)

    def exists(self) -> bool:
        """Return whether anything is here, a folder or not."""
        return self.root.exists()

    def is_unfinished(self) -> bool:
        """Return whether a dataset can be begun here: nothing is there, or a creation that was killed."""
        if not self.root.exists():
            return True
        made = (self._log, self._objects)
        # Hidden files (.gitkeep) are no reason to refuse.
        if not self.root.is_dir() or any(
            not one.name.startswith(".") and one not in made for one in self.root.iterdir()
        ):
            return False
        return not any(one.is_file() for folder in made for one in folder.rglob("*"))

    def read_note(self, name: str) -> bytes | None:
        """Return a small file beside the log; None if there is none."""
        path = self.root / name
        return path.read_bytes() if path.is_file() else None

    def raise_note(self, name: str, data: bytes, rank: Callable[[bytes], int]) -> None:
        """Write a small file beside the log durably, unless the one that is there ranks as high."""
        with self.staging() as staging, self.publishing():
            old = self.read_note(name)
            if old is not None and rank(old) >= rank(data):
                return
            write_durably(staging.root / name, data)
            (staging.root / name).replace(self.root / name)
        sync_folder(self.root)

    def object_path(self, digest: str) -> Path:
        """Return where the object with this sha256 lies."""
        return self._objects / digest[:2] / digest

    def has_object(self, digest: str) -> bool:
        """Return whether the object is there; its bytes are not looked at."""
        return self.object_path(digest).is_file()

    def relies_on(self, digest: str) -> bool:
        """Return whether a commit may leave an object as it is: whether it is there, since writers keep it there."""
        return self.has_object(digest)

    def read_object(self, digest: str, size: int | None = None, *, check: bool) -> bytes:
        """Return the bytes of an object.

        Raises:
            FileNotFoundError: If there is none.
            DamagedDatasetError: If it has another ``size`` or, with ``check``, is not what was written.
        """
        path = self.object_path(digest)
        data = path.read_bytes()
        if size not in (None, len(data)) or (check and hashlib.sha256(data).hexdigest() != digest):
            raise DamagedDatasetError.damaged(path)
        return data

    def open_object(self, digest: str) -> pa.NativeFile:
        """Open an object in order to read only some of its bytes.

        Raises:
            FileNotFoundError: If there is none.
        """
        return pa.OSFile(str(self.object_path(digest)), "rb")

    def fetch(self, parts: Sequence[Part]) -> None:
        """Bring parts near that will be read: they are."""

    def is_whole(self, digest: str, size: int | None) -> bool:
        """Return whether an object of any size has these bytes.

        Raises:
            FileNotFoundError: If there is none.
        """
        path = self.object_path(digest)
        return size in {None, path.stat().st_size} and path.is_file() and sha256_of(path) == digest

    def bring(self, digest: str, staging: Staging) -> None:
        """Stage an object that is here, by a link of the writer's own: nobody can take it away from under its work.

        Raises:
            FileNotFoundError: If there is none.
        """
        staging.add_file(digest, self.object_path(digest))

    def objects(self) -> Iterator[tuple[str, os.stat_result]]:
        """Give every object that is there, with its size and time of writing, in no order."""
        for folder in self._objects.iterdir() if self._objects.is_dir() else ():
            with os.scandir(folder) as entries:
                yield from ((entry.name, entry.stat()) for entry in entries if is_digest(entry.name))

    def delete_object(self, digest: str) -> int:
        """Remove an object and return its bytes; 0 if there is none. To be called in `alone`."""
        path = self.object_path(digest)
        try:
            size = path.stat().st_size
            path.unlink()
        except FileNotFoundError:
            return 0
        return size

    def may_go(self, written: float) -> bool:  # noqa: ARG002
        """Return whether an object of that time that no version needs may go: writers are kept away by `alone`."""
        return True

    def delete_objects(self, digests: Iterable[str]) -> int:
        """Remove objects durably and return their bytes. To be called in `alone`."""
        gone = sorted(digests)
        freed = sum(map(self.delete_object, gone))
        for parent in sorted({self.object_path(digest).parent for digest in gone}):
            sync_folder(parent)
        return freed

    def log_numbers(self) -> list[int]:
        """Return the numbers of all versions, in order."""
        found = (_LOG_NAME.fullmatch(entry.name) for entry in self._log.iterdir())
        return sorted(int(match[1]) for match in found if match)

    def log_path(self, number: int) -> Path:
        """Return where the log entry of a version lies."""
        return self._log / f"{number:08d}.json"

    def read_log(self, number: int) -> bytes:
        """Return the log entry of a version."""
        return self.log_path(number).read_bytes()

    def read_logs(self, numbers: Sequence[int]) -> list[bytes]:
        """Return the log entries of some versions."""
        return list(map(self.read_log, numbers))

    def staging(self) -> AbstractContextManager[Staging]:
        """Give a temporary folder that only this writer owns, and remove it at the end."""
        return owned(self.root / _TEMPORARIES)

    def sweep(self) -> None:
        """Remove the temporaries of writers that are gone, never those of a living one."""
        sweep(self.root / _TEMPORARIES)
        for leftover in self.root.glob(f".{MARKER}-*"):
            leftover.unlink(missing_ok=True)

    def publishing(self) -> AbstractContextManager[None]:
        """Hold the folder's lock: one process at a time touches `latest`, so that it never goes back in time."""
        return publishing(self.root)

    def sharing(self) -> AbstractContextManager[None]:
        """Keep every object where it is: writers hold this from the objects that they reuse to the log entry."""
        return sharing(self.root)

    def alone(self, *, wait: bool) -> AbstractContextManager[bool]:
        """Give whether objects may be removed now (`copydesk.store.locks.alone`)."""
        return alone(self.root, wait=wait)

    def store(self, staging: Staging) -> None:
        """Move the staged parts to the objects, durably. A part that is there already is kept, a damaged one healed."""
        for digest, staged in staging.parts.items():
            path = self.object_path(digest)
            path.parent.mkdir(exist_ok=True)
            if not _is_object(path, digest):
                staged.replace(path)
        for folder in {self.object_path(digest).parent for digest in staging.parts}:
            sync_folder(folder)
        if staging.parts:
            sync_folder(self._objects)

    def prepare(self, version: Version, entry: bytes, staging: Staging) -> None:
        """Do all that can fail for want of space before the commit point: the entry and the next `latest`."""
        write_durably(staging.root / _ENTRY, entry)
        if self.has_latest:
            view.build(staging.root / _VIEW, version, lambda one: staging.parts.get(one) or self.object_path(one))

    def append_log(self, number: int, staging: Staging) -> None:
        """Make the entry that was prepared the log entry ``number``: the commit point.

        Raises:
            Conflict: If another writer has that number already.
        """
        target = self.log_path(number)
        try:
            self._link_new(staging.root / _ENTRY, target)
        except FileExistsError:
            raise Conflict(
                f"{self.root}: another run published version {number} meanwhile; nothing was published, run again"
            ) from None
        sync_folder(self._log)

    def show_latest(self, version: Version, staging: Staging) -> None:
        """Make `latest` the view that was prepared, unless others have published since: they renew it, or have."""
        with self.publishing():
            if self.log_numbers()[-1] == version.number and not self.is_shown(version):
                view.publish(self.root, staging.root / _VIEW)

    def is_shown(self, version: Version) -> bool:
        """Return whether `latest`, where there is one, shows just ``version``."""
        return not self.has_latest or view.is_current(self.root, version)

    def mend_latest(self, version: Version) -> None:
        """Make `latest` show ``version``, if that is the newest."""
        with self.staging() as staging:
            with self.sharing():
                if self.log_numbers()[-1] != version.number:
                    return
                view.build(staging.root / _VIEW, version, self.object_path)
            # A living writer may just have done it.
            self.show_latest(version, staging)

    def _link_new(self, temporary: Path, target: Path) -> None:
        try:
            os.link(temporary, target)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            # No hard links here: the lock makes look-and-rename exclusive among our writers.
            with self.publishing():
                if target.exists():
                    raise FileExistsError(errno.EEXIST, "exists", str(target)) from None
                temporary.rename(target)

    @property
    def _log(self) -> Path:
        return self.root / "log"

    @property
    def _objects(self) -> Path:
        return self.root / "objects"


_ENTRY, _VIEW = "entry", "view"
"""What `Folder.prepare` makes in a staging folder."""


def _is_object(path: Path, digest: str) -> bool:
    return path.is_file() and sha256_of(path) == digest
