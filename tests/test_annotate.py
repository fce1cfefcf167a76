"""`copydesk annotate`: one JSON object a document, in order; the interface of every scorer."""

import json
import os
import subprocess
import sys

import pytest

from copydesk.cli import main

BRIDGE = (
    "Arvika to rebuild its bridge\n\n"
    "The town of Arvika will replace the bridge that the flood of May carried away, its council said on Tuesday.\n\n"
    "“We will rebuild the bridge by spring,” said Maria Lindqvist, the mayor of Arvika.\n\n"
    "Shopkeepers on the far bank have rowed to work for eleven weeks.\n"
)
KEYS = ["doc", "title", "paragraphs", "segments", "sentences", "mentions", "quotes"]
QUOTE_KEYS = {
    "kind",
    "is_speech",
    "content",
    "cue",
    "cue_class",
    "cue_negated",
    "source",
    "source_head",
    "speaker",
    "method",
}


@pytest.fixture
def annotated(capsys):
    """Annotate paths; return the exit code, the objects, and the lines on standard error."""

    def run(*arguments):
        code = main(["annotate", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err.splitlines()

    return run


@pytest.fixture
def bridge(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(BRIDGE)
    return path


def test_a_document_has_the_shape_that_scorers_read(annotated, bridge):
    code, (found,), err = annotated(bridge)
    assert (code, err) == (0, [])
    assert list(found) == KEYS
    assert (found["doc"], found["title"]) == ("bridge", "Arvika to rebuild its bridge")
    assert found["paragraphs"] == BRIDGE.strip().split("\n\n")[1:]
    assert [kind for kind, _, _ in found["segments"]] == ["title", "paragraph", "paragraph", "paragraph"]
    assert [BRIDGE[start:end] for _, start, end in found["segments"]] == BRIDGE.strip().split("\n\n")
    assert [BRIDGE[start:end] for start, end in found["sentences"]] == BRIDGE.strip().split("\n\n")
    mentions = {(BRIDGE[start:end], label, name) for start, end, label, name in found["mentions"]}
    assert ("Maria Lindqvist", "PERSON", "Maria Lindqvist") in mentions


def test_a_quotation_has_its_spans_its_cue_and_its_speaker(annotated, bridge):
    _, (found,), _ = annotated(bridge)
    quote = next(quote for quote in found["quotes"] if quote["kind"] == "direct")
    assert quote.keys() >= QUOTE_KEYS
    ((start, end),) = quote["content"]
    assert BRIDGE[start:end].strip("“”,") == "We will rebuild the bridge by spring"
    ((start, end),) = quote["cue"]
    assert BRIDGE[start:end] == "said"
    ((start, end),) = quote["source"]
    assert BRIDGE[start:end].startswith("Maria Lindqvist")
    assert (quote["is_speech"], quote["speaker"], quote["method"]) == (True, "Maria Lindqvist", "explicit")


def test_what_nobody_knows_is_null(annotated, tmp_path):
    (tmp_path / "bare.txt").write_text("“We will rebuild the bridge by spring.”\n")
    _, (found,), _ = annotated(tmp_path / "bare.txt", "--no-zones")
    assert found["title"] is None
    assert all(quote[name] is None for quote in found["quotes"] for name in ("cue", "source", "speaker"))


def test_without_zones_every_line_is_a_paragraph(annotated, tmp_path):
    lines = "Share this article\n\n  4 minutes\n\n" + BRIDGE
    (tmp_path / "lines.txt").write_text(lines)
    _, (found,), _ = annotated("--no-zones", tmp_path / "lines.txt")
    assert found["paragraphs"] == [line.strip() for line in lines.splitlines() if line.strip()]
    assert {kind for kind, _, _ in found["segments"]} == {"paragraph"}
    _, (zoned,), _ = annotated("--zones", tmp_path / "lines.txt")
    assert "Share this article" not in zoned["paragraphs"]


def test_without_zones_every_language_is_read(annotated, tmp_path):
    german = "Die Brücke wird bis zum Frühjahr wieder aufgebaut, teilte das Rathaus von Arvika am Dienstag mit. " * 5
    (tmp_path / "de.txt").write_text(german + "“We will,” said Maria Lindqvist.\n")
    _, (zoned,), _ = annotated(tmp_path / "de.txt")
    assert zoned["mentions"] == zoned["quotes"] == []
    _, (bare,), _ = annotated("--no-zones", tmp_path / "de.txt")
    assert bare["mentions"]


def test_documents_come_in_the_order_of_the_arguments_and_of_their_paths(annotated, tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.html.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{BRIDGE}\n{name}\n")
    _, found, _ = annotated(tmp_path / "b", tmp_path / "c.html.txt", tmp_path / "a.txt", tmp_path / "b/2.txt")
    assert [item["doc"] for item in found] == ["1", "2", "c", "a", "2"]


def test_lines_of_a_json_file_are_named_by_their_own_ids_else_by_their_place(annotated, tmp_path):
    lines = [{"id": "story-7", "title": "One", "text": BRIDGE}, {"title": "Two", "text": BRIDGE + "More."}]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, lines)))
    _, found, _ = annotated(tmp_path / "many.jsonl")
    assert [(item["doc"], item["title"]) for item in found] == [("story-7", "One"), ("many.jsonl#2", "Two")]


def test_a_file_that_can_not_be_read_is_named_and_the_others_are_annotated(annotated, bridge):
    (bridge.parent / "photo.txt").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)))
    (bridge.parent / "empty.txt").touch()
    code, found, err = annotated(bridge.parent)
    assert code == 1
    assert [item["doc"] for item in found] == ["bridge"]
    assert err == [
        "copydesk: empty.txt: empty: the file has no bytes",
        "copydesk: photo.txt: not_text: the file is binary, not text",
    ]


