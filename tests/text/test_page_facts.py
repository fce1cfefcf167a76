"""What a page says of itself, from segments made by hand."""

import pytest
from handmade_pages import page
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.bylines import authors
from copydesk.text.date_lines import published_day
from copydesk.text.page_counts import comment_count, reading_time_minutes
from copydesk.text.page_facts import body, publisher, section, standfirst, texts, title, unspaced_share, word_count
from copydesk.text.truncation import truncation
from copydesk.text.zone_rules import KINDS
from copydesk.zoner import zone_text

PARAGRAPH = "The town council agreed to rebuild the pier before the winter storms come back."


def test_body_leaves_out_the_title_and_the_residue():
    text, segments = page(
        ("title", "Pier"), ("paragraph", "One."), ("ad_marker", "Ad"), ("subheading", "Two"), ("list_item", "• three")
    )
    assert body(text, segments) == "One.\n\nTwo\n\n• three"
    assert word_count(text, segments) == 3


WORDS = {
    "English": ("The pier reopens.", 3),
    "French": ("« Voilà », dit-il.", 4),
    "Arabic": ("هل توقف المطر؟", 3),
    "Hindi": ("बारिश रुकी।", 2),
    "Korean": ("비가 그쳤다.", 2),
    "Chinese by twos": ("雨停了他们走了吧", 4),
    "Chinese with a name": ("雨停了，John Roe走了。", 5),
    "Japanese by twos": ("雨が止んだ。", 3),
    "Thai by fours": ("ฝนหยุดแล้ว", 2),
}


@pytest.mark.parametrize(("words", "count"), WORDS.values(), ids=WORDS.keys())
def test_words_are_counted_by_white_space_or_by_characters(words, count):
    assert word_count(*page(("paragraph", words))) == count


@pytest.mark.parametrize(("words", "low", "high"), [("A pier.", 0, 0), ("雨停了。", 0.7, 0.8), ("NHKは雨だ", 0.5, 0.6)])
def test_the_share_of_a_script_without_spaces(words, low, high):
    assert low <= unspaced_share(*page(("paragraph", words))) <= high


def test_texts_of_a_kind_come_without_bullets_and_folded():
    lines = page(
        ("standfirst", "• One\ttwo"), ("standfirst", "- Three"), ("standfirst", "•"), ("standfirst", "One two")
    )
    assert texts("standfirst", *lines) == ["One two", "Three", "One two"]
    assert standfirst(*lines) == ["One two", "Three"]
    assert texts("title", *lines) == []


TITLES = {
    "plain": ("Pier reopens", "Pier reopens"),
    "a heading of Markdown": ("# Pier reopens", "Pier reopens"),
    "a tab title": ("Pier reopens | The Arvika Post", "Pier reopens"),
    "a tab title with a dash": ("Pier - reopens – the arvika post", "Pier - reopens"),
    "a mark of its own": ("Pier | a day after", "Pier | a day after"),
    "nothing but the publisher": ("The Arvika Post", "The Arvika Post"),
}


@pytest.mark.parametrize(("line", "name"), TITLES.values(), ids=TITLES.keys())
def test_a_title_is_the_line_without_its_publisher(line, name):
    assert title(*page(("title", line)), "The Arvika Post") == name
    assert title(*page(("title", line))) == line.lstrip("# ")


def test_a_page_may_have_no_title():
    assert title(*page(("paragraph", PARAGRAPH))) is None


SECTIONS = {
    "one": (["Politics"], "Politics"),
    "breadcrumbs": (["Home > News > Politics"], "Politics"),
    "only the home page": (["Startseite", "Politik"], "Politik"),
    "none": ([], None),
}


@pytest.mark.parametrize(("labels", "name"), SECTIONS.values(), ids=SECTIONS.keys())
def test_a_section_is_the_label_or_the_last_crumb(labels, name):
    assert section(*page(*[("section_label", label) for label in labels])) == name


def copyright_page(line, *head):
    return page(*[("navigation", words) for words in head], ("paragraph", PARAGRAPH), ("legal", line))


PUBLISHERS = {
    "year and name": ("© 2031 The Arvika Post. All rights reserved.", "The Arvika Post"),
    "name and company": ("Copyright © 2019-2031 The Arvika Post Ltd", "The Arvika Post"),
    "by": ("(c) 2031 by The Arvika Post | Privacy", "The Arvika Post"),
    "a holding company": ("© 2031 Brenna Holdings", None),
    "an agency": ("Copyright 2031 The Associated Press. All rights reserved.", None),
    "no name": ("© 2031. All rights reserved", None),
    "no copyright": ("Terms of use", None),
}


@pytest.mark.parametrize(("line", "name"), PUBLISHERS.values(), ids=PUBLISHERS.keys())
def test_the_copyright_line_names_the_publisher_that_the_page_shows(line, name):
    assert publisher(*copyright_page(line, "Pier reopens | The Arvika Post", "The Associated Press")) == name
    assert publisher(*copyright_page(line, "THE ARVIKA POST", "The Associated Press")) == name
    assert publisher(*copyright_page(line)) is None


