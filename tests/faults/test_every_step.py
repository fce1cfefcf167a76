"""Stop a run before each of its steps: nothing is lost, and a rerun ends as if nobody had disturbed the first one."""

import errno
from collections.abc import Sequence

import pytest
from fault_courses import COURSES
from fault_grounds import Ground
from fault_judge import faults_of, shown, state_of
from fault_sizes import ERRORS, EVERY_RULE, SLICE, STRIDES

from copydesk.store import Dataset

IN_CI = {"first build": 60, "next build": 40, "commit": 1, "repair": 5, "gc": SLICE}
"""Every how manieth step a course is killed at in the slice."""


def assert_unharmed(ground: Ground, home, *, every_rule: bool) -> None:
    """See that the newest version reads whole, each is what the log says, and a rerun equals an undisturbed run."""
    assert shown(home) in ground.shown
    if (home / "dataset/dataset.json").exists():
        Dataset.open(home / "dataset")
        assert not list((home / "dataset/.tmp").glob("*"))
        assert shown(home) in ground.shown
        assert faults_of(home, every_rule=False) == []
    if ground.before is None or not ground.course.versions or state_of(home).number == ground.before.number:
        ground.zygote.must(ground.course.run, home)
        assert faults_of(home, every_rule=every_rule and not ground.is_of_the_store) == []
    now = state_of(home)
    assert (now.number, now.hashes) == (ground.after.number, ground.after.hashes)
    assert shown(home) == ground.shown[1]
    if ground.course.run in {"gc", "open"}:
        assert now.objects == ground.after.objects


def stop_at_every(ground: Ground, faults: Sequence[str], stride: int, tally) -> None:
    """Stop a run at every ``stride``th step, by one fault after the other."""
    for number, at in enumerate(range(1, ground.steps + 1, stride)):
        fault = faults[number % len(faults)]
        home = ground.fresh()
        act = fault if fault == "kill" else getattr(errno, fault)
        answer = ground.zygote.run(ground.course.run, home, at=at, act=act)
        assert answer["how"] != "crashed", f"step {at}: {answer['said']}"
        if fault == "kill":
            assert answer["how"] == "killed", f"step {at}: {answer}"
        elif answer["how"] == "refused":
            assert "\n" not in answer["said"]
        try:
            assert_unharmed(ground, home, every_rule=number % EVERY_RULE == 0)
        except Exception as error:
            raise AssertionError(f"stopped by {fault} at step {at} of {ground.steps}; {answer['said']}") from error
        tally("kills by step" if fault == "kill" else "errors of the disk by step")


@pytest.mark.parametrize("name", IN_CI)
def test_a_run_that_is_killed_at_a_step_loses_nothing(ground, tally, name):
    stop_at_every(ground(name), ["kill"], IN_CI[name], tally)


@pytest.mark.parametrize("fault", ["ENOSPC", "EACCES"])
def test_a_commit_that_the_disk_refuses_at_a_step_loses_nothing(ground, tally, fault):
    stop_at_every(ground("commit"), [fault], SLICE, tally)


@pytest.mark.soak
@pytest.mark.parametrize("name", COURSES)
def test_a_run_that_is_killed_at_any_step_loses_nothing(ground, tally, name):
    stop_at_every(ground(name), ["kill"], STRIDES.get(name, 1), tally)


@pytest.mark.soak
@pytest.mark.parametrize("fault", ERRORS)
def test_a_commit_that_the_disk_refuses_at_any_step_loses_nothing(ground, tally, fault):
    stop_at_every(ground("commit"), [fault], 1, tally)


@pytest.mark.soak
@pytest.mark.parametrize("name", [name for name in COURSES if name != "commit"])
def test_a_run_that_the_disk_refuses_at_a_step_loses_nothing(ground, tally, name):
    stop_at_every(ground(name), ERRORS, 2 * STRIDES.get(name, 1), tally)
