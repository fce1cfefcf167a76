"""Whether a page shows less than its article, and what shows it."""

import pytest
from handmade_pages import page

from copydesk.text.truncation import truncation

PARAGRAPH = "The town council agreed to rebuild the pier before the winter storms come back."

EVIDENCE = {
    "lazy load": (
        [("ad_marker", "Advertisement"), ("placeholder", "loading")],
        'placeholder after the body: "loading"',
    ),
    "lazy load, German": ([("placeholder", "Wird geladen …")], 'placeholder after the body: "Wird geladen …"'),
    "lazy load, Japanese": ([("placeholder", "読み込み中")], 'placeholder after the body: "読み込み中"'),
    "wall": (
        [("newsletter_widget", "Subscribe to continue reading")],
        'subscription wall: "Subscribe to continue reading"',
    ),
    "ellipsis": ([("paragraph", "The mayor then said that…")], 'cut off with "…"'),
    "ellipsis in brackets": ([("paragraph", "The mayor then said that [...]")], 'cut off with "[..."'),
    "characters left": ([("paragraph", "The mayor then… [+1234 chars]")], 'cut off with "+1234 chars"'),
    "an excerpt": ([("paragraph", "The mayor then said … Read more →")], 'cut off with "…"'),
    "an excerpt, French": ([("paragraph", "Le maire a dit… Lire la suite")], 'cut off with "…"'),
    "a link to read more": ([("paragraph", "The mayor left. Read more")], None),
    "comments that load": ([("placeholder", "Loading comments...")], None),
    "comments that load, German": ([("placeholder", "Laden der Kommentare")], None),
    "a newsletter box": ([("newsletter_widget", "Sign up for our newsletter")], None),
    "a placeholder far below": ([("navigation", "More news"), ("placeholder", "loading")], None),
}
WALLS = (
    "Dieser Artikel ist exklusiv für unsere Leser",
    "Jetzt weiterlesen mit Plus",
    "Nur für Abonnenten",
    "Cet article est réservé aux abonnés",
    "Il vous reste 70% de cet article à lire.",
    "Contenido exclusivo para suscriptores",
    "Conteúdo exclusivo para assinantes",
    "Contenuto riservato agli abbonati",
    "Alleen voor abonnees",
    "För prenumeranter",
    "Kun for abonnenter",
    "Tylko dla prenumeratorów",
    "Только для подписчиков",
    "Bu içerik abonelere özel",
    "Untuk lanjut membaca, masuk",
    "للمشتركين فقط",
    "この記事は有料会員限定です。残り1234文字",
    "登录后阅读全文",
    "로그인 후 이용하세요",
)


@pytest.mark.parametrize(("lines", "evidence"), EVIDENCE.values(), ids=EVIDENCE.keys())
def test_truncation_tells_its_evidence(lines, evidence):
    assert truncation(*page(("paragraph", PARAGRAPH), *lines)) == evidence


@pytest.mark.parametrize("words", WALLS)
def test_walls_are_known_in_many_languages(words):
    assert truncation(*page(("paragraph", PARAGRAPH), ("other_residue", words))) == f'subscription wall: "{words}"'


@pytest.mark.parametrize(("words", "evidence"), [(327, "4 minutes promised, 327 words"), (700, None)])
def test_a_text_much_shorter_than_its_reading_time_was_cut_off(words, evidence):
    facts = page(("reading_time", "4 min read"), ("paragraph", "word " * (words - 1) + "end."))
    assert truncation(*facts) == evidence


@pytest.mark.parametrize(("characters", "evidence"), [(500, "4 minutes promised, 250 words"), (900, None)])
def test_readers_of_scripts_without_spaces_take_their_own_time(characters, evidence):
    assert truncation(*page(("reading_time", "読了時間 4分"), ("paragraph", "雨" * characters))) == evidence


def test_several_kinds_of_evidence_are_all_told():
    lines = [("reading_time", "9 min read"), ("paragraph", "The mayor said…"), ("placeholder", "loading")]
    assert truncation(*page(*lines)) == (
        'placeholder after the body: "loading"; cut off with "…"; 9 minutes promised, 3 words'
    )


def test_a_page_without_a_body_is_not_cut_off():
    assert truncation(*page(("title", "Pier…"), ("placeholder", "loading"))) is None
