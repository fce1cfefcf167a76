"""Bytes to source text: a byte order mark, else UTF-8, else the likeliest legacy code page."""

import codecs
import re
from functools import lru_cache

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
_NEAR_BYTES = 1_000
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_NEWLINE = re.compile(rb"[\r\n]")
_CLOSE = 0.1
"""Code pages whose measured mess is this near the best one's (0 to 1) are judged by language instead."""


_LABELS = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    "iso8859-9": "cp1254",
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    **dict.fromkeys(("tis-620", "iso8859-11"), "cp874"),
    "utf-16": "utf-16-le",
}
"""What pages mean that name these: the browsers' supersets of them."""
_OTHER = ("utf-8", "utf-16-le", "utf-16-be", "cp866", *(f"iso8859-{part}" for part in (4, 6, 8, 10, 13, 14, 15, 16)))
_KNOWN = frozenset(codecs.lookup(page).name for page in (*_DETECTABLE, *_OTHER))
_TELLTALE = {"utf-16-le": b"\x00", "utf-16-be": b"\x00", "iso2022_jp": b"\x1b"}
"""Bytes without which a text can't be in these, and which UTF-8 would let pass."""
_C1 = re.compile("[\x80-\x9f]")
_ASCII = bytes(range(128))
_MANY = 20
"""Bytes beyond ASCII that tell more of a text's encoding than a server that calls it Western."""
_BROKEN_SHARE = 0.1
"""Broken bytes of those beyond ASCII that a page marked as UTF-8 may have: a scraper's cut, not another encoding."""
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
"""Bytes; HTML wants it in the first 1,024."""


def decode(data: bytes, charset: str | None = None) -> str:
    r"""Return the source text of ``data``: decoded, without its mark, ``\r\n`` and ``\r`` as ``\n``.

    Args:
        data: Whatever was dropped.
        charset: The encoding as a server or a page names it. Servers are often wrong, so that it only counts where a
            mark and UTF-8 do not settle it; that it is Western, as servers say by default, only where hardly a byte
            tells more.

    Raises:
        Refusal: ``not_text`` for binary data, ``undecodable`` where no encoding is plausible.
    """
    text = _decode_bytes(data, _codec(charset))
    if "\x00" in text or _mostly_control(text):
        raise Refusal(Reason.NOT_TEXT, "the file is binary, not text")
    return unify_newlines(text)


def declared_charset(page: bytes) -> str | None:
    """Return the encoding that an HTML page names near its beginning."""
    found = _DECLARED.search(page[:_DECLARED_WITHIN])
    return found[1].decode("ascii", "replace") if found else None


def unify_newlines(text: str) -> str:
    r"""Return ``text`` with ``\r\n`` and ``\r`` as ``\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@lru_cache(maxsize=256)
def _codec(charset: str | None) -> str | None:
    """Return Python's name of an encoding that is known to be one of text."""
    if not charset:
        return None
    try:
        name = codecs.lookup(charset.strip().lower()).name
    except (LookupError, ValueError):
        return None
    name = _LABELS.get(name, name)
    return name if name in _KNOWN else None


def _decode_bytes(data: bytes, codec: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                detail = f"marked as {encoding} but broken at byte {len(mark) + error.start}"
                raise Refusal(Reason.UNDECODABLE, detail) from None
    telltale = _TELLTALE.get(codec or "")
    if codec and telltale and telltale in data and (text := _try(data, codec)) is not None:
        return text
    if (text := _try(data, "utf-8")) is not None:
        return text
    if b"\x00" in data:
        raise Refusal(Reason.NOT_TEXT, "the file is binary, not text")
    if codec == "utf-8" and (text := _mend(data)) is not None:
        return text
    few = len(data.translate(None, _ASCII)) < _MANY
    if codec and codec != "utf-8" and (few or codec not in _WESTERN):
        text = _try(data, codec)
        # Those are no text: an ISO page is named, and Windows' page was meant.
        if text is not None and not _C1.search(text):
            return text
    for encoding in (*_plausible(data), *(_WESTERN if codec in _WESTERN else ())):
        if (text := _try(data, encoding)) is not None:
            return text
    if _mostly_control(data.decode("latin-1")):
        raise Refusal(Reason.NOT_TEXT, "the file is binary, not text")
    raise Refusal(Reason.UNDECODABLE, "not UTF-8, and no other encoding is plausible")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mend(data: bytes) -> str | None:
    """Return UTF-8 with U+FFFD for what is broken in it, or ``None`` if too much is."""
    text = data.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= _BROKEN_SHARE * len(data.translate(None, _ASCII)) else None


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
    """Return lines with bytes beyond ASCII, the only ones that tell code pages apart; of long lines what is near."""
    telling: list[bytes] = []
    size = position = 0
    while size < _SAMPLE_BYTES and (found := _BEYOND_ASCII.search(data, position)):
        near = max(position, found.start() - _NEAR_BYTES)
        start = 1 + max(near - 1, *(data.rfind(newline, near, found.start()) for newline in (b"\n", b"\r")))
        end = _NEWLINE.search(data, found.start())
        position = min(end.end() if end else len(data), start + _SAMPLE_BYTES - size)
        telling.append(data[start:position])
        size += len(telling[-1])
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
