"""Authors are the names of an article's own bylines."""

import pytest
from handmade_pages import page
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.bylines import authors, byline_names

GOLDEN = {
    "one": ("By Marit Solberg", ["Marit Solberg"]),
    "two": ("By Marit Solberg and Ansel Okoro", ["Marit Solberg", "Ansel Okoro"]),
    "three": ("By Ann Lee, Bo Dahl and Cy Holm", ["Ann Lee", "Bo Dahl", "Cy Holm"]),
    "capitals": ("By MARIT SOLBERG and Ansel Okoro", ["Marit Solberg", "Ansel Okoro"]),
    "all in capitals": ("BY MARY MCDALE AND J.P. O'NEIL", ["Mary McDale", "J.P. O'Neil"]),
    "surnames in capitals": ("Par Élise MARTIN-DUVAL", ["Élise Martin-Duval"]),
    "a name alone": ("Marit Solberg", ["Marit Solberg"]),
    "a comma and a job": ("Marit Solberg, Senior Reporter", ["Marit Solberg"]),
    "a place and a job": ("Marit Solberg, Seoul correspondent", ["Marit Solberg"]),
    "a job without a comma": ("Marit Solberg Political Correspondent", ["Marit Solberg"]),
    "a job on its own line": ("By Marit Solberg\nSenior Reporter", ["Marit Solberg"]),
    "a job glued on": ("Von Ulrich LehnerKorrespondent", ["Ulrich Lehner"]),
    "places": ("By Ann Lee in Arvika and Bo Dahl in Tønder", ["Ann Lee", "Bo Dahl"]),
    "for a paper": ("By Ann Lee for Eldermouth Weekly", ["Ann Lee"]),
    "a date behind a mark": ("MARIT SOLBERG | 3 May 2031", ["Marit Solberg"]),
    "a date behind a space": ("By Marit Solberg Aug. 3", ["Marit Solberg"]),
    "names that begin like months": ("By Augusta Mayer and Ann Martin", ["Augusta Mayer", "Ann Martin"]),
    "a time to read": ("Ann Lee • 4 min read", ["Ann Lee"]),
    "an address": ("By Ann Lee ann.lee@news.example", ["Ann Lee"]),
    "a handle": ("Ann Lee @annlee", ["Ann Lee"]),
    "an agency": ("By Marit Solberg, Associated Press", ["Marit Solberg"]),
    "a broadcaster": ("By Ann Lee BBC News, Cairo", ["Ann Lee"]),
    "a paper": ("By Ann Lee, The Daily Example", ["Ann Lee"]),
    "only an agency": ("By Reuters", []),
    "only an agency of two words": ("By The Associated Press", []),
    "only staff": ("By Staff Reporter", []),
    "only a web master": ("By admin", []),
    "a wire credit": ("(Reporting by Ann Lee; Writing by Bo Dahl; Editing by Cy Holm)", ["Ann Lee", "Bo Dahl"]),
    "who contributed": ("Ann Lee and Bo Dahl contributed to this report", ["Ann Lee", "Bo Dahl"]),
    "a photographer": ("Photo by Ann Lee", []),
    "text and photo": ("Text: Anna Svensson Foto: Bo Ek", ["Anna Svensson"]),
    "particles": ("By Jean-Luc de La Fontaine and Jan van der Meer", ["Jean-Luc de La Fontaine", "Jan van der Meer"]),
    "German": ("Von Jörg Müller und Anna Berg, Berlin", ["Jörg Müller", "Anna Berg"]),
    "German with a kind": ("Eine Analyse von Jörg Müller", ["Jörg Müller"]),
    "French": ("Par Élise Martin (à Lyon) et Marie Durand avec AFP", ["Élise Martin", "Marie Durand"]),
    "Spanish": ("Por María García López", ["María García López"]),
    "Spanish with a place": ("María García | Madrid", ["María García"]),
    "Spanish staff": ("Por Redacción", []),
    "Portuguese": ("Por João da Silva e Ana Souza", ["João da Silva", "Ana Souza"]),
    "Italian": ("Di Mario Rossi", ["Mario Rossi"]),
    "Romanian": ("de Ion Popescu", ["Ion Popescu"]),
    "Dutch": ("Door Jan de Vries", ["Jan de Vries"]),
    "Danish": ("Af Søren Østergård og Mette Holm", ["Søren Østergård", "Mette Holm"]),
    "Hungarian": ("Írta: Kovács Anna", ["Kovács Anna"]),
    "Polish": ("Autor: Jan Kowalski i Anna Nowak", ["Jan Kowalski", "Anna Nowak"]),
    "Russian": ("Автор: Иван Петров", ["Иван Петров"]),
    "Arabic": ("بقلم: أحمد علي", ["أحمد علي"]),
    "Persian": ("نویسنده: رضا احمدی", ["رضا احمدی"]),
    "Hebrew": ("מאת דוד לוי", ["דוד לוי"]),
    "Hindi": ("लेखक: मीरा जोशी", ["मीरा जोशी"]),
    "words of a script without capitals": ("मीरा जोशी", []),
    "Chinese": ("文/张三", ["张三"]),
    "Chinese reporters": ("记者 李四 王五", ["李四", "王五"]),
    "Taiwanese": ("記者王小明／台北報導", ["王小明"]),
    "Japanese": ("執筆 山田太郎", ["山田太郎"]),
    "Korean": ("홍길동·김영희 기자 hong@news.example", ["홍길동", "김영희"]),
}


