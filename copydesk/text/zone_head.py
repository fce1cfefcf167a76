"""What stands above the body: the title, the standfirst, the byline, the label of the section, the lead caption."""

import re
from collections.abc import MutableSequence, Sequence

from copydesk.text.line_looks import Context
from copydesk.text.lines import Line
from copydesk.text.zone_scores import TITLE, LineScores

_TITLE_LEAST = 0.04
"""Probability of a title below which the best line is none: a text may have none."""
_SHORT_HEAD = 25
"""Lines above the first paragraph of a page without a menu."""
_TITLE_WORDS, _TITLE_CHARS = (2, 45), 320
"""No headline is shorter or longer."""
_LABEL_WORDS, _LABEL_LEAD = 4, 1.5
"""The label of a section has up to so many words, and may look by so much more like a title than the headline below."""
_CLAUSE = 8
"""Words from which a bullet is no label of a menu."""
_MOST_NAMED = 14
_MOST_LABELS = 3
_BETWEEN_NAMES = re.compile(r",? (?:and|und|et|y|&) |, ")
_MENU = frozenset({"navigation-phrase", "section-phrase", "page-word", "account-phrase", "paywall-phrase"})


def find_title(context: Context, scores: LineScores, least: float, rules: Sequence[str | None]) -> int | None:
    """Return the index of the line that is the title, None when no line looks like one.

    ``least`` is the probability above which a line is body.
    """
    if "hint-title" in rules:
        return rules.index("hint-title")
    lines = context.lines
    summed_up = _above_bullets(context, rules)
    if summed_up is not None:
        return summed_up
    candidates = [
        index
        for index in range(len(lines))
        if rules[index] is None and context.rules[index] is None and _may_be_title(lines[index])
    ]
    best = max(candidates, key=lambda index: scores.titles[index], default=None)
    if best is not None and scores.classes[best][TITLE] > _TITLE_LEAST:
        below = best + 1
        is_label = lines[best].words <= _LABEL_WORDS and below in candidates and lines[below].words > _LABEL_WORDS
        near = is_label and scores.titles[best] - scores.titles[below] < _LABEL_LEAD
        return below if near and lines[below].text[-1] not in ".。।" else best
    # No line is much of a title, but an article that has little above its first paragraph has one there.
    first = next((i for i, line in enumerate(lines) if line.prose and scores.body[i] > least), 0)
    above = [index for index in candidates if index < first <= _SHORT_HEAD and lines[index].text[-1] not in ".。।"]
    return max(above, key=lambda index: scores.titles[index], default=None)


def _above_bullets(context: Context, rules: Sequence[str | None]) -> int | None:
    """Return the index of the first line that no rule knows if bullets of whole clauses follow: they sum it up."""
    lines = context.lines
    unknown = (i for i, line in enumerate(lines) if rules[i] is None and context.rules[i] is None and line.words > 3)
    index = next(unknown, len(lines))
    below = lines[index + 1 : index + 3]
    if index > _SHORT_HEAD or len(below) < 2 or not all(line.bullet and line.words >= _CLAUSE for line in below):
        return None
    return index if _may_be_title(lines[index]) and lines[index].text[-1] not in ".。।:" else None


def _may_be_title(line: Line) -> bool:
    return (
        _TITLE_WORDS[0] <= line.words <= _TITLE_WORDS[1]
        and len(line.text) <= _TITLE_CHARS
        and not line.bullet
        and line.text[-1] not in ",;"
        and not line.credit
    )


def label_head(context: Context, rules: MutableSequence[str | None], title: int | None) -> None:
    """Label what stands between the title and the body, and above the title."""
    lines = context.lines
    if title is None:
        return
    first = next((i for i in range(title + 1, len(lines)) if rules[i] in ("body-prose", "body-fragment")), len(lines))
    sentences = 0
    for index in range(title + 1, min(first, title + 25)):
        line = lines[index]
        if rules[index] not in (None, "body-list") or context.rules[index] is not None:
            continue
        if line.key == lines[title].key:
            rules[index] = "title-again"
        elif line.bullet and line.words >= 5 and all(lines[i].bullet for i in range(title + 1, index)):
            rules[index] = "head-bullets"
        elif rules[index] is None and is_name(line):
            rules[index] = "head-byline"
        elif rules[index] is None and line.credit:
            rules[index] = "head-caption"
        elif rules[index] is None and line.words >= 8 and sentences < 2 and context.repeats[line.key] == 1:
            rules[index] = "head-standfirst"
            sentences += 1
    _label_above(context, rules, title)


def _label_above(context: Context, rules: MutableSequence[str | None], title: int) -> None:
    lines = context.lines
    labels: list[int] = []
    for index in range(max(title - 8, 0), title):
        if rules[index] not in (None, "section-phrase") or context.rules[index] not in (None, "section-phrase"):
            continue
        line = lines[index]
        if rules[index] is not None and _in_menu(context, index):
            continue
        if line.key == lines[title].key:
            rules[index] = "title-again"
        elif line.words <= 4 and not line.finished and not line.bullet and any(mark.isalpha() for mark in line.key):
            labels.append(index)
    # Four and more in a row are a menu; the label right above the title is the article's own all the same.
    menu = sum(
        [
            rule in _MENU and index not in labels
            for index, rule in enumerate(context.rules[:title][-8:], max(title - 8, 0))
        ]
    )
    for index in labels if len(labels) + menu <= _MOST_LABELS else labels[-1:]:
        if len(labels) + menu <= _MOST_LABELS or index >= title - 2:
            rules[index] = "head-label"


def _in_menu(context: Context, index: int) -> bool:
    """Tell whether the line before or after is the label of a menu as well."""
    return any(context.rules[i] in _MENU for i in (index - 1, index + 1) if 0 <= i < len(context.rules))


def is_name(line: Line) -> bool:
    """Tell whether the line is two to four capitalised words, or several such names, and nothing else."""
    return line.words <= _MOST_NAMED and all(
        2 <= len(words := part.split()) <= 4 and all(_is_capitalised(word) for word in words)
        for part in _BETWEEN_NAMES.split(line.text)
    )


def _is_capitalised(word: str) -> bool:
    bare = word.strip(".,")
    return word[0].isupper() and bare.replace("-", "").replace("’", "").replace("'", "").replace(".", "").isalpha()
