"""The bytes of dropped files that a dataset keeps, and which of them it needs no longer."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from copydesk.store import Dataset, Version
from copydesk.store.backend import backend
from copydesk.store.reading import Reader

FILES, WITHDRAWALS, ARTICLES = "files", "withdrawals", "articles"
_BLOBS = ("blob", "sidecar_blob")


def kept_files(dataset: Dataset, versions: Sequence[Version]) -> set[str]:
    """Return the sha256 of all kept files (`files.blob`) that ``versions``, oldest first, need.

    Files of an article that was withdrawn are needed until no version shows the article any more.

    Raises:
        DamagedDatasetError: If a part is missing or damaged.
    """
    reader = Reader(backend(dataset.path), lambda: versions)
    released = _released(reader, versions)
    needed: set[str] = set()
    seen: set[str] = set()
    for version in versions:
        state = version.tables.get(FILES)
        if state is None or not {*_BLOBS} <= {*state.columns}:
            continue
        for part in state.parts:
            if part.object in seen:
                continue
            seen.add(part.object)
            rows = reader.read(part, ["article_id", *_BLOBS], check=False)
            rows = rows.filter(pc.invert(pc.is_in(rows["article_id"], value_set=released)))
            for column in _BLOBS:
                needed.update(filter(None, rows[column].to_pylist()))
    return needed


def _released(reader: Reader, versions: Sequence[Version]) -> pa.StringArray:
    """Return the articles that the newest version has as withdrawn, and none of ``versions`` shows."""
    ids: set[str] = set()
    if versions and WITHDRAWALS in versions[-1].tables:
        for rows in reader.scan(versions[-1].tables[WITHDRAWALS], ["article_id"]):
            ids.update(filter(None, rows["article_id"].to_pylist()))
    for version in versions if ids else ():
        if ARTICLES in version.tables:
            shown = reader.matching(version.tables[ARTICLES], "article_id", ids, ["article_id"])
            ids.difference_update(shown["article_id"].to_pylist())
    return pa.array(sorted(ids), pa.string())
