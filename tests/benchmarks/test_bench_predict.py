"""Predictions come from the command that users have."""

import pytest

from benchmarks.predict import PredictionError, annotate_files, annotate_texts

TEXTS = {
    "b.2": "The dam holds, Ada Finch said.\n\nNobody at Sutton Water <b>would</b> comment.",
    "a": "  “It poured,” said Finch. ",
    "c": "Il pleut sur le barrage.",
}


def test_texts_and_files_give_the_same_annotations_in_the_order_of_their_names(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    records = annotate_texts(TEXTS, tmp_path, workers=2)
    assert [record["doc"] for record in records] == ["a", "b.2", "c"]
    assert annotate_files(sorted(tmp_path.glob("*.txt")), zones=False, workers=1) == records
    found = {record["doc"]: [TEXTS[record["doc"]][s:e] for s, e in record["sentences"]] for record in records}
    assert found["b.2"] == ["The dam holds, Ada Finch said.", "Nobody at Sutton Water <b>would</b> comment."]
    assert found["a"] == ["“It poured,” said Finch."]


def test_a_command_that_fails_as_a_whole_is_told_with_its_own_words(tmp_path):
    with pytest.raises(PredictionError, match=r"copydesk: .*absent\.txt: no such file or folder"):
        annotate_files([tmp_path / "absent.txt"], zones=False, workers=1)


def test_no_files_have_no_annotations():
    assert annotate_files([], zones=True, workers=4) == []
