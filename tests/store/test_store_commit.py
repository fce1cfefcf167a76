"""Versions: what a commit keeps, shares, refuses and remembers."""

import threading
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_rows import ARTICLES, QUARANTINE, QUOTES, articles, changes, publish, quotes, texts_of, version_row

from copydesk.errors import CopydeskError
from copydesk.store import Changes, Conflict, Dataset
from copydesk.store.folder import Folder
from copydesk.store.parts import Piece, encode, in_order, row_sum, slices


def test_a_version_is_read_as_it_was_committed(dataset):
    version = publish(dataset, {"b": "two", "a": "one"})
    assert version == dataset.head()
    assert (version.number, version.parent) == (1, None)
    assert datetime.now(UTC) - version.created_at < timedelta(minutes=1)
    assert dataset.read("articles").equals(articles({"a": "one", "b": "two"}))
    assert dataset.read("quotes").equals(quotes({"a": 3, "b": 3}))
    assert dataset.read("quotes", columns=["quote_index", "article_id"]).column_names == ["quote_index", "article_id"]
    assert dataset.read("quotes", columns=["quote_index"], check=False).num_rows == 6


def test_old_versions_stay_as_they_were(dataset):
    publish(dataset, {"a": "one", "b": "two"})
    publish(dataset, {"a": "revised", "c": "three"}, frozenset("a"))
    dataset.commit(Changes(replaced=frozenset("b")), parent=2, provenance={})
    assert texts_of(dataset, 1) == {"a": "one", "b": "two"}
    assert texts_of(dataset, 2) == {"a": "revised", "b": "two", "c": "three"}
    assert texts_of(dataset) == {"a": "revised", "c": "three"}
    assert dataset.read("quotes").num_rows == len("revised") + len("three")
    assert [version.parent for version in dataset.versions()] == [None, 1, 2]


def test_provenance_and_drops_are_kept(dataset):
    provenance = {"admitted": 1, "revised": ["a"], "git_commit": None, "verdict": {"ok": True}}
    dataset.commit(changes({"a": "x"}), parent=None, provenance=provenance, drop_ids=["d1", "d2"])
    assert dataset.version(1).provenance == provenance
    assert dataset.version(1).drop_ids == ("d1", "d2")


def test_the_versions_table_has_a_row_for_every_version_and_the_present_one(dataset):
    publish(dataset, {"a": "x"})
    publish(dataset, {"b": "x"})
    assert dataset.read("versions").to_pydict() == {"version": [1, 2], "articles": [1, 2]}
    assert dataset.read("versions", 1).to_pydict() == {"version": [1], "articles": [1]}


@pytest.mark.parametrize(
    "change",
    [
        Changes(),
        Changes(upserts={"articles": ARTICLES.empty_table(), "roles": QUOTES.empty_table()}),
        Changes(replaced=frozenset({"unknown"})),
        Changes(upserts={"articles": articles({"a": "x"}), "quotes": quotes({"a": 1})}, replaced=frozenset("a")),
        Changes(whole={"entities": pa.table({"entity_id": ["e2", "e1"]})}),
    ],
    ids=["nothing", "no rows", "unknown article", "same revision", "same whole table in another order"],
)
def test_a_commit_that_changes_no_row_makes_no_version(dataset, change):
    first = Changes(
        upserts={"articles": articles({"a": "x"}), "quotes": quotes({"a": 1})},
        whole={"entities": pa.table({"entity_id": ["e1", "e2"]})},
    )
    dataset.commit(first, parent=None, provenance={}, version_row=version_row)
    assert dataset.commit(change, parent=1, provenance={}, version_row=version_row) is None
    assert len(dataset.versions()) == 1


def test_an_empty_drop_makes_no_first_version(dataset):
    change = Changes(upserts={"articles": ARTICLES.empty_table()}, whole={"entities": pa.table({"entity_id": []})})
    assert dataset.commit(change, parent=None, provenance={}) is None
    assert dataset.head() is None


