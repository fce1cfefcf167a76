"""Thinning: older versions cost only what newer ones lack, and stay readable row for row."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_rows import articles, changes, publish, quotes, texts_of, version_row

from copydesk.store import Changes, DamagedDatasetError, Dataset, thin
from copydesk.store.folder import Folder
from copydesk.store.parts import encode
from copydesk.store.thin import Restorer, UnknownPartError

LETTERS = "abcdefgh"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["build", "build", "build", "rollback", "reopen"]),
        st.dictionaries(st.sampled_from(LETTERS), st.text(max_size=4), max_size=4),
        st.sets(st.sampled_from(LETTERS), max_size=2),
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr("copydesk.store.parts.PART_BYTES", 600)
    monkeypatch.setattr("copydesk.store.view.GRACE", 0)


def absent(dataset: Dataset) -> set[str]:
    """Return the parts that some version lists and that are not there."""
    listed = set().union(*(version.listed for version in dataset.versions()))
    return {digest for digest in listed if not Folder(dataset.path).has_object(digest)}


def bytes_of(dataset: Dataset) -> int:
    return sum(stat.st_size for _, stat in Folder(dataset.path).objects())


def flip(dataset: Dataset, digest: str) -> Path:
    """Flip a bit of an object and return its path."""
    path = Folder(dataset.path).object_path(digest)
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    return path


def grown(dataset: Dataset, count: int = 60) -> list[dict[str, str]]:
    """Publish five versions with a few revisions each and return their texts."""
    texts = {f"{index:03}": "word " * 3 + str(index) for index in range(count)}
    publish(dataset, texts)
    states = [dict(texts)]
    for step in range(4):
        revised = {f"{index:03}": f"revised {step} {index}" for index in range(step, count, count // 3)}
        publish(dataset, revised, frozenset(revised))
        texts |= revised
        states.append(dict(texts))
    return states


def live(path: Path, steps: list[tuple[str, dict[str, str], set[str]]]) -> None:
    """Do these steps to a dataset, and read every version after each."""
    dataset = Dataset.open(path, create=True)
    model: dict[str, str] = {}
    history: list[dict[str, str]] = []
    for kind, texts, withdrawn in steps:
        if kind == "reopen":
            dataset = Dataset.open(dataset.path)
            continue
        if kind == "rollback" and history:
            number = len(texts) % len(history) + 1
            version = dataset.restore(number, parent=len(history), provenance={}, version_row=version_row)
            assert (version is None) == (history[number - 1] == model)
            model = history[number - 1]
        else:
            after = {article: text for article, text in model.items() if article not in withdrawn} | texts
            version = publish(dataset, texts, frozenset(withdrawn | (set(texts) & set(model))))
            model = after
        if version is not None:
            history.append(model)
        for number, expected in enumerate(history, start=1):
            assert texts_of(dataset, number) == expected
            counts = dataset.read("quotes", number, ["article_id"]).column(0).value_counts().to_pylist()
            assert {row["values"]: row["counts"] for row in counts} == {a: len(t) for a, t in expected.items() if t}
            assert dataset.read("versions", number)["version"].to_pylist() == list(range(1, number + 1))
    assert not any(Folder(dataset.path).has_object(digest) for digest in thin.thinnable(dataset.versions()))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@pytest.mark.usefixtures("small_parts")
def test_every_version_reads_as_it_was_after_every_step_of_any_life(tmp_path_factory, steps):
    live(tmp_path_factory.mktemp("life") / "dataset", steps)


@pytest.mark.soak
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@pytest.mark.usefixtures("small_parts")
def test_every_version_reads_as_it_was_after_every_step_of_many_lives(tmp_path_factory, steps):
    live(tmp_path_factory.mktemp("life") / "dataset", steps)


@pytest.mark.usefixtures("small_parts")
def test_revisions_take_old_parts_away_and_their_rows_come_back_in_their_order(dataset):
    states = grown(dataset)
    gone = absent(dataset)
    assert len(gone) > 10
    assert [texts_of(dataset, number) for number in range(1, 6)] == states
    kept = Dataset.open(dataset.path.parent / "kept", create=True, thin=False)
    grown(kept)
    for version in kept.versions():
        for table, state in version.tables.items():
            assert dataset.read(table, version.number).equals(kept.read(table, version.number))
            assert next(dataset.scan(table, version.number)).equals(kept.read_part(state.parts[0]))


@pytest.mark.usefixtures("small_parts")
def test_a_part_that_was_taken_away_comes_back_to_the_byte(dataset):
    kept = Dataset.open(dataset.path.parent / "kept", create=True, thin=False)
    grown(kept)
    grown(dataset)
    restorer = Restorer(Folder(dataset.path), dataset.versions())
    for digest in absent(dataset):
        if digest in {part.object for version in kept.versions() for part in version.tables["articles"].parts}:
            assert encode(restorer.rows(digest)) == Folder(kept.path).read_object(digest, check=True)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("together", [0, 10**9])
def test_what_is_left_of_all_tables_is_one_object_as_long_as_it_is_little(dataset, monkeypatch, together):
    monkeypatch.setattr("copydesk.store.remainders.TOGETHER", together)
    states = grown(dataset)
    assert all((len(version.remainders) == 1) == bool(together) for version in dataset.versions()[1:])
    assert [texts_of(dataset, number) for number in range(1, 6)] == states
    for check in (True, False):
        found = dataset.read("quotes", 1, ["quote_index", "article_id"], check=check)
        assert found.equals(dataset.read("quotes", 1).select(["quote_index", "article_id"]))


@pytest.mark.usefixtures("small_parts")
def test_columns_and_matching_rows_of_a_thinned_version_are_read(dataset):
    states = grown(dataset)
    assert absent(dataset)
    found = dataset.matching("articles", 1, "article_id", ["003", "020", "nothing"], ["text"])
    assert sorted(found["text"].to_pylist()) == sorted([states[0]["003"], states[0]["020"]])
    assert dataset.read("articles", 2, ["text", "article_id"], check=False).column_names == ["text", "article_id"]
    old, new = dataset.version(1), dataset.version(2)
    before, after = dataset.changed_parts("articles", old, new)
    rows = pa.concat_tables([dataset.read_part(part, ["article_id", "text"]) for part in before]).to_pylist()
    left = [row["article_id"] for row in rows if states[1][row["article_id"]] != row["text"]]
    assert sorted(left) == sorted(key for key, text in states[0].items() if states[1][key] != text)
    assert sum(part.rows for part in after) == sum(part.rows for part in before)


def test_without_thinning_every_part_stays(tmp_path):
    dataset = Dataset.open(tmp_path / "dataset", create=True, thin=False)
    grown(dataset)
    assert absent(dataset) == set()
    files = [dataset.files("articles", number) for number in range(1, 6)]
    assert all(path.exists() for paths in files for path in paths)
    # Who turns it on later gets it for what comes then, and for what the newest version left.
    Dataset.open(tmp_path / "dataset")
    assert absent(dataset) == {
        one.object for one in dataset.head().retired["articles"] + dataset.head().retired["quotes"]
    }


def test_the_part_that_loses_most_of_its_rows_stays_itself(dataset):
    publish(dataset, {"a": "one", "b": "two", "c": "three"})
    publish(dataset, {"a": "x", "b": "y"}, frozenset("ab"))
    assert dataset.head().retired.keys() == {"versions"}
    assert texts_of(dataset, 1) == {"a": "one", "b": "two", "c": "three"}


def test_small_parts_that_were_merged_are_had_from_the_merged_one(dataset):
    orders = []
    for index in range(5):
        publish(dataset, {f"{9 - index}": f"text {index}"})
        orders.append(list(texts_of(dataset)))
    retired = [one for version in dataset.versions() for one in version.retired.get("articles", ())]
    assert len(retired) > 2
    assert {one.left for one in retired} == {None}
    assert {one.object for one in retired} < absent(dataset)
    assert [list(texts_of(dataset, number)) for number in range(1, 6)] == orders
    assert dataset.read("versions", 3)["version"].to_pylist() == [1, 2, 3]


def test_rows_without_a_key_stay_in_the_order_in_which_they_came(dataset):
    expected = []
    for number in range(9):
        names = [f"{number}-{index}" for index in range(3)]
        expected += names
        rows = pa.table({"drop_id": ["d"] * 3, "source_path": names})
        dataset.commit(Changes(upserts={"quarantine": rows}), parent=number or None, provenance={})
    assert dataset.read("quarantine")["source_path"].to_pylist() == expected
    assert dataset.read("quarantine", 7)["source_path"].to_pylist() == expected[:21]


def cost_of_revisions(dataset: Dataset, count: int, versions: int) -> float:
    """Revise 1 % of ``count`` articles again and again, read all, and return the bytes to those of the first."""
    chance = random.Random(5)  # noqa: S311 - picks words, keeps no secrets

    def text() -> str:
        return " ".join(f"{chance.getrandbits(24):x}" for _ in range(300))

    names = [f"{chance.getrandbits(64):016x}" for _ in range(count)]
    state = {name: text() for name in names}
    states = [dict(state)]
    one = 0
    for number in range(1, versions + 1):
        revised = {name: text() for name in chance.sample(names, count // 100)} if one else state
        rows = {"articles": articles(revised), "quotes": quotes(dict.fromkeys(revised, 5))}
        changed = Changes(upserts=rows, replaced=frozenset(revised) if one else frozenset())
        dataset.commit(changed, parent=number - 1 or None, provenance={}, version_row=version_row)
        state |= revised
        states.append(dict(state))
        one = one or bytes_of(dataset)
    assert [texts_of(dataset, number) for number in range(1, versions + 1)] == states[1:]
    return bytes_of(dataset) / one


def test_a_few_versions_cost_little_more_than_one(dataset, monkeypatch):
    monkeypatch.setattr("copydesk.store.parts.PART_BYTES", 64 * 1024)
    assert cost_of_revisions(dataset, 300, 7) <= 1.25


@pytest.mark.soak
def test_twenty_versions_of_one_per_cent_cost_at_most_1_6_times_one(dataset):
    assert cost_of_revisions(dataset, 2000, 21) <= 1.6


@pytest.mark.usefixtures("small_parts")
def test_a_thinning_that_was_killed_is_ended_by_the_next_opening(dataset, monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr("copydesk.store.dataset.thin", lambda *_: 0)
        states = grown(dataset, 30)
        assert absent(dataset) == set()
    removed = []
    with monkeypatch.context() as killed:
        delete = Folder.delete_object

        def die(folder, digest):
            if removed:
                raise KeyboardInterrupt
            removed.append(digest)
            return delete(folder, digest)

        killed.setattr(Folder, "delete_object", die)
        with pytest.raises(KeyboardInterrupt):
            Dataset.open(dataset.path)
    assert absent(dataset) == set(removed)
    assert [texts_of(dataset, number) for number in range(1, 6)] == states
    Dataset.open(dataset.path)
    assert absent(dataset) == {one.object for each in dataset.head().retired.values() for one in each}
    # What came before the newest version is for gc, which looks at the whole log.
    thin.thin(Folder(dataset.path), dataset.version, 1)
    assert absent(dataset) == thin.thinnable(dataset.versions())
    assert [texts_of(dataset, number) for number in range(1, 6)] == states


@pytest.mark.usefixtures("small_parts")
def test_a_part_that_would_not_come_back_stays(dataset, monkeypatch):
    with monkeypatch.context() as later:
        later.setattr("copydesk.store.dataset.thin", lambda *_: 0)
        grown(dataset, 30)
    retired = [one for each in dataset.head().retired.values() for one in each]
    damaged = next(one.left for one in retired if one.left)
    flip(dataset, damaged)
    Dataset.open(dataset.path)
    assert absent(dataset) == {one.object for one in retired if one.left != damaged}


@pytest.mark.usefixtures("small_parts")
def test_nothing_is_taken_away_while_a_writer_relies_on_it(dataset):
    folder = Folder(dataset.path)
    publish(dataset, {name: name * 3 for name in LETTERS})
    with folder.sharing():
        publish(dataset, {"a": "x"}, frozenset("a"))
        assert absent(dataset) == set()
        with folder.alone(wait=False) as alone:
            assert not alone
    Dataset.open(dataset.path)
    assert absent(dataset)


@pytest.mark.usefixtures("small_parts")
def test_a_reader_whose_part_vanishes_just_then_reads_on(dataset, monkeypatch):
    publish(dataset, {name: name * 3 for name in LETTERS})
    versions = Dataset.open(dataset.path)._log.since
    before = dataset.version(1)
    publish(dataset, {"a": "x"}, frozenset("a"))
    stale = [versions(1)]

    def later(_log, number):
        # The log as it was when this reader looked first, and only then as it is.
        return stale.pop() if stale else versions(number)

    monkeypatch.setattr("copydesk.store.log.Log.since", later)
    publish(dataset, {"b": "y"}, frozenset("b"))
    assert texts_of(dataset, before) == {name: name * 3 for name in LETTERS}


@pytest.mark.usefixtures("small_parts")
def test_a_remainder_that_is_missing_or_damaged_is_named(dataset):
    grown(dataset)
    left = next(one.left for one in dataset.version(2).retired["articles"] if one.left)
    path = flip(dataset, left)
    with pytest.raises(DamagedDatasetError, match=f"{left}: a part of the dataset is damaged"):
        dataset.read("articles", 1)
    path.unlink()
    with pytest.raises(DamagedDatasetError, match=f"{left}: a part of the dataset is missing"):
        dataset.read("articles", 1)
    assert dataset.read("articles").num_rows == 60


@pytest.mark.usefixtures("small_parts")
def test_remainders_that_do_not_fit_are_named_and_end_in_no_other_error(dataset):
    grown(dataset)
    folder = Folder(dataset.path)
    version = dataset.version(2)
    retired = next(one for one in version.retired["articles"] if one.left)
    assert not folder.has_object(retired.object)
    strange = version.tables["quotes"].parts[0].object
    places = next(one.left for one in dataset.version(3).retired["articles"] if one.left)
    unfit = {
        "kept twice": (replace(retired, kept=retired.kept * 2, chosen=None), retired.left),
        "nothing kept": (replace(retired, kept=()), retired.left),
        "left": (replace(retired, left=strange), strange),
        "number": (replace(retired, number=999), retired.left),
        "rows": (replace(retired, rows=retired.rows + 1), retired.left),
        "chosen": (replace(retired, chosen=places, left=None), places),
        "none": (replace(retired, left=None, chosen=None, rows=99), retired.object),
    }
    for what, (other, named) in unfit.items():
        spoiled = [replace(version, retired={"articles": (other,)}), *dataset.versions()[2:]]
        for columns in (None, ["text"], ["article_id"]):
            with pytest.raises(DamagedDatasetError) as found:
                Restorer(folder, spoiled).rows(retired.object, columns)
            line = f"{folder.object_path(named)}: a part of the dataset is damaged; restore it from a copy"
            assert (what, str(found.value)) == (what, line)


@pytest.mark.usefixtures("small_parts")
def test_a_part_that_is_nowhere_ends_in_an_error_and_not_in_a_circle(dataset):
    states = grown(dataset)
    dataset.restore(1, parent=5, provenance={})
    lost = {part.object for part in dataset.head().tables["articles"].parts}
    for digest in lost:
        Folder(dataset.path).delete_object(digest)
    with pytest.raises(DamagedDatasetError, match="missing"):
        dataset.read("articles")
    for number in range(1, 6):
        with pytest.raises(DamagedDatasetError, match="missing"):
            dataset.read("articles", number)
    with pytest.raises(UnknownPartError):
        Restorer(Folder(dataset.path), []).rows("0" * 64)
    assert len(states) == 5


@pytest.mark.usefixtures("small_parts")
def test_a_moved_and_copied_dataset_has_all_its_versions(dataset, tmp_path):
    states = grown(dataset)
    shutil.copytree(dataset.path, tmp_path / "copy")
    shutil.rmtree(dataset.path)
    copy = Dataset.open(tmp_path / "copy")
    assert [texts_of(copy, number) for number in range(1, 6)] == states
    assert copy.commit(changes({"new": "x"}), parent=5, provenance={}) is not None
