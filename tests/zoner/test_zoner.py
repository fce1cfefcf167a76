"""The line classifier: its features, its network over windows, its words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import CopydeskError
from copydesk.text.lines import split_lines
from copydesk.zoner import Zoner, shipped, zone_text
from copydesk.zoner import model as zoner_model
from copydesk.zoner.features import CODE_RANGE, CODES, MEANING_EXTRA, NUMBERS, Featuriser
from copydesk.zoner.words import SHAPES, shape

TEXT = """Home
Bridge of Halver to open in June
By Ruth Anders
The bridge that joins Halver to the mainland will open in June, the council said on Monday.
"We have waited for this for thirty years," said Marit Solberg, who runs the only hotel on the island.
Share
The ferry is to stop in July. Its crew of nine will tend the bridge.
"""


def features(text):
    lines = split_lines(text)
    return Featuriser(shipped().words).featurise(lines, [None] * len(lines))


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="aB é.?:“#*•|0\n\t“中文ا", min_size=1, max_size=200).filter(str.strip))
def test_any_text_has_finite_features_of_the_shape_that_the_network_reads(text):
    found = features(text)
    count = len(split_lines(text))
    assert found.codes.shape == (count, CODES)
    assert found.numbers.shape == (count, NUMBERS + shipped().words.size + MEANING_EXTRA)
    assert np.isfinite(found.numbers).all()
    assert 0 <= found.codes.min() <= found.codes.max() < CODE_RANGE


def test_features_do_not_depend_on_what_was_read_before():
    lines = split_lines("Halver Post\n\n  The bridge opened on Monday.")
    fresh, used = Featuriser(shipped().words), Featuriser(shipped().words)
    used.featurise(split_lines("The bridge opened on Monday.\nHalver Post"), [None, "legal-phrase"])
    for one, other in zip(fresh.featurise(lines, [None] * 2), used.featurise(lines, [None] * 2), strict=True):
        np.testing.assert_array_equal(one, other)


def test_features_of_a_line_tell_its_repeats_and_its_place():
    found = features("Halver Post\nThe bridge opened on Monday.\nHalver Post")
    assert not np.array_equal(found.numbers[0], found.numbers[2])
    assert np.array_equal(found.codes[0], found.codes[2])


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zwxq", "Qxyv"), ("2031", "1999"), ("a@b.example", "c@d.example"), ("https://x.example", "www.y.example")],
)
def test_unknown_words_of_one_shape_are_one(one, other):
    assert 0 < shape(one) == shape(other) < SHAPES


@pytest.mark.parametrize(("one", "other"), [("ZWXQ", "zwxq"), ("2031", "20"), ("слово", "word"), ("言葉", "كلمة")])
def test_words_of_other_shapes_are_others(one, other):
    assert shape(one) != shape(other)


def test_the_body_of_a_page_is_told_from_its_buttons():
    kinds = {TEXT[s.start : s.end]: s.kind for s in zone_text(TEXT)}
    assert kinds["Share"] == "share_widget"
    assert kinds["Bridge of Halver to open in June"] == "title"
    assert list(kinds.values()).count("paragraph") == 3


def test_scores_are_probabilities():
    lines = split_lines(TEXT)
    found = shipped().score(lines, [None] * len(lines))
    assert len(found.classes) == len(found.joins) == len(found.titles) == len(lines)
    assert np.allclose(np.sum(found.classes, axis=1), 1)
    assert all(0 <= value <= 1 for value in found.joins)


def test_no_lines_have_no_scores():
    assert shipped().score([], []).body == []


def test_a_long_text_is_read_in_windows_that_agree_where_they_meet(monkeypatch):
    lines = split_lines(TEXT * 30)
    whole = np.array(shipped().score(lines, [None] * len(lines)).body)
    monkeypatch.setattr(zoner_model, "_WINDOW", 120)
    monkeypatch.setattr(zoner_model, "_OVERLAP", 60)
    parts = np.array(shipped().score(lines, [None] * len(lines)).body)
    assert len(parts) == len(whole)
    # Each window knows its own lines only, so the same line may be judged a little otherwise.
    assert ((parts > 0.5) == (whole > 0.5)).mean() > 0.9


def test_a_missing_model_says_what_to_do(tmp_path):
    lines = split_lines(TEXT)
    with pytest.raises(CopydeskError, match=r"nowhere\.onnx: the zoner's file is missing; reinstall copydesk"):
        Zoner(model=tmp_path / "nowhere.onnx").score(lines, [None] * len(lines))


def test_a_damaged_model_says_what_to_do(tmp_path):
    damaged = tmp_path / "zoner.onnx"
    damaged.write_bytes(b"no model")
    lines = split_lines(TEXT)
    with pytest.raises(CopydeskError, match="not a readable model"):
        Zoner(model=damaged).score(lines, [None] * len(lines))


def test_the_fingerprint_is_of_the_files(tmp_path):
    assert len(shipped().fingerprint) == 64
    other = tmp_path / "zoner.onnx"
    other.write_bytes(b"another")
    assert Zoner(model=other).fingerprint != shipped().fingerprint
