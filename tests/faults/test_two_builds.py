"""Two builds at once: both end up in the history, or one says plainly that it has to be run again; never a mix."""

import pytest
from fault_judge import faults_of, shown
from fault_sizes import RACES

from copydesk.store import Dataset

PAIRS = {
    "the same drop, no dataset": ("first build", ("first", "first")),
    "two drops, no dataset": ("first build", ("first", "third")),
    "two drops": ("next build", ("second", "third")),
    "a build and a rollback": ("rollback", ("third", "rollback")),
    "a build and gc": ("gc", ("second", "gc")),
}


def race(ground, names, rounds, tally, *, every_rule):
    for _ in range(rounds):
        home = ground.fresh()
        ground.zygote.start(*({"do": name, "root": home} for name in names))
        answers = ground.zygote.ended()
        for name, answer in zip(names, answers, strict=True):
            if answer["how"] == "refused":
                assert "nothing was published, run again" in answer["said"], answer["said"]
                assert "\n" not in answer["said"]
            else:
                assert answer["how"] == "done", f"{name}: {answer['said']}"
        assert "done" in {answer["how"] for answer in answers}
        Dataset.open(home / "dataset")
        assert faults_of(home, every_rule=every_rule) == []
        for name, answer in zip(names, answers, strict=True):
            if answer["how"] == "refused":
                ground.zygote.must(name, home)
        assert faults_of(home, every_rule=every_rule) == []
        found = shown(home)
        assert found is not None
        assert found.versions == {version.number for version in Dataset(home / "dataset").versions()}
        paths = set(Dataset(home / "dataset").read("files", None, ["source_path"])["source_path"].to_pylist())
        if "rollback" not in names:
            assert {"owls.txt", *({"news.txt"} & paths)} <= paths
        tally("races of two writers")


@pytest.mark.parametrize(("course", "names"), [PAIRS["the same drop, no dataset"], PAIRS["two drops"]])
def test_two_at_once_never_mix(ground, tally, course, names):
    race(ground(course), names, RACES[0], tally, every_rule=False)


@pytest.mark.soak
@pytest.mark.parametrize(("course", "names"), PAIRS.values(), ids=PAIRS.keys())
def test_two_at_once_never_mix_however_often(ground, tally, course, names):
    race(ground(course), names, RACES[1] // len(PAIRS), tally, every_rule=False)
