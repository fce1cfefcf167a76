"""What verify says of the bytes: every flipped bit is found, wherever it is, and a whole dataset has no fault."""

import os
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_rows import changes, publish, version_row

from copydesk.errors import CopydeskError
from copydesk.store import Dataset
from copydesk.store.entry import NewerFormatError, from_json
from copydesk.store.floor import FILE, Floor, floor_bytes, read_floor
from copydesk.store.needed import log_entries, needed_objects
from copydesk.store.soundness import Fault, check_bytes, check_log, readable_versions, spans, strays

FLIPS = 500


@pytest.fixture
def life(dataset: Dataset) -> Dataset:
    """Return a dataset of three versions that keeps all parts, with words in its log that JSON has to escape."""
    dataset = Dataset(dataset.path, thin=False)
    publish(dataset, {"a": "x", "b": "longer text" * 9})
    dataset.commit(changes({"c": "new"}), parent=1, provenance={"detail": "Café “Øresund” 漢"}, version_row=version_row)
    publish(dataset, {"c": "revised"}, frozenset("c"))
    return dataset


@pytest.fixture
def thinned(dataset: Dataset) -> Dataset:
    """Return a dataset of three versions, the first and second of which lost the part that they shared."""
    publish(dataset, {"a": "x", "b": "longer text" * 9, "c": "third"})
    publish(dataset, {"d": "new"})
    publish(dataset, {"a": "revised"}, frozenset("a"))
    assert not object_path(dataset.path, "articles", 1).exists()
    return dataset


def object_path(root: Path, table: str, version: int, index: int = 0) -> Path:
    """Return where a part of a table is, or was."""
    digest = Dataset(root).version(version).tables[table].parts[index].object
    return root / "objects" / digest[:2] / digest


def faults(path: Path) -> list[Fault]:
    return list(check_bytes(Dataset(path)))


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.chmod(0o644)
    path.write_bytes(data)


def bits_of(path: Path) -> range:
    return range(path.stat().st_size * 8)


def assert_found(root: Path, path: Path, bit: int) -> None:
    """Flip a bit, see that this file and no other is named, and flip it back."""
    flip(path, bit)
    try:
        found = faults(root)
    except CopydeskError as error:
        found = [Fault("refused", "", str(error))]
    assert found, f"bit {bit} of {path}"
    assert {fault.where for fault in found} <= {path.relative_to(root).as_posix(), ""}
    flip(path, bit)


def test_a_dataset_that_nobody_touched_has_no_fault(life):
    assert faults(life.path) == []
    assert list(strays(life)) == []


def test_an_empty_dataset_has_no_fault(dataset):
    assert faults(dataset.path) == []


def test_a_dataset_is_sound_where_it_was_moved_zipped_or_copied_to(life, tmp_path):
    shutil.copytree(life.path, tmp_path / "copied")
    assert faults(tmp_path / "copied") == []
    shutil.make_archive(str(tmp_path / "zipped"), "zip", life.path)
    shutil.unpack_archive(tmp_path / "zipped.zip", tmp_path / "unzipped")
    assert faults(tmp_path / "unzipped") == []
    life.path.rename(tmp_path / "moved")
    assert faults(tmp_path / "moved") == []


@pytest.mark.parametrize("name", ["dataset.json", "collected.json", "log/00000002.json"])
def test_every_flipped_bit_of_the_marker_the_log_and_what_was_given_up_is_found(life, name):
    (life.path / FILE).write_bytes(floor_bytes(Floor(1, datetime(2026, 11, 22, 14, 3, tzinfo=UTC))))
    path = life.path / name
    whole = path.read_bytes()
    entries = log_entries(life)
    others = {number: entry for number, entry in entries.items() if name != f"log/{number:08d}.json"}
    assert list(check_log(life, entries)) == []
    for bit in bits_of(path):
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        if name.startswith("log/"):
            # The entry alone: reading the others 25,000 times takes minutes.
            with pytest.raises((ValueError, NewerFormatError)):
                from_json(bytes(data))
            continue
        path.write_bytes(data)
        (fault,) = check_log(life, entries)
        assert (fault.kind, fault.where) == ("damaged", name)
    path.write_bytes(whole[:-1])
    (fault,) = check_log(life, others or entries)
    assert (fault.kind, fault.where) == ("damaged", name)


