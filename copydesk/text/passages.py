"""Paragraphs and long quotations that are written in another language than their article.

Small words find them and scripts; what the language is, a library says (`copydesk.intake.language`). A list of names
has no small words, and so is no passage of any language.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.text.annotations import Segment
from copydesk.text.blocks import QUOTABLE_KINDS
from copydesk.text.function_words import FUNCTION_WORDS, LANGUAGES_OF, near_languages
from copydesk.text.spans import Span

MIN_WORDS = 12
"""A shorter quotation is a name, a motto or a title; in scripts without spaces two letters count as a word."""
_SAMPLE_WORDS = 60
"""Words of a passage that are looked at: more tell nothing new."""
_OWN_SHARE = 0.12
"""A passage with this share of its article's small words is in its language, whatever it quotes."""
_OTHER_SHARE = 0.07
"""Running text has one to four small words in ten, names and headlines fewer."""
_OTHER_DISTINCT = 2
"""Different small words: "de la" stands in names too."""
_CAPITALS = 0.6
"""Share of the words from which on they are names or a headline; German prose has four in ten."""
_MOST = 60
"""Candidates an article: whoever quotes more of another language has said so by then."""

_QUOTED = re.compile('[“”«»„‟"「」『』]([^“”«»„‟"「」『』\n]{40,2000})(?=[“”«»„‟"「」『』])')
_FAR = re.compile("[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufffd\U00010000-\U0003ffff]")
_SCRIPTS = (
    (0x0000, "Latin"),
    (0x0370, "Greek"),
    (0x0400, "Cyrillic"),
    (0x0530, "Armenian"),
    (0x0590, "Hebrew"),
    (0x0600, "Arabic"),
    (0x0780, "other"),
    (0x0900, "Devanagari"),
    (0x0980, "Indic"),
    (0x0E00, "Thai"),
    (0x0E80, "other"),
    (0x10A0, "Georgian"),
    (0x1100, "Hangul"),
    (0x1200, "other"),
    (0x1E00, "Latin"),
    (0x1F00, "Greek"),
    (0x2000, "other"),
    (0x2C60, "Latin"),
    (0x2C80, "other"),
    (0x3040, "Kana"),
    (0x3100, "Han"),
    (0xA000, "other"),
    (0xAC00, "Hangul"),
    (0xD7B0, "other"),
    (0xF900, "Han"),
    (0xFB00, "Latin"),
    (0xFB1D, "Hebrew"),
    (0xFB50, "Arabic"),
    (0xFE00, "other"),
    (0xFF66, "Kana"),
    (0xFFA0, "other"),
    (0x20000, "Han"),
    (0x3FFFF, "other"),
)
_FIRSTS = [first for first, _ in _SCRIPTS]
_MARKS = "\"'.,;:!?()[]{}“”„‘’«»‹›¿¡…–—-•*،؛؟۔।॥"
_UNSPACED = frozenset({"Kana", "Han", "Thai"})
_ONLY_LANGUAGE = {
    **{"Kana": "ja", "Han": "zh", "Hangul": "ko", "Thai": "th"},
    **{"Greek": "el", "Hebrew": "he", "Armenian": "hy", "Georgian": "ka"},
}
"""Scripts that news writes one language in; Yiddish and the like give way to the likelier."""
_SOME_KANA = 1 / 30


class Passage(NamedTuple):
    """A stretch of an article that is in another language, by its script or its small words."""

    span: Span
    languages: frozenset[str]
    """ISO 639-1 codes that its script or its small words allow; empty where only a language without a list of small
    words is left."""


def foreign_passages(text: str, segments: Sequence[Segment], language: str) -> Iterator[Passage]:
    """Yield the passages of `MIN_WORDS` words and more that are not in ``language`` (ISO 639-1), in text order.

    A paragraph that is foreign as a whole is one passage; else each of its long quotations is looked at. Linear time;
    at most 60 passages.
    """
    scripts: Counter[str] = Counter()
    spans = [segment.span for segment in segments if segment.kind in QUOTABLE_KINDS]
    for span in spans[:40]:
        scripts[script(text[span.start : span.end])] += 1
    own_script = scripts.most_common(1)[0][0] if scripts else "Latin"
    found = 0
    for span in spans:
        for passage in _passages(text, span, language, own_script):
            yield passage
            found += 1
            if found == _MOST:
                return


def _passages(text: str, block: Span, language: str, own_script: str) -> Iterator[Passage]:
    whole = _judge(text, block, language, own_script)
    if whole is not None:
        yield whole
        return
    for quoted in _QUOTED.finditer(text, block.start, block.end):
        passage = _judge(text, Span(*quoted.span(1)), language, own_script)
        if passage is not None:
            yield passage


def _judge(text: str, span: Span, language: str, own_script: str) -> Passage | None:
    """Return the words of ``span`` as a passage of another language, None where they are of the article's own."""
    piece = text[span.start : min(span.end, span.start + 12 * _SAMPLE_WORDS)]
    own = FUNCTION_WORDS.get(language, frozenset())
    bare = piece.casefold().split()[:_SAMPLE_WORDS]
    if bare and sum(map(own.__contains__, bare)) >= _OWN_SHARE * len(bare):
        # Nearly all are, and this is the cheapest way to know.
        return None
    written = script(piece)
    only = _ONLY_LANGUAGE.get(written)
    if only is not None:
        words_or_so = sum(map(str.isalpha, piece)) / 2 if written in _UNSPACED else len(bare)
        is_other = written != own_script and {written, own_script} != {"Kana", "Han"}
        return Passage(span, frozenset({only})) if words_or_so >= MIN_WORDS and is_other and only != language else None
    words = [word.strip(_MARKS) for word in piece.split()][:_SAMPLE_WORDS]
    if len(words) < MIN_WORDS or written == "other":
        return None
    if sum([word[:1].isupper() for word in words]) > _CAPITALS * len(words):
        return None
    words = [word.casefold() for word in words]
    share = sum(map(own.__contains__, words))
    # Nothing is known of the small words of some languages: what is in the same script could be any of them.
    if share >= _OWN_SHARE * len(words) or (not own and written == own_script):
        return None
    small = [word for word in words if word in LANGUAGES_OF]
    hits = Counter([other for word in small for other in LANGUAGES_OF[word]])
    distinct = Counter([other for word in set(small) for other in LANGUAGES_OF[word]])
    least = max(_OTHER_SHARE * len(words), 2 * share)
    languages = frozenset(
        other for other, count in hits.items() if count >= least and distinct[other] >= _OTHER_DISTINCT
    )
    languages -= near_languages(language)
    return Passage(span, languages) if languages or not share else None


def script(text: str) -> str:
    """Return the script of most letters of the first 300 characters of ``text``; "Latin" where there is no letter.

    Kana beats Han from a thirtieth of the letters on: Japanese is written in both.
    """
    head = text[:300]
    if _FAR.search(head) is None:
        return "Latin"
    counts = Counter(_SCRIPTS[bisect_right(_FIRSTS, ord(char)) - 1][1] for char in head if char.isalpha())
    letters = sum(counts.values())
    if letters and counts["Kana"] > _SOME_KANA * letters:
        return "Kana"
    return counts.most_common(1)[0][0] if counts else "Latin"
