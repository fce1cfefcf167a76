"""What holds for every command: its help, bad settings, and a dataset folder that can not be used."""

import json
from pathlib import Path

import pytest

from copydesk.cli import main
from copydesk.commands import COMMANDS
from copydesk.store import Dataset

ARGUMENTS: dict[str, list[str]] = {
    "build": ["DROP"],
    "check": ["DROP"],
    "replay": [],
    "rebuild": [],
    "annotate": ["DROP"],
    "serve": ["--cron", "0 6 * * *", "--drops", "DROP"],
    "versions": [],
    "diff": [],
    "export": ["1", "exported"],
    "files": ["quotes"],
    "history": ["0123456789abcdef"],
    "rollback": ["1"],
    "withdraw": ["0123456789abcdef", "--reason", "at the source's request"],
    "verify": [],
    "gc": ["--keep", "1"],
}
"""Command to the fewest arguments with which it runs on a dataset; ``DROP`` stands for a folder of articles."""

REFUSING: dict[str, int] = {"check": 2, "verify": 2}
"""Exit code of a command whose dataset can not be used, where that is not 1."""

DATASET_COMMANDS = [name for name in ARGUMENTS if name != "annotate"]


def arguments_of(command, drop):
    return [str(drop) if word == "DROP" else word for word in ARGUMENTS[command]]


def test_every_command_is_tested_here():
    assert ARGUMENTS.keys() == set(COMMANDS)


def newer(dataset):
    Dataset.open(dataset, create=True)
    marker = dataset / "dataset.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"store_format": 999}))


def home(dataset):
    dataset.mkdir()
    (dataset / "thesis.txt").touch()


REFUSED_DATASETS = {
    "of a newer schema": (newer, "upgrade copydesk"),
    "that is none": (home, "not a dataset"),
    "that is a file": (Path.touch, "not a"),
}


@pytest.mark.parametrize("command", DATASET_COMMANDS)
@pytest.mark.parametrize(("make", "message"), REFUSED_DATASETS.values(), ids=REFUSED_DATASETS.keys())
def test_a_dataset_folder_that_can_not_be_used_is_refused(told, drop, dataset, command, make, message):
    make(dataset)
    before = sorted(dataset.rglob("*"))
    code, out, err = told(command, *arguments_of(command, drop))
    assert (code, out) == (REFUSING.get(command, 1), "")
    assert err.startswith(f"copydesk: {dataset}: ")
    assert message in err
    assert err.count("\n") == 1
    assert sorted(dataset.rglob("*")) == before


MAKES_ONE = {"build", "check", "serve"}
"""Commands for which a dataset that is not there yet is empty."""


@pytest.mark.parametrize("command", [name for name in DATASET_COMMANDS if name not in MAKES_ONE])
def test_a_dataset_that_is_not_there_is_bad_usage(told, drop, dataset, command):
    code, out, err = told(command, *arguments_of(command, drop))
    message = f"copydesk: {dataset}: no dataset here; name the folder that `copydesk build` wrote\n"
    assert (code, out, err) == (2, "", message)
    assert not dataset.exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_bad_settings_are_bad_usage(told, drop, tmp_path, command):
    settings = tmp_path / "bad.toml"
    settings.write_text("datset = 'x'")
    on_dataset = command in DATASET_COMMANDS
    code, out, err = told(command, *arguments_of(command, drop), "--settings", settings, on_dataset=on_dataset)
    assert (code, out) == (2, "")
    assert err.startswith(f"copydesk: {settings}: unknown setting 'datset'")
    assert err.count("\n") == 1


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as exited:
        main(["--help"])
    assert exited.value.code == 0
    listed = [
        line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    ") and line[4] != " "
    ]
    assert [name for name in listed if name.islower()] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as exited:
        main([command, "--help"])
    assert exited.value.code == 0
    assert "--settings" in capsys.readouterr().out
