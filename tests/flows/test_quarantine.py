"""What can not be an article goes to quarantine with its reason, alone, whichever stage finds out."""

import codecs
import gzip
import json

import pandas as pd
import pytest
from made_drops import BRIDGE, FERRY, FILES, OWLS, assert_sound, build, fates, latest, titles, write

import copydesk.reading
import tasks.articles
import tasks.clean
import tasks.tag_entities
import tasks.tag_quotes
from copydesk.errors import CopydeskError
from copydesk.intake import Reason
from copydesk.intake.records import DETAIL_CHARS
from copydesk.store import Dataset
from copydesk.text.annotations import Segment
from copydesk.verification import verify

DEEP = 150
"""Levels of brackets, more than the settings allow."""

BAD_FILES: dict[str, tuple[str, bytes | str]] = {
    "empty.txt": ("empty", ""),
    "photo.txt": ("not_text", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4),
    "undecodable.txt": ("undecodable", codecs.BOM_UTF8 + b"caf\xe9 "),
    "large.txt": ("too_large", "word " * 2000),
    "large.txt.gz": ("too_large", gzip.compress(b"word " * 20_000)),
    "long.txt": ("text_too_long", "Wort für Wort. " * 400),
    "table.xlsx": ("unsupported_format", "not read"),
    "broken.json": ("bad_json", '{"title": '),
    "deep.json": ("too_deep", "[" * DEEP + "]" * DEEP),
    "bodiless.json": ("missing_body", '{"title": "A headline and nothing else"}'),
    "page.html": ("bad_html", "just words, no page"),
    "half.txt.gz": ("truncated_archive", gzip.compress(BRIDGE.encode())[:-40]),
    "fake.txt.gz": ("bad_archive", b"this is no archive"),
    "lines.jsonl": ("bad_line", '{"title": \n'),
    "bell\x07.txt": ("unsafe_path", "A name that rings."),
}
"""Name of the file to the reason for which it must be quarantined, and its bytes."""

LIMITS = "[limits]\nfile_bytes = 8000\ntext_chars = 5000\n"


@pytest.fixture
def dataset(tmp_path):
    return tmp_path / "dataset"


@pytest.fixture
def strict(tmp_path):
    path = tmp_path / "strict.toml"
    path.write_text(LIMITS)
    return path


def test_each_reason_of_intake_arrives_in_the_table_and_the_good_files_are_published(tmp_path, dataset, strict):
    drop = write(tmp_path / "drop", {name: content for name, (_, content) in BAD_FILES.items()} | FILES)
    (drop / "gone.txt").symlink_to(drop / "nowhere.txt")
    outcome = build(drop, dataset=dataset, settings=strict)

    rows = latest(dataset, "quarantine")
    found = {path.partition("#")[0]: reason for path, reason in zip(rows["source_path"], rows["reason"], strict=True)}
    expected = {name.replace("\x07", "\\x07"): reason for name, (reason, _) in BAD_FILES.items()}
    assert found == expected | {"gone.txt": "unreadable_file"}
    # An archive of thousands of unreadable pages and a defect of ours have tests of their own, beside intake.
    assert set(found.values()) == {*Reason} - {Reason.MOSTLY_UNREADABLE, Reason.READING_FAILED}
    assert set(titles(dataset)) == set(FILES)
    assert outcome.counts()["quarantined"] == len(rows)
    assert rows["detail"].str.len().between(1, DETAIL_CHARS).all()
    assert_sound(dataset)


def test_a_quarantined_file_that_is_mended_is_admitted(tmp_path, dataset):
    drop = write(tmp_path / "drop", {"owls.json": '{"title": "Owls'})
    build(drop, dataset=dataset)
    write(drop, {"owls.json": json.dumps({"title": "Owls move in", "text": OWLS})})
    assert fates(build(drop, dataset=dataset)) == {"owls.json": "admitted"}
    assert len(latest(dataset, "quarantine")) == 1
    assert_sound(dataset)


class BrokenError(Exception):
    """What a defect of ours would raise."""


def failing(function, at=0):
    """Return ``function`` but for articles about the ferry, on which it raises."""

    def wrapped(*arguments, **options):
        if "Ferry" in str(arguments[at]):
            raise BrokenError("of all articles\nthis one")
        return function(*arguments, **options)

    return wrapped


FAILURES = {
    "zoning": (tasks.clean, "zone_text", 0, "zoning_failed"),
    "facts of the page": (tasks.clean, "truncation", 0, "zoning_failed"),
    "sentences": (tasks.articles, "sentences", 0, "zoning_failed"),
    "the tagger": (copydesk.reading._tagger, "read", 0, "tagging_failed"),
    "names": (tasks.tag_entities, "cast", 0, "tagging_failed"),
    "quotations": (tasks.tag_quotes, "attribute", 0, "tagging_failed"),
}
"""Stage that fails to the function that raises in it, and the reason."""


