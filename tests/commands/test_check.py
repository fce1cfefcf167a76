"""`copydesk check`: what it tells of each file and of the drop, its exit codes, and that it changes nothing."""

import json
from pathlib import Path

import pytest
from lxml import html
from owls import OWLS

from copydesk.drift import Alarm, Judgement

pytestmark = pytest.mark.usefixtures("plain_flows")

ALARM = Alarm("layout", "<b>Herald</b>", 0.41, 0.1, 0.3, 9.0, 64, 512, "byline in 3% of the articles, was 97%")


@pytest.fixture
def alarmed(monkeypatch):
    """Let the gate ring."""
    monkeypatch.setattr("flows.stages.judge_drop", lambda *_: Judgement((ALARM,), ("<i>Times</i>: 7 articles",), 7))


def everything(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_check_tells_each_file_s_fate_and_changes_nothing(told, drop, dataset):
    told("build", drop)
    before = everything(dataset)
    (drop / "copy.txt").write_text(OWLS)
    (drop / "new.txt").write_text("The bridge of Arvika has gone with the flood, and with it the shortest way home.\n")
    (drop / "owls.txt").write_text(OWLS.replace("Four", "Five"))
    code, out, err = told("check", drop)
    assert (code, err) == (0, "")
    duplicate, admitted, revised, counts, note, end = out.splitlines()
    assert duplicate.split()[:3] == ["duplicate", "copy.txt", "of"]
    assert "(owls.txt; " in duplicate
    assert admitted.split() == ["admit", "new.txt", "(new)"]
    assert revised.split()[:3] == ["revision", "owls.txt", "of"]
    assert "% alike)" in revised
    assert counts.startswith("3 dropped: 2 admitted (of these 1 revised)")
    assert note == "Not judged: the drop: 2 articles, 20 needed."
    assert end == "Nothing was published."
    assert everything(dataset) == before


def test_a_file_that_is_known_from_its_place_is_unchanged(told, drop):
    told("build", drop)
    code, out, _ = told("check", drop)
    assert code == 0
    assert out.split()[:3] == ["unchanged", "owls.txt", "of"]


def test_a_quarantined_file_among_many_is_no_alarm(told, drop):
    for number in range(4):
        (drop / f"{number}.txt").write_text(f"Owl number {number} has moved into the tower number {number}.\n")
    (drop / "empty.txt").touch()
    code, out, _ = told("check", drop)
    assert code == 0
    assert "quarantine  empty.txt (empty: the file has no bytes)" in out.splitlines()


def test_many_quarantined_files_are_an_alarm(told, drop, dataset):
    (drop / "empty.txt").touch()
    code, out, _ = told("check", drop)
    assert code == 1
    assert out.splitlines()[-4:] == [
        "Alarms (1):",
        "  quarantined the drop: 50% of 2 files quarantined, limit 20%: empty 1",
        "Not judged: first drop: nothing to compare with.",
        "Nothing was published.",
    ]
    assert not dataset.exists()


def test_a_folder_that_grows_does_not_ring_for_the_files_that_are_quarantined_already(told, drop):
    (drop / "empty.txt").touch()
    told("build", drop)
    (drop / "new.txt").write_text("The bridge of Arvika has gone with the flood, and with it the shortest way home.\n")
    assert told("check", drop)[0] == 0
    (drop / "photo.txt").write_bytes(b"\xff\xd8\xff\xe0" * 9)
    assert told("check", drop)[0] == 1


def test_a_drop_of_which_no_file_can_be_used_is_unusable(told, drop):
    (drop / "owls.txt").write_text("")
    code, out, _ = told("check", drop, "--json")
    assert code == 2
    assert json.loads(out)["verdict"] == "unusable"


@pytest.mark.usefixtures("alarmed")
def test_a_check_tells_machines_what_rang(told, drop):
    code, out, _ = told("check", drop, "--json")
    assert code == 1
    outcome = json.loads(out)
    assert outcome["verdict"] == "alarms"
    assert outcome["alarms"] == [ALARM._asdict()]
    assert (outcome["notes"], outcome["tests"], outcome["version"]) == (["<i>Times</i>: 7 articles"], 7, None)


@pytest.mark.usefixtures("alarmed")
def test_a_check_writes_a_page_in_which_foreign_text_is_text(told, drop, tmp_path):
    (drop / "<script>alert(1)</script>.txt".replace("/", "")).write_text("")
    page = tmp_path / "check.html"
    code, out, _ = told("check", drop, "--html", page)
    assert code == 1
    assert out.splitlines()[-1] == f"Page: {page}"
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    text = tree.text_content()
    assert "<script>alert(1)<script>.txt" in text
    assert "<b>Herald</b>" in text
    assert "<i>Times</i>" in text
    assert not tree.xpath("//script | //*[@href] | //*[@src] | //@*[starts-with(name(), 'on')]")
    assert [row.text_content() for row in tree.xpath("//h2")] == ["Alarms: 1", "Quarantine: 1", "Admit: 1"]


def test_a_page_of_a_clean_first_drop_and_of_a_known_one(told, drop, tmp_path):
    page = tmp_path / "check.html"
    assert told("check", drop, "--html", page)[0] == 0
    assert "an empty dataset" in page.read_text(encoding="utf-8")
    told("build", drop)
    (drop / "copy.txt").write_text(OWLS)
    assert told("check", drop, "--html", page, "--json")[0] == 0
    written = page.read_text(encoding="utf-8")
    assert "version 1" in written
    assert "owls.txt" in written


@pytest.mark.parametrize("name", ["check.txt", "drop/check.html", "none/check.html", "dataset/check.html"])
def test_a_page_belongs_outside_of_the_data_and_is_refused_before_anything_is_read(told, drop, tmp_path, name):
    told("build", drop)
    before = everything(tmp_path)
    code, out, err = told("check", drop, "--html", tmp_path / name)
    assert (code, out) == (2, "")
    assert err.startswith("copydesk: --html ")
    assert everything(tmp_path) == before
