"""Versions that take over what was there before, or in another dataset."""

import pyarrow as pa
import pytest
from store_rows import articles, publish, quotes, texts_of, version_row

from copydesk.errors import CopydeskError
from copydesk.store import Changes, Conflict, Dataset
from copydesk.store.folder import Folder
from copydesk.store.parts import row_sum


@pytest.fixture
def lived(dataset: Dataset) -> Dataset:
    """Four versions: additions, revisions, and an article that left."""
    publish(dataset, {f"{index:02}": f"text {index}" for index in range(40)})
    publish(dataset, {"03": "revised", "17": "revised too"}, frozenset({"03", "17"}))
    publish(dataset, {"40": "new"})
    dataset.commit(Changes(replaced={"05"}), parent=3, provenance={}, version_row=version_row)
    return dataset


def hashes(dataset: Dataset, number: int | None = None) -> dict[str, str]:
    version = dataset.head() if number is None else dataset.version(number)
    return {name: state.content_hash for name, state in version.tables.items() if name != "versions"}


def texts(dataset: Dataset) -> list[dict[str, str]]:
    return [texts_of(dataset, version.number) for version in dataset.versions()]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_restored_version_has_every_row_of_the_old_one(lived, number):
    before = texts(lived)
    version = lived.restore(number, parent=4, provenance={"restored": number}, version_row=version_row)
    assert (version.number, version.parent, version.provenance) == (5, 4, {"restored": number})
    assert hashes(lived) == hashes(lived, number)
    assert lived.read("versions")["version"].to_pylist() == [1, 2, 3, 4, 5]
    assert texts(lived) == [*before, before[number - 1]]
    assert row_sum(lived.read("quotes")) == row_sum(lived.read("quotes", number))


def test_what_a_restored_version_takes_out_costs_only_what_differs(lived):
    head = lived.head()
    lived.restore(1, parent=4, provenance={}, version_row=version_row)
    gone = {part.object for part in head.tables["articles"].parts} - lived.head().listed
    big = max(head.tables["articles"].parts, key=lambda part: part.rows).object
    assert big in gone
    assert not Folder(lived.path).has_object(big)
    assert len(texts_of(lived, 4)) == 40


def test_a_restored_version_can_be_restored_from_and_built_upon(lived):
    before = texts(lived)
    lived.restore(1, parent=4, provenance={}, version_row=version_row)
    publish(lived, {"40": "again"})
    lived.restore(4, parent=6, provenance={}, version_row=version_row)
    publish(lived, {"00": "last"}, frozenset({"00"}))
    assert texts(lived) == [
        *before,
        before[0],
        before[0] | {"40": "again"},
        before[3],
        before[3] | {"00": "last"},
    ]


def test_a_version_equal_to_the_newest_is_not_published_again(lived):
    assert lived.restore(4, parent=4, provenance={}, version_row=version_row) is None
    lived.restore(2, parent=4, provenance={}, version_row=version_row)
    assert lived.restore(2, parent=5, provenance={}, version_row=version_row) is None
    assert len(lived.versions()) == 5


def test_restoring_on_another_head_than_meant_is_a_conflict(lived):
    with pytest.raises(Conflict, match="now version 4, no longer 3"):
        lived.restore(1, parent=3, provenance={})
    with pytest.raises(CopydeskError, match="no version 9; there are 1 to 4"):
        lived.restore(9, parent=4, provenance={})


def test_a_table_that_came_later_leaves_and_one_that_left_comes_back(dataset):
    publish(dataset, {"a": "one"})
    dataset.commit(Changes(upserts={"roles": pa.table({"n": [1]})}), parent=1, provenance={}, version_row=version_row)
    dataset.restore(1, parent=2, provenance={}, version_row=version_row)
    assert sorted(dataset.head().tables) == ["articles", "quotes", "versions"]
    dataset.restore(2, parent=3, provenance={}, version_row=version_row)
    assert dataset.read("roles").to_pydict() == {"n": [1]}


def test_documents_are_made_for_the_new_version(lived):
    lived.restore(
        1,
        parent=4,
        provenance={},
        version_row=version_row,
        describe=lambda version: {"n": str(version.number).encode()},
    )
    assert lived.document("n") == b"5"


def test_a_version_of_older_schemas_is_not_restored(dataset, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr("copydesk.store.dataset.SCHEMA_VERSION", 1)
        publish(dataset, {"a": "one"})
    publish(dataset, {"b": "two"})
    with pytest.raises(CopydeskError, match=r"version 1 are of schema version 1, .* run `copydesk rebuild`"):
        dataset.restore(1, parent=2, provenance={})


def test_a_dataset_takes_over_anothers_rows(lived, tmp_path):
    other = Dataset.open(tmp_path / "other", create=True)
    publish(other, {f"{index:02}": f"text {index}" for index in range(40)} | {"03": "rebuilt"})
    before = texts(lived)
    version = lived.adopt(other, other.head(), parent=4, provenance={}, version_row=version_row, drop_ids=["d1"])
    assert version.drop_ids == ("d1",)
    assert hashes(lived) == hashes(other)
    assert texts(lived) == [*before, texts_of(other)]
    assert lived.read("versions")["version"].to_pylist() == [1, 2, 3, 4, 5]
    assert lived.adopt(other, other.head(), parent=5, provenance={}, version_row=version_row) is None
    # The other may go now.
    for path in (other.path / "objects").glob("*/*"):
        path.unlink()
    assert texts_of(lived) == before[0] | {"03": "rebuilt"}


def test_tables_of_another_schema_are_taken_over_and_the_versions_told_anew(dataset, tmp_path, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr("copydesk.store.dataset.SCHEMA_VERSION", 1)
        publish(dataset, {"a": "one", "b": "two"})
        publish(dataset, {"c": "three"})
    other = Dataset.open(tmp_path / "other", create=True)
    wider = articles({"a": "one", "b": "two", "c": "three"}).append_column("language", pa.array(["en"] * 3))
    other.commit(Changes(upserts={"articles": wider, "quotes": quotes({"a": 1})}), parent=None, provenance={})

    def row(version):
        return version_row(version).append_column(
            "operation", pa.array([version.provenance.get("operation")], pa.string())
        )

    dataset.adopt(other, other.head(), parent=2, provenance={"operation": "rebuild"}, version_row=row)
    assert dataset.read("articles").equals(wider)
    assert dataset.read("versions").to_pydict() == {
        "version": [1, 2, 3],
        "articles": [2, 3, 3],
        "operation": [None, None, "rebuild"],
    }
    assert texts_of(dataset, 1) == {"a": "one", "b": "two"}
    assert "language" not in dataset.read("articles", 2).column_names
    assert dataset.read("versions", 2).column_names == ["version", "articles"]
    dataset.commit(Changes(replaced={"a"}), parent=3, provenance={}, version_row=row)
    assert dataset.read("versions")["version"].to_pylist() == [1, 2, 3, 4]
