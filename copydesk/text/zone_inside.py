"""The body and what stands in it and after it: paragraphs, lists, headings, links, captions, videos."""

import re
from collections.abc import MutableSequence, Sequence

from copydesk.text.lines import Line
from copydesk.text.zone_evidence import Context, hangs, has_credit, is_prose
from copydesk.text.zone_head import is_standfirst

_HEADING_WORDS = 7
"""A heading inside an article has up to so many words; the headline of another article has more."""
_UNSURE = frozenset({"body-heading", "body-related", "outside-link", "residue"})
_CALLS = frozenset({"learn more", "find out more", "more info", "click here", "read more", "explore"})
"""Labels that end a newsletter widget as well as any other."""
_LETTER = re.compile(r"[^\W\d_]")
_BODY = frozenset({"body-prose", "body-fragment", "body-list"})
_LIST_LEAST = -1.0
"""Points of a bullet that follows the body: lists are terse, and menus seldom begin right after a paragraph."""
_OPENS_SENTENCE = "“\"‘'«„「¿¡([—–-"


def label_videos(context: Context, rules: MutableSequence[str | None]) -> None:
    """Set ``duration-clock`` and the ``duration-title`` lines that follow one."""
    lines = context.lines
    for index, rule in enumerate(context.rules):
        if rule != "duration-clock" or rules[index] is not None:
            continue
        rules[index] = "duration-clock"
        after = index + 1
        if after < len(lines) and context.rules[after] is None and rules[after] is None and _names_video(lines[after]):
            rules[after] = "duration-title"
            if after + 1 < len(lines) and lines[after + 1].key == lines[after].key:
                rules[after + 1] = "duration-title"


def _names_video(line: Line) -> bool:
    return 2 <= line.words <= 25 and not is_prose(line)


def label_body(
    context: Context, points: Sequence[float], rules: MutableSequence[str | None], title: int | None
) -> None:
    """Set the rule of each line that is body, and of each that a phrase rule knows, in one pass from the top."""
    lines = context.lines
    for index, line in enumerate(lines):
        if rules[index] is not None or index == title:
            continue
        fragment = _is_fragment(lines, rules, index)
        known = context.rules[index]
        if known is not None and not fragment:
            rules[index] = known
        elif (
            line.bullet
            and _LETTER.search(line.key)
            and points[index] > _LIST_LEAST
            and index
            and rules[index - 1] in _BODY
        ):
            rules[index] = "body-list"
        elif points[index] <= 0:
            continue
        elif _LETTER.search(line.key) is None:
            # A stop, a bracket or a number that the renderer cut off belongs to its sentence; alone it is no body.
            rules[index] = "body-fragment" if fragment else None
        elif title is not None and title < index and is_standfirst(context, points, title, index):
            rules[index] = "head-standfirst"
        elif fragment:
            rules[index] = "body-fragment"
        elif line.bullet:
            rules[index] = "body-list"
        elif not _is_label(lines, index):
            rules[index] = "body-prose"


def _is_fragment(lines: Sequence[Line], rules: Sequence[str | None], index: int) -> bool:
    """Tell whether the line goes on with a sentence of the body that the line before left open."""
    if index == 0 or rules[index - 1] not in _BODY or lines[index - 1].finished:
        return False
    line = lines[index]
    if line.text[0].islower() or line.text[0] in ",.;:)’'”":
        return True
    return hangs(lines[index - 1]) and not (line.after_blank and lines[index - 1].after_blank)


def _is_label(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line is a heading or a link: no end, and between whole sentences."""
    line = lines[index]
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    if line.finished or line.words > 17 or line.text[-1] in ':,;”"' or line.text[0].islower():
        return False
    # "… and what to do about it" may end a headline; between blank lines nobody cut a sentence there.
    if hangs(line) and not (line.after_blank and after is not None and after.after_blank):
        return False
    if before is not None and not before.finished and before.words > _HEADING_WORDS:
        return False
    return after is not None and is_prose(after) and (after.text[0] in _OPENS_SENTENCE or not after.text[0].islower())


def label_rest(context: Context, rules: Sequence[str | None]) -> list[str]:
    """Return the rules with every line that none had decided labelled by its looks and its company."""
    lines = context.lines
    body = [index for index, rule in enumerate(rules) if rule in _BODY]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    rules = [*rules]
    if body and first == 1 and rules[0] is None and is_prose(lines[0]):
        # Nothing stands above it, so it is no residue of anything: the text opens with its first paragraph.
        rules[0], first = "body-prose", 0
    done: list[str] = []
    for index, line in enumerate(lines):
        rule = rules[index]
        if rule is None:
            rule = _rest(context, rules, index, first, last)
        if line.key in _CALLS and any(rule.startswith("newsletter") for rule in done[-2:]):
            rule = "newsletter-neighbour"
        if rule in _UNSURE and line.words <= 14 and _speaks_to_reader(line) and _beside_newsletter(rules, done, index):
            rule = "newsletter-neighbour"
        done.append(rule)
    return done


def _rest(context: Context, rules: Sequence[str | None], index: int, first: int, last: int) -> str:
    lines = context.lines
    line = lines[index]
    if _LETTER.search(line.text) is None and not any(mark.isdigit() for mark in line.text):
        return "marks-only"
    if line.key.replace(",", "").isdecimal() and len(line.key) <= 7:
        rest_is_furniture = all(rules[i] is not None for i in range(index + 1, min(len(lines), index + 6)))
        return "comments-last-number" if index > last >= 0 and rest_is_furniture else "residue"
    if has_credit(line):
        return "credit-phrase"
    beside = [context.rules[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    if first - 12 <= index <= last and line.words >= 3 and "credit-phrase" in beside:
        return "body-credit"
    if context.repeats[line.key] > 2:
        return "repeated-line"
    if first < index < last:
        if not line.finished and line.words <= 17:
            return "body-heading" if line.words <= _HEADING_WORDS or line.heading else "body-related"
        if line.text[-1] in "?？" and line.words <= 14:
            return "body-heading"
        return "outside-prose" if is_prose(line) else "residue"
    if is_prose(line):
        return "outside-prose"
    if line.finished:
        return "residue"
    return "outside-headline" if index > last and 5 <= line.words <= 20 else "outside-link"


def _beside_newsletter(rules: Sequence[str | None], done: Sequence[str], index: int) -> bool:
    """Tell whether a newsletter line stands among the two before, or right after."""
    if any(rule.startswith("newsletter") for rule in done[-2:]):
        return True
    return index + 1 < len(rules) and rules[index + 1] == "newsletter-phrase"


def _speaks_to_reader(line: Line) -> bool:
    return not {"you", "your", "our", "we", "inbox", "newsletter", "newsletters", "daily", "weekly"}.isdisjoint(
        line.tokens
    )
