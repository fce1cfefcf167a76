"""What was read of an object store, kept on the local disk.

An object never changes and is named by the sha256 of its bytes, so a copy under that name is right for ever, for every
dataset. What is withdrawn from a dataset stays in the caches of those who read it until it is pushed out.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

LIMIT = 4 * 1024**3
"""Bytes that are kept where the environment variable COPYDESK_CACHE_BYTES says nothing else; 0 keeps none."""

_ROOM = 0.9
"""Share of the limit that is left after making room, so that not every object must."""


@dataclass(frozen=True)
class PartCache:
    """Copies of objects, the least recently used removed first.

    A cache that cannot be written to, or read, is as good as none: nothing here raises.
    """

    root: Path
    limit: int = LIMIT
    """Bytes."""
    _added: list[int] = field(default_factory=lambda: [0])
    _lock: Lock = field(default_factory=Lock, repr=False)

    def read(self, digest: str) -> bytes | None:
        """Return the bytes of an object, compared with their sha256; None if they are not here."""
        path = self._path(digest)
        if not self.limit:
            return None
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() == digest:
            return data
        with suppress(OSError):
            path.unlink()
        return None

    def find(self, digest: str) -> Path | None:
        """Return where an object lies, its bytes not looked at; None if it is not here."""
        path = self._path(digest)
        if not self.limit:
            return None
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def add(self, digest: str, data: bytes) -> None:
        """Keep an object whose bytes were compared with their sha256."""
        if len(data) > self.limit:
            return
        path = self._path(digest)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Under a name of its own first: others read and write here at any time.
            with tempfile.NamedTemporaryFile(dir=self.root, prefix=".", delete=False) as file:
                try:
                    file.write(data)
                    file.close()
                    Path(file.name).replace(path)
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise
            self._make_room(len(data))

    def _make_room(self, added: int) -> None:
        with self._lock:
            # Looking through the whole cache is worth it once in a while, and when this process begins to write.
            first = self._added[0] == 0
            self._added[0] += added
            if not first and self._added[0] < self.limit * (1 - _ROOM) / 2:
                return
            self._added[0] = 1
        found = []
        for path in self.root.rglob("*"):
            with suppress(OSError):
                if path.is_file():
                    found.append((path.stat().st_mtime, path.stat().st_size, path))
        total = sum(size for _, size, _ in found)
        if total <= self.limit:
            return
        for _, size, path in sorted(found):
            if total <= self.limit * _ROOM:
                return
            with suppress(OSError):
                path.unlink()
                total -= size

    def _path(self, digest: str) -> Path:
        return self.root / digest[:2] / digest


_shared: dict[tuple[Path, int], PartCache] = {}


def user_cache() -> PartCache:
    """Return the cache of this user: ``$XDG_CACHE_HOME/copydesk/parts``."""
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    said = os.environ.get("COPYDESK_CACHE_BYTES", "")
    limit = int(said) if said.isascii() and said.isdecimal() else LIMIT
    try:
        root = Path(home).expanduser() / "copydesk/parts"
    except RuntimeError:
        # Nobody's home.
        root, limit = Path(tempfile.gettempdir()) / "copydesk/parts", 0
    return _shared.setdefault((root, limit), PartCache(root, limit))
