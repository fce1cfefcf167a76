"""Which lines are the article's, by the line classifier and by the rules that are surer than it."""

from collections.abc import MutableSequence, Sequence

from copydesk.text.line_looks import Context, hangs
from copydesk.text.lines import Line
from copydesk.text.picture_credits import is_sure_credit
from copydesk.text.zone_head import is_name
from copydesk.text.zone_phrases import WEAK
from copydesk.text.zone_scores import BODY as BODY_CLASS
from copydesk.text.zone_scores import CAPTION, CLASSES, OTHER, LineScores

BODY = frozenset({"body-prose", "body-fragment", "body-list"})
"""Rules of lines that are body."""
_JOIN_LEAST = 0.5
_BESIDE = 0.45
"""Share of the threshold that is enough beside the body. Source: publishers held out, .25 to 1 tried."""
_IN_LIST = 0.25
"""Share of it that is enough for an item of a list whose item before or after is body."""
_CAPTION_LEAST = 0.15
"""Probability of a caption from which a line is not reached so: captions stand in the middle of the body."""
_CAPTION_SHARE, _CAPTION_FLOOR = 0.5, 0.05
"""A line is a caption rather than body from this share of its probability of body on, and from this probability: few
captions are in the training pages, so that the classifier calls none for sure. Source: publishers held out, .12 to 1
tried; down to .3 it costs no F1."""
_SENTENCE_WORDS, _PARTING_WORDS = 8, 4
"""Words of a line that may be reached from its neighbour, and of one that parts two runs if it is no body."""
LINK_WORDS, HEADING_WORDS = 17, 7
"""A link inside an article has up to so many words; a heading fewer."""
_HEADLINE_WORDS, _FEWEST_OF_CAPTION = 4, 5
_BUTTONS = frozenset({"page-word", "navigation-phrase", "section-end", "related-phrase"})
"""Phrase rules of what stands below a headline that leads to another article."""
_OPENS_SENTENCE = "“\"‘'«„「¿¡([—–-"
_OTHER_LEAST, _OPEN_CAPTION_LEAST = 0.4, 0.85
"""Probability above which a line gets another class than body or residue, and above which a line without an end amid
the body is a caption: the headline of a related article looks the same there."""
_SCORED = {
    "standfirst": "line-standfirst",
    "byline": "line-byline",
    "caption": "line-caption",
    "subheading": "line-subheading",
}


def goes_on(scores: LineScores, rules: Sequence[str | None], index: int) -> bool:
    """Tell whether line ``index`` is the rest of a paragraph that a renderer cut: it belongs to the line before."""
    return index > 0 and rules[index - 1] in BODY and scores.joins[index] > _JOIN_LEAST


def body_lines(lines: Sequence[Line], scores: LineScores, least: float) -> list[bool]:
    """Tell of each line whether it is body: a body is mostly one run.

    A line of some length next to the body needs less to belong to it, above or below, and the next item of a list less
    still; short lines between that are none do not part it. Linear time.
    """
    found = [False] * len(lines)
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        beside = in_list = False
        for index in order:
            reached = (
                beside and lines[index].words >= _SENTENCE_WORDS and scores.classes[index][CAPTION] < _CAPTION_LEAST
            )
            of_list = in_list and lines[index].bullet
            enough = least * (_IN_LIST if of_list else _BESIDE if reached else 1)
            # Whatever the classifier says: what closes with the credit of a picture is no paragraph.
            found[index] = found[index] or (
                scores.body[index] > enough
                and not _is_caption(scores, index)
                and not _closes_with_credit(lines, scores, index)
            )
            if found[index] or lines[index].words >= _PARTING_WORDS:
                beside = found[index]
            in_list = found[index] and lines[index].bullet
    return found


def _is_caption(scores: LineScores, index: int) -> bool:
    return scores.classes[index][CAPTION] > max(_CAPTION_FLOOR, _CAPTION_SHARE * scores.body[index])


def _closes_with_credit(lines: Sequence[Line], scores: LineScores, index: int) -> bool:
    """Tell whether the line is a caption by the credit at its end, and no piece of a paragraph that names one."""
    return lines[index].credit and not _is_piece(scores, index) and is_sure_credit(lines[index].text)


def _is_piece(scores: LineScores, index: int) -> bool:
    """Tell whether a renderer cut the line out of a paragraph: it goes on with the line before, or the next with it."""
    return any(join > _JOIN_LEAST for join in scores.joins[index : index + 2])


