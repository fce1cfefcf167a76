import numpy as np
import pytest

from copydesk.tagger.decoding import Run, Scores, log_softmax
from copydesk.tagger.labels import ATTRIBUTION_LABELS, POINTER_SIZE, POINTERS
from copydesk.tagger.linking import link, pointed_at

WORDS = ("the", "mayor", "said", "taxes", "fall", ".", "she", "left")
LABELS = ["O", "B-SOURCE", "S-CUE", "B-CONTENT", "E-CONTENT", "O", "O", "O"]


def scored(towards, labels=LABELS, window=None, asking=(3, 4)):
    """Return scores of WORDS in which the content's words point to ``towards[pointer]``: a word, or None."""
    attribution = np.zeros((len(labels), len(ATTRIBUTION_LABELS)), np.float32)
    attribution[range(len(labels)), [ATTRIBUTION_LABELS.index(label) for label in labels]] = 5
    window = np.array(window or [0] * len(labels))
    pointer = np.zeros((len(labels), 4 * POINTER_SIZE), np.float32)
    none = np.zeros((window[-1] + 1, 4 * POINTER_SIZE), np.float32)
    for number, name in enumerate(POINTERS):
        query, key = 2 * number * POINTER_SIZE, (2 * number + 1) * POINTER_SIZE
        pointer[list(asking), query] = 10
        target = towards.get(name)
        (none[:, key : key + 1] if target is None else pointer[[target], key : key + 1])[:] = 10
        if target is not None:
            pointer[target, key] = 10
    return Scores(log_softmax(attribution), np.zeros((len(labels), 9), np.float32), pointer, window, none)


CONTENT = Run("CONTENT", 3, 5, 0.9)
CUE = Run("CUE", 2, 3, 0.9)
SOURCE = Run("SOURCE", 0, 2, 0.9)


def test_a_content_gets_the_cue_and_the_source_that_it_points_to():
    (linked,) = link([SOURCE, CUE, CONTENT], scored({"CUE": 2, "SOURCE": 1}))
    assert linked == (CONTENT, CUE, SOURCE)


def test_any_word_of_a_source_may_be_pointed_to():
    pointed = pointed_at(CONTENT, "SOURCE", scored({"SOURCE": 1}))
    assert pointed.mass(SOURCE) == pytest.approx(1, abs=1e-3)
    assert pointed.mass(CUE) == pytest.approx(0, abs=1e-3)


def test_a_pointer_may_say_that_there_is_none():
    (linked,) = link([SOURCE, CUE, CONTENT], scored({"CUE": 2}))
    assert linked == (CONTENT, CUE, None)


def test_contents_may_share_a_source():
    later = Run("CONTENT", 6, 8, 0.9)
    found = link([SOURCE, CUE, CONTENT, later], scored({"CUE": 2, "SOURCE": 1}, asking=(3, 4, 6, 7)))
    assert [linked.source for linked in found] == [SOURCE, SOURCE]


def test_a_source_that_no_label_marked_is_found_where_the_pointer_leads():
    labels = ["B-SOURCE", "E-SOURCE", "S-CUE", "B-CONTENT", "E-CONTENT", "O", "O", "O"]
    (linked,) = link([CUE, CONTENT], scored({"CUE": 2, "SOURCE": 1}, labels))
    assert linked.source[:3] == ("SOURCE", 0, 2)


def test_a_source_found_so_does_not_reach_into_other_runs():
    labels = ["B-SOURCE", "I-SOURCE", "E-SOURCE", "B-CONTENT", "E-CONTENT", "O", "O", "O"]
    (linked,) = link([CUE, CONTENT], scored({"CUE": 2, "SOURCE": 1}, labels))
    assert linked.source.end <= CUE.start


def test_a_pointer_does_not_leave_its_window():
    window = [0, 0, 1, 1, 1, 1, 1, 1]
    (linked,) = link([SOURCE, CUE, CONTENT], scored({"CUE": 2, "SOURCE": 1}, window=window))
    assert linked.source is None or linked.source.start >= 2


def test_nothing_is_linked_in_nothing():
    assert link([SOURCE, CUE], scored({})) == []
