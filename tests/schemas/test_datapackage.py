"""A version's Data Package is valid, says all that the models know, and its rows fit what it says."""

import json
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest
from published import publish
from schema_rows import Rows, good_rows

from copydesk.settings import About
from schemas import TABLES
from schemas.arrow import arrow_schema

TYPES = {
    "string": "string",
    "int64": "integer",
    "double": "number",
    "bool": "boolean",
    "timestamp[us, tz=UTC]": "datetime",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("datapackage")
    publish(folder)
    return folder


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return read


def _resource(package: dict[str, Any], table: str) -> dict[str, Any]:
    (resource,) = [resource for resource in package["resources"] if resource["name"] == table]
    return dict(resource)


def _fields(package: dict[str, Any], table: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in _resource(package, table)["schema"]["fields"]}


def test_the_descriptor_is_valid(folder: Path) -> None:
    assert frictionless.Package.validate_descriptor(str(folder / "datapackage.json")).errors == []


def test_it_says_what_the_settings_say(package: dict[str, Any]) -> None:
    assert package["title"] == "Harbour news"
    assert package["description"] == "What the papers of the harbour wrote."
    assert package["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}]
    assert package["homepage"] == "https://news.example/data"
    assert [person["title"] for person in package["contributors"]] == ["Ada Finch", "The Example"]
    assert package["citation"] == "Finch, Harbour news"
    assert (package["version"], package["created"]) == ("3.0.0", "2024-05-02T06:30:00.000125Z")


def test_a_licence_may_be_an_address(tmp_path: Path) -> None:
    publish(tmp_path, about=About(license="https://news.example/terms"))
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"] == [{"path": "https://news.example/terms"}]


def test_nothing_is_claimed_that_nobody_said(tmp_path: Path) -> None:
    publish(tmp_path, about=About())
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package.keys() == {"$schema", "name", "title", "description", "version", "created", "resources"}
    assert frictionless.Package.validate_descriptor(package).errors == []


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_is_there_with_its_description(package: dict[str, Any], table: str) -> None:
    schema = arrow_schema(TABLES[table])
    assert _resource(package, table)["description"]
    fields = _fields(package, table)
    assert list(fields) == schema.names
    for column in schema:
        field = fields[column.name]
        assert field["description"] == column.metadata[b"description"].decode()
        assert field.get("unit", "").encode() == column.metadata.get(b"unit", b"")
        assert field["type"] == TYPES.get(str(column.type), "array")
        assert field.get("constraints", {}).get("required", False) is not column.nullable


def test_vocabularies_have_their_meanings(package: dict[str, Any]) -> None:
    kind = _fields(package, "quotes")["kind"]
    assert {"value": "indirect", "label": "The speaker's words in the writer's, without quotation marks."} in kind[
        "categories"
    ]
    assert kind["constraints"]["enum"] == ["direct", "indirect", "mixed"]
    flaws = _fields(package, "articles")["text_flaws"]
    assert "mojibake" in {item["value"] for item in flaws["itemCategories"]}
    assert "enum" not in flaws["constraints"]


def test_bounds_and_patterns_are_told(package: dict[str, Any]) -> None:
    assert _fields(package, "mentions")["confidence"]["constraints"] == {"required": True, "minimum": 0, "maximum": 1}
    assert _fields(package, "articles")["article_id"]["constraints"]["pattern"] == "^[0-9a-f]{16}$"


def test_files_lie_where_it_says_with_these_bytes(folder: Path, package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        assert resource["path"] == [part["path"] for part in resource["parts"]]
        tables = [pq.read_table(folder / path) for path in resource["path"]]
        assert sum(table.num_rows for table in tables) == resource["rows"]
        assert [(folder / part["path"]).stat().st_size for part in resource["parts"]] == [
            part["bytes"] for part in resource["parts"]
        ]


def _as_data(package: dict[str, Any], rows: Rows) -> frictionless.Package:
    """Return the package with the rows in place of their files: the library reads no lists from Parquet."""
    resources = []
    for resource in package["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        data = [names, *([row[name] for name in names] for row in rows[resource["name"]])]
        resources.append({"name": resource["name"], "type": "table", "data": data, "schema": resource["schema"]})
    return frictionless.Package.from_descriptor({"name": "rows", "resources": resources})


def _faults(package: frictionless.Package) -> set[tuple[str, str]]:
    """Return which tables have what kinds of faults."""
    report = package.validate()
    assert {task.name for task in report.tasks} == set(TABLES)
    return {(task.name, error.type) for task in report.tasks for error in task.errors}


def test_good_rows_fit_it(package: dict[str, Any]) -> None:
    assert _faults(_as_data(package, good_rows())) == set()


BROKEN = {
    "foreign key": ("quotes", {"speaker_id": "9" * 16}, "foreign-key"),
    "foreign key of two columns": ("sentences", {"segment_index": 9}, "foreign-key"),
    "quarantine of no file": ("quarantine", {"file_id": "9" * 16}, "foreign-key"),
    "word of no vocabulary": ("segments", {"kind": "headline"}, "constraint-error"),
    "pattern": ("articles", {"article_id": "1"}, "constraint-error"),
    "null": ("entities", {"name": None}, "constraint-error"),
    "type": ("entities", {"article_count": "many"}, "type-error"),
}


@pytest.mark.parametrize(("table", "changes", "kind"), BROKEN.values(), ids=BROKEN.keys())
def test_bad_rows_do_not(package: dict[str, Any], table: str, changes: dict[str, Any], kind: str) -> None:
    rows = good_rows()
    rows[table][0] |= changes
    assert (table, kind) in _faults(_as_data(package, rows))


def test_a_key_that_stands_twice_is_found(package: dict[str, Any]) -> None:
    rows = good_rows()
    rows["quotes"].append(rows["quotes"][0])
    assert ("quotes", "primary-key") in _faults(_as_data(package, rows))


def test_it_claims_no_reference_that_it_cannot_say(package: dict[str, Any]) -> None:
    claimed = {
        (resource["name"], *key["fields"])
        for resource in package["resources"]
        for key in resource["schema"].get("foreignKeys", ())
    }
    assert ("mentions", "entity_id") in claimed
    assert ("profiles", "article_id") in claimed
    assert ("articles", "near_duplicate_of") not in claimed, "it may be among withdrawals"
    assert ("quotes", "other_speaker_ids") not in claimed, "a list is no key"
    assert ("quotes", "article_id", "duplicate_of") not in claimed, "half of it may be null"
