"""The language of an article is that of its own paragraphs; others are noted where they are certain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.intake.language import article_language, identify_language, other_languages
from copydesk.text.annotations import Segment
from copydesk.text.passages import foreign_passages, script
from copydesk.text.zones import paragraphs_only


def page(*lines):
    text, segments = "", []
    for kind, words in lines:
        segments.append(Segment(kind, len(text), len(text) + len(words), "residue"))
        text += words + "\n"
    return text, segments


def prose(*paragraphs):
    return page(*(("paragraph", words) for words in paragraphs))


ENGLISH = (
    "The town council agreed on Monday to rebuild the old pier before the winter storms come back to the coast.",
    "It was closed in May, after a storm had carried away the last forty metres of it, and nobody has sailed since.",
    "“We have waited long enough for this, and so have the fishermen,” the mayor told the people who had come.",
    "The work will cost more than the town has ever paid for a building, and it is to be done by the spring.",
)
PASSAGES = {
    "de": "Wir haben lange genug darauf gewartet, dass die Stadt etwas tut, und jetzt wird die Brücke endlich gebaut.",
    "fr": "Nous avons attendu assez longtemps que la ville fasse quelque chose, et le pont sera enfin reconstruit.",
    "es": "Hemos esperado mucho tiempo a que la ciudad haga algo, y ahora por fin se va a reconstruir el puente viejo.",
    "it": "Abbiamo aspettato a lungo che la città facesse qualcosa, e ora finalmente il ponte sarà ricostruito da noi.",
    "nl": "We hebben lang genoeg gewacht tot de stad iets zou doen, en nu wordt de brug eindelijk weer opgebouwd.",
    "pl": "Długo czekaliśmy na to, żeby miasto coś zrobiło, i teraz most wreszcie zostanie odbudowany, tak jak był.",
    "tr": "Şehrin bir şey yapması için çok bekledik ve şimdi köprü daha iyi bir şekilde yeniden yapılacak, bu da iyi.",
    "ru": "Мы долго ждали, что город что-нибудь сделает, и теперь мост наконец будет построен, как он и был раньше.",
    "uk": "Ми довго чекали, що місто щось зробить, і тепер міст нарешті буде збудовано, як він і був до того часу.",
    "ar": "لقد انتظرنا طويلا أن تفعل المدينة شيئا من أجل هذا الجسر، والآن سيعاد بناء الجسر في هذا العام بعد كل ذلك.",
    "hi": "हमने बहुत दिनों तक इंतज़ार किया कि शहर कुछ करे, और अब यह पुल फिर से बनाया जा रहा है।",
    "el": "Περιμέναμε πολύ καιρό να κάνει κάτι η πόλη, και τώρα η γέφυρα επιτέλους θα ξαναχτιστεί όπως ήταν πριν.",
    "he": "חיכינו הרבה זמן שהעיר תעשה משהו, ועכשיו הגשר סוף סוף ייבנה מחדש כמו שהיה לפני הסערה הגדולה.",
    "zh": "我们等了很久，希望这座城市能做点什么，现在这座桥终于要重新修建了，大家都非常高兴，也非常期待。",
    "ja": "町が何かをしてくれるのを長い間待っていましたが、ようやく橋が再建されることになりました。",
    "ko": "우리는 도시가 무언가를 해 주기를 오랫동안 기다렸고 이제 마침내 다리가 다시 지어지게 되었습니다.",
    "th": "เรารอมานานแล้วที่จะให้เมืองทำอะไรสักอย่าง และตอนนี้สะพานก็จะถูกสร้างขึ้นใหม่ในที่สุด ทุกคนดีใจมาก",
}


@pytest.mark.parametrize("language", PASSAGES)
def test_a_foreign_paragraph_is_noted_and_does_not_decide(language):
    text, segments = prose(*ENGLISH[:2], PASSAGES[language], *ENGLISH[2:])
    assert article_language(text, segments) == "en"
    assert other_languages(text, segments, "en") == [language]


@pytest.mark.parametrize("language", PASSAGES)
def test_a_long_foreign_quotation_is_noted(language):
    quoting = f"She turned to the people who had come and said: “{PASSAGES[language]}” Then she left for the harbour."
    text, segments = prose(ENGLISH[0], quoting, *ENGLISH[1:])
    assert article_language(text, segments) == "en"
    assert other_languages(text, segments, "en") == [language]


@pytest.mark.parametrize("language", sorted(PASSAGES.keys() - {"th"}))
def test_an_english_quotation_is_noted_in_another_language(language):
    text, segments = prose(PASSAGES[language], PASSAGES[language], f"“{ENGLISH[2][1:90]}”")
    assert article_language(text, segments) == language
    assert other_languages(text, segments, language) == ["en"]


OWN = {
    "plain English": ENGLISH,
    "a short foreign quotation": (
        *ENGLISH,
        "“Liberté, égalité, fraternité,” it said over the gate of the old town hall.",
    ),
    "foreign names": (
        *ENGLISH,
        "François de la Tour, Élise du Pré, Jean-Luc Le Goff, Marie de la Fontaine, René des Bois, Anne Le Roux",
    ),
    "a list of teams": (
        *ENGLISH,
        "Real Betis, Athletic de Bilbao, Deportivo de La Coruña, Rayo, Celta, Las Palmas, Girona",
    ),
    "ingredients": (
        *ENGLISH,
        "500 g flour, 2 eggs, 1 tsp salt, 200 ml milk, 50 g butter, 1 lemon, 3 tbsp sugar, cinnamon",
    ),
    "results": (*ENGLISH, "Arvika 3 Brenna 1, Liston 0 Tønder 0, Fjell 2 Quay 4, Ostra 1 Pier 1, Berg 5 Holm 0"),
    "letters and numbers": (
        *ENGLISH,
        "x = 3; y = x ** 2; print(y); def f(a, b): return a + b; z = f(x, y); assert z > 0;",
    ),
}


@pytest.mark.parametrize("paragraphs", OWN.values(), ids=OWN.keys())
def test_names_and_lists_are_no_other_language(paragraphs):
    text, segments = prose(*paragraphs)
    assert article_language(text, segments) == "en"
    assert other_languages(text, segments, "en") == []


def test_neighbouring_languages_are_not_told_apart():
    danish = (
        "Vi har ventet længe nok på, at byen skulle gøre noget, og nu bliver broen endelig bygget op igen, som den var."
    )
    norwegian = (
        "Vi har ventet lenge nok på at byen skulle gjøre noe, og nå blir broen endelig bygget opp igjen, slik den var."
    )
    assert other_languages(*prose(danish, danish, norwegian), "da") == []


def test_menus_in_another_language_do_not_decide():
    menu = [("navigation", words) for words in ("Politik", "Wirtschaft und Börse", "Aus aller Welt", PASSAGES["de"])]
    text, segments = page(*menu * 4, *[("paragraph", words) for words in ENGLISH[:2]])
    assert identify_language(text) == "de"
    assert article_language(text, segments) == "en"
    assert other_languages(text, segments, "en") == []


def test_a_page_without_paragraphs_is_judged_as_a_whole():
    text, segments = page(("caption", ENGLISH[0]))
    assert article_language(text, segments) == "en"
    assert article_language(*page(("title", "Tokyo"))) is None
    assert other_languages(*page(("title", "Tokyo")), None) == []


def test_the_first_paragraphs_alone_do_not_decide():
    text, segments = prose(PASSAGES["fr"], *ENGLISH, *ENGLISH)
    assert article_language(text, segments) == "en"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "Latin"),
        ("123", "Latin"),
        ("Ελληνικά", "Greek"),
        ("東京タワー", "Kana"),
        ("雨停了", "Han"),
        ("नमस्ते", "Devanagari"),
    ],
)
def test_the_script_is_that_of_most_letters(text, name):
    assert script(text) == name


@settings(deadline=None)
@given(st.text(max_size=300) | st.text(alphabet='le la de “”"«» मैं雨\n', max_size=300))
def test_passages_of_any_text_lie_in_its_paragraphs(text):
    text = text.replace("\r", "")
    segments = paragraphs_only(text)
    for passage in foreign_passages(text, segments, "en"):
        assert any(segment.span.contains(passage.span) for segment in segments)
    assert "en" not in other_languages(text, segments, "en")


LANGUAGES = {
    ENGLISH[0]: "en",
    "Die Verhandlungen über die Fähren wurden am Dienstag abgebrochen, sagte der Betreiber.": "de",
    "Ferry": None,
    "12.5 %, 3:1 – 2024": None,
}


@pytest.mark.parametrize(("text", "language"), LANGUAGES.items())
def test_a_language_is_named_where_it_is_certain(text, language):
    assert identify_language(text) == language
