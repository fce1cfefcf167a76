"""Scores and the distance of means: publishers apart, drops apart, nothing that one article can move much."""

import math

import numpy as np
import pytest
from made_profiles import articles, table

from copydesk.drift.articles import articles_of
from copydesk.drift.measures import MEASURES, Sample, shift


def sample(*strata: list[float]) -> Sample:
    numbers = np.repeat(np.arange(len(strata)), [len(part) for part in strata])
    return Sample(np.array([score for part in strata for score in part]), numbers)


def one_drop(scores: Sample) -> np.ndarray:
    return np.zeros(len(scores.score), dtype=np.int64)


def normal(seed: int, mean: float, count: int, spread: float = 1.0) -> list[float]:
    return np.random.default_rng(seed).normal(mean, spread, count).tolist()


SCORES = {
    "quotations count by their logarithm": ("quotes", {"quotes": 3}, math.log(4)),
    "a text that was not tagged has no number of quotations": ("quotes", {"tagged": False}, None),
    "a caption has no number of quotations": ("quotes", {"words": 49}, None),
    "speakers are a share of the quotations": ("unresolved", {"quotes": 4, "unresolved": 1}, 0.25),
    "without a quotation there is no such share": ("unresolved", {"quotes": 0, "unresolved": 0}, None),
    "residue is a share of the characters": ("residue", {"characters": 200, "residue": 50}, 0.25),
    "a page without a segment has no such share": ("residue", {"characters": 0, "residue": 0}, None),
    "length counts by its logarithm": ("length", {"words": 99}, math.log(100)),
    "repeated text is a share of the characters": ("repeated", {"characters": 200, "repeated": 20}, 0.1),
}


@pytest.mark.parametrize(("measure", "facts", "score"), SCORES.values(), ids=SCORES.keys())
def test_scores(measure, facts, score):
    row = articles(1, 1).assign(**{"words": 500, "tagged": True, **facts})
    (found,) = MEASURES[measure].score(articles_of(table(row), {}))
    assert math.isnan(found) if score is None else found == pytest.approx(score)


def test_a_difference_is_that_of_the_means():
    old = sample(normal(1, 0, 400))
    new = sample(normal(2, 1, 100))
    found = shift(new, old, one_drop(old), between=0.0, within=0.1)
    assert found.difference == pytest.approx(new.score.mean() - old.score.mean())
    assert found.error == pytest.approx(math.sqrt(old.score.var(ddof=1) * (1 / 100 + 1 / 400)), rel=1e-6)
    assert (found.articles, found.known) == (100, 400)


def test_another_mix_of_publishers_is_no_difference():
    old = sample(normal(1, 0, 300, 0.1), normal(2, 5, 300, 0.1))
    new = sample(normal(3, 0, 5, 0.1), normal(4, 5, 95, 0.1))
    assert abs(shift(new, old, one_drop(old), between=0.1, within=0.1).z) < 2


def test_equal_articles_prove_no_more_than_the_least_spread_allows():
    old = sample([0.0] * 100)
    found = shift(sample([0.1] * 100), old, one_drop(old), between=0.04, within=0.05)
    assert found.error == pytest.approx(math.sqrt(0.05**2 * (1 / 100 + 1 / 100) + 0.04**2 * 2))


def test_drops_that_differ_from_day_to_day_make_a_difference_less_sure():
    calm = normal(1, 0, 400)
    drops = np.repeat(np.arange(10), 40)
    wild = [score + (drop % 5 - 2) for score, drop in zip(calm, drops, strict=True)]
    new = sample([2.0] * 40)
    sure = shift(new, sample(calm), drops, between=0.1, within=0.1)
    unsure = shift(new, sample(wild), drops, between=0.1, within=0.1)
    assert sure.z > 10
    assert unsure.z < 2


def test_a_publisher_of_whom_little_is_known_is_expected_near_the_others():
    others = [normal(seed, 0, 60, 0.2) for seed in range(6)]
    old = sample(*others, [2.0])
    new = Sample(np.array([0.0] * 30), np.array([6] * 30))
    assert shift(new, old, one_drop(old), between=0.1, within=0.2).expected < 1


def test_two_publishers_do_not_tell_how_much_publishers_differ():
    old = sample(normal(1, 0, 60, 0.2), normal(2, 2, 5, 0.2))
    new = Sample(np.array([2.0] * 30), np.array([1] * 30))
    assert abs(shift(new, old, one_drop(old), between=0.1, within=0.2).difference) < 0.5


def test_publishers_of_one_article_each_differ_as_all_articles_do():
    old = sample(*[[score] for score in normal(1, 0, 60)])
    new = sample(*[[score] for score in normal(2, 0, 60)])
    found = shift(new, old, one_drop(old), between=0.1, within=0.1)
    assert 0.1 < found.error < 0.5


def test_one_live_blog_moves_a_mean_little():
    plain = articles(1, 64)
    blog = plain.assign(quotes=[*plain["quotes"][:-1], 400], words=[*plain["words"][:-1], 60_000])
    for measure in ("quotes", "length"):
        scores = [MEASURES[measure].score(articles_of(table(frame), {})).mean() for frame in (plain, blog)]
        assert abs(scores[1] - scores[0]) < 0.1
