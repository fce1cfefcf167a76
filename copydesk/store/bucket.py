"""The back end for an object store: the keys are the files of a folder, and a conditional put is the commit point.

Beside ``latest/`` a bucket has ``latest.json``. It has neither links nor a swap of prefixes, so that whoever lists
``latest/<table>/`` while it is copied would see rows twice or not at all; one object is whole at any time.

There are no locks. Nobody can tell whether a writer is at work, so objects that no version needs are removed only a
week after they were last put (`GRACE`). A writer puts every object of its commit, also one that is there already: that
makes it young. If a collection that looked just before removes it all the same, the writer puts it back after its
commit point.
"""

import hashlib
import random
import re
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa

from copydesk.errors import CopydeskError
from copydesk.places import Bucket
from copydesk.store.cache import PartCache, user_cache
from copydesk.store.errors import Conflict, DamagedDatasetError
from copydesk.store.folder import MARKER
from copydesk.store.latest_file import NAME, latest_file, shown_by
from copydesk.store.once import create_once
from copydesk.store.remote import Remote, Stat
from copydesk.store.staging import Staging
from copydesk.store.version import Part, Version, is_digest

GRACE = 7 * 24 * 3600.0
"""Seconds since an object was last put, from which it may be removed: longer than any commit takes."""

_AT_ONCE = 16
"""Requests that are under way at the same time."""

_LARGE = 256 * 1024 * 1024
"""Bytes of an object from which it is not held in memory as a whole to read some of it."""

_ENTRY, _AGAIN = "entry", "again"
"""Files in a staging folder: the log entry, and the objects that were there already when they were put."""

_LOG_NAME = re.compile(r"(\d{8,})\.json")


