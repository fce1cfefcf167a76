"""The parts of one table, as a commit makes them."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.store.parts import (
    MODULUS,
    Piece,
    Positions,
    content_hash,
    holds,
    in_order,
    order_by,
    part_bytes,
    row_sum,
    slices,
    without,
)
from copydesk.store.retiring import Retirement, Retiring
from copydesk.store.version import Part, TableState

GROWTH = 2
"""A small part is merged with the new rows if it is at most so many times as large as all that are merged already. So
a table has few small parts, each larger than those that came later together, and a row is rewritten a few times
until its part is full."""

WAITING = 64 * 1024 * 1024
"""In-memory bytes of what stays of parts that lost rows, and is held until it is known whether new rows of the same
keys come, or small ones to be merged with. What is more is written as it is."""

Leaving = Sequence[tuple[str, Collection[Any]]]
"""Columns, and the values in them whose rows leave."""


class Disk(NamedTuple):
    """How parts that are there are read, and new ones are written."""

    read: Callable[[Part, Sequence[str] | None], pa.Table]
    """Reads a part's rows, of the named columns or of all."""
    schema: Callable[[Part], pa.Schema]
    stage: Callable[[Piece, str | None], Part]
    """Writes rows as a part; its bounds are those of the named column."""


class Planned(NamedTuple):
    """A table that is not simply shared with the parent."""

    state: TableState
    retired: tuple[Retirement, ...] = ()
    """Parts of the parent that need not stay."""


@dataclass(frozen=True)
class _Unwritten:
    """Rows that may yet be merged with others."""

    piece: Piece
    old: Part | None
    """The part whose rows these are, as far as they stay; None: new rows."""


@dataclass
class _Rewritten:
    """A large part of the parent without the rows that left, and new rows of the same keys, which take their place."""

    stays: _Unwritten
    arrived: list[pa.Table] = field(default_factory=list)


