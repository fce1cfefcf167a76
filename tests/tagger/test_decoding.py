import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from copydesk.tagger.decoding import Run, Scores, best_path, join_touching, points_to, runs
from copydesk.tagger.encoding import encode, load_tokenizer
from copydesk.tagger.labels import ATTRIBUTION_LABELS, POINTER_SIZE
from copydesk.tagger.model import FOLDER
from copydesk.text.spans import Span

LABELS = ("O", "B-A", "I-A", "B-B", "I-B")
TOKENIZER = load_tokenizer(FOLDER / "tokenizer.json")


def scores(*best):
    """Return log-probabilities that favour the given labels."""
    table = np.full((len(best), len(LABELS)), np.log(0.02), np.float32)
    for row, label in enumerate(best):
        table[row, LABELS.index(label)] = np.log(0.92)
    return table


DECODED = {
    "nothing": (["O", "O"], []),
    "one run": (["O", "B-A", "I-A", "O"], [("A", 1, 3)]),
    "two runs that touch": (["B-A", "B-A", "I-A"], [("A", 0, 1), ("A", 1, 3)]),
    "labels change": (["B-A", "B-B", "I-B"], [("A", 0, 1), ("B", 1, 3)]),
    "to the end": (["O", "B-B"], [("B", 1, 2)]),
}


@pytest.mark.parametrize(("best", "expected"), DECODED.values(), ids=DECODED.keys())
def test_runs_follow_the_labels(best, expected):
    assert [run[:3] for run in runs(scores(*best), LABELS)] == expected


def test_a_run_that_never_begins_is_begun():
    assert [run[:3] for run in runs(scores("O", "I-A", "I-A"), LABELS)] in ([("A", 1, 3)], [("A", 0, 3)])


def test_confidence_is_the_mean_probability_of_the_label():
    (run,) = runs(scores("B-A", "I-A"), LABELS)
    assert run.confidence == pytest.approx(0.94, abs=1e-3)


@given(arrays(np.float32, st.tuples(st.integers(0, 30), st.just(7)), elements=st.floats(-20, 0, width=32)))
def test_no_label_continues_another(table):
    path = [ATTRIBUTION_LABELS[index] for index in best_path(table, ATTRIBUTION_LABELS)]
    assert all(
        after[0] != "I" or before[2:] == after[2:] for before, after in zip(["O", *path], [*path, "O"], strict=True)
    )


JOINED = {
    "within a sentence": ("the tide turns now", (0, 2), (2, 4), 1),
    "not over a gap": ("the tide turns now", (0, 1), (2, 4), 2),
    "not where a quotation opens": ("the tide “ turns", (0, 2), (2, 4), 2),
}


@pytest.mark.parametrize(("text", "first", "second", "count"), JOINED.values(), ids=JOINED.keys())
def test_touching_runs_are_joined(text, first, second, count):
    encoding = encode(text, [Span(0, len(text))], TOKENIZER)
    found = [Run("CONTENT", *first, 0.9), Run("CONTENT", *second, 0.5)]
    assert len(join_touching(found, encoding)) == count


def test_runs_of_two_paragraphs_stay_apart():
    text = "one\ntwo"
    encoding = encode(text, [Span(0, 3), Span(4, 7)], TOKENIZER)
    assert len(join_touching([Run("CONTENT", 0, 1, 1.0), Run("CONTENT", 1, 2, 1.0)], encoding)) == 2


def pointing(towards):
    """Return scores of 4 words in two windows where word 0 asks for what ``towards`` answers."""
    pointer = np.zeros((4, 4 * POINTER_SIZE), np.float32)
    pointer[0, 0] = 1.0
    none = np.zeros((2, 4 * POINTER_SIZE), np.float32)
    target = none[0] if towards is None else pointer[towards]
    target[POINTER_SIZE] = 1.0
    empty = np.zeros((4, 1), np.float32)
    return Scores(empty, empty, pointer, np.array([0, 0, 0, 1]), none)


CUES = [Run("CUE", 1, 2, 1.0), Run("CUE", 2, 3, 1.0), Run("CUE", 3, 4, 1.0)]


def test_a_pointer_finds_its_cue():
    assert points_to(Run("CONTENT", 0, 1, 1.0), CUES, "CUE", pointing(2)) == CUES[1]


def test_a_pointer_may_say_that_there_is_none():
    assert points_to(Run("CONTENT", 0, 1, 1.0), CUES, "CUE", pointing(None)) is None


def test_a_pointer_does_not_leave_its_window():
    assert points_to(Run("CONTENT", 0, 1, 1.0), CUES, "CUE", pointing(3)) != CUES[2]
