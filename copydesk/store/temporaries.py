"""Temporary folders beside the dataset, each owned by a lock that dies with its process."""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from copydesk.store.staging import Staging


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
