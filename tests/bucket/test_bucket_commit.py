"""A dataset in an object store: what a commit keeps, shares and shows there."""

import json
import os
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from s3_server import Server
from store_rows import articles, publish, quotes, texts_of, version_row

from copydesk.errors import CopydeskError
from copydesk.places import place
from copydesk.store import Changes, Conflict, DamagedDatasetError, Dataset, collect, packed, remote
from copydesk.store import bucket as object_store
from copydesk.store.backend import backend
from copydesk.verification.kept import kept_files


@pytest.fixture
def dataset(url: str) -> Dataset:
    return Dataset.open(url, create=True)


def latest(dataset: Dataset) -> dict:
    return json.loads(remote.Remote(dataset.path).get("latest.json"))


def keys(dataset: Dataset) -> list[str]:
    return sorted(remote.Remote(dataset.path)._files.find(str(dataset.path)))


def forget(tmp_path: Path) -> None:
    """Empty the local cache, so that the bucket itself is read."""
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)


def test_versions_are_read_as_they_were_committed(dataset, tmp_path):
    publish(dataset, {"b": "two", "a": "one"})
    publish(dataset, {"a": "revised", "c": "three"}, frozenset("a"))
    dataset.commit(Changes(replaced=frozenset("b")), parent=2, provenance={}, version_row=version_row)
    for again in (dataset, Dataset.open(str(dataset.path))):
        forget(tmp_path)
        assert texts_of(again, 1) == {"a": "one", "b": "two"}
        assert texts_of(again, 2) == {"a": "revised", "b": "two", "c": "three"}
        assert texts_of(again) == {"a": "revised", "c": "three"}
        assert again.read("quotes", 1).equals(quotes({"a": 3, "b": 3}))
        assert [version.parent for version in again.versions()] == [None, 1, 2]
        assert next(iter(again.scan("articles", columns=["text"]))).column_names == ["text"]
        assert again.matching("articles", 2, "article_id", ["b"], ["text"]).to_pydict() == {"text": ["two"]}


def test_latest_names_the_files_of_the_newest_version(dataset):
    publish(dataset, {"a": "one"})
    publish(dataset, {"b": "two"})
    shown = latest(dataset)
    assert shown["version"] == 2
    assert shown["tables"]["articles"] == [str(path) for path in dataset.files("articles")]
    assert set(shown["tables"]) == {"articles", "quotes", "versions"}
    assert all(url.startswith(f"{dataset.path}/objects/") for urls in shown["tables"].values() for url in urls)


def test_files_are_plain_parquet_under_their_urls(dataset):
    publish(dataset, {"a": "one"})
    [url] = dataset.files("articles")
    with remote._filesystem("s3", os.getpid()).open(str(url), "rb") as file:
        assert pq.read_table(file).equals(articles({"a": "one"}))


def test_a_dataset_is_made_only_where_nothing_else_is(bucket, url):
    store = remote.Remote(place(f"s3://{bucket}"))
    store.create("quotes/notes.txt", b"mine")
    with pytest.raises(CopydeskError, match="holds other files and is not a dataset"):
        Dataset.open(url, create=True)
    assert store.names("quotes") == ["notes.txt"]


def test_where_no_dataset_is_reading_says_so(url):
    assert Dataset.is_unfinished(place(url))
    with pytest.raises(CopydeskError, match=f"^{url}: no dataset here"):
        Dataset.open(url)
    with pytest.raises(CopydeskError, match="there is no such bucket"):
        Dataset.open("s3://nobodys-bucket/quotes", create=True)


def test_a_store_without_conditional_writes_is_refused(s3: Server, url):
    s3.ignores_conditions = True
    with pytest.raises(CopydeskError, match="no conditional writes; copydesk cannot keep versions safe on it"):
        Dataset.open(url, create=True)
    assert remote.Remote(place(url)).names("") == []


def test_the_loser_of_two_is_told_and_publishes_nothing(dataset):
    other = Dataset.open(str(dataset.path))
    publish(dataset, {"a": "one"})
    with pytest.raises(Conflict, match="nothing was published, run again"):
        other.commit(Changes(upserts={"articles": articles({"b": "two"})}), parent=None, provenance={})
    assert texts_of(dataset) == {"a": "one"}


def test_equal_rows_are_stored_once_and_nothing_local_is_left(dataset):
    publish(dataset, {"a": "one"})
    before = [key for key in keys(dataset) if "/objects/" in key]
    publish(dataset, {"b": "two"})
    after = [key for key in keys(dataset) if "/objects/" in key]
    assert set(before) < set(after)


