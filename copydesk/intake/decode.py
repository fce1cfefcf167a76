"""Bytes to source text: a byte order mark, else UTF-8, else the likeliest legacy code page."""

import codecs
import re

from charset_normalizer import CharsetMatches, from_bytes

from copydesk.intake.language import rank_language
from copydesk.intake.records import Reason, Refusal

# Longest first: the mark of UTF-32 little-endian begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Control characters that text does not have. Form feed, vertical tab and escape occur in wire copy.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.1
"""Text has none of them, compressed or encrypted bytes one in eight and more."""

_PAGES = {
    "pl": ("cp1250", "iso8859_2"),
    "cs": ("cp1250", "iso8859_2"),
    "sk": ("cp1250", "iso8859_2"),
    "hu": ("cp1250", "iso8859_2"),
    "ro": ("cp1250", "iso8859_2"),
    "sl": ("cp1250", "iso8859_2"),
    "hr": ("cp1250", "iso8859_2"),
    "bs": ("cp1250", "iso8859_2"),
    "ru": ("cp1251", "koi8_r"),
    "uk": ("cp1251", "koi8_u"),
    "bg": ("cp1251", "koi8_r"),
    "sr": ("cp1251", "cp1250"),
    "mk": ("cp1251",),
    "el": ("cp1253", "iso8859_7"),
    "tr": ("cp1254",),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "fa": ("cp1256",),
    "lt": ("cp1257",),
    "lv": ("cp1257",),
    "et": ("cp1257",),
    "vi": ("cp1258",),
    "th": ("cp874",),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "zh": ("gb18030", "big5hkscs"),
    "ko": ("cp949",),
}
"""The code pages that each language was written in before UTF-8, the commoner first."""
_WESTERN = ("cp1252",)
_DETECTABLE = sorted({*_WESTERN, *(page for pages in _PAGES.values() for page in pages)})
# Left to itself the detector prefers pages that no news site ever used: French cp1252 comes out as mac_latin2.

_SAMPLE_BYTES = 16_384
_CLOSE = 0.1
"""Code pages whose measured mess is this near the best one's (0 to 1) are judged by language instead."""


def decode(data: bytes) -> str:
    r"""Return the source text of ``data``: decoded, without its mark, ``\r\n`` and ``\r`` as ``\n``.

    Raises:
        Refusal: ``not_text`` for binary data, ``undecodable`` where no encoding is plausible.
    """
    text = _decode_bytes(data)
    if "\x00" in text or _mostly_control(text):
        raise Refusal(Reason.NOT_TEXT, "the file is binary, not text")
    return unify_newlines(text)


def unify_newlines(text: str) -> str:
    r"""Return ``text`` with ``\r\n`` and ``\r`` as ``\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode_bytes(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                detail = f"marked as {encoding} but broken at byte {len(mark) + error.start}"
                raise Refusal(Reason.UNDECODABLE, detail) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\x00" in data:
        raise Refusal(Reason.NOT_TEXT, "the file is binary, not text")
    for encoding in _plausible(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if _mostly_control(data.decode("latin-1")):
        raise Refusal(Reason.NOT_TEXT, "the file is binary, not text")
    raise Refusal(Reason.UNDECODABLE, "not UTF-8, and no other encoding is plausible")


def _mostly_control(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text)


def _plausible(data: bytes) -> list[str]:
    """Return encodings to try for bytes that are not UTF-8, likeliest first."""
    sample = _sample(data)
    matches = from_bytes(sample, cp_isolation=_DETECTABLE, enable_fallback=False)
    best = matches.best()
    if best is None:
        return []
    pages = _judge_by_language(sample, matches, best.chaos + _CLOSE)
    return [*pages, *(match.encoding for match in matches if match.encoding not in pages)]


def _sample(data: bytes) -> bytes:
    """Return lines with bytes beyond ASCII: the only ones that tell code pages apart."""
    telling: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            telling.append(line[: _SAMPLE_BYTES - size])
            size += len(telling[-1])
            if size >= _SAMPLE_BYTES:
                break
    return b"".join(telling) if size else data[:_SAMPLE_BYTES]


def _judge_by_language(sample: bytes, matches: CharsetMatches, worst: float) -> list[str]:
    """Return the code pages usual for the language that the plausible decodings agree on, likeliest first.

    The language is plain even from a slightly wrong page ("powiedzia³" is still Polish), and says which page it was.
    """
    read: dict[str, tuple[str, float, int]] = {}
    names = {
        name for match in matches if match.chaos <= worst for name in (match.encoding, *match.could_be_from_charset)
    }
    for name in sorted(names.intersection(_DETECTABLE)):
        text = sample.decode(name, errors="replace")
        language, confidence = rank_language(text)
        letters = sum(char.isalpha() for char in text if ord(char) > 127)
        read[name] = language, round(confidence, 2), letters
    if not read:
        return []
    language = max(read.values(), key=lambda value: value[1])[0]
    pages = [page for page in _PAGES.get(language, _WESTERN) if page in read and read[page][0] == language]
    return sorted(pages, key=lambda page: (-read[page][1], -read[page][2]))
