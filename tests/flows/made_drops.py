"""Drops of invented articles, and what must hold of every dataset whatever was dropped."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from prefect import Task

from copydesk.report.outcome import Outcome
from copydesk.store import Dataset
from schemas import HIDDEN, TABLES
from schemas.arrow import to_frame, to_table
from schemas.bookkeeping import check_files, check_fingerprints, check_profiles, check_quarantine
from schemas.counts import check_counts
from schemas.relations import check_relations
from schemas.violations import validate

BRIDGE = """Arvika to rebuild its bridge

The town of Arvika will replace the bridge that the flood of May carried away, its council decided on Tuesday.

“We will rebuild the bridge by spring,” said Maria Lindqvist, the mayor of Arvika.

Shopkeepers on the far bank have rowed to work for eleven weeks.

“My arms are twice what they were,” Lindqvist said of her own commute.
"""

FERRY = """Ferry crews end strike in Lydhavn

The crews of three ferries went back to work on Friday after the island of Brenna promised them a tenth more pay.

“Nobody won and everybody can cross again,” said Tomas Ekdal, who speaks for the crews.

Maria Lindqvist, the mayor of Arvika, welcomed the agreement.
"""

OWLS = """Owls move into the old signal tower

Four owls have nested in the signal tower of Holmstad since the railway closed, and the town means to keep them.

“They pay no rent and they catch the rats,” said Ida Brekke, who has the keys to the tower.

Holmstad will vote in June on a sign that asks visitors to whisper.
"""

FILES = {"a/bridge.txt": BRIDGE, "a/ferry.txt": FERRY, "owls.txt": OWLS}


def write(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """Write the files (relative path to content) into ``folder`` and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@contextmanager
def without_prefect() -> Iterator[None]:
    """Inside the block the flows' stages are plain functions: no server, no run, the same code."""
    with pytest.MonkeyPatch.context() as patch:
        for module in [module for name, module in sys.modules.items() if name.startswith("flows.")]:
            _plain(module, patch)
        yield


def _plain(module: ModuleType, patch: pytest.MonkeyPatch) -> None:
    for name, value in list(vars(module).items()):
        if isinstance(value, Task):
            patch.setattr(module, name, value.fn)


def build(*drops: Path, dataset: Path, settings: Path | None = None, workers: int | None = 1) -> Outcome:
    """Build without Prefect."""
    from flows.build import build_dataset

    with without_prefect():
        return build_dataset.fn(drops, dataset, settings, workers)


def check(*drops: Path, dataset: Path) -> Outcome:
    """Check without Prefect."""
    from flows.check import check_drop

    with without_prefect():
        return check_drop.fn(drops, dataset, None, 1)


def latest(dataset: Path, table: str) -> pd.DataFrame:
    """Read a table as anybody does."""
    return pd.read_parquet(dataset / "latest" / table, dtype_backend="pyarrow")


def titles(dataset: Path) -> dict[str, str]:
    """Return the title of every article in the dataset, by the path of its file."""
    articles = latest(dataset, "articles")
    return dict(zip(articles["source_path"], articles["title"], strict=True))


def fates(outcome: Outcome) -> dict[str, str]:
    """Return what became of each file; of a file in quarantine the reason."""
    return {
        entry.source_path: str(entry.evidence) if entry.fate == "quarantined" else entry.fate
        for entry in outcome.entries
    }


def hashes(dataset: Path) -> dict[str, str]:
    """Return the content hash of every table of the newest version, but that of versions, which holds times."""
    head = Dataset.open(dataset, repair=False).head()
    assert head is not None
    return {name: state.content_hash for name, state in head.tables.items() if name != "versions"}


def everything_on_disk(folder: Path) -> dict[str, tuple[int, float]]:
    """Return size and time of every file, to see that nothing was touched."""
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def assert_sound(dataset: Path) -> None:
    """Every table keeps its schema, every relation and offset holds, and the files of each version add up."""
    frames = {table: latest(dataset, table) for table in TABLES}
    for table, frame in frames.items():
        assert validate(table, frame) == []
    assert check_relations(frames) == []
    assert check_profiles(frames["articles"], frames["profiles"]) == []
    store = Dataset.open(dataset, repair=False)
    hidden = {table: to_frame(store.read(table)) for table in HIDDEN}
    for table, frame in hidden.items():
        assert validate(table, frame) == []
    assert check_fingerprints(frames["articles"], hidden["_fingerprints"]) == []
    counted = (to_table(frames[table], TABLES[table]) for table in ("mentions", "entities"))
    assert check_counts([next(counted)], next(counted), store.read("_entity_names")) == []
    assert check_files(frames["articles"], frames["files"], frames["withdrawals"]["article_id"].tolist()) == []
    assert check_quarantine(frames["files"], frames["quarantine"]) == []
    for row in frames["versions"].to_dict("records"):
        fates = [row[name] for name in ("admitted", "unchanged", "duplicate", "quarantined")]
        assert row["dropped"] == sum(fates)
