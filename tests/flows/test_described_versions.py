"""Every version that is published carries its descriptors, and they are right for whatever was dropped."""

import json
from pathlib import Path
from typing import Any

import frictionless
import mlcroissant
import pytest
from made_drops import BRIDGE, FILES, build, write

from copydesk.store import Dataset
from schemas import TABLES

JSONL = '{"title": "Tower sold", "text": "The signal tower of Holmstad was sold.\\n\\nNobody said to whom."}\n{'

# Of mlcroissant's own calls, to rdflib and to pandas.
pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning", "ignore:The inplace keyword:DeprecationWarning"
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset of two drops: a revision, a duplicate and quarantined files are among them."""
    folder = tmp_path_factory.mktemp("described")
    settings = folder / "copydesk.toml"
    settings.write_text('[about]\ntitle = "Tales of Arvika"\nlicense = "CC0-1.0"\n', encoding="utf-8")
    later = {"a/bridge.txt": BRIDGE.replace("spring", "autumn"), "b/owls.txt": FILES["owls.txt"], "c.jsonl": JSONL}
    for name, files in {"monday": FILES, "tuesday": later}.items():
        build(write(folder / name, files), dataset=folder / "dataset", settings=settings)
    return folder / "dataset"


def _package(dataset: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((dataset / "latest/datapackage.json").read_text(encoding="utf-8"))
    return read


def test_the_package_is_valid_and_says_what_the_settings_say(dataset: Path) -> None:
    package = _package(dataset)
    assert frictionless.Package.validate_descriptor(package).errors == []
    assert (package["title"], package["version"]) == ("Tales of Arvika", "2.0.0")
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)


def test_every_row_of_a_build_fits_the_package(dataset: Path) -> None:
    """Given as data: the library reads neither lists nor a second part from Parquet."""
    opened = Dataset.open(dataset, repair=False)
    resources = []
    for resource in _package(dataset)["resources"]:
        table = opened.read(resource["name"])
        rows = [list(row.values()) for row in table.to_pylist()]
        resources.append(
            {"name": resource["name"], "type": "table", "data": [table.column_names, *rows]}
            | {"schema": resource["schema"]}
        )
        assert len(rows) == resource["rows"]
    report = frictionless.Package.from_descriptor({"name": "rows", "resources": resources}).validate()
    assert [(task.name, error.note) for task in report.tasks for error in task.errors] == []


def test_croissant_is_valid_and_finds_every_row_of_a_build(dataset: Path) -> None:
    croissant = mlcroissant.Dataset(jsonld=str(dataset / "latest/croissant.json"))
    assert list(croissant.metadata.ctx.issues.errors) == []
    head = Dataset.open(dataset, repair=False).head()
    assert head is not None
    for name, state in head.shown.items():
        assert sum(1 for _ in croissant.records(name)) == state.rows, name


def test_the_older_version_keeps_its_descriptors(dataset: Path) -> None:
    opened = Dataset.open(dataset, repair=False)
    assert json.loads(opened.document("datapackage.json", 1))["version"] == "1.0.0"
    assert json.loads(opened.document("croissant.json", 1))["version"] == "1.0.0"
