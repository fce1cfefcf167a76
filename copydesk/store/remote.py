"""An object store, asked through fsspec: few operations, each as little as the store can be trusted with.

Errors come as `OSError` with one line for a person: `FileNotFoundError` and `FileExistsError` where that is the
answer, `PermissionError` where it is refused, else one without a number. Of the last kind nobody knows whether the
store did what it was asked.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.errors import CopydeskError
from copydesk.places import Bucket

_PIECE = 16 * 1024 * 1024
"""Bytes asked for at once where an object is only looked through."""

_NO_END = 1 << 40
"""More bytes than an object has. For a range s3fs needs one request; for the whole it asks for the size first."""

_SWAPS = 5
"""How often a file that others write too is read and written again."""

PACKAGES = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs"}
"""What speaks the protocol of a URL."""

_TIMES = ("LastModified", "last_modified", "updated", "mtime", "created")
"""What the time of the last put is called by different stores."""


class Stat(NamedTuple):
    """Of an object; the names are those of `os.stat_result`."""

    st_size: int
    """Bytes."""
    st_mtime: float
    """When it was last put, by the store's clock; infinite where the store does not say."""


@dataclass(frozen=True)
class Remote:
    """The objects below a place. Keys are relative to it."""

    root: Bucket

    def get(self, key: str, start: int = 0, end: int = _NO_END) -> bytes:
        """Return an object, or its bytes from ``start`` to ``end``, in one request.

        Raises:
            FileNotFoundError: If there is none.
        """
        with _answering():
            data: bytes = self._files.cat_file(self._path(key), start=start, end=end)
        return data

    def pieces(self, key: str, size: int) -> Iterator[bytes]:
        """Give an object of ``size`` bytes piece by piece.

        Raises:
            FileNotFoundError: If there is none.
        """
        return (self.get(key, start, min(start + _PIECE, size)) for start in range(0, size, _PIECE))

    def open(self, key: str) -> Any:
        """Open an object as a file to read, of which only what is asked for is fetched.

        Raises:
            FileNotFoundError: If there is none.
        """
        with _answering():
            return self._files.open(self._path(key), "rb")

    def stat(self, key: str) -> Stat:
        """Return size and time of an object.

        Raises:
            FileNotFoundError: If there is none.
        """
        with _answering():
            return _stat(self._files.info(self._path(key)))

    def exists(self, key: str) -> bool:
        """Return whether there is such an object."""
        try:
            self.stat(key)
        except FileNotFoundError:
            return False
        return True

    def names(self, key: str) -> list[str]:
        """Return the names just below ``key``; none where nothing is."""
        try:
            with _answering():
                found = self._files.ls(self._path(key), detail=False)
        except FileNotFoundError:
            return []
        return [name.rstrip("/").rpartition("/")[2] for name in found]

    def below(self, key: str) -> Iterator[tuple[str, Stat]]:
        """Give the name and `Stat` of every object below ``key``, at any depth."""
        try:
            with _answering():
                found = self._files.find(self._path(key), detail=True)
        except FileNotFoundError:
            return
        for path, info in found.items():
            yield path.rpartition("/")[2], _stat(info)

    def put(self, key: str, file: Path) -> None:
        """Write an object, whatever was there."""
        with _answering():
            self._files.put_file(str(file), self._path(key))

    def create_from(self, key: str, file: Path) -> bool:
        """Write an object and return True, or False if there is one already."""
        try:
            with _answering():
                self._files.put_file(str(file), self._path(key), mode="create")
        except FileExistsError:
            return False
        return True

    def create(self, key: str, data: bytes) -> None:
        """Write an object that must not be there yet: the store itself decides between two that do so at once.

        Raises:
            FileExistsError: If there is one. It may be ours: an answer was lost, and the request was made again.
        """
        with _answering():
            self._files.pipe_file(self._path(key), data, mode="create")

    def delete(self, key: str) -> None:
        """Remove an object, if it is there."""
        with _answering():
            try:
                self._files.rm_file(self._path(key))
            except FileNotFoundError:
                return

    def swap(self, key: str, renewed: Callable[[bytes | None], bytes | None]) -> None:
        """Write what ``renewed`` makes of an object, or of None where there is none; it gives None to leave it.

        Nothing that another writer puts there meanwhile is overwritten unseen, on a store that can compare (S3).
        """
        last: OSError | None = None
        for _ in range(_SWAPS):
            tag, old = self._tagged(key)
            new = renewed(old)
            if new is None:
                return
            try:
                if old is None:
                    self.create(key, new)
                else:
                    with _answering():
                        self._files.pipe_file(self._path(key), new, **({"IfMatch": tag} if tag else {}))
                return
            except OSError as error:
                # Somebody else was quicker, or the answer was lost; else the next try says the same.
                last = error
        assert last is not None  # noqa: S101 - every try ends with one
        raise last

    def require_conditional_writes(self, key: str) -> None:
        """Return if the store refuses to create what is there: nothing else keeps two writers apart.

        Args:
            key: A name that nobody uses.

        Raises:
            CopydeskError: If it does not.
        """
        self.create(key, b"one")
        try:
            try:
                self.create(key, b"two")
            except FileExistsError:
                return
            except OSError as error:
                refusal = f" ({error.strerror or error})"
            else:
                refusal = ""
        finally:
            self.delete(key)
        raise CopydeskError(
            f"{self.root}: this store has no conditional writes{refusal}; copydesk cannot keep versions safe on it"
        )

    def has_container(self) -> bool:
        """Return whether the bucket itself is there."""
        if self.root.protocol == "memory":
            return True
        with _answering():
            return bool(self._files.exists(self._path("").partition("/")[0]))

    def _tagged(self, key: str) -> tuple[str | None, bytes | None]:
        try:
            with _answering():
                # The tag first: what is read after it is as new, or newer, and then the tag no longer fits.
                info = self._files.info(self._path(key))
            return info.get("ETag") if self.root.protocol in {"s3", "s3a"} else None, self.get(key)
        except FileNotFoundError:
            return None, None

    def _path(self, key: str) -> str:
        path: str = self._files._strip_protocol(self.root.url)
        return f"{path}/{key}" if key else path

    @property
    def _files(self) -> Any:
        return _filesystem(self.root.protocol, os.getpid())


