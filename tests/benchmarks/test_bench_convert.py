"""Converters, slices, the unpacked archives, and the made-up articles."""

import tarfile
from collections import Counter

import pytest

from benchmarks import convert, given_sources
from benchmarks.articles import articles, write_drop
from benchmarks.corpora import every, fingerprint, read_jsonl, unpack, write_jsonl
from copydesk.intake import Candidate, read_drop
from copydesk.intake.language import identify_language
from copydesk.settings import Limits
from copydesk.text.annotations import Speaker
from copydesk.text.spans import Span

TEXT = "“It rained,” Ada Finch of Sutton Water said. Nobody minded."


def test_gold_names_get_the_scorers_labels_and_others_are_left_out():
    rows = [
        {"doc": "a", "text": TEXT, "ents": [[13, 22, "politician"], [26, 38, "organisation"]], "tokens": 9},
        {"doc": "b", "text": "1997", "ents": [[0, 4, "election"]], "tokens": 1},
    ]
    assert convert.ner_gold(rows) == [
        {"doc": "a", "text": TEXT, "ents": [[13, 22, "PERSON"], [26, 38, "ORG"]]},
        {"doc": "b", "text": "1997", "ents": []},
    ]


def test_predicted_mentions_lose_their_entity_and_sentences_stay_as_they_are():
    record = {"doc": "a", "mentions": [[13, 22, "PERSON", "Ada Finch"], [26, 38, "GPE", None]], "sentences": [[0, 45]]}
    assert convert.ner_predictions([record]) == [{"doc": "a", "ents": [[13, 22, "PERSON"], [26, 38, "GPE"]]}]
    assert convert.sentence_predictions([record]) == [{"doc": "a", "sents": [[0, 45]]}]


def test_two_texts_of_one_name_are_refused():
    assert convert.texts_of([{"doc": "a", "text": "x"}, {"doc": "b", "text": "y"}]) == {"a": "x", "b": "y"}
    with pytest.raises(ValueError, match="two gold rows"):
        convert.texts_of([{"doc": "a", "text": "x"}, {"doc": "a", "text": "y"}])


def test_a_gold_quote_becomes_a_quotation_with_its_source_given():
    quoted = given_sources.quotation(TEXT, {"content": [1, 11], "cue": [39, 43], "source": [13, 38]})
    assert (quoted.kind, quoted.content, quoted.cue, quoted.source) == ("direct", (Span(1, 11),), (39, 43), (13, 38))
    plain = given_sources.quotation(TEXT, {"content": [45, 59], "cue": None, "source": None})
    assert (plain.kind, plain.cue, plain.source) == ("indirect", None, None)


def test_an_answer_that_is_not_confident_enough_counts_as_none():
    def speaker(confidence):
        return Speaker(0, "Ada Finch", None, "explicit", (), confidence)

    resolved = [("a", {"q1": speaker(0.95), "q2": speaker(0.5)})]
    (everyone,), (confident,) = given_sources.predictions(resolved), given_sources.predictions(resolved, 0.9)
    assert [answer["name"] for answer in everyone["speakers"].values()] == ["Ada Finch", "Ada Finch"]
    assert [answer["name"] for answer in confident["speakers"].values()] == ["Ada Finch", None]


def test_a_slice_is_every_nth_item_from_the_first_on():
    assert every(range(10), 4) == [0, 4, 8]
    assert every("abc", 1) == ["a", "b", "c"]


def test_json_lines_keep_any_text(tmp_path):
    rows = [{"doc": "a", "text": "line\u2028separator\nand “marks” \U0001f409"}, {"doc": "b", "text": ""}]
    assert read_jsonl(write_jsonl(tmp_path / "rows.jsonl", rows)) == rows


def test_the_hash_of_a_corpus_follows_names_and_bytes(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.json").write_text("1")
    first = fingerprint([folder])
    assert fingerprint([folder]) == first
    (folder / "a.json").write_text("2")
    second = fingerprint([folder])
    (folder / "a.json").rename(folder / "b.json")
    assert len({first, second, fingerprint([folder])}) == 3


@pytest.fixture
def archive(tmp_path):
    def make(content):
        (tmp_path / "gold.txt").write_text(content)
        with tarfile.open(tmp_path / "gold.tar.xz", "w:xz") as tar:
            tar.add(tmp_path / "gold.txt", "corpus/gold.txt")
        return tmp_path / "gold.tar.xz"

    return make


def test_an_archive_is_unpacked_once_and_anew_when_it_changes(tmp_path, archive):
    cache = tmp_path / "cache"
    first = unpack(archive("one"), cache)
    (first / "mark").touch()
    assert (unpack(tmp_path / "gold.tar.xz", cache) / "mark").exists()
    second = unpack(archive("two"), cache)
    assert (second / "corpus/gold.txt").read_text() == "two"
    assert sorted(cache.iterdir()) == sorted([first, second])


def test_a_damaged_archive_leaves_nothing_behind(tmp_path):
    damaged = tmp_path / "gold.tar.xz"
    damaged.write_bytes(b"no archive")
    with pytest.raises(tarfile.TarError):
        unpack(damaged, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_made_up_articles_are_the_same_every_time_and_all_different():
    made = list(articles(40))
    assert made == list(articles(40))
    assert len({article.title for article in made}) == len({article.text for article in made}) == 40


def test_a_made_up_drop_is_read_whole(tmp_path):
    items = list(read_drop(write_drop(tmp_path / "drop", 20), Limits()))
    assert Counter(type(item) for item in items) == {Candidate: 20}
    assert Counter(item.source_format for item in items) == {"txt": 14, "html": 4, "json": 2}
    assert {identify_language(item.text) for item in items} == {"en"}