def label_body(context: Context, scores: LineScores, least: float, rules: MutableSequence[str | None]) -> None:
    """Set the rule of each line that is body, and of each that a sure phrase rule knows, in one pass from the top.

    Args:
        context: The lines.
        scores: What the classifier says of them.
        least: The probability above which a line is body.
        rules: Rules decided so far; those of the body are set.
    """
    lines = context.lines
    is_body = body_lines(lines, scores, least)
    for index, line in enumerate(lines):
        if rules[index] is not None:
            continue
        after_body = index > 0 and rules[index - 1] in BODY
        known = context.rules[index]
        fragment = is_body[index] and goes_on(scores, rules, index)
        if known is not None and not fragment and (known not in WEAK or (known == "post-credit" and after_body)):
            rules[index] = known
        elif not is_body[index] or (not fragment and _is_credited(context, scores, index)):
            continue
        elif fragment and not _opens_list(lines, index):
            rules[index] = "body-fragment"
        elif not line.key.replace(",", "").isdecimal() and any(mark.isalnum() for mark in line.text):
            # A stop, a bracket or a number that the renderer cut off belongs to its sentence; alone it is no body.
            if line.bullet:
                rules[index] = "body-list"
            elif _leads_away(context, index):
                rules[index] = "body-related"
            elif not _is_label(lines, index):
                rules[index] = "body-prose"


def _is_credited(context: Context, scores: LineScores, index: int) -> bool:
    """Tell whether the line is a caption that a renderer cut before its credit: no end, and the credit right below."""
    line, below = context.lines[index], index + 1
    return (
        below < len(context.rules)
        and context.rules[below] == "credit-phrase"
        and not context.lines[below].after_blank
        and not (line.finished or line.bullet or hangs(line) or line.text[-1] in ":,")
        and line.words >= _FEWEST_OF_CAPTION
        and not any(_is_piece(scores, at) for at in (index, below))
    )


def _leads_away(context: Context, index: int) -> bool:
    """Tell whether the line is the headline of another article: no end, and a button to read more right below it."""
    line = context.lines[index]
    below = context.rules[index + 1] if index + 1 < len(context.rules) else None
    return (
        below in _BUTTONS
        and not line.finished
        and _HEADLINE_WORDS <= line.words <= LINK_WORDS
        and line.text[0].isupper()
        and line.text[-1] not in ":,;"
    )


def _opens_list(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line is a heading between two lists."""
    return (
        0 < index < len(lines) - 1 and lines[index - 1].bullet and lines[index + 1].bullet and _is_label(lines, index)
    )


def _is_label(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line is a heading or a link: no end, and between whole sentences."""
    line = lines[index]
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    if line.finished or line.words > LINK_WORDS or line.text[-1] in ':,;”"' or line.text[0].islower():
        return False
    # "… and what to do about it" may end a headline; between blank lines nobody cut a sentence there.
    if hangs(line) and not (line.after_blank and after is not None and after.after_blank):
        return False
    if before is not None and not before.finished and before.words > HEADING_WORDS:
        return False
    if after is not None and after.bullet and line.words <= HEADING_WORDS:
        # A heading stands above its list, after a sentence or after another list.
        return not line.bullet and (before is None or before.finished or before.bullet)
    return after is not None and after.prose and (after.text[0] in _OPENS_SENTENCE or not after.text[0].islower())


def label_scored(context: Context, scores: LineScores, rules: MutableSequence[str | None]) -> None:
    """Set the rule of each line that the classifier takes for a caption, a standfirst, a byline or a subheading."""
    for index, row in enumerate(scores.classes):
        if rules[index] is not None or context.rules[index] is not None or not context.lines[index].key:
            continue
        best = max(range(2, len(CLASSES)), key=lambda number: row[number])
        if (
            CLASSES[best] == "subheading"
            and context.lines[index].words > HEADING_WORDS
            and not context.lines[index].heading
        ):
            # A long one among paragraphs leads to another article more often than it opens a part.
            continue
        # What is no body only because it is a likely caption is one, though less sure.
        enough = row[best] > _OTHER_LEAST or (best == CAPTION and row[BODY_CLASS] > row[OTHER])
        if best == CAPTION and row[best] <= _OPEN_CAPTION_LEAST and _may_be_other(context, rules, index):
            continue
        if enough and row[best] > row[OTHER] and CLASSES[best] in _SCORED:
            rules[index] = _SCORED[CLASSES[best]]


def _may_be_other(context: Context, rules: Sequence[str | None], index: int) -> bool:
    """Tell whether a short open line is a headline between two paragraphs or the names of authors above the first."""
    line = context.lines[index]
    between = 0 < index < len(rules) - 1 and rules[index - 1] in BODY and rules[index + 1] in BODY
    return not line.finished and line.words <= LINK_WORDS and (between or (not context.prose[index] and is_name(line)))
