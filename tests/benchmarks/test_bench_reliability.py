"""The counts in docs/reliability.md are those of the last soak, and nobody's guess."""

import json

import pytest

from benchmarks.reliability import BEGIN, COUNTS, END, PAGE, page_with


def test_counts_stand_between_their_marks():
    page = page_with(f"a\n{BEGIN}\nold\n{END}\nb\n", {"kills by step": 1234, "bits flipped": 5})
    assert page == (
        f"a\n{BEGIN}\n| tried | times | lost or wrong |\n|---|---:|---:|\n"
        f"| bits flipped | 5 | 0 |\n| kills by step | 1,234 | 0 |\n{END}\nb\n"
    )


def test_a_page_without_the_marks_is_refused():
    with pytest.raises(ValueError, match="needs the marks"):
        page_with("a page", {})


def test_the_page_has_the_counts_of_the_last_soak():
    page = PAGE.read_text()
    if COUNTS.exists():
        assert page == page_with(page, json.loads(COUNTS.read_text()))
    else:
        assert f"{BEGIN}\n{END}" in page
