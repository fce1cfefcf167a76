"""What the line classifier sees of a text: a row of codes and a row of numbers for each line.

Nothing here looks at a line's neighbours, which the network does by itself; what a line cannot tell it of the whole
text (repeats, its place, how its words relate to the text's) is computed here. Linear time.
"""

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log, log1p
from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.text.line_looks import SMALL_WORDS, hangs, size_class
from copydesk.text.lines import Line
from copydesk.text.seen_lines import SeenLines
from copydesk.text.zone_phrases import WEAK
from copydesk.text.zone_rules import KINDS, RULES
from copydesk.zoner.words import LEXICAL, SHAPES, Words, shape

FIRST_WORDS, LAST_WORDS, MIDDLE_WORDS = 6, 3, 12
"""How many words of a line are read one by one: from its start, from its end, and spread over what lies between."""
_READ = 120
"""Words of a line that make its meaning; a paragraph that goes on longer says nothing new."""
_SIZES, _FIRSTS, _LASTS, _MARKERS = 9, 9, 10, 7
EDGE_CODES = FIRST_WORDS + LAST_WORDS
"""Codes of the words at a line's edges, each in its place."""
WORD_CODES = EDGE_CODES + MIDDLE_WORDS
"""Codes of all words that are read one by one; those in the middle have no place of their own."""
CODES = WORD_CODES + 5
"""Codes of a line: its words, then its size, first character, last character, marker and phrase."""
PHRASE_COLUMN = CODES - 1
_SIZE_AT = SHAPES + LEXICAL
_FIRST_AT = _SIZE_AT + _SIZES
_LAST_AT = _FIRST_AT + _FIRSTS
_MARKER_AT = _LAST_AT + _LASTS
_PHRASE_AT = _MARKER_AT + _MARKERS
_TELLING = (
    *("section-end", "section-phrase", "post-credit", "related-phrase", "tags-phrase", "comment-thread", "bio-author"),
)
"""Rules that say more about their neighbours than their kinds do."""
NO_PHRASE = _PHRASE_AT
"""Code in PHRASE_COLUMN of a line that no phrase rule knows."""
CODE_RANGE = _PHRASE_AT + 2 + len(_TELLING) + len(KINDS)
"""Codes lie from 0 (nothing) to this, exclusive."""

_TABS = (" | ", " - ", " » ", " : ")
"""What parts a headline from the site's name; in keys every dash is a hyphen."""
_DIGIT = re.compile(r"\d")
_PLAIN_DIGITS = b"0123456789"
_QUOTES = re.compile(r"[“”\"«»„「」]")
_ARROWS = re.compile(r"[›»>→]")
_TOPIC_WORDS = 80
_NOTHING = tuple((0,) * (MIDDLE_WORDS - count) for count in range(MIDDLE_WORDS + 1))
OWN_NUMBERS = 26
NUMBERS = OWN_NUMBERS + 20
"""Numbers of a line before the 35 that its words' meaning gives."""
LENGTH, AFTER_BLANK, SPACED = 0, 4, slice(5, 7)
"""Where among them training finds log(1 + words), the blank line before, and the white space of a cut."""
_CODES_ROW, _OWN_ROW = Struct(f"{PHRASE_COLUMN}h"), Struct(f"{OWN_NUMBERS}f")
MEANING_EXTRA = 3
"""Numbers that follow the vector of a line's meaning."""


class Features(NamedTuple):
    """The input of the network for ``n`` lines."""

    codes: NDArray[np.int64]
    """Shape (n, CODES)."""
    numbers: NDArray[np.float32]
    """Shape (n, NUMBERS + words.size + MEANING_EXTRA)."""


class _Look(NamedTuple):
    """What a line says by its text alone: most lines of a site stand on its every page."""

    codes: bytes
    """Its CODES but the phrase's, int16."""
    numbers: bytes
    """OWN_NUMBERS, float32, zeros where white space around it is told."""
    is_prose: bool
    words: int
    read: int
    """How many of them its meaning is read from, at least 1."""
    known: bytes
    """The rows of its words that have a vector, int32."""
    topic: tuple[str, ...]
    """Its words that tell what a text is about, each once."""


