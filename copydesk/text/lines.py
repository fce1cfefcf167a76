"""The lines of a text as the zoning rules see them: where they stand and what they look like."""

import re
from typing import NamedTuple

from copydesk.text.comparison import comparable
from copydesk.text.picture_credits import ends_with_credit
from copydesk.text.seen_lines import SeenLines

# Closing marks that may follow the stop of a sentence.
_CLOSERS = "\"'”’»)]}›」』】）*_ "
_STOPS = frozenset(".!?…。！？．｡।॥؟۔።։᙮")
_BULLETS = frozenset("•‣◦▪●■*·–-—")
_MARKUP = " \t\u00a0•‣◦▪●■*·–—-#>|_\\[](){}«»‹›→←:…,;.\u200b\ufeff"
# Scripts written without spaces between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_MARKERS = re.compile(r"(?:(?:[>*+•‣◦▪●■·–—|_-]+|#{1,6}|o|\d{1,3}[.)])\s+)+")
"""What renderers put before headings, quotations and items of a list."""
_MAY_MARK = frozenset(">*+•‣◦▪●■·–—|_-#o0123456789")


class Line(NamedTuple):
    """One line that is not blank, without the white space at its edges."""

    start: int
    """First character, in code points of the text."""
    end: int
    """One past the last character."""
    text: str
    after_blank: bool
    """A blank line stands before it."""
    spaced: tuple[bool, bool]
    """Whether white space stood before and after it: a renderer that cut a sentence leaves the space of the cut."""
    key: str
    """The line as `comparable` makes it, bare of marks at the edges: what phrases and repeats are compared by."""
    pieces: tuple[str, ...]
    """The words by white space, without the marker of a list item or heading."""
    tokens: tuple[str, ...]
    """The pieces case-folded, punctuation stripped from their edges."""
    words: int
    """How many words; scripts without spaces count a word for every two characters."""
    capitals: float
    """Share of the words that do not begin in lower case, 0 to 1."""
    finished: bool
    """Ends like a sentence: a full stop, question or exclamation mark, closing marks aside."""
    prose: bool
    """Looks like a paragraph by itself: a dozen words and an end."""
    credit: bool
    """Closes with the credit of a picture."""
    marker: str
    """The first character of the marker: ``#``, ``>``, a bullet, a digit; "" where there is none."""
    bullet: bool
    """Begins with a bullet or a number and a stop."""
    heading: bool
    """Begins with a Markdown heading mark."""


_PROSE_WORDS, _CAPTION_WORDS = 12, 80
_seen: SeenLines["_Facts"] = SeenLines()


def split_lines(text: str) -> list[Line]:
    r"""Return the lines of ``text`` (cut at ``\n``) that hold anything but white space, in order. Linear time."""
    lines: list[Line] = []
    position = 0
    blank = False
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = position + raw.index(bare[0])
            spaced = (raw[0].isspace(), raw[-1].isspace())
            facts = _seen.get(bare)
            if facts is None:
                facts = _facts(bare)
                _seen.put(bare, facts)
            # Blank lines at the edges of a text part nothing.
            lines.append(Line(start, start + len(bare), bare, blank and bool(lines), spaced, *facts))
            blank = False
        else:
            blank = True
        position += len(raw) + 1
    return lines


def line_key(text: str) -> str:
    """Return ``text`` as lines are compared: in its comparable form, no marks at the edges."""
    return comparable(text).strip(_MARKUP)


class _Facts(NamedTuple):
    """The last fields of a `Line`, which its text alone decides."""

    key: str
    pieces: tuple[str, ...]
    tokens: tuple[str, ...]
    words: int
    capitals: float
    finished: bool
    prose: bool
    credit: bool
    marker: str
    bullet: bool
    heading: bool


def _facts(bare: str) -> _Facts:
    first = bare[0]
    found = _MARKERS.match(bare) if first in _MAY_MARK else None
    words_of = bare if found is None else bare[found.end() :]
    pieces = words_of.split()
    words = len(pieces)
    # A stretch without spaces far longer than any word: a script that has none (or a bare address).
    if len(bare) > 12 * words:
        words += len(_UNSPACED.findall(bare)) // 2
    key = line_key(bare)
    finished = bare.rstrip(_CLOSERS)[-1:] in _STOPS
    return _Facts(
        key=key,
        pieces=tuple(pieces),
        tokens=tuple([piece.strip(".,;:!?\"'“”‘’()[]") for piece in words_of.casefold().split()]),
        words=words,
        capitals=sum([not piece[0].islower() for piece in pieces]) / len(pieces),
        finished=finished,
        prose=words >= _PROSE_WORDS and finished,
        credit=words < _CAPTION_WORDS and ends_with_credit(key),
        marker="" if found is None else first,
        bullet=(first in _BULLETS and (found is not None or words > 1))
        or (first.isdigit() and _NUMBERED.match(bare) is not None),
        heading=first == "#",
    )
