"""The flow as it runs under Prefect, on the sample drop."""

import json

import pandas as pd
import pytest
from made_drops import assert_sound, check, everything_on_disk, fates, hashes, latest
from made_drops import build as build_plainly

import copydesk
from copydesk.provenance import recipe_of
from copydesk.settings import Settings
from copydesk.store import Dataset
from copydesk.tagger.model import Tagger
from schemas import TABLES


def test_every_file_of_the_sample_has_one_fate_and_they_add_up(built_sample, sample):
    _, outcome = built_sample
    counts = outcome.counts()
    assert counts["dropped"] == len(outcome.entries)
    assert counts["dropped"] == sum(counts[name] for name in ("admitted", "unchanged", "duplicate", "quarantined"))
    articles = [path for path in sample.rglob("*") if path.is_file() and not path.name.endswith(".meta.json")]
    named = {entry.source_path.partition("#")[0] for entry in outcome.entries}
    assert named == {path.relative_to(sample).as_posix() for path in articles}


def test_the_sample_is_admitted_but_for_what_was_planted(built_sample):
    _, outcome = built_sample
    assert {path: fate for path, fate in fates(outcome).items() if fate != "admitted"} == {
        "feeds/empty.txt": "empty",
        "feeds/photo.txt": "not_text",
        "touchline/rovers-kestrels-repost.txt": "duplicate",
    }


def test_what_is_published_keeps_every_rule_when_read_back_from_disk(built_sample):
    dataset, _ = built_sample
    assert_sound(dataset)


def test_the_outcome_tells_the_rows_that_are_on_disk(built_sample):
    dataset, outcome = built_sample
    assert (outcome.version, outcome.head) == (1, 1)
    assert outcome.rows == {table: len(latest(dataset, table)) for table in TABLES}
    assert copydesk.tables(dataset=dataset) == sorted(TABLES)
    assert json.loads(json.dumps(outcome.as_json()))["rows"] == outcome.rows


def test_every_offset_selects_the_text_beside_it(built_sample):
    dataset, _ = built_sample
    texts = latest(dataset, "articles").set_index("article_id")["text"]
    for table, column, start, end in (
        ("segments", "text", "start", "end"),
        ("sentences", "text", "start", "end"),
        ("mentions", "text", "start", "end"),
        ("quotes", "cue", "cue_start", "cue_end"),
        ("quotes", "source", "source_start", "source_end"),
    ):
        rows = latest(dataset, table).dropna(subset=[column])
        assert len(rows)
        for row in rows.to_dict("records"):
            assert texts[row["article_id"]][row[start] : row[end]] == row[column]
    for row in latest(dataset, "quotes").to_dict("records"):
        pieces = [texts[row["article_id"]][span["start"] : span["end"]] for span in row["content_spans"]]
        assert " ".join(pieces) == row["content"]


def test_segments_tile_every_article(built_sample):
    dataset, _ = built_sample
    segments = latest(dataset, "segments")
    for article_id, text in latest(dataset, "articles")[["article_id", "text"]].itertuples(index=False):
        spans = segments[segments["article_id"] == article_id].sort_values("segment_index")[["start", "end"]]
        at, left_out = 0, ""
        for start, end in spans.itertuples(index=False):
            assert at <= start < end
            left_out += text[at:start]
            at = end
        assert (left_out + text[at:]).strip() == ""


def test_a_plain_reader_and_ours_see_the_same(built_sample):
    dataset, _ = built_sample
    for table in TABLES:
        pd.testing.assert_frame_equal(copydesk.read(table, dataset=dataset), latest(dataset, table))


def test_a_version_tells_where_it_comes_from(built_sample):
    dataset, outcome = built_sample
    (row,) = latest(dataset, "versions").to_dict("records")
    counts = outcome.counts()
    assert {name: row[name] for name in counts} == counts
    assert row["tagger_hash"] == Tagger().fingerprint
    assert row["code_version"] == copydesk.__version__
    assert row["verdict"] == "passed_with_quarantine"
    recipe = recipe_of(Settings())
    assert (row["operation"], row["recipe"], row["code_hash"]) == ("build", recipe.name, recipe.code_hash)
    assert set(latest(dataset, "profiles")["recipe"]) == {recipe.name}
    assert list(row["alarms"]) == []
    assert sorted(row["added_articles"]) == sorted(latest(dataset, "articles")["article_id"])
    assert len(row["revised_articles"]) == len(row["removed_articles"]) == 0
    assert {table["table"]: table["rows"] for table in row["tables"]} == {
        name: rows for name, rows in outcome.rows.items() if name != "versions"
    }


def test_quarantine_names_the_files_and_why(built_sample):
    dataset, _ = built_sample
    rows = latest(dataset, "quarantine")
    assert dict(zip(rows["source_path"], rows["reason"], strict=True)) == {
        "feeds/empty.txt": "empty",
        "feeds/photo.txt": "not_text",
    }
    assert rows["detail"].str.len().min() > 0


def test_a_second_run_of_the_flow_publishes_nothing(built_sample, sample):
    from flows.build import build_dataset

    dataset, first = built_sample
    before = everything_on_disk(dataset)
    again = build_dataset([sample], dataset, None, 1)
    assert (again.version, again.head) == (None, 1)
    assert again.counts()["unchanged"] == first.counts()["admitted"]
    assert again.counts()["admitted"] == 0
    assert again.rows == first.rows
    assert everything_on_disk(dataset) == before


def test_the_check_flow_tells_the_same_fates_and_writes_nothing(built_sample, sample, tmp_path):
    from flows.check import check_drop

    _, built = built_sample
    outcome = check_drop([sample], tmp_path / "new", None, 1)
    assert fates(outcome) == fates(built)
    assert (outcome.version, outcome.head) == (None, None)
    assert outcome.rows["quotes"] == built.rows["quotes"]
    assert list(tmp_path.iterdir()) == []


def test_a_rebuild_elsewhere_with_or_without_prefect_gives_the_same_rows(built_sample, sample, tmp_path):
    dataset, _ = built_sample
    build_plainly(sample, dataset=tmp_path / "again")
    assert hashes(tmp_path / "again") == hashes(dataset)


def test_a_check_against_the_dataset_knows_every_file(built_sample, sample):
    dataset, _ = built_sample
    before = everything_on_disk(dataset)
    assert set(check(sample, dataset=dataset).counts()) >= {"unchanged"}
    assert everything_on_disk(dataset) == before


@pytest.mark.usefixtures("prefect_server")
def test_the_flow_raises_what_was_refused(tmp_path):
    from copydesk.errors import CopydeskError
    from flows.build import build_dataset

    (tmp_path / "empty").mkdir()
    with pytest.raises(CopydeskError, match="holds no files"):
        build_dataset([tmp_path / "empty"], tmp_path / "dataset", None, 1)
    assert not (tmp_path / "dataset").exists()


def test_the_dataset_can_be_moved(built_sample, tmp_path):
    import shutil

    dataset, _ = built_sample
    moved = tmp_path / "elsewhere"
    shutil.copytree(dataset, moved, symlinks=True)
    assert len(Dataset.open(moved).read("articles")) == len(latest(dataset, "articles"))
    assert_sound(moved)
