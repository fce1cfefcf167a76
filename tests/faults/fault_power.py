"""What a disk may hold after a power cut, at every moment of a run that was watched.

A run is watched by looking at the whole folder before each of its steps (`fault_steps`) and at each ``fsync``. From
the looks follows what was changed when, whatever call did it, and from the syncs what had to be on the disk by then.
All else may be there or not, each for itself: the bytes of a file, and each entry of each folder. Real file systems
keep more of an order than that, so what stands this stands them.
"""

import os
import random
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from fault_steps import disarm, watch

ROOT = 0
"""The folder that was watched; it is on the disk from the beginning."""
Node = int
"""A file, folder or link, by a number that no other ever has."""
Tree = dict[str, "Tree | bytes | str"]
"""Folders, bytes of files, and targets of links, by name."""


class Look(NamedTuple):
    """All that there is at one moment."""

    folders: dict[Node, dict[str, Node]]
    files: dict[Node, bytes | str]
    """Bytes, or the target of a symlink."""


class Sync(NamedTuple):
    """A file or folder that is on the disk now, as the look before it shows it."""

    node: Node


class Mark(NamedTuple):
    """A moment that the watched code tells of."""

    said: str


Moment = Look | Sync | Mark


class Recorder:
    """Looks at a folder. Only one thread at a time may change what is there, or a look is of no one moment."""

    def __init__(self, root: Path) -> None:
        self.moments: list[Moment] = []
        self._root = root
        self._nodes: dict[int, Node] = {root.stat().st_ino: ROOT}
        self._next = 1
        self._last: Look | None = None

    def look(self) -> None:
        """See what there is now."""
        found, seen = Look({}, {}), {self._root.stat().st_ino: ROOT}
        self._enter(self._root, ROOT, found, seen)
        self._nodes = seen  # a number of the file system may come again for another file
        if found != self._last:
            self._last = found
            self.moments.append(found)

    def sync(self, inode: int) -> None:
        """Note that a file or folder is on the disk now."""
        self.look()
        if inode in self._nodes:
            self.moments.append(Sync(self._nodes[inode]))

    def mark(self, said: str) -> None:
        """Note that something is so now."""
        self.look()
        self.moments.append(Mark(said))

    def _enter(self, folder: Path, node: Node, found: Look, seen: dict[int, Node]) -> None:
        names = found.folders[node] = {}
        for path in sorted(folder.iterdir()):
            status = path.lstat()
            if status.st_ino not in self._nodes:
                self._nodes[status.st_ino] = self._next
                self._next += 1
            names[path.name] = seen[status.st_ino] = self._nodes[status.st_ino]
            if stat.S_ISDIR(status.st_mode):
                self._enter(path, names[path.name], found, seen)
            else:
                is_link = stat.S_ISLNK(status.st_mode)
                found.files[names[path.name]] = str(path.readlink()) if is_link else path.read_bytes()


@contextmanager
def watched(root: Path) -> Iterator[Recorder]:
    """Record all that happens below ``root``."""
    recorder = Recorder(root)
    plain = os.fsync

    def fsync(handle: int) -> None:
        plain(handle)
        recorder.sync(os.fstat(handle).st_ino)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        recorder.look()
        watch(str(root), recorder.look)
        try:
            yield recorder
            recorder.look()
        finally:
            disarm()


Pick = Callable[[list[object]], object]
"""Chooses among what something was since it was last on the disk, the oldest first."""


@dataclass
class Disk:
    """What is on the disk for sure, and what is perhaps, after some moments."""

    _folders: dict[Node, dict[str, list[Node | None]]] = field(default_factory=lambda: {ROOT: {}})
    """The states of every entry since it was last on the disk, that one included; None: no entry."""
    _files: dict[Node, list[bytes | str]] = field(default_factory=dict)

    def see(self, moment: Moment) -> None:
        """Take in what happened next."""
        if isinstance(moment, Look):
            for node, names in moment.folders.items():
                states = self._folders.setdefault(node, {})
                for name in {*states, *names}:
                    _extend(states.setdefault(name, [None]), names.get(name))
            for node, data in moment.files.items():
                _extend(self._files.setdefault(node, [data if isinstance(data, str) else b""]), data)
        elif isinstance(moment, Sync):
            if moment.node in self._folders:
                self._folders[moment.node] = {name: [now[-1]] for name, now in self._folders[moment.node].items()}
            elif moment.node in self._files:
                self._files[moment.node] = [self._files[moment.node][-1]]

    def after_a_cut(self, pick: Pick) -> Tree:
        """Return what is there when the power comes back."""
        found = {node: pick(list(states)) for node, states in self._files.items()}

        def enter(node: Node) -> Tree:
            tree: Tree = {}
            for name, states in sorted(self._folders[node].items()):
                entry = pick(list(states))
                if isinstance(entry, int):
                    held = enter(entry) if entry in self._folders else found[entry]
                    assert isinstance(held, dict | bytes | str)
                    tree[name] = held
            return tree

        return enter(ROOT)


def _extend(states: list, now: object) -> None:
    if states[-1] != now:
        states.append(now)


def nothing_more(states: list[object]) -> object:
    """Choose what was synced."""
    return states[0]


def all_of_it(states: list[object]) -> object:
    """Choose what was written last."""
    return states[-1]


def by_chance(chance: random.Random) -> Pick:
    """Return a choice for everything by itself; bytes may have come in part, or as zeros."""
    last = chance.choice((0.1, 0.5, 0.9))

    def pick(states: list[object]) -> object:
        if len(states) == 1:
            return states[0]
        found = states[-1] if chance.random() < last else chance.choice(states[:-1])
        if isinstance(found, bytes) and chance.random() < 1 / 3:
            return found[: chance.randrange(len(found) + 1)] if chance.random() < 1 / 2 else bytes(len(found))
        return found

    return pick


def lay_out(tree: Tree, folder: Path) -> None:
    """Make ``folder`` hold just this."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, held in tree.items():
        if isinstance(held, dict):
            lay_out(held, folder / name)
        elif isinstance(held, str):
            (folder / name).symlink_to(held)
        else:
            (folder / name).write_bytes(held)
