"""Zoning profiles: what their distance is, and what it takes to be far from the known ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_profiles import KINDS, articles, drop_id, table

from copydesk.drift.articles import Articles, articles_of
from copydesk.drift.layout import distance, move


def distributions(size: int = 4) -> st.SearchStrategy[np.ndarray]:
    weights = st.lists(st.integers(0, 20), min_size=size, max_size=size).filter(any)
    return weights.map(lambda values: np.array(values) / sum(values))


@given(distributions(), distributions(), distributions())
def test_the_distance_is_a_metric_from_0_to_1(one, other, third):
    assert distance(one, one) == pytest.approx(0, abs=1e-7)
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert 0 <= distance(one, other) <= 1
    assert distance(one, third) <= distance(one, other) + distance(other, third) + 1e-7


def test_what_shares_nothing_is_one_apart():
    assert distance(np.array([1.0, 0.0]), np.array([0.0, 1.0])) == 1


def test_rows_are_compared_one_by_one():
    rows = np.array([[1.0, 0.0], [0.5, 0.5]])
    assert distance(rows, np.array([1.0, 0.0])).tolist() == [0, pytest.approx(distance(rows[1], rows[0]))]


def numbered(*frames: object) -> Articles:
    return articles_of(table(*frames), {drop_id(number): number for number in range(50)})


def everyone(new: Articles, old: Articles) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    return {"Holmstad Herald": (np.arange(len(new)), np.arange(len(old)))}


def moved(new: object, *old: object):
    ours, theirs = numbered(new), numbered(*old)
    return move(ours, theirs, everyone(ours, theirs))


def test_pages_of_one_layout_are_no_farther_than_chance():
    found = moved(articles(1, 40), articles(2, 300))
    assert found.distance < found.limit(0.0, 3.5)
    assert found.distance < 0.2
    assert found.farthest is None


def test_a_kind_that_went_and_one_that_came_are_named():
    changed = (*(kind for kind in KINDS if kind not in ("title", "newsletter_widget")), "share_widget")
    found = moved(articles(1, 40, layout=changed), articles(2, 300))
    assert found.distance > found.limit(0.3, 3.5)
    assert "title in 0% of the articles, was 100%" in found.detail
    assert "share_widget in 100% of the articles, was 0%" in found.detail


def test_kinds_that_changed_places_are_told_by_their_neighbours():
    plain, turned = ("title", "paragraph"), ("paragraph", "title")
    found = moved(articles(1, 40, layout=turned), articles(2, 300, layout=plain))
    assert found.distance == pytest.approx(1)
    assert found.detail.startswith("^>paragraph in 100%, was 0%; ^>title in 0%, was 100%")


def test_a_drop_must_lie_farther_off_than_known_drops_did():
    layouts = [KINDS, KINDS[1:], KINDS[:-1], KINDS[2:], KINDS[:-2], KINDS]
    old = [articles(seed, 30, drop_id(seed), layout=layout) for seed, layout in enumerate(layouts)]
    found = moved(articles(99, 30, layout=KINDS[2:]), *old)
    assert found.farthest is not None
    assert found.limit(0.0, 0.0) == pytest.approx(1.2 * found.farthest)
    assert found.distance < found.limit(0.3, 3.5)


def test_longer_articles_have_the_same_layout():
    short, long = ("title", *["paragraph"] * 3), ("title", *["paragraph"] * 90)
    assert moved(articles(1, 40, layout=long), articles(2, 60, layout=short)).distance == 0


def test_another_mix_of_publishers_is_the_same_layout():
    strange = ("legal", "paragraph", "bio", "title")
    old = [articles(1, 300), articles(2, 100, publisher="Lydhavn Times", layout=strange)]
    new = [articles(3, 10), articles(4, 60, publisher="Lydhavn Times", layout=strange)]
    ours, theirs = numbered(*new), numbered(*old)
    strata = {
        name: (np.flatnonzero(ours.publisher == name), np.flatnonzero(theirs.publisher == name))
        for name in ("Holmstad Herald", "Lydhavn Times")
    }
    found = move(ours, theirs, strata)
    assert found.distance < found.limit(0.0, 3.5)
    assert found.distance < 0.2


def test_a_check_that_is_repeated_says_the_same():
    new, old = articles(1, 30), articles(2, 80)
    assert moved(new, old) == moved(new.sample(frac=1, random_state=1), old.sample(frac=1, random_state=2))
