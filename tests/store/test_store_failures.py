"""Disks that are full, folders that are no datasets, bits that flip: one clear line, and the old version intact."""

import errno
import fcntl
import json
import os
from pathlib import Path

import pytest
from store_rows import files_under, publish, texts_of

from copydesk.errors import CopydeskError
from copydesk.store import DamagedDatasetError, Dataset, entry, folder, staging, view


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _path: None, "no dataset here; name the folder"),
        (lambda path: path.mkdir(), "not a dataset"),
        (lambda path: path.write_text("x"), "not a dataset"),
    ],
    ids=["missing", "empty", "a file"],
)
def test_what_is_no_dataset_is_not_opened(tmp_path, make, message):
    path = tmp_path / "dataset"
    make(path)
    before = files_under(tmp_path)
    with pytest.raises(CopydeskError, match=message):
        Dataset.open(path)
    assert files_under(tmp_path) == before


def test_a_dataset_is_not_made_among_other_files(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(CopydeskError, match="holds other files and is not a dataset"):
        Dataset.open(tmp_path, create=True)
    assert files_under(tmp_path) == {"thesis.docx"}


def test_of_two_that_make_a_dataset_at_the_same_moment_both_have_it(tmp_path, monkeypatch):
    sync, others = folder.sync_folder, []

    def sync_while_another_is_quicker(path):
        sync(path)
        if not others:
            others.append(None)
            others.append(Dataset.open(tmp_path / "dataset", create=True))

    monkeypatch.setattr(folder, "sync_folder", sync_while_another_is_quicker)
    dataset = Dataset.open(tmp_path / "dataset", create=True)
    publish(dataset, {"a": "x"})
    assert others[1].head() == dataset.head()


def test_a_dataset_is_made_where_git_keeps_the_folder_or_a_creation_was_killed(tmp_path):
    (tmp_path / ".gitkeep").touch()
    (tmp_path / "objects").mkdir()
    assert publish(Dataset.open(tmp_path, create=True), {"a": "x"}) is not None
    assert texts_of(Dataset.open(tmp_path, create=True)) == {"a": "x"}


@pytest.mark.parametrize(
    ("constant", "what"),
    [
        ("copydesk.store.opening.STORE_FORMAT", "store format 99"),
        ("copydesk.store.entry.STORE_FORMAT", "store format 99"),
        ("copydesk.store.dataset.SCHEMA_VERSION", "schema version 99"),
    ],
    ids=["marker", "log entry", "schemas"],
)
def test_a_dataset_of_newer_code_is_refused(tmp_path, monkeypatch, constant, what):
    with monkeypatch.context() as newer:
        newer.setattr(constant, 99)
        publish(Dataset.open(tmp_path / "dataset", create=True), {"a": "x"})
    with pytest.raises(CopydeskError, match=rf"written by a newer copydesk \({what}\); upgrade copydesk"):
        Dataset.open(tmp_path / "dataset")


def test_a_folder_of_another_program_is_refused(tmp_path):
    (tmp_path / "dataset.json").write_text(json.dumps({"name": "other"}))
    with pytest.raises(CopydeskError, match=r"dataset.json is not copydesk's"):
        Dataset.open(tmp_path)


OPERATIONS = {
    "staging a part": (staging, "write_durably"),
    "building the view": (view, "link_or_copy"),
    "moving the parts": (folder.Folder, "store"),
    "the commit point": (folder.Folder, "append_log"),
}
CAUSES = {
    "full": (errno.ENOSPC, "the disk is full: free some space"),
    "no permission": (errno.EACCES, "no permission: make the folder writable"),
    "read-only": (errno.EROFS, "the file system is read-only"),
    "other": (errno.EIO, "Input/output error"),
}


@pytest.mark.parametrize(("cause", "message"), CAUSES.values(), ids=CAUSES.keys())
@pytest.mark.parametrize(("owner", "name"), OPERATIONS.values(), ids=OPERATIONS.keys())
def test_a_commit_that_cannot_be_written_leaves_the_old_version(dataset, monkeypatch, owner, name, cause, message):
    publish(dataset, {"a": "x"})
    before = files_under(dataset.path)

    def fail(*_: object) -> None:
        raise OSError(cause, os.strerror(cause))

    monkeypatch.setattr(owner, name, fail)
    with pytest.raises(CopydeskError, match=message) as raised:
        publish(dataset, {"b": "y"})
    monkeypatch.undo()
    assert "\n" not in str(raised.value)
    assert "nothing was changed" in str(raised.value)
    left = {path for path in files_under(dataset.path) - before if not path.startswith("objects/")}
    assert left == set()
    assert texts_of(Dataset.open(dataset.path)) == {"a": "x"}
    publish(dataset, {"b": "y"})
    assert texts_of(dataset) == {"a": "x", "b": "y"}


def test_a_failure_after_the_commit_point_says_that_the_version_is_published(dataset, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(view, "publish", fail)
    with pytest.raises(CopydeskError, match="version 1 is published; opening the dataset again repairs this"):
        publish(dataset, {"a": "x"})
    monkeypatch.undo()
    Dataset.open(dataset.path)
    assert len(list((dataset.path / "latest" / "articles").iterdir())) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to read-only folders")
def test_a_read_only_folder_is_read_but_not_written_to(dataset):
    publish(dataset, {"a": "x"})
    folders = [dataset.path, *(path for path in dataset.path.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    try:
        opened = Dataset.open(dataset.path)
        assert texts_of(opened) == {"a": "x"}
        with pytest.raises(CopydeskError, match="no permission"):
            publish(opened, {"b": "y"})
    finally:
        for path in folders:
            path.chmod(0o755)


def test_a_folder_that_cannot_be_repaired_is_still_read(dataset, monkeypatch):
    publish(dataset, {"a": "x"})

    def fail(_: Dataset) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Dataset, "repair", fail)
    assert texts_of(Dataset.open(dataset.path)) == {"a": "x"}


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.6, 0.8, 0.999])
def test_a_flipped_bit_in_a_part_is_an_error_that_names_the_file(dataset, share):
    publish(dataset, {"a": "x", "b": "longer text"})
    part = dataset.files("articles")[0]
    flip(part, int(part.stat().st_size * share))
    with pytest.raises(DamagedDatasetError, match=f"{part.name}: a part of the dataset is damaged; restore it"):
        dataset.read("articles")


def test_a_missing_part_is_an_error_that_names_the_file(dataset):
    publish(dataset, {"a": "x"})
    part = dataset.files("articles")[0]
    part.unlink()
    with pytest.raises(DamagedDatasetError, match=f"{part.name}: a part of the dataset is missing; restore it"):
        dataset.read("articles")
    assert dataset.read("quotes").num_rows == 1


def test_a_damaged_part_is_healed_by_a_commit_of_the_same_rows(dataset):
    publish(dataset, {"a": "x"})
    publish(dataset, {"a": "y"}, frozenset("a"))
    old = dataset.files("articles", 1)[0]
    flip(old, 100)
    publish(dataset, {"a": "x"}, frozenset("a"))
    assert texts_of(dataset, 1) == texts_of(dataset) == {"a": "x"}


def test_a_flipped_bit_anywhere_in_the_log_is_an_error(dataset):
    publish(dataset, {"a": "x"})
    path = dataset.path / "log" / "00000001.json"
    whole = path.read_bytes()
    for at in range(0, len(whole) - 1, 7):
        flip(path, at)
        with pytest.raises(DamagedDatasetError, match="this log entry is damaged"):
            dataset.head()
        path.write_bytes(whole)
    assert entry.from_json(whole) == dataset.head()


def test_opening_sweeps_what_dead_writers_left_and_nothing_of_the_living(dataset):
    publish(dataset, {"a": "x"})
    temporaries = dataset.path / ".tmp"
    for name in ("dead", "orphan", "living"):
        (temporaries / name).mkdir()
        (temporaries / name / "part").write_bytes(b"x")
    (temporaries / "dead.lock").touch()
    with (temporaries / "living.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        Dataset.open(dataset.path)
        assert files_under(temporaries) == {"living.lock", "living/part"}
    Dataset.open(dataset.path)
    assert list(temporaries.iterdir()) == []
