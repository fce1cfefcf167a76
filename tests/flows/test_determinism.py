"""The same files give the same rows, whatever the order in which they come and however many processes read."""

import random

import pytest
from made_drops import BRIDGE, FERRY, FILES, OWLS, assert_sound, build, fates, hashes, latest, write

import copydesk.reading
import flows.stages
import tasks.clean
from copydesk.store import Dataset

MANY = {f"{number:02}/{name}": f"{text}\nEdition {number}.\n" for number in range(4) for name, text in FILES.items()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference")
    build(write(folder / "drop", MANY), dataset=folder / "dataset")
    return folder / "dataset"


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_in_which_files_were_made_does_not_matter(built, tmp_path, seed):
    names = list(MANY)
    random.Random(seed).shuffle(names)  # noqa: S311 - an order, no secret
    build(write(tmp_path / "drop", {name: MANY[name] for name in names}), dataset=tmp_path / "dataset")
    assert hashes(tmp_path / "dataset") == hashes(built)


def test_where_drop_and_dataset_lie_does_not_matter(built, tmp_path):
    write(tmp_path / "some where/else", MANY)
    build(tmp_path / "some where/else", dataset=tmp_path / "a/b/dataset")
    assert hashes(tmp_path / "a/b/dataset") == hashes(built)


def test_the_number_of_processes_does_not_matter(built, tmp_path, monkeypatch):
    monkeypatch.setattr(copydesk.reading, "POOL_FROM_CHARS", 0)
    build(write(tmp_path / "drop", MANY), dataset=tmp_path / "dataset", workers=2)
    assert hashes(tmp_path / "dataset") == hashes(built)


def test_replaying_the_drops_in_order_gives_the_same_dataset(tmp_path):
    drops = [
        write(tmp_path / "1", {"bridge.txt": BRIDGE, "empty.txt": ""}),
        write(tmp_path / "2", {"bridge.txt": BRIDGE.replace("spring", "summer"), "ferry.txt": FERRY}),
        write(tmp_path / "3", {"owls.txt": OWLS, "again.txt": FERRY}),
    ]
    for name in ("once", "twice"):
        for drop in drops:
            build(drop, dataset=tmp_path / name)
    assert hashes(tmp_path / "once") == hashes(tmp_path / "twice")
    once, twice = (Dataset.open(tmp_path / name).versions() for name in ("once", "twice"))
    assert [version.drop_ids for version in once] == [version.drop_ids for version in twice]


def test_the_number_of_articles_that_are_read_together_does_not_matter(built, tmp_path, monkeypatch):
    monkeypatch.setattr(flows.stages, "CHUNK", 5)
    build(write(tmp_path / "drop", MANY), dataset=tmp_path / "dataset")
    assert hashes(tmp_path / "dataset") == hashes(built)


def test_what_points_at_an_article_of_another_chunk_that_failed_points_nowhere(tmp_path, monkeypatch):
    monkeypatch.setattr(flows.stages, "CHUNK", 1)
    zone = tasks.clean.zone_text
    monkeypatch.setattr(tasks.clean, "zone_text", lambda text, hints: 1 / 0 if "first" in text else zone(text, hints))
    files = {
        "a.txt": FERRY + "\nThe first to say so.\n",
        "a.txt.meta.json": '{"publisher": "Brenna Daily", "url": "https://brenna.example/1"}',
        "b.txt": FERRY,
        "b.txt.meta.json": '{"publisher": "Lydhavn Times", "url": "https://lydhavn.example/9"}',
    }
    outcome = build(write(tmp_path / "drop", files), dataset=tmp_path / "dataset")
    assert fates(outcome) == {"a.txt": "zoning_failed", "b.txt": "admitted"}
    assert_sound(tmp_path / "dataset")
    assert latest(tmp_path / "dataset", "articles")["near_duplicate_of"].isna().all()
