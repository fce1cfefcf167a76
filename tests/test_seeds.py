"""The two scraped articles that the project was made from: who is quoted in them. Their text is not ours to ship."""

from pathlib import Path

import pytest

from copydesk.annotate import annotate_paths
from copydesk.settings import Settings

SEEDS = Path(__file__).parents[1] / "../shared/seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")

QUOTED = {
    "000_3cde689f60b82d13": [("Brad Glosserman", "pull_quote"), ("Brad Glosserman", "explicit")],
    "002_f2df8ba819672c2e": [
        ("Park Won-gon", "surname"),
        ("Park Won-gon", "pronoun"),
        ("Park Won-gon", "surname"),
        ("Frank Aum", "surname"),
        ("Fumio Kishida", "surname"),
        ("Fumio Kishida", "pronoun"),
        ("ministry’s 2023 action plan", "explicit"),
        ("ministry’s 2023 action plan", "explicit"),
        ("Park Won-gon", "surname"),
        ("Park Won-gon", "pronoun"),
        ("Park Won-gon", "pronoun"),
        ("Frank Aum", "carried"),
    ],
}
"""Speakers of the direct and mixed quotations, in text order."""


@pytest.fixture(scope="module")
def seeds():
    return {record["doc"]: record for record in annotate_paths([SEEDS], Settings(), zones=True)}


@pytest.mark.parametrize("name", QUOTED)
def test_quoted_words_have_their_speakers(seeds, name):
    quoted = [quote for quote in seeds[name]["quotes"] if quote["kind"] != "indirect"]
    assert [(quote["speaker"], quote["method"]) for quote in quoted] == QUOTED[name]


def test_the_pull_quote_repeats_the_body(seeds):
    quotes = seeds["000_3cde689f60b82d13"]["quotes"]
    repeated = [quote["duplicate_of"] for quote in quotes if quote["method"] == "pull_quote"]
    assert [quotes[index]["method"] for index in repeated] == ["explicit"]


def test_capitals_speak_for_their_governments(seeds):
    speakers = {quote["speaker"] for quote in seeds["002_f2df8ba819672c2e"]["quotes"]}
    assert "Tokyo" in speakers
