"""The archive: files as they were dropped, kept in the dataset, so that later code can read them again.

A folder that is dropped is edited, moved and deleted afterwards. What the dataset made of a file can be made anew only
if the dataset has the file. Kept is every file that was not known already, with its sidecar.
"""

import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from copydesk.errors import CopydeskError
from copydesk.intake import Candidate, Reason, Rejected, read_drop
from copydesk.intake.articles import SIDECAR, format_of
from copydesk.intake.drop import sidecar_names
from copydesk.intake.records import Refusal
from copydesk.settings import Limits
from copydesk.store import Dataset

_ITEM = re.compile(r"(.+)#\d+", re.DOTALL)
_OF_MANY = frozenset({"json", "jsonl", "warc"})
"""Formats of files that hold several articles, each of which is named file#number."""
_LONGEST_NAME = 255
"""Bytes of the longest name that usual file systems take."""
_NAMED_SIDECAR = re.compile(rf"sidecar (.+{re.escape(SIDECAR)}): ", re.IGNORECASE)


class Kept(NamedTuple):
    """A file that the dataset has: what `Dataset.blob` is asked for."""

    blob: str
    sidecar_blob: str | None
    sidecar: str | None
    """Name of the sidecar, where it is known."""


class FileRow(NamedTuple):
    """A row of ``files``, as far as reading the file again needs it."""

    file_id: str
    drop_id: str
    source_path: str
    content_hash: str | None
    fate: str
    article_id: str | None
    evidence: str | None
    detail: str | None
    blob: str | None
    sidecar_blob: str | None
    sidecar_hash: str | None = None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Return the row, which may have more columns, and of an older schema version fewer."""
        return cls(**{name: row[name] for name in cls._fields if name in row})

    @classmethod
    def columns(cls, there: Collection[str]) -> list[str]:
        """Return the columns to read, of those that are ``there``."""
        return [name for name in cls._fields if name in there]

    @property
    def file(self) -> str:
        """Path in the drop of the file that was read: of ``file.jsonl#12``, ``file.jsonl``."""
        item = _ITEM.fullmatch(self.source_path)
        # A file of an unknown kind has its own name, whatever that looks like.
        if item is None or self.evidence == Reason.UNSUPPORTED_FORMAT:
            return self.source_path
        try:
            return item[1] if format_of(item[1])[0] in _OF_MANY else self.source_path
        except Refusal:
            return self.source_path

    @property
    def kept(self) -> Kept | None:
        """What was kept of the file; None if nothing was."""
        if self.blob is None:
            return None
        named = _NAMED_SIDECAR.match(self.detail or "")
        return Kept(self.blob, self.sidecar_blob, named[1] if named and self.sidecar_blob else None)


def read_kept(dataset: Dataset, file: str, kept: Kept, limits: Limits) -> Iterator[Candidate | Rejected]:
    """Yield what a kept file holds, read by the code of today.

    Args:
        dataset: That has it.
        file: Its path in its drop: every article is found where it was.
        kept: What to read.
        limits: What may be read.

    Raises:
        CopydeskError: If the dataset does not have the file, or it can not be written out to be read.
    """
    if Path(file).is_absolute() or ".." in Path(file).parts:
        # No drop brings such a path; a dataset that somebody else has made may.
        raise CopydeskError(f"{dataset.path}: {file!r} is no path in a drop; `copydesk verify` tells what is damaged")
    with dataset.scratch() as folder:
        drop = folder / "drop"
        path = drop / file
        try:
            path.parent.mkdir(parents=True)
            path.write_bytes(dataset.blob(kept.blob))
            if kept.sidecar_blob is not None:
                path.with_name(_sidecar_of(path.name, kept)).write_bytes(dataset.blob(kept.sidecar_blob))
        except OSError as error:
            raise CopydeskError(f"{path}: can not be written: {error.strerror or error}") from None
        yield from read_drop(drop, limits)
        shutil.rmtree(drop)


def _sidecar_of(name: str, kept: Kept) -> str:
    """Return a name by which the sidecar is found to be that of the file ``name``."""
    names = sidecar_names(name)
    # Of several, the first belongs to no other file; a file system may not take so long a one.
    fitting = [one for one in names if len(os.fsencode(one)) <= _LONGEST_NAME]
    # The name that is known comes from a text for people, with every stretch of white space as one space.
    return kept.sidecar if kept.sidecar in names else next(iter(fitting), names[0])
