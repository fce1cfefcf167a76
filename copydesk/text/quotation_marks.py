"""Which characters lie inside quotation marks: curly, straight, guillemets, German and British single marks.

The marks are read block by block (a block is a paragraph), because newspapers leave the mark of a quotation
over several paragraphs open and repeat it at the head of each.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.text.cues import cue_lemma, is_speech_cue
from copydesk.text.spans import Span
from copydesk.text.wordlists import wordset


class Quoted(NamedTuple):
    """A region inside quotation marks; quotations nested in it are not listed apart."""

    outer: Span
    """With its marks."""
    inner: Span
    """Without them."""
    is_single: bool
    """Written with single marks, as British newspapers do."""
    is_closed: bool
    """False when it runs to the end of its block for want of a closing mark."""


# opening mark -> the marks that can close it
_CLOSERS = {
    "“": "”",
    "❝": "❞",
    "〝": "〞〟",
    "„": "“”‟",
    "«": "»",
    "»": "«",
    "「": "」",
    '"': '"',
    "＂": "＂",
    "‟": "”‟",
    "``": "''",
}
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_MARKS = re.compile(r"[“”„‟❝❞〝〞〟«»「」\"＂‘’‚‛']|``")
# Cut-off words whose apostrophe looks like an opening mark: 'em, 'tis, rock 'n' roll, '90s.
_ELISION = re.compile(r"(?:em|tis|twas|til|till|cause|bout|n|round|cos|\d\ds?)\b", re.IGNORECASE)
# Words that make a few quoted words a statement and not a term.
_VERBAL = wordset(
    """
    i i'm i've i'll i'd we we're we've you you're he she they it it's that's there's this is isn't are aren't was
    wasn't were be been am has have had do don't does doesn't did didn't will won't would can can't could must
    should shall may might let let's go stop come get yes no never thanks thank sorry please hello goodbye
    absolutely why what how who
    """
)
_LITTLE = wordset(
    """
    a an and as at but by for from in into nor of on or over the to upon with vs
    """
)

# Verbs whose object in quotation marks is more often a title or a name than words that were said.
_NAMING = wordset("sing chant read write call name label dub describe title entitle term post publish")


def _is_word(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isalnum()


def quoted_regions(text: str, blocks: Sequence[Span]) -> list[Quoted]:
    """Return the regions of ``text`` inside quotation marks, in order, never overlapping, each inside one block.

    A mark that is never closed runs to the end of its block; a single mark only does when it opens the block,
    for elsewhere it is more likely an apostrophe. Linear in the length of the text.

    Source: GOLDEN in tests/text/test_quotation_marks.py.
    """
    found: list[Quoted] = []
    for block in blocks:
        found.extend(_block_regions(text, Span(max(0, block.start), min(block.end, len(text)))))
    return found


def _block_regions(text: str, block: Span) -> list[Quoted]:
    marks = [(m.start(), m.group()) for m in _MARKS.finditer(text, block.start, block.end)]
    singles = _single_pairs(text, block, marks)
    last_of = {mark: position for position, mark in marks}
    regions: list[Quoted] = []
    opened: tuple[int, str] | None = None
    resume = block.start
    for position, mark in marks:
        if position < resume:
            continue
        if opened is not None:
            start, opener = opened
            closing = _closes(text, position, mark, opener, last_of)
            if closing:
                end = position + closing
                inner = Span(start + len(opener), max(start + len(opener), position))
                regions.append(Quoted(Span(start, end), inner, False, True))
                opened, resume = None, end
        elif position in singles:
            end = singles[position]
            is_closed = end <= block.end
            end = min(end, block.end)
            inner = Span(position + 1, max(position + 1, end - 1) if is_closed else end)
            regions.append(Quoted(Span(position, end), inner, True, is_closed))
            resume = end
        elif _opens(text, position, mark, block):
            opened, resume = (position, mark), position + len(mark)
    if opened is not None:
        start, opener = opened
        regions.append(
            Quoted(Span(start, block.end), Span(min(start + len(opener), block.end), block.end), False, False)
        )
    return regions


def _opens(text: str, position: int, mark: str, block: Span) -> bool:
    if mark not in _CLOSERS:
        return False
    if mark == "»":
        # Opens only as in German books (»so«): after white space, before a letter.
        return (position == block.start or not _is_word(text, position - 1)) and _is_word(text, position + 1)
    if mark == '"':
        # A digit before and no letter after is an inch mark, as in a 5" pipe.
        after_digit = position > block.start and text[position - 1].isdigit()
        return not after_digit or _is_word(text, position + 1)
    return True


def _closes(text: str, position: int, mark: str, opener: str, last_of: dict[str, int]) -> int:
    """Return how many characters the closing mark at ``position`` takes; 0 when it closes nothing."""
    if opener == "``":
        return 2 if text.startswith("''", position) else int(mark in '”"')
    if mark in _CLOSERS[opener]:
        return 1
    if opener in ("“", '"', "„", "‟") and mark in '”"':
        # Mixed pairs close each other, unless the proper closing mark is still to come: then this one is nested.
        proper = max((last_of.get(closer, -1) for closer in _CLOSERS[opener]), default=-1)
        return int(proper <= position)
    return 0


def _single_pairs(text: str, block: Span, marks: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Return opening position -> end of each British single quotation; an end past the block means unclosed."""
    openers: list[int] = []
    strong: list[int] = []
    weak: list[int] = []
    for position, mark in marks:
        if mark not in "‘’‛'‚":
            continue
        before_space = position == block.start or not (_is_word(text, position - 1) or text[position - 1] in "’'‘.,!?…")
        after = position + 1
        if mark in "‘‛'‚" and before_space:
            if after < block.end and not text[after].isspace() and not _ELISION.match(text, after):
                openers.append(position)
        elif mark in "’'" and not _is_word(text, after) and position > block.start and not text[position - 1].isspace():
            # "the workers’ rights" and "goin’ home" end in an apostrophe as well.
            previous = text[position - 1]
            is_possessive = previous in "sS" and text[after : after + 1].isspace() and _is_word(text, after + 1)
            is_clipped = text[max(0, position - 2) : position].lower() == "in"
            (weak if is_possessive or is_clipped else strong).append(position)
    pairs: dict[int, int] = {}
    done = block.start
    for order, opener in enumerate(openers):
        if opener < done:
            continue
        limit = openers[order + 1] if order + 1 < len(openers) else block.end
        closer = _first_in(strong, opener + 2, limit)
        if closer is None:
            closer = _first_in(weak, opener + 2, limit)
        if closer is None:
            closer = _first_in(strong, opener + 2, block.end)
        if closer is not None:
            pairs[opener] = done = closer + 1
        elif opener == block.start and text[opener] in "‘‛":
            pairs[opener] = done = block.end + 1
    return pairs


