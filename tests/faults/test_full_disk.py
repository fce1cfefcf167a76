"""A disk that is really full, not only one that says so: a small file system in memory."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_judge import faults_of
from fault_sizes import FILLS
from store_rows import publish, texts_of

from copydesk.errors import CopydeskError
from copydesk.store import Dataset

SIZE = 1024 * 1024
PAGE = 4096


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a file system of a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a file system; the refused steps of test_every_step.py stand in for it")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S607


def leave(disk: Path, room: int) -> Path:
    """Fill the disk up to ``room`` bytes."""
    padding = disk / "padding"
    free = os.statvfs(disk).f_bavail * PAGE
    padding.write_bytes(b"\0" * max(0, free - room))
    return padding


def refusal(dataset: Dataset, texts: dict[str, str]) -> str:
    """Publish, and return what is said where that is refused."""
    try:
        publish(dataset, texts)
    except CopydeskError as error:
        return str(error)
    return ""


def fill_and_commit(disk: Path, fills: range, tally) -> None:
    home = disk / "home"
    dataset = Dataset.open(home / "dataset", create=True)
    texts = {"a": "one", "b": "two"}
    publish(dataset, texts)
    refused = 0
    for number, room in enumerate(fills):
        new = {f"n{number}": "news of all kinds " * 8}
        padding = leave(disk, room)
        said = refusal(dataset, new)
        is_published = not said or "is published" in said
        if said:
            assert "the disk is full: free some space and run again" in said
            assert is_published or "nothing was changed" in said
            assert "\n" not in said
        refused += bool(said)
        assert texts_of(dataset) == (texts | new if is_published else texts)
        padding.unlink()
        dataset = Dataset.open(home / "dataset")
        assert faults_of(home, every_rule=False) == []
        if not is_published:
            publish(dataset, new)
        texts |= new
        assert texts_of(dataset) == texts
        tally("levels of a full disk")
    assert refused > 0


def test_a_commit_on_a_full_disk_is_refused_and_goes_on_when_there_is_room(small_disk, tally):
    fill_and_commit(small_disk, range(0, FILLS[0] * 16 * PAGE, 16 * PAGE), tally)


@pytest.mark.soak
def test_a_commit_on_a_disk_that_is_full_to_any_page_is_refused(small_disk, tally):
    fill_and_commit(small_disk, range(0, FILLS[1] * PAGE, PAGE), tally)


def test_a_build_on_a_disk_that_is_too_small_is_refused_in_one_line(small_disk, ground, zygote, tally):
    home = small_disk / "home"
    shutil.copytree(ground("first build").fresh(), home)
    padding = leave(small_disk, 40 * 1024)
    answer = zygote.run("first", home)
    assert answer["how"] == "refused", answer["said"]
    assert "the disk is full: free some space and run again (nothing was changed)" in answer["said"]
    assert "\n" not in answer["said"]
    padding.unlink()
    zygote.must("first", home)
    assert faults_of(home, every_rule=False) == []
    tally("builds on a full disk")
