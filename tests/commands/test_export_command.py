"""`copydesk export`: a version as plain files."""

import json

import pyarrow.parquet as pq
import pytest
from owls import OWLS

plain = pytest.mark.usefixtures("plain_flows")


@plain
def test_an_old_version_is_written_as_plain_files(told, drop, tmp_path):
    told("build", drop)
    (drop / "owls.txt").write_text(OWLS.replace("Four", "Five"))
    told("build", drop)
    code, out, err = told("export", "1", tmp_path / "out")
    assert (code, err) == (0, "")
    assert out.startswith(f"Version 1 is written to {tmp_path / 'out'}: articles 1, ")
    assert "Four owls" in pq.read_table(tmp_path / "out/articles")["text"][0].as_py()
    assert not list((tmp_path / "out").glob("_*"))
    again = json.loads(told("export", "2", tmp_path / "new", "--json")[1])
    assert (again["version"], again["folder"], again["rows"]["articles"]) == (2, str(tmp_path / "new"), 1)


@plain
def test_a_folder_that_holds_files_or_is_the_dataset_s_is_refused(told, drop, dataset, tmp_path):
    told("build", drop)
    code, out, err = told("export", "1", drop)
    assert (code, out) == (1, "")
    assert "there are files in it already" in err
    code, out, err = told("export", "1", dataset / "latest" / "mine")
    assert (code, out) == (2, "")
    assert "lies in the dataset" in err
    assert told("export", "2", tmp_path / "out")[::2] == (1, f"copydesk: {dataset}: no version 2; there are 1 to 1\n")
    assert not (tmp_path / "out").exists()
