"""`copydesk.read`: tables as data frames, in one plain call."""

import subprocess
import sys

import pandas as pd
import pyarrow as pa
import pytest
from store_rows import publish

import copydesk
from copydesk.errors import CopydeskError


def test_read_gives_arrow_backed_frames_of_any_version(dataset):
    publish(dataset, {"a": "one"})
    publish(dataset, {"b": "two"})
    frame = copydesk.read("articles", dataset=dataset.path)
    assert frame["article_id"].tolist() == ["a", "b"]
    assert frame["text"].dtype == pd.ArrowDtype(pa.string())
    assert frame["published_at"].dtype == pd.ArrowDtype(pa.timestamp("us", tz="UTC"))
    assert len(copydesk.read("articles", version=1, dataset=dataset.path)) == 1
    assert copydesk.tables(dataset=dataset.path) == ["articles", "quotes", "versions"]


def test_read_finds_the_dataset_of_the_working_directory(tmp_path, monkeypatch):
    publish(copydesk.store.Dataset.open(tmp_path / "data" / "processed", create=True), {"a": "one"})
    monkeypatch.chdir(tmp_path)
    assert len(copydesk.read("quotes")) == 3


def test_read_names_what_is_missing(dataset, tmp_path):
    assert copydesk.tables(dataset=dataset.path) == []
    with pytest.raises(CopydeskError, match="nothing was published yet; run `copydesk build`"):
        copydesk.read("quotes", dataset=dataset.path)
    with pytest.raises(CopydeskError, match="no dataset here"):
        copydesk.read("quotes", dataset=tmp_path / "nowhere")


def test_read_changes_nothing_on_disk(dataset):
    publish(dataset, {"a": "one"})
    (dataset.path / ".tmp" / "left").mkdir()
    copydesk.read("quotes", dataset=dataset.path)
    assert (dataset.path / ".tmp" / "left").exists()


def test_importing_copydesk_imports_neither_pandas_nor_pyarrow():
    code = "import sys, copydesk; print(sorted({'pandas', 'pyarrow', 'numpy'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