READING_TIMES = {
    "English label": ("Reading Time:4 minutes", 4),
    "English": ("12 min read", 12),
    "with a hyphen": ("4-minute read", 4),
    "alone": ("4 minutes", 4),
    "a letter": ("4m read", 4),
    "in words": ("Four-minute read", 4),
    "after a date": ("3 May 2031 · 4 min read", 4),
    "after a clock": ("10:15 · 4 min", 4),
    "a range": ("3-5 min read", 3),
    "a number only": ("Reading time: 4", 4),
    "a fraction": ("2.5 min read", 3),
    "seconds": ("45 sec read", 1),
    "an hour": ("1 hr 5 min read", 65),
    "under a minute": ("Less than a minute", 1),
    "German": ("Lesezeit ca. 4 Min.", 4),
    "French": ("Temps de lecture : 4 minutes", 4),
    "Spanish": ("Tiempo de lectura: 4 min", 4),
    "Portuguese": ("Leitura de 4 minutos", 4),
    "Italian": ("Tempo di lettura: 4 minuti", 4),
    "Dutch": ("Leestijd 4 minuten", 4),
    "Swedish": ("Lästid: 4 min", 4),
    "Polish": ("4 minuty czytania", 4),
    "Turkish": ("Okuma süresi: 4 dk", 4),
    "Russian": ("Время чтения: 4 минуты", 4),
    "Arabic": ("وقت القراءة ٤ دقائق", 4),
    "Hindi": ("4 मिनट पढ़ें", 4),
    "Japanese": ("この記事は4分で読めます", 4),
    "Chinese": ("阅读时间 4 分钟", 4),
    "Korean": ("읽는 시간 4분", 4),
    "no number": ("Reading time", None),
    "a year": ("3 May 2031", None),
    "beyond reason": ("900 min read", None),
}


@pytest.mark.parametrize(("words", "minutes"), READING_TIMES.values(), ids=READING_TIMES.keys())
def test_reading_time_is_what_the_page_says(words, minutes):
    assert reading_time_minutes(*page(("reading_time", words))) == minutes


COMMENT_COUNTS = {
    "a bare number": ("48", 48),
    "in brackets": ("(48)", 48),
    "with a word": ("12 Comments", 12),
    "thousands": ("1,204 comments", 1204),
    "after the word": ("Comments (1,204)", 1204),
    "with a button": ("View all 12 comments", 12),
    "a round number": ("1.2K Comments", 1200),
    "one in a word": ("One comment", 1),
    "a thread": ("3 thoughts on “Pier reopens after the storm of last May”", 3),
    "responses": ("1,204 responses to Pier reopens", 1204),
    "none": ("0 comments", 0),
    "none yet": ("No comments yet", 0),
    "the first": ("Be the first to comment!", 0),
    "German": ("1.204 Kommentare", 1204),
    "German after the word": ("Kommentare: 12", 12),
    "German none": ("Keine Kommentare", 0),
    "French": ("1 204 commentaires", 1204),
    "French with a narrow space": ("1\u202f204 commentaires", 1204),
    "French none": ("Aucun commentaire", 0),
    "Spanish": ("12 comentarios", 12),
    "Spanish none": ("Sin comentarios", 0),
    "Italian none": ("Nessun commento", 0),
    "Swiss": ("1’204 Kommentare", 1204),
    "Indian": ("1,20,400 comments", 120400),
    "Swedish none": ("Inga kommentarer", 0),
    "Polish": ("Komentarze (12)", 12),
    "Russian": ("12 комментариев", 12),
    "Russian none": ("Нет комментариев", 0),
    "Turkish": ("12 Yorum", 12),
    "Arabic": ("١٢ تعليقات", 12),
    "Japanese": ("コメント12件", 12),
    "Japanese ten thousands": ("1.2万件のコメント", 12000),
    "Chinese none": ("暂无评论", 0),
    "Korean": ("댓글 12", 12),
    "an invitation": ("Leave a comment", None),
    "more of them": ("Show 5 more comments", None),
    "who wrote": ("Ann Lee on May 3, 2031 at 10:15 am", None),
    "when": ("3 May 2031 10:15", None),
    "a share of them": ("4.5 out of 5", None),
}


@pytest.mark.parametrize(("words", "count"), COMMENT_COUNTS.values(), ids=COMMENT_COUNTS.keys())
def test_comment_count_is_what_the_page_says(words, count):
    assert comment_count(*page(("comment_count", words))) == count


def test_the_heading_of_a_thread_counts_comments_whatever_it_was_taken_for():
    assert comment_count(*page(("navigation", "3 thoughts on Pier reopens"))) == 3
    assert comment_count(*page(("paragraph", "3 thoughts on piers, and why they matter."))) is None
    assert comment_count(*page(("comment_count", "Comments"), ("comment_count", "12 Comments"))) == 12


def test_a_page_that_says_nothing_has_no_facts():
    facts = page(("paragraph", PARAGRAPH))
    assert (reading_time_minutes(*facts), comment_count(*facts), truncation(*facts), authors(*facts)) == (
        None,
        None,
        None,
        (),
    )
    assert (title(*facts), section(*facts), publisher(*facts), published_day(*facts)) == (None,) * 4


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.text(min_size=1))))
def test_facts_stand_any_text(lines):
    text, segments = page(*lines)
    for found in (segments, zone_text(text)):
        assert word_count(text, found) >= 0
        assert isinstance(body(text, found), str)
        assert truncation(text, found) != ""
        assert all(authors(text, found))
        assert (comment_count(text, found) or 0) >= 0
        assert (reading_time_minutes(text, found) or 0) >= 0
        assert title(text, found, "Post") != ""
        assert publisher(text, found) != ""
        assert section(text, found) != ""
