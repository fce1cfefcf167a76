from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from copydesk.tagger.decoding import best_path, runs
from copydesk.tagger.labels import ATTRIBUTION_LABELS, ENTITY_LABELS

LABELS = ("O", "B-A", "I-A", "B-B", "I-B")


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


@given(arrays(np.float32, st.tuples(st.integers(0, 30), st.just(13)), elements=st.floats(-20, 0, width=32)))
def test_what_begins_goes_on_to_its_end_and_nothing_else_does(table):
    path = ["O", *(ATTRIBUTION_LABELS[index] for index in best_path(table, ATTRIBUTION_LABELS)), "O"]
    for before, after in pairwise(path):
        assert (before[0] in "BI") == (after[0] in "IE")
        assert after[0] not in "IE" or before[2:] == after[2:]


@given(arrays(np.float32, st.tuples(st.integers(0, 30), st.just(9)), elements=st.floats(-20, 0, width=32)))
def test_without_end_labels_a_run_may_stop_anywhere_but_only_begin_with_b(table):
    path = ["O", *(ENTITY_LABELS[index] for index in best_path(table, ENTITY_LABELS))]
    assert all(after[0] != "I" or before[2:] == after[2:] for before, after in pairwise(path))
