"""Bad input of the sizes at which bad input hurts: bounded memory, no time without end, the run goes on."""

import gzip
import json
import os
import random
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from fastwarc.stream_io import BrotliWriter
from made_warcs import HTML, PAGE, PROSE, record

from copydesk.intake import Candidate
from copydesk.intake.archives import MOST_REJECTED
from copydesk.intake.candidates import JSON_VALUES
from copydesk.intake.html_guard import HTML_ATTRIBUTES, HTML_ELEMENTS
from copydesk.ledger import ADMITTED, QUARANTINED
from copydesk.settings import Identity, Limits, Settings
from schemas.violations import validate
from tasks.articles import articles_of
from tasks.clean import clean_articles
from tasks.identify import identify_files
from tasks.intake import read_drops
from tasks.segment import segment_articles

MEGABYTE = 1_000_000
MOST_MEGABYTES = 1_000
PATIENCE = 240
"""Seconds after which a test gives up: twenty times what it takes on a slow machine, and far less than what has no
end takes."""
GOOD = ("The lake was frozen for three weeks, said Ida Brekke, who keeps the boats of Arvika. " * 5).encode()


def read_apart(drop: Path) -> dict[str, tuple[str, str]]:
    """Read the drop in another process, and return fate and evidence of each entry."""
    script = Path(__file__).with_name("read_apart.py")
    done = subprocess.run([sys.executable, script, drop], capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    if found["megabytes"] is not None:
        assert found["megabytes"] <= MOST_MEGABYTES
    return {path: (fate, evidence) for path, fate, evidence in found["entries"]}


def bomb(megabytes: int) -> bytes:
    return gzip.compress(bytes(megabytes * MEGABYTE), compresslevel=1)


def brotli_bomb(megabytes: int) -> bytes:
    packed = BytesIO()
    with BrotliWriter(packed) as writer:
        for _ in range(megabytes):
            writer.write(bytes(MEGABYTE))
    return packed.getvalue()


NOISE = random.Random(1)  # noqa: S311 - the same at every run
HUGE = {
    "one-line.txt": (lambda: b"word " * 10_000_000, "text_too_long"),
    "one-line-cp1252.txt": (lambda: b"word " * 2_000_000 + b"caf\xe9 " + b"word " * 300_000, "text_too_long"),
    "one-line-emoji.txt": (lambda: "😀".encode() + b"word\r\n" * 4_000_000, "text_too_long"),
    "lines.txt": (lambda: b"a\n" * 1_000_000, "text_too_long"),
    "carriage-returns.txt": (lambda: b"\r" * 20_000_000, "empty"),
    "lines-cp1252.txt": (lambda: b"\xe9\n" * 10_000_000, "text_too_long"),
    "no-encoding.txt": (lambda: bytes(range(128, 256)) * 80_000, "undecodable"),
    "binary.txt": (lambda: NOISE.randbytes(20_000_000), "not_text"),
    "binary-without-nul.txt": (lambda: NOISE.randbytes(20_000_000).replace(b"\0", b"\1"), "not_text"),
    "control.txt": (lambda: b"\x01" * 20_000_000, "not_text"),
    "bomb.txt.gz": (lambda: bomb(80), "too_large"),
    "bomb.html.gz": (lambda: bomb(80), "too_large"),
    "lines.jsonl": (lambda: b"a\n" * 1_000_000, "mostly_unreadable"),
    "empty-objects.jsonl.gz": (lambda: gzip.compress(b"{}\n" * 2_000_000, 1), "mostly_unreadable"),
    "bomb.jsonl.gz": (lambda: bomb(80), "too_large"),
    "values.json": (lambda: b"[" + b"{}," * 5_000_000 + b"{}]", "too_large"),
    "deep.json": (lambda: b"[" * 10_000_000, "too_large"),
    "deep-objects.json": (lambda: b'{"a":' * 3_000_000, "too_deep"),
    "body-emoji.json": (lambda: b'{"text": "\\ud83d\\ude00' + "😀 word ".encode() * 3_000_000 + b'"}', "text_too_long"),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * (HTML_ELEMENTS - 10) + b"x", "too_deep"),
    "elements.html": (lambda: b"<html><body>" + b"<p>x" * 2_000_000, "too_large"),
    "attributes.html": (lambda: b"<p " + b"".join(b"a%d=1 " % n for n in range(500_000)) + b">x", "too_large"),
    "angles.html": (lambda: b"<" * 9_000_000, "too_large"),
    "words.html": (lambda: b"<html><body><p>" + b"word " * 300_000, "text_too_long"),
    "page.html": (lambda: b"<p>x" * 12_500_000, "too_large"),
}
"""Name of a file, what it holds, and why it is refused."""