@dataclass(frozen=True)
class ObjectStore:
    """A dataset below a prefix of a bucket. Methods raise `OSError` as `Remote` does, unless they say otherwise."""

    root: Bucket
    cache: PartCache = field(default_factory=user_cache)

    thins: ClassVar[bool] = False
    """Whether a commit thins: nobody can tell here whether others are at work. `copydesk gc` does it."""

    @property
    def _remote(self) -> Remote:
        return Remote(self.root)

    def create(self, marker: bytes) -> None:
        """Make an empty dataset.

        Raises:
            CopydeskError: If there is no such bucket, or the store cannot keep two writers apart.
        """
        if not self._remote.has_container():
            raise CopydeskError(f"{self.root}: there is no such bucket, or it may not be read; make it first")
        self._remote.require_conditional_writes(f".probe-{random.getrandbits(64):016x}")
        with suppress(FileExistsError):
            self._remote.create(MARKER, marker)

    def read_marker(self) -> bytes | None:
        """Return what says that this is a dataset; None if nothing does."""
        return self.read_note(MARKER)

    def is_unfinished(self) -> bool:
        """Return whether a dataset can be begun here: nothing is there but what a killed creation may have left.

        Raises:
            CopydeskError: If there is no such bucket.
        """
        names = self._remote.names("")
        if not names and not self._remote.has_container():
            raise CopydeskError(f"{self.root}: there is no such bucket, or it may not be read; make it first")
        return all(name.startswith(".") for name in names)

    def exists(self) -> bool:
        """Return whether anything is here."""
        return bool(self._remote.names(""))

    def read_note(self, name: str) -> bytes | None:
        """Return a small file beside the log; None if there is none."""
        try:
            return self._remote.get(name)
        except FileNotFoundError:
            return None

    def raise_note(self, name: str, data: bytes, rank: Callable[[bytes], int]) -> None:
        """Write a small file beside the log, unless the one that is there ranks as high."""

        def higher(old: bytes | None) -> bytes | None:
            return data if old is None or rank(old) < rank(data) else None

        self._remote.swap(name, higher)

    def object_path(self, digest: str) -> Bucket:
        """Return where the object with this sha256 lies."""
        return self.root / _key(digest)

    def has_object(self, digest: str) -> bool:
        """Return whether the object is there; its bytes are not looked at."""
        return self._remote.exists(_key(digest))

    def relies_on(self, digest: str) -> bool:  # noqa: ARG002
        """Return whether a commit may leave an object that is there as it is: no, it must be young (`GRACE`)."""
        return False

    def read_object(self, digest: str, size: int | None = None, *, check: bool) -> bytes:  # noqa: ARG002
        """Return the bytes of an object, always compared with their sha256.

        Raises:
            FileNotFoundError: If there is none.
            DamagedDatasetError: If it is not what was written.
        """
        data = self.cache.read(digest)
        if data is None:
            data = self._remote.get(_key(digest))
            if hashlib.sha256(data).hexdigest() != digest:
                raise DamagedDatasetError.damaged(self.object_path(digest))
            self.cache.add(digest, data)
        return data

    def open_object(self, digest: str) -> pa.NativeFile:
        """Open an object in order to read only some of its bytes.

        Raises:
            FileNotFoundError: If there is none.
            DamagedDatasetError: If it is not what was written.
        """
        here = self.cache.find(digest)
        if here is not None:
            with suppress(OSError):
                return pa.OSFile(str(here), "rb")
        if self._remote.stat(_key(digest)).st_size > _LARGE:
            return pa.PythonFile(self._remote.open(_key(digest)), "r")
        return pa.BufferReader(self.read_object(digest, check=True))

    def fetch(self, parts: Sequence[Part]) -> None:
        """Bring parts near, many at once, before they are read one after the other. What cannot be had is left out."""
        missing = [part for part in parts if part.size <= self.cache.limit and self.cache.find(part.object) is None]
        if self.cache.limit and len(missing) > 1 and sum(part.size for part in missing) <= self.cache.limit // 2:
            list(_at_once(self._fetched, [part.object for part in missing]))

    def is_whole(self, digest: str, size: int | None) -> bool:
        """Return whether the object in the bucket, not a copy of it, has these bytes.

        Raises:
            FileNotFoundError: If there is none.
        """
        found = self._remote.stat(_key(digest)).st_size
        if size not in (None, found):
            return False
        seen = hashlib.sha256()
        for piece in self._remote.pieces(_key(digest), found):
            seen.update(piece)
        return seen.hexdigest() == digest

    def bring(self, digest: str, staging: Staging) -> None:
        """Stage an object that is here.

        Raises:
            FileNotFoundError: If there is none.
        """
        staging.add(self.read_object(digest, check=True))

    def objects(self) -> Iterator[tuple[str, Stat]]:
        """Give every object that is there, with its size and time of writing, in no order."""
        return ((name, stat) for name, stat in self._remote.below("objects") if is_digest(name))

    def may_go(self, written: float) -> bool:
        """Return whether an object of that time is old enough that no running writer has just put it."""
        return written < time.time() - GRACE

    def delete_objects(self, digests: Iterable[str]) -> int:
        """Remove those objects that `may_go`, and return their bytes."""
        return sum(_at_once(self._delete, digests))

    def log_numbers(self) -> list[int]:
        """Return the numbers of all versions, in order."""
        found = map(_LOG_NAME.fullmatch, self._remote.names("log"))
        return sorted(int(match[1]) for match in found if match)

    def log_path(self, number: int) -> Bucket:
        """Return where the log entry of a version lies."""
        return self.root / _log_key(number)

    def read_log(self, number: int) -> bytes:
        """Return the log entry of a version."""
        return self._remote.get(_log_key(number))

    def read_logs(self, numbers: Sequence[int]) -> list[bytes]:
        """Return the log entries of some versions, asked for at once."""
        return list(_at_once(self.read_log, numbers))

    @contextmanager
    def staging(self) -> Iterator[Staging]:
        """Give a temporary folder on the local disk, and remove it at the end."""
        with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
            yield Staging(Path(folder))

    def sweep(self) -> None:
        """Do nothing: what dead writers left cannot be told from what living ones are about to use."""

    def sharing(self) -> AbstractContextManager[None]:
        """Do nothing: there are no locks."""
        return nullcontext()

    def alone(self, *, wait: bool) -> AbstractContextManager[bool]:
        """Give whether objects may be removed: only to whoever would wait for the others, and `GRACE` is the wait."""
        return nullcontext(wait)

    def prepare(self, version: Version, entry: bytes, staging: Staging) -> None:  # noqa: ARG002
        """Keep the log entry for the commit point."""
        (staging.root / _ENTRY).write_bytes(entry)

    def store(self, staging: Staging) -> None:
        """Put the staged objects, all of them: one that is there becomes young, and whole if it was damaged."""
        items = list(staging.parts.items())
        new = list(_at_once(lambda item: self._is_new(*item), items))
        again = [item for item, was_new in zip(items, new, strict=True) if not was_new]
        list(_at_once(lambda item: self._remote.put(_key(item[0]), item[1]), again))
        (staging.root / _AGAIN).write_text("\n".join(digest for digest, _ in again))

    def append_log(self, number: int, staging: Staging) -> None:
        """Put the log entry ``number``, if there is none: the commit point.

        Raises:
            Conflict: If another writer has that number already.
            CopydeskError: If nobody can tell whether it was put.
        """
        if not create_once(self._remote, _log_key(number), (staging.root / _ENTRY).read_bytes(), f"version {number}"):
            raise Conflict(
                f"{self.root}: another run published version {number} meanwhile; nothing was published, run again"
            )

    def show_latest(self, version: Version, staging: Staging) -> None:
        """Put back what a collection took away just now, and let `latest.json` show ``version`` if it is the newest."""
        again = (staging.root / _AGAIN).read_text().split()
        gone = [digest for digest, there in zip(again, _at_once(self.has_object, again), strict=True) if not there]
        list(_at_once(lambda digest: self._remote.put(_key(digest), staging.parts[digest]), gone))
        self.mend_latest(version)

    def is_shown(self, version: Version) -> bool:
        """Return whether `latest.json` shows just ``version``."""
        return self.read_note(NAME) == self._latest(version)

    def mend_latest(self, version: Version) -> None:
        """Let `latest.json` show ``version``, unless it shows a newer one."""
        mine = self._latest(version)

        def newer(old: bytes | None) -> bytes | None:
            return None if old == mine or shown_by(old) > version.number else mine

        self._remote.swap(NAME, newer)

    def _latest(self, version: Version) -> bytes:
        return latest_file(self.root / "objects", version)

    def _is_new(self, digest: str, file: Path) -> bool:
        """Put an object that may be there; return whether it was not. Where that is not clear, it may have been."""
        try:
            return self._remote.create_from(_key(digest), file)
        except (PermissionError, FileNotFoundError):
            raise
        except OSError:
            # Another writer may be putting the very same: then S3 answers neither yes nor no.
            return False

    def _fetched(self, digest: str) -> None:
        with suppress(OSError, DamagedDatasetError):
            self.read_object(digest, check=True)

    def _delete(self, digest: str) -> int:
        try:
            stat = self._remote.stat(_key(digest))
        except FileNotFoundError:
            return 0
        if not self.may_go(stat.st_mtime):
            return 0
        self._remote.delete(_key(digest))
        return stat.st_size


def _key(digest: str) -> str:
    return f"objects/{digest[:2]}/{digest}"


def _log_key(number: int) -> str:
    return f"log/{number:08d}.json"


def _at_once(ask: Callable[[Any], Any], each: Iterable[Any]) -> Collection[Any]:
    """Return the answers in order. The first error is raised, once what was under way has ended."""
    asked = list(each)
    if len(asked) < 2:
        return [ask(one) for one in asked]
    with ThreadPoolExecutor(min(_AT_ONCE, len(asked))) as pool:
        return list(pool.map(ask, asked))
