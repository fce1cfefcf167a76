import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.intake.decode import declared_charset, decode
from copydesk.intake.records import Refusal

ENGLISH = "The minister said the café owner’s plan was “naïve”, and that the £20 million scheme would not go ahead."
GERMAN = (
    "Der Außenminister sagte, die Gespräche würden am Dienstag in München fortgesetzt. „Wir prüfen alles“, sagte er."
)
FRENCH = "Le ministre a déclaré que les négociations reprendraient à l’été, même si rien n’est sûr, a-t-il précisé."
SPANISH = "El ministro dijo: ¿qué haremos mañana? Según él, las negociaciones continuarán el próximo año en España."
POLISH = (
    "Minister powiedział, że rozmowy o umowie zostaną wznowione w przyszłym tygodniu. Żaden z posłów nie był przeciw."
)
CZECH = "Ministr řekl, že jednání o dohodě budou příští týden pokračovat. Žádný poslanec nebyl proti."
RUSSIAN = "Министр заявил, что переговоры о соглашении возобновятся на следующей неделе в Москве."
TURKISH = (
    "Bakan, anlaşma görüşmelerinin gelecek hafta yeniden başlayacağını söyledi. Hükümet seçenekleri değerlendiriyor."
)
GREEK = "Ο υπουργός δήλωσε ότι οι διαπραγματεύσεις θα συνεχιστούν την επόμενη εβδομάδα."
JAPANESE = "外務大臣は火曜日、交渉は来週再開されると述べた。政府はすべての選択肢を検討している。"
CHINESE = "外交部长星期二表示，谈判将于下周恢复。政府正在研究所有选择。"
KOREAN = "외교부 장관은 화요일 협상이 다음 주에 재개될 것이라고 말했다."

GOLDEN = {
    "UTF-8": (ENGLISH.encode(), ENGLISH),
    "UTF-8 with a mark": (codecs.BOM_UTF8 + ENGLISH.encode(), ENGLISH),
    "UTF-16 little-endian": (codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"), ENGLISH),
    "UTF-16 big-endian": (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), ENGLISH),
    "UTF-32 little-endian": (codecs.BOM_UTF32_LE + ENGLISH.encode("utf-32-le"), ENGLISH),
    "UTF-32 big-endian": (codecs.BOM_UTF32_BE + ENGLISH.encode("utf-32-be"), ENGLISH),
    "English cp1252": (ENGLISH.encode("cp1252"), ENGLISH),
    "one accent in a short line": ("The café owner said no.".encode("cp1252"), "The café owner said no."),
    "only a pound sign": ("The fare will rise to £4 a trip.".encode("cp1252"), "The fare will rise to £4 a trip."),
    "German cp1252": (GERMAN.encode("cp1252"), GERMAN),
    "French cp1252": (FRENCH.encode("cp1252"), FRENCH),
    "Spanish cp1252": (SPANISH.encode("cp1252"), SPANISH),
    "Polish cp1250": (POLISH.encode("cp1250"), POLISH),
    "Polish ISO 8859-2": (POLISH.encode("iso8859_2"), POLISH),
    "Czech cp1250": (CZECH.encode("cp1250"), CZECH),
    "Russian cp1251": (RUSSIAN.encode("cp1251"), RUSSIAN),
    "Russian KOI8-R": (RUSSIAN.encode("koi8_r"), RUSSIAN),
    "Turkish cp1254": (TURKISH.encode("cp1254"), TURKISH),
    "Greek cp1253": (GREEK.encode("cp1253"), GREEK),
    "Japanese Shift JIS": (JAPANESE.encode("cp932"), JAPANESE),
    "Japanese EUC": (JAPANESE.encode("euc_jp"), JAPANESE),
    "Chinese GB 18030": (CHINESE.encode("gb18030"), CHINESE),
    "Korean EUC": (KOREAN.encode("euc_kr"), KOREAN),
    "an accent far down": (b"Plain words.\n" * 20_000 + FRENCH.encode("cp1252"), "Plain words.\n" * 20_000 + FRENCH),
    "an accent far out on a line": (
        b"Plain words. " * 20_000 + FRENCH.encode("cp1252"),
        "Plain words. " * 20_000 + FRENCH,
    ),
    "newlines of Windows and of old Macs": (b"a\r\nb\rc\n\r\nd", "a\nb\nc\n\nd"),
    "nothing else is changed": (
        "\u200b A\u00a0 \t\u2028e\u0301 \ufeff".encode(),
        "\u200b A\u00a0 \t\u2028e\u0301 \ufeff",
    ),
}