class Featuriser:
    """Makes features of lines; one instance a process, as it keeps what it saw of lines that come again."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._seen: SeenLines[_Look] = SeenLines()

    def featurise(self, lines: Sequence[Line], phrases: Sequence[str | None]) -> Features:
        """Return the features of ``lines``, at least one, of which ``phrases`` names the phrase rule of each."""
        looks = [self._look(line) for line in lines]
        count = len(lines)
        codes = np.empty((count, CODES), np.int64)
        codes[:, :PHRASE_COLUMN] = np.frombuffer(b"".join([look.codes for look in looks]), np.int16).reshape(count, -1)
        codes[:, PHRASE_COLUMN] = [_phrase_class(phrase) for phrase in phrases]
        numbers = (_own(lines, looks), _repeats(lines), _places(looks), _topics(looks), _meaning(looks, self._words))
        return Features(codes, np.concatenate(numbers, axis=1, dtype=np.float32))

    def _look(self, line: Line) -> _Look:
        look = self._seen.get(line.text)
        if look is None:
            look = _look(line, self._words)
            self._seen.put(line.text, look)
        return look


def _look(line: Line, words: Words) -> _Look:
    place = words.place
    found = [place.get(token, -1) for token in line.tokens[:_READ]]
    return _Look(
        codes=_CODES_ROW.pack(*_words(line, found), *_looks(line)),
        numbers=_OWN_ROW.pack(*_own_numbers(line)),
        is_prose=line.prose,
        words=line.words,
        read=max(len(found), 1),
        known=array("i", [number for number in found if number >= 0]).tobytes(),
        topic=tuple(_topic_words(line)),
    )


def _words(line: Line, found: Sequence[int]) -> list[int]:
    """Return the WORD_CODES of a line from the places of its words: a known word's own code, or that of its shape."""
    count = len(found)
    first = range(min(FIRST_WORDS, count))
    last = range(count - 1, max(count - 1 - LAST_WORDS, -1), -1)
    between = range(FIRST_WORDS, count)
    middle = between[:: max(1, len(between) // MIDDLE_WORDS)][:MIDDLE_WORDS]
    pieces = line.pieces
    coded = [SHAPES + found[at] if 0 <= found[at] < LEXICAL else shape(pieces[at]) for at in (*first, *last, *middle)]
    if count >= FIRST_WORDS:
        return [*coded, *_NOTHING[len(middle)]]
    return [*coded[:count], *[0] * (FIRST_WORDS - count), *coded[count:], *[0] * (WORD_CODES - FIRST_WORDS - len(last))]


def _looks(line: Line) -> tuple[int, int, int, int]:
    return (
        _SIZE_AT + size_class(line.words),
        _FIRST_AT + _first_class(line.pieces[0][0]),
        _LAST_AT + _last_class(line.text),
        _MARKER_AT + _marker_class(line.marker),
    )


@cache
def _phrase_class(phrase: str | None) -> int:
    """Return the class of a rule, for most the kind that it names: rules come and go, kinds stay."""
    if phrase is None:
        return NO_PHRASE
    if phrase in _TELLING:
        return NO_PHRASE + 2 + _TELLING.index(phrase)
    return NO_PHRASE + (1 if phrase in WEAK else 2 + len(_TELLING) + KINDS.index(RULES[phrase].kind))


@cache
def _first_class(mark: str) -> int:
    if mark.isupper():
        return 0
    if mark.islower():
        return 1
    if mark.isdigit():
        return 2
    for number, marks in enumerate(("\"'“«„「‘", ",.;:)!?”’%", "•‣◦▪●■*·–-—", "([{"), start=3):
        if mark in marks:
            return number
    return 7 if mark.isalpha() else 8


def _last_class(text: str) -> int:
    return 5 if text.endswith(("...", "…")) else _last_mark_class(text[-1])


@cache
def _last_mark_class(mark: str) -> int:
    for number, marks in ((0, ".。।॥۔．｡"), (1, "?!？！؟"), (2, ",;、，"), (3, ":："), (4, "”\"»」’'"), (6, ")]}")):
        if mark in marks:
            return number
    return 7 if mark.isdigit() else 8 if mark.isalpha() else 9


def _marker_class(marker: str) -> int:
    if not marker:
        return 0
    found = "#*->".find(marker)
    return found + 1 if found >= 0 else 5 if marker.isdigit() else 6


def _own(lines: Sequence[Line], looks: Sequence[_Look]) -> NDArray[np.float32]:
    """Return what is counted of each line by itself. Shape (n, OWN_NUMBERS)."""
    own = np.frombuffer(b"".join([look.numbers for look in looks]), np.float32).reshape(len(looks), OWN_NUMBERS).copy()
    own[:, AFTER_BLANK : SPACED.stop] = [(line.after_blank, *line.spaced) for line in lines]
    return own


def _own_numbers(line: Line) -> tuple[float, ...]:
    text = line.text
    plain = text.isascii()
    quotes = text.count('"') if plain else len(_QUOTES.findall(text))
    tokens = line.tokens[:60]
    head = text[:200]
    words = line.words
    return (
        log1p(words),
        log1p(len(text)),
        line.finished,
        line.capitals,
        0,
        0,
        0,
        line.credit,
        hangs(line),
        len([token for token in tokens if token in SMALL_WORDS]) / len(tokens),
        _digits(head) / len(head),
        min(quotes, 4) / 2,
        quotes % 2,
        min(text.count(","), 6) / words,
        log(len(text) / words),
        log1p(text.count(". ") + text.count("? ") + text.count("! ")),
        "|" in text,
        ">" in text if plain else _ARROWS.search(text) is not None,
        "](" in text or "[" in text[:3],
        "@" in text,
        "http" in text or "www." in text,
        line.prose,
        text.isupper(),
        "©" in text,
        text[0] == "(",
        words <= 1,
    )


def _digits(text: str) -> int:
    if text.isascii():
        return len(text) - len(text.encode("ascii").translate(None, _PLAIN_DIGITS))
    return len(_DIGIT.findall(text))


def _repeats(lines: Sequence[Line]) -> NDArray[np.float64]:
    """Return how often each line stands in the text, whether here first or again, and whether a tab title begins so."""
    often = Counter([line.key for line in lines])
    tabs = {line.key.split(mark)[0] for line in lines if line.words <= 30 for mark in _TABS if mark in line.key}
    seen: set[str] = set()
    rows = []
    for line in lines:
        key = line.key
        again = key in seen
        seen.add(key)
        rows.append((often[key], often[key] > 1 and not again, again, key in tabs))
    found = np.array(rows, np.float64)
    found[:, 0] = np.log(found[:, 0])
    return found


def _places(looks: Sequence[_Look]) -> NDArray[np.float64]:
    """Return where each line stands among the lines, and among the words of what looks like paragraphs."""
    count = len(looks)
    at = np.arange(count)
    words = np.cumsum([0, *(look.words * look.is_prose for look in looks)])
    total = max(int(words[-1]), 1)
    return np.stack(
        (
            at == 0,
            at == count - 1,
            np.log1p(at) / 3,
            np.log1p(count - 1 - at) / 3,
            at / max(count - 1, 1),
            np.full(count, log(count) / 3),
            words[:-1] / total,
            words[:-1] == 0,
            words[1:] >= total,
            np.full(count, log(total) / 3),
        ),
        axis=1,
    )


def _topics(looks: Sequence[_Look]) -> NDArray[np.float64]:
    """Return how many of a line's words the text's other paragraphs know: by one, two, four of them, on average."""
    spread = Counter([word for look in looks if look.is_prose for word in look.topic])
    rows = np.zeros((len(looks), 6))
    sizes = np.array([len(look.topic) for look in looks])
    filled = np.flatnonzero(sizes)
    if not filled.size:
        return rows
    shared = np.array([spread[word] for look in looks for word in look.topic], np.float64)
    shared -= np.repeat(np.array([look.is_prose for look in looks], np.float64), sizes)
    starts = (np.cumsum(sizes) - sizes)[filled]
    for column, values in enumerate((shared >= 1, shared >= 2, shared >= 4, np.log1p(shared))):
        rows[filled, column] = np.add.reduceat(values.astype(np.float64), starts) / sizes[filled]
    rows[filled, 4] = np.log1p(sizes[filled])
    rows[filled, 5] = 1
    return rows


def _topic_words(line: Line) -> frozenset[str]:
    tokens = line.tokens[:_TOPIC_WORDS]
    return frozenset([token for token in tokens if len(token) > 3 and token not in SMALL_WORDS and token[0].isalpha()])


def _meaning(looks: Sequence[_Look], words: Words) -> NDArray[np.float32]:
    """Return the mean of each line's word vectors and what follows from it. Shape (n, words.size + MEANING_EXTRA).

    That is its likeness to the text's prose and to the line before, and the share of its words that have a vector.
    """
    count = len(looks)
    result = np.zeros((count, words.size + MEANING_EXTRA), np.float32)
    flat = np.frombuffer(b"".join([look.known for look in looks]), np.int32)
    sizes = np.array([len(look.known) for look in looks]) // flat.itemsize
    filled = np.flatnonzero(sizes)
    if not filled.size:
        return result
    starts = (np.cumsum(sizes) - sizes)[filled]
    vectors = np.zeros((count, words.size), np.float32)
    weights = np.add.reduceat(words.weights[flat], starts)
    vectors[filled] = np.add.reduceat(words.vectors[flat], starts) / (weights[:, None] + 0.3)
    units = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
    share = np.array([min(look.words, 80) * look.is_prose for look in looks], np.float32)
    weighed = units * share[:, None]
    # What the line itself says is left out: it would be like itself.
    others = weighed.sum(0) - weighed
    result[:, : words.size] = vectors
    result[:, words.size] = (units * others).sum(1) / (np.linalg.norm(others, axis=1) + 1e-6)
    result[1:, words.size + 1] = (units[1:] * units[:-1]).sum(1)
    result[:, words.size + 2] = sizes / np.array([look.read for look in looks])
    return result
