"""What changes do to tables: which rows leave, which last, and rows that come piece by piece."""

import pyarrow as pa
import pytest
from store_rows import ARTICLES, articles, changes, publish, quotes, texts_of

from copydesk.errors import CopydeskError
from copydesk.store import Changes, Dataset
from copydesk.store.parts import Piece, in_order, row_sum, slices

FILES = pa.schema([("file_id", pa.string()), ("article_id", pa.string()), ("drop_id", pa.string())])


def files(*rows: tuple[str, str | None, str]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(FILES.names, row, strict=True)) for row in rows], schema=FILES)


def ids(table: pa.Table, column: str = "file_id") -> list[str | None]:
    return sorted(table.column(column).to_pylist(), key=str)


@pytest.fixture
def with_files(dataset: Dataset) -> Dataset:
    """Two articles, and a table that says from which file each came, one of which became none."""
    first = changes({"a": "one", "b": "two"})
    rows = files(("1", "a", "d1"), ("2", "b", "d1"), ("3", None, "d1"))
    dataset.commit(Changes(upserts={**first.upserts, "files": rows}, lasting={"files"}), parent=None, provenance={})
    return dataset


def test_rows_of_a_lasting_table_stay_when_their_article_is_replaced(with_files):
    change = Changes(
        upserts={**changes({"a": "revised"}).upserts, "files": files(("4", "a", "d2"))},
        replaced={"a", "b"},
        lasting={"files"},
    )
    with_files.commit(change, parent=1, provenance={})
    assert texts_of(with_files) == {"a": "revised"}
    assert ids(with_files.read("files")) == ["1", "2", "3", "4"]
    assert with_files.head().tables["files"].key is None


def test_a_table_that_came_into_being_as_a_lasting_one_stays_one(with_files):
    with_files.commit(Changes(replaced={"a"}), parent=1, provenance={})
    assert ids(with_files.read("files")) == ["1", "2", "3"]


def test_a_table_with_articles_can_be_lasting_for_one_commit(dataset):
    publish(dataset, {"a": "one", "b": "two"})
    dataset.commit(Changes(replaced={"a"}, lasting={"quotes"}), parent=1, provenance={})
    assert texts_of(dataset) == {"b": "two"}
    assert dataset.read("quotes").num_rows == 6
    dataset.commit(Changes(replaced={"a"}), parent=2, provenance={})
    assert dataset.read("quotes").num_rows == 3


def test_rows_leave_a_lasting_table_by_any_of_its_columns(with_files):
    changed = Changes(
        upserts={"files": files(("3", "c", "d2"))}, leaving={"files": ("file_id", {"3"})}, lasting={"files"}
    )
    with_files.commit(changed, parent=1, provenance={})
    rows = {row["file_id"]: row["article_id"] for row in with_files.read("files").to_pylist()}
    assert rows == {"1": "a", "2": "b", "3": "c"}
    assert with_files.read("files", 1).column("article_id").null_count == 1


def test_rows_of_one_table_leave_by_article_and_the_other_tables_stay(dataset):
    publish(dataset, {"a": "one", "b": "two"})
    change = Changes(upserts={"quotes": quotes({"a": 1})}, leaving={"quotes": ("article_id", {"a"})})
    dataset.commit(change, parent=1, provenance={})
    assert sorted(dataset.read("quotes").column("article_id").to_pylist()) == ["a", "b", "b", "b"]
    assert dataset.head().tables["articles"] == dataset.version(1).tables["articles"]
    assert dataset.read("quotes", 1).num_rows == 6


def test_rows_leave_by_a_column_and_with_their_article_at_once(dataset):
    publish(dataset, {"a": "one", "b": "two", "c": "three"})
    dataset.commit(
        Changes(
            upserts={"articles": articles({"a": "x"})}, replaced={"a"}, leaving={"quotes": ("quote_index", {2, 4})}
        ),
        parent=1,
        provenance={},
    )
    left = [(row["article_id"], row["quote_index"]) for row in dataset.read("quotes").to_pylist()]
    assert left == [("b", 0), ("b", 1), ("c", 0), ("c", 1), ("c", 3)]


def test_rows_whose_column_is_empty_leave_and_are_found_by_none(with_files):
    assert ids(with_files.matching("files", None, "article_id", [None, "a"])) == ["1", "3"]
    assert with_files.matching("files", None, "article_id", []).num_rows == 0
    with_files.commit(Changes(leaving={"files": ("article_id", {None})}), parent=1, provenance={})
    assert ids(with_files.read("files")) == ["1", "2"]


