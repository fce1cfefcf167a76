"""The locks of a dataset folder. They die with the process that holds them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def publishing(root: Path) -> Iterator[None]:
    """Hold the folder's lock: one process at a time touches `latest`, so that it never goes back in time."""
    with (root / ".lock").open("ab") as file:
        # A file system without locks is used by one process at a time, or `latest` may lag until the next open.
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def sharing(root: Path) -> Iterator[None]:
    """Keep every object where it is: writers hold this from the objects that they reuse to the log entry."""
    with (root / ".gc.lock").open("ab") as file:
        # Without locks nobody is ever `alone`.
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def alone(root: Path, *, wait: bool) -> Iterator[bool]:
    """Give whether objects may be removed now: no writer relies on what is there, and none begins to.

    Without ``wait`` that is False while a writer does; on a file system without locks always.
    """
    with (root / ".gc.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
