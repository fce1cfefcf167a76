"""What a dataset asks of the place where it lies: a folder, or an object store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import ClassVar, Protocol

import pyarrow as pa

from copydesk.places import Bucket, Place
from copydesk.store.folder import Folder
from copydesk.store.staging import Staging
from copydesk.store.version import Part, Version


class Stat(Protocol):
    """Of an object."""

    @property
    def st_size(self) -> int:
        """Bytes."""

    @property
    def st_mtime(self) -> float:
        """When it was written."""


class Backend(Protocol):
    """Immutable objects, the log, and `latest`. `Folder` and `ObjectStore` tell what each of these does there."""

    thins: ClassVar[bool]

    @property
    def root(self) -> Place:
        """Where the dataset is."""

    def create(self, marker: bytes) -> None: ...  # noqa: D102
    def read_marker(self) -> bytes | None: ...  # noqa: D102
    def exists(self) -> bool: ...  # noqa: D102
    def is_unfinished(self) -> bool: ...  # noqa: D102
    def read_note(self, name: str) -> bytes | None: ...  # noqa: D102
    def raise_note(self, name: str, data: bytes, rank: Callable[[bytes], int]) -> None: ...  # noqa: D102
    def object_path(self, digest: str) -> Place: ...  # noqa: D102
    def has_object(self, digest: str) -> bool: ...  # noqa: D102
    def relies_on(self, digest: str) -> bool: ...  # noqa: D102
    def read_object(self, digest: str, size: int | None = None, *, check: bool) -> bytes: ...  # noqa: D102
    def open_object(self, digest: str) -> pa.NativeFile: ...  # noqa: D102
    def fetch(self, parts: Sequence[Part]) -> None: ...  # noqa: D102
    def is_whole(self, digest: str, size: int | None) -> bool: ...  # noqa: D102
    def bring(self, digest: str, staging: Staging) -> None: ...  # noqa: D102
    def objects(self) -> Iterator[tuple[str, Stat]]: ...  # noqa: D102
    def may_go(self, written: float) -> bool: ...  # noqa: D102
    def delete_objects(self, digests: Iterable[str]) -> int: ...  # noqa: D102
    def log_numbers(self) -> list[int]: ...  # noqa: D102
    def log_path(self, number: int) -> Place: ...  # noqa: D102
    def read_log(self, number: int) -> bytes: ...  # noqa: D102
    def read_logs(self, numbers: Sequence[int]) -> list[bytes]: ...  # noqa: D102
    def staging(self) -> AbstractContextManager[Staging]: ...  # noqa: D102
    def sweep(self) -> None: ...  # noqa: D102
    def sharing(self) -> AbstractContextManager[None]: ...  # noqa: D102
    def alone(self, *, wait: bool) -> AbstractContextManager[bool]: ...  # noqa: D102
    def prepare(self, version: Version, entry: bytes, staging: Staging) -> None: ...  # noqa: D102
    def store(self, staging: Staging) -> None: ...  # noqa: D102
    def append_log(self, number: int, staging: Staging) -> None: ...  # noqa: D102
    def show_latest(self, version: Version, staging: Staging) -> None: ...  # noqa: D102
    def is_shown(self, version: Version) -> bool: ...  # noqa: D102
    def mend_latest(self, version: Version) -> None: ...  # noqa: D102


def backend(place: Place) -> Backend:
    """Return what keeps a dataset at ``place``. Nothing is asked of it yet."""
    if isinstance(place, Bucket):
        # Here, since fsspec and the cache are for those who use them.
        from copydesk.store.bucket import ObjectStore

        return ObjectStore(place)
    return Folder(place)
