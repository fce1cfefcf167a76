"""Languages: how often one may turn up."""

import math

import numpy as np
import pytest
from made_profiles import articles, drop_id, table

from copydesk.drift.articles import articles_of
from copydesk.drift.languages import rises, tail


@pytest.mark.parametrize(("count", "tries", "probability"), [(0, 5, 0.3), (3, 5, 0.3), (5, 5, 0.3), (9, 40, 0.02)])
def test_the_tail_of_the_binomial_is_exact(count, tries, probability):
    terms = [
        math.comb(tries, times) * probability**times * (1 - probability) ** (tries - times)
        for times in range(count, tries + 1)
    ]
    assert tail(count, tries, probability) == pytest.approx(sum(terms))


def test_the_tail_of_many_articles_is_found_at_once():
    assert tail(100_000, 100_000, 0.01) == 0
    assert tail(0, 100_000, 0.5) == pytest.approx(1)


def spoken(new: list[str | None], old: list[list[str | None]]):
    ours = articles_of(table(articles(1, len(new)).assign(language=new)), {})
    known = [articles(seed, len(part), drop_id(seed)).assign(language=part) for seed, part in enumerate(old, start=2)]
    theirs = articles_of(table(*known), {drop_id(seed): seed for seed in range(50)})
    strata = {"Holmstad Herald": (np.arange(len(ours)), np.arange(len(theirs)))}
    return {rise.language: rise for rise in rises(ours, theirs, strata)}


def test_a_language_that_was_never_there_is_improbable():
    found = spoken(["en"] * 30 + ["de"] * 10, [["en"] * 100])
    assert found["de"].expected == pytest.approx(1 / 102)
    assert found["de"].share == 0.25
    assert found["de"].chance < 1e-9
    assert found["en"].chance > 0.5


def test_two_articles_are_no_change():
    assert set(spoken(["en"] * 30 + ["de"] * 2, [["en"] * 100])) == {"en"}


def test_a_language_that_nobody_knows_is_one_too():
    assert spoken(["en"] * 30 + [None] * 10, [["en"] * 100])[None].share == 0.25


def test_a_known_drop_tells_how_large_a_share_may_come_again():
    old = [["en"] * 30, ["en"] * 30, ["de"] * 15 + ["en"] * 15]
    assert spoken(["de"] * 15 + ["en"] * 15, old)["de"].most == pytest.approx(0.5 - 16 / 92)
