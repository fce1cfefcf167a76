"""What went to quarantine is taken in after a fix, from the bytes that the dataset kept."""

import json
import shutil
from pathlib import Path

import pytest
from made_drops import (
    BRIDGE,
    FERRY,
    FILES,
    OWLS,
    assert_sound,
    build,
    everything_on_disk,
    hashes,
    latest,
    titles,
    without_prefect,
    write,
)

import tasks.clean
from copydesk.errors import CopydeskError
from copydesk.intake import articles
from copydesk.report.again import Replayed, replay_json, replay_text
from copydesk.store import Dataset
from copydesk.store.collect import collect
from copydesk.verification import verify
from copydesk.verification.kept import kept_files
from flows.replay import replay_quarantine
from tasks.withdraw import withdraw


@pytest.fixture
def dataset(tmp_path):
    return tmp_path / "dataset"


def replay(dataset: Path, settings: Path | None = None, **chosen: tuple[str, ...]) -> Replayed:
    with without_prefect():
        return replay_quarantine.fn(dataset, settings, 1, **chosen)


@pytest.fixture
def defect(monkeypatch):
    """Let zoning fail on the ferry; return how to mend it."""
    zone_text = tasks.clean.zone_text

    def broken(text, *rest):
        if "Ferry" in text:
            raise ValueError("of all articles this one")
        return zone_text(text, *rest)

    monkeypatch.setattr(tasks.clean, "zone_text", broken)
    return lambda: monkeypatch.setattr(tasks.clean, "zone_text", zone_text)


def assert_verified(dataset: Path) -> None:
    assert_sound(dataset)
    assert list(verify(Dataset(dataset), every_version=True)) == []


def test_a_mended_defect_lets_the_file_in_though_the_drop_is_gone(tmp_path, dataset, defect):
    drop = write(tmp_path / "drop", FILES)
    build(drop, dataset=dataset)
    shutil.rmtree(drop)
    assert replay(dataset).version is None

    defect()
    done = replay(dataset)
    assert (done.admitted(), done.reasons(), done.version) == (1, {}, 2)
    assert set(titles(dataset)) == set(FILES)
    assert len(latest(dataset, "quarantine")) == 0
    version = latest(dataset, "versions").set_index("version").loc[2]
    assert (version["operation"], version["dropped"], version["admitted"]) == ("replay", 1, 1)
    assert_verified(dataset)


def test_bytes_that_went_with_a_withdrawn_article_hold_nobody_up(tmp_path, dataset, defect):
    url = json.dumps({"url": "https://lydhavn.example/ferry", "publisher": "Lydhavn Times"})
    named = {"ferry.txt": FERRY.replace("Ferry", "Boat"), "ferry.meta.json": url}
    build(write(tmp_path / "one", named), dataset=dataset)
    build(write(tmp_path / "two", named | {"ferry.txt": FERRY, "other.txt": FERRY + BRIDGE}), dataset=dataset)
    assert latest(dataset, "quarantine")["reason"].nunique() == 1
    store = Dataset.open(dataset)
    withdraw(store, latest(dataset, "articles")["article_id"], "at the source's request")
    collect(store, 1, lambda versions: kept_files(store, versions))
    defect()
    done = replay(dataset)
    assert (done.admitted(), sum(done.unkept.values())) == (1, 1)
    assert set(titles(dataset)) == {"other.txt"}
    assert_verified(dataset)


def test_a_replayed_article_is_what_it_would_have_been(tmp_path, dataset, defect):
    drop = write(tmp_path / "drop", {"ferry.txt": FERRY})
    build(drop, dataset=dataset)
    defect()
    replay(dataset)
    build(drop, dataset=tmp_path / "other")
    assert hashes(dataset) == hashes(tmp_path / "other")


def test_where_nothing_passes_nothing_is_published(tmp_path, dataset):
    build(write(tmp_path / "drop", FILES | {"photo.txt": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4}), dataset=dataset)
    before = hashes(dataset)
    done = replay(dataset)
    assert (done.version, done.head, done.reasons()) == (None, 1, {"not_text": 1})
    assert hashes(dataset) == before
    assert replay_text(done).splitlines() == [
        "1 replayed: 0 admitted, 1 still in quarantine (not_text 1)",
        "Nothing was published, version 1 stays.",
    ]


def test_other_limits_give_another_reason(tmp_path, dataset):
    small, smaller = tmp_path / "small.toml", tmp_path / "smaller.toml"
    small.write_text("[limits]\ntext_chars = 500\n")
    smaller.write_text("[limits]\ntext_chars = 400\n")
    build(write(tmp_path / "drop", {"long.txt": BRIDGE * 2, "owls.txt": "Owls."}), dataset=dataset, settings=small)
    (before,) = latest(dataset, "quarantine").to_dict("records")
    done = replay(dataset, smaller)
    (after,) = latest(dataset, "quarantine").to_dict("records")
    assert (done.version, done.reasons()) == (2, {"text_too_long": 1})
    assert before["detail"] != after["detail"]
    assert_verified(dataset)
    assert replay(dataset).admitted() == 1
    assert_verified(dataset)


