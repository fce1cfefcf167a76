"""The lines of a text as the zoning rules see them: where they stand and what they look like."""

import re
from typing import NamedTuple

# Closing marks that may follow the stop of a sentence.
_CLOSERS = "\"'”’»)]}›」』】）*_ "
_STOPS = frozenset(".!?…。！？．｡।॥؟۔።։᙮")
_BULLETS = frozenset("•‣◦▪●■*·–-—")
_MARKUP = " \t\u00a0•‣◦▪●■*·–—-#>|_\\[](){}«»‹›→←:…,;.\u200b\ufeff"
# Scripts written without spaces between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")


class Line(NamedTuple):
    """One line that is not blank, without the white space at its edges."""

    start: int
    """First character, in code points of the text."""
    end: int
    """One past the last character."""
    text: str
    key: str
    """Case-folded, single-spaced, bare of marks at the edges: what phrases and repeats are compared by."""
    tokens: tuple[str, ...]
    """The case-folded words by white space, punctuation stripped from their edges."""
    words: int
    """How many words; scripts without spaces count a word for every two characters."""
    capitals: float
    """Share of the words that do not begin in lower case, 0 to 1."""
    finished: bool
    """Ends like a sentence: a full stop, question or exclamation mark, closing marks aside."""
    after_blank: bool
    """A blank line stands before it."""
    bullet: bool
    """Begins with a bullet or a number and a stop."""
    heading: bool
    """Begins with a Markdown heading mark."""


def split_lines(text: str) -> list[Line]:
    r"""Return the lines of ``text`` (cut at ``\n``) that hold anything but white space, in order. Linear time."""
    lines: list[Line] = []
    position = 0
    blank = False
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = position + raw.index(bare[0])
            lines.append(_line(start, bare, after_blank=blank))
            blank = False
        else:
            blank = True
        position += len(raw) + 1
    return lines


def line_key(text: str) -> str:
    """Return ``text`` as lines are compared: case-folded, single-spaced, no marks at the edges."""
    return " ".join(text.casefold().replace("’", "'").replace("‘", "'").split()).strip(_MARKUP)


def _line(start: int, bare: str, *, after_blank: bool) -> Line:
    pieces = bare.split()
    words = len(pieces)
    # A stretch without spaces far longer than any word: a script that has none (or a bare address).
    if len(bare) > 12 * words:
        words += len(_UNSPACED.findall(bare)) // 2
    first = bare[0]
    return Line(
        start=start,
        end=start + len(bare),
        text=bare,
        key=line_key(bare),
        tokens=tuple([piece.strip(".,;:!?\"'“”‘’()[]") for piece in bare.casefold().split()]),
        words=words,
        capitals=sum([not piece[0].islower() for piece in pieces]) / len(pieces),
        finished=bare.rstrip(_CLOSERS)[-1:] in _STOPS,
        after_blank=after_blank,
        bullet=(first in _BULLETS and words > 1) or (first.isdigit() and _NUMBERED.match(bare) is not None),
        heading=first == "#",
    )