def test_flipped_bits_of_objects_and_of_a_copied_view_are_found(life, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(life.path, root)  # `latest` holds files of its own there
    paths = [path for folder in ("objects", "latest") for path in sorted((root / folder).rglob("*")) if path.is_file()]
    chance = random.Random(5)  # noqa: S311 - picks bits, keeps no secrets
    for _ in range(FLIPS):
        path = chance.choice(paths)
        assert_found(root, path, chance.choice(bits_of(path)))


def test_a_flipped_bit_names_the_versions_that_need_the_part(life):
    path = object_path(life.path, "articles", 1)
    flip(path, 77)
    (fault,) = faults(life.path)
    assert fault.kind == "damaged"
    assert fault.where == path.relative_to(life.path).as_posix()
    assert fault.detail == "part of articles in versions 1 to 3: other bytes than were written; restore it from a copy"
    assert fault.versions == (1, 2, 3)


def test_a_thinned_dataset_is_sound_and_what_older_versions_are_had_from_is_looked_at(thinned):
    assert faults(thinned.path) == []
    left = next(one.left for one in thinned.version(3).retired["articles"] if one.left is not None)
    (rest, stayed) = thinned.path / "objects" / left[:2] / left, object_path(thinned.path, "articles", 3)
    for path, versions in ((rest, (1, 2)), (stayed, (1, 2, 3))):
        flip(path, 77)
        (fault,) = faults(thinned.path)
        assert fault.where == path.relative_to(thinned.path).as_posix()
        assert fault.versions == versions
        flip(path, 77)


def test_what_a_thinned_version_is_had_from_is_missed(thinned):
    left = next(one.left for one in thinned.version(3).retired["articles"] if one.left is not None)
    (thinned.path / "objects" / left[:2] / left).unlink()
    (fault,) = faults(thinned.path)
    assert fault.kind == "missing"
    assert fault.detail == "what older versions are had from in versions 1 to 2: is missing; restore it from a copy"


def test_what_older_versions_kept_is_not_needed_once_they_are_given_up(thinned):
    left = next(one.left for one in thinned.version(3).retired["articles"] if one.left is not None)
    assert left in needed_objects(thinned.versions())
    assert left in needed_objects(thinned.versions()[1:])
    assert left not in needed_objects(thinned.versions()[2:])


def remove_object(root: Path) -> str:
    path = object_path(root, "articles", 1)
    path.unlink()
    return path.relative_to(root).as_posix()


def remove_log(root: Path) -> str:
    (root / "log/00000002.json").unlink()
    return "log/00000002.json"


def remove_newest_log(root: Path) -> str:
    (root / "log/00000003.json").unlink()
    return "log/00000003.json"


def remove_marker(root: Path) -> str:
    (root / "dataset.json").unlink()
    return "dataset.json"


def remove_shown(root: Path) -> str:
    path = next((root / "latest/quotes").iterdir())
    path.unlink()
    return path.relative_to(root).as_posix()


@pytest.mark.parametrize(
    "remove", [remove_object, remove_log, remove_newest_log, remove_marker, remove_shown], ids=lambda act: act.__name__
)
def test_what_is_missing_is_named(life, remove):
    where = remove(life.path)
    assert [(fault.kind, fault.where) for fault in faults(life.path)] == [("missing", where)]


def truncate(root: Path) -> set[str]:
    path = object_path(root, "articles", 1)
    path.chmod(0o644)
    os.truncate(path, 10)
    return {path.relative_to(root).as_posix()}


def swap_objects(root: Path) -> set[str]:
    one, two = object_path(root, "articles", 1), object_path(root, "quotes", 1)
    held = one.read_bytes()
    for path in (one, two):
        path.chmod(0o644)
    one.write_bytes(two.read_bytes())
    two.write_bytes(held)
    return {path.relative_to(root).as_posix() for path in (one, two)}


def swap_log(root: Path) -> set[str]:
    one, two = root / "log/00000001.json", root / "log/00000002.json"
    held = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(held)
    return {"log/00000001.json", "log/00000002.json"}


def swap_shown(root: Path) -> set[str]:
    one, two = (sorted((root / "latest" / table).iterdir())[0] for table in ("articles", "quotes"))
    one.rename(root / "held")
    two.rename(one)
    (root / "held").rename(two)
    return {path.relative_to(root).as_posix() for path in (one, two)}


def add_to_latest(root: Path) -> set[str]:
    shutil.copy(object_path(root, "articles", 1), root / "latest/articles/more.parquet")
    return {"latest/articles/more.parquet"}


def add_table(root: Path) -> set[str]:
    (root / "latest/notes").mkdir()
    (root / "latest/notes/mine.parquet").write_bytes(b"x")
    return {"latest/notes/mine.parquet"}


def rename_shown(root: Path) -> set[str]:
    path = sorted((root / "latest/articles").iterdir())[0]
    path.rename(path.with_name("part.parquet"))
    return {path.relative_to(root).as_posix(), "latest/articles/part.parquet"}


def lengthen(root: Path) -> set[str]:
    with (root / "log/00000001.json").open("ab") as file:
        file.write(b" ")
    return {"log/00000001.json"}


@pytest.mark.parametrize(
    "act",
    [truncate, swap_objects, swap_log, swap_shown, add_to_latest, add_table, rename_shown, lengthen],
    ids=lambda act: act.__name__,
)
def test_what_was_truncated_exchanged_added_or_renamed_is_named(life, act):
    where = act(life.path)
    assert {fault.where for fault in faults(life.path)} == where


def test_a_view_that_lags_behind_is_told_as_one_fault(life):
    old = life.path / "old"
    shutil.copytree(life.path / "latest", old)
    publish(life, {"d": "y"})
    shutil.rmtree(life.path / "latest")
    old.rename(life.path / "latest")
    (fault,) = faults(life.path)
    assert (fault.where, fault.detail) == ("latest", "shows version 3, the newest is 4; the next build renews it")
    Dataset.open(life.path)
    assert faults(life.path) == []


def test_what_belongs_to_nothing_is_a_note_and_no_fault(life):
    (life.path / "notes.txt").write_text("mine")
    (life.path / "log/readme").write_text("mine")
    orphan = life.path / "objects/ab" / ("ab" + "0" * 62)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"12345")
    assert faults(life.path) == []
    assert list(strays(life)) == [
        "notes.txt: not copydesk's",
        "log/readme: not copydesk's",
        "1 objects (5 bytes) belong to no version; `copydesk gc` removes them",
    ]
    assert list(strays(life, [orphan.name])) == ["notes.txt: not copydesk's", "log/readme: not copydesk's"]


