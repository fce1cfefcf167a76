"""Temporary folders beside the dataset, each owned by a lock that dies with its process."""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from copydesk.store.staging import Staging

SCRATCH = ".rebuild"
"""Where a dataset in a folder is rebuilt, below it. The rebuild at work holds the lock on the file ``lock`` there."""


@contextmanager
def owned(temporaries: Path) -> Iterator[Staging]:
    """Give a folder in ``temporaries`` that only this writer owns, and remove it at the end."""
    temporaries.mkdir(exist_ok=True)
    token = uuid.uuid4().hex
    lock = temporaries / f"{token}.lock"
    with _own(lock):
        folder = temporaries / token
        try:
            folder.mkdir()
            yield Staging(folder)
        finally:
            _remove(folder)
            with suppress(OSError):
                lock.unlink()


def sweep(temporaries: Path) -> None:
    """Remove the folders of writers that are gone, never those of a living one."""
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


def remove_scratch(home: Path, *, dry_run: bool = False) -> int:
    """Remove what a rebuild that was stopped has left in ``home``, and return its bytes; 0 if one is at work.

    With ``dry_run`` nothing is touched.
    """
    lock = home / "lock"
    if home.is_symlink() or not home.is_dir():
        return 0
    if dry_run and not lock.exists():
        return _bytes_below(home)
    # A rebuild may end, and take all away, at any moment.
    with suppress(FileNotFoundError), lock.open("rb" if dry_run else "ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return 0
        if lock.stat().st_ino != os.fstat(file.fileno()).st_ino:
            return 0
        size = _bytes_below(home)
        if not dry_run:
            shutil.rmtree(home)
        return size
    return 0


def _bytes_below(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


@contextmanager
def _own(lock: Path) -> Iterator[None]:
    while True:
        with lock.open("ab") as file:
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
            # A sweeper may have taken the file away between our opening and locking it.
            if lock.exists() and lock.stat().st_ino == os.fstat(file.fileno()).st_ino:
                yield
                return


@contextmanager
def _nothing() -> Iterator[None]:
    yield None


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
