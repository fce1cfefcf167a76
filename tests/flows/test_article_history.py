"""What `copydesk history` knows of an article: its states, and the versions in which they stand."""

import json
from datetime import UTC, datetime
from shutil import copytree

import pytest
from made_drops import FERRY, OWLS, build, latest, write
from scraped import page

from copydesk.article_history import history_of, spans_of
from copydesk.errors import CopydeskError
from copydesk.report.history import article_json, article_text
from copydesk.rollback import roll_back
from copydesk.store import Dataset
from copydesk.store.floor import FILE, Floor, floor_bytes
from tasks.withdraw import withdraw

FIVE, SIX = (OWLS.replace("Four", number) for number in ("Five", "Six"))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build an article, and two later states of it in one drop, of which the last is published."""
    folder = tmp_path_factory.mktemp("history")
    build(write(folder / "drop1", {"owls.json": page(OWLS)}), dataset=folder / "dataset")
    build(write(folder / "drop2", {"ferry.txt": FERRY}), dataset=folder / "dataset")
    drop = write(folder / "drop3", {"owls-1.json": page(FIVE), "owls-2.json": page(SIX)})
    build(drop, dataset=folder / "dataset")
    return folder


@pytest.fixture
def dataset(built, tmp_path):
    return copytree(built / "dataset", tmp_path / "dataset")


def owls(dataset):
    rows = latest(dataset, "articles")
    return rows[rows["source_path"].str.startswith("owls")]["article_id"].tolist()[0]


def states(dataset, article_id):
    history = history_of(Dataset.open(dataset), article_id)
    return [(state.revision, state.source_path, state.versions) for state in history.states]


def test_each_state_has_its_versions_and_one_that_was_replaced_at_once_has_none(dataset):
    article_id = owls(dataset)
    assert states(dataset, article_id) == [
        (1, "owls.json", ((1, 2),)),
        (2, "owls-1.json", ()),
        (3, "owls-2.json", ((3, None),)),
    ]
    history = history_of(Dataset.open(dataset), article_id)
    assert (history.title, history.publisher) == ("Owls move into the old signal tower", "Holmstad Herald")
    assert (history.url, history.withdrawn) == ("https://herald.example/owls", None)
    drops = {version.number: version for version in Dataset.open(dataset).versions()}
    for state, number in zip(history.states, (1, 3, 3), strict=True):
        assert (state.arrived, state.drop_id) == (drops[number].created_at, drops[number].drop_ids[0])
    assert [state.words is None for state in history.states] == [False, True, False]


def test_a_person_reads_a_line_a_state(dataset):
    article_id = owls(dataset)
    history = history_of(Dataset.open(dataset), article_id)
    at = datetime(2026, 11, 20, tzinfo=UTC)
    history = history._replace(
        states=tuple(state._replace(arrived=at, drop_id="3f2a9c1100000000", words=812) for state in history.states)
    )
    assert article_text(history).splitlines() == [
        f'{article_id}  Holmstad Herald  "Owls move into the old signal tower"  https://herald.example/owls',
        "   1  2026-11-20 drop 3f2a9c1100000000  owls.json    versions 1–2     812 words",
        "   2  2026-11-20 drop 3f2a9c1100000000  owls-1.json  never published  812 words  (url)",
        "   3  2026-11-20 drop 3f2a9c1100000000  owls-2.json  versions 3–      812 words  (url)",
    ]


def test_machines_read_the_same(dataset):
    article_id = owls(dataset)
    told = json.loads(json.dumps(article_json(history_of(Dataset.open(dataset), article_id))))
    assert told["article_id"] == article_id
    assert [state["versions"] for state in told["states"]] == [[[1, 2]], [], [[3, None]]]
    assert told["withdrawn"] is None


def test_after_a_rollback_both_ways_are_told(dataset, tmp_path):
    article_id = owls(dataset)
    roll_back(Dataset.open(dataset), 1)
    assert states(dataset, article_id) == [(1, "owls.json", ((1, 2), (4, None))), (3, "owls-2.json", ((3, 3),))]
    build(write(tmp_path / "drop4", {"other.json": page(OWLS.replace("Four", "Nine"))}), dataset=dataset)
    assert states(dataset, article_id) == [
        (1, "owls.json", ((1, 2), (4, 4))),
        (2, "other.json", ((5, None),)),
        (3, "owls-2.json", ((3, 3),)),
    ]


def test_an_article_that_was_rolled_back_is_still_known(dataset):
    ferry = latest(dataset, "articles").set_index("source_path")["article_id"]["ferry.txt"]
    roll_back(Dataset.open(dataset), 1)
    assert states(dataset, ferry) == [(1, "ferry.txt", ((2, 3),))]


def test_a_person_reads_which_of_the_versions_are_gone(dataset):
    history = history_of(Dataset.open(dataset), owls(dataset))
    on = datetime(2026, 11, 22, tzinfo=UTC)
    gone = "given up by gc on 2026-11-22 and can not be read"
    assert article_text(history, Floor(2, on)).splitlines()[-1] == f"  version 1 was {gone}"
    assert article_text(history, Floor(3, on)).splitlines()[-1] == f"  versions 1 to 2 were {gone}"


def test_a_withdrawn_article_says_when_and_why(dataset):
    article_id = owls(dataset)
    withdraw(Dataset.open(dataset), [article_id], "at the source's request")
    history = history_of(Dataset.open(dataset), article_id)
    assert (history.withdrawn.version, history.withdrawn.reason) == (4, "at the source's request")
    assert history.states[2].versions == ((3, 3),)
    assert article_text(history).splitlines()[-1] == (
        f"  withdrawn in version 4 on {datetime.now(UTC):%Y-%m-%d}: at the source's request"
    )
    assert article_json(history)["withdrawn"]["version"] == 4


def test_of_versions_that_were_given_up_the_log_tells(dataset):
    article_id = owls(dataset)
    (dataset / FILE).write_bytes(floor_bytes(Floor(3, datetime(2026, 11, 30, tzinfo=UTC))))
    assert states(dataset, article_id) == [
        (1, "owls.json", ((1, 2),)),
        (2, "owls-1.json", ()),
        (3, "owls-2.json", ((3, None),)),
    ]


def test_what_no_version_ever_had_is_no_article(dataset):
    with pytest.raises(CopydeskError, match="no version has ever had an article 0123456789abcdef"):
        history_of(Dataset.open(dataset), "0123456789abcdef")
    with pytest.raises(CopydeskError, match="no version has ever had"):
        history_of(Dataset.open(dataset.parent / "new", create=True), "0123456789abcdef")


def change(version, *, added=(), revised=(), removed=()):
    return {"version": version, "added_articles": added, "revised_articles": revised, "removed_articles": removed}


SPANS = {
    "still there": ([change(2, added="a"), change(3, revised="a"), change(4, added="b")], [(2, None)]),
    "gone": ([change(1, added="a"), change(4, removed="a")], [(1, 3)]),
    "there and back": ([change(1, added="a"), change(2, removed="a"), change(9, added="a")], [(1, 1), (9, None)]),
    "in any order": ([change(4, removed="a"), change(1, added="a")], [(1, 3)]),
    "never": ([change(1, added="b")], []),
}


@pytest.mark.parametrize(("log", "spans"), SPANS.values(), ids=SPANS.keys())
def test_the_log_tells_which_versions_have_an_article(log, spans):
    assert spans_of(log, "a") == spans
