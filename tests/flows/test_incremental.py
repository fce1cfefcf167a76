"""What a build reads of the articles that are there already: as little as the drop asks for."""

from collections import defaultdict

import pytest
from made_drops import BRIDGE, FERRY, FILES, OWLS, build, check, latest, write

from copydesk.store import Dataset
from copydesk.store.reading import Reader

WHOLE = frozenset(
    {
        *("_fingerprints", "_entity_names", "entities", "learned_lines", "files", "quarantine", "withdrawals"),
        *("profiles", "versions"),
    }
)
"""Tables without texts of articles: a narrow row an article at most."""

ALLOWED = {"articles": {"article_id"}, "mentions": set()}
"""Columns that a build may read of other tables. Not a column of segments, sentences, quotes, roles."""


@pytest.fixture
def dataset(tmp_path):
    dataset = tmp_path / "dataset"
    build(write(tmp_path / "first", FILES), dataset=dataset)
    return dataset


@pytest.fixture
def reads(dataset, monkeypatch):
    """Collect the columns that are read of each table of the dataset as it is now."""
    tables = {
        part.object: table
        for table, state in Dataset.open(dataset, repair=False).head().tables.items()
        for part in state.parts
    }
    columns = defaultdict(set)
    read = Reader.read

    def counting(reader, part, wanted=None, **options):
        if part.object in tables:
            columns[tables[part.object]] |= {"*"} if wanted is None else set(wanted)
        return read(reader, part, wanted, **options)

    monkeypatch.setattr(Reader, "read", counting)
    # Small parts are read to be merged with the new rows, which a large dataset has few of.
    monkeypatch.setattr("copydesk.store.making.GROWTH", 0)
    return columns


def test_new_articles_are_added_without_a_text_of_an_old_one_being_read(dataset, reads, tmp_path):
    drop = write(tmp_path / "second", {"new.txt": OWLS.replace("owls", "swifts").replace("Four", "Nine") + BRIDGE})
    assert build(drop, dataset=dataset).counts()["admitted"] == 1
    read = {table: columns for table, columns in reads.items() if table not in WHOLE}
    assert {table: columns - ALLOWED.get(table, set()) for table, columns in read.items()} == {
        table: set() for table in read
    }
    assert "signature" in reads["_fingerprints"] or "*" in reads["_fingerprints"]
    assert len(latest(dataset, "articles")) == 4


def test_files_that_are_known_by_their_bytes_are_compared_with_no_text(dataset, reads, tmp_path):
    assert build(tmp_path / "first", dataset=dataset).version is None
    assert "signature" not in reads["_fingerprints"]
    assert reads.keys() <= WHOLE


def test_a_check_reads_no_more_than_a_build(dataset, reads, tmp_path):
    check(write(tmp_path / "second", {"ferry.txt": FERRY.replace("three", "five")}), dataset=dataset)
    assert reads.keys() <= WHOLE


def test_a_revision_reads_the_parts_that_it_rewrites_and_the_names_it_takes_out(dataset, tmp_path):
    drop = write(tmp_path / "first", {"a/ferry.txt": FERRY.replace("Tomas Ekdal", "Ida Brekke")})
    assert build(drop, dataset=dataset).counts()["revised"] == 1
    names = set(latest(dataset, "entities")["name"])
    assert "Tomas Ekdal" not in names
    assert "Ida Brekke" in names
