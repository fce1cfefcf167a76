"""A rollback: a new version equal to an older one, from which everything goes on as it did from that one."""

from shutil import copytree

import pytest
from made_drops import BRIDGE, FERRY, OWLS, assert_sound, build, fates, hashes, latest, write

from copydesk.article_history import history_of
from copydesk.errors import CopydeskError
from copydesk.report.by_hand import rollback_json, rollback_text
from copydesk.rollback import roll_back
from copydesk.store import Conflict, Dataset
from copydesk.verification import verify
from tasks.withdraw import withdraw

REVISED = OWLS.replace("Four", "Five")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build three versions: two articles; one of them revised and a third; a fourth file that nobody can read."""
    folder = tmp_path_factory.mktemp("rollback")
    drops = ({"bridge.txt": BRIDGE, "owls.txt": OWLS}, {"owls.txt": REVISED, "ferry.txt": FERRY}, {"bad.json": "{"})
    for number, files in enumerate(drops, 1):
        build(write(folder / f"drop{number}", files), dataset=folder / "dataset")
    return folder


@pytest.fixture
def dataset(built, tmp_path):
    return copytree(built / "dataset", tmp_path / "dataset")


def tables(dataset, number):
    """Return the content hash of each table of a version, but that of the log."""
    states = Dataset.open(dataset).version(number).tables
    return {name: state.content_hash for name, state in states.items() if name != "versions"}


def ids(dataset):
    rows = latest(dataset, "articles")
    return dict(zip(rows["source_path"], rows["article_id"], strict=True))


def assert_whole(dataset):
    assert_sound(dataset)
    assert list(verify(Dataset(dataset), every_version=True)) == []


def test_the_new_version_has_the_old_tables_and_says_what_changed(dataset):
    known = ids(dataset)
    done = roll_back(Dataset.open(dataset), 1, "wrong folder dropped")
    assert (done.version.number, done.restored, done.head.number) == (4, 1, 3)
    assert tables(dataset, 4) == tables(dataset, 1)
    assert_whole(dataset)
    assert (done.added, done.revised, done.removed) == ((), (known["owls.txt"],), (known["ferry.txt"],))
    assert done.drops == tuple(sorted({*done.head.drop_ids, *Dataset.open(dataset).version(2).drop_ids}))
    log = latest(dataset, "versions").sort_values("version").to_dict("records")
    assert [row["version"] for row in log] == [1, 2, 3, 4]
    assert (log[3]["operation"], log[3]["restored"], log[3]["reason"], log[3]["dropped"]) == (
        "rollback", 1, "wrong folder dropped", 0
    )  # fmt: skip


def test_what_is_dropped_again_is_what_it_was_the_first_time(built, dataset):
    before = tables(dataset, 2)
    roll_back(Dataset.open(dataset), 1)
    outcome = build(built / "drop2", dataset=dataset)
    assert fates(outcome) == {"owls.txt": "revised", "ferry.txt": "admitted"}
    assert hashes(dataset) == before
    assert_sound(dataset)


def test_a_rollback_can_be_rolled_back(dataset):
    roll_back(Dataset.open(dataset), 1)
    done = roll_back(Dataset.open(dataset), 3)
    assert (len(done.added), len(done.revised), done.removed) == (1, 1, ())
    assert tables(dataset, 5) == tables(dataset, 3)
    assert_sound(dataset)


@pytest.mark.parametrize("again", [False, True])
def test_where_nothing_would_change_nothing_is_published(dataset, again):
    store = Dataset.open(dataset)
    if again:
        roll_back(store, 2)
    done = roll_back(store, 2 if again else 3)
    assert done.version is None
    assert store.head().number == (4 if again else 3)


def test_a_withdrawn_article_comes_back_with_a_word_of_it(dataset):
    ferry = ids(dataset)["ferry.txt"]
    withdraw(Dataset.open(dataset), [ferry], "at the source's request")
    done = roll_back(Dataset.open(dataset), 3)
    assert done.back == ((ferry, "Ferry crews end strike in Lydhavn", "at the source's request"),)
    assert tables(dataset, 5) == tables(dataset, 3)
    assert_whole(dataset)
    assert history_of(Dataset.open(dataset), ferry).states[0].versions == ((2, 3), (5, None))


def test_that_a_withdrawal_is_forgotten_is_said(dataset):
    known = ids(dataset)
    withdraw(Dataset.open(dataset), [known["bridge.txt"]], "a mistake")
    withdraw(Dataset.open(dataset), [known["ferry.txt"]], "at the source's request")
    done = roll_back(Dataset.open(dataset), 1)
    assert [back.article_id for back in done.back] == [known["bridge.txt"]]
    ((article, _, reason),) = done.forgotten
    assert (article, reason) == (known["ferry.txt"], "at the source's request")
    assert f"Warning: {article}" in rollback_text(done)
    assert [back["article_id"] for back in rollback_json(done)["forgotten"]] == [article]
    done = roll_back(Dataset.open(dataset), 4)
    assert (done.back, done.forgotten) == ((), ())


def test_there_is_no_way_back_to_what_is_not_there(dataset):
    with pytest.raises(CopydeskError, match="no version 9; there are 1 to 3"):
        roll_back(Dataset.open(dataset), 9)


def test_there_is_no_way_back_to_an_older_schema(dataset, monkeypatch):
    monkeypatch.setattr("copydesk.rollback.SCHEMA_VERSION", 999)
    with pytest.raises(CopydeskError, match="run `copydesk rebuild`"):
        roll_back(Dataset.open(dataset), 1)


def test_a_build_beside_a_rollback_is_not_undone_by_it(dataset, monkeypatch):
    store = Dataset.open(dataset)
    head = store.head()
    roll_back(store, 1)
    monkeypatch.setattr(Dataset, "head", lambda _: head)
    with pytest.raises(Conflict, match="run again"):
        roll_back(store, 2)