@lru_cache(maxsize=8)
def _filesystem(protocol: str, _process: int) -> Any:
    """Return the fsspec file system; one a process, since a connection does not outlive a fork."""
    import fsspec

    # A cached listing would show an old head.
    options: dict[str, Any] = {"use_listings_cache": False, "skip_instance_cache": True}
    if protocol in {"s3", "s3a"}:
        retries = {"max_attempts": 3, "mode": "standard"}
        options["config_kwargs"] = {"retries": retries, "connect_timeout": 10, "read_timeout": 60}
    try:
        return fsspec.filesystem(protocol, **options)
    except ImportError:
        package = PACKAGES.get(protocol, "a package for fsspec")
        extra = "pip install 'copydesk[s3]'" if package == "s3fs" else f"pip install {package}"
        raise CopydeskError(f"{protocol}://…: needs {package}; {extra}") from None
    except ValueError:
        raise CopydeskError(f"{protocol}://…: no object store that is known here; s3:// is") from None


@contextmanager
def _answering() -> Iterator[None]:
    """Make one line of whatever the libraries below raise."""
    try:
        yield
    except (FileNotFoundError, FileExistsError, CopydeskError):
        raise
    except PermissionError as error:
        raise PermissionError(None, f"the store refuses: {_line(error)}") from error
    except Exception as error:
        # botocore's, aiohttp's and asyncio's have no base in common but this.
        raise OSError(None, _line(error)) from error


def _line(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(said).split())[:300]


def _stat(info: dict[str, Any]) -> Stat:
    when = next((info[key] for key in _TIMES if info.get(key)), None)
    if isinstance(when, datetime):
        when = when.timestamp()
    return Stat(int(info["size"] or 0), float(when) if isinstance(when, int | float) else float("inf"))
