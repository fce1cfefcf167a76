"""Which lines are the article's, by the line classifier and by the rules that are surer than it."""

from collections.abc import MutableSequence, Sequence

from copydesk.text.line_looks import Context, hangs, is_prose
from copydesk.text.lines import Line
from copydesk.text.zone_phrases import WEAK
from copydesk.text.zone_scores import CLASSES, LineScores

BODY = frozenset({"body-prose", "body-fragment", "body-list"})
"""Rules of lines that are body."""
_JOIN_LEAST = 0.5
_GOING_ON = 0.6
"""Share of the threshold that is enough for a paragraph right after the body: an article seldom ends in its middle."""
_LABEL_WORDS, _HEADING_WORDS = 17, 7
"""A link inside an article has up to so many words; a heading fewer."""
_OPENS_SENTENCE = "“\"‘'«„「¿¡([—–-"
_OTHER_LEAST = 0.4
"""Probability above which a line gets another class than body or residue."""
_SCORED = {
    "standfirst": "line-standfirst",
    "byline": "line-byline",
    "caption": "line-caption",
    "subheading": "line-subheading",
}


def goes_on(scores: LineScores, rules: Sequence[str | None], index: int) -> bool:
    """Tell whether line ``index`` is the rest of a paragraph that a renderer cut: it belongs to the line before."""
    return index > 0 and rules[index - 1] in BODY and scores.joins[index] > _JOIN_LEAST


def label_body(
    context: Context, scores: LineScores, least: float, rules: MutableSequence[str | None], title: int | None
) -> None:
    """Set the rule of each line that is body, and of each that a sure phrase rule knows, in one pass from the top.

    Args:
        context: The lines.
        scores: What the classifier says of them.
        least: The probability above which a line is body.
        rules: Rules decided so far; those of the body are set.
        title: Index of the line that is the title.
    """
    lines = context.lines
    for index, line in enumerate(lines):
        if rules[index] is not None or index == title:
            continue
        after_body = index > 0 and rules[index - 1] in BODY
        enough = least if not (after_body and is_prose(line)) else least * _GOING_ON
        known, is_body = context.rules[index], scores.body[index] > enough
        fragment = is_body and goes_on(scores, rules, index)
        if known is not None and not fragment and (known not in WEAK or (known == "post-credit" and after_body)):
            rules[index] = known
        elif not is_body:
            continue
        elif fragment:
            rules[index] = "body-fragment"
        elif not line.key.replace(",", "").isdecimal() and any(mark.isalnum() for mark in line.text):
            # A stop, a bracket or a number that the renderer cut off belongs to its sentence; alone it is no body.
            rules[index] = "body-list" if line.bullet else None if _is_label(lines, index) else "body-prose"


def _is_label(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line is a heading or a link: no end, and between whole sentences."""
    line = lines[index]
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    if line.finished or line.words > _LABEL_WORDS or line.text[-1] in ':,;”"' or line.text[0].islower():
        return False
    # "… and what to do about it" may end a headline; between blank lines nobody cut a sentence there.
    if hangs(line) and not (line.after_blank and after is not None and after.after_blank):
        return False
    if before is not None and not before.finished and before.words > _HEADING_WORDS:
        return False
    return after is not None and is_prose(after) and (after.text[0] in _OPENS_SENTENCE or not after.text[0].islower())


def label_scored(context: Context, scores: LineScores, rules: MutableSequence[str | None]) -> None:
    """Set the rule of each line that the classifier takes for a caption, a standfirst, a byline or a subheading."""
    for index, row in enumerate(scores.classes):
        if rules[index] is not None or context.rules[index] is not None:
            continue
        best = max(range(2, len(CLASSES)), key=lambda number: row[number])
        if row[best] > _OTHER_LEAST and CLASSES[best] in _SCORED:
            rules[index] = _SCORED[CLASSES[best]]
