"""Thinning: of a part that only older versions list, no more is kept than what newer ones do not hold already.

A revision rewrites the part that holds the article. The old part and the new one share nearly all rows, and keeping
both would make twenty versions cost as much as twenty datasets. So the version that takes a part out of a table writes
down how to have its rows without it (`Retired`): the rows that left, kept apart with their places, and the parts that
hold the others. Once such an entry is in the log the part itself is removed. Rows are never removed, only where they
stand twice.

Why reading ends. An object that is absent is not listed by the newest version, and its last retirement is later than
the last version that lists it: else it was not removed. What that retirement names are remainders, which are never
thinned, and parts listed by the version that wrote it; one of these that is absent now was retired later still. So
the versions grow on the way, and the newest has all its parts.

Before a part goes, its rows are made from what is on the disk, checked by sha256, and compared with its own. One that
does not come back just so stays. Killed at any moment, the next opening goes on: what may go follows from the log.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from copydesk.store import remainders
from copydesk.store.backend import Backend
from copydesk.store.errors import DamagedDatasetError
from copydesk.store.parts import Positions, decode, encode
from copydesk.store.retiring import CHOSEN, LEFT, MARKS, PART_COLUMN, places_of, rest_name, without_marks
from copydesk.store.version import Retired, Version, retirements

_HELD = 128 * 1024 * 1024
"""Bytes of remainders that are held decoded while a version is read: each serves many parts."""


_THREADS = 2
"""Parts that are compared at once before they go."""


class UnknownPartError(Exception):
    """A part is not there, and no version says how to do without it."""


class _Way(NamedTuple):
    """How a part is had that is not there."""

    number: int
    """Of the version that says so."""
    table: str
    retired: Retired


class _Rows(NamedTuple):
    """Some rows of some tables."""

    tables: tuple[pa.Table, ...]
    order: Positions
    """Positions in the tables, one after the other."""


class Restorer:
    """Gives the rows of parts that are not there.

    Args:
        folder: Where objects are.
        versions: Those later than a version that lists the part, up to the newest.
        check: Whether objects are read whole and compared with their sha256, or only the pages that are needed.

    Not for several threads at once.
    """

    def __init__(self, folder: Backend, versions: Iterable[Version], *, check: bool = False) -> None:
        self._folder = folder
        self._check = check
        self._ways: dict[str, _Way] = {}
        for version in sorted(versions, key=lambda one: one.number):
            for table, each in version.retired.items():
                self._ways |= {retired.object: _Way(version.number, table, retired) for retired in each}
        self._held: OrderedDict[tuple[str, str, tuple[str, ...] | None], pa.Table] = OrderedDict()

    def rows(self, digest: str, columns: Sequence[str] | None = None, *, anew: bool = False) -> pa.Table:
        """Return the rows of a part in their order, whole or only ``columns``; with ``anew`` even if it is there.

        Raises:
            UnknownPartError: If it, or a part that is needed for it, was not retired.
            DamagedDatasetError: If what was kept of it is missing or damaged, or does not fit together.
        """
        found = self._resolve(digest, columns, digest if anew else None)
        return pa.concat_tables(found.tables).combine_chunks().take(found.order)

    def _resolve(self, digest: str, columns: Sequence[str] | None, absent: str | None) -> _Rows:
        # By hand and not by recursion: a chain is as long as there are versions.
        done: dict[str, _Rows] = {}
        todo = [(digest, 0)]
        while todo:
            current, after = todo[-1]
            if current not in done:
                table = self._present(current, columns) if current != absent else None
                if table is not None:
                    done[current] = _Rows((table,), np.arange(table.num_rows))
                else:
                    way = self._ways.get(current)
                    if way is None or way.number <= after:
                        raise UnknownPartError(current)
                    open_ones = [(kept, way.number) for kept in way.retired.kept if kept not in done]
                    if open_ones:
                        todo += open_ones
                        continue
                    try:
                        done[current] = self._composed(way, [done[kept] for kept in way.retired.kept], columns)
                    except (ValueError, TypeError, LookupError, pa.ArrowNotImplementedError):
                        # Places that are none, columns that are not there: no rows that anybody wrote.
                        raise self._damaged(way.retired) from None
            todo.pop()
        return done[digest]

    def _composed(self, way: _Way, kept: Sequence[_Rows], columns: Sequence[str] | None) -> _Rows:
        retired = way.retired
        tables = [table for rows in kept for table in rows.tables]
        counts = [sum(table.num_rows for table in rows.tables) for rows in kept]
        starts = np.cumsum([0, *counts])
        index = np.concatenate([rows.order + start for rows, start in zip(kept, starts, strict=False)])
        if retired.chosen is not None:
            index = index[places_of(self._rest(retired.chosen, rest_name(way.table, CHOSEN), retired.number, ()))]
        if retired.left is not None:
            lost = self._rest(retired.left, rest_name(way.table, LEFT), retired.number, columns)
            places = places_of(lost)
            whole = np.empty(retired.rows, np.int64)
            stayed = np.ones(retired.rows, bool)
            stayed[places] = False
            whole[places] = starts[-1] + np.arange(len(places))
            whole[stayed] = index
            index = whole
            rest = without_marks(lost)
            tables.append(rest if columns is None else rest.select(list(columns)))
        if len(index) != retired.rows or any(not table.schema.equals(tables[0].schema) for table in tables[1:]):
            raise self._damaged(retired)
        return _Rows(tuple(tables), index)

    def _damaged(self, retired: Retired) -> DamagedDatasetError:
        """Return the error for rows that can not be made; it names what was kept of them, if anything was."""
        return DamagedDatasetError.damaged(self._folder.object_path(retired.left or retired.chosen or retired.object))

    def _present(self, digest: str, columns: Sequence[str] | None) -> pa.Table | None:
        try:
            if self._check or columns is None:
                return decode(self._folder.read_object(digest, check=True), columns)
            with self._folder.open_object(digest) as file:
                return decode(file, columns)
        except FileNotFoundError:
            return None
        except ValueError:
            raise DamagedDatasetError.damaged(self._folder.object_path(digest)) from None

    def _rest(self, digest: str, name: str, number: int, columns: Sequence[str] | None) -> pa.Table:
        """Return the remainders of one part."""
        wanted = None if columns is None else tuple(columns)
        key = digest, name, wanted
        if key not in self._held:
            self._hold(digest, name, wanted)
        table = self._held[key]
        self._held.move_to_end(key)
        # They stand in the order of the numbers.
        parts = table.column(PART_COLUMN).to_numpy()
        start, end = np.searchsorted(parts, [number, number + 1])
        return table.slice(start, end - start)

    def _hold(self, digest: str, name: str, columns: tuple[str, ...] | None) -> None:
        """Read an object of remainders, and hold what is asked of it, with the others that are read with that."""
        try:
            wanted = None if columns is None else {*columns, *MARKS}
            found = remainders.read(self._folder, digest, name, wanted, check=self._check)
        except FileNotFoundError:
            raise DamagedDatasetError.missing(self._folder.object_path(digest)) from None
        except ValueError:
            raise DamagedDatasetError.damaged(self._folder.object_path(digest)) from None
        self._held |= {(digest, other, columns): table for other, table in found.items()}
        while len(self._held) > len(found) and sum(one.nbytes for one in self._held.values()) > _HELD:
            self._held.popitem(last=False)


def thinnable(versions: Sequence[Version]) -> set[str]:
    """Return the parts that the last of ``versions``, the newest of all, makes unnecessary, there or not.

    Args:
        versions: Consecutive, oldest first. What was retired before the first of them is not seen.
    """
    listed: dict[str, int] = {}
    retired: dict[str, int] = {}
    rest: set[str] = set()
    for version in versions:
        listed |= dict.fromkeys(version.listed, version.number)
        retired |= {one.object: version.number for one in retirements(version)}
        rest |= version.remainders
    return {digest for digest, number in retired.items() if number > listed.get(digest, 0)} - rest


def thin(folder: Backend, load: Callable[[int], Version], since: int, *, wait: bool = False) -> int:
    """Remove the parts that were retired by version ``since`` or later, and return the bytes that became free.

    Does nothing while a writer relies on what is there (with ``wait`` it waits), or on a file system without locks.

    Raises:
        OSError: As it comes. What is removed till then is removed rightly.
    """
    with folder.alone(wait=wait) as alone:
        if not alone:
            return 0
        versions = [load(number) for number in folder.log_numbers() if number >= since]
        there = [digest for digest in sorted(thinnable(versions)) if folder.has_object(digest)]
        with ThreadPoolExecutor(_THREADS) as pool:
            shares = [there[start::_THREADS] for start in range(_THREADS)]
            returning = list(pool.map(lambda share: _those_that_come_back(folder, versions, share), shares))
        return folder.delete_objects(digest for share in returning for digest in share)


def _those_that_come_back(folder: Backend, versions: Sequence[Version], parts: Sequence[str]) -> list[str]:
    restorer = Restorer(folder, versions, check=True)
    return [digest for digest in parts if _comes_back(folder, restorer, digest)]


def _comes_back(folder: Backend, restorer: Restorer, digest: str) -> bool:
    """Return whether the part is had row for row without itself."""
    try:
        data = folder.read_object(digest, check=True)
        made = restorer.rows(digest, anew=True)
        # Rows with a "not a number" equal none, themselves included; their bytes do.
        return bool(made.equals(decode(data))) or encode(made) == data
    except (UnknownPartError, DamagedDatasetError, ValueError, TypeError, LookupError):
        return False
