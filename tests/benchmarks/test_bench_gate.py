"""The gate, on made-up figures."""

import pytest

from benchmarks import gate
from benchmarks.gate import Entry, Measured

SHA = "a" * 64


def figure(value: float, name: str = "corpus.f1", sha256: str = SHA) -> Measured:
    return Measured(name, value, sha256, "command")


def problem(value: float, entry: Entry) -> str | None:
    (verdict,) = gate.judge([figure(value)], {"corpus.f1": entry}, ["corpus"])
    return verdict.problem


def test_a_figure_below_its_floor_is_a_problem():
    assert problem(79.9, Entry(floor=80.0, sha256=SHA)) == "79.9 is below its floor 80.0"


@pytest.mark.parametrize("value", [80.0, 80.1, 100.0])
def test_a_figure_at_or_above_its_floor_passes(value):
    assert problem(value, Entry(floor=80.0, sha256=SHA)) is None


def test_rounding_alone_breaks_no_floor():
    assert problem(0.1 + 0.2, Entry(floor=0.3)) is None
    assert problem(1 - 0.9, Entry(floor=0.1)) is None


def test_a_missed_target_is_told_and_fails_nothing():
    verdicts = gate.judge([figure(74.0)], {"corpus.f1": Entry(target=76.0)}, ["corpus"])
    assert verdicts[0].problem is None
    assert "2.0 to the target" in gate.table(verdicts)


def test_a_figure_that_nobody_recorded_passes_and_is_told():
    verdicts = gate.judge([figure(50.0)], {}, ["corpus"])
    assert verdicts[0].problem is None
    assert "no floor yet" in gate.table(verdicts)


def test_a_changed_corpus_is_a_problem_though_the_figure_is_fine():
    found = problem(90.0, Entry(floor=80.0, sha256="b" * 64))
    assert found is not None
    assert "the corpus changed (was bbbbbbbbbbbb, is aaaaaaaaaaaa)" in found


def test_a_floor_without_a_figure_is_a_problem_of_a_corpus_that_was_measured():
    baseline = {"corpus.f1": Entry(floor=80.0), "other.f1": Entry(floor=80.0), "corpus.goal": Entry(target=1.0)}
    verdicts = gate.judge([], baseline, ["corpus"])
    assert [(verdict.name, verdict.problem) for verdict in verdicts] == [("corpus.f1", "not measured, floor 80.0")]


@pytest.mark.parametrize(
    ("old", "value", "floor"),
    [
        (None, 77.34, 77.0),
        (70.0, 77.3, 77.0),
        (77.2, 77.3, 77.2),
        (77.3, 77.3, 77.3),
        (None, 0.1, 0.0),
        (None, 100.0, 99.7),
    ],
    ids=["first", "improved", "within the slack", "at the floor", "never negative", "perfect"],
)
def test_update_raises_a_floor_to_just_below_the_figure_and_never_lowers_it(old, value, floor):
    updated = gate.raised([figure(value)], {"corpus.f1": Entry(floor=old, target=90.0)}, 0.3)
    assert updated["corpus.f1"] == Entry(floor, 90.0, value, SHA, "command")


def test_update_refuses_a_figure_below_its_floor():
    with pytest.raises(ValueError, match="floors only rise"):
        gate.raised([figure(79.9)], {"corpus.f1": Entry(floor=80.0)}, 0.3)


def test_update_leaves_what_was_not_measured_alone():
    other = Entry(floor=1.0, value=2.0)
    assert gate.raised([figure(50.0)], {"other.f1": other}, 0.3)["other.f1"] == other


def test_a_baseline_is_read_as_it_was_written(tmp_path):
    runs = {"full": {"a.f1": Entry(1.0, 2.0, 3.0, SHA, "command"), "b.f1": Entry(target=76.0)}, "fast": {}}
    gate.save(runs, tmp_path / "baseline.json")
    assert gate.load(tmp_path / "baseline.json") == runs


def test_no_baseline_is_an_empty_one(tmp_path):
    assert gate.load(tmp_path / "baseline.json") == {"full": {}, "fast": {}}


@pytest.mark.parametrize("text", ["{", "[]", '{"full": []}', '{"full": {"a.f1": {"flor": 1}}}'])
def test_what_is_no_baseline_is_refused_by_name(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"baseline\.json: not a baseline"):
        gate.load(path)


def test_the_recorded_baseline_is_sound():
    runs = gate.load()
    assert runs.keys() == {"full", "fast"}
    for entries in runs.values():
        for name, entry in entries.items():
            assert entry.floor is None or (entry.value is not None and entry.floor <= entry.value), name
            assert (entry.floor is None) == (entry.sha256 is None), name