@pytest.mark.parametrize(("line", "names"), GOLDEN.values(), ids=GOLDEN.keys())
def test_the_names_of_a_byline_are_told_from_what_stands_around_them(line, names):
    assert byline_names(line) == names


PROSE = ("paragraph", "The town council agreed to rebuild the pier before the winter storms come back.")
PAGES = {
    "none": ([("title", "Pier"), PROSE], ()),
    "under the headline": ([("title", "Pier"), ("byline", "By Ann Lee"), PROSE], ("Ann Lee",)),
    "above the headline": ([("byline", "By Ann Lee"), ("title", "Pier"), PROSE], ("Ann Lee",)),
    "after the first paragraph": ([("title", "Pier"), PROSE, ("byline", "By Ann Lee"), PROSE], ("Ann Lee",)),
    "at the end": ([("title", "Pier"), PROSE, PROSE, ("byline", "By Ann Lee")], ("Ann Lee",)),
    "a wire credit at the end": (
        [("title", "Pier"), ("byline", "By Ann Lee"), PROSE, PROSE, ("byline", "(Reporting by Bo Dahl)")],
        ("Ann Lee", "Bo Dahl"),
    ),
    "those of other articles": (
        [("title", "Pier"), ("byline", "By Ann Lee"), PROSE, PROSE, PROSE, ("byline", "By Cy Holm")],
        ("Ann Lee",),
    ),
    "far below": ([("title", "Pier"), PROSE, *[("navigation", "More")] * 5, ("byline", "By Cy Holm")], ()),
    "twice": ([("title", "Pier"), ("byline", "By Ann Lee"), ("byline", "Ann Lee"), PROSE], ("Ann Lee",)),
    "a label on its own line": ([("title", "Pier"), ("byline", "By"), ("navigation", "Ann Lee"), PROSE], ("Ann Lee",)),
    "names parted by an and on its own line": (
        [("title", "Pier"), ("byline", "By Ann Lee"), ("other_residue", "and"), ("byline", "Bo Dahl"), PROSE],
        ("Ann Lee", "Bo Dahl"),
    ),
    "a topic taken for a name": (
        [("title", "Pier"), ("byline", "Harbour News"), ("byline", "West Quay"), ("byline", "By Ann Lee"), PROSE],
        ("Ann Lee",),
    ),
}


@pytest.mark.parametrize(("lines", "names"), PAGES.values(), ids=PAGES.keys())
def test_only_the_article_s_own_bylines_count(lines, names):
    assert authors(*page(*lines)) == names


@given(st.text() | st.text(alphabet="By AnleVon,|()文/记者 \n", max_size=200))
def test_any_byline_gives_names_without_white_space_at_their_edges(line):
    assert all(name and name == name.strip() for name in byline_names(line))
