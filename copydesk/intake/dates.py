"""When an article was published: from a stated time, a URL, or a date line. Never relative, never from a clock."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from dateutil import parser  # type: ignore[import-untyped]

FIRST_YEAR, LAST_YEAR = 1800, 2099
"""Digitised newspapers begin about here; a later year is a slip."""

_LONGEST = 80
_ZONE_HOURS = {
    **dict.fromkeys(("UTC", "GMT", "Z", "WET"), 0.0),
    **{"BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "SGT": 8, "HKT": 8, "KST": 9, "JST": 9},
    **{"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AEST": 10, "AEDT": 11, "NZST": 12},
}
"""Abbreviations with one meaning in news (hours from UTC). IST and CST have several, so they are taken for UTC."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_STAMP = re.compile(r"\d{14}")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2\d{2,4}(?!\d)")

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "(?:" + "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + "|sept\\.?)"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_YEAR = "(?:1[89][0-9]{2}|20[0-9]{2})"
_DATE = (
    f"(?:{_DAY}(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}|{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"
    f"|{_YEAR}-(?:1[0-2]|0[1-9])-(?:3[01]|[12][0-9]|0[1-9]))"
)
_WEEKDAY = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )"
_TIME = "[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?: ?[ap]\\.?m\\.?)?(?: ?[a-z]{2,4})?"
_DATE_LINE = re.compile(
    f"(?:(?:first )?(?:published|posted|publication date|date)(?: at| on)?:? ?)?{_WEEKDAY}?"
    f"(?P<date>{_DATE})(?:T?,?(?: at| [-–|•·])? ?{_TIME})?",
    re.IGNORECASE,
)
# "LISTON, Norland, May 31, 2024 (HP) – The ferry talks"
_DATELINE = re.compile(
    f"[^\\W\\d_][^\\n,(]{{1,40}}(?:, [^\\n,(]{{1,30}})?,? (?P<date>(?i:{_DATE}))(?: \\([^()\\n]{{1,40}}\\))? ?[-–—:]"
)
_TOP_LINES = 15
"""Lines looked at: below, a date is about the story, not about the article."""

_URL_DAY = re.compile(f"/({_YEAR})[/-](1[0-2]|0?[1-9])[/-]({_DAY})(?![0-9])")
_URL_NAMED = re.compile(f"/({_YEAR})/({'|'.join(name[:3] for name in _MONTHS)})/({_DAY})(?![0-9])", re.IGNORECASE)
_URL_STAMP = re.compile("/(20[0-9]{2})(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])(?![0-9])")


def parse_moment(value: object) -> datetime | None:
    """Return the moment that ``value`` states, aware and in UTC, or ``None`` where it states no full date.

    Understood are ISO 8601, RFC 2822, seconds or milliseconds since 1970, and the usual written forms with a day,
    a month and a year. ``05/06/2024`` is refused, as it means two days; ``31/05/2024`` and ``31.05.2024`` are not.
    A date without a time is its midnight; a time without a zone is taken for UTC.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        value = repr(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value[: _LONGEST + 1].split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        moment = _parse(text)
        if moment is None:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    # dateutil lets more through on hostile input than it documents; what it cannot read is simply no date.
    except (ValueError, OverflowError, TypeError, AttributeError, ArithmeticError, IndexError):
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _parse(text: str) -> datetime | None:
    if _EPOCH.fullmatch(text):
        seconds = float(text)
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds / 1000 if seconds >= 1e11 else seconds)
    if _STAMP.fullmatch(text):
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    if text[:3].isalpha() and "," in text[:4]:
        try:
            return parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            pass
    return _parse_written(text)


def _parse_written(text: str) -> datetime | None:
    """Parse with dateutil, which fills what is missing from a default: two defaults show whether it did."""
    numeric = _NUMERIC.search(text)
    day_first = False
    if numeric:
        first, separator, second = int(numeric[1]), numeric[2], int(numeric[3])
        day_first = separator == "." or first > 12
        if not day_first and first != second and second <= 12:
            return None
    readings = [
        parser.parse(text, default=default, dayfirst=day_first, tzinfos=_zone)
        for default in (datetime(2000, 1, 1), datetime(2003, 2, 2))
    ]
    moment = readings[0]
    return moment if isinstance(moment, datetime) and readings[0] == readings[1] else None


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    hours = _ZONE_HOURS.get((name or "").upper())
    return None if hours is None else timezone(timedelta(hours=hours))


def date_in_url(url: str) -> datetime | None:
    """Return the day in the path of ``url`` (``/2024/05/31/``, ``/2024/may/31/``, ``/20240531``), midnight UTC."""
    path = url.partition("?")[0].partition("#")[0][:2000]
    for pattern in (_URL_DAY, _URL_NAMED, _URL_STAMP):
        match = pattern.search(path)
        if match:
            year, month, day = match.groups()
            number = int(month) if month.isdigit() else [name[:3] for name in _MONTHS].index(month.lower()) + 1
            try:
                return datetime(int(year), number, int(day), tzinfo=UTC)
            except ValueError:
                continue
    return None


def date_in_text(text: str) -> datetime | None:
    """Return the day of the first date line or dateline near the top of ``text``, midnight UTC.

    A date line holds nothing but the date ("Published: Friday 31 May 2024, 10:15 BST"); a dateline opens a paragraph
    ("LISTON, May 31, 2024 (HP) –"). Both must state the year. "Updated" lines do not count.
    """
    seen = 0
    position = 0
    while seen < _TOP_LINES and position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        head = " ".join(text[position : min(end, position + 160)].split())
        if head:
            seen += 1
            whole = end - position <= 160
            match = (_DATE_LINE.fullmatch(head) if whole else None) or _DATELINE.match(head)
            if match:
                return parse_moment(re.sub(r"(?<=\d)(?:st|nd|rd|th)|\bof\b", "", match["date"], flags=re.IGNORECASE))
        position = end + 1
    return None
