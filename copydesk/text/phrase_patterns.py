"""The patterns of page furniture as rows, by the word they begin or end with: a line is tried against few of them.

All are matched against a line's key (case-folded, single-spaced, no marks at the edges), the cased ones against its
text. Among the rows of a word the first that fits decides. No pattern repeats a group that can match the same text in
two ways: all are linear but for a bounded factor.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from copydesk.text import phrase_shapes
from copydesk.text.phrase_dates import DATE, DATES, DAY, TIME
from copydesk.text.phrase_notices import NOTICES
from copydesk.text.phrase_widgets import WIDGETS

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
NAME = rf"{_CAPITAL}[\w.'’-]+(?:\s(?:{_CAPITAL}[\w.'’-]*|de|van|von|der|den|la|al|bin|el|du|di|da|le|zu)){{1,4}}"
"""Two to five capitalised words."""
_PARTS = {"DATES": DATES, "DATE": DATE, "TIME": TIME, "DAY": DAY, "NAME": NAME}
"""What stands for a longer pattern in a row."""


class Row(NamedTuple):
    """One pattern of a rule."""

    rule: str
    words: str
    """The first or last words of the lines that are tried, parted by bars; "" for every line."""
    pattern: str


def rows(blocks: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of the blocks in order; a line that is indented deeper goes on with the row above it."""
    for rule, block in blocks.items():
        for row in block.strip("\n").replace("\n            ", "").splitlines():
            words, parted, pattern = row.removeprefix("        ").partition(" :: ")
            if not parted:
                words, pattern = "", words
            for name, part in _PARTS.items():
                pattern = pattern.replace(name, part)
            yield Row(rule, words, pattern)


OPENERS = (*rows(WIDGETS), *rows(NOTICES))
"""By the first word: what goes on after it."""
ENDERS = tuple(rows(phrase_shapes.ENDERS))
"""By the last word: what stands before it."""
CASED = tuple(rows(phrase_shapes.CASED))
"""By the first word: the whole text."""
NUMBERS = tuple(rows(phrase_shapes.NUMBERS))
"""The whole key, where it begins with a digit."""
MARKED = tuple(rows(phrase_shapes.MARKED))
"""The whole key, where it holds a mark."""
FOREIGN = tuple(rows(phrase_shapes.FOREIGN))
"""The key of a line that begins in another script than the Latin."""

_NOTICES = frozenset({"cookie-phrase", "legal-phrase", "affiliate-phrase", "correction-notice", "reference-phrase"})
_PITCHES = frozenset({"by", "you", "we", "sign", "if"})
LONG = tuple(
    [row for row in OPENERS if row.rule in _NOTICES or (row.rule == "newsletter-phrase" and row.words in _PITCHES)]
)
"""By the first word: whole notices too, however long."""
