"""Kill builds at random moments, also inside a write, and also while they repair what an earlier kill has left."""

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from fault_grounds import Ground
from fault_judge import faults_of, shown, state_of
from fault_sizes import EVERY_RULE, KILLS

from copydesk.store import Dataset


def is_running(child: int) -> bool:
    """Return whether a process has not ended yet; one that nobody has asked about counts as ended."""
    try:
        return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def killed(ground: Ground, home, do: str, seconds: float, *, when_it_writes: bool) -> None:
    """Begin something, and kill it after a time; counted from its first temporary, or from its beginning."""
    (child,) = ground.zygote.start({"do": do, "root": home})
    waiting = time.monotonic() + 60
    while when_it_writes and is_running(child) and time.monotonic() < waiting:
        if list(home.glob("dataset/.tmp/*")):
            break
        time.sleep(0.001)
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    (answer,) = ground.zygote.ended()
    assert answer["how"] in {"killed", "done"}, answer["said"]


def kill_often(ground: Ground, kills: int, seed: int, tally) -> None:
    chance = random.Random(seed)  # noqa: S311 - picks moments, keeps no secrets
    began = time.monotonic()
    ground.zygote.must(ground.course.run, ground.fresh())
    lasts = time.monotonic() - began
    for number in range(kills):
        home = ground.fresh()
        on_writing = number % 2 == 1
        moment = chance.uniform(0, 0.2 if on_writing else 1) * lasts
        try:
            killed(ground, home, ground.course.run, moment, when_it_writes=on_writing)
            assert shown(home) in ground.shown
            if (home / "dataset/dataset.json").exists() and number % 3 == 0:
                killed(ground, home, "open", chance.uniform(0, 0.05), when_it_writes=False)
                tally("kills of a repair")
            if (home / "dataset/dataset.json").exists():
                Dataset.open(home / "dataset")
                assert faults_of(home, every_rule=False) == []
            ground.zygote.must(ground.course.run, home)
            assert faults_of(home, every_rule=number % EVERY_RULE == 0) == []
            now = state_of(home)
            assert (now.number, now.hashes) == (ground.after.number, ground.after.hashes)
            assert shown(home) == ground.shown[1]
        except Exception as error:
            raise AssertionError(f"kill {number} of seed {seed}, after {moment:.3f} s") from error
        tally("kills at random moments")


@pytest.mark.parametrize("name", ["first build", "next build"])
def test_a_build_that_is_killed_at_some_moments_loses_nothing(ground, tally, name):
    kill_often(ground(name), KILLS[0] // 2, 23, tally)


@pytest.mark.soak
@pytest.mark.parametrize("name", ["first build", "next build"])
def test_a_build_that_is_killed_at_any_moment_loses_nothing(ground, tally, name):
    kill_often(ground(name), KILLS[1] // 2, 29, tally)
