"""The short beginnings and ends that lines share: "READ MORE: <headline>", "(Image: <somebody>)", "<headline> - Site".

A prefix ends in a mark (``:``, ``|``, ``>`` or a dash between spaces), a suffix begins with one. Publishers' text is
only ever compared as plain strings: none of it becomes a pattern.
"""

import re
from typing import NamedTuple

from copydesk.text.comparison import comparable
from copydesk.text.lines import line_key

REACH = 60
"""Characters within which a prefix ends, and a suffix begins."""
MOST_WORDS = 5
"""Words of a prefix or suffix: with more of them it is a clause."""

# In comparable text every dash is "-" and a full-width colon is ":"; in scripts without spaces none follows it.
_PREFIX_MARK = re.compile(r"[:|>»›→](?= )| -(?= )|(?<=[^\x00-\x7f]):")
_SUFFIX_MARKS = (" | ", " - ", " » ", " · ")
_BRACKETS = {"(": ")", "[": "]"}


class Affixed(NamedTuple):
    """A line in two: what recurs, and what varies."""

    affix: str
    """With its mark, in comparable form: ``read more:``, ``(image:``, ``- the courier``."""
    rest: str
    """The rest of the line as `bare_key` has it; never empty."""


def bare_key(text: str) -> str:
    """Return ``text`` as recurring lines and titles are compared: in comparable form, bare of marks at its edges."""
    return line_key(comparable(text))


def split_prefix(comparable_line: str) -> Affixed | None:
    """Return the line cut behind its first mark; None where no short prefix opens it, or nothing follows.

    Args:
        comparable_line: The line as `comparable` makes it. Linear time.
    """
    found = _PREFIX_MARK.search(comparable_line, 1, REACH)
    if found is None:
        return None
    affix, rest = comparable_line[: found.end()], line_key(comparable_line[found.end() :])
    closer = _BRACKETS.get(affix[0])
    if closer is not None and not comparable_line.rstrip(". ").endswith(closer):
        return None
    return Affixed(affix, rest) if rest and _is_short(affix) else None


def split_suffix(comparable_line: str) -> Affixed | None:
    """Return the line cut before its last mark, like `split_prefix`; None where no short suffix closes it."""
    least = max(len(comparable_line) - REACH, 1)
    at = max(comparable_line.rfind(mark, least) for mark in _SUFFIX_MARKS)
    if at < 0:
        return None
    affix, rest = comparable_line[at + 1 :], line_key(comparable_line[:at])
    return Affixed(affix, rest) if rest and _is_short(affix) else None


def _is_short(affix: str) -> bool:
    words = [word for word in affix.split() if any(map(str.isalnum, word))]
    return len(words) <= MOST_WORDS and any(map(str.isalpha, affix))
