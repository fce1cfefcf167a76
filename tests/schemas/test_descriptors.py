"""A dataset carries its descriptors in every version, and other people's readers read its tables beside them."""

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import mlcroissant
import pandas as pd
import polars as pl
import pyarrow.dataset as pads
import pytest
from schema_rows import OTHER_ARTICLE, Rows, good_rows

from copydesk.settings import About
from copydesk.store import Changes, Dataset, Version
from schemas import ALL, HIDDEN, TABLES
from schemas.arrow import frame, to_table
from tasks.describe import DESCRIPTORS, describe_version

ABOUT = About(title="Harbour news")


def _commit(path: Path, rows: Rows) -> Version:
    dataset = Dataset.open(path, create=True)
    head = dataset.head()
    version = dataset.commit(
        Changes(upserts={name: to_table(frame(ALL[name], rows[name]), ALL[name]) for name in rows}),
        parent=head.number if head else None,
        provenance={},
        describe=lambda version: describe_version(version, ABOUT),
    )
    assert version is not None
    return version


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Version, Version]:
    """Return the path of a dataset of two versions, and both."""
    path = tmp_path_factory.mktemp("described") / "dataset"
    rows = {name: rows for name, rows in good_rows().items() if name != "versions"}
    first = _commit(path, rows)
    other = {
        name: [row | {"article_id": OTHER_ARTICLE} for row in rows[name]]
        for name in ("articles", "segments", "sentences", "roles", "quotes", "profiles")
    }
    return path, first, _commit(path, other)


def _described(dataset: Path, name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((dataset / "latest" / name).read_text(encoding="utf-8"))
    return read


def test_latest_holds_the_tables_and_their_descriptors(versions: tuple[Path, Version, Version]) -> None:
    path, _, head = versions
    assert {entry.name for entry in (path / "latest").iterdir()} == {*head.shown, *DESCRIPTORS}
    assert not HIDDEN.keys() & head.shown.keys()
    assert HIDDEN.keys() < head.tables.keys()


def test_both_name_just_the_files_that_lie_there(versions: tuple[Path, Version, Version]) -> None:
    latest = versions[0] / "latest"
    there = {
        f"{file.parent.name}/{file.name}": (file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in latest.glob("*/*")
    }
    package = _described(versions[0], "datapackage.json")
    parts = [part for resource in package["resources"] for part in resource["parts"]]
    assert {part["path"]: (part["bytes"], part["hash"].removeprefix("sha256:")) for part in parts} == there
    objects = [item for item in _described(versions[0], "croissant.json")["distribution"] if "contentUrl" in item]
    assert {item["contentUrl"]: (int(item["contentSize"].removesuffix(" B")), item["sha256"]) for item in objects} == (
        there
    )


def test_each_version_keeps_its_own(versions: tuple[Path, Version, Version]) -> None:
    path, first, head = versions
    dataset = Dataset.open(path, repair=False)
    for name in DESCRIPTORS:
        assert json.loads(dataset.document(name, first.number))["version"] == "1.0.0"
        assert json.loads(dataset.document(name))["version"] == _described(path, name)["version"] == "2.0.0"
    counted = {
        resource["name"]: resource["rows"]
        for resource in json.loads(dataset.document("datapackage.json", first.number))["resources"]
    }
    assert counted == {name: state.rows for name, state in first.shown.items()}
    assert head.tables["quotes"].rows == 2 * counted["quotes"]


def test_a_package_in_latest_is_valid(versions: tuple[Path, Version, Version]) -> None:
    package = versions[0] / "latest" / "datapackage.json"
    assert frictionless.Package.validate_descriptor(str(package)).errors == []


@pytest.mark.filterwarnings(  # of mlcroissant's own calls, to rdflib and to pandas
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning", "ignore:The inplace keyword:DeprecationWarning"
)
def test_croissant_in_latest_finds_every_row(versions: tuple[Path, Version, Version]) -> None:
    dataset = mlcroissant.Dataset(jsonld=str(versions[0] / "latest" / "croissant.json"))
    assert list(dataset.metadata.ctx.issues.errors) == []
    for table in ("articles", "quotes", "quarantine"):
        assert len(list(dataset.records(table))) == versions[2].tables[table].rows


@pytest.mark.parametrize("table", [name for name in TABLES if name != "versions"])
def test_readers_of_parquet_do_not_mind_them(versions: tuple[Path, Version, Version], table: str) -> None:
    folder, rows = versions[0] / "latest" / table, versions[2].tables[table].rows
    assert len(pd.read_parquet(folder)) == rows
    assert pads.dataset(folder).count_rows() == rows
    assert pl.read_parquet(folder).height == rows
    assert pl.scan_parquet(folder / "*.parquet").collect().height == rows
    assert duckdb.sql(f"SELECT count(*) FROM '{folder}/*.parquet'").fetchall() == [(rows,)]  # noqa: S608 - our own path


def test_values_come_out_the_same_everywhere(versions: tuple[Path, Version, Version]) -> None:
    folder = versions[0] / "latest" / "quotes"
    said = sorted(row["content"] for row in good_rows()["quotes"]) * 2
    assert sorted(pd.read_parquet(folder)["content"]) == sorted(said)
    assert sorted(pl.read_parquet(folder)["content"]) == sorted(said)
    assert sorted(duckdb.read_parquet(f"{folder}/*.parquet").project("content").fetchall()) == sorted(
        (text,) for text in said
    )


@pytest.mark.parametrize("read", [pd.read_parquet, pl.read_parquet], ids=["pandas", "polars"])
def test_all_tables_at_once_are_no_table(versions: tuple[Path, Version, Version], read: Any) -> None:
    with pytest.raises(Exception, match=r"(?i)schema|column|parquet|file"):
        read(versions[0] / "latest")
