"""``copydesk replay`` and ``copydesk rebuild``: the same files once more."""

import json
import shutil
import sys

import pytest

import tasks.clean

BAD = '{"title": '


@pytest.mark.usefixtures("plain_flows")
def test_a_replay_tells_what_passed_and_what_did_not(told, drop, monkeypatch):
    (drop / "broken.json").write_text(BAD)
    with monkeypatch.context() as patch:
        patch.setattr(tasks.clean, "zone_text", None)
        assert told("build", drop)[0] == 0
    shutil.rmtree(drop)
    code, out, err = told("replay", "--reason", "bad_json")
    assert (code, out.splitlines(), err) == (
        0,
        ["1 replayed: 0 admitted, 1 still in quarantine (bad_json 1)", "Nothing was published, version 1 stays."],
        "",
    )
    code, out, _ = told("replay")
    assert (code, out.splitlines()) == (
        0,
        ["2 replayed: 1 admitted, 1 still in quarantine (bad_json 1)", "Published version 2."],
    )
    code, out, _ = told("replay", "--json")
    said = json.loads(out)
    assert (code, said["version"], said["head"], said["reasons"]) == (0, None, 2, {"bad_json": 1})
    assert [entry["source_path"] for entry in said["entries"]] == ["broken.json"]


@pytest.mark.usefixtures("plain_flows")
def test_a_reason_that_there_is_not_is_bad_usage(told, drop):
    told("build", drop)
    code, out, err = told("replay", "--reason", "bad_jason")
    assert (code, out) == (2, "")
    assert "no reason 'bad_jason'" in err
    assert "bad_json" in err


@pytest.mark.usefixtures("plain_flows")
def test_a_drop_that_is_not_in_quarantine_is_refused(told, drop):
    told("build", drop)
    code, _, err = told("replay", "--drop", "0123")
    assert code == 1
    assert "no file of a drop 0123 is in quarantine" in err


@pytest.mark.usefixtures("plain_flows")
def test_a_rebuild_tells_what_differs_and_why(told, drop, monkeypatch):
    told("build", drop)
    code, out, err = told("rebuild")
    assert (code, err) == (0, "")
    assert out == "Rebuilt 1 drop: not a row differs. Nothing was published, version 1 stays.\n"

    monkeypatch.setattr(tasks.clean, "truncation", lambda *_: "rule of the day")
    code, out, _ = told("rebuild", "--json")
    said = json.loads(out)
    assert (code, said["version"], said["before"], said["added"], said["removed"]) == (0, 2, 1, 0, 0)
    assert said["difference"]["operation"] == "rebuild"

    monkeypatch.setattr(tasks.clean, "truncation", lambda *_: None)
    code, out, _ = told("rebuild")
    assert code == 0
    assert out.startswith("Rebuilt 1 drop. Published version 3: 1 article (0 added, 0 revised, 0 removed).\n2 (")
    assert json.loads(told("rebuild", "--json")[1])["difference"] is None


@pytest.mark.parametrize("command", ["replay", "rebuild"])
def test_where_no_dataset_is_nothing_is_done_again_and_prefect_is_not_waited_for(told, dataset, command, monkeypatch):
    monkeypatch.setitem(sys.modules, f"flows.{command}", None)
    code, _, err = told(command)
    assert code == 2
    assert err == f"copydesk: {dataset}: no dataset here; name the folder that `copydesk build` wrote\n"
    assert not dataset.exists()