def test_documents_and_dropped_files_are_kept(dataset, tmp_path):
    dropped = tmp_path / "story.txt"
    dropped.write_text("As it was dropped.")
    (tmp_path / "packed").mkdir()
    blob = packed(dropped, tmp_path / "packed")
    dataset.commit(
        Changes(upserts={"articles": articles({"a": "x"})}),
        parent=None,
        provenance={},
        blobs=[blob],
        describe=lambda _: {"about.json": b"{}"},
    )
    forget(tmp_path)
    assert dataset.blob(blob.digest) == b"As it was dropped."
    assert dataset.has_blob(blob.digest)
    assert dataset.document("about.json") == b"{}"
    dataset.unpack(blob.digest, tmp_path / "again.txt")
    assert (tmp_path / "again.txt").read_text() == "As it was dropped."


def test_any_version_is_exported_and_taken_over_by_a_folder(dataset, tmp_path):
    publish(dataset, {"a": "one"})
    publish(dataset, {"a": "revised"}, frozenset("a"))
    dataset.export(1, tmp_path / "plain")
    assert pq.read_table(tmp_path / "plain/articles").equals(articles({"a": "one"}))
    here = Dataset.open(tmp_path / "here", create=True)
    here.adopt(dataset, dataset.version(2), parent=None, provenance={}, version_row=version_row)
    assert texts_of(here) == {"a": "revised"}


def test_a_rollback_brings_rows_back(dataset):
    publish(dataset, {"a": "one", "b": "two"})
    publish(dataset, {"a": "revised"}, frozenset("a"))
    dataset.restore(1, parent=2, provenance={}, version_row=version_row)
    assert texts_of(dataset) == {"a": "one", "b": "two"}
    assert latest(dataset)["version"] == 3


def test_a_damaged_or_missing_object_is_named(dataset, tmp_path):
    publish(dataset, {"a": "one"})
    [file] = dataset.files("articles")
    store, key = remote.Remote(dataset.path), str(file).removeprefix(f"{dataset.path}/")
    data = store.get(key)
    store._files.pipe_file(store._path(key), data[:-1] + b"?")
    forget(tmp_path)
    with pytest.raises(DamagedDatasetError, match=f"^{file}: .* damaged"):
        dataset.read("articles")
    store.delete(key)
    with pytest.raises(DamagedDatasetError, match=f"^{file}: .* missing"):
        dataset.read("articles")


def test_opening_mends_a_lagging_latest_and_never_sets_it_back(dataset):
    publish(dataset, {"a": "one"})
    old = dataset.version(1)
    publish(dataset, {"b": "two"})
    backend(dataset.path).mend_latest(old)
    assert latest(dataset)["version"] == 2
    remote.Remote(dataset.path).delete("latest.json")
    Dataset.open(str(dataset.path), repair=False)
    assert not remote.Remote(dataset.path).exists("latest.json")
    Dataset.open(str(dataset.path))
    assert latest(dataset)["version"] == 2


def collected(dataset: Dataset, keep: int) -> collect.Collected:
    return collect.collect(dataset, keep, lambda versions: kept_files(dataset, versions))


def test_gc_leaves_what_is_younger_than_its_grace(dataset, monkeypatch):
    publish(dataset, {"a": "one"})
    publish(dataset, {"a": "revised"}, frozenset("a"))
    before = keys(dataset)
    assert collected(dataset, 1).objects == 0
    assert [key for key in keys(dataset) if "collected" not in key] == before
    monkeypatch.setattr(object_store, "GRACE", -60.0)
    assert collected(dataset, 1).objects > 0
    assert len(keys(dataset)) < len(before) + 1
    assert texts_of(dataset) == {"a": "revised"}
    with pytest.raises(CopydeskError, match="given up by `copydesk gc`"):
        dataset.read("articles", 1)


def test_what_gc_removes_while_a_writer_puts_it_is_put_back(dataset, s3: Server, tmp_path, monkeypatch):
    publish(dataset, {"a": "one"})
    publish(dataset, {"a": "revised"}, frozenset("a"))
    monkeypatch.setattr(object_store, "GRACE", -60.0)
    [part] = dataset.version(1).tables["articles"].parts
    key = f"/objects/{part.object[:2]}/{part.object}"

    # The collection has looked before the put, and removes it after that and before the commit point.
    def collecting() -> None:
        s3.take_away(key)
        taken.append(key)

    taken: list[str] = []
    s3.fail(collecting)
    dataset.restore(1, parent=2, provenance={}, version_row=version_row)
    assert taken == [key]
    forget(tmp_path)
    assert texts_of(dataset) == {"a": "one"}


def test_gc_thins_what_commits_do_not(dataset, tmp_path, monkeypatch):
    articles_of = {f"{n:03}": "text " * 50 + str(n) for n in range(40)}
    publish(dataset, articles_of)
    publish(dataset, {"000": "revised"}, frozenset({"000"}))
    [old] = dataset.version(1).tables["articles"].parts
    assert backend(dataset.path).has_object(old.object)
    monkeypatch.setattr(object_store, "GRACE", -60.0)
    collected(dataset, 9)
    assert not backend(dataset.path).has_object(old.object)
    forget(tmp_path)
    assert texts_of(dataset, 1) == articles_of
    assert texts_of(dataset) == {**articles_of, "000": "revised"}
