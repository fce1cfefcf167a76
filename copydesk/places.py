"""Where a dataset lies: a folder, or a prefix in a bucket of an object store."""

import re
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from copydesk.errors import UsageError

_URL = re.compile(r"([a-z][a-z0-9+.-]*)://(.*)", re.DOTALL)
_CRUSHED = re.compile(r"[a-z][a-z0-9+.-]+:/[^/]")


@dataclass(frozen=True)
class Bucket:
    """A place in an object store, as in ``s3://newsroom/quotes``.

    It is no path: `pathlib` would make ``s3:/newsroom`` of it.
    """

    url: str
    """With its protocol, without a slash at its end."""

    def __str__(self) -> str:
        return self.url

    def __truediv__(self, key: str) -> "Bucket":
        return Bucket(f"{self.url}/{key}")

    @property
    def protocol(self) -> str:
        """What stands before ``://``."""
        return self.url.partition("://")[0]


Place = Path | Bucket
"""Where a dataset is."""

Named = str | Path | Bucket
"""What names a place, for `place`. Schedules keep it as a text."""


def place(text: str | PathLike[str] | Bucket) -> Place:
    """Return the place that a person, a settings file or a schedule named.

    ``file://`` is a folder like any other.

    Raises:
        UsageError: If it is a URL that names no bucket, or one that went through a path and is none any more.
    """
    if isinstance(text, Bucket):
        return text
    url = _URL.fullmatch(str(text))
    if url is None:
        # What pathlib makes of s3://newsroom: the folder "s3:" would be written in silence.
        if _CRUSHED.match(str(text)):
            raise UsageError(f"{text}: an address has two slashes, as in s3://bucket/prefix")
        return Path(text)
    protocol, rest = url.groups()
    if protocol == "file":
        return Path(rest)
    if not (rest := rest.rstrip("/")) or (rest.startswith("/") and protocol != "memory"):
        raise UsageError(f"{text}: names no bucket; give {protocol}://bucket/prefix")
    return Bucket(f"{protocol}://{rest}")


def folder(where: Place) -> Path | None:
    """Return the folder that a place is; None for one in an object store."""
    return where if isinstance(where, Path) else None
