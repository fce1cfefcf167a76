import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.gazetteer import country_of, place

COUNTRIES = {
    "US": "US", "U.S.": "US", "the United States": "US", "UK": "GB", "Britain": "GB", "North Korea": "KP",
    "Republic of Korea": "KR", "Czech Republic": "CZ", "Ivory Coast": "CI", "the Netherlands": "NL", "Taiwan": "TW",
    "us": None, "Tokyo": None, "Korean": None, "": None,
}  # fmt: skip
PLACES = {
    "Tokyo": ("city", "JP"),
    "Washington": ("city", "US"),
    "New York": ("city", "US"),
    "The Hague": ("city", "NL"),
    "Cologne": ("city", "DE"),
    "Texas": ("state", "US"),
    "Georgia": ("country", "GE"),
    "Asia": None,
    "Nowhereville": None,
}


@pytest.mark.parametrize(("name", "code"), COUNTRIES.items())
def test_countries_are_known_by_their_newspaper_names(name, code):
    assert country_of(name) == code


@pytest.mark.parametrize(("name", "expected"), PLACES.items())
def test_places_have_a_kind_and_a_country(name, expected):
    found = place(name)
    assert (found and (found.kind, found.country_code)) == expected


@settings(deadline=None)
@given(st.text())
def test_any_string_may_be_looked_up(name):
    assert place(name) is None or place(name).geonames_id > 0
