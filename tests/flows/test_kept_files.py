"""The bytes of what was dropped are kept, so that later code can read them again."""

import gzip
import json

import pytest
from made_drops import BRIDGE, FERRY, OWLS, assert_sound, build, latest, write

import tasks.keep
from copydesk.store import Dataset

LINES = "".join(json.dumps({"title": title, "text": text}) + "\n" for title, text in (("A", BRIDGE), ("B", FERRY)))
META = json.dumps({"publisher": "Holmstad Herald"})


@pytest.fixture
def dataset(tmp_path):
    return tmp_path / "dataset"


def kept(dataset):
    """Return the bytes that are kept of every file, and of its sidecar."""
    rows = latest(dataset, "files")
    store = Dataset.open(dataset, repair=False)
    return {
        path: tuple(store.blob(digest) if isinstance(digest, str) else None for digest in digests)
        for path, *digests in zip(rows["source_path"], rows["blob"], rows["sidecar_blob"], strict=True)
    }


def test_files_sidecars_and_what_is_in_quarantine_are_kept_as_they_were(tmp_path, dataset):
    files = {"owls.txt": OWLS, "owls.txt.meta.json": META, "empty.txt": "", "b.jsonl.gz": gzip.compress(LINES.encode())}
    build(write(tmp_path / "drop", files), dataset=dataset)
    assert kept(dataset) == {
        "owls.txt": (OWLS.encode(), META.encode()),
        "empty.txt": (b"", None),
        "b.jsonl.gz#1": (files["b.jsonl.gz"], None),
        "b.jsonl.gz#2": (files["b.jsonl.gz"], None),
    }
    assert_sound(dataset)


def test_every_state_of_a_file_that_is_edited_in_place_is_kept(tmp_path, dataset):
    drop = write(tmp_path / "drop", {"owls.txt": OWLS, "copy.txt": OWLS})
    build(drop, dataset=dataset)
    write(drop, {"owls.txt": OWLS.replace("Four", "Five")})
    build(drop, dataset=dataset)
    rows = latest(dataset, "files")
    assert len(rows) == 3
    assert rows["blob"].notna().all()
    assert rows["blob"].nunique() == 2
    assert kept(dataset)["owls.txt"][0] == OWLS.replace("Four", "Five").encode()


def test_nothing_is_kept_where_the_settings_say_so(tmp_path, dataset):
    settings = tmp_path / "settings.toml"
    settings.write_text("[archive]\nkeep = false\n")
    build(write(tmp_path / "drop", {"owls.txt": OWLS}), dataset=dataset, settings=settings)
    assert kept(dataset) == {"owls.txt": (None, None)}


def test_a_file_that_is_written_while_it_is_judged_is_not_kept_as_what_it_was_not(tmp_path, dataset, monkeypatch):
    drop = write(tmp_path / "drop", {"owls.txt": OWLS, "ferry.txt": FERRY})
    keep = tasks.keep.Keeper.keep

    def late(keeper, entries):
        write(drop, {"owls.txt": OWLS + "And more.\n"})
        (drop / "ferry.txt").unlink()
        return keep(keeper, entries)

    monkeypatch.setattr(tasks.keep.Keeper, "keep", late)
    build(drop, dataset=dataset)
    assert kept(dataset) == {"owls.txt": (None, None), "ferry.txt": (None, None)}
    assert_sound(dataset)


def test_bytes_that_no_drop_may_bring_are_not_kept(tmp_path, dataset):
    outside = write(tmp_path, {"secret.txt": BRIDGE}) / "secret.txt"
    drop = write(tmp_path / "drop", {"owls.txt": OWLS})
    (drop / "link.txt").symlink_to(outside)
    build(drop, dataset=dataset)
    assert kept(dataset)["link.txt"] == (None, None)
    assert kept(dataset)["owls.txt"] == (OWLS.encode(), None)


def test_the_descriptors_lie_beside_the_tables_and_say_what_the_settings_say(tmp_path, dataset):
    settings = tmp_path / "settings.toml"
    settings.write_text("[about]\ntitle = 'News of Holmstad'\n")
    build(write(tmp_path / "drop", {"owls.txt": OWLS}), dataset=dataset, settings=settings)
    package = json.loads((dataset / "latest/datapackage.json").read_text())
    assert package["title"] == "News of Holmstad"
    assert (dataset / "latest/croissant.json").is_file()
