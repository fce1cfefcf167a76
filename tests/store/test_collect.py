"""Giving up old versions: what is needed stays at every moment, what is not goes, and readers are told."""

import fcntl
import os
from datetime import UTC
from pathlib import Path
from threading import Thread

import pytest
from store_rows import files_under, publish, texts_of

from copydesk.errors import CopydeskError
from copydesk.store import Dataset
from copydesk.store.collect import Collected, collect
from copydesk.store.floor import read_floor
from copydesk.store.folder import Folder
from copydesk.store.soundness import check_bytes, strays
from copydesk.store.temporaries import SCRATCH

TEXTS = {
    1: {"a": "x", "b": "second", "c": "third"},
    2: {"a": "x", "b": "second", "c": "third", "d": "new"},
    3: {"a": "revised", "b": "second", "c": "third", "d": "new"},
    4: {"a": "revised", "b": "second", "c": "again", "d": "new"},
}


@pytest.fixture
def life(dataset: Dataset) -> Dataset:
    """Return a dataset of four versions, the parts of the older ones thinned."""
    publish(dataset, TEXTS[1])
    publish(dataset, {"d": "new"})
    publish(dataset, {"a": "revised"}, frozenset("a"))
    publish(dataset, {"c": "again"}, frozenset("c"))
    return dataset


def nothing(_: object) -> list[str]:
    return []


def sizes(root: Path) -> dict[str, int]:
    return {digest: stat.st_size for digest, stat in Folder(root).objects()}


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_the_newest_versions_stay_and_those_before_are_given_up(life, keep):
    before = sizes(life.path)
    collected = collect(life, keep, nothing)
    after = sizes(life.path)
    assert collected == Collected(
        versions=tuple(range(1, 5 - keep)),
        objects=len(before) - len(after),
        bytes=sum(before.values()) - sum(after.values()),
        oldest=5 - keep,
        newest=4,
    )
    assert collected.objects > 0 or keep == 3  # all that version 1 has, version 2 needs too
    assert list(check_bytes(life)) == []
    assert list(strays(life)) == []
    for number in range(5 - keep, 5):
        assert texts_of(life, number) == TEXTS[number]
    assert (floor := read_floor(life.path)).number == 5 - keep
    assert floor.at is not None
    assert floor.at.tzinfo == UTC


def test_versions_that_were_given_up_are_refused_in_one_line(life):
    collect(life, 2, nothing)
    for number in (1, 2):
        with pytest.raises(
            CopydeskError, match=rf"version {number} was given up by `copydesk gc` on \d{{4}}-\d\d-\d\d"
        ):
            life.version(number)
        with pytest.raises(CopydeskError, match="the oldest readable is 3"):
            life.read("articles", number)


def test_the_log_stays_and_the_next_version_follows(life):
    collect(life, 1, nothing)
    assert [version.number for version in life.versions()] == [1, 2, 3, 4]
    publish(life, {"e": "fifth"})
    publish(Dataset.open(life.path), {"a": "once more"}, frozenset("a"))
    assert texts_of(life, 4) == TEXTS[4]
    assert texts_of(life, 6) == {**TEXTS[4], "a": "once more", "e": "fifth"}
    assert list(check_bytes(life)) == []


def test_the_floor_is_never_lowered_again(life):
    collect(life, 1, nothing)
    assert collect(life, 4, nothing) == Collected((), 0, 0, 4, 4)
    assert read_floor(life.path).number == 4


def test_nothing_is_given_up_where_fewer_versions_are_there(life):
    before = files_under(life.path)
    assert collect(life, 9, nothing) == Collected((), 0, 0, 1, 4)
    assert files_under(life.path) - before <= {".gc.lock"}


def test_an_empty_dataset_has_nothing_to_give_up(dataset):
    assert collect(dataset, 1, nothing) == Collected((), 0, 0, 1, 0)


