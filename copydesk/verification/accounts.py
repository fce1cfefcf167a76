"""Whether every version accounts for what came in: its row says what its log entry and its rows say."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pyarrow as pa

from copydesk.store import Dataset, Version
from copydesk.store.backend import backend
from copydesk.store.reading import Reader
from copydesk.store.soundness import Fault, readable_versions
from copydesk.store.version import HIDDEN, Part
from schemas import SCHEMA_VERSION
from schemas.relations import check_accounting

HISTORY, FILES, ARTICLES = "versions", "files", "articles"
_FATES = ("dropped", "admitted", "unchanged", "duplicate", "quarantined")
_OF_FILES = ("build", "replay")
"""Operations whose counts are of files that came in, each of which got its row."""
_STATE = ["article_id", "revision", "content_hash"]
_FILE = ["file_id", "fate", "article_id", "revision", "evidence", "detail"]


def check_accounts(dataset: Dataset, versions: Sequence[Version]) -> Iterator[Fault]:
    """Yield what the readable ``versions``, oldest first, do not account for; parts must be in order."""
    reader = Reader(backend(dataset.path), lambda: readable_versions(dataset))
    current = [version for version in versions if version.schema_version == SCHEMA_VERSION]
    if not current:
        return
    rows = _history(reader, current[-1])
    yield from _check_numbers(rows, current[-1])
    for version in current:
        if version.number in rows:
            for detail in check_row(rows[version.number], version):
                yield Fault("accounting", HISTORY, f"version {version.number}: {detail}", (version.number,))
    fresh = first_comers({number: row["drop_ids"] for number, row in sorted(rows.items())})
    for parent, version in pairwise(versions):
        if version in current and parent in current:
            for table, detail in _check_changes(reader, parent, version, fresh):
                yield Fault("accounting", table, f"version {version.number}: {detail}", (version.number,))


def first_comers(drop_ids: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """Return the versions whose drops came for the first time, and each once.

    Args:
        drop_ids: By version, oldest first.
    """
    seen: set[str] = set()
    fresh = set()
    for number, ids in drop_ids.items():
        if len({*ids} - seen) == len(ids):
            fresh.add(number)
        seen.update(ids)
    return frozenset(fresh)


def _history(reader: Reader, version: Version) -> dict[int, dict[str, Any]]:
    """Return the rows of the table of versions by number; a number that is there twice is told by its model."""
    rows = [row for table in reader.scan(version.tables[HISTORY]) for row in table.to_pylist()]
    return {row["version"]: row for row in rows}


def _check_numbers(rows: Mapping[int, Mapping[str, Any]], newest: Version) -> Iterator[Fault]:
    for number in sorted({*range(1, newest.number + 1)} ^ rows.keys()):
        what = "has no row" if number <= newest.number else "has a row, but is none"
        yield Fault("accounting", HISTORY, f"version {number} {what}", (newest.number,))


def check_row(row: Mapping[str, Any], version: Version) -> Iterator[str]:
    """Yield where the row of a version says something else than its log entry, or loses a file."""
    said: dict[str, Any] = {
        "parent": version.parent,
        "created_at": version.created_at,
        "drop_ids": list(version.drop_ids),
        **{name: value for name, value in version.provenance.items() if name in row},
    }
    for name, value in said.items():
        if row[name] != value:
            yield f"{name} is {value} in the log, its row says {row[name]}"
    states = {
        name: (state.rows, state.content_hash)
        for name, state in version.tables.items()
        if name != HISTORY and not name.startswith(HIDDEN)
    }
    if states != {state["table"]: (state["rows"], state["hash"]) for state in row["tables"]}:
        yield "its tables are not those of its row"
    for violation in check_accounting(**{fate: row[fate] for fate in _FATES}):
        yield violation.detail


class _Difference(NamedTuple):
    """The rows that only one of two versions has."""

    before: set[tuple[Any, ...]]
    after: set[tuple[Any, ...]]


def _check_changes(
    reader: Reader, parent: Version, version: Version, fresh: Collection[int]
) -> Iterator[tuple[str, str]]:
    """Yield where the rows changed otherwise than the version says."""
    facts = version.provenance
    articles = _difference(reader, parent, version, ARTICLES, _STATE)
    before, after = ({row[0]: row[1:] for row in rows} for rows in articles)
    found = {
        "added_articles": after.keys() - before.keys(),
        "removed_articles": before.keys() - after.keys(),
    }
    for name, ids in found.items():
        if wrong := ids ^ set(facts.get(name, ())):
            detail = f"{len(ids)} articles {name.removesuffix('_articles')}, its row says {len(facts.get(name, ()))}"
            yield ARTICLES, f"{detail} ({_some(wrong)})"
    # A revision changes the state; other rows of an article may be made anew without one.
    changed = {article for article in after.keys() & before.keys() if after[article] != before[article]}
    if unsaid := changed - set(facts.get("revised_articles", ())):
        yield ARTICLES, f"{len(unsaid)} articles were revised, and its row does not say so ({_some(unsaid)})"
    if (operation := facts.get("operation")) in _OF_FILES:
        if unchanged := set(facts.get("revised_articles", ())) - changed:
            yield ARTICLES, f"{len(unchanged)} articles are as before, its row says revised ({_some(unchanged)})"
        files = _difference(reader, parent, version, FILES, _FILE)
        fates = (row[1] for row in files.after)
        for detail in check_fates(fates, facts, all_new=operation == "build" and version.number in fresh):
            yield FILES, detail


def check_fates(fates: Iterable[str], facts: Mapping[str, Any], *, all_new: bool) -> Iterator[str]:
    """Yield the fates that more or fewer files have than a build or a replay counts.

    Args:
        fates: Of the rows of files that are new.
        facts: Provenance of the version.
        all_new: Whether its drops came for the first time, and each once: a file that is dropped again keeps the row
            that it has.
    """
    new = Counter(fates)
    found = {**new, "admitted": new["admitted"] + new["revised"]}
    for fate in ("admitted", "revised", "duplicate", "quarantined"):
        count = found.get(fate, 0)
        if count > facts[fate] or (count < facts[fate] and (all_new or fate in ("admitted", "revised"))):
            yield f"{count} files {fate}, its row says {facts[fate]}"


def _difference(reader: Reader, one: Version, other: Version, table: str, columns: list[str]) -> _Difference:
    """Return the rows of ``columns`` that differ; parts that both versions list are not read."""
    states = one.tables[table], other.tables[table]
    parts: list[dict[str, Part]] = [{part.object: part for part in state.parts} for state in states]
    rows = [
        {row for digest in own.keys() - others.keys() for row in _rows(reader.read(own[digest], columns, check=False))}
        for own, others in (parts, parts[::-1])
    ]
    return _Difference(rows[0] - rows[1], rows[1] - rows[0])


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _some(ids: set[str]) -> str:
    shown = sorted(ids)[:3]
    return ", ".join([*shown, "…"] if len(ids) > len(shown) else shown)
