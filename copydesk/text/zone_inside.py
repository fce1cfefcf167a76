"""The body and what stands in it and after it: paragraphs, lists, headings, links, captions, videos."""

import re
from collections.abc import Sequence

from copydesk.text.line_looks import Context
from copydesk.text.lines import Line
from copydesk.text.zone_body import BODY, HEADING_WORDS, LINK_WORDS

_TAGS = frozenset({"outside-link", "section-phrase", "residue", "page-word", "repeated-line", "body-heading"})
_LEFT = frozenset({"outside-link", "outside-headline", "outside-prose", "residue"})
_UNSURE = frozenset({"body-heading", "body-related", "outside-link", "residue"})
_CALLS = frozenset({"learn more", "find out more", "more info", "click here", "read more", "explore"})
"""Labels that end a newsletter widget as well as any other."""
_PITCHES = frozenset({"newsletter-phrase", "newsletter-neighbour", "paywall-phrase", "account-phrase"})
_LIST_OF_TAGS = 4
"""Words of one of the topics that stand below "Topics"."""
_REFERENCE_WORDS = 40
_LETTER = re.compile(r"[^\W\d_]")


def label_rest(context: Context, rules: Sequence[str | None]) -> list[str]:
    """Return the rules with every line that none had decided labelled by its looks and its company."""
    lines = context.lines
    body = [index for index, rule in enumerate(rules) if rule in BODY]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    rules = [*rules]
    if body and first == 1 and rules[0] is None and lines[0].prose:
        # Nothing stands above it, so it is no residue of anything: the text opens with its first paragraph.
        rules[0], first = "body-prose", 0
    done: list[str] = []
    for index, line in enumerate(lines):
        rule = rules[index]
        if rule is None:
            rule = _rest(context, rules, index, first, last)
        if line.key in _CALLS and not _PITCHES.isdisjoint(done[-2:]):
            rule = "newsletter-neighbour"
        if done and done[-1] == "tags-phrase" and rule in _TAGS and line.words <= _LIST_OF_TAGS:
            rule = "tags-phrase"
        if done and done[-1] == "reference-phrase" and rule in _LEFT and line.words <= _REFERENCE_WORDS:
            rule = "reference-phrase"
        if rule in _UNSURE and line.words <= 14 and _speaks_to_reader(line) and _beside_newsletter(rules, done, index):
            rule = "newsletter-neighbour"
        done.append(rule)
    return done


def _rest(context: Context, rules: Sequence[str | None], index: int, first: int, last: int) -> str:
    lines = context.lines
    line = lines[index]
    known = context.rules[index]
    if known is not None and known != "post-credit":
        return known
    if _LETTER.search(line.text) is None and not any(mark.isdigit() for mark in line.text):
        return "marks-only"
    if line.key.replace(",", "").isdecimal() and len(line.key) <= 7:
        rest_is_furniture = all(rules[i] is not None for i in range(index + 1, min(len(lines), index + 6)))
        return "comments-last-number" if index > last >= 0 and rest_is_furniture else "residue"
    if line.credit:
        return "credit-phrase"
    beside = [context.rules[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    if first - 12 <= index <= last and line.words >= 3 and "credit-phrase" in beside:
        return "body-credit"
    if context.repeats[line.key] > 2:
        return "repeated-line"
    if first < index < last:
        if not line.finished and line.words <= LINK_WORDS:
            opens_part = (line.words <= HEADING_WORDS and not line.bullet) or line.heading
            return "body-heading" if opens_part else "body-related"
        if line.text[-1] in "?？" and line.words <= 14:
            return "body-related" if line.bullet else "body-heading"
        return "outside-prose" if line.prose else "residue"
    if line.prose:
        return "outside-prose"
    if line.finished:
        return "residue"
    return "outside-headline" if index > last and 5 <= line.words <= 20 else "outside-link"


def _beside_newsletter(rules: Sequence[str | None], done: Sequence[str], index: int) -> bool:
    """Tell whether a newsletter line stands among the two before, or right after."""
    if not _PITCHES.isdisjoint(done[-2:]):
        return True
    return index + 1 < len(rules) and rules[index + 1] in _PITCHES


def _speaks_to_reader(line: Line) -> bool:
    return not {"you", "your", "our", "we", "inbox", "newsletter", "newsletters", "daily", "weekly"}.isdisjoint(
        line.tokens
    )
