"""`latest` and the folder as readers without our library see them."""

import errno
import glob
import os
import shutil
from pathlib import Path

import fsspec
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as pads
import pytest
from store_rows import QUOTES, articles, files_under, publish, texts_of

import copydesk
from copydesk.errors import CopydeskError
from copydesk.store import Changes, Dataset, view


def crawl(root: Path, *, follow: bool, hidden: bool) -> list[str]:
    """Return the Parquet files that a crawler finds which follows symlinks, or enters hidden folders, or both."""
    found = []
    for folder, folders, files in os.walk(root, followlinks=follow):
        if not follow:
            folders[:] = [name for name in folders if not (Path(folder) / name).is_symlink()]
        if not hidden:
            folders[:] = [name for name in folders if not name.startswith(".")]
        found += [str(Path(folder) / name) for name in files if name.endswith(".parquet")]
    return found


CRAWLERS = {
    "pathlib": lambda root: root.rglob("articles/*.parquet"),
    "glob": lambda root: glob.glob(f"{root}/**/articles/*.parquet", recursive=True),  # noqa: PTH207
    "fsspec": lambda root: fsspec.filesystem("file").glob(f"{root}/**/articles/*.parquet"),
    "one star": lambda root: root.glob("*/articles/*.parquet"),
    "follows and enters": lambda root: crawl(root, follow=True, hidden=True),
    "follows": lambda root: crawl(root, follow=True, hidden=False),
    "enters": lambda root: crawl(root, follow=False, hidden=True),
    "neither": lambda root: crawl(root, follow=False, hidden=False),
}


@pytest.fixture
def grown(dataset: Dataset) -> Dataset:
    """Four versions with a revision and a withdrawal."""
    publish(dataset, {"a": "one", "b": "two", "w": "gone"})
    publish(dataset, {"c": "three"})
    publish(dataset, {"b": "revised"}, frozenset("b"))
    dataset.commit(Changes(replaced=frozenset("w")), parent=3, provenance={})
    return dataset


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_one: Path, _two: Path) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(view, "_exchange", refuse)


@pytest.mark.parametrize("find", CRAWLERS.values(), ids=CRAWLERS.keys())
def test_a_crawl_of_the_whole_folder_finds_every_row_once(grown, find):
    files = [str(path) for path in find(grown.path) if "/articles/" in str(path)]
    assert sorted(pd.read_parquet(files)["article_id"]) == ["a", "b", "c"]


def test_a_crawl_of_the_root_as_one_table_fails_loudly(grown):
    with pytest.raises(pa.ArrowInvalid):
        pd.read_parquet(grown.path)


@pytest.mark.parametrize("table", ["articles", "quotes", "versions"])
def test_pandas_and_arrow_read_latest_as_it_is(grown, table):
    expected = grown.read(table)
    assert len(pd.read_parquet(grown.path / "latest" / table)) == expected.num_rows
    assert pads.dataset(grown.path / "latest" / table).to_table().schema.equals(expected.schema)


def test_the_folder_of_a_table_holds_parquet_files_and_nothing_else(grown):
    assert {path.suffix for path in (grown.path / "latest").glob("*/*")} == {".parquet"}
    assert {path.name for path in (grown.path / "latest").iterdir()} == {"articles", "quotes", "versions"}


def test_a_table_without_rows_is_read_by_pandas(dataset):
    change = Changes(upserts={"articles": articles({"a": "x"}), "quotes": QUOTES.empty_table()})
    dataset.commit(change, parent=None, provenance={})
    assert list(pd.read_parquet(dataset.path / "latest" / "quotes").columns) == QUOTES.names


def test_a_table_with_the_same_part_twice_shows_it_twice(dataset):
    row = pa.table({"drop_id": ["d"]})
    dataset.commit(Changes(upserts={"quarantine": row}), parent=None, provenance={})
    dataset.commit(Changes(upserts={"quarantine": row}), parent=1, provenance={})
    assert len(pd.read_parquet(dataset.path / "latest" / "quarantine")) == 2


def test_any_version_is_exported_for_any_parquet_reader(grown, tmp_path):
    for number, ids in enumerate(
        [["a", "b", "w"], ["a", "b", "c", "w"], ["a", "b", "c", "w"], ["a", "b", "c"]], start=1
    ):
        grown.export(number, tmp_path / "out" / str(number))
        assert sorted(pd.read_parquet(tmp_path / "out" / str(number) / "articles")["article_id"]) == ids
    assert len(pads.dataset(tmp_path / "out/2/quotes").to_table()) == 3 + 3 + 4 + 5
    assert files_under(tmp_path / "out" / "4") == files_under(grown.path / "latest")
    assert {path.stat().st_nlink for path in (tmp_path / "out").rglob("*.parquet")} == {1}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"1", "2", "3", "4"}


def test_files_of_a_version_that_was_thinned_are_not_named_but_how_to_have_them(grown):
    assert all(path.exists() for path in grown.files("articles"))
    with pytest.raises(CopydeskError, match="run `copydesk export 1 FOLDER` to have them"):
        grown.files("articles", 1)


def test_an_export_spares_what_is_there(grown, tmp_path):
    (tmp_path / "mine").mkdir()
    grown.export(1, tmp_path / "mine")
    before = files_under(tmp_path / "mine")
    with pytest.raises(CopydeskError, match="name a new folder"):
        grown.export(2, tmp_path / "mine")
    assert files_under(tmp_path / "mine") == before


