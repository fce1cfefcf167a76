"""``copydesk gc``: what it says that it removed, and what can be read then."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("plain_flows", "life")


@pytest.fixture
def life(told, drop, dataset):
    """Build three versions: the owls are told about in three ways."""
    told("build", drop)
    file = drop / "owls.txt"
    for news in ("The town will vote in July on a second sign.", "Nobody has heard the owls since."):
        file.write_text(f"{file.read_text()}\n{news}\n")
        told("build", drop)
    return dataset


def test_old_versions_are_given_up_and_what_only_they_need_is_removed(told):
    planned = told("gc", "--keep", 1, "--dry-run")[1]
    assert planned.startswith("Would give up versions 1 to 2; would remove ")
    assert planned.endswith("; version 3 can be read then.\n")
    code, out, err = told("gc", "--keep", 1)
    assert (code, err) == (0, "")
    assert out == planned.replace("Would give", "Gave").replace("would remove", "removed").replace(" then", "")
    assert told("verify", "--all")[0] == 0
    assert told("gc", "--keep", 1)[1] == "Nothing to remove; version 3 can be read.\n"


def test_what_a_stopped_rebuild_has_left_is_told(told, dataset):
    (dataset / ".rebuild").mkdir()
    (dataset / ".rebuild/part").write_bytes(b"12345")
    planned = "Would remove 5 bytes that a rebuild has left; versions 1 to 3 can be read then.\n"
    assert told("gc", "--keep", 3, "--dry-run")[1] == planned
    assert told("gc", "--keep", 3)[1] == planned.replace("Would remove", "Removed").replace(" then", "")
    assert told("gc", "--keep", 3)[1] == "Nothing to remove; versions 1 to 3 can be read.\n"


def test_machines_are_told_the_same(told):
    code, out, _ = told("gc", "--keep", 2, "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["versions"], answer["oldest"], answer["newest"], answer["dry_run"]) == ([1], 2, 3, False)


def test_the_bytes_of_the_files_that_were_dropped_stay(told):
    told("gc", "--keep", 1)
    answer = json.loads(told("verify", "--json")[1])
    assert answer["sound"]
    assert answer["notes"] == []


@pytest.mark.parametrize("keep", [[], ["--keep", "0"], ["--keep", "all"]])
def test_how_many_versions_stay_must_be_said(told, keep, capsys):
    with pytest.raises(SystemExit) as stopped:
        told("gc", *keep)
    assert stopped.value.code == 2
    assert "--keep" in capsys.readouterr().err
