"""What every command that reads drops refuses before it reads anything: paths, drops and models."""

import os
import shutil
from types import SimpleNamespace

import pytest

import copydesk.reading
from copydesk.tagger.model import FOLDER, Tagger
from copydesk.zoner import Zoner

CODES = {"check": 2}
"""Exit code of a command that refuses, where that is not 1."""


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_unknown_path_is_bad_usage(told, drop, dataset, command):
    code, out, err = told(command, drop, drop / "none")
    assert (code, out, err) == (2, "", f"copydesk: {drop / 'none'}: no such file or folder\n")
    assert not dataset.exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_empty_drop_is_refused(told, tmp_path, dataset, command):
    (tmp_path / "empty" / "folder").mkdir(parents=True)
    code, out, err = told(command, tmp_path / "empty")
    assert (code, out) == (CODES.get(command, 1), "")
    assert err == f"copydesk: {tmp_path / 'empty'}: the drop holds no files; name a folder with articles, or one file\n"
    assert not dataset.exists()


@pytest.mark.parametrize("command", ["build", "check", "annotate"])
def test_a_missing_model_is_refused_with_its_file(told, drop, tmp_path, dataset, command, monkeypatch):
    monkeypatch.setattr(copydesk.reading, "_tagger", Tagger(tmp_path))
    monkeypatch.setattr("copydesk.annotate.Tagger", lambda: Tagger(tmp_path))
    code, out, err = told(command, drop, on_dataset=command != "annotate")
    assert (code, out) == (CODES.get(command, 1), "")
    assert err.startswith(f"copydesk: {tmp_path}/t")
    assert err.endswith("the tagger's file is missing; reinstall copydesk\n")
    assert not dataset.exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_missing_zoner_is_refused_before_anything_is_read(told, drop, tmp_path, dataset, command, monkeypatch):
    monkeypatch.setattr("copydesk.preflight.shipped", lambda: Zoner(model=tmp_path / "zoner.onnx"))
    code, out, err = told(command, drop)
    assert (code, out) == (CODES.get(command, 1), "")
    assert err == f"copydesk: {tmp_path}/zoner.onnx: the zoner's file is missing; reinstall copydesk\n"
    assert not dataset.exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_damaged_model_is_refused_before_anything_is_read(told, drop, tmp_path, dataset, command, monkeypatch):
    shutil.copyfile(FOLDER / "tokenizer.json", tmp_path / "tokenizer.json")
    (tmp_path / "tagger.onnx").write_bytes(b"version https://git-lfs.example")
    monkeypatch.setattr(copydesk.reading, "_tagger", Tagger(tmp_path))
    code, out, err = told(command, drop)
    assert (code, out) == (CODES.get(command, 1), "")
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


@pytest.mark.usefixtures("plain_flows")
@pytest.mark.parametrize(("flags", "why"), [(0, "no permission"), (os.ST_RDONLY, "the file system is read-only")])
def test_a_dataset_that_may_not_be_written_is_refused_before_anything_is_read(
    told, drop, dataset, flags, why, monkeypatch
):
    assert told("build", drop)[0] == 0
    monkeypatch.setattr("os.access", lambda path, mode: not (path == dataset and mode == os.W_OK))
    monkeypatch.setattr("os.statvfs", lambda _: SimpleNamespace(f_flag=flags))
    # No flow may start: it would be a quarter of a minute, and then as long as the drop takes to read.
    for flow in ("build.build_dataset", "replay.replay_quarantine", "rebuild.rebuild_dataset"):
        monkeypatch.setattr(f"flows.{flow}", None)
    for arguments in (["build", drop], ["replay"], ["rebuild"]):
        code, out, err = told(*arguments)
        assert (code, out) == (1, "")
        assert err.startswith(f"copydesk: {dataset}: could not write to the dataset, {why}")
        assert err.endswith("(nothing was changed)\n")


@pytest.mark.usefixtures("plain_flows")
def test_a_first_build_that_was_killed_while_it_made_the_dataset_is_begun_again(told, drop, dataset):
    (dataset / "log").mkdir(parents=True)
    code, out, _ = told("build", drop)
    assert code == 0
    assert "Published version 1" in out
