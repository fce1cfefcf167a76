"""What is wrong with a text as text: found and named, never repaired.

The source text is what was dropped, and every offset counts its characters; a repair would move them. A reader who
needs clean words repairs a copy (``ftfy`` mends most of what is named here).
"""

import re
import unicodedata
from html.entities import html5

from ftfy.badness import is_bad

FLAWS = (
    "bidi_override",
    "control_character",
    "html_entity",
    "ligature",
    "mojibake",
    "not_nfc",
    "private_use",
    "replacement_character",
    "soft_hyphen",
    "zero_width",
)
"""Everything that `text_flaws` may find, sorted; `schemas.articles` says what each means."""

# Where bytes of UTF-8 were read in another code page: a letter, then a sign that hardly follows one. Only there the
# library is asked: it looks at every character for far longer than this does.
_SUSPECT = re.compile(
    "[\x80-\x9f\xa1-\u052f\u201a\u201e\u2021\u221a\u2248][\x80-\x9f\xa1-\xac\xae-\xba\xbc-\xbf\u20ac\u201a\u0192\u2020"
    "\u2021\u02c6\u2030\u2039\u2022\u02dc\u2122\u203a]|[\xc2\xc3]\xa0|\u201a\xc4|\u0432\u0402"
)
_AROUND = 20
"""Characters on either side of a suspect pair that the library sees; its patterns span four at most."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0)))) - frozenset("\t\n\v\f\r")
_OVERRIDES = frozenset("\u202d\u202e")
_LIGATURES = frozenset(map(chr, range(0xFB00, 0xFB07)))
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")
# Joiners belong to words of many scripts and to emoji, and a zero-width space parts words of Thai or Khmer; none has
# anything to do inside a word of the alphabets below.
_INSIDE_WORD = re.compile("[0-9A-Za-z\xc0-\u058f][\u200b\u200c\u200d\u2060\ufeff]+[0-9A-Za-z\xc0-\u058f]")


def text_flaws(text: str) -> list[str]:
    """Return the flaws of ``text``, sorted and once each; members of `FLAWS`. Takes any string; linear time."""
    distinct = frozenset(text)
    found = {
        "bidi_override": not _OVERRIDES.isdisjoint(distinct),
        "control_character": not _CONTROLS.isdisjoint(distinct),
        "html_entity": "&" in distinct and any(_is_entity(item.group()) for item in _ENTITY.finditer(text)),
    }
    if not text.isascii():
        found |= {
            "ligature": not _LIGATURES.isdisjoint(distinct),
            "mojibake": _has_mojibake(text),
            "not_nfc": not unicodedata.is_normalized("NFC", text),
            "private_use": any(unicodedata.category(char) == "Co" for char in distinct),
            "replacement_character": "\ufffd" in distinct,
            "soft_hyphen": "\xad" in distinct,
            "zero_width": not _ZERO_WIDTH.isdisjoint(distinct) and _INSIDE_WORD.search(text) is not None,
        }
    return sorted(flaw for flaw, is_there in found.items() if is_there)


def _is_entity(written: str) -> bool:
    return written[1] == "#" or written[1:] in html5


def _has_mojibake(text: str) -> bool:
    suspect = _SUSPECT.search(text)
    while suspect is not None:
        end = suspect.end() + _AROUND
        if is_bad(text[max(suspect.start() - _AROUND, 0) : end]):
            return True
        suspect = _SUSPECT.search(text, end)
    return False