def test_a_table_without_rows_is_there_and_has_its_columns(dataset):
    dataset.commit(
        Changes(upserts={"articles": articles({"a": "x"}), "quotes": QUOTES.empty_table()}), parent=None, provenance={}
    )
    assert dataset.read("quotes").equals(QUOTES.empty_table())
    publish(dataset, {"b": "xyz"})
    assert dataset.read("quotes").num_rows == 3
    dataset.commit(Changes(replaced=frozenset("b")), parent=2, provenance={})
    assert dataset.read("quotes").equals(QUOTES.empty_table())
    assert dataset.read("quotes", 2).num_rows == 3


def test_a_table_without_articles_only_grows(dataset):
    one = pa.table({"drop_id": ["d"], "source_path": ["a.txt"]}, schema=QUARANTINE)
    dataset.commit(Changes(upserts={"quarantine": one}), parent=None, provenance={})
    dataset.commit(Changes(upserts={"quarantine": one}, replaced=frozenset("d")), parent=1, provenance={})
    assert dataset.read("quarantine").equals(pa.concat_tables([one, one]))


def test_rows_of_a_table_without_articles_leave_by_any_column(dataset):
    first = pa.table({"pattern_id": ["1", "2", "3"], "documents": [1, 1, 1]})
    dataset.commit(Changes(upserts={"lines": first}), parent=None, provenance={})
    parts = dataset.head().tables["lines"].parts
    change = Changes(
        upserts={"lines": pa.table({"pattern_id": ["2"], "documents": [2]})},
        leaving={"lines": ("pattern_id", ["2", "3"])},
    )
    dataset.commit(change, parent=1, provenance={})
    assert sorted(dataset.read("lines").to_pydict().items()) == [("documents", [1, 2]), ("pattern_id", ["1", "2"])]
    assert dataset.read("lines", 1).equals(first)
    rebuilt = Dataset.open(dataset.path.parent / "rebuilt", create=True)
    rebuilt.commit(Changes(whole={"lines": dataset.read("lines")}), parent=None, provenance={})
    assert rebuilt.head().tables["lines"].content_hash == dataset.head().tables["lines"].content_hash

    more = Changes(upserts={"lines": first.slice(2)}, leaving={"lines": ("pattern_id", ["unknown"])})
    dataset.commit(more, parent=2, provenance={})
    assert set(dataset.version(2).tables["lines"].parts) < set(dataset.head().tables["lines"].parts)
    assert set(parts).isdisjoint(dataset.head().tables["lines"].parts)


def test_a_row_that_leaves_and_comes_back_the_same_is_no_change(dataset):
    rows = pa.table({"pattern_id": ["1", "2"], "documents": [1, 1]})
    dataset.commit(Changes(upserts={"lines": rows}), parent=None, provenance={})
    same = Changes(upserts={"lines": rows.slice(0, 1)}, leaving={"lines": ("pattern_id", ["1"])})
    assert dataset.commit(same, parent=1, provenance={}) is None


def test_adding_articles_adds_one_small_part_and_shares_the_others(dataset):
    publish(dataset, {f"{index:04}": "some text" for index in range(500)})
    before = dataset.head().tables["articles"]
    publish(dataset, {"0250x": "a new one"})
    after = dataset.head().tables["articles"]
    assert after.parts[: len(before.parts)] == before.parts
    assert [part.rows for part in after.parts[len(before.parts) :]] == [1]


def test_a_revision_rewrites_only_the_parts_that_hold_the_article(dataset, monkeypatch):
    monkeypatch.setattr("copydesk.store.parts.PART_BYTES", 4096)
    publish(dataset, {f"{index:04}": "word " * 20 for index in range(400)})
    before = set(dataset.head().tables["articles"].parts)
    publish(dataset, {"0123": "revised"}, frozenset({"0123"}))
    after = set(dataset.head().tables["articles"].parts)
    assert len(before) > 5
    assert len(before - after) == 1
    assert sum(part.rows for part in after) == 400


def test_new_rows_join_small_parts_that_are_not_much_larger(dataset):
    counts = []
    for index in range(64):
        publish(dataset, {f"{index:04}": "text"})
        counts.append(len(dataset.head().tables["articles"].parts))
    assert max(counts) <= 6
    assert len({part.object for version in dataset.versions() for part in version.tables["articles"].parts}) == 64
    assert len(texts_of(dataset)) == 64


def test_a_few_rows_leave_parts_that_are_much_larger_as_they_are(dataset):
    publish(dataset, {f"{index:04}": "text" for index in range(100)})
    large = dataset.head().tables["articles"].parts
    publish(dataset, {"0100": "text"})
    assert large[0] in dataset.head().tables["articles"].parts