def test_a_part_of_the_quarantine_can_be_chosen(tmp_path, dataset, defect):
    one = write(tmp_path / "one", {"ferry.txt": FERRY, "broken.json": "{"})
    two = write(tmp_path / "two", {"ferry.html": f"<html><body><p>{FERRY}</p></body></html>"})
    build(one, dataset=dataset)
    build(two, dataset=dataset)
    defect()
    drop_ids = dict(zip(*(latest(dataset, "quarantine")[name] for name in ("source_path", "drop_id")), strict=True))
    assert replay(dataset, reasons=("bad_json",)).admitted() == 0
    assert replay(dataset, drop_ids=(drop_ids["ferry.html"][:6],)).admitted() == 1
    with pytest.raises(CopydeskError, match="no file of a drop 0123 is in quarantine"):
        replay(dataset, drop_ids=("0123",))
    assert replay(dataset).admitted() == 1
    assert latest(dataset, "quarantine")["source_path"].tolist() == ["broken.json"]
    assert_verified(dataset)


def test_lines_of_a_file_are_replayed_alone(tmp_path, dataset, defect):
    lines = [json.dumps({"title": text.splitlines()[0], "text": text}) for text in (BRIDGE, FERRY, OWLS)]
    build(write(tmp_path / "drop", {"day.jsonl": "\n".join([*lines, "{"])}), dataset=dataset)
    assert set(titles(dataset)) == {"day.jsonl#1", "day.jsonl#3"}
    defect()
    done = replay(dataset)
    assert [entry.source_path for entry in done.entries] == ["day.jsonl#2", "day.jsonl#4"]
    assert (done.admitted(), done.reasons()) == (1, {"bad_line": 1})
    blobs = latest(dataset, "files")["blob"]
    assert len(blobs) == 4
    assert blobs.nunique() == 1
    assert_verified(dataset)


def test_a_file_that_failed_as_a_whole_may_be_read_as_many(tmp_path, dataset, monkeypatch):
    """What stood in quarantine under the file's name is there no more: its lines have names of their own."""
    lines = [json.dumps({"title": text.splitlines()[0], "text": text}) for text in (BRIDGE, OWLS)]
    with monkeypatch.context() as patch:
        patch.delitem(articles.FORMATS, ".jsonl")
        build(write(tmp_path / "drop", {"day.jsonl": "\n".join(lines)}), dataset=dataset)
    assert latest(dataset, "quarantine")["source_path"].tolist() == ["day.jsonl"]
    done = replay(dataset)
    assert (done.admitted(), done.gone) == (2, 1)
    assert len(latest(dataset, "quarantine")) == 0
    assert sorted(latest(dataset, "files")["source_path"]) == ["day.jsonl#1", "day.jsonl#2"]
    assert_verified(dataset)


def test_a_sidecar_goes_with_its_file(tmp_path, dataset, defect):
    sidecar = json.dumps({"url": "https://lydhavn.example/ferry", "publisher": "Lydhavn Times"})
    build(write(tmp_path / "drop", {"ferry.txt": FERRY, "ferry.meta.json": sidecar}), dataset=dataset)
    defect()
    replay(dataset)
    (article,) = latest(dataset, "articles").to_dict("records")
    assert (article["url"], article["publisher"]) == ("https://lydhavn.example/ferry", "Lydhavn Times")


def test_a_file_that_is_known_by_now_leaves_the_quarantine(tmp_path, dataset, defect):
    build(write(tmp_path / "one", {"ferry.txt": FERRY, "owls.txt": OWLS}), dataset=dataset)
    defect()
    build(write(tmp_path / "two", {"ferry.txt": FERRY}), dataset=dataset)
    assert len(latest(dataset, "quarantine")) == 1
    done = replay(dataset)
    assert (done.admitted(), done.gone, done.version) == (0, 1, 3)
    assert len(latest(dataset, "quarantine")) == 0
    assert replay_text(done).splitlines()[0] == "1 replayed: 0 admitted, 1 known already, 0 still in quarantine"
    assert_verified(dataset)


def test_no_article_is_turned_back_to_an_older_state(tmp_path, dataset, defect):
    sidecar = {"ferry.meta.json": json.dumps({"url": "https://lydhavn.example/ferry"})}
    build(write(tmp_path / "one", {"ferry.txt": FERRY, **sidecar}), dataset=dataset)
    later = FERRY.replace("Ferry", "Boat")
    build(write(tmp_path / "two", {"ferry.txt": later, **sidecar}), dataset=dataset)
    defect()
    done = replay(dataset)
    assert done.version is None
    assert [place.partition("/")[2] for place in done.overtaken] == ["ferry.txt"]
    assert "copydesk rebuild" in replay_text(done)
    assert latest(dataset, "articles")["text"].tolist() == [later]


def test_what_was_not_kept_can_not_be_replayed(tmp_path, dataset, defect):
    settings = tmp_path / "copydesk.toml"
    settings.write_text("[archive]\nkeep = false\n")
    build(write(tmp_path / "drop", {"ferry.txt": FERRY}), dataset=dataset, settings=settings)
    defect()
    before = everything_on_disk(dataset)
    done = replay(dataset)
    assert (done.version, done.unkept) == (None, {"zoning_failed": 1})
    assert replay_text(done).splitlines()[0] == "1 can not be replayed, nothing was kept of them: drop them again"
    assert everything_on_disk(dataset) == before
    assert replay_json(done)["unkept"] == {"zoning_failed": 1}


def test_with_nothing_in_quarantine_there_is_nothing_to_do(tmp_path, dataset):
    build(write(tmp_path / "drop", {"owls.txt": OWLS}), dataset=dataset)
    assert replay_text(replay(dataset)) == "Nothing to replay.\nNothing was published, version 1 stays."
