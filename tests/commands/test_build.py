"""`copydesk build`: what it tells people and machines. `tests/flows` looks at what is built."""

import json

import pytest

from copydesk.cli import main

plain = pytest.mark.usefixtures("plain_flows")


@plain
def test_a_build_says_what_became_of_the_files_and_where_to_look(told, drop, dataset):
    (drop / "empty.txt").touch()
    code, out, err = told("build", drop)
    assert (code, err) == (0, "")
    counts, quarantined, heading, alarm, rows, published = out.splitlines()
    assert counts == ("2 dropped: 1 admitted (of these 0 revised), 0 unchanged, 0 duplicate, 1 quarantined")
    assert quarantined == "  empty.txt: empty: the file has no bytes"
    assert (heading, alarm.split()[0]) == ("Alarms (1):", "quarantined")
    assert rows.startswith("Rows: articles 1, entities ")
    assert "quarantine 1" in rows
    assert published == f"Published version 1: {dataset / 'latest'}"


@plain
def test_a_second_build_says_that_nothing_is_new(told, drop):
    told("build", drop)
    code, out, _ = told("build", drop)
    assert code == 0
    assert out.splitlines()[-1] == "Nothing new: nothing was published, version 1 stays."


@plain
def test_a_build_that_quarantines_much_names_the_first_files(told, drop):
    for number in range(25):
        (drop / f"{number:02}.txt").touch()
    _, out, _ = told("build", drop)
    lines = [line for line in out.partition("Alarms")[0].splitlines() if line.startswith("  ")]
    assert len(lines) == 21
    assert lines[-1] == "  … and 5 more; --json names all"


@plain
def test_a_build_tells_machines_everything(told, drop, dataset):
    (drop / "empty.txt").touch()
    code, out, _ = told("build", drop, "--json")
    assert code == 0
    outcome = json.loads(out)
    assert outcome["dataset"] == str(dataset)
    assert (outcome["version"], outcome["head"]) == (1, 1)
    assert outcome["files"] == {
        "dropped": 2, "admitted": 1, "revised": 0, "unchanged": 0, "duplicate": 0, "quarantined": 1
    }  # fmt: skip
    assert outcome["reasons"] == {"empty": 1}
    assert outcome["rows"]["articles"] == 1
    assert [(entry["source_path"], entry["fate"]) for entry in outcome["entries"]] == [
        ("empty.txt", "quarantined"),
        ("owls.txt", "admitted"),
    ]


@plain
def test_a_strict_build_with_alarms_publishes_nothing_and_says_what_rang(told, drop, dataset):
    told("build", drop)
    before = {path: path.stat().st_mtime_ns for path in dataset.rglob("*")}
    (drop / "empty.txt").touch()
    code, out, err = told("build", drop, "--strict")
    assert code == 1
    assert "  quarantined the drop: 100% of 1 files quarantined, limit 20%: empty 1" in out.splitlines()
    assert err == (
        "copydesk: refused, nothing was published: 1 alarm (quarantined); look at the drop with `copydesk check`,"
        " and build with --accept quarantined if it is right\n"
    )
    code, out, _ = told("build", drop, "--strict", "--json")
    assert (code, json.loads(out)["verdict"], json.loads(out)["version"]) == (1, "alarms", None)
    assert {path: path.stat().st_mtime_ns for path in dataset.rglob("*")} == before


@plain
def test_an_alarm_that_was_accepted_is_published_and_recorded(told, drop, dataset):
    import copydesk

    (drop / "empty.txt").touch()
    assert told("build", drop, "--strict", "--accept", "layout")[0] == 1
    assert not dataset.exists()
    code, out, _ = told("build", drop, "--strict", "--accept", "layout", "--accept", "quarantined")
    assert code == 0
    assert "  quarantined the drop: 50% of 2 files quarantined, limit 20%: empty 1 (accepted)" in out.splitlines()
    (row,) = copydesk.read("versions", dataset=dataset).to_dict("records")
    assert list(row["alarms"]) == [{"alarm": "quarantined", "publisher": None}]


@plain
def test_the_settings_can_make_builds_strict_and_an_option_can_undo_it(told, drop, tmp_path):
    settings = tmp_path / "strict.toml"
    settings.write_text("[gate]\nstrict = true\n")
    (drop / "empty.txt").touch()
    assert told("build", drop, "--settings", settings)[0] == 1
    assert told("build", drop, "--settings", settings, "--no-strict")[0] == 0


@pytest.mark.parametrize("alarm", ["layouts", "layout:", ""])
def test_an_alarm_that_does_not_exist_can_not_be_accepted(told, drop, dataset, alarm):
    code, out, err = told("build", drop, "--accept", alarm)
    assert (code, out) == (2, "")
    assert err.startswith(f"copydesk: --accept {alarm}: name an alarm, or ALARM:PUBLISHER; the alarms are quotes, ")
    assert not dataset.exists()


@pytest.mark.usefixtures("prefect_server")
def test_what_a_flow_refuses_is_one_line_too(drop, dataset, monkeypatch, capfd):
    from copydesk.errors import CopydeskError

    def refuse(*_):
        raise CopydeskError("refused, nothing was published: the disk is full")

    monkeypatch.setattr("tasks.publish.recount", refuse)
    code = main(["build", str(drop), "--dataset", str(dataset)])
    out, err = capfd.readouterr()
    assert (code, out, err) == (1, "", "copydesk: refused, nothing was published: the disk is full\n")
    assert not dataset.exists()
