"""Rows of the parts of a version, wherever they stand now."""

from collections.abc import Callable, Collection, Iterator, Sequence
from threading import Lock
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from copydesk.store.backend import Backend
from copydesk.store.errors import DamagedDatasetError
from copydesk.store.making import within
from copydesk.store.parts import decode, decode_schema, encode, holds
from copydesk.store.thin import Restorer, UnknownPartError
from copydesk.store.version import Part, TableState, Version

_TRIES = 5
"""How often the log is read again when a part vanishes just while it is read: others publish and thin meanwhile."""


_AHEAD = 16
"""Parts that are asked for at once where asking takes its time."""


class Reader:
    """Reads parts.

    Args:
        folder: Where they are.
        later: Gives the versions that may say how to do without a part: all, or those later than one that lists it.
    """

    def __init__(self, folder: Backend, later: Callable[[], Sequence[Version]]) -> None:
        self._folder = folder
        self._later = later
        self._restorer: Restorer | None = None
        self._lock = Lock()

    def read(self, part: Part, columns: Sequence[str] | None = None, *, check: bool = True) -> pa.Table:
        """Return a part's rows, whole or only ``columns``, in that order.

        With ``check`` the part is compared with its sha256; without it only the pages that are read are checked.

        Raises:
            DamagedDatasetError: If the part is missing or damaged.
        """
        path = self._folder.object_path(part.object)
        try:
            if check or columns is None:
                return decode(self._folder.read_object(part.object, part.size, check=check), columns)
            with self._folder.open_object(part.object) as file:
                return decode(file, columns)
        except FileNotFoundError:
            return self._restored(part, columns)
        except ValueError as error:
            raise DamagedDatasetError.damaged(path) from error

    def data(self, part: Part) -> bytes:
        """Return a part as a Parquet file: its own, or one with the same rows."""
        try:
            return self._folder.read_object(part.object, part.size, check=True)
        except FileNotFoundError:
            return encode(self._restored(part, None))

    def schema(self, part: Part) -> pa.Schema:
        """Return the columns of a part."""
        try:
            with self._folder.open_object(part.object) as file:
                return decode_schema(file)
        except FileNotFoundError:
            return self._restored(part, None).schema
        except ValueError as error:
            raise DamagedDatasetError.damaged(self._folder.object_path(part.object)) from error

    def scan(self, state: TableState, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give a table part by part; of its files only what these columns need is read."""
        for start in range(0, len(state.parts), _AHEAD):
            ahead = state.parts[start : start + _AHEAD]
            self._folder.fetch(ahead)
            yield from (self.read(part, columns, check=False) for part in ahead)

    def matching(
        self, state: TableState, column: str, values: Collection[Any], columns: Sequence[str] | None = None
    ) -> pa.Table:
        """Return the rows in whose ``column`` stands one of ``values``; None is a value like any other."""
        wanted = list(columns) if columns is not None else list(state.columns)
        found = []
        for part in state.parts:
            if column == state.key and None not in values and not within(part, values):
                continue
            mask = holds(self.read(part, [column], check=False), values, column)
            if pc.any(mask).as_py():
                found.append(self.read(part, wanted, check=False).filter(mask))
        return pa.concat_tables(found or [self.schema(state.parts[0]).empty_table().select(wanted)])

    def _restored(self, part: Part, columns: Sequence[str] | None) -> pa.Table:
        with self._lock:
            for _ in range(_TRIES):
                try:
                    self._restorer = self._restorer or Restorer(self._folder, self._later())
                    return self._restorer.rows(part.object, columns)
                except UnknownPartError:
                    self._restorer = None
        raise DamagedDatasetError.missing(self._folder.object_path(part.object))
