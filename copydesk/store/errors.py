"""What can go wrong with a dataset folder, as one clear line each."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from copydesk.errors import CopydeskError
from copydesk.places import Place


class Conflict(CopydeskError):  # noqa: N818 - a state of the world to act on, no fault
    """Another writer published first. Nothing of ours was published; restage on the new head and commit again."""


class DamagedDatasetError(CopydeskError):
    """Bytes on disk are not those that were written."""

    @classmethod
    def missing(cls, path: Place) -> "DamagedDatasetError":
        """Return the error for a part that is not there."""
        return cls(f"{path}: a part of the dataset is missing; restore it from a copy")

    @classmethod
    def damaged(cls, path: Place) -> "DamagedDatasetError":
        """Return the error for a part with other bytes than were written."""
        return cls(f"{path}: a part of the dataset is damaged; restore it from a copy")


_REASONS = {
    errno.ENOSPC: "the disk is full: free some space and run again",
    errno.EDQUOT: "the disk quota is used up: free some space and run again",
    errno.EACCES: "no permission: make the folder writable for this user and run again",
    errno.EPERM: "not permitted: make the folder writable for this user and run again",
    errno.EROFS: "the file system is read-only: copy the dataset to a writable place",
}


NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""What a folder says that this user may read but not write."""


@contextmanager
def one_clear_line(path: Place, doing: str, standing: str = "nothing was changed") -> Iterator[None]:
    """Turn an `OSError` of the block into a `CopydeskError` that names ``path``, the cause and what ``standing``."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
        raise CopydeskError(f"{path}: could not {doing}, {reason} ({standing})") from error
