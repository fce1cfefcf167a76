"""Whether the rows of each table are what the log says of them, and keep the rules of their own table."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from copydesk.store import Dataset, TableState, Version
from copydesk.store.backend import backend
from copydesk.store.errors import DamagedDatasetError
from copydesk.store.parts import content_hash, row_sum
from copydesk.store.reading import Reader
from copydesk.store.soundness import Fault, readable_versions, spans
from copydesk.store.version import KEY, Part
from schemas import ALL
from schemas.arrow import to_frame
from schemas.violations import validate


def check_parts(dataset: Dataset, versions: Sequence[Version]) -> Iterator[Fault]:
    """Yield the parts whose rows are not those that the log says, and the tables that are not the sum of their parts.

    Each part of the readable ``versions``, oldest first, is read once; one that was thinned away is made again of what
    was kept, as reading its version does, and held against the log all the same.
    """
    folder = backend(dataset.path)
    # The log as it is then: a part may be thinned away while this goes on.
    reader = Reader(folder, lambda: readable_versions(dataset))
    listed: dict[tuple[str, Part], list[int]] = defaultdict(list)
    states: dict[tuple[str, Part], TableState] = {}
    for version in versions:
        for table, state in version.tables.items():
            for part in state.parts:
                listed[table, part].append(version.number)
                states[table, part] = state
            sums = (int(part.row_sum, 16) for part in state.parts)
            rows = sum(part.rows for part in state.parts)
            if (rows, content_hash(state.columns, rows, sums)) != (state.rows, state.content_hash):
                detail = f"version {version.number}: its rows or their hash are not those of its parts"
                yield Fault("rows", table, detail, (version.number,))
    # Table by table: what was kept of thinned parts is decoded once as long as it serves the next part.
    for (table, part), numbers in sorted(listed.items(), key=lambda one: one[0][0]):
        try:
            wrong = _differs(reader.read(part, check=False), part, states[table, part])
        except DamagedDatasetError as error:
            yield Fault("damaged", table, f"{spans(numbers)}: {error}", tuple(numbers))
            continue
        if wrong:
            made = "" if folder.has_object(part.object) else ", made again of what was kept of it"
            detail = f"{spans(numbers)}: the part {part.object[:16]}…{made}: {wrong}"
            yield Fault("rows", table, detail, tuple(numbers))


def check_tables(dataset: Dataset, version: Version) -> Iterator[Fault]:
    """Yield the rows of ``version``, of the present schema, that break a rule of their own table."""
    reader = Reader(backend(dataset.path), lambda: readable_versions(dataset))
    for table in sorted(ALL.keys() | version.tables.keys()):
        if table not in version.tables:
            yield Fault("schema", table, f"version {version.number} lacks it", (version.number,))
        elif table not in ALL:
            yield Fault("schema", table, f"version {version.number}: there is no such table", (version.number,))
        else:
            yield from _check_table(reader, table, version)


def _check_table(reader: Reader, table: str, version: Version) -> Iterator[Fault]:
    state = version.tables[table]
    for rows in reader.scan(state):
        for violation in validate(table, to_frame(rows)):
            detail = f"version {version.number}: {violation.rule}: {violation.detail}"
            yield Fault("schema", table, detail, (version.number,))
    key = list(ALL[table].to_schema().unique or [])
    # Rows of an article are never in two parts, and inside a part the model has seen to the whole key.
    columns = [KEY] if KEY in key and state.key == KEY else key
    keys = pa.concat_tables(rows.group_by(columns).aggregate([]) for rows in reader.scan(state, columns))
    counts = keys.group_by(columns).aggregate([([], "count_all")])
    for again in counts.filter(pc.greater(counts["count_all"], pa.scalar(1))).select(columns).to_pylist():
        named = ", ".join(f"{name} {value}" for name, value in again.items())
        detail = f"version {version.number}: unique: {named}: rows of it are in several parts"
        yield Fault("schema", table, detail, (version.number,))


def _differs(rows: pa.Table, part: Part, state: TableState) -> str | None:
    """Return what is wrong with the rows of a part; None if nothing is."""
    if tuple(rows.column_names) != state.columns:
        return f"its columns are {', '.join(rows.column_names)}"
    if rows.num_rows != part.rows:
        return f"it has {rows.num_rows:,} rows, the log says {part.rows:,}"
    if f"{row_sum(rows):064x}" != part.row_sum:
        return "its rows are not those that were written"
    if state.key is not None and (part.first, part.last) != _bounds(rows, state.key):
        return f"its {state.key}s are not from {part.first} to {part.last}"
    return None


def _bounds(rows: pa.Table, key: str) -> tuple[str | None, str | None]:
    found: Any = pc.min_max(rows[key])
    return found["min"].as_py(), found["max"].as_py()