def test_an_export_that_fails_leaves_nothing(grown, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CopydeskError, match="the disk is full"):
        grown.export(1, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_hidden_tables_are_versioned_and_read_but_not_shown(dataset, tmp_path):
    change = Changes(upserts={"articles": articles({"a": "x"}), "_index": pa.table({"article_id": ["a"], "key": [1]})})
    dataset.commit(change, parent=None, provenance={})
    dataset.commit(Changes(replaced={"a"}), parent=1, provenance={})
    assert dataset.read("_index", 1).to_pydict() == {"article_id": ["a"], "key": [1]}
    assert dataset.read("_index").num_rows == 0
    assert {path.name for path in (dataset.path / "latest").iterdir()} == {"articles"}
    assert copydesk.tables(dataset=dataset.path) == ["articles"]
    dataset.export(1, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"articles"}
    with pytest.raises(CopydeskError, match=r"no table 'quotes'; there are articles$"):
        dataset.read("quotes")


def test_latest_shares_its_bytes_with_the_objects_and_cannot_be_edited_in_passing(grown):
    for path in (grown.path / "latest").rglob("*.parquet"):
        assert path.stat().st_nlink == 2
        assert path.stat().st_mode & 0o222 == 0


def test_a_listing_from_before_a_publication_reads_the_old_rows_or_fails(grown):
    publish(grown, {"long": "much longer text" * 99})
    publish(grown, {"z": "short"})
    listed = sorted((grown.path / "latest" / "articles").iterdir())
    old = {path.name: path.read_bytes() for path in listed}
    publish(grown, {"z": "revised"}, frozenset("z"))
    left = [path for path in listed if path.exists()]
    assert 0 < len(left) < len(listed)
    assert all(path.read_bytes() == old[path.name] for path in left)


@pytest.mark.parametrize(
    "harm",
    [
        lambda latest: shutil.rmtree(latest),
        lambda latest: shutil.rmtree(latest / "quotes"),
        lambda latest: next((latest / "quotes").iterdir()).unlink(),
        lambda latest: (latest / "quotes" / "stray.parquet").write_bytes(b""),
        lambda latest: (shutil.rmtree(latest), latest.write_text("a file")),
        lambda latest: (shutil.rmtree(latest), latest.symlink_to("nowhere")),
    ],
    ids=["missing", "table missing", "part missing", "stray part", "a file", "a dangling link"],
)
def test_opening_repairs_latest(grown, harm):
    before = files_under(grown.path)
    harm(grown.path / "latest")
    Dataset.open(grown.path)
    assert files_under(grown.path) == before
    assert sorted(pd.read_parquet(grown.path / "latest" / "articles")["article_id"]) == ["a", "b", "c"]


def test_opening_brings_a_lagging_latest_forward(grown, monkeypatch):
    monkeypatch.setattr(view, "publish", lambda _root, _built: None)
    publish(grown, {"d": "new"})
    monkeypatch.undo()
    assert len(pd.read_parquet(grown.path / "latest" / "articles")) == 3
    Dataset.open(grown.path, repair=False)
    assert len(pd.read_parquet(grown.path / "latest" / "articles")) == 3
    Dataset.open(grown.path)
    assert len(pd.read_parquet(grown.path / "latest" / "articles")) == 4


@pytest.mark.parametrize("take", ["move", "copy", "copy without links"])
def test_the_folder_can_be_moved_and_copied(grown, tmp_path, take):
    target = tmp_path / "elsewhere" / "dataset"
    target.parent.mkdir()
    if take == "move":
        grown.path.rename(target)
    else:
        shutil.copytree(grown.path, target, symlinks=take == "copy")
        shutil.rmtree(grown.path)
    moved = Dataset.open(target)
    assert len(pd.read_parquet(target / "latest" / "quotes")) == moved.read("quotes").num_rows
    publish(moved, {"e": "new"})
    assert sorted(texts_of(moved)) == ["a", "b", "c", "e"]


def test_without_hard_links_files_are_copied(dataset, monkeypatch):
    def refuse(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    publish(dataset, {"a": "one"})
    publish(dataset, {"b": "two"})
    assert sorted(pd.read_parquet(dataset.path / "latest" / "articles")["article_id"]) == ["a", "b"]
    assert all(path.stat().st_nlink == 1 for path in (dataset.path / "latest").rglob("*.parquet"))


@pytest.mark.usefixtures("no_exchange")
def test_without_exchange_latest_is_a_symlink_to_the_only_view(dataset):
    for index in range(3):
        publish(dataset, {f"{index}": "text"})
    assert (dataset.path / "latest").is_symlink()
    assert len(list((dataset.path / ".views").iterdir())) == 1
    assert len(pd.read_parquet(dataset.path / "latest" / "articles")) == 3
    found = [str(path) for path in dataset.path.rglob("articles/*.parquet")]
    assert len(pd.read_parquet(found)) == 3


def test_latest_moves_between_file_systems_that_can_and_cannot_exchange(grown, request):
    request.getfixturevalue("no_exchange")
    publish(grown, {"d": "x"})
    assert (grown.path / "latest").is_symlink()
    request.getfixturevalue("monkeypatch").undo()
    publish(grown, {"e": "x"})
    assert not (grown.path / "latest").is_symlink()
    assert not (grown.path / ".views").exists()
    assert len(pd.read_parquet(grown.path / "latest" / "articles")) == 5
