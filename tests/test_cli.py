"""The command line: what it says, on which stream, and its exit codes. `tests/flows` looks at what is built."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import copydesk.reading
import copydesk.tagger.model
from copydesk import __version__
from copydesk.cli import main
from copydesk.store import Dataset
from copydesk.tagger.model import FOLDER, Tagger
from copydesk.zoner import Zoner

OWLS = (
    "Owls move into the old signal tower\n\n"
    "Four owls have nested in the signal tower of Holmstad since the railway closed.\n\n"
    "“They pay no rent and they catch the rats,” said Ida Brekke, who has the keys to the tower.\n"
)
COMMANDS = ("build", "check", "annotate", "serve", "versions")


@pytest.fixture
def drop(tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "owls.txt").write_text(OWLS)
    return folder


@pytest.fixture
def dataset(tmp_path):
    return tmp_path / "dataset"


@pytest.fixture
def told(capsys, dataset, monkeypatch):
    """Run a command on the dataset; return its exit code and what it wrote to standard output and error."""
    # Set for the process by `serve`: not for the tests after it.
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "CRITICAL")

    def run(*arguments: object, on_dataset: bool = True) -> tuple[int, str, str]:
        words = [str(argument) for argument in arguments]
        code = main([*words, "--dataset", str(dataset)] if on_dataset else words)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def _plain_flows(monkeypatch):
    """Run the flows as plain functions: no server is started."""
    from prefect import Task

    import flows.build
    import flows.check
    import flows.stages

    for module in (flows.stages, flows.build):
        for name, value in list(vars(module).items()):
            if isinstance(value, Task):
                monkeypatch.setattr(module, name, value.fn)
    monkeypatch.setattr(flows.build, "build_dataset", flows.build.build_dataset.fn)
    monkeypatch.setattr(flows.check, "check_drop", flows.check.check_drop.fn)


plain = pytest.mark.usefixtures("_plain_flows")


@plain
def test_a_build_says_what_became_of_the_files_and_where_to_look(told, drop, dataset):
    (drop / "empty.txt").touch()
    code, out, err = told("build", drop)
    assert (code, err) == (0, "")
    counts, quarantined, rows, published = out.splitlines()
    assert counts == ("2 dropped: 1 admitted (of these 0 revised), 0 unchanged, 0 duplicate, 1 quarantined")
    assert quarantined == "  empty.txt: empty: the file has no bytes"
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
    lines = [line for line in out.splitlines() if line.startswith("  ")]
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
def test_a_check_tells_each_file_s_fate_and_changes_nothing(told, drop, dataset):
    told("build", drop)
    before = {path: path.stat().st_mtime_ns for path in dataset.rglob("*") if path.is_file()}
    (drop / "copy.txt").write_text(OWLS)
    (drop / "new.txt").write_text("The bridge of Arvika has gone with the flood, and with it the shortest way home.\n")
    (drop / "owls.txt").write_text(OWLS.replace("Four", "Five"))
    code, out, err = told("check", drop)
    assert (code, err) == (0, "")
    duplicate, admitted, revised, counts, end = out.splitlines()
    assert duplicate.split()[:3] == ["duplicate", "copy.txt", "of"]
    assert admitted.split()[:2] == ["admit", "new.txt"]
    assert revised.split()[:3] == ["revision", "owls.txt", "of"]
    assert counts.startswith("3 dropped: 2 admitted (of these 1 revised)")
    assert end == "Nothing was published."
    assert {path: path.stat().st_mtime_ns for path in dataset.rglob("*") if path.is_file()} == before


@plain
def test_a_check_of_what_would_be_quarantined_exits_with_1(told, drop, dataset):
    (drop / "empty.txt").touch()
    code, out, _ = told("check", drop)
    assert code == 1
    assert "quarantine  empty.txt (empty: the file has no bytes)" in out.splitlines()
    assert told("check", drop, "--json")[0] == 1
    assert not dataset.exists()


def test_a_dataset_without_versions_says_so(told, dataset):
    Dataset.open(dataset, create=True)
    assert told("versions") == (0, "No version was published yet.\n", "")
    assert told("versions", "--json") == (0, "[]\n", "")


@plain
def test_many_versions_are_listed_newest_first(told, drop):
    told("build", drop)
    (drop / "owls.txt").write_text(OWLS.replace("Four", "Five"))
    told("build", drop)
    code, out, _ = told("versions")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["2", "1"]
    assert "1 articles" in out
    assert f"copydesk {__version__}, tagger {Tagger().fingerprint[:8]}" in out
    newest, oldest = json.loads(told("versions", "--json")[1])
    assert (newest["version"], newest["parent"], oldest["version"], oldest["parent"]) == (2, 1, 1, None)
    assert newest["revised_articles"] == oldest["added_articles"]
    assert newest["rows"]["articles"] == 1


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


@pytest.mark.parametrize("command", ["build", "check", "versions"])
@pytest.mark.parametrize(("make", "message"), REFUSED_DATASETS.values(), ids=REFUSED_DATASETS.keys())
def test_a_dataset_folder_that_can_not_be_used_is_refused(told, drop, dataset, command, make, message):
    make(dataset)
    before = sorted(dataset.rglob("*"))
    code, out, err = told(command, *([drop] if command != "versions" else []))
    assert (code, out) == (1, "")
    assert err.startswith(f"copydesk: {dataset}: ")
    assert message in err
    assert err.count("\n") == 1
    assert sorted(dataset.rglob("*")) == before


def test_versions_of_no_dataset_are_refused(told, dataset):
    code, out, err = told("versions")
    assert (code, out) == (1, "")
    assert err == f"copydesk: {dataset}: no dataset here; name the folder that `copydesk build` wrote\n"


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_unknown_path_is_bad_usage(told, drop, dataset, command):
    code, out, err = told(command, drop, drop / "none")
    assert (code, out, err) == (2, "", f"copydesk: {drop / 'none'}: no such file or folder\n")
    assert not dataset.exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_empty_drop_is_refused(told, tmp_path, dataset, command):
    (tmp_path / "empty" / "folder").mkdir(parents=True)
    code, out, err = told(command, tmp_path / "empty")
    assert (code, out) == (1, "")
    assert err == f"copydesk: {tmp_path / 'empty'}: the drop holds no files; name a folder with articles, or one file\n"
    assert not dataset.exists()


@pytest.mark.parametrize("command", ["build", "check", "annotate"])
def test_a_missing_model_is_refused_with_its_file(told, drop, tmp_path, dataset, command, monkeypatch):
    monkeypatch.setattr(copydesk.reading, "_tagger", Tagger(tmp_path))
    monkeypatch.setattr("copydesk.annotate.Tagger", lambda: Tagger(tmp_path))
    code, out, err = told(command, drop, on_dataset=command != "annotate")
    assert (code, out) == (1, "")
    assert err.startswith(f"copydesk: {tmp_path}/t")
    assert err.endswith("the tagger's file is missing; reinstall copydesk\n")
    assert not dataset.exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_missing_zoner_is_refused_before_anything_is_read(told, drop, tmp_path, dataset, command, monkeypatch):
    monkeypatch.setattr("copydesk.preflight.shipped", lambda: Zoner(model=tmp_path / "zoner.onnx"))
    code, out, err = told(command, drop)
    assert (code, out) == (1, "")
    assert err == f"copydesk: {tmp_path}/zoner.onnx: the zoner's file is missing; reinstall copydesk\n"
    assert not dataset.exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_damaged_model_is_refused_before_anything_is_read(told, drop, tmp_path, dataset, command, monkeypatch):
    shutil.copyfile(FOLDER / "tokenizer.json", tmp_path / "tokenizer.json")
    (tmp_path / "tagger.onnx").write_bytes(b"version https://git-lfs.example")
    monkeypatch.setattr(copydesk.reading, "_tagger", Tagger(tmp_path))
    code, out, err = told(command, drop)
    assert (code, out) == (1, "")
    assert err == f"copydesk: {tmp_path}/tagger.onnx: not a readable model; reinstall copydesk\n"
    assert not dataset.exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_drop_that_holds_the_dataset_is_refused(told, drop, command):
    code, out, err = told(command, drop, "--dataset", drop / "processed", on_dataset=False)
    assert (code, out) == (2, "")
    assert "lie in one another" in err
    assert not (drop / "processed").exists()


def test_a_name_that_no_folder_can_have_is_refused(told, drop, tmp_path):
    code, out, err = told("build", drop, "--dataset", tmp_path / ("x" * 300), on_dataset=False)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["build", "check", "versions", "annotate", "serve"])
def test_bad_settings_are_bad_usage(told, drop, tmp_path, command):
    settings = tmp_path / "bad.toml"
    settings.write_text("datset = 'x'")
    more = {"versions": [], "serve": ["--cron", "0 6 * * *", "--drops", drop]}.get(command, [drop])
    code, out, err = told(command, *more, "--settings", settings, on_dataset=command != "annotate")
    assert (code, out) == (2, "")
    assert err.startswith(f"copydesk: {settings}: unknown setting 'datset'")
    assert err.count("\n") == 1


@pytest.mark.parametrize("cron", ["daily", "0 6 * *", "61 6 * * *", "", "0 6 * * * * * *"])
def test_a_bad_cron_is_bad_usage(told, drop, cron):
    code, out, err = told("serve", "--cron", cron, "--drops", drop)
    assert (code, out) == (2, "")
    assert err == f'copydesk: --cron {cron!r}: not a cron expression; name five fields, as in "0 6 * * *"\n'


@pytest.mark.parametrize("drops", ["none", "drop/owls.txt"])
def test_a_schedule_needs_a_folder_of_arrivals(told, drop, drops):
    code, out, err = told("serve", "--cron", "0 6 * * *", "--drops", drop.parent / drops)
    assert (code, out) == (2, "")
    assert err == f"copydesk: {drop.parent / drops}: no such folder; name the one in which drops arrive\n"


BAD_ARGUMENTS = {
    "nothing": [],
    "no drop": ["build"],
    "an unknown command": ["publish"],
    "an unknown option": ["build", "x", "--force"],
    "half an option": ["build", "x", "--data", "y"],
    "no worker": ["build", "x", "--workers", "0"],
    "workers in words": ["build", "x", "--workers", "two"],
    "a schedule without a time": ["serve"],
}


@pytest.mark.parametrize("arguments", BAD_ARGUMENTS.values(), ids=BAD_ARGUMENTS.keys())
def test_bad_arguments_are_bad_usage(capsys, arguments):
    with pytest.raises(SystemExit) as exited:
        main(arguments)
    assert exited.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: copydesk" in err


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


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as exited:
        main(["--version"])
    assert exited.value.code == 0
    assert capsys.readouterr().out == f"copydesk {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_answers_without_loading_what_is_slow(arguments):
    script = (
        "import sys\nfrom copydesk.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    slow = {"prefect", "pandas", "pyarrow", "pandera", "onnxruntime", "numpy", "trafilatura", "rich"}
    assert set(done.stderr.split()) & slow == set()


def test_a_termination_ends_a_command_as_ctrl_c_does(capsys, monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr("copydesk.cli.versions", lambda _: os.kill(os.getpid(), signal.SIGTERM))
    assert main(["versions"]) == 130
    assert capsys.readouterr().err == "copydesk: interrupted; `copydesk versions` tells what is published\n"
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_defect_of_ours_is_not_hidden(monkeypatch):
    def broken(_):
        raise RuntimeError("a defect")

    monkeypatch.setattr("copydesk.cli.versions", broken)
    with pytest.raises(RuntimeError, match="a defect"):
        main(["versions"])


@pytest.mark.usefixtures("prefect_server")
def test_what_a_flow_refuses_is_one_line_too(drop, dataset, monkeypatch, capfd):
    from copydesk.errors import CopydeskError

    def refuse(*_):
        raise CopydeskError("refused, nothing was published: the disk is full")

    monkeypatch.setattr("tasks.publish.count_entities", refuse)
    code = main(["build", str(drop), "--dataset", str(dataset)])
    out, err = capfd.readouterr()
    assert (code, out, err) == (1, "", "copydesk: refused, nothing was published: the disk is full\n")
    assert not dataset.exists()
