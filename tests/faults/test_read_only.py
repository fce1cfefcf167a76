"""Folders that this user may read and not write, and file systems that nobody may write to."""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from made_drops import everything_on_disk

from copydesk.cli import main

NOBODY = 65534
WRITING = ("third", "rollback", "withdraw", "gc")


@pytest.fixture
def theirs(ground):
    """Give a home with a dataset that belongs to somebody else, in a place that everybody may enter."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        subprocess.run(["cp", "-a", str(ground("rollback").fresh()), f"{place}/home"], check=True)  # noqa: S607
        (Path(place) / "home").chmod(0o755)
        yield Path(place) / "home"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("do", WRITING)
def test_what_may_only_be_read_is_refused_in_one_line_and_stays(zygote, theirs, do, tally):
    before = everything_on_disk(theirs)
    answer = zygote.run(do, theirs, user=NOBODY)
    assert answer["how"] == "refused", answer["said"]
    assert "no permission: make the folder writable for this user and run again" in answer["said"]
    assert "\n" not in answer["said"]
    assert everything_on_disk(theirs) == before
    tally("writes to a folder of somebody else")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("do", ["versions", "verify", "open"])
def test_what_may_only_be_read_is_read(zygote, theirs, do):
    before = everything_on_disk(theirs)
    answer = zygote.run(do, theirs, user=NOBODY)
    assert answer["how"] == "done", answer["said"]
    assert everything_on_disk(theirs) == before


@pytest.fixture
def read_only(ground, tmp_path):
    """Mount a file system with a dataset on it, and allow no more writing."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a file system")
    subprocess.run(["cp", "-a", str(ground("rollback").fresh()), str(place / "home")], check=True)  # noqa: S607
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)  # noqa: S607
    yield place / "home"
    subprocess.run(["umount", str(place)], check=True)  # noqa: S607


@pytest.mark.parametrize("do", WRITING)
def test_a_read_only_file_system_is_refused_in_one_line(zygote, read_only, do, tally):
    answer = zygote.run(do, read_only)
    assert answer["how"] == "refused", answer["said"]
    assert "the file system is read-only: copy the dataset to a writable place" in answer["said"]
    assert "\n" not in answer["said"]
    tally("writes to a read-only file system")


@pytest.mark.parametrize("command", [["versions"], ["verify"]])
def test_a_read_only_file_system_is_read(read_only, command, capsys):
    assert main([*command, "--dataset", str(read_only / "dataset")]) == 0
    assert capsys.readouterr().err == ""
