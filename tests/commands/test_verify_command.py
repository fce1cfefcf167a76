"""``copydesk verify``: what it says of a sound dataset, of a damaged one, and of none."""

import json

import pytest

from copydesk.store.soundness import Fault
from copydesk.verification import Survey
from copydesk.verification.report import SHOWN, size, verify_lines

pytestmark = pytest.mark.usefixtures("plain_flows")


@pytest.fixture
def built(told, drop, dataset):
    told("build", drop)
    return dataset


@pytest.mark.usefixtures("built")
def test_a_sound_dataset_is_called_sound(told):
    code, out, err = told("verify", "--all")
    assert (code, err) == (0, "")
    there, verdict = out.splitlines()
    assert there.startswith("objects ")
    assert " of version 1" in there
    assert verdict == "Sound: every byte, every row, every relation, every file."


def test_faults_are_named_and_counted(told, built):
    entry = built / "log/00000001.json"
    entry.write_bytes(entry.read_bytes().replace(b'"number":1', b'"number":2'))
    code, out, _ = told("verify")
    assert code == 1
    assert out.splitlines()[1:] == [
        "damaged     log/00000001.json: other bytes than were written; restore it from a copy",
        "1 fault.",
    ]


def test_machines_are_told_everything(told, built):
    (built / "notes.txt").write_text("mine")
    code, out, _ = told("verify", "--json")
    answer = json.loads(out)
    assert (code, answer["sound"], answer["faults"]) == (0, True, [])
    assert (answer["versions"], answer["newest"], answer["given_up"]) == (1, 1, 0)
    assert answer["objects"] > 0
    assert answer["rows"] > 0
    assert answer["notes"] == ["notes.txt: not copydesk's"]
    part = next((built / "latest/articles").iterdir())
    part.chmod(0o644)
    part.write_bytes(b"x")
    code, out, _ = told("verify", "--json")
    (fault,) = json.loads(out)["faults"]
    assert (code, fault["kind"], fault["versions"]) == (1, "damaged", [1])
    assert fault["where"].startswith("objects/")


def test_verify_changes_nothing(told, built):
    (built / "latest").rename(built / ".hidden")
    before = {path: path.stat().st_mtime_ns for path in sorted(built.rglob("*"))}
    code, _, _ = told("verify")
    assert code == 1
    assert {path: path.stat().st_mtime_ns for path in sorted(built.rglob("*"))} == before


def test_many_faults_are_named_up_to_a_number():
    faults = (Fault("rows", "quotes", f"fault {number}") for number in range(SHOWN + 5))
    lines = list(verify_lines(Survey(1, 0, 1, 1, None, 0, ("a note",)), faults))
    assert len(lines) == SHOWN + 4
    assert lines[-3:] == ["… and 5 more; --json names all", "note        a note", "105 faults."]


@pytest.mark.parametrize(("count", "shown"), [(0, "0 bytes"), (999, "999 bytes"), (312_400_000, "312.4 MB")])
def test_sizes_are_for_people(count, shown):
    assert size(count) == shown
