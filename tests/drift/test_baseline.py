"""What a drop is compared with: windows of drops, the history that led here, and memory that stays bounded."""

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_profiles import VERSIONS, articles, drop_id, table, versions

import copydesk.drift.baseline as baseline
from copydesk.drift import baseline_of
from copydesk.settings import Gate

HERALD = "Holmstad Herald"


def made(frames: list[pd.DataFrame], log: pa.Table, publishers=(HERALD,), gate=Gate(), leaving=()):  # noqa: B008
    return baseline_of([table(frame) for frame in frames], log, publishers, gate, leaving)


def drops(count: int):
    return versions(*(([drop_id(number)], []) for number in range(count)))


def held(base) -> set[str]:
    return set(base.articles.article_id)


def test_the_newest_drops_that_hold_the_publisher_are_compared_with():
    frames = [articles(number, 3, drop_id(number), HERALD if number % 2 else "Orra Bote") for number in range(10)]
    base = made(frames, drops(10), gate=Gate(drops=3))
    assert held(base) == set(pd.concat([frames[5], frames[7], frames[9]])["article_id"])
    assert base.size == 30
    assert base.names == {HERALD, "Orra Bote"}


def test_drops_are_newer_by_when_they_first_came():
    log = versions(([drop_id(0)], []), ([drop_id(1)], []), ([drop_id(0), drop_id(1)], []))
    frames = [articles(number, 3, drop_id(number)) for number in range(2)]
    assert held(made(frames, log, gate=Gate(drops=1))) == set(frames[1]["article_id"])


def test_articles_of_a_drop_that_nobody_knows_are_the_oldest():
    frames = [articles(number, 3, drop_id(number)) for number in range(3)]
    assert held(made(frames, drops(2), gate=Gate(drops=2))) == set(pd.concat(frames[:2])["article_id"])


def test_of_one_publisher_there_is_a_most(monkeypatch):
    monkeypatch.setattr(baseline, "MOST_ARTICLES", 5)
    frames = [articles(number, 3, drop_id(number)) for number in range(3)]
    base = made(frames, drops(3))
    assert set(frames[2]["article_id"]) | set(frames[1]["article_id"]) > held(base)
    assert len(base.articles) == 5


@settings(max_examples=20)
@given(st.permutations(range(8)), st.integers(1, 12))
def test_what_is_held_does_not_depend_on_the_order_or_size_of_the_pieces(order, at_once):
    frames = [articles(number, 3, drop_id(number), HERALD if number % 3 else None) for number in range(8)]
    whole = made(frames, drops(8), (HERALD, None), Gate(drops=3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(baseline, "_AT_ONCE", at_once)
        pieces = made([frames[number] for number in order], drops(8), (HERALD, None), Gate(drops=3))
    assert pieces.articles.article_id.tolist() == whole.articles.article_id.tolist()
    assert pieces.articles.drop.tolist() == whole.articles.drop.tolist()


def test_articles_without_a_publisher_are_held_where_the_drop_has_such():
    frames = [articles(1, 3, drop_id(0), None), articles(2, 3, drop_id(0))]
    assert len(made(frames, drops(1), (None,)).articles) == 3
    assert len(made(frames, drops(1), (HERALD, None)).articles) == 6


def test_articles_that_leave_are_not_held():
    frame = articles(1, 3, drop_id(0))
    assert held(made([frame], drops(1), leaving=[frame["article_id"][0]])) == set(frame["article_id"][1:])


def test_an_empty_dataset_has_nothing():
    base = made([], drops(0))
    assert (base.size, len(base.articles), base.names) == (0, 0, frozenset())


def test_what_was_rolled_back_is_no_rule():
    alarm = [{"alarm": "length", "publisher": HERALD}]
    rows = [
        {"version": 1, "parent": None, "restored": None, "drop_ids": [drop_id(0)], "alarms": []},
        {"version": 2, "parent": 1, "restored": None, "drop_ids": [drop_id(1)], "alarms": alarm},
        {"version": 3, "parent": 2, "restored": 1, "drop_ids": [], "alarms": None},
        {"version": 4, "parent": 3, "restored": None, "drop_ids": [drop_id(2)], "alarms": []},
    ]
    frames = [articles(number, 3, drop_id(number)) for number in (0, 2)]
    assert made(frames, pa.Table.from_pylist(rows, VERSIONS)).passed == {}
    assert made(frames, pa.Table.from_pylist(rows[:2], VERSIONS)).passed == {("length", HERALD): (1,)}


def test_a_version_counts_from_the_first_drop_that_was_new_in_it():
    log = versions(
        ([drop_id(0)], []),
        ([drop_id(0), drop_id(1), drop_id(2)], [("layout", None)]),
        ([drop_id(1)], [("layout", HERALD)]),
    )
    assert made([], log).passed == {("layout", None): (1,)}
