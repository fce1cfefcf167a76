"""Kill this process, or let a call fail, just before it changes something on the disk for the k-th time.

CPython tells an audit hook of every file that is opened for writing, renamed, linked or removed before it happens. So
whatever code runs can be stopped at each of its steps, and the code itself knows nothing of it. What is not told is
`write` and `fsync`: for these there are kills at random moments, and disks that are really full.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

STEPS = frozenset(
    {"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.chmod", "ctypes.dlsym"}
)
KILL = "kill"


@dataclass
class _Armed:
    """What is to happen, and when."""

    root: str = ""
    at: int | None = None
    act: str | int = KILL
    on: bool = False
    seen: int = 0
    watcher: Callable[[], None] | None = None


_armed = _Armed()


def arm(root: str, at: int | None = None, act: str | int = KILL) -> None:
    """Count steps below the folder ``root`` from now on; before step ``at`` kill, or fail with the error ``act``."""
    _armed.root, _armed.at, _armed.act, _armed.seen, _armed.on = root, at, act, 0, True


def watch(root: str, watcher: Callable[[], None]) -> None:
    """Call ``watcher`` before each step below the folder ``root`` from now on."""
    arm(root)
    _armed.watcher = watcher


def disarm() -> int:
    """Let everything pass again, and return how many steps there were."""
    _armed.on, _armed.watcher = False, None
    return _armed.seen


def _hook(name: str, arguments: tuple[object, ...]) -> None:
    if not _armed.on or name not in STEPS or not _changes(name, arguments):
        return
    _armed.seen += 1
    if _armed.watcher is not None:
        _armed.watcher()
    if _armed.seen != _armed.at:
        return
    if _armed.act == KILL:
        os.kill(os.getpid(), signal.SIGKILL)
    _armed.on = False
    raise OSError(_armed.act, os.strerror(int(_armed.act)))


def _changes(name: str, arguments: tuple[object, ...]) -> bool:
    """Return whether the call changes something below the root."""
    if name == "ctypes.dlsym":
        return arguments[1] == "renameat2"  # `latest` is about to be exchanged
    if name == "open" and not (isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")):
        return False
    # A name that is relative to an open folder comes from the removal of a tree.
    relative = name != "open" and any(isinstance(one, int) and one >= 0 for one in arguments[-1:])
    return relative or _armed.root in str(arguments[0])


sys.addaudithook(_hook)