REFUSED = {
    "NUL bytes": (b"ab\x00cd", "not_text"),
    "NUL characters in UTF-16": (codecs.BOM_UTF16_LE + b"a\x00\x00\x00", "not_text"),
    "mostly control characters": (b"\x01\x02\x03\x04abc" * 50, "not_text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_text"),
    "half a UTF-16 character": (codecs.BOM_UTF16_LE + b"abc", "undecodable"),
    "a lone surrogate in UTF-16": (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "undecodable"),
    "a UTF-8 mark on other bytes": (codecs.BOM_UTF8 + b"caf\xe9 ", "undecodable"),
    "bytes in no encoding": (bytes(range(128, 256)) * 8, "undecodable"),
}


@pytest.mark.parametrize(("data", "text"), GOLDEN.values(), ids=GOLDEN.keys())
def test_bytes_decode_by_the_golden_rules(data, text):
    assert decode(data) == text


MENDED = "Größe, Größe, Größe: d�"
HINTED = {
    "a page is named, and the bytes fit": ("Wir prüfen".encode("iso8859_15"), "ISO-8859-15", "Wir prüfen"),
    "few letters, but a name for them": ("Że.".encode("cp1250"), "windows-1250", "Że."),
    "an ISO page is named, Windows' is meant": (
        POLISH.replace(".", "…").encode("cp1250"),
        "iso-8859-2",
        POLISH.replace(".", "…"),
    ),
    "UTF-8 is surer than a name": (GERMAN.encode(), "koi8-r", GERMAN),
    "a mark is surer than a name": (codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), "utf-8", GERMAN),
    "the language is surer than Western": (RUSSIAN.encode("cp1251"), "iso-8859-1", RUSSIAN),
    "Western where nothing else is plausible": (b"\xa7 \x80 \xe9\xe8", "latin1", "§ € éè"),
    "a name that does not fit": (FRENCH.encode("cp1252"), "shift_jis", FRENCH),
    "a superset of the name": ("㈱ は".encode("cp932"), "shift_jis", "㈱ は"),
    "a broken byte in UTF-8": (b"\xff".join([MENDED[:-1].encode(), b""]), "utf-8", MENDED),
    "called UTF-8, and is not": (FRENCH.encode("cp1252"), "utf-8", FRENCH),
    "seven bits": (JAPANESE.encode("iso2022_jp"), "iso-2022-jp", JAPANESE),
    "two bytes without a mark": (GERMAN.encode("utf-16-be"), "UTF-16BE", GERMAN),
    "two bytes named, one found": (ENGLISH.encode(), "utf-16", ENGLISH),
    "a codec that is no encoding of text": (FRENCH.encode("cp1252"), "base64", FRENCH),
    "no name": (FRENCH.encode("cp1252"), " \x00é", FRENCH),
}


@pytest.mark.parametrize(("data", "charset", "text"), HINTED.values(), ids=HINTED.keys())
def test_a_named_encoding_is_a_hint(data, charset, text):
    assert decode(data, charset) == text


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META http-equiv=content-type content='text/html; charset=big5'>", "big5"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"<p>charset=big5</p>", None),
        (b" " * 5_000 + b"<meta charset=big5>", None),
    ],
)
def test_a_page_names_its_encoding(page, charset):
    assert declared_charset(page) == charset


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_text_is_refused(data, reason):
    with pytest.raises(Refusal) as refusal:
        decode(data)
    assert refusal.value.reason == reason


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused_always_alike(data):
    def outcome() -> str:
        try:
            return "text " + decode(data)
        except Refusal as refusal:
            return refusal.reason

    first = outcome()
    assert first == outcome()
    assert "\r" not in first
    first.encode("utf-8")


@given(st.text(st.characters(exclude_characters="\r\x00\ufeff", exclude_categories=["Cs", "Cc"])))
def test_utf8_text_comes_back_as_it_was(text):
    assert decode(text.encode()) == text
