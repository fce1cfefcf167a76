"""Which of a publisher's recurring patterns are residue: what must be seen how often before a line is taken for it.

Furniture recurs, and so do short sentences of the news ("No one was hurt."), background paragraphs, much-quoted words
and names. Each of them is told from furniture by how often it recurs among the documents since it was first seen.
"""

from typing import NamedTuple

from copydesk.text.affixes import bare_key
from copydesk.text.lines import Line, split_lines
from copydesk.text.recurrence import LONG_WORDS, Pattern, PatternKind
from copydesk.text.zone_phrases import WEAK, phrase_rule
from copydesk.text.zone_rules import RULES

DOCUMENTS = 3
"""Least documents of a publisher that show a pattern."""
DOCUMENTS_OF_NOBODY = 5
"""The same among articles whose publisher nobody knows: nothing says that they are of one site."""
LEAST_SHARE, SENTENCE_SHARE = 0.05, 0.1
"""Least share of the documents since it was first seen, and that of a whole sentence. A label that one page in twenty
bears is of the site; a sentence that a local paper ends one report in fifty with is news."""
PROSE_DOCUMENTS, PROSE_SHARE = 8, 0.5
"""The same for long lines and for quotations: a background paragraph stands in many stories on one matter, the
publisher's words about itself in most stories on any."""
QUOTED_WORDS = 12
"""Words from which a line with quotation marks is never learned: much-quoted words stay the article's."""
TITLED_SHARE, TITLED = 0.2, 3
"""A prefix opens headlines of other articles if its rest was one in this share of documents, or in so many: links lead
to older articles too, which the dataset does not hold."""

_LABEL_WORDS = 2
_QUOTATION_MARKS = frozenset('"“”„«»「」『』')

RULE_OF: dict[tuple[PatternKind, str], str] = {
    ("line", "other_residue"): "learned-line",
    ("prefix", "related_headline"): "learned-prefix",
    ("prefix", "caption"): "learned-credit",
    ("suffix", "related_headline"): "learned-suffix",
}
"""The zoning rule that a pattern in force is applied by, from its kind and that of its segments."""


class Lesson(NamedTuple):
    """What follows from a pattern."""

    kind: str | None
    """Kind of the segments that show it, where something tells."""
    why_not: str | None
    """Why it is not in force, a key of ``WHY_NOT`` in the schema of ``learned_lines``; None if it is."""


def threshold(publisher: str | None) -> int:
    """Return from how many documents on a pattern of ``publisher`` is looked at."""
    return DOCUMENTS_OF_NOBODY if publisher is None else DOCUMENTS


def lesson(publisher: str | None, pattern: Pattern, documents: int, keep: frozenset[str]) -> Lesson:
    """Return what follows from a pattern of ``publisher``.

    Args:
        publisher: None where nobody knows it.
        pattern: What was seen.
        documents: How many documents of the publisher have been counted by now.
        keep: `copydesk.text.affixes.bare_key` of what the settings keep.
    """
    if pattern.documents < threshold(publisher) or pattern.text is None:
        return Lesson(None, "below_threshold")
    if bare_key(pattern.text) in keep:
        return Lesson(None, "kept_by_settings")
    share = pattern.documents / max(documents - pattern.documents_before, pattern.documents)
    if pattern.kind == "line":
        return _line_lesson(split_lines(pattern.text)[0], pattern, share)
    # Some words only say what they say in front of a name.
    named = split_lines(f"{pattern.text.title()} Ann Lee")[0]
    kind = _kind_by_words(named) if pattern.kind == "prefix" else None
    if kind is None and (pattern.titled >= TITLED or pattern.titled >= TITLED_SHARE * pattern.documents):
        kind = "related_headline"
    if kind is None:
        return Lesson(None, "unclear")
    if (pattern.kind, kind) not in RULE_OF:
        return Lesson(kind, "known_by_words")
    return Lesson(kind, None if share >= LEAST_SHARE else "too_rare")


def _line_lesson(line: Line, pattern: Pattern, share: float) -> Lesson:
    kind = _kind_by_words(line)
    if kind is not None:
        return Lesson(kind, "known_by_words")
    # A headline that many pages lead to recurs as well as their furniture does.
    kind = "related_headline" if 2 * pattern.titled >= pattern.documents else "other_residue"
    quoted = not _QUOTATION_MARKS.isdisjoint(line.text)
    if quoted and pattern.words >= QUOTED_WORDS:
        return Lesson(None, "long_and_quoted")
    if quoted or pattern.words >= LONG_WORDS:
        enough = pattern.documents >= PROSE_DOCUMENTS and share >= PROSE_SHARE
        return Lesson(kind, None) if enough else Lesson(None, "too_rare_for_prose")
    least = SENTENCE_SHARE if line.finished and pattern.words > _LABEL_WORDS else LEAST_SHARE
    return Lesson(kind, None) if share >= least else Lesson(None, "too_rare")


def _kind_by_words(line: Line) -> str | None:
    """Return the kind that the words of a line tell by themselves."""
    rule = phrase_rule(line)
    return RULES[rule].kind if rule is not None and rule not in WEAK else None