@pytest.mark.parametrize(("module", "name", "at", "reason"), FAILURES.values(), ids=FAILURES.keys())
def test_an_article_on_which_a_stage_fails_goes_alone(tmp_path, dataset, monkeypatch, caplog, module, name, at, reason):
    drop = write(tmp_path / "drop", FILES)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, failing(getattr(module, name), at))
        outcome = build(drop, dataset=dataset)
        assert build(drop, dataset=dataset).version is None
    assert fates(outcome) == {"a/bridge.txt": "admitted", "a/ferry.txt": reason, "owls.txt": "admitted"}
    assert set(titles(dataset)) == {"a/bridge.txt", "owls.txt"}
    (row,) = latest(dataset, "quarantine").to_dict("records")
    assert (row["source_path"], row["reason"]) == ("a/ferry.txt", reason)
    assert row["detail"] == "BrokenError: of all articles this one"
    assert "Traceback" in caplog.text
    assert_sound(dataset)

    # The defect is mended: the next build takes the article in, and the file is in quarantine no more.
    assert fates(build(drop, dataset=dataset))["a/ferry.txt"] == "admitted"
    assert len(latest(dataset, "quarantine")) == 0
    assert_sound(dataset)


def test_a_revision_that_fails_leaves_the_revision_before_it(tmp_path, dataset, monkeypatch):
    drop = write(tmp_path / "drop", FILES)
    build(drop, dataset=dataset)
    write(drop, {"a/ferry.txt": FERRY.replace("Friday", "Saturday"), "owls.txt": OWLS.replace("Four", "Five")})
    monkeypatch.setattr(tasks.clean, "zone_text", failing(tasks.clean.zone_text))
    outcome = build(drop, dataset=dataset)
    assert fates(outcome) == {"a/bridge.txt": "unchanged", "a/ferry.txt": "zoning_failed", "owls.txt": "revised"}
    articles = latest(dataset, "articles").set_index("source_path")
    assert "Friday" in articles.loc["a/ferry.txt"]["text"]
    assert articles.loc["a/ferry.txt"]["revision"] == 1
    assert "Five" in articles.loc["owls.txt"]["text"]
    assert_sound(dataset)


def overlapping(text, hints):
    """Zone so that no rule of the segments is kept."""
    del hints
    return [Segment("paragraph", 0, 40, "test"), Segment("paragraph", 20, len(text.rstrip()), "test")]


def test_an_article_whose_rows_break_a_rule_goes_alone(tmp_path, dataset, monkeypatch):
    zone = tasks.clean.zone_text
    monkeypatch.setattr(
        tasks.clean, "zone_text", lambda text, hints: (overlapping if "Ferry" in text else zone)(text, hints)
    )
    outcome = build(write(tmp_path / "drop", FILES), dataset=dataset)
    assert fates(outcome) == {"a/bridge.txt": "admitted", "a/ferry.txt": "invalid_rows", "owls.txt": "admitted"}
    (row,) = latest(dataset, "quarantine").to_dict("records")
    assert row["detail"].startswith("segments: segments_tile_text: ")
    assert_sound(dataset)


def test_a_rule_broken_in_one_row_of_one_table_takes_the_article_out_of_every_table(tmp_path, dataset, monkeypatch):
    def unknown_kind(text, hints):
        return [segment._replace(kind="riddle") if "Ferry" in text else segment for segment in zone(text, hints)]

    zone = tasks.clean.zone_text
    monkeypatch.setattr(tasks.clean, "zone_text", unknown_kind)
    outcome = build(write(tmp_path / "drop", FILES), dataset=dataset)
    assert fates(outcome)["a/ferry.txt"] == "invalid_rows"
    ferry = next(entry.article_id for entry in outcome.entries if entry.source_path == "a/ferry.txt")
    for table in ("articles", "segments", "sentences", "mentions", "roles", "quotes"):
        assert ferry not in set(latest(dataset, table)["article_id"])
    assert "Tomas Ekdal" not in set(latest(dataset, "entities")["name"])
    assert_sound(dataset)


def test_near_duplicates_of_a_quarantined_article_point_nowhere(tmp_path, dataset, monkeypatch):
    files = {
        "a.txt": FERRY,
        "a.txt.meta.json": json.dumps({"publisher": "Brenna Daily", "url": "https://brenna.example/1"}),
        "b.txt": FERRY.replace("Ferry crews", "Crews"),
        "b.txt.meta.json": json.dumps({"publisher": "Lydhavn Times", "url": "https://lydhavn.example/9"}),
    }
    monkeypatch.setattr(tasks.clean, "zone_text", failing(tasks.clean.zone_text))
    outcome = build(write(tmp_path / "drop", files), dataset=dataset)
    assert fates(outcome) == {"a.txt": "zoning_failed", "b.txt": "admitted"}
    (article,) = latest(dataset, "articles").to_dict("records")
    assert pd.isna(article["near_duplicate_of"])
    assert_sound(dataset)


