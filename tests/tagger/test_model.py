import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import CopydeskError
from copydesk.tagger.model import FOLDER, Tagger
from copydesk.text.spans import Span

TAGGER = Tagger()
NEWS = (
    "The bridge at Arvika will be rebuilt by spring, the council of Värmland said on Monday.",
    "“We will not wait for another flood,” said Maria Lindqvist, the mayor of Arvika.",
)


def read(*paragraphs):
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    return text, TAGGER.read(text, [blocks])


def test_a_plain_quotation_has_its_content_cue_and_source():
    text, reading = read(*NEWS)
    (direct,) = [found for found in reading.attributions if text[found.content.start] == "“"]
    assert text[slice(*direct.content)].startswith("“We will not wait for another flood")
    assert text[slice(*direct.cue)] == "said"
    assert text[slice(*direct.source)].startswith("Maria Lindqvist")


def test_people_and_places_are_named():
    text, reading = read(*NEWS)
    assert {("Maria Lindqvist", "PERSON"), ("Arvika", "LOC")} <= {
        (text[m.start : m.end], m.label) for m in reading.mentions
    }


def test_streams_are_read_apart_but_reported_in_text_order():
    text = "\n".join(NEWS)
    first, second = Span(0, len(NEWS[0])), Span(len(NEWS[0]) + 1, len(text))
    reading = TAGGER.read(text, [[second], [first]])
    assert list(reading.mentions) == sorted(reading.mentions)
    assert [found.content for found in reading.attributions] == sorted(found.content for found in reading.attributions)


def test_reading_twice_gives_the_same():
    assert read(*NEWS) == read(*NEWS)


def test_nothing_is_read_in_nothing():
    assert TAGGER.read("", []) == TAGGER.read("  \n", [[Span(0, 3)]])


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300))
def test_any_text_yields_spans_inside_it_or_none(text):
    reading = TAGGER.read(text, [[Span(0, len(text))]])
    spans = [mention.span for mention in reading.mentions]
    for found in reading.attributions:
        spans += [span for span in (found.content, found.cue, found.source) if span]
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_marks_and_nothing_else_are_read_in_full():
    text = "“" * 20_000
    assert all(found.content.end <= len(text) for found in TAGGER.read(text, [[Span(0, len(text))]]).attributions)


@pytest.mark.parametrize("name", ["tagger.onnx", "tokenizer.json"])
def test_a_missing_file_is_one_clear_line(tmp_path, name):
    for path in (FOLDER / "tagger.onnx", FOLDER / "tokenizer.json"):
        if path.name != name:
            shutil.copyfile(path, tmp_path / path.name)
    with pytest.raises(CopydeskError, match=f"{name}.*missing; reinstall"):
        Tagger(tmp_path).read("Tides", [[Span(0, 5)]])


@pytest.mark.parametrize("name", ["tagger.onnx", "tokenizer.json"])
def test_a_damaged_file_is_one_clear_line(tmp_path, name):
    for path in (FOLDER / "tagger.onnx", FOLDER / "tokenizer.json"):
        shutil.copyfile(path, tmp_path / path.name)
    (tmp_path / name).write_bytes(b"not a model")
    with pytest.raises(CopydeskError, match=f"{name}: not a readable"):
        Tagger(tmp_path).read("Tides", [[Span(0, 5)]])


def test_the_fingerprint_changes_with_the_model(tmp_path):
    for path in (FOLDER / "tagger.onnx", FOLDER / "tokenizer.json"):
        shutil.copyfile(path, tmp_path / path.name)
    same = Tagger(tmp_path).fingerprint
    (tmp_path / "tokenizer.json").write_bytes(b"{}")
    assert same == TAGGER.fingerprint != Tagger(tmp_path).fingerprint
