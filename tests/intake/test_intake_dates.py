from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.intake.dates import date_in_text, date_in_url, parse_moment

DAY = datetime(2024, 5, 31, tzinfo=UTC)
MORNING = datetime(2024, 5, 31, 9, 30, tzinfo=UTC)

MOMENTS = {
    "ISO with an offset": ("2024-05-31T11:30:00+02:00", MORNING),
    "ISO with Z": ("2024-05-31T09:30:00Z", MORNING),
    "ISO without a zone is UTC": ("2024-05-31 09:30:00", MORNING),
    "ISO day": ("2024-05-31", DAY),
    "compact day": ("20240531", DAY),
    "compact time": ("20240531093000", MORNING),
    "RFC 2822": ("Fri, 31 May 2024 09:30:00 GMT", MORNING),
    "seconds since 1970": (1717147800, MORNING),
    "milliseconds since 1970": ("1717147800000", MORNING),
    "British": ("Friday 31 May 2024 10:30 BST", MORNING),
    "American": ("May 31, 2024 5:30 am EDT", MORNING),
    "day first, for no month has 31": ("31/05/2024", DAY),
    "month first, for no month has 31": ("5/31/2024", DAY),
    "points are day first": ("3.5.2024", datetime(2024, 5, 3, tzinfo=UTC)),
    "two meanings": ("05/06/2024", None),
    "no year": ("31 May", None),
    "no day": ("May 2024", None),
    "a year": ("2024", None),
    "relative": ("yesterday", None),
    "today": ("today", None),
    "a weekday": ("Friday", None),
    "a time": ("09:30", None),
    "no such day": ("2024-02-31", None),
    "an absurd year": ("0099-05-31", None),
    "beyond the calendar": ("9999-12-31T23:59:59-10:00", None),
    "not a string": (["2024-05-31"], None),
    "true is no number": (True, None),
    "infinity": (float("inf"), None),
    "nothing": ("", None),
}

URLS = {
    "slashes": ("https://a.example/news/2024/05/31/ferry", DAY),
    "a month's name": ("https://a.example/2024/may/31/ferry", DAY),
    "hyphens": ("https://a.example/2024-05-31-ferry", DAY),
    "one number": ("https://a.example/20240531/ferry", DAY),
    "no such day": ("https://a.example/2024/02/31/ferry", None),
    "an article's number": ("https://a.example/news-120240531", None),
    "a month only": ("https://a.example/2024/05/ferry", None),
    "not in the query": ("https://a.example/ferry?from=/2024/05/31/", None),
}

TEXTS = {
    "a date line": ("Ferry talks stall\n\n31 May 2024\n\nThe talks broke off.", DAY),
    "published, with a time": ("Published: Friday 31 May 2024, 10:15 BST\nThe talks broke off.", DAY),
    "an ordinal": ("May 31st, 2024\nThe talks broke off.", DAY),
    "a dateline with its year": ("LISTON, Norland, May 31, 2024 (HP) – The talks broke off.", DAY),
    "a dateline without": ("LISTON, May 31 (HP) – The talks broke off.", None),
    "a date in a sentence": ("On 31 May 2024 the talks broke off.", None),
    "a date in a headline": ("How 31 May 2024 changed the port", None),
    "a change is no publication": ("Updated: 31 May 2024\nThe talks broke off.", None),
    "far down": ("line\n" * 40 + "31 May 2024", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("value", "moment"), MOMENTS.values(), ids=MOMENTS.keys())
def test_stated_times_are_understood_or_refused(value, moment):
    assert parse_moment(value) == moment


@pytest.mark.parametrize(("url", "day"), URLS.values(), ids=URLS.keys())
def test_the_day_in_a_url(url, day):
    assert date_in_url(url) == day


@pytest.mark.parametrize(("text", "day"), TEXTS.values(), ids=TEXTS.keys())
def test_the_day_in_a_text(text, day):
    assert date_in_text(text) == day


@given(st.text() | st.text("0123456789 -:/.,TZ+mayfri", max_size=40) | st.integers() | st.floats())
def test_any_value_is_an_aware_moment_or_none(value):
    moment = parse_moment(value)
    assert moment is None or moment.tzinfo is UTC
    date_in_text(str(value))
    date_in_url(str(value))