@pytest.mark.slow
def test_huge_files_cost_a_bounded_amount_of_memory(drop):
    for name, (content, _) in HUGE.items():
        (drop / name).write_bytes(content())
    (drop / "a-good.txt").write_bytes(GOOD)
    (drop / "z-good.txt").write_bytes(GOOD + b"More.")
    found = read_apart(drop)
    assert {name: found[name] for name in HUGE} == {name: (QUARANTINED, reason) for name, (_, reason) in HUGE.items()}
    assert found["a-good.txt"][0] == ADMITTED
    assert "z-good.txt" in found
    assert len(found) == len(HUGE) + 2 + 2 * MOST_REJECTED


@pytest.mark.slow
def test_a_bombed_archive_gives_its_pages_in_bounded_memory(drop):
    packed = gzip.compress(bomb(80))
    bombs = [
        record(bomb(80), headers=[HTML, ("Content-Encoding", "gzip")]),
        record(zlib.compress(bytes(80 * MEGABYTE), 1), headers=[HTML, ("Content-Encoding", "deflate")]),
        record(brotli_bomb(80), headers=[HTML, ("Content-Encoding", "br")]),
        record(packed, headers=[HTML, ("Content-Encoding", "gzip, gzip")]),
        record(b"1\r\na\r\n" * 1_000_000, headers=[HTML, ("Transfer-Encoding", "chunked")]),
        record(b"<p>" + b"x" * (70 * MEGABYTE)),
    ]
    pages = [record(f"<html><body><p>Lake {number}: {PROSE * 3}", f"https://a{number}.example/") for number in range(7)]
    records = [item for pair in zip(pages, [*bombs, b""], strict=True) for item in pair if item]
    (drop / "a.warc").write_bytes(b"".join(records))
    (drop / "b.warc").write_bytes(pages[0] + record(length=10**9))
    (drop / "c.warc.gz").write_bytes(gzip.compress(pages[0]) + gzip.compress(record(bytes(100 * MEGABYTE)), 1) + b"x")
    found = read_apart(drop)
    wrong = [found[f"a.warc#{number}"] for number in range(2, 13, 2)]
    assert wrong == [(QUARANTINED, reason) for reason in [*["too_large"] * 4, "truncated_archive", "too_large"]]
    assert [found[f"a.warc#{number}"][0] for number in range(1, 14, 2)] == [ADMITTED] * 7
    assert found["b.warc"] == (QUARANTINED, "truncated_archive")
    assert found["c.warc.gz"] == (QUARANTINED, "too_large")


