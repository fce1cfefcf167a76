"""Cut the power at any moment of commits and of gc: what was published stays, whatever the disk had not yet synced.

A kill leaves what the process wrote; a power cut may lose all that nobody has waited for (`fault_power`).
"""

import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from fault_courses import RUNS
from fault_judge import Shown, faults_of, shown
from fault_power import Disk, Mark, Moment, Pick, Tree, all_of_it, by_chance, lay_out, nothing_more, watched
from fault_sizes import CUTS

from copydesk.errors import CopydeskError
from copydesk.store import Dataset, view
from copydesk.store.folder import Folder

COMMITS = ("commit 1", "commit 2", "commit 3")
DISKS = ("links and exchanges", "makes no links", "exchanges no folders")


class Recording(NamedTuple):
    """Commits into a new dataset, and a collection that keeps one version."""

    moments: list[Moment]
    shown: dict[int, Shown | None]
    """What `latest` shows by the number of versions."""


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


@pytest.fixture
def recording(request, tmp_path, monkeypatch) -> Recording:
    """Record on a disk as it is here, or one that cannot do something, if a test asks for it."""
    monkeypatch.setattr(view, "GRACE", 0)
    kind = getattr(request, "param", DISKS[0])
    if kind == "makes no links":
        monkeypatch.setattr(os, "link", refuse)
    if kind == "exchanges no folders":
        monkeypatch.setattr(view, "_exchange", refuse)
    home = tmp_path / "recorded"
    home.mkdir()
    states: dict[int, Shown | None] = {0: None}
    with watched(home) as recorder, monkeypatch.context() as patch:
        append = Folder.append_log

        def appended(folder: Folder, number: int, staging) -> None:
            append(folder, number, staging)
            recorder.mark("published")

        patch.setattr(Folder, "append_log", appended)
        for module in ("plan", "thin"):
            patch.setattr(f"copydesk.store.{module}._THREADS", 1)
        for run in COMMITS:
            RUNS[run](home)
            states[len(states)] = shown(home)
        RUNS["gc"](home)
        recorder.mark("collected")
    return Recording(recorder.moments, states)


def cuts(moments: list[Moment]) -> Iterator[tuple[Disk, list[str]]]:
    """Give the disk after each moment, and what was promised by then."""
    disk, said = Disk(), []
    for moment in moments:
        disk.see(moment)
        if isinstance(moment, Mark):
            said.append(moment.said)
        yield disk, said


def assert_nothing_is_lost(home: Path, said: list[str], states: dict[int, Shown | None], *, go_on: bool) -> None:
    """See that the dataset opens as one whole version, the last that was published or the one that was just being."""
    published = said.count("published")
    newest = min(published + 1, len(COMMITS))
    assert shown(home) in [states[number] for number in range(max(0, published - 1), newest + 1)]
    dataset = Dataset.open(home / "dataset", create=not published)
    number = len(dataset.versions())
    assert published <= number <= min(published + 1, len(COMMITS))
    assert shown(home) == states[number]
    assert faults_of(home, every_rule=False) == []
    assert not list((home / "dataset").glob(".tmp/*"))
    if "collected" in said:
        with pytest.raises(CopydeskError, match="was given up"):
            dataset.version(len(COMMITS) - 1)
    for run in COMMITS[number:] if go_on else ():
        RUNS[run](home)
        assert shown(home) == states[int(run[-1])]
        assert faults_of(home, every_rule=False) == []


def cut_often(recording: Recording, home: Path, stride: int, chances: int, tally) -> None:
    tried: list[tuple[Tree, list[str]]] = []
    for at, (disk, said) in enumerate(cuts(recording.moments)):
        if at % stride:
            continue
        picks: dict[str, Pick] = {"nothing": nothing_more, "all": all_of_it}
        picks |= {f"seed {at * 100 + n}": by_chance(random.Random(at * 100 + n)) for n in range(chances)}  # noqa: S311
        for kept, pick in picks.items():
            tree = disk.after_a_cut(pick)
            if (tree, said) in tried:
                continue
            tried.append((tree, list(said)))
            lay_out(tree, home)
            try:
                assert_nothing_is_lost(home, said, recording.shown, go_on=at % 3 == 0)
            except Exception as error:
                raise AssertionError(f"cut after moment {at}, of what was not synced stays: {kept}") from error
            tally("power cuts")


def test_a_commit_survives_power_cuts(recording, tmp_path, tally):
    cut_often(recording, tmp_path / "cut", *CUTS[0], tally)


@pytest.mark.soak
@pytest.mark.parametrize("recording", DISKS, indirect=True)
def test_a_commit_survives_power_cuts_at_any_moment(recording, tmp_path, tally):
    cut_often(recording, tmp_path / "cut", *CUTS[1], tally)