class Making:
    """One table on its way from the parent's parts to the next version's. Full parts are written as they come."""

    def __init__(self, key: str | None, size: int, disk: Disk) -> None:
        self.full = part_bytes(size)
        """In-memory bytes of a full part, in a table of ``size`` bytes."""
        self.changed = False
        self._key = key
        self._disk = disk
        self._items: list[Part | _Unwritten | _Rewritten] = []
        self._waiting = 0
        """In-memory bytes of what stays of parts that lost rows and are not yet written."""
        self._homes: dict[Any, _Rewritten] = {}
        """By key that left it."""
        self._left: pa.Array[Any] | None = None
        """The keys of the same."""
        self._new: list[pa.Table] = []
        """New rows that do not fill a part yet."""
        self._new_bytes = 0
        self._retiring = Retiring()

    def take(self, part: Part, leaving: Leaving) -> None:
        """Take over a part of the parent without the rows that are ``leaving``."""
        gone = self._gone(part, leaving)
        if gone is None or not pc.any(gone).as_py():
            self._items.append(part)
            return
        self.changed = True
        table = self._disk.read(part, None)
        lost, kept = table.filter(gone), table.filter(pc.invert(gone))
        self._retiring.lose(part, lost, np.flatnonzero(gone.to_numpy(zero_copy_only=False)))
        if not kept.num_rows:
            return
        # Only the few rows that leave are hashed again.
        stays = _Unwritten(Piece(kept, without(int(part.row_sum, 16), row_sum(lost))), part)
        is_large = kept.nbytes >= self.full // 2
        if self._waiting + kept.nbytes > WAITING or (is_large and self._key is None):
            self._items.append(self._write(stays))
            return
        self._waiting += kept.nbytes
        if not is_large:
            self._items.append(stays)
        elif self._key is not None:
            home = _Rewritten(stays)
            self._items.append(home)
            self._homes |= dict.fromkeys(filter(None, lost.column(self._key).unique().to_pylist()), home)

    def expect(self, size: int) -> None:
        """Make larger parts from now on, if the table turns out to be of more than the ``size`` known so far."""
        self.full = max(self.full, part_bytes(size))

    def add(self, table: pa.Table) -> None:
        """Add new rows."""
        self.changed = self.changed or table.num_rows > 0
        self._wait(self._without_those_at_home(table))
        if self._new_bytes < self.full:
            return
        pieces = self._cut_new()
        # Only the last may still grow: rows without a key stay in their order.
        if pieces and pieces[-1].nbytes < self.full // 2:
            self._wait(pieces.pop())
        for rows in pieces:
            self._items.append(self._write(_unwritten(rows)))

    def finish(self, schema: pa.Schema) -> Planned:
        """Return the table; it has one empty part if it has no rows, so that readers of it do not fail."""
        self._items += map(_unwritten, self._cut_new())
        self._merge()
        parts = [part for item in self._items for part in self._parts(item)]
        parts = parts or [self._disk.stage(Piece(schema.empty_table(), 0), self._key)]
        return Planned(state_of(schema.names, parts, self._key), self._retiring.paying(parts))

    def _parts(self, item: Part | _Unwritten | _Rewritten) -> list[Part]:
        if isinstance(item, Part):
            return [item]
        if isinstance(item, _Unwritten):
            return [self._write(item)]
        return self._merged([item.stays, *map(_unwritten, item.arrived)])

    def _write(self, rows: _Unwritten) -> Part:
        part = self._disk.stage(rows.piece, self._key)
        if rows.old is not None:
            self._retiring.keep(rows.old, [part.object], None)
        return part

    def _wait(self, rows: pa.Table) -> None:
        self._new.append(rows)
        self._new_bytes += rows.nbytes

    def _cut_new(self) -> list[pa.Table]:
        """Take out the new rows, sorted and cut."""
        new, self._new, self._new_bytes = self._new, [], 0
        return list(slices(in_order(pa.concat_tables(new), self._key), self.full, self._key)) if new else []

    def _without_those_at_home(self, table: pa.Table) -> pa.Table:
        """Give rows back to the part that older rows of the same key have left, and return the others."""
        if self._key is None or not self._homes:
            return table
        keys = table.column(self._key).combine_chunks()
        if self._left is None:
            # All are known before any row comes.
            self._left = pa.array(list(self._homes), keys.type)
        mask = pc.is_in(keys, value_set=self._left)
        arriving = table.filter(mask)
        places: dict[int, list[int]] = {}
        homes = [self._homes[key] for key in arriving.column(self._key).to_pylist()]
        for place, home in enumerate(homes):
            places.setdefault(id(home), []).append(place)
        for home in {id(home): home for home in homes}.values():
            home.arrived.append(arriving.take(places[id(home)]))
        return table.filter(pc.invert(mask))

    def _gone(self, part: Part, leaving: Leaving) -> pa.BooleanArray | None:
        """Return which rows of a part leave; None if it needs no look to see that none does."""
        asked = [(column, values) for column, values in leaving if values and self._may_hold(part, column, values)]
        if not asked:
            return None
        table = self._disk.read(part, sorted({column for column, _ in asked}))
        gone = [holds(table, values, column) for column, values in asked]
        return gone[0] if len(gone) == 1 else pc.or_(gone[0], gone[1])

    def _may_hold(self, part: Part, column: str, values: Collection[Any]) -> bool:
        return column != self._key or within(part, values)

    def _merge(self) -> None:
        """Merge what is small and written anyway with small parts that are not much larger (`GROWTH`)."""
        groups: list[list[Part | _Unwritten]] = [[]]
        size = 0
        for item in self._mergeable():
            if isinstance(item, Part) and (item.memory > GROWTH * size or size >= self.full):
                break
            if size >= self.full:
                groups.append([])
                size = 0
            groups[-1].append(item)
            size += _memory(item)
        chosen = {id(item) for group in groups for item in group}
        self._items = [item for item in self._items if id(item) not in chosen]
        if self._key is None:
            # They were picked from the end on.
            groups = [group[::-1] for group in reversed(groups)]
        for group in groups:
            self._items += self._merged(group)

    def _mergeable(self) -> list[Part | _Unwritten]:
        """Return the small items, those first that others may join."""
        items = [item for item in self._items if not isinstance(item, _Rewritten)]
        if self._key is None:
            # Rows without a key stay in the order in which they came: only neighbours at the end are merged.
            return list(takewhile(self._is_small, reversed(items)))
        return sorted(filter(self._is_small, items), key=lambda item: (isinstance(item, Part), _memory(item)))

    def _merged(self, items: Sequence[Part | _Unwritten]) -> list[Part]:
        """Write parts that hold the rows of all ``items``."""
        if len(items) < 2:
            return [self._write(item) if isinstance(item, _Unwritten) else item for item in items]
        tables = [item.piece.table if isinstance(item, _Unwritten) else self._disk.read(item, None) for item in items]
        whole = pa.concat_tables(tables)
        order = order_by(whole, self._key)
        place = np.arange(whole.num_rows)
        if order is not None:
            whole = whole.take(order)
            place = np.argsort(order, kind="stable")
        pieces = list(slices(whole, self.full, self._key))
        # Hashing is what takes long, and of a single part the sum follows.
        sums = [sum(map(_sum, items)) % MODULUS] if len(pieces) == 1 else [row_sum(piece) for piece in pieces]
        parts = [self._disk.stage(Piece(*piece), self._key) for piece in zip(pieces, sums, strict=True)]
        ends = np.cumsum([part.rows for part in parts])
        start = 0
        for item, table in zip(items, tables, strict=True):
            own = place[start : start + table.num_rows]
            start += table.num_rows
            old = item.old if isinstance(item, _Unwritten) else item
            if old is not None:
                self._retiring.keep(old, *sources(own, parts, ends))
        return parts

    def _is_small(self, item: Part | _Unwritten) -> bool:
        return _memory(item) < self.full // 2


def state_of(columns: Sequence[str], parts: Sequence[Part], key: str | None) -> TableState:
    """Return the table that these parts make."""
    rows = sum(part.rows for part in parts)
    hashed = content_hash(columns, rows, (int(part.row_sum, 16) for part in parts))
    return TableState(tuple(columns), rows, hashed, tuple(parts), key)


def within(part: Part, values: Collection[Any]) -> bool:
    """Return whether the part's range of keys holds one of ``values``; rows without a key are in no range."""
    ordered = sorted(value for value in values if value is not None)
    if part.first is None or part.last is None:
        return False
    at = bisect_left(ordered, part.first)
    return at < len(ordered) and ordered[at] <= part.last


def sources(own: Positions, parts: Sequence[Part], ends: Positions) -> tuple[list[str], Positions]:
    """Return those of ``parts`` that hold the rows at the positions ``own``, and the positions in these alone."""
    of = np.searchsorted(ends, own, side="right")
    used = np.unique(of)
    sizes = np.array([part.rows for part in parts])
    before = np.concatenate([[0], np.cumsum(sizes[used])[:-1]])
    starts = ends - sizes
    return [parts[index].object for index in used], own - starts[of] + before[np.searchsorted(used, of)]


def _unwritten(rows: pa.Table) -> _Unwritten:
    return _Unwritten(Piece(rows, row_sum(rows)), None)


def _memory(item: Part | _Unwritten) -> int:
    return item.memory if isinstance(item, Part) else item.piece.table.nbytes


def _sum(item: Part | _Unwritten) -> int:
    return int(item.row_sum, 16) if isinstance(item, Part) else item.piece.row_sum