def _first_in(positions: Sequence[int], start: int, end: int) -> int | None:
    index = bisect_left(positions, start)
    return positions[index] if index < len(positions) and positions[index] < end else None


def is_term(text: str, quoted: Quoted) -> bool:
    """Tell whether the marks set off a term, a nickname or the title of a work rather than words that were said.

    A term has one to three words, none of them a verb or a pronoun, and ends in no stop; a title has all its words
    capitalised. What stands beside a speech cue or after a colon is always something said.

    Source: TERMS in tests/text/test_quotation_marks.py.
    """
    inner = text[quoted.inner.start : quoted.inner.end]
    words = [word.group().replace("’", "'") for word in _WORD.finditer(inner[:400])]
    if not words:
        return True
    if _beside_cue(text, quoted):
        return False
    if len(words) > 3:
        return _is_title(words) and not inner.rstrip().endswith((",", "!", "."))
    if any(word.lower() in _VERBAL or "'" in word[1:-2] for word in words):
        return _is_title(words) and len(words) > 1 and not inner.rstrip().endswith((",", "!", ".", "?"))
    stop = inner.rstrip()[-1:]
    if stop in "!?…":
        return False
    starts_sentence = text[max(0, quoted.outer.start - 9) : quoted.outer.start].rstrip(" \t\xa0")[-1:] in (
        "",
        "\n",
        ".",
        "!",
        "?",
        "”",
        "’",
        '"',
    )
    # American typesetting puts the sentence's own stop inside the marks, so a stop alone proves nothing.
    return not (stop and stop in ".," and starts_sentence and words[0][0].isupper())


def _is_title(words: Sequence[str]) -> bool:
    if len(words) > 12:
        return False
    return words[0][0].isupper() and all(word[0].isupper() or word[0].isdigit() or word in _LITTLE for word in words)


def _beside_cue(text: str, quoted: Quoted) -> bool:
    before = text[max(0, quoted.outer.start - 40) : quoted.outer.start].rstrip()
    if before.endswith(":"):
        return True
    last = _WORD.findall(before.rpartition("\n")[2])[-1:]
    after = text[quoted.outer.end : quoted.outer.end + 60].partition("\n")[0]
    # Only a comma, a question or an exclamation leaves a quotation open for a tag after it: “Never,” she said.
    is_open = text[quoted.inner.end - 1 : quoted.inner.end] in tuple(",?!") or after.startswith(",")
    first = _WORD.findall(re.split(r"[.;!?“‘\"]", after)[0])[:3] if is_open else []
    return any(is_speech_cue(word) and cue_lemma(word) not in _NAMING for word in [*last, *first])