def test_rows_without_a_key_are_cut_as_if_each_had_its_own():
    table = pa.table({"article_id": pa.array([None] * 1000, pa.string()), "n": list(range(1000))})
    pieces = list(slices(in_order(table, "article_id"), table.nbytes // 4, "article_id"))
    assert len(pieces) >= 4
    assert {Piece(piece, 0).span("article_id") for piece in pieces} == {(None, None)}
    assert sum(map(row_sum, pieces)) % 2**256 == row_sum(table)
    mixed = in_order(pa.table({"article_id": ["b", None, "a", None, "b"]}), "article_id")
    assert mixed.column(0).to_pylist() == ["a", "b", "b", None, None]
    assert Piece(mixed, 0).span("article_id") == ("a", "b")


def test_articles_beside_rows_without_one_are_still_replaced(dataset):
    table = pa.table({"article_id": ["b", None, "a"], "n": [1, 2, 3]})
    dataset.commit(Changes(upserts={"facts": table}), parent=None, provenance={})
    dataset.commit(Changes(replaced={"b"}), parent=1, provenance={})
    assert dataset.read("facts").column("n").to_pylist() == [3, 2]


def test_rows_may_come_piece_by_piece(tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.store.parts.PART_BYTES", 2000)
    texts = {f"{index:04}": f"text {index}" for index in range(300)}
    whole, pieces = (Dataset.open(tmp_path / name, create=True) for name in ("whole", "pieces"))
    publish(whole, texts)
    table = articles(texts)
    change = Changes(
        upserts={
            "articles": (table.slice(start, 20) for start in range(0, 300, 20)),
            "quotes": iter([changes(texts).upserts["quotes"]]),
            "roles": iter([ARTICLES.empty_table()]),
        }
    )
    version = pieces.commit(change, parent=None, provenance={})
    assert version is not None
    for name in ("articles", "quotes"):
        assert version.tables[name].content_hash == whole.head().tables[name].content_hash
    assert 5 < len(version.tables["articles"].parts) <= 15
    assert pieces.read("roles").equals(ARTICLES.empty_table())
    with pytest.raises(CopydeskError, match="article 0299 is in the dataset already"):
        pieces.commit(Changes(upserts={"articles": iter([table.slice(299)])}), parent=1, provenance={})
    more = [articles({"x": "y"}), articles({"z": "y"}).drop_columns("authors")]
    with pytest.raises(CopydeskError, match="columns authors differ"):
        pieces.commit(Changes(upserts={"articles": iter(more)}), parent=1, provenance={})
    assert pieces.commit(Changes(upserts={"articles": iter([])}), parent=1, provenance={}) is None


def test_a_table_whose_rows_leave_and_come_back_keeps_its_parts(dataset):
    publish(dataset, {"a": "one", "b": "two"})
    before = dataset.head().tables
    publish(dataset, {"a": "oNe"}, frozenset("a"))
    after = dataset.head().tables
    assert before["articles"].content_hash != after["articles"].content_hash
    assert before["quotes"] == after["quotes"]
    stored = {path.name for path in (dataset.path / "objects").glob("*/*")}
    named = set().union(*(version.listed | version.remainders for version in dataset.versions()))
    assert stored <= named


def test_a_few_columns_are_read_without_the_others(dataset, monkeypatch):
    publish(dataset, {f"{index:04}": "some long text " * 40 + str(index) for index in range(200)})

    def whole(*_: object, **__: object) -> bytes:
        raise AssertionError("a whole part was read")

    monkeypatch.setattr("copydesk.store.folder.Folder.read_object", whole)
    assert len(list(dataset.scan("articles", columns=["article_id"]))) == 1
    assert dataset.matching("articles", None, "article_id", ["0007"], ["article_id"]).num_rows == 1
    assert dataset.commit(changes({"x": "y"}), parent=1, provenance={}) is not None


def test_a_table_that_comes_in_many_pieces_does_not_end_in_many_parts(tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.store.parts.PART_BYTES", 1000)
    monkeypatch.setattr("copydesk.store.parts.PARTS", 8)
    dataset = Dataset.open(tmp_path / "dataset", create=True)
    table = articles({f"{index:04}": f"text {index}" for index in range(2000)})
    change = Changes(upserts={"articles": (table.slice(start, 10) for start in range(0, 2000, 10))})
    dataset.commit(change, parent=None, provenance={})
    first = dataset.head().tables["articles"].parts
    assert len(first) < 40
    assert first[-1].memory > 4 * first[0].memory
    # What began too small is mended later; a commit of few rows leaves the others as they are.
    publish(dataset, {"x": "y"})
    publish(dataset, {"z": "y"})
    states = [dataset.version(number).tables["articles"].parts for number in (2, 3)]
    assert len(set(states[0]) - set(states[1])) == 1
    assert len(texts_of(dataset, 1)) == 2000
