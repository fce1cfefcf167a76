"""The bytes of dropped files that a dataset keeps, and which of them it needs no longer."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from copydesk.store import Dataset, Version
from copydesk.store.backend import backend
from copydesk.store.reading import Reader
from copydesk.store.version import Part

FILES, WITHDRAWALS, ARTICLES = "files", "withdrawals", "articles"
_BLOBS = ("blob", "sidecar_blob")


def kept_files(dataset: Dataset, versions: Sequence[Version]) -> set[str]:
    """Return the sha256 of all kept files (`files.blob`) that ``versions``, oldest first, need.

    Files of an article that was withdrawn are needed as long as a version shows it in which it was not yet.

    Raises:
        DamagedDatasetError: If a part is missing or damaged.
    """
    reader = Reader(backend(dataset.path), lambda: versions)
    released = _released(reader, versions)
    parts: dict[str, Part] = {}
    free: dict[str, set[str]] = {}
    for version in versions:
        state = version.tables.get(FILES)
        if state is None or not {*_BLOBS} <= {*state.columns}:
            continue
        for part in state.parts:
            # What one of the versions that list it needs, is needed.
            parts[part.object] = part
            free[part.object] = free.get(part.object, released[version.number]) & released[version.number]
    needed: set[str] = set()
    for name, part in parts.items():
        rows = reader.read(part, ["article_id", *_BLOBS], check=False)
        gone = pa.array(sorted(free[name]), pa.string())
        rows = rows.filter(pc.invert(pc.is_in(rows["article_id"], value_set=gone)))
        for column in _BLOBS:
            needed.update(filter(None, rows[column].to_pylist()))
    return needed


def _released(reader: Reader, versions: Sequence[Version]) -> dict[int, set[str]]:
    """Return the articles that each version has as withdrawn, and that neither it nor an older one shows.

    A later one may: of an article that was forgotten and dropped again, with bytes of its own.
    """
    known: dict[str, set[str]] = {}
    withdrawn = {version.number: _withdrawn(reader, version, known) for version in versions}
    ids = set().union(*withdrawn.values())
    shown: set[str] = set()
    released: dict[int, set[str]] = {}
    for version in versions:
        if (sought := ids - shown) and ARTICLES in version.tables:
            rows = reader.matching(version.tables[ARTICLES], "article_id", sought, ["article_id"])
            shown.update(filter(None, rows["article_id"].to_pylist()))
        released[version.number] = withdrawn[version.number] - shown
    return released


def _withdrawn(reader: Reader, version: Version, known: dict[str, set[str]]) -> set[str]:
    """Return the articles that a version has as withdrawn; what was read of a part is ``known`` from then on."""
    parts = version.tables[WITHDRAWALS].parts if WITHDRAWALS in version.tables else ()
    for part in parts:
        if part.object not in known:
            rows = reader.read(part, ["article_id"], check=False)
            known[part.object] = set(filter(None, rows["article_id"].to_pylist()))
    return set().union(*(known[part.object] for part in parts))