def test_a_mended_sidecar_lets_its_article_out(tmp_path, dataset):
    drop = write(tmp_path / "drop", {"owls.txt": OWLS, "owls.meta.json": '{"publisher": ', "ferry.txt": FERRY})
    assert fates(build(drop, dataset=dataset)) == {"owls.txt": "bad_json", "ferry.txt": "admitted"}
    write(drop, {"owls.meta.json": '{"publisher": "Holmstad Herald"}'})
    assert fates(build(drop, dataset=dataset)) == {"owls.txt": "admitted", "ferry.txt": "unchanged"}
    articles = latest(dataset, "articles").set_index("source_path")
    assert articles.loc["owls.txt"]["publisher"] == "Holmstad Herald"
    assert_sound(dataset)
    assert list(verify(Dataset(dataset), every_version=True)) == []


def test_a_table_that_is_wrong_as_a_whole_is_refused(tmp_path, dataset, monkeypatch):
    drop = write(tmp_path / "drop", FILES)
    build(drop, dataset=dataset)
    write(drop, {"new.txt": OWLS.replace("Four", "Seven")})
    monkeypatch.setattr(tasks.tag_entities, "entity_id", lambda *_: "no id")
    with pytest.raises(CopydeskError, match="refused, nothing was published"):
        build(drop, dataset=dataset)
    assert len(latest(dataset, "versions")) == 1
    assert_sound(dataset)


NASTY = {
    "quotes only": "“”“”“”„“‚‘«»\"\"''" * 50,
    "control characters": "A line with \x00\x01\x1b[31m in it.\x85And\u2028more\x0cpages.",
    "right to left": "קול אחד\n\n“שלום” אמר דוד.\n\nمرحبا بالعالم “نعم” قال.",
    "no letters": "… — ??? !!! 123 456 ###\n" * 20,
    "one long line": "x" * 60_000,
    "one long sentence": "“He said that she said that “they said so” and so on, " * 1200,
    "astral": "\U0001f6a2 “Ahoy \U0001f9d1\u200d\U0001f680,” said Ida Brekke. \U0001f6a2" * 5,
    "combining": "e\u0301" * 2000 + " said Ida Brekke.",
    "bare numbers": "99999999999999999999999999\n\n" + OWLS + "\n99999999999999999999999999\n",
    "minutes without end": "99999999999999 min read\n\n" + OWLS + "\n88888888888888 comments\n",
    "a thousand lines": "\n".join(str(number) for number in range(1000)),
}
"""Texts that somebody will drop some day."""


def test_any_text_whatever_is_published_soundly_or_quarantined(tmp_path, dataset):
    drop = write(tmp_path / "drop", {f"{name}.txt": text for name, text in NASTY.items()} | {"owls.txt": OWLS})
    outcome = build(drop, dataset=dataset)
    assert {fates(outcome)[name] for name in ("owls.txt", "one long line.txt", "astral.txt")} == {"admitted"}
    assert_sound(dataset)


def test_any_value_whatever_of_metadata_is_published_soundly_or_quarantined(tmp_path, dataset):
    values = {
        "surrogates": {"title": "Owls \ud800 move", "text": OWLS + "\udfff"},
        "numbers": {"title": 7, "text": OWLS + "7", "authors": [1, None, {"name": 3}], "publisher": 9},
        "far years": {"title": "Far", "text": OWLS + "8", "datePublished": "0001-01-01T00:00:00+14:00"},
        "later years": {"title": "Far", "text": OWLS + "9", "datePublished": "9999-12-31T23:59:59-12:00"},
        "urls": {"title": "Url", "text": OWLS + "10", "url": "http://[::1"},
        "nulls": {"title": None, "text": OWLS + "11", "url": None, "authors": None, "section": None},
        "empties": {"title": "", "text": OWLS + "12", "url": "", "authors": [], "section": " "},
        "zeros": {"title": "a\x00b", "text": OWLS + "13\x00", "id": "\x00"},
    }
    drop = write(tmp_path / "drop", {f"{name}.json": json.dumps(value) for name, value in values.items()})
    build(drop, dataset=dataset)
    for column in ("title", "url", "section", "publisher"):
        assert "" not in set(latest(dataset, "articles")[column].dropna())
    assert_sound(dataset)
