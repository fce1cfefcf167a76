from random import Random

import pytest
from zoner_pages import STORY, page, plain_page

from copydesk.text.lines import split_lines
from training.zoner.gold import words_of
from training.zoner.inventions import Inventor, pool_of
from training.zoner.variants import variant

OTHERS = [
    page(
        *[
            ("body", text)
            for text in (f"{number} gulls were counted on the {place} by the wardens of the coast today.",)
        ],
        body=[f"{number} gulls were counted on the {place} by the wardens of the coast today."],
        title=f"{number} gulls on the {place}",
        publisher=f"coast-{place}",
        render="region_block",
    )
    for number, place in enumerate(["quay", "pier", "roof", "sand", "wall", "mast", "tower", "slip", "lawn", "dune"])
]
PAGE = plain_page()
POOL = pool_of([*OTHERS, plain_page(render="region_block")])
SEEDS = range(25)


def chance(seed):
    return Random(seed)  # noqa: S311 - pages, no secrets


def made(seed, of=PAGE):
    return variant(of, POOL, chance(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_variant_holds_the_whole_body_in_its_order(seed):
    def body(rows):
        return [(row.text, row.joins) for row in rows if row.kind == "body"]

    assert body(made(seed)) == body(PAGE.rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_of_a_variant_has_one_label(seed):
    rows = made(seed)
    lines = split_lines("\n".join(row.text for row in rows))
    assert [line.text for line in lines] == [row.text.strip() for row in rows if row.kind is not None]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_put_in_is_of_other_publishers_and_not_of_the_article(seed):
    known = {row.text for row in PAGE.rows}
    added = [row for row in made(seed) if row.text not in known]
    assert {row.kind for row in added} <= {"other"}
    assert all("Bridge to close" not in row.text for row in added)


def test_the_title_is_never_lost():
    assert all(any(row.kind == "title" for row in made(seed)) for seed in SEEDS)


def test_the_same_seed_makes_the_same_variant():
    assert [made(seed) for seed in SEEDS] == [made(seed) for seed in SEEDS]
    assert len({tuple(made(seed)) for seed in SEEDS}) > 20


def test_blank_lines_part_what_is_put_in_where_they_part_the_page():
    packed = page(*[("body", text) for text in STORY])
    assert all(row.text for seed in SEEDS for row in made(seed, packed))
    assert any(not row.text for seed in SEEDS for row in made(seed)[len(PAGE.rows) :])


def test_a_page_without_a_body_has_no_variant():
    assert made(0, page(("other", "Home"), ("other", "Sport"))) is None


def test_a_page_of_a_language_with_few_articles_gets_furniture_in_english():
    inventor = Inventor(chance(1), POOL, "eo", "gazette")
    told = words_of(" ".join(line for _ in range(20) for line in inventor.teasers()))
    assert "gulls" in told
    assert "bridge" not in told


def test_without_any_other_article_furniture_is_still_invented():
    inventor = Inventor(chance(1), {}, "en", "gazette")
    threads = [inventor.comments([]) for _ in range(20)]
    assert "There is more." in {line for thread in threads for line in thread}
    assert "More news" in " ".join(line for _ in range(20) for line in inventor.pointer())
