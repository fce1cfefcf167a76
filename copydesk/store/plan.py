"""Which parts a table has after a commit: shared ones, rewritten ones, new ones.

New rows make a new small part. A revision rewrites the parts that hold the article and no other. When a table has
more than `MAX_SMALL` small parts, these (and only these) are merged. The rest is shared with the parent version.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from copydesk.errors import CopydeskError
from copydesk.store.parts import Piece, bare, content_hash, cut, holds, part_bytes, row_sum, without
from copydesk.store.version import KEY, Part, TableState

MAX_SMALL = 16
"""Small parts that a table may have. A daily drop thus costs a merge of half a month about twice a month."""

PACKED = 4
"""In-memory bytes to one on disk, roughly."""

ReadPart = Callable[[Part, Sequence[str] | None], pa.Table]
"""Reads a part's rows, of the named columns or of all."""


@dataclass(frozen=True)
class Changes:
    """What a commit does to the tables of its parent.

    Tables without an ``article_id`` that are named in ``upserts`` only ever grow (quarantine).
    A table that is named for the first time comes into being, with rows or without.
    """

    upserts: Mapping[str, pa.Table] = field(default_factory=dict)
    """Rows to add. An article that the dataset has already must also be in ``replaced``."""
    replaced: Collection[str] = frozenset()
    """article_ids whose old rows leave every table that has an ``article_id``: revisions and withdrawals."""
    whole: Mapping[str, pa.Table] = field(default_factory=dict)
    """Tables that are written anew with exactly these rows."""
    leaving: Mapping[str, tuple[str, Collection[str]]] = field(default_factory=dict)
    """By table: a column of text, and the values in it whose rows leave. For tables without an ``article_id`` that
    change row by row (learned_lines); ``upserts`` may bring new rows of the same values."""


PRIMARY = "articles"
"""The table in which every article has its row: it tells whether an article is known."""

Leaving = tuple[str, Collection[str]]
"""A column, and the values in it whose rows leave."""

Plan = dict[str, list[Part | Piece]]
"""The parts, there already or to be written, of each table that is not simply shared with the parent."""


def plan(changes: Changes, tables: Mapping[str, TableState], read: ReadPart) -> Plan | None:
    """Return what ``changes`` make of the parent's ``tables``, or None if no row would change.

    Raises:
        CopydeskError: If the changes do not fit: an article that is known but not replaced, other columns, a name that
            is no folder name.
    """
    _check_names(changes)
    _refuse_known(changes, tables, read)
    planned: Plan = {name: plan_whole(table) for name, table in changes.whole.items()}
    for name in sorted({*tables, *changes.upserts} - set(planned)):
        leaving = (KEY, changes.replaced)
        if name in tables and not tables[name].keyed:
            leaving = changes.leaving.get(name, (KEY, ()))
        parts = _plan_table(name, tables.get(name), changes.upserts.get(name), leaving, read)
        if parts is not None:
            planned[name] = parts
    return planned if any(_differs(pieces, tables.get(name)) for name, pieces in planned.items()) else None


def _plan_table(
    name: str, state: TableState | None, added: pa.Table | None, leaving: Leaving, read: ReadPart
) -> list[Part | Piece] | None:
    """Return the parts of a table after rows that are ``leaving`` left and ``added`` ones came; None if none did."""
    kept: list[Part | Piece] = [part for part in state.parts if part.rows] if state is not None else []
    if state is not None and added is not None:
        require_same_columns(name, added, read(state.parts[0], None).schema)
    changed = added is not None and (state is None or added.num_rows > 0)
    if state is not None and leaving[1]:
        rewritten = _rewrite(kept, leaving, read)
        changed = changed or rewritten != kept
        kept = rewritten
    if not changed:
        return None
    full = part_bytes(sum(map(_bytes, kept)) + (added.nbytes if added is not None else 0))
    pieces = _compact([*kept, *(cut(added, full) if added is not None else [])], full, read)
    return pieces or [_empty(state, added, read)]


def plan_whole(table: pa.Table) -> list[Part | Piece]:
    """Return the pieces of a table that is written anew."""
    return [*cut(table, part_bytes(table.nbytes))] or [Piece(bare(table), 0)]


def require_same_columns(name: str, added: pa.Table, schema: pa.Schema) -> None:
    """Refuse rows that cannot stand in one table with those of the dataset.

    Raises:
        CopydeskError: If names, types or the order of columns differ.
    """
    if bare(added).schema.equals(schema):
        return
    old = {item.name: (item.type, item.nullable) for item in schema}
    new = {item.name: (item.type, item.nullable) for item in added.schema}
    differing = sorted(column for column in old | new if old.get(column) != new.get(column))
    where = f"columns {', '.join(differing)} differ" if differing else "the order of columns differs"
    raise CopydeskError(f"table {name}: {where} from those of the dataset; build a new dataset from all drops")


