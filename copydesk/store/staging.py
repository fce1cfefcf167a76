"""What a running writer has on disk, and writing so that it lasts."""

import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.store.errors import DamagedDatasetError

NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
"""What a file system says that makes no hard links."""


@dataclass(frozen=True)
class Staging:
    """The temporary folder of one writer; what is in it belongs to no version yet."""

    root: Path
    parts: dict[str, Path] = field(default_factory=dict)
    """Staged objects by sha256: parts, documents, blobs."""

    def add(self, data: bytes) -> str:
        """Write an object durably and return its sha256 in hex."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self.parts:
            # Under a name of its own first: two threads may come with the same rows.
            written = self.root / f"{digest}-{uuid.uuid4().hex}"
            write_durably(written, data)
            self._own(digest, written.replace(self.root / digest))
        return digest

    def add_file(self, digest: str, file: Path) -> None:
        """Stage a file that has this sha256. It is linked or copied, so the caller's own may go at any time.

        Raises:
            DamagedDatasetError: If it has another.
        """
        if digest not in self.parts:
            path = self.root / digest
            link_or_copy(file, path)
            if sha256_of(path) != digest:
                raise DamagedDatasetError.damaged(file)
            with path.open("rb") as staged:
                os.fsync(staged.fileno())
            self._own(digest, path)

    def keep_only(self, digests: Collection[str]) -> None:
        """Drop what turned out not to be needed."""
        for digest in self.parts.keys() - set(digests):
            self.parts.pop(digest).unlink()

    def _own(self, digest: str, path: Path) -> None:
        # Views are hard links to this very file: a tool that "edits" one must not change history.
        path.chmod(0o444)
        self.parts[digest] = path


def write_durably(path: Path, data: bytes) -> None:
    """Write a new file and wait until the disk has it."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file of any size, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def link_or_copy(source: Path, target: Path) -> None:
    """Make ``target`` the same file as ``source``, or a copy of it where there are no hard links."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        with source.open("rb") as old, target.open("xb") as new:
            shutil.copyfileobj(old, new)
            new.flush()
            os.fsync(new.fileno())
        target.chmod(0o444)


def sync_folder(folder: Path) -> None:
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