def test_a_document_on_which_we_fail_is_named_and_the_others_are_annotated(annotated, bridge, monkeypatch):
    (bridge.parent / "other.txt").write_text(BRIDGE.replace("Arvika", "Holmstad"))

    def zone(text, hints):
        if "Holmstad" in text:
            raise ValueError("this\none")
        return original(text, hints)

    import copydesk.annotate

    original = copydesk.annotate.zone_text
    monkeypatch.setattr(copydesk.annotate, "zone_text", zone)
    code, found, err = annotated(bridge.parent)
    assert code == 1
    assert [item["doc"] for item in found] == ["bridge"]
    assert err[-1] == "copydesk: other.txt: annotation_failed: ValueError: this one"


def test_an_unknown_path_is_bad_usage_before_anything_is_written(annotated, bridge):
    assert annotated(bridge, bridge.parent / "none") == (
        2, [], [f"copydesk: {bridge.parent / 'none'}: no such file or folder"]
    )  # fmt: skip


def test_a_folder_without_documents_is_refused(annotated, tmp_path):
    code, found, err = annotated(tmp_path)
    assert (code, found) == (1, [])
    assert err == [f"copydesk: {tmp_path}: holds no files; name a document, or a folder of documents"]


def test_the_settings_limits_hold(annotated, bridge, tmp_path):
    (tmp_path / "strict.toml").write_text("[limits]\ntext_chars = 10\n")
    code, found, (line,) = annotated(bridge, "--settings", tmp_path / "strict.toml")
    assert (code, found) == (1, [])
    assert line.startswith("copydesk: bridge.txt: text_too_long: ")


def test_nothing_but_standard_output_is_written(annotated, bridge, monkeypatch):
    monkeypatch.chdir(bridge.parent)
    annotated(bridge)
    assert list(bridge.parent.iterdir()) == [bridge]


def start(*paths, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "copydesk", "annotate", *map(str, paths)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_a_reader_that_has_seen_enough_is_no_error(bridge):
    for number in range(30):
        (bridge.parent / f"{number}.txt").write_text(f"{BRIDGE}\n{number}\n")
    process = start(bridge.parent)
    assert process.stdout.readline().startswith(b'{"doc"')
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait() == 0


def test_json_is_utf_8_whatever_the_terminal_speaks(bridge):
    process = start(bridge, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert "“We will rebuild".encode() in out
