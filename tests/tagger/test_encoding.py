import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.tagger import model
from copydesk.tagger.encoding import CLS, PADDING, SEP, encode, load_tokenizer, word_shape
from copydesk.text.spans import Span

TOKENIZER = load_tokenizer(model.FOLDER / "tokenizer.json")


def whole(text):
    return encode(text, [Span(0, len(text))], TOKENIZER)


def quote_states(text):
    """Return the words that lie inside quotation marks, and the marks."""
    encoding = whole(text)
    words = [text[start:end] for start, end in zip(encoding.start, encoding.end, strict=True)]
    inside = " ".join(word for word, state in zip(words, encoding.quote, strict=True) if state == 1)
    marks = sum(state in (2, 3) for state in encoding.quote)
    return inside, marks


QUOTES = {
    "curly": ("He said “we won” today", "we won", 2),
    "straight": ('He said "we won" today', "we won", 2),
    "British single": ("He said ‘we won’ today", "we won", 2),
    "British single with an apostrophe": ("He said ‘we don’t know’ today", "we don ’ t know", 2),
    "straight single with an apostrophe": ("He said 'we don't know' today", "we don ' t know", 2),
    "an apostrophe alone": ("The workers’ union and Odell's plan", "", 0),
    "guillemets": ("Il dit «c'est fini» hier", "c ' est fini", 2),
    "German": ("Sie sagte „genug“ und ging", "genug", 2),
    "never closed": ("He said “we won", "we won", 1),
    "nested": ("“She said ‘no’ to me,” he said", "She said ‘ no ’ to me ,", 2),
}


@pytest.mark.parametrize(("text", "inside", "marks"), QUOTES.values(), ids=QUOTES.keys())
def test_words_know_whether_they_stand_in_quotation_marks(text, inside, marks):
    assert quote_states(text) == (inside, marks)


def test_an_unclosed_quotation_ends_with_its_paragraph_unless_the_next_opens_with_a_mark():
    text = "“One\n“two\nthree"
    blocks = [Span(0, 4), Span(5, 9), Span(10, 15)]
    assert encode(text, blocks, TOKENIZER).quote.tolist() == [2, 1, 2, 1, 0]


SHAPES = {"ministry": 0, "Odell": 1, "NATO": 2, "I": 3, "McKay": 4, "2024": 5, "—": 6, "G7": 7}


@pytest.mark.parametrize(("word", "shape"), SHAPES.items())
def test_shape_keeps_what_lower_casing_loses(word, shape):
    assert word_shape(word) == shape


def test_spaces_tell_glued_words_and_paragraphs():
    text = "A well-kept\nB"
    assert encode(text, [Span(0, 11), Span(12, 13)], TOKENIZER).space.tolist() == [2, 1, 0, 0, 2]


def test_inputs_stand_between_the_special_pieces():
    encoding = whole("Tides turn.")
    ids, features = encoding.inputs(0, len(encoding.ids))
    assert ids[0] == CLS
    assert ids[-1] == SEP
    assert features[0].tolist() == list(PADDING)
    assert features.shape == (len(ids), 3)


@given(st.text(max_size=200))
def test_words_are_in_order_and_lie_in_the_text(text):
    encoding = whole(text)
    assert (encoding.start < encoding.end).all()
    assert (encoding.end[:-1] <= encoding.start[1:]).all()
    assert not len(encoding.end) or encoding.end[-1] <= len(text)
    assert len(encoding.word) == len(encoding.ids)
    assert np.array_equal(np.unique(encoding.word), np.arange(len(encoding.first)))
