"""The back end for a local folder: immutable objects, the log, and what a running commit has on disk.

An object-store back end needs these same operations: `read_object`, `log_numbers`, `read_log`, a `Staging` whose
parts become objects, and `append_log` as a conditional put. Views (`copydesk.store.view`) are for folders alone.
"""

import errno
import fcntl
import hashlib
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.store.errors import Conflict, DamagedDatasetError
from copydesk.store.version import Part

MARKER = "dataset.json"
_TEMPORARIES = ".tmp"
_LOG_NAME = re.compile(r"(\d{8,})\.json")
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}


@dataclass(frozen=True)
class Staging:
    """The temporary folder of one writer; what is in it belongs to no version yet."""

    root: Path
    parts: dict[str, Path] = field(default_factory=dict)
    """Staged parts by sha256."""

    def add(self, data: bytes) -> str:
        """Write a part durably and return its sha256 in hex."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self.parts:
            path = self.root / digest
            write_durably(path, data)
            # Views are hard links to this very file: a tool that "edits" one must not change history.
            path.chmod(0o444)
            self.parts[digest] = path
        return digest


@dataclass(frozen=True)
class Folder:
    """A dataset folder on a local disk. Methods raise `OSError` as it comes, unless they say otherwise."""

    root: Path

    def create(self, marker: bytes) -> None:
        """Make an empty dataset; the marker comes last, so that a half made one can be made again."""
        for folder in (self.root, self._log, self.root / "objects"):
            folder.mkdir(parents=True, exist_ok=True)
        temporary = self.root / f".{MARKER}-{uuid.uuid4().hex}"
        write_durably(temporary, marker)
        temporary.replace(self.root / MARKER)
        _sync_folder(self.root)

    def object_path(self, digest: str) -> Path:
        """Return where the part with this sha256 lies."""
        return self.root / "objects" / digest[:2] / digest

    def read_object(self, part: Part, *, check: bool) -> bytes:
        """Return the bytes of a part.

        Raises:
            DamagedDatasetError: If the part is missing or, with ``check``, not what was written.
        """
        path = self.object_path(part.object)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise DamagedDatasetError.missing(path) from None
        if len(data) != part.size or (check and hashlib.sha256(data).hexdigest() != part.object):
            raise DamagedDatasetError.damaged(path)
        return data

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

    @contextmanager
    def staging(self) -> Iterator[Staging]:
        """Give a temporary folder that only this writer owns, and remove it at the end.

        It is owned by a lock that dies with the process, so that `sweep` knows those of the living.
        """
        temporaries = self.root / _TEMPORARIES
        temporaries.mkdir(exist_ok=True)
        token = uuid.uuid4().hex
        lock = temporaries / f"{token}.lock"
        with self._own(lock):
            folder = temporaries / token
            try:
                folder.mkdir()
                yield Staging(folder)
            finally:
                _remove(folder)
                with suppress(OSError):
                    lock.unlink()

    def sweep(self) -> None:
        """Remove the temporaries of writers that are gone, never those of a living one."""
        temporaries = self.root / _TEMPORARIES
        if not temporaries.is_dir():
            return
        names = {entry.name for entry in temporaries.iterdir()}
        for token in sorted({name.removesuffix(".lock") for name in names}):
            lock = temporaries / f"{token}.lock"
            # A folder is made after its lock, so one without a lock has no owner.
            with lock.open("ab") if lock.exists() else _nothing() as file:
                if file is not None:
                    try:
                        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except OSError:
                        continue
                _remove(temporaries / token)
                lock.unlink(missing_ok=True)
        for leftover in self.root.glob(f".{MARKER}-*"):
            leftover.unlink(missing_ok=True)

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Hold the folder's lock: one process at a time touches `latest`, so that it never goes back in time."""
        with (self.root / ".lock").open("ab") as file:
            # A file system without locks is used by one process at a time, or `latest` may lag until the next open.
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def store(self, staging: Staging) -> None:
        """Move the staged parts to the objects, durably. A part that is there already is kept, a damaged one healed."""
        for digest, staged in staging.parts.items():
            path = self.object_path(digest)
            path.parent.mkdir(exist_ok=True)
            if not _is_object(path, digest):
                staged.replace(path)
        for folder in {self.object_path(digest).parent for digest in staging.parts}:
            _sync_folder(folder)
        if staging.parts:
            _sync_folder(self.root / "objects")

    def append_log(self, number: int, temporary: Path) -> None:
        """Make ``temporary`` the log entry ``number``: the commit point.

        Raises:
            Conflict: If another writer has that number already.
        """
        target = self.log_path(number)
        try:
            self._link_new(temporary, target)
        except FileExistsError:
            raise Conflict(
                f"{self.root}: another run published version {number} meanwhile; nothing was published, run again"
            ) from None
        _sync_folder(self._log)

    def _link_new(self, temporary: Path, target: Path) -> None:
        try:
            os.link(temporary, target)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            # No hard links here: the lock makes look-and-rename exclusive among our writers.
            with self.publishing():
                if target.exists():
                    raise FileExistsError(errno.EEXIST, "exists", str(target)) from None
                temporary.rename(target)

    @contextmanager
    def _own(self, lock: Path) -> Iterator[None]:
        while True:
            with lock.open("ab") as file:
                with suppress(OSError):
                    fcntl.flock(file, fcntl.LOCK_EX)
                # A sweeper may have taken the file away between our opening and locking it.
                if lock.exists() and lock.stat().st_ino == os.fstat(file.fileno()).st_ino:
                    yield
                    return

    @property
    def _log(self) -> Path:
        return self.root / "log"


def write_durably(path: Path, data: bytes) -> None:
    """Write a new file and wait until the disk has it."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def link_or_copy(source: Path, target: Path) -> None:
    """Make ``target`` the same file as ``source``, or a copy of it where there are no hard links."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        write_durably(target, source.read_bytes())
        target.chmod(0o444)


@contextmanager
def _nothing() -> Iterator[None]:
    yield None


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _is_object(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _sync_folder(folder: Path) -> None:
    """Make renames and links in ``folder`` durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems know no fsync of a folder; they order these operations themselves.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