def columns_of(pieces: Sequence[Part | Piece], state: TableState | None) -> tuple[str, ...]:
    """Return the columns of a planned table; ``state`` is the parent's, from which all its parts may be shared."""
    for piece in pieces:
        if isinstance(piece, Piece):
            return tuple(piece.table.column_names)
    return state.columns if state is not None else ()


def _differs(pieces: Sequence[Part | Piece], state: TableState | None) -> bool:
    """Return whether the table's rows are others than the parent's; one that comes into being empty is not."""
    rows = sum(map(_rows, pieces))
    if state is None:
        return rows > 0
    return content_hash(columns_of(pieces, state), rows, map(_sum, pieces)) != state.content_hash


def _check_names(changes: Changes) -> None:
    for name in {*changes.upserts, *changes.whole}:
        if not name.isidentifier():
            raise CopydeskError(f"{name!r} cannot be the name of a table; use letters, digits and underscores")
        if name in changes.upserts and name in changes.whole:
            raise CopydeskError(f"table {name} is given both as rows to add and whole; give it once")


def _refuse_known(changes: Changes, tables: Mapping[str, TableState], read: ReadPart) -> None:
    """Refuse articles that are added but not replaced although they are known: their rows would stand there twice."""
    added = changes.upserts.get(PRIMARY)
    if added is None or PRIMARY not in tables:
        return
    new = [article for article in added.column(KEY).to_pylist() if article is not None]
    for part in _candidates(tables[PRIMARY].parts, known := set(new) - set(changes.replaced)):
        keys = read(part, [KEY])
        found = keys.filter(holds(keys, known))
        if found.num_rows:
            article = found.column(KEY)[0]
            raise CopydeskError(f"article {article} is in the dataset already; a revision must be in `replaced`")


def _rewrite(parts: Sequence[Part | Piece], leaving: Leaving, read: ReadPart) -> list[Part | Piece]:
    """Take the rows that are ``leaving`` out of the parts that have any."""
    column, values = leaving
    there = [part for part in parts if isinstance(part, Part)]
    candidates = set(_candidates(there, values) if column == KEY else there)
    result: list[Part | Piece] = []
    for part in parts:
        if not isinstance(part, Part) or part not in candidates:
            result.append(part)
            continue
        gone = holds(read(part, [column]), values, column)
        if not pc.any(gone).as_py():
            result.append(part)
            continue
        table = read(part, None)
        kept = table.filter(pc.invert(gone))
        if kept.num_rows:
            # Only the few rows that leave are hashed again.
            result.append(Piece(kept, without(_sum(part), row_sum(table.filter(gone)))))
    return result


def _candidates(parts: Sequence[Part], ids: Collection[str]) -> list[Part]:
    """Return the parts whose range of article_ids holds one of ``ids``."""
    ordered = sorted(ids)
    return [
        part
        for part in parts
        if part.first is not None
        and part.last is not None
        and (at := bisect_left(ordered, part.first)) < len(ordered)
        and ordered[at] <= part.last
    ]


def _compact(pieces: list[Part | Piece], full: int, read: ReadPart) -> list[Part | Piece]:
    """Merge the parts of less than half of ``full`` bytes when there are too many."""
    small = [piece for piece in pieces if _bytes(piece) < full // 2]
    if len(small) <= MAX_SMALL:
        return pieces
    merged = pa.concat_tables([piece.table if isinstance(piece, Piece) else read(piece, None) for piece in small])
    return [*(piece for piece in pieces if _bytes(piece) >= full // 2), *cut(merged, full)]


def _empty(state: TableState | None, added: pa.Table | None, read: ReadPart) -> Piece:
    """Return a part without rows that keeps the table's columns, so that readers of the empty table do not fail."""
    if added is None:
        assert state is not None  # noqa: S101 - a table that is neither there nor given has no plan
        added = read(state.parts[0], None)
    return Piece(bare(added).slice(0, 0), 0)


def _rows(piece: Part | Piece) -> int:
    return piece.rows if isinstance(piece, Part) else piece.table.num_rows


def _sum(piece: Part | Piece) -> int:
    return int(piece.row_sum, 16) if isinstance(piece, Part) else piece.row_sum


def _bytes(piece: Part | Piece) -> int:
    """Return the in-memory bytes of a piece, an estimate where it is on disk."""
    return piece.size * PACKED if isinstance(piece, Part) else piece.table.nbytes
