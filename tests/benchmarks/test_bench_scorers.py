"""The figures that are read from the scorers: on what they print of gold made up here."""

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks import scorers
from benchmarks.corpora import SHARED, read_json, write_jsonl

TEXT = "Ada Finch said it rained. “It poured,” Finch added."
SOURCE, CUE, CONTENT = [0, 9], [10, 14], [15, 24]


@pytest.fixture
def scorer():
    folder = SHARED / "eval"
    if not folder.is_dir():
        pytest.skip("no ../shared/eval beside the checkout")
    return lambda name: folder / name


def test_names(scorer, tmp_path):
    gold = write_jsonl(tmp_path / "gold", [{"doc": "a", "text": TEXT, "ents": [[0, 9, "PERSON"], [39, 44, "PERSON"]]}])
    predicted = write_jsonl(tmp_path / "pred", [{"doc": "a", "ents": [[0, 9, "PERSON"], [38, 44, "PERSON"]]}])
    assert scorers.ner(scorers.run(scorer("score_ner.py"), gold, predicted)) == {"strict": 50.0, "edges": 50.0}


def test_sentences(scorer, tmp_path):
    gold = write_jsonl(tmp_path / "gold", [{"doc": "a", "text": TEXT, "sents": [[0, 25], [26, 51]]}])
    predicted = write_jsonl(tmp_path / "pred", [{"doc": "a", "sents": [[0, 25], [26, 51]]}])
    found = scorers.sentences(scorers.run(scorer("score_sents.py"), gold, predicted))
    assert found == {"boundary": 100.0, "inner": 100.0, "span": 100.0}


def test_speakers(scorer, tmp_path):
    quote = {"source": [39, 44], "type": "partial", "etype": "person", "names": ["Ada Finch"], "mentions": [[0, 9]]}
    gold = write_jsonl(tmp_path / "gold", [{"doc": "a", "quotes": [{"id": "1", **quote}, {"id": "2", **quote}]}])
    answers = {"1": {"name": "Ada Finch", "mention": None}, "2": {"name": None, "mention": None}}
    predicted = write_jsonl(tmp_path / "pred", [{"doc": "a", "speakers": answers}])
    found = scorers.speakers(scorers.run(scorer("score_speakers.py"), gold, predicted))
    assert found["all"] == found["partial"] == (50.0, 100.0)


def test_pages(scorer, tmp_path):
    quote = {"kind": "indirect", "content": [CONTENT], "speaker": "Ada Finch", "is_speech": True}
    gold = tmp_path / "gold"
    gold.mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    marked = {"doc": "a", "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    (gold / "a.json").write_text(json.dumps({**marked, "quotes": [{**quote, "speaker_type": "person"}]}))
    predicted = write_jsonl(tmp_path / "pred", [{"doc": "a", "quotes": [quote, {**quote, "content": [[26, 38]]}]}])
    found = scorers.pages(scorers.run(scorer("score_pages.py"), gold, tmp_path, predicted))
    assert list(found.values()) == [50.0, 100.0, 66.7, 100.0, 66.7]


def test_cleaning(scorer, tmp_path):
    body = "The reservoir above the village was full again by Friday morning."
    row = {"doc": "a", "lang": "en", "render": "region_block", "title": "Rain", "title_in_raw": True, "body": [body]}
    gold = write_jsonl(tmp_path / "gold", [{**row, "summary": [], "subheads": [], "labels": ["title", "body"]}])
    predicted = write_jsonl(tmp_path / "pred", [{"doc": "a", "title": "Rain", "paragraphs": [body]}])
    (tmp_path / "a.txt").write_text(f"Rain\n{body}", encoding="utf-8")
    result = tmp_path / "scores.json"
    arguments = ("--gold", gold, "--pred", predicted, "--raw", tmp_path, "--by", "render", "--json", result)
    scorers.run(scorer("score_clean.py"), *arguments)
    found = scorers.clean(
        read_json(result), {"en": {"n": 1, "tokF": 1.0}, "de": {"n": 3, "tokF": 0.5}, "ja": {"n": 1, "tokF": 0.9}}
    )
    assert found == {
        f"{group}.{name}": 100.0
        for group in ("all", "region_block")
        for name in ("token_f1", "paragraph_f1", "clean", "title", "without_loss", "without_leak")
    } | {"other_languages.token_f1": 60.0}


def test_attribution(scorer, tmp_path):
    root = tmp_path / "polnear"
    for folder in ("text", "attributions"):
        (root / "dev" / folder).mkdir(parents=True)
    (root / "dev/text/a.txt").write_text(TEXT, encoding="utf-8")
    spans = enumerate((("Source", SOURCE), ("Cue", CUE), ("Content", CONTENT)), start=1)
    lines = [f"T{number}\t{label} {start} {end}\t{TEXT[start:end]}" for number, (label, (start, end)) in spans]
    brat = "\n".join([*lines, "E1\tSource:T1 Cue:T2 Content:T3"])
    (root / "dev/attributions/a_1.ann").write_text(brat, encoding="utf-8")
    quote = {"content": [CONTENT], "cue": [CUE], "source": None, "kind": "indirect"}
    predicted = write_jsonl(tmp_path / "pred", [{"doc": "a", "quotes": [quote]}])
    result = tmp_path / "scores.json"
    scorers.run(scorer("score_attribution.py"), predicted, "--split", "dev", "--root", root, "--json", result)
    found = scorers.attribution(read_json(result))
    assert found["content_iou.all"] == found["content_iou.indirect"] == found["fragment_exact.all"] == 100.0
    assert found["e2e.all"] == found["source_exact"] == found["source_given"] == found["content_iou.direct"] == 0.0
    assert scorers.speech(read_json(result)) == {"speech_content_iou.all": 100.0, "speech_e2e.all": 0.0}


def test_a_scorer_that_fails_is_named_with_what_it_said(tmp_path):
    script = tmp_path / "score_it.py"
    script.write_text("import sys; sys.exit('not the text that was marked: a')")
    with pytest.raises(scorers.ScorerError, match=r"score_it\.py: not the text that was marked: a"):
        scorers.run(script)


@pytest.mark.parametrize("read", [scorers.ner, scorers.sentences, scorers.speakers, scorers.pages])
def test_a_scorer_that_prints_something_else_is_no_figure(read):
    with pytest.raises(scorers.ScorerError, match=r"score_\w+\.py: .*figures"):
        read("nothing of use")


def test_a_figure_that_can_not_be_told_is_left_out():
    kinds = ("all", "quoted", "direct", "mixed", "indirect")
    nothing = {"iou": [0, 0, 0.0], "e2e": [0, 0, 0.0], "fragment_exact": [0, 0, 0.0]}
    unknown = dict.fromkeys(("source_exact", "source_overlap", "source_missing"))
    found = scorers.attribution({kind: {**nothing, **unknown} for kind in kinds})
    assert not any(name.startswith("source") for name in found)


def test_no_scorer_is_copied_into_the_checkout():
    assert not list(Path(scorers.__file__).parent.glob("score_*.py"))
