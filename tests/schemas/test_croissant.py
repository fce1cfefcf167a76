"""A version's Croissant file is valid, says all that the models know, and readers of it find every row."""

import json
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
from published import publish
from schema_rows import good_rows

from copydesk.settings import About
from schemas import TABLES
from schemas.arrow import arrow_schema
from schemas.croissant import CONFORMS_TO, CONTEXT
from schemas.described import Release

# Of mlcroissant's own calls, to rdflib and to pandas.
pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning", "ignore:The inplace keyword:DeprecationWarning"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("croissant")


@pytest.fixture(scope="module")
def release(folder: Path) -> Release:
    return publish(folder)


@pytest.fixture(scope="module")
def described(folder: Path, release: Release) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    assert read["version"] == f"{release.number}.0.0"
    return read


@pytest.fixture(scope="module")
def dataset(folder: Path, release: Release) -> mlcroissant.Dataset:
    assert release.tables.keys() == TABLES.keys()
    return mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))


def _fields(described: dict[str, Any], table: str) -> dict[str, dict[str, Any]]:
    (record_set,) = [records for records in described["recordSet"] if records["name"] == table]
    return {field["name"].removeprefix(f"{table}/"): field for field in record_set["field"]}


def test_it_is_valid_without_a_warning(dataset: mlcroissant.Dataset) -> None:
    issues = dataset.metadata.ctx.issues
    assert (list(issues.errors), list(issues.warnings)) == ([], [])


def test_it_is_valid_where_nobody_says_more(tmp_path: Path) -> None:
    publish(tmp_path, about=About())
    issues = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json")).metadata.ctx.issues
    assert list(issues.errors) == []
    assert sorted(word for word in ("license", "citeAs", "url") if any(word in line for line in issues.warnings)) == [
        "citeAs",
        "license",
    ]


def test_the_context_is_the_standards_own() -> None:
    own = mlcroissant.Metadata(
        name="x",
        url="https://news.example",
        conforms_to=CONFORMS_TO,
        ctx=mlcroissant.Context(conforms_to=CONFORMS_TO),
    )
    assert own.to_json()["@context"] == CONTEXT


def test_it_says_what_the_settings_say(described: dict[str, Any]) -> None:
    assert described["alternateName"] == "Harbour news"
    assert described["description"] == "What the papers of the harbour wrote."
    assert described["license"] == "CC BY 4.0"
    assert described["url"] == "https://news.example/data"
    assert [person["name"] for person in described["creator"]] == ["Ada Finch", "The Example"]
    assert described["citeAs"] == "Finch, Harbour news"
    assert (described["version"], described["datePublished"]) == ("3.0.0", "2024-05-02T06:30:00.000125Z")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_is_there_with_its_description(described: dict[str, Any], table: str) -> None:
    schema = arrow_schema(TABLES[table])
    fields = _fields(described, table)
    assert list(fields) == schema.names
    for column in schema:
        assert fields[column.name]["description"].startswith(column.metadata[b"description"].decode())


def test_units_vocabularies_and_references_are_told(described: dict[str, Any]) -> None:
    fields = _fields(described, "quotes")
    assert fields["cue_start"]["description"].endswith("Unit: code points.")
    assert fields["kind"]["description"].endswith("Values: direct, indirect, mixed.")
    assert fields["speaker_id"]["references"] == {"field": {"@id": "entities/entity_id"}}
    assert "references" not in fields["duplicate_of"]
    assert [part["dataType"] for part in fields["content_spans"]["subField"]] == ["cr:Int64", "cr:Int64"]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_read(dataset: mlcroissant.Dataset, release: Release, table: str) -> None:
    records = list(dataset.records(table))
    assert len(records) == release.tables[table].rows
    assert all(record.keys() == {f"{table}/{name}" for name in arrow_schema(TABLES[table]).names} for record in records)


def test_rows_that_refer_to_nothing_are_read_too(tmp_path: Path) -> None:
    rows = good_rows()
    rows["quotes"][1] |= {"speaker_id": None, "speaker_name": None, "method": "unresolved"}
    rows["mentions"][0]["entity_id"] = None
    rows["entities"].append(rows["entities"][0] | {"entity_id": "9" * 16})
    publish(tmp_path, rows)
    dataset = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json"))
    assert {table: len(list(dataset.records(table))) for table in ("quotes", "mentions", "entities")} == {
        "quotes": 2,
        "mentions": 2,
        "entities": 2,
    }


@pytest.mark.parametrize("alarms", [None, []])
def test_a_version_without_alarms_is_read_too(tmp_path: Path, alarms: list[Any] | None) -> None:
    rows = good_rows()
    rows["versions"].append(rows["versions"][0] | {"version": 3, "alarms": alarms})
    publish(tmp_path, rows)
    records = list(mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json")).records("versions"))
    assert sorted(record["versions/version"] for record in records) == [2, 3]
