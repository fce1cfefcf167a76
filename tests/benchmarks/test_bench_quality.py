"""A whole quality run over made-up corpora, without the tagger and without the shared folder."""

import json
from dataclasses import replace

import pytest

from benchmarks import gate
from benchmarks.__main__ import main
from benchmarks.measure import CORPORA, Corpus
from benchmarks.quality import Options, quality
from benchmarks.scorers import ScorerError


@pytest.fixture
def options(tmp_path):
    (tmp_path / "shared/data").mkdir(parents=True)
    (tmp_path / "shared/eval").mkdir()
    (tmp_path / "shared/data/gold.jsonl").write_text("{}\n")
    return Options(shared=tmp_path / "shared", baseline=tmp_path / "baseline.json", cache=tmp_path / "cache", workers=1)


def corpus(measure, needs=("gold.jsonl",)):
    return {"made-up": Corpus(needs, 4, "command", measure)}


def scoring(value):
    return corpus(lambda _: {"f1": value})


def changed(options, **values):
    return replace(options, **values)


def floors(options, run="full"):
    return {name: entry.floor for name, entry in gate.load(options.baseline)[run].items()}


def test_the_first_update_sets_floors_that_the_next_run_holds(options, capsys):
    assert quality(changed(options, update=True), scoring(80.0)) == 0
    assert floors(options) == {"made-up.f1": 79.7}
    assert quality(options, scoring(79.7)) == 0
    assert "| made-up.f1 | 79.7 | 79.7 |  |  |" in capsys.readouterr().out


def test_a_regression_exits_with_1_and_one_line_a_figure(options, capsys):
    quality(changed(options, update=True), scoring(80.0))
    capsys.readouterr()
    assert quality(options, scoring(79.6)) == 1
    problems = [line for line in capsys.readouterr().err.splitlines() if "measured in" not in line]
    assert problems == ["quality: made-up.f1: 79.6 is below its floor 79.7"]


def test_an_improvement_passes_and_update_raises_the_floor(options):
    quality(changed(options, update=True), scoring(80.0))
    assert quality(options, scoring(85.0)) == 0
    assert floors(options) == {"made-up.f1": 79.7}
    assert quality(changed(options, update=True), scoring(85.0)) == 0
    assert floors(options) == {"made-up.f1": 84.7}


def test_update_after_a_regression_changes_nothing_at_all(options, capsys):
    quality(changed(options, update=True), corpus(lambda _: {"f1": 80.0, "recall": 50.0}))
    before = options.baseline.read_bytes()
    assert quality(changed(options, update=True), corpus(lambda _: {"f1": 70.0, "recall": 99.0})) == 1
    assert options.baseline.read_bytes() == before
    assert "nothing was updated: floors only rise" in capsys.readouterr().err


def test_a_changed_corpus_fails_until_it_is_accepted(options, capsys):
    quality(changed(options, update=True), scoring(80.0))
    (options.shared / "data/gold.jsonl").write_text("{}\n{}\n")
    assert quality(options, scoring(80.0)) == 1
    assert "the corpus changed" in capsys.readouterr().err
    assert quality(changed(options, update=True), scoring(80.0)) == 0
    assert quality(options, scoring(80.0)) == 0


def test_a_fast_run_has_floors_of_its_own_and_measures_a_slice(options):
    steps = []
    measured = corpus(lambda bench: steps.append(bench.step) or {"f1": 80.0})
    quality(changed(options, update=True, fast=True), measured)
    quality(options, measured)
    assert steps == [4, 1]
    assert floors(options) == {}
    assert floors(options, "fast") == {"made-up.f1": 79.0}


def test_without_the_shared_folder_the_run_is_skipped(tmp_path, capsys):
    assert quality(Options(shared=tmp_path / "nowhere"), scoring(1.0)) == 0
    assert "quality: skipped: no evaluation sets" in capsys.readouterr().out


def test_a_corpus_without_its_files_is_skipped_by_name(options, capsys):
    assert quality(options, corpus(lambda _: {"f1": 1.0}, ("gold.jsonl", "absent.tar.xz"))) == 0
    assert "made-up skipped: absent.tar.xz not in" in capsys.readouterr().err


def test_a_scorer_that_fails_fails_the_run_and_keeps_the_floors(options, capsys):
    def broken(_):
        raise ScorerError("score.py: no such split")

    quality(changed(options, update=True), scoring(80.0))
    assert quality(options, corpus(broken)) == 1
    assert quality(changed(options, update=True), corpus(broken)) == 1
    assert floors(options) == {"made-up.f1": 79.7}
    assert "made-up: score.py: no such split" in capsys.readouterr().err


def test_figures_and_predictions_can_be_kept(options, tmp_path):
    def measure(bench):
        (bench.work / "pred.jsonl").write_text("{}\n")
        return {"f1": 80.0}

    quality(changed(options, json=tmp_path / "figures.json", keep=tmp_path / "kept"), corpus(measure))
    assert json.loads((tmp_path / "figures.json").read_text()) == {"made-up.f1": 80.0}
    assert (tmp_path / "kept/made-up/pred.jsonl").exists()


def test_an_unknown_corpus_is_bad_usage(capsys):
    assert main(["quality", "--only", "polnear,typo"]) == 2
    assert "no corpus typo; there are polnear, conll" in capsys.readouterr().err


def test_every_target_on_record_is_of_a_known_corpus():
    recorded = {name.partition(".")[0] for entries in gate.load().values() for name in entries}
    assert recorded <= CORPORA.keys()
