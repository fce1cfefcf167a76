import numpy as np
import pytest
from zoner_pages import STORY, page, plain_page

from copydesk.text.lines import split_lines
from copydesk.text.zone_scores import CLASSES, LineScores
from copydesk.text.zones import zone_lines
from copydesk.zoner.features import (
    AFTER_BLANK,
    CODES,
    LENGTH,
    MEANING_EXTRA,
    NO_PHRASE,
    NUMBERS,
    PHRASE_COLUMN,
    SPACED,
    Featuriser,
)
from copydesk.zoner.words import Words
from training.zoner.examples import example, phrases_of
from training.zoner.folds import FOLDS, fold_of
from training.zoner.vocabulary import frequencies, lexical_words, word_order

KNOWN = {word: number for number, word in enumerate(["the", "bridge", "ferries", "market"])}
WORDS = Words(KNOWN, np.eye(4, 32, dtype=np.float32), np.ones(4, np.float32))


def read(labelled):
    return example(labelled, Featuriser(WORDS), word_power=0.6)


def test_an_example_has_a_row_for_every_line_that_is_not_blank():
    found = read(plain_page())
    assert found.codes.shape == (len(found), CODES)
    assert found.numbers.shape == (len(found), NUMBERS + 32 + MEANING_EXTRA)
    assert [CLASSES[number] for number in found.classes] == [row.kind for row in plain_page().rows if row.kind]


def test_the_weights_of_a_page_add_up_to_one_and_grow_with_the_words():
    weights = read(page(("other", "Home"), ("body", STORY[0]))).weights
    assert weights.sum() == pytest.approx(1)
    assert weights[1] > 3 * weights[0]


@pytest.mark.parametrize(
    ("labels", "places"),
    [
        (["other", "title", "body"], [0, 1, 0]),
        (["other", "other", "body"], [1, 1, 0]),
        (["title", "title", "body"], [1, 1, 0]),
    ],
    ids=["the labelled place", "every equal line where none is labelled", "all labelled places"],
)
def test_the_title_is_where_the_gold_labels_it_or_where_its_words_stand(labels, places):
    lines = ["Bridge to close", "BRIDGE TO CLOSE!", STORY[0]]
    found = read(page(*zip(labels, lines, strict=True), title="Bridge to close"))
    assert found.titles.tolist() == places


def test_a_page_whose_title_is_not_in_the_render_has_none():
    assert not read(page(("other", "Home"), ("body", STORY[0]))).titles.any()


def test_the_phrase_rules_are_those_that_the_zoner_gets():
    """`zone_lines` hands them to the classifier; training that read others would teach it another language."""
    text = "\n".join(["Home", "By Jory Penrose", *STORY, "12 Comments", "Bo Reed says:", "Fine.", "Reply", "© Gazette"])
    seen = []

    def score(lines, phrases):
        seen.extend(phrases)
        return LineScores([[1.0] + [0.0] * 7] * len(lines), [0.0] * len(lines), [0.0] * len(lines))

    zone_lines(text, score)
    assert phrases_of(split_lines(text)) == seen
    assert any(seen)


def test_the_named_places_of_the_features_hold_what_they_say():
    found = read(page(("body", f" {STORY[0]}"), ("blank", ""), ("body", "Ferries run ")))
    assert np.expm1(found.numbers[:, LENGTH].astype(float)) == pytest.approx([20, 2], rel=0.01)
    assert found.numbers[:, AFTER_BLANK].tolist() == [0, 1]
    assert found.numbers[:, SPACED].tolist() == [[1, 0], [0, 1]]
    assert found.codes[:, PHRASE_COLUMN].tolist() == [NO_PHRASE] * 2
    assert found.numbers[1, NUMBERS:-MEANING_EXTRA].nonzero()[0].tolist() == [KNOWN["ferries"]]


def test_a_publisher_is_in_the_same_fold_for_ever():
    """Weights that were shipped for a fold are measured on it long after."""
    assert [fold_of(name) for name in ("gazette", "eldermouth-courier", "touchline", "港新聞")] == [1, 2, 0, 0]
    assert {fold_of(f"publisher-{number}") for number in range(50)} == set(range(FOLDS))


def test_the_words_that_most_publishers_use_come_first():
    texts = [("a", "the bridge"), ("b", "The ferry, the 12 quays"), ("c", "the bridge ferry"), ("c", "slip slip slip")]
    assert lexical_words(texts, 4) == ["the", "bridge", "ferry", "quays"]
    with pytest.raises(SystemExit, match="only 5 words, 9 wanted"):
        lexical_words(texts, 9)


def test_whole_words_of_the_encoder_follow_the_lexical_ones():
    order = word_order(["the", "•"], ["[PAD]", "##ing", "a", "the", "quay", "émigré", "pier", "quay2"])
    assert order == ["the", "•", "quay", "pier"]


def test_words_are_counted_without_case_and_marks():
    assert frequencies(["The “bridge”,", "the BRIDGE."]) == {"the": 2, "bridge": 2}
