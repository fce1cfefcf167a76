from hypothesis import given
from hypothesis import strategies as st

from copydesk.tagger.encoding import encode, load_tokenizer
from copydesk.tagger.model import FOLDER
from copydesk.tagger.windows import window_bounds
from copydesk.text.spans import Span

TOKENIZER = load_tokenizer(FOLDER / "tokenizer.json")


def encoding_of(*paragraphs):
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    return encode(text, blocks, TOKENIZER)


def test_a_short_text_is_one_window():
    assert window_bounds(encoding_of("Tides turn.")) == [(0, 3)]


def test_no_text_has_no_window():
    assert window_bounds(encoding_of("")) == []


def test_windows_are_cut_before_paragraphs():
    assert window_bounds(encoding_of("a b c d", "e f g", "h i j"), size=9) == [(0, 7), (7, 10)]


def test_a_long_paragraph_is_cut_before_a_sentence():
    assert window_bounds(encoding_of("a b c d e. F g h i j"), size=9) == [(0, 6), (6, 11)]


def test_a_long_sentence_is_cut_between_words():
    assert window_bounds(encoding_of("a b c d e f g"), size=3) == [(0, 3), (3, 6), (6, 7)]


def test_a_word_longer_than_a_window_is_cut():
    bounds = window_bounds(encoding_of("x" * 60), size=4)
    assert all(end - start <= 4 for start, end in bounds)


@given(st.lists(st.text(alphabet="ab. “”", max_size=40), max_size=5), st.integers(2, 12), st.integers(1, 12))
def test_windows_cover_every_piece_once(paragraphs, size, first_size):
    encoding = encoding_of(*paragraphs)
    bounds = window_bounds(encoding, size=size, first_size=min(first_size, size))
    assert [piece for start, end in bounds for piece in range(start, end)] == list(range(len(encoding.ids)))
    assert all(end - start <= size for start, end in bounds)
