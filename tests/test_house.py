"""The house: what a clean clone installs, the targets of make, the layers, and the sample drop."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data/raw/sample"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*==[0-9][0-9a-z.+!]*")


def lines(lock: str) -> list[str]:
    return [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def pins(lock: str) -> dict[str, str]:
    return dict(line.split("==") for line in lines(lock))


def unmet(requirements: list[str], locked: dict[str, str]) -> list[str]:
    return [
        line
        for line, item in zip(requirements, map(Requirement, requirements), strict=True)
        if (name := canonicalize_name(item.name)) not in locked or locked[name] not in item.specifier
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_plain_pins_only(lock):
    assert [line for line in lines(lock) if not PIN.fullmatch(line)] == []
    assert [line.split("==")[0] for line in lines(lock)] == sorted(pins(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_on_the_network(lock):
    assert "//" not in (ROOT / lock).read_text(encoding="utf-8")


def test_no_package_is_pinned_by_both_locks():
    assert pins(LOCKS[0]).keys() & pins(LOCKS[1]).keys() == set()


def test_the_runtime_lock_meets_every_dependency_and_extra():
    build = PYPROJECT["build-system"]["requires"]
    extras = [line for extra in PYPROJECT["project"]["optional-dependencies"].values() for line in extra]
    assert unmet([*PYPROJECT["project"]["dependencies"], *extras, *build, "editables"], pins(LOCKS[0])) == []


def test_the_locks_together_meet_every_development_dependency():
    assert unmet(PYPROJECT["dependency-groups"]["dev"], pins(LOCKS[0]) | pins(LOCKS[1])) == []


@pytest.mark.parametrize(
    "package", ["torch", "transformers", "onnx", "spacy", "pytest", "ruff", "mypy", "moto", "polars"]
)
def test_what_only_training_or_development_needs_is_not_installed_for_users(package):
    assert package not in pins(LOCKS[0])


@pytest.mark.parametrize(
    ("package", "why"),
    [("lxml-html-clean", "trafilatura"), ("whenever", "prefect on 3.13"), ("pendulum", "prefect before 3.13")],
)
def test_a_dependency_that_only_some_pythons_or_pips_ask_for_is_locked(package, why):
    assert package in pins(LOCKS[0]), why


def test_prefect_starts_its_server_with_the_locked_fastapi(tmp_path):
    # In a process of its own: the import takes seconds, and warnings of prefect's dependencies are not our errors.
    done = subprocess.run(
        [sys.executable, "-c", "import prefect.server.api.server"],
        env={**os.environ, "PREFECT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_target_of_make_is_explained_by_make_help():
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = {name for line in re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE) for name in line.split()}
    # Without MAKEFLAGS, which a surrounding `make test ARGS=...` hands down.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    shown = subprocess.run([make, "-C", str(ROOT)], env=environment, capture_output=True, text=True, check=True).stdout
    explained = set(re.findall(r"^make (\S+) +\S", shown, re.MULTILINE))
    assert explained == phony - {"same-python"}
    assert {"help", "dataset", "test", "lint", "format", "docs", "bench", "lock", "clean"} <= explained


def test_imports_go_down_only(tmp_path):
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([script, "--cache-dir", tmp_path], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_module_of_copydesk_has_its_layer():
    layers = " ".join(PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"])
    named = set(re.findall(r"copydesk\.(\w+)", layers))
    packages = {path.parent.name for path in ROOT.glob("copydesk/*/__init__.py")}
    modules = {path.stem for path in ROOT.glob("copydesk/*.py")} - {"__init__"}
    assert (packages | modules) - named == set()


def test_the_wheel_carries_the_weights_and_word_lists():
    shipped = {Path(file.path) for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    data = {
        path
        for package in PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
        for path in (ROOT / package).rglob("*")
        if path.suffix in {".onnx", ".json", ".tsv", ".txt", ".jinja"}
    }
    assert data - shipped == set()


def test_the_sample_holds_one_of_each_kind_of_file():
    names = {"".join(path.suffixes) for path in SAMPLE.rglob("*") if path.is_file()}
    assert names == {".txt", ".txt.gz", ".txt.meta.json", ".html", ".htm", ".json", ".jsonl"}


def test_the_sample_keeps_the_bytes_that_it_was_written_for():
    def read(name: str) -> bytes:
        return (SAMPLE / name).read_bytes()

    latin = read("eldermouth-courier/pascoes-brewery.txt")
    assert "£2m" in latin.decode("latin-1")
    with pytest.raises(UnicodeDecodeError):
        latin.decode("utf-8")
    assert read("touchline/rovers-comeback.txt") == read("touchline/rovers-kestrels-repost.txt")
    assert read("feeds/empty.txt") == b""
    assert read("feeds/photo.txt").startswith(b"\xff\xd8\xff")
    assert gzip.decompress(read("feeds/ostra-copper-strike.txt.gz")).startswith(b"AREQUIPA")
    dialects = [json.loads(line) for line in read("feeds/mixed-dialects.jsonl").splitlines()]
    assert [bool(article.keys() & {"maintext", "body", "body_text"}) for article in dialects] == [True] * 3


def test_only_the_planted_duplicate_repeats_a_file_of_the_sample():
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in SAMPLE.rglob("*") if path.is_file()]
    assert len(digests) - len(set(digests)) == 1


def test_the_store_refuses_by_the_version_that_the_schemas_have():
    """Two constants: the store must not load pandera to open a dataset. They may not drift apart."""
    import copydesk.store
    import schemas

    assert copydesk.store.SCHEMA_VERSION == schemas.SCHEMA_VERSION
