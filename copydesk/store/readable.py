"""Reading a dataset: its versions, and any table of any of them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from copydesk.errors import CopydeskError
from copydesk.places import Place
from copydesk.store.backend import Backend, backend
from copydesk.store.blobs import unpack, unpacked_bytes
from copydesk.store.documents import shown
from copydesk.store.errors import DamagedDatasetError, one_clear_line
from copydesk.store.export import export_version
from copydesk.store.floor import read_floor
from copydesk.store.log import Log
from copydesk.store.reading import Reader
from copydesk.store.version import Document, Part, TableState, Version


@dataclass(frozen=True)
class ReadableDataset:
    """A dataset to read from. Holds no state: every call looks at what is there, so others' commits are seen."""

    path: Place
    """Its folder, or where it is in an object store."""

    def head(self) -> Version | None:
        """Return the newest version, or None if nothing was published yet."""
        numbers = self._log.numbers()
        return self._log.load(numbers[-1]) if numbers else None

    def versions(self) -> list[Version]:
        """Return all versions, oldest first."""
        return self._log.since(0)

    def version(self, number: int) -> Version:
        """Return one version. `versions` also has those whose rows were given up.

        Raises:
            CopydeskError: If there is none of that number, or it was given up.
        """
        numbers = self._log.numbers()
        if number not in numbers:
            known = f"there are {numbers[0]} to {numbers[-1]}" if numbers else "nothing was published yet"
            raise CopydeskError(f"{self.path}: no version {number}; {known}")
        self._refuse_given_up(number)
        return self._log.load(number)

    def read(
        self,
        table: str,
        version: Version | int | None = None,
        columns: Sequence[str] | None = None,
        *,
        check: bool = True,
    ) -> pa.Table:
        """Return a table of the newest or the given version, whole or only ``columns`` (in that order).

        Rows come in an order that is the same for every reading of the version: sorted by article_id inside a part,
        rows of an article together and in the order in which they were given. Sort by the key for more.

        With ``check`` every part is compared with its sha256; without it only the pages that are read are checked,
        which is quicker for a few columns of a large table.

        Raises:
            CopydeskError: If there is no such version, table or column.
            DamagedDatasetError: If a part is missing or damaged.
        """
        state, reader = self._open_table(table, version, columns or ())
        with one_clear_line(self.path, f"read table {table}"):
            self._folder.fetch(state.parts)
            return pa.concat_tables([reader.read(part, columns, check=check) for part in state.parts])

    def scan(
        self, table: str, version: Version | int | None = None, columns: Sequence[str] | None = None
    ) -> Iterator[pa.Table]:
        """Give a table as `read` does, part by part: in memory is one at a time.

        Only what ``columns`` need is read of the files, its pages checked.
        """
        state, reader = self._open_table(table, version, columns or ())
        with one_clear_line(self.path, f"read table {table}"):
            yield from reader.scan(state, columns)

    def matching(
        self,
        table: str,
        version: Version | int | None,
        column: str,
        values: Collection[Any],
        columns: Sequence[str] | None = None,
    ) -> pa.Table:
        """Return the rows in whose ``column`` stands one of ``values``; None is a value like any other."""
        state, reader = self._open_table(table, version, [column, *(columns or ())])
        with one_clear_line(self.path, f"read table {table}"):
            return reader.matching(state, column, values, columns)

    def changed_parts(self, table: str, a: Version, b: Version) -> tuple[list[Part], list[Part]]:
        """Return the parts of a table that only ``a`` has, and those that only ``b`` has, for `read_part`.

        All rows that differ stand in these; equal ones may. A version without the table has no part of it.
        """
        old, new = (version.tables[table].parts if table in version.tables else () for version in (a, b))
        names = [{part.object for part in parts} for parts in (old, new)]
        return [part for part in old if part.object not in names[1]], [
            part for part in new if part.object not in names[0]
        ]

    def read_part(self, part: Part, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows of a part that some version lists, whole or only ``columns``."""
        with one_clear_line(self.path, "read a part"):
            return Reader(self._folder, self.versions).read(part, columns, check=columns is None)

    def files(self, table: str, version: Version | int | None = None) -> list[Place]:
        """Return the Parquet files that make up a table, for readers other than this one.

        Raises:
            CopydeskError: If some are no longer kept as files, since newer versions hold most of their rows.
        """
        found = self._version(version)
        state = self._state(found, table)
        there = all(self._folder.has_object(part.object) for part in state.parts)
        if not there and found.number != self._log.numbers()[-1]:
            raise CopydeskError(
                f"{self.path}: version {found.number} is no longer kept as plain files of its own;"
                f" run `copydesk export {found.number} FOLDER` to have them"
            )
        return [self._folder.object_path(part.object) for part in state.parts]

    def document(self, name: str, version: Version | int | None = None) -> bytes:
        """Return a file that was kept with the newest or the given version.

        Raises:
            CopydeskError: If the version has none of that name.
        """
        found = self._version(version)
        if name not in found.documents:
            raise CopydeskError(f"{self.path}: version {found.number} has no document {name!r}")
        return self._document(found.documents[name])

    def blob(self, digest: str) -> bytes:
        """Return the bytes of a file as it was dropped; ``digest`` is that of its `Blob`.

        Raises:
            DamagedDatasetError: If it is not there or damaged.
        """
        return self._unpacked(digest)

    def unpack(self, digest: str, target: Path) -> None:
        """Make ``target`` a file as it was dropped, however large; ``digest`` is that of its `Blob`.

        Raises:
            DamagedDatasetError: If it is not there or damaged; then ``target`` may hold a part of it.
        """
        path = self._folder.object_path(digest)
        with one_clear_line(self.path, "unpack a dropped file"):
            if not self._folder.has_object(digest):
                raise DamagedDatasetError.missing(path)
            with self._folder.open_object(digest) as source, target.open("xb") as plain:
                try:
                    unpack(source, plain)
                except OSError as error:
                    if error.errno is not None:
                        raise
                    raise DamagedDatasetError.damaged(path) from error

    def has_blob(self, digest: str) -> bool:
        """Tell whether a file is kept; gc gives up those of withdrawn articles. Its bytes are not looked at."""
        return self._folder.has_object(digest)

    def export(self, version: Version | int, folder: Path) -> None:
        """Write a version as plain Parquet files, ``folder/<table>/part-….parquet``, with its documents beside them.

        The files are copies, the folder's own; nothing but them is in it. It is there as a whole or not at all.

        Raises:
            CopydeskError: If there is no such version, or ``folder`` holds files already or cannot be written.
        """
        found = self._version(version)
        with one_clear_line(folder, f"export version {found.number}"):
            export_version(found, folder, self._reader(found), self._document)

    def _open_table(
        self, table: str, version: Version | int | None, columns: Sequence[str]
    ) -> tuple[TableState, Reader]:
        found = self._version(version)
        state = self._state(found, table)
        unknown = sorted(set(columns) - set(state.columns))
        if unknown:
            raise CopydeskError(f"table {table} has no column {', '.join(unknown)}; it has {', '.join(state.columns)}")
        return state, self._reader(found)

    def _reader(self, version: Version) -> Reader:
        return Reader(self._folder, lambda: self._log.since(version.number))

    def _version(self, version: Version | int | None) -> Version:
        if isinstance(version, int):
            return self.version(version)
        found = version or self.head()
        if found is None:
            raise CopydeskError(f"{self.path}: nothing was published yet; run `copydesk build`")
        if version is not None:
            # The newest never is.
            self._refuse_given_up(found.number)
        return found

    def _refuse_given_up(self, number: int) -> None:
        with one_clear_line(self.path, "read the dataset"):
            floor = read_floor(self.path)
        if number < floor.number:
            when = f" on {floor.at:%Y-%m-%d}" if floor.at is not None else ""
            raise CopydeskError(
                f"{self.path}: version {number} was given up by `copydesk gc`{when};"
                f" the oldest readable is {floor.number}"
            )

    def _state(self, version: Version, table: str) -> TableState:
        if table not in version.tables:
            raise CopydeskError(f"{self.path}: no table {table!r}; there are {', '.join(sorted(version.shown))}")
        return version.tables[table]

    def _document(self, document: Document) -> bytes:
        return shown(document, self._unpacked(document.object))

    def _unpacked(self, digest: str) -> bytes:
        """Return what was packed into an object, which is compared with its sha256."""
        with one_clear_line(self.path, "read the dataset"):
            try:
                data = self._folder.read_object(digest, check=True)
            except FileNotFoundError:
                raise DamagedDatasetError.missing(self._folder.object_path(digest)) from None
        try:
            return unpacked_bytes(data)
        except OSError as error:
            raise DamagedDatasetError.damaged(self._folder.object_path(digest)) from error

    @property
    def _folder(self) -> Backend:
        return backend(self.path)

    @property
    def _log(self) -> Log:
        return Log(self._folder)