def test_a_revision_takes_the_place_of_the_rows_that_it_replaces(dataset, monkeypatch):
    monkeypatch.setattr("copydesk.store.parts.PART_BYTES", 2048)
    publish(dataset, {f"{index:04}": "text" for index in range(400)})
    before = dataset.head().tables["articles"].parts
    publish(dataset, {"0123": "revised", "0300": "revised", "9999": "new"}, frozenset({"0123", "0300"}))
    after = dataset.head().tables["articles"].parts
    ends = [(part.first, part.last) for part in before]
    assert {(part.first, part.last) for part in after} == {*ends, ("9999", "9999")}
    assert len({part.object for part in after} - {part.object for part in before}) == 3


def test_few_new_rows_never_merge_a_whole_table(tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.store.parts.PART_BYTES", 1000)
    monkeypatch.setattr("copydesk.store.parts.PARTS", 32)
    dataset = Dataset.open(tmp_path / "dataset", create=True)
    publish(dataset, {f"{index:04}": "text" * 10 for index in range(500)})
    # Of a table that has grown to twice as many parts as it is meant to have, all parts are small.
    monkeypatch.setattr("copydesk.store.parts.PARTS", 4)
    before = dataset.head().tables["articles"].parts
    publish(dataset, {f"new {index:04}": "text" * 10 for index in range(20)})
    after = dataset.head().tables["articles"].parts
    largest = max(part.memory for part in after)
    assert len(set(before) - set(after)) > 1
    assert largest < 2 * sum(part.memory for part in after) / 4
    assert len(texts_of(dataset)) == 520


def test_rows_without_a_key_stay_in_their_order_however_uneven_they_are(dataset):
    lines = ["x" * (10 if index < 2000 else 100_000) for index in range(2020)]
    table = pa.table({"line": range(2020), "text": lines})
    dataset.commit(Changes(upserts={"lines": table}), parent=None, provenance={})
    dataset.commit(Changes(upserts={"lines": iter([table.slice(0, 7)] * 9)}), parent=1, provenance={})
    assert dataset.read("lines")["line"].to_pylist() == [*range(2020), *[*range(7)] * 9]


def test_parts_never_cut_an_article_and_are_sorted():
    table = quotes({"b": 700, "a": 800, "c": 1})
    pieces = list(slices(in_order(table, "article_id"), 2048, "article_id"))
    spans = [Piece(piece, 0).span("article_id") for piece in pieces]
    assert spans == [("a", "a"), ("b", "b"), ("c", "c")]
    assert sum(map(row_sum, pieces)) % 2**256 == row_sum(table)


def test_the_content_hash_tells_the_rows_and_not_their_order_or_history(tmp_path):
    once, later = (Dataset.open(tmp_path / name, create=True) for name in ("once", "later"))
    publish(once, {"a": "one", "b": "two", "c": "three"})
    publish(later, {"c": "three", "b": "old"})
    publish(later, {"b": "two", "a": "one"}, frozenset("b"))
    hashes = [{name: state.content_hash for name, state in d.head().tables.items()} for d in (once, later)]
    assert hashes[0]["articles"] == hashes[1]["articles"]
    assert hashes[0]["quotes"] == hashes[1]["quotes"]
    assert hashes[0]["versions"] != hashes[1]["versions"]
    publish(later, {"a": "onE"}, frozenset("a"))
    assert later.head().tables["articles"].content_hash != hashes[0]["articles"]


def test_equal_rows_make_equal_bytes_whatever_their_chunks_and_pandas_notes():
    table = articles({"a": "one", "b": "two"})
    chunked = pa.concat_tables([table.slice(0, 1), table.slice(1)])
    noted = table.replace_schema_metadata({"pandas": "{}"})
    assert encode(table) == encode(chunked) == encode(noted)


def test_a_stale_parent_is_a_conflict(dataset):
    publish(dataset, {"a": "x"})
    with pytest.raises(Conflict, match="the dataset is now version 1, no longer None"):
        dataset.commit(changes({"b": "x"}), parent=None, provenance={})
    assert texts_of(dataset) == {"a": "x"}


def test_a_writer_that_is_overtaken_publishes_nothing_and_can_restage(dataset, monkeypatch):
    publish(dataset, {"a": "x"})
    store, overtaken = Folder.store, []

    def overtake(folder, staging):
        store(folder, staging)
        if not overtaken:
            overtaken.append(True)
            publish(dataset, {"b": "other"})

    monkeypatch.setattr(Folder, "store", overtake)
    with pytest.raises(Conflict, match="another run published version 2 meanwhile"):
        publish(dataset, {"c": "mine"})
    assert texts_of(dataset) == {"a": "x", "b": "other"}
    assert list((dataset.path / ".tmp").iterdir()) == []
    publish(dataset, {"c": "mine"})
    assert texts_of(dataset) == {"a": "x", "b": "other", "c": "mine"}


def test_writers_at_once_all_end_up_in_the_history(dataset):
    def write(name):
        done = 0
        while done < 6:
            try:
                publish(dataset, {f"{name}{done}": name})
                done += 1
            except Conflict:
                pass

    writers = [threading.Thread(target=write, args=(name,)) for name in "xyz"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(texts_of(dataset)) == sorted(f"{name}{index}" for name in "xyz" for index in range(6))
    assert dataset.read("versions").column("version").to_pylist() == list(range(1, 19))
    assert len(list((dataset.path / "latest" / "articles").iterdir())) == len(dataset.head().tables["articles"].parts)


def test_a_known_article_is_not_added_twice(dataset):
    publish(dataset, {"a": "x", "c": "x"})
    with pytest.raises(CopydeskError, match="article a is in the dataset already"):
        publish(dataset, {"a": "y", "b": "y"})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Changes(upserts={"quotes": quotes({"b": 1}).drop_columns("confidence")}), "columns confidence differ"),
        (Changes(upserts={"quotes": quotes({"b": 1}).select(QUOTES.names[::-1])}), "the order of columns differs"),
        (Changes(whole={"../x": quotes({})}), "cannot be the name of a table"),
        (Changes(whole={"quotes": quotes({})}, upserts={"quotes": quotes({})}), "give it once"),
    ],
    ids=["columns", "order", "name", "twice"],
)
def test_changes_that_do_not_fit_are_refused(dataset, change, message):
    publish(dataset, {"a": "x"})
    with pytest.raises(CopydeskError, match=message):
        dataset.commit(change, parent=1, provenance={})
    assert len(dataset.versions()) == 1


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (lambda dataset: dataset.read("nothing"), "no table 'nothing'; there are articles, quotes, versions"),
        (lambda dataset: dataset.read("quotes", 7), "no version 7; there are 1 to 1"),
        (lambda dataset: dataset.read("quotes", columns=["x"]), "table quotes has no column x"),
    ],
    ids=["table", "version", "column"],
)
def test_what_is_not_there_is_named(dataset, read, message):
    publish(dataset, {"a": "x"})
    with pytest.raises(CopydeskError, match=message):
        read(dataset)


STEPS = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abcdefgh"), st.text(max_size=4), max_size=4),
        st.sets(st.sampled_from("abcdefgh")),
    ),
    max_size=8,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_changes_reads_back_as_a_dictionary_does(tmp_path_factory, monkeypatch, steps):
    monkeypatch.setattr("copydesk.store.parts.PART_BYTES", 256)
    monkeypatch.setattr("copydesk.store.view.GRACE", 0)
    dataset = Dataset.open(tmp_path_factory.mktemp("model") / "dataset", create=True)
    model: dict[str, str] = {}
    history = []
    for texts, withdrawn in steps:
        after = {article: text for article, text in model.items() if article not in withdrawn} | texts
        version = publish(dataset, texts, frozenset(withdrawn | (set(texts) & set(model))))
        assert (version is None) == (after == model)
        model = after
        if version is not None:
            history.append(model)
    for number, expected in enumerate(history, start=1):
        assert texts_of(dataset, number) == expected
        counts = dataset.read("quotes", number).column("article_id").value_counts().to_pylist()
        assert {row["values"]: row["counts"] for row in counts} == {a: len(t) for a, t in expected.items() if t}
        assert row_sum(dataset.read("quotes", number)) == row_sum(quotes({a: len(t) for a, t in expected.items()}))
