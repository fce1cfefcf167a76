"""What is wrong with a text as text is named; what is merely foreign is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.text_flaws import FLAWS, text_flaws
from schemas.articles import FLAWS as DESCRIBED

FLAWED = {
    "nothing": ("", []),
    "plain": ("The pier reopens on Monday & Tuesday; AT&T paid.", []),
    "quotation marks read in a western code page": (
        "The mayor said: â€œIt is over.â€\u009d",
        ["control_character", "mojibake"],
    ),
    "accents read in a western code page": ("El niÃ±o comiÃ³ despuÃ©s.", ["mojibake"]),
    "Cyrillic read in a western code page": ("ÐœÐ¾ÑÐºÐ²Ð°", ["mojibake"]),
    "marks read in a Cyrillic code page": ("The mayor said: вЂњIt is over", ["mojibake"]),
    "accents read as MacRoman": ("El ni√±o comi√≥ despu√©s.", ["mojibake"]),
    "far down": ("The pier reopens. " * 5000 + "despuÃ©s", ["mojibake"]),
    "a lost character": ("The caf\ufffd reopens.", ["replacement_character"]),
    "an icon of a font": ("Share \ue001", ["private_use"]),
    "a soft hyphen": ("Har\u00adbour", ["soft_hyphen"]),
    "a zero-width space inside a word": ("har\u200bbour", ["zero_width"]),
    "a byte order mark inside a word": ("har\ufeffbour", ["zero_width"]),
    "zero-width characters between words": ("\ufeffThe pier \u200b reopens.\u200b", []),
    "joiners of Persian and Hindi and emoji": ("می‌روم क्‍ष 👩‍🚒", []),
    "an override of direction": ("pay \u202e001", ["bidi_override"]),
    "marks of direction": ("\u200fשלום\u200e \u2067abc\u2069", []),
    "entities": ("&quot;Yes&quot; &amp; no", ["html_entity"]),
    "a numbered entity": ("It&#8217;s over", ["html_entity"]),
    "a word between marks": ("R&D; and Q&unheardof;", []),
    "ligatures": ("an eﬃcient ﬁre", ["ligature"]),
    "accents apart": ("cafe\u0301", ["not_nfc"]),
    "a control character": ("a\x07b", ["control_character"]),
    "tabs and form feeds": ("a\tb\x0cc", []),
}
SOUND = {
    "French": "« Voilà », dit-il à l’été — ça va ? Œuvre, naïveté, 25 °C, n° 5…",
    "German": "„Größe“ – Äpfel, Öl; 5 § 3 · Übermaß",
    "Spanish": "¿Qué? ¡Señor! Él comió 3½ kg – 5 €",
    "Portuguese": "“Não”, disse a irmã; à ação 1.º",
    "Polish": "„Zażółć gęślą jaźń” – powiedział",
    "Czech": "„Příliš žluťoučký kůň“ úpěl ďábelské ódy",
    "Turkish": "“İstanbul’da şöyle” dedi, ığdır",
    "Vietnamese": "Ông nói: “Chúng tôi sẽ không đi”",
    "Greek": "«Ελληνικά νέα» – είπε",
    "Russian": "«Москва» — сообщила о результатах №5, 25 °C",
    "Ukrainian": "«Їжак є ґава» — сказав",
    "Chinese": "约翰·史密斯说：“雨停了。”",
    "Japanese": "「終わった。」彼は言った……",
    "Korean": "“비가 그쳤다”고 말했다",
    "Arabic": "قال: «هل توقف المطر؟»",
    "Hebrew": "הוא אמר: “ירד גשם”",
    "Hindi": "उन्होंने कहा, “बारिश रुकी।”",
    "Thai": "เขาพูดว่า “ฝนหยุดแล้ว”",
}


@pytest.mark.parametrize(("text", "flaws"), FLAWED.values(), ids=FLAWED.keys())
def test_flaws_are_named(text, flaws):
    assert text_flaws(text) == flaws


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_no_language_is_a_flaw(text):
    assert text_flaws(text) == []


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_text_read_in_the_wrong_code_page_is_mojibake(text):
    assert "mojibake" in text_flaws(text.encode().decode("latin-1"))


def test_every_flaw_is_described_and_every_description_found():
    assert list(FLAWS) == sorted(DESCRIBED)


@given(st.text() | st.text(alphabet="Ã©â€™°·&#;\u200ba\ufffd"))
def test_any_text_gives_known_flaws_sorted(text):
    found = text_flaws(text)
    assert found == sorted(set(found) & set(FLAWS))