def test_a_dry_run_says_the_same_and_touches_nothing(life):
    (life.path / ".gc.lock").unlink(missing_ok=True)
    before = {path: (life.path / path).stat().st_mtime_ns for path in files_under(life.path)}
    said = collect(life, 1, nothing, dry_run=True)
    assert {path: (life.path / path).stat().st_mtime_ns for path in files_under(life.path)} == before
    assert collect(life, 1, nothing) == said


def test_objects_of_no_version_go_and_kept_files_stay(life):
    for digest in ("ab" + "0" * 62, "cd" + "0" * 62):
        path = Folder(life.path).object_path(digest)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"12345")
    asked = []

    def also(versions):
        asked.append([version.number for version in versions])
        return ["cd" + "0" * 62]

    assert collect(life, 4, also) == Collected((), 1, 5, 1, 4)
    assert asked == [[1, 2, 3, 4]]
    assert ("ab" + "0" * 62) not in sizes(life.path)
    assert ("cd" + "0" * 62) in sizes(life.path)


def stopped_rebuild(dataset: Dataset) -> Path:
    """Return the folder that a rebuild has left."""
    home = dataset.path / SCRATCH
    (home / "by-one-recipe/objects").mkdir(parents=True)
    (home / "by-one-recipe/objects/part").write_bytes(b"12345")
    (home / "lock").touch()
    return home


def test_what_a_stopped_rebuild_has_left_goes(life):
    home = stopped_rebuild(life)
    assert list(strays(life)) == [
        ".rebuild: what a running rebuild uses, or one that was stopped has left; `copydesk gc` removes it"
    ]
    assert collect(life, 4, nothing, dry_run=True) == Collected((), 0, 0, 1, 4, scratch=5)
    assert home.is_dir()
    assert collect(life, 4, nothing) == Collected((), 0, 0, 1, 4, scratch=5)
    assert not home.exists()
    assert list(strays(life)) == []


def test_a_rebuild_that_was_stopped_before_it_had_its_lock_goes_too(life):
    home = stopped_rebuild(life)
    (home / "lock").unlink()
    assert collect(life, 4, nothing, dry_run=True).scratch == 5
    assert not (home / "lock").exists()
    assert collect(life, 4, nothing).scratch == 5
    assert not home.exists()


def test_a_rebuild_at_work_is_left_alone(life):
    home = stopped_rebuild(life)
    with (home / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for dry_run in (True, False):
            assert collect(life, 4, nothing, dry_run=dry_run) == Collected((), 0, 0, 1, 4)
    assert (home / "by-one-recipe/objects/part").read_bytes() == b"12345"


def test_a_damaged_log_stops_it_before_anything_goes(life):
    entry = life.path / "log/00000002.json"
    entry.write_bytes(entry.read_bytes().replace(b'"number":2', b'"number":3'))
    before = files_under(life.path)
    with pytest.raises(CopydeskError, match=r"log entry of version 2 is damaged or missing.*nothing was removed"):
        collect(life, 1, nothing)
    assert files_under(life.path) - before <= {".gc.lock"}


def test_where_nobody_can_tell_whether_a_build_runs_nothing_goes(life, monkeypatch):
    def no_locks(*_: object) -> None:
        raise OSError(95, os.strerror(95))

    before = sizes(life.path)
    with monkeypatch.context() as patch:
        patch.setattr("copydesk.store.locks.fcntl.flock", no_locks)
        with pytest.raises(CopydeskError, match="has no locks"):
            collect(life, 1, nothing)
    assert sizes(life.path) == before


def test_keeping_no_version_is_refused(life):
    with pytest.raises(ValueError, match="never given up"):
        collect(life, 0, nothing)


def test_a_writer_that_relies_on_an_old_object_is_waited_for(life):
    waiting = Thread(target=collect, args=(life, 1, nothing), daemon=True)
    with Folder(life.path).sharing():
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
        assert read_floor(life.path).number == 1
    waiting.join(60)
    assert read_floor(life.path).number == 4
    assert texts_of(life) == TEXTS[4]
