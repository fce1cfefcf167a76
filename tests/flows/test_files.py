"""The table of files: what became of every file that was ever dropped."""

import json

import pandas as pd
import pytest
from made_drops import BRIDGE, FERRY, FILES, OWLS, assert_sound, build, fates, latest, write

import tasks.clean


@pytest.fixture
def dataset(tmp_path):
    return tmp_path / "dataset"


def files(dataset):
    """Return fate, revision and path of the match of every file, by its path."""
    rows = latest(dataset, "files")
    columns = (rows[name].astype(object).where(rows[name].notna(), None) for name in ("fate", "revision", "match_path"))
    return dict(zip(rows["source_path"], zip(*columns, strict=True), strict=True))


def test_every_state_of_an_article_stays_and_what_is_unchanged_is_not_listed_again(tmp_path, dataset):
    drop = write(tmp_path / "drop", FILES)
    build(drop, dataset=dataset)
    first = latest(dataset, "files")
    assert sorted(first["source_path"]) == sorted(FILES)
    assert first["revision"].tolist() == [1, 1, 1]
    later = BRIDGE.replace("eleven weeks", "thirteen weeks")
    write(drop, {"a/bridge.txt": later})
    build(drop, dataset=dataset)
    rows = latest(dataset, "files")
    assert len(rows) == 4
    (new,) = rows[rows["fate"] == "revised"].to_dict("records")
    assert (new["source_path"], new["revision"], new["match_path"]) == ("a/bridge.txt", 2, "a/bridge.txt")
    assert new["match_id"] == new["article_id"]
    assert 0.7 <= new["similarity"] < 1
    assert_sound(dataset)


def test_a_duplicate_names_what_it_repeats_and_a_file_in_quarantine_why(tmp_path, dataset):
    build(write(tmp_path / "drop", {"a.txt": OWLS, "b/copy.txt": OWLS, "empty.txt": ""}), dataset=dataset)
    assert files(dataset) == {
        "a.txt": ("admitted", 1, None),
        "b/copy.txt": ("duplicate", None, "a.txt"),
        "empty.txt": ("quarantined", None, None),
    }
    (empty,) = latest(dataset, "quarantine").to_dict("records")
    assert empty["file_id"] in set(latest(dataset, "files")["file_id"])
    assert_sound(dataset)


def test_wire_copy_names_its_match_and_shares_its_family(tmp_path, dataset):
    first = {"a.txt": FERRY, "a.txt.meta.json": json.dumps({"publisher": "Brenna Daily", "url": "https://b.example/1"})}
    copy = "By our correspondent\n\n" + FERRY
    second = {"b.txt": copy, "b.txt.meta.json": json.dumps({"publisher": "Times", "url": "https://t.example/9"})}
    build(write(tmp_path / "1", first), dataset=dataset)
    build(write(tmp_path / "2", second), dataset=dataset)
    assert files(dataset)["b.txt"] == ("admitted", 1, "a.txt")
    articles = latest(dataset, "articles").set_index("source_path")
    assert articles.loc["a.txt", "family_id"] == articles.loc["a.txt", "article_id"]
    assert articles.loc["b.txt", "family_id"] == articles.loc["a.txt", "article_id"]
    assert articles.loc["b.txt", "near_duplicate_similarity"] > 0.7
    assert pd.isna(articles.loc["a.txt", "near_duplicate_similarity"])
    assert_sound(dataset)


def test_a_revision_stays_in_its_family(tmp_path, dataset):
    drop = write(tmp_path / "drop", {"owls.txt": OWLS})
    build(drop, dataset=dataset)
    write(drop, {"owls.txt": OWLS.replace("Four", "Five")})
    assert build(drop, dataset=dataset).counts()["revised"] == 1
    (article,) = latest(dataset, "articles").to_dict("records")
    assert article["family_id"] == article["article_id"]


def test_a_drop_that_is_built_again_after_a_fix_has_one_row_a_file(tmp_path, dataset, monkeypatch):
    drop = write(tmp_path / "drop", {"owls.txt": OWLS, "copy/owls.txt": OWLS})
    with monkeypatch.context() as broken:
        broken.setattr(tasks.clean, "zone_text", lambda *_: 1 / 0)
        assert fates(build(drop, dataset=dataset)) == {"copy/owls.txt": "zoning_failed", "owls.txt": "duplicate"}
        assert build(drop, dataset=dataset).version is None
    assert files(dataset)["copy/owls.txt"] == ("quarantined", None, None)
    assert build(drop, dataset=dataset).version == 2
    assert files(dataset) == {"copy/owls.txt": ("admitted", 1, None), "owls.txt": ("duplicate", None, "copy/owls.txt")}
    assert len(latest(dataset, "quarantine")) == 0
    assert_sound(dataset)


def test_two_states_in_one_drop_are_two_revisions(tmp_path, dataset):
    meta = json.dumps({"url": "https://arvika.example/bridge"})
    texts = {"1.txt": BRIDGE, "2.txt": BRIDGE.replace("eleven", "thirteen")}
    drop = write(tmp_path / "drop", texts | {f"{name}.meta.json": meta for name in texts})
    build(drop, dataset=dataset)
    assert files(dataset) == {"1.txt": ("admitted", 1, None), "2.txt": ("revised", 2, "1.txt")}
    assert_sound(dataset)
    assert build(drop, dataset=dataset).version is None
