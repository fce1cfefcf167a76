"""Which parts the tables have after a commit: shared ones, rewritten ones, new ones.

A revision rewrites the parts that hold the article and no other. Other new rows make a new part, with those small
parts that are not much larger (`copydesk.store.making.GROWTH`). The rest is shared with the parent version. Of the
parts that go, the rows that stay nowhere are kept apart (`copydesk.store.retiring`).

A table is never in memory as a whole: full parts are written as they are made (`copydesk.store.making`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pyarrow as pa

from copydesk.errors import CopydeskError
from copydesk.store.changes import Changes, chunks
from copydesk.store.making import Disk, Making, Planned, within
from copydesk.store.parts import bare, holds
from copydesk.store.version import KEY, TableState

_THREADS = 2
"""Tables that are made at once: most of the time goes into packing parts, which needs no Python."""

PRIMARY = "articles"
"""The table in which every article has its row: it tells whether an article is known."""


def plan(changes: Changes, tables: Mapping[str, TableState], disk: Disk) -> dict[str, Planned] | None:
    """Return the tables that ``changes`` make others than the parent's ``tables``, or None if no row would change.

    Raises:
        CopydeskError: If the changes do not fit: an article that is known but not replaced, other columns, a name that
            is no folder name.
    """
    changes.check()
    planned: dict[str, Planned | None] = {
        name: plan_whole(table, tables.get(name), disk) for name, table in changes.whole.items()
    }
    names = sorted({*tables, *changes.upserts} - set(planned))
    # Rows that the caller makes as they are asked for are asked for by one thread, one table after the other.
    streamed = [name for name in names if not isinstance(changes.upserts.get(name), pa.Table | None)]
    planned |= {name: plan_table(name, tables.get(name), changes, disk) for name in streamed}
    at_once = [name for name in names if name not in planned]
    with ThreadPoolExecutor(_THREADS) as pool:
        results = pool.map(lambda name: plan_table(name, tables.get(name), changes, disk), at_once)
        planned |= dict(zip(at_once, results, strict=True))
    changed = {
        name: table
        for name, table in planned.items()
        if table is not None and (name not in tables or table.state.content_hash != tables[name].content_hash)
    }
    # A table that comes into being without rows is no reason for a version, but is part of one.
    return changed if any(name in tables or table.state.rows for name, table in changed.items()) else None


def plan_table(name: str, state: TableState | None, changes: Changes, disk: Disk) -> Planned | None:
    """Return a table after rows of it left and others came; None if none did."""
    added = changes.upserts.get(name)
    arriving = _fitting(name, state, added, changes.replaced, disk)
    first = next(arriving, None)
    if state is None and first is None:
        return None
    schema = first.schema if first is not None else disk.schema(state.parts[0]) if state is not None else pa.schema([])
    kept = [part for part in state.parts if part.rows] if state is not None else []
    key = state.key if state is not None else KEY if KEY in schema.names and name not in changes.lasting else None
    size = sum(part.memory for part in kept)
    making = Making(key, size + (added.nbytes if isinstance(added, pa.Table) else 0), disk)
    leaving = [changes.leaving[name]] if name in changes.leaving else []
    if key is not None and name not in changes.lasting:
        # Sorted once: it is asked of every part whether its range holds any.
        leaving.append((key, sorted(changes.replaced)))
    for part in kept:
        making.take(part, leaving)
    for table in chain([first] if first is not None else [], arriving):
        # Of tables that come one by one nobody knows how many are still to come: as many again.
        size += table.nbytes if isinstance(added, pa.Table) else 2 * table.nbytes
        making.expect(size)
        making.add(table)
    return making.finish(schema) if making.changed or state is None else None


def plan_whole(table: pa.Table, state: TableState | None, disk: Disk) -> Planned:
    """Return a table that is written anew."""
    table = bare(table)
    key = state.key if state is not None else KEY if KEY in table.column_names else None
    making = Making(key, table.nbytes, disk)
    making.add(table)
    return making.finish(table.schema)


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


def _fitting(
    name: str,
    state: TableState | None,
    added: pa.Table | Iterable[pa.Table] | None,
    replaced: Collection[str],
    disk: Disk,
) -> Iterator[pa.Table]:
    """Give the rows to add, as they come, once they are seen to fit the table and each other."""
    schema = None
    for chunk in chunks(added):
        table = bare(chunk)
        if schema is None:
            schema = disk.schema(state.parts[0]) if state is not None else table.schema
        require_same_columns(name, table, schema)
        if name == PRIMARY and state is not None:
            _refuse_known(table, state, replaced, disk)
        yield table


def _refuse_known(added: pa.Table, state: TableState, replaced: Collection[str], disk: Disk) -> None:
    """Refuse articles that are added but not replaced although they are known: their rows would stand there twice."""
    new = set(added.column(KEY).to_pylist()) - set(replaced) - {None}
    for part in state.parts:
        if within(part, new):
            keys = disk.read(part, [KEY])
            found = keys.filter(holds(keys, new))
            if found.num_rows:
                article = found.column(KEY)[0]
                raise CopydeskError(f"article {article} is in the dataset already; a revision must be in `replaced`")