def test_kept_files_are_looked_at_too(life):
    digest = "ab" + "0" * 62
    (fault,) = check_bytes(life, [digest])
    assert (fault.kind, fault.where) == ("missing", f"objects/ab/{digest}")
    assert fault.detail == "bytes of a dropped file: is missing; restore it from a copy"


def test_versions_that_were_given_up_need_no_part(life):
    object_path(life.path, "articles", 2, 1).unlink()
    assert len(faults(life.path)) == 1
    (life.path / FILE).write_bytes(floor_bytes(Floor(3, datetime(2026, 11, 22, tzinfo=UTC))))
    assert read_floor(life.path) == Floor(3, datetime(2026, 11, 22, tzinfo=UTC))
    assert faults(life.path) == []
    assert [version.number for version in readable_versions(life)] == [3]


def test_a_dataset_of_newer_code_is_no_fault_but_refused(life, monkeypatch):
    with monkeypatch.context() as newer:
        newer.setattr("copydesk.store.entry.STORE_FORMAT", 99)
        publish(life, {"d": "y"})
    with pytest.raises(CopydeskError, match="written by a newer copydesk"):
        faults(life.path)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [([3], "version 3"), ([1, 2, 3], "versions 1 to 3"), ([4, 1, 2, 7], "versions 1 to 2, 4, 7")],
)
def test_versions_are_named_in_runs(numbers, shown):
    assert spans(numbers) == shown
