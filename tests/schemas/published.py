"""A small version as a plain folder, of the rows that keep every rule, with its descriptors beside the tables."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
from schema_rows import Rows, good_rows

from copydesk.settings import About
from schemas import TABLES
from schemas.arrow import frame, to_table
from schemas.croissant import croissant
from schemas.datapackage import datapackage
from schemas.described import File, Release, TableFiles

ABOUT = About(
    title="Harbour news",
    description="What the papers of the harbour wrote.",
    license="CC BY 4.0",
    url="https://news.example/data",
    creators=("Ada Finch", "The Example"),
    citation="Finch, Harbour news",
)


def publish(folder: Path, rows: Rows | None = None, about: About = ABOUT) -> Release:
    """Write version 3 into ``folder``: every table, one part a row and at least one, and both descriptors."""
    tables = {}
    for name, model in TABLES.items():
        some = (rows or good_rows())[name]
        (folder / name).mkdir(parents=True)
        files = []
        for place, part in enumerate([[row] for row in some] or [[]]):
            path = folder / name / f"part-{place}.parquet"
            pq.write_table(to_table(frame(model, part), model), path)
            content = path.read_bytes()
            files.append(File(path.name, len(content), hashlib.sha256(content).hexdigest()))
        tables[name] = TableFiles(len(some), tuple(files))
    release = Release(3, datetime(2024, 5, 2, 6, 30, 0, 125, tzinfo=UTC), tables, about)
    (folder / "datapackage.json").write_text(json.dumps(datapackage(release)), encoding="utf-8")
    (folder / "croissant.json").write_text(json.dumps(croissant(release)), encoding="utf-8")
    return release
