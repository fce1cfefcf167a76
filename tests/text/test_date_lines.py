"""The day of a date line, in the languages of news."""

from datetime import date

import pytest
from handmade_pages import page
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.date_lines import day_of_line, published_day

DAY = date(2031, 5, 3)
NAMES_THE_DAY = (
    *("3 May 2031", "May 3, 2031", "3rd of May 2031", "Published: Saturday 3 May 2031, 10:15 BST", "10:15 3 May 2031"),
    *("ANN LEE | 3 May 2031", "LISTON, May 3, 2031 (HP) –", "3-May-2031", "2031-05-03T10:15", "2031/05/03", "3.5.2031"),
    *("Samstag, 3. Mai 2031, 10:15 Uhr", "03.05.2031 - 10:15", "Le 3 mai 2031 à 10h15", "3 de mayo de 2031"),
    *(
        "3 maggio 2031",
        "3 mei 2031",
        "3 maj 2031",
        "3. mai 2031",
        "3. toukokuuta 2031",
        "3 maja 2031",
        "3. května 2031",
    ),
    *("2031. május 3.", "3 mai 2031", "3 Mayıs 2031", "3 мая 2031, 10:15", "3 травня 2031", "3 Μαΐου 2031"),
    *("3 مايو 2031", "٣ مايو ٢٠٣١", "3 أيار 2031", "3 מאי 2031", "3 मई 2031", "३ मई २०३१"),
    *("2031年5月3日 10時15分", "2031년 5월 3일", "2031. 5. 3."),
    # Of two days, that of publication.
    *("Published 3 May 2031 | Updated 4 May 2031", "Updated 4 May 2031, first published 3 May 2031"),
    *("Mis à jour le 4 mai 2031, publié le 3 mai 2031", "公開日：2031年5月3日 更新日：2031年5月4日"),
)
NAMES_NONE = (
    *("", "3 hours ago", "yesterday", "vor 3 Stunden", "3小时前", "3 May", "May 2031", "30 February 2031", "10:15"),
    *("Updated 4 May 2031", "Stand: 4. Mai 2031", "最終更新 2031年5月4日", "Actualizado el 4 de mayo de 2031"),
    *("05/06/2031", "13 اردیبهشت 1410", "3 May 2531", "Model 3.5.20312"),
)


@pytest.mark.parametrize("line", NAMES_THE_DAY)
def test_a_day_is_read_in_many_languages(line):
    assert day_of_line(line) == DAY


@pytest.mark.parametrize("line", NAMES_NONE)
def test_what_is_no_day_of_publication_is_none(line):
    assert day_of_line(line) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [("03/05/2031", DAY), ("31/05/2031", date(2031, 5, 31)), ("05/31/2031", None), ("5/5/2031", date(2031, 5, 5))],
)
def test_the_day_comes_first_in_every_language_but_english(line, day):
    assert day_of_line(line, day_first=True) == day


PROSE = ("paragraph", "The town council agreed to rebuild the pier.")
PAGES = {
    "under the headline": ([("title", "Pier"), ("dateline", "3 May 2031"), PROSE], DAY),
    "above the headline": ([("dateline", "3 May 2031"), ("title", "Pier"), PROSE], DAY),
    "under it before above it": (
        [("dateline", "9 May 2031"), ("title", "Pier"), ("dateline", "3 May 2031"), PROSE],
        DAY,
    ),
    "in a byline": ([("title", "Pier"), ("byline", "ANN LEE | 3 May 2031"), PROSE], DAY),
    "in a dateline": ([("title", "Pier"), ("dateline", "LISTON, May 3, 2031 (HP) –"), PROSE], DAY),
    "an update before": (
        [("title", "Pier"), ("dateline", "Updated 4 May 2031"), ("dateline", "3 May 2031"), PROSE],
        DAY,
    ),
    "an update of two lines": ([("title", "Pier"), ("navigation", "Updated"), ("dateline", "4 May 2031"), PROSE], None),
    "of another article": ([("title", "Pier"), PROSE, PROSE, ("dateline", "3 May 2031")], None),
    "of the calendar above the menu": ([("dateline", "3 May 2031"), *[("navigation", "N")] * 9, ("title", "P")], None),
    "in the story": ([("title", "Pier"), ("paragraph", "It sank on 3 May 2031.")], None),
}


@pytest.mark.parametrize(("lines", "day"), PAGES.values(), ids=PAGES.keys())
def test_the_date_beside_the_headline_counts(lines, day):
    assert published_day(*page(*lines)) == day


@given(st.text() | st.text(alphabet="0123456789./- May年月日 Updated", max_size=60), st.booleans())
def test_any_line_gives_a_day_or_none(line, day_first):
    day = day_of_line(line, day_first=day_first)
    assert day is None or 1800 <= day.year <= 2099