BAIT = {
    "spaces": " ",
    "tabs": "\t",
    "newlines": "\n",
    "one word": "a",
    "digits": "7",
    "brackets": "(",
    "quotation marks": "“",
    "By By": "By ",
    "dots": ".",
    "combining marks": "\u0301",
    "right to left": "\u202e",
    "zero width": "\u200b",
    "times": "1:23:",
    "at": "@",
    "paths": "word/",
}
"""What a pattern with two ways to match the same would take for ever on, for an article as long as one may be."""
MORE_BAIT = {
    "straight marks": '"',
    "apostrophes": "'",
    "initials": "J. ",
    "abbreviations": "Mr. ",
    "accents": "e\u0301",
    "addresses": "http://a.b/",
    "numbers": "1,234,",
    "months": "31 May ",
    "names": "John Smith ",
    "bars": "| ",
    "ideographs": "中",
    "lines": "a\n",
    "more": "Read more: x\n",
    "durations": "12:34\n",
    "bylines": "By John Smith\n",
    "opened marks": "“a\n",
}
"""The same, a tenth as long: still more than anything but linear could do."""


@pytest.mark.slow
def test_bait_for_patterns_is_read_in_the_end(drop):
    for baits, size in ((BAIT, Limits().text_chars - 100), (MORE_BAIT, Limits().text_chars // 10)):
        for name, unit in baits.items():
            text = (unit * (size // len(unit) + 1))[:size]
            (drop / f"{name}.txt").write_text(f"Bait\n\n{name}: {text} x\n", "utf-8")
    found = read_apart(drop)
    assert {path for path, (fate, _) in found.items() if fate == ADMITTED} == {
        f"{name}.txt" for name in BAIT | MORE_BAIT
    }


def test_attributes_are_counted_as_a_parser_does(read):
    many = " ".join(f"a{number}" for number in range(HTML_ATTRIBUTES + 1))
    picture = f"<img src=\"data:{'A b=c/' * HTML_ATTRIBUTES}\" alt='{'x > y ' * HTML_ATTRIBUTES}'>"
    script = f"<script>{'a = b / c; ' * HTML_ATTRIBUTES}</script>"
    found = read(
        {
            "a.html": PAGE.replace("<p>", f"<p {many}>"),
            "b.html": PAGE.replace("<p>", f"<p {many.replace(' ', '=1/')}>"),
            "c.html": PAGE.replace("<p>", f"{picture}{script}<p>"),
        }
    )
    assert [getattr(item, "reason", None) for item in found] == ["too_large", "too_large", None]


def test_json_of_too_many_values_is_refused_and_prose_with_commas_is_not(read):
    values, prose = read(
        {
            "a.json": b"[" + b"0," * JSON_VALUES + b"0]",
            "b.json": json.dumps({"text": "One, two [three], four. " * 9_000}),
        }
    )
    assert (values.reason, type(prose)) == ("too_large", Candidate)


def test_a_file_is_given_up_only_if_less_was_read_than_rejected(read):
    good = json.dumps({"text": "A sound article."}) + "\n"
    found = read({"a.jsonl": (good + "x\n") * 10 + good})
    assert len(found) == 21
    found = read({"a.jsonl": "x\n" * (MOST_REJECTED + 5) + good})
    assert [(item.source_path, item.reason) for item in found[-2:]] == [
        (f"a.jsonl#{MOST_REJECTED}", "bad_line"),
        ("a.jsonl", "mostly_unreadable"),
    ]


def test_a_line_that_is_too_long_costs_only_itself(read):
    good = json.dumps({"text": "A sound article."})
    long = json.dumps({"text": "x" * 5_000})
    found = read({"a.jsonl": f"{good}\n{long}\r\n{good}\n{long}"}, Limits(file_bytes=1_000))
    assert [(item.source_path, getattr(item, "reason", None)) for item in found] == [
        ("a.jsonl#1", None),
        ("a.jsonl#2", "too_large"),
        ("a.jsonl#3", None),
        ("a.jsonl#4", "too_large"),
    ]


def test_lines_before_the_cut_of_a_packed_file_are_read(read):
    lines = [
        json.dumps({"text": f"A sound article of the year {number}: {os.urandom(20).hex()}"}) for number in range(4000)
    ]
    data = gzip.compress("\n".join(lines).encode())
    *articles, rest = read({"a.jsonl.gz": data[:-20_000]})
    assert 1_000 < len(articles) < 4_000
    assert [item.text for item in articles] == [json.loads(line)["text"] for line in lines[: len(articles)]]
    assert (rest.source_path, rest.reason) == ("a.jsonl.gz", "truncated_archive")


def test_what_makes_a_reader_fail_takes_down_only_its_own_article(read, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("copydesk.intake.candidates.read_page", broken)
    files = {
        "a.html": PAGE,
        "b.warc": record() + record(PROSE, headers=[("Content-Type", "text/plain")]),
        "c.txt": GOOD,
    }
    found = read(files)
    assert [(item.source_path, getattr(item, "reason", None)) for item in found] == [
        ("a.html", "reading_failed"),
        ("b.warc#1", "reading_failed"),
        ("b.warc#2", None),
        ("c.txt", None),
    ]


NASTY = {
    "binary.txt": bytes(range(256)) * 50,
    "picture.html": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9,
    "archive.txt": gzip.compress(PROSE.encode() * 99),
    "blank.txt": b" \n\t\r\n \xc2\xa0",
    "empty.html": b"",
    "marks.txt": "“”‘’\"'«»".encode() * 500,
    "one-mark.txt": b'"',
    "surrogates.json": b'{"text": "\\ud800\\udfff \\udc00 said so."}',
    "escape.txt": b"\x1b[2J\x1b[31mred\x07" + GOOD,
    "right-to-left.txt": ("\u202e" + "שלום " * 300 + "\u202c").encode(),
    "marks-only.txt": "\u0301\u0300".encode() * 2_000,
    "zero-width.txt": "\u200b\ufeff\u00ad".encode() * 2_000,
    "half.json": b'{"text": "The lake was ',
    "number.json": b"1e999",
    "null.json": b'{"text": null}',
    "deep.json": b"[" * 5_000 + b"]" * 5_000,
    "wrong.jsonl": b'{"text": 1}\n[]\nnull\n"x"\n\n{"text": "The lake was frozen for weeks."}\n{',
    "deep.html": b"<div>" * 3_000 + b"x",
    "never-closed.html": b"<html><body><p>" + b"<b>a<i>" * 200,
    "only-script.html": b"<script>alert(1)</script>",
    "cut.txt.gz": gzip.compress(os.urandom(5_000))[:-50],
    "wrong.txt.gz": b"no gzip",
    "bad.warc": record() + b"junk",
    "cut.warc.gz": gzip.compress(record(url="https://a.example/2"))[:-30],
    "none.warc": b"\r\n\r\n",
    "pipe.docx": b"PK\x03\x04",
    "alone.txt.meta.json": b"{}",
}


def test_a_run_never_dies_of_one_article(drop):
    for name, content in NASTY.items():
        (drop / name).write_bytes(content)
    (drop / "a-good.txt").write_bytes(GOOD)
    (drop / "z-good.html").write_bytes(PAGE.replace("ferry", "tramway").encode())
    files = read_drops.fn([drop], Limits())
    identified = identify_files.fn(files, None, None, Identity())
    ledger = identified.ledger
    frames = clean_articles.fn(identified.admissions, Settings(), ledger)
    frames["sentences"] = segment_articles.fn(articles_of(frames), ledger)
    fates = {entry.source_path: entry.fate for entry in ledger.entries}
    assert fates["a-good.txt"] == fates["z-good.html"] == fates["bad.warc#1"] == fates["wrong.jsonl#6"] == ADMITTED
    assert {path.partition("#")[0] for path in fates} == {*NASTY, "a-good.txt", "z-good.html"}
    counts = ledger.counts()
    assert counts.admitted + counts.unchanged + counts.duplicate + counts.quarantined == counts.dropped == len(fates)
    assert len(frames["articles"]) == counts.admitted
    assert not [entry for entry in ledger.entries if entry.evidence in ("reading_failed", "zoning_failed")]
    for name in ("articles", "segments", "sentences"):
        assert validate(name, frames[name]) == []
