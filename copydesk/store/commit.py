"""A commit, from planned tables to a version that everybody sees."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pyarrow as pa

from copydesk.store import documents
from copydesk.store.backend import Backend
from copydesk.store.blobs import Blob, unpacked_bytes
from copydesk.store.changes import Changes
from copydesk.store.entry import from_json, to_json
from copydesk.store.errors import Conflict, DamagedDatasetError, one_clear_line
from copydesk.store.making import Disk, Planned
from copydesk.store.parts import Piece, decode, encode
from copydesk.store.plan import plan_table
from copydesk.store.reading import Reader
from copydesk.store.retiring import write as write_retired
from copydesk.store.staging import Staging
from copydesk.store.version import Document, Part, Version

HISTORY = "versions"
"""The table with one row a version, which the store extends with every commit."""


@dataclass(frozen=True)
class Staged:
    """A version that is written but not published, for an audit."""

    version: Version
    _staging: Staging
    _reader: Reader

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a table as it will be, whole or only ``columns``, from the bytes on disk."""
        state = self.version.tables[table]
        return pa.concat_tables(
            self._staged(part, columns) if part.object in self._staging.parts else self._reader.read(part, columns)
            for part in state.parts
        )

    def new_parts(self, table: str) -> Iterator[pa.Table]:
        """Give the rows of each part that this version brings, read back from the bytes that were written.

        These hold all rows that are new, and those that stand together with rows that are new or have left.

        Raises:
            DamagedDatasetError: If the bytes are not those that were meant.
        """
        for part in self.version.tables[table].parts:
            if part.object in self._staging.parts:
                yield self._staged(part, None)

    def _staged(self, part: Part, columns: Sequence[str] | None) -> pa.Table:
        return staged_rows(self._staging, part, columns)


@dataclass(frozen=True)
class Remarks:
    """What goes with the tables of a version; see `Dataset.commit`."""

    provenance: Mapping[str, Any]
    schema_version: int
    drop_ids: Sequence[str] = ()
    version_row: Callable[[Version], pa.Table] | None = None
    audit: Callable[[Staged], None] | None = None
    blobs: Iterable[Blob] = ()
    describe: Callable[[Version], Mapping[str, bytes]] | None = None
    history: Sequence[pa.Table] = field(default=())
    """Rows of the older versions, where these are to be written anew."""


@dataclass(frozen=True)
class Committer:
    """One writer at work on the next version.

    Args:
        folder: Of the dataset.
        reader: Of its parts.
        staging: Of this writer.
        head: The version that comes before.
    """

    folder: Backend
    reader: Reader
    staging: Staging
    head: Version | None

    @property
    def disk(self) -> Disk:
        """Parts that are there, and those that this commit writes."""
        return Disk(self._read, self.reader.schema, self._stage)

    def publish(self, planned: Mapping[str, Planned | None], remarks: Remarks) -> Version:
        """Make a version of the head with the ``planned`` tables in it; those that are None leave.

        Raises:
            Conflict: If another writer was quicker.
            OSError: As it comes, before the commit point.
            CopydeskError: If `latest` could not be renewed after the commit point.
        """
        version = self._version(planned, remarks)
        entry = to_json(version)
        version = from_json(entry)
        self.staging.keep_only(version.listed | version.remainders)
        if remarks.audit is not None:
            remarks.audit(Staged(version, self.staging, self.reader))
        with self.folder.sharing():
            require_head(self.folder, self.head.number if self.head is not None else None)
            for blob in remarks.blobs:
                if not self.folder.relies_on(blob.digest):
                    self.staging.add_file(blob.digest, blob.path)
            self.folder.prepare(version, entry, self.staging)
            self.folder.store(self.staging)
            self.folder.append_log(version.number, self.staging)
        done = f"version {version.number} is published; opening the dataset again repairs this"
        with one_clear_line(self.folder.root, "renew `latest`", done):
            self.folder.show_latest(version, self.staging)
        return version

    def _version(self, planned: Mapping[str, Planned | None], remarks: Remarks) -> Version:
        tables = dict(self.head.tables) if self.head is not None else {}
        retired = {}
        for name, table in planned.items():
            tables.pop(name, None)
            if table is not None:
                tables[name] = table.state
                retired[name] = table.retired
        version = Version(
            number=self.head.number + 1 if self.head is not None else 1,
            parent=self.head.number if self.head is not None else None,
            created_at=datetime.now(UTC),
            drop_ids=tuple(remarks.drop_ids),
            schema_version=remarks.schema_version,
            tables={name: state for name, state in tables.items() if name != HISTORY},
            provenance=remarks.provenance,
            writer=uuid4().hex,
        )
        if remarks.version_row is not None:
            rows = [*remarks.history, remarks.version_row(version)]
            known = self.head.tables.get(HISTORY) if self.head is not None and not remarks.history else None
            extended = plan_table(HISTORY, known, Changes(upserts={HISTORY: rows}), self.disk)
            if extended is not None:
                tables[HISTORY], retired[HISTORY] = extended.state, extended.retired
        version = replace(version, tables=tables, retired=write_retired(retired, self.staging.add))
        if remarks.describe is None:
            return version
        return replace(version, documents=dict(self._documents(version, remarks.describe(version))))

    def _documents(self, version: Version, files: Mapping[str, bytes]) -> Iterator[tuple[str, Document]]:
        for name, data in files.items():
            documents.require_name(name, version.tables)
            yield name, self._like_the_earlier(name, data) or documents.whole(data, self.staging.add)

    def _like_the_earlier(self, name: str, data: bytes) -> Document | None:
        earlier = self.head.documents.get(name) if self.head is not None else None
        if earlier is None:
            return None
        try:
            base = unpacked_bytes(self.folder.read_object(earlier.object, check=True))
        except (OSError, DamagedDatasetError):
            # Then this version shall not depend on it.
            return None
        return documents.edited(data, earlier, base)

    def _read(self, part: Part, columns: Sequence[str] | None) -> pa.Table:
        if part.object in self.staging.parts:
            return staged_rows(self.staging, part, columns)
        return self.reader.read(part, columns, check=columns is None)

    def _stage(self, piece: Piece, key: str | None) -> Part:
        data = encode(piece.table)
        first, last = piece.span(key)
        return Part(
            object=self.staging.add(data),
            size=len(data),
            rows=piece.table.num_rows,
            row_sum=f"{piece.row_sum:064x}",
            first=first,
            last=last,
            memory=piece.table.nbytes,
        )


def require_head(folder: Backend, parent: int | None) -> None:
    """Return if ``parent`` is the newest version.

    Raises:
        Conflict: If another writer has published since.
    """
    numbers = folder.log_numbers()
    newest = numbers[-1] if numbers else None
    if newest != parent:
        now = f"version {newest}" if newest is not None else "empty"
        raise Conflict(f"{folder.root}: the dataset is now {now}, no longer {parent}; nothing was published, run again")


def staged_rows(staging: Staging, part: Part, columns: Sequence[str] | None) -> pa.Table:
    """Return the rows of a staged part from the bytes that were written, compared with their sha256.

    Raises:
        DamagedDatasetError: If they are not those that were meant.
    """
    path = staging.parts[part.object]
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != part.object:
        raise DamagedDatasetError.damaged(path)
    return decode(data, columns)
