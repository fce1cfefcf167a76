"""What the line classifier sees of a text: a row of codes and a row of numbers for each line.

Nothing here looks at a line's neighbours, which the network does by itself; what a line cannot tell it of the whole
text (repeats, its place, how its words relate to the text's) is computed here. Linear time.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.text.line_looks import FUNCTION_WORDS, hangs, has_credit, is_prose, size_class
from copydesk.text.lines import Line
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
_DIGITS = re.compile(r"\d+")
_STOPS = re.compile(r"[.?!] ")
_QUOTES = re.compile(r"[“”\"«»„「」]")
_ARROWS = re.compile(r"[›»>→]")
_TOPIC_WORDS = 80
_NOTHING = tuple((0,) * (MIDDLE_WORDS - count) for count in range(MIDDLE_WORDS + 1))
_COUNTED = [0, 1, 15]
"""Columns of own numbers that are counts, of which the network gets the logarithm."""
OWN_NUMBERS = 26
NUMBERS = OWN_NUMBERS + 20
"""Numbers of a line before the 35 that its words' meaning gives."""
LENGTH, AFTER_BLANK, SPACED = 0, 4, slice(5, 7)
"""Where among them training finds log(1 + words), the blank line before, and the white space of a cut."""
MEANING_EXTRA = 3
"""Numbers that follow the vector of a line's meaning."""


class Features(NamedTuple):
    """The input of the network for ``n`` lines."""

    codes: NDArray[np.int64]
    """Shape (n, CODES)."""
    numbers: NDArray[np.float32]
    """Shape (n, NUMBERS + words.size + MEANING_EXTRA)."""


def featurise(lines: Sequence[Line], phrases: Sequence[str | None], words: Words) -> Features:
    """Return the features of ``lines``, of which ``phrases`` names the phrase rule that knows each."""
    prose = [is_prose(line) for line in lines]
    place = words.place
    found = [[place.get(token, -1) for token in line.tokens[:_READ]] for line in lines]
    codes = np.array(
        [
            [*_words(line, numbers), *_looks(line), _phrase_class(phrase)]
            for line, numbers, phrase in zip(lines, found, phrases, strict=True)
        ],
        np.int64,
    ).reshape(len(lines), CODES)
    known = [[number for number in numbers if number >= 0] for numbers in found]
    numbers = np.concatenate([_numbers(lines, prose), _meaning(lines, prose, known, words)], axis=1)
    return Features(codes, numbers)


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


def _numbers(lines: Sequence[Line], prose: Sequence[bool]) -> NDArray[np.float32]:
    """Return what is counted of each line, and where it stands. Shape (n, NUMBERS)."""
    own = np.array([_own_numbers(line, is_body=is_body) for line, is_body in zip(lines, prose, strict=True)])
    own = own.reshape(len(lines), OWN_NUMBERS)
    own[:, _COUNTED] = np.log1p(own[:, _COUNTED])
    return np.concatenate([own, _repeats(lines), _places(lines, prose), _topics(lines, prose)], axis=1).astype(
        np.float32
    )


def _own_numbers(line: Line, *, is_body: bool) -> tuple[float, ...]:
    text = line.text
    quotes = len(_QUOTES.findall(text))
    tokens = line.tokens[:60]
    head = text[:200]
    words = line.words
    return (
        words,
        len(text),
        line.finished,
        line.capitals,
        line.after_blank,
        *line.spaced,
        has_credit(line),
        hangs(line),
        len([token for token in tokens if token in FUNCTION_WORDS]) / len(tokens),
        sum([len(digits) for digits in _DIGITS.findall(head)]) / len(head),
        min(quotes, 4) / 2,
        quotes % 2,
        min(text.count(","), 6) / words,
        log(len(text) / words),
        len(_STOPS.findall(text)),
        "|" in text,
        _ARROWS.search(text) is not None,
        "](" in text or "[" in text[:3],
        "@" in text,
        "http" in text or "www." in text,
        is_body,
        text.isupper(),
        "©" in text,
        text[0] == "(",
        words <= 1,
    )


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


def _places(lines: Sequence[Line], prose: Sequence[bool]) -> NDArray[np.float64]:
    """Return where each line stands among the lines, and among the words of what looks like paragraphs."""
    count = len(lines)
    at = np.arange(count)
    words = np.cumsum([0, *(line.words * is_body for line, is_body in zip(lines, prose, strict=True))])
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


def _topics(lines: Sequence[Line], prose: Sequence[bool]) -> NDArray[np.float64]:
    """Return how many of a line's words the text's other paragraphs know: by one, two, four of them, on average."""
    topics = [_topic_words(line) for line in lines]
    spread: Counter[str] = Counter()
    for topic, is_body in zip(topics, prose, strict=True):
        if is_body:
            spread.update(topic)
    rows = np.zeros((len(lines), 6))
    sizes = np.array([len(topic) for topic in topics])
    filled = np.flatnonzero(sizes)
    if not filled.size:
        return rows
    shared = np.fromiter((spread[word] for topic in topics for word in topic), np.float64, int(sizes.sum()))
    shared -= np.repeat(np.array(prose, np.float64), sizes)
    starts = (np.cumsum(sizes) - sizes)[filled]
    for column, values in enumerate((shared >= 1, shared >= 2, shared >= 4, np.log1p(shared))):
        rows[filled, column] = np.add.reduceat(values.astype(np.float64), starts) / sizes[filled]
    rows[filled, 4] = np.log1p(sizes[filled])
    rows[filled, 5] = 1
    return rows


def _topic_words(line: Line) -> frozenset[str]:
    tokens = line.tokens[:_TOPIC_WORDS]
    return frozenset(
        [token for token in tokens if len(token) > 3 and token not in FUNCTION_WORDS and token[0].isalpha()]
    )


def _meaning(
    lines: Sequence[Line], prose: Sequence[bool], known: Sequence[Sequence[int]], words: Words
) -> NDArray[np.float32]:
    """Return the mean of each line's word vectors and what follows from it. Shape (n, words.size + MEANING_EXTRA).

    That is its likeness to the text's prose and to the line before, and the share of its words that have a vector.
    """
    count = len(lines)
    result = np.zeros((count, words.size + MEANING_EXTRA), np.float32)
    sizes = np.array([len(indices) for indices in known])
    filled = np.flatnonzero(sizes)
    if not filled.size:
        return result
    flat = np.fromiter((number for indices in known for number in indices), np.int64, int(sizes.sum()))
    starts = (np.cumsum(sizes) - sizes)[filled]
    vectors = np.zeros((count, words.size), np.float32)
    weights = np.add.reduceat(words.weights[flat], starts)
    vectors[filled] = np.add.reduceat(words.vectors[flat], starts) / (weights[:, None] + 0.3)
    units = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
    share = np.array([min(line.words, 80) * is_body for line, is_body in zip(lines, prose, strict=True)], np.float32)
    weighed = units * share[:, None]
    # What the line itself says is left out: it would be like itself.
    others = weighed.sum(0) - weighed
    result[:, : words.size] = vectors
    result[:, words.size] = (units * others).sum(1) / (np.linalg.norm(others, axis=1) + 1e-6)
    result[1:, words.size + 1] = (units[1:] * units[:-1]).sum(1)
    result[:, words.size + 2] = sizes / np.array([min(max(len(line.tokens), 1), _READ) for line in lines])
    return result
