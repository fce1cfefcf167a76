"""Lines that only their company explains: a video's clock or a live blog's, comments, bios, tables of cookies.

All here is sure before the body is known and works on the phrase rules of the lines (`Context.rules`) alone.
"""

import re
from collections.abc import MutableSequence, Sequence
from itertools import pairwise

from copydesk.text.line_looks import Context
from copydesk.text.lines import Line
from copydesk.text.phrase_patterns import NAME

_THREAD_HEADS = frozenset({"comments-phrase", "thread-head"})
_SIGNS = frozenset({"thread-name", "comment-tool"})
_TIMES = frozenset({"date-phrase", "live-time"})
_IN_THREAD = frozenset({None, "date-phrase", "live-time", "byline-phrase", "bio-phrase", "contact-line", "url-line"})
"""Phrase rules of lines that belong to a thread of comments when they stand in one."""
_FOOT = frozenset({"legal-phrase", "cookie-phrase", "section-end"})
_BEFORE_THREAD = 3
"""Paragraphs that stand above a thread: a count of comments also stands below the headline."""
_NEAR = 10
"""Lines after the head, or after one comment, among which a sign of the next must stand."""
_MOST_LIVE = 23
"""The highest hour: 48:10 is no time of day."""
_FEWEST_LIVE = 3
_EARLY = 5
"""Videos of a page run for minutes: 03:02 is a length more often than a time of the night."""
_FEWEST_COOKIES, _COOKIE_ROWS = 5, 6
"""Lines that explain cookies in a dialog that lists them, and how near each is to the next."""
_BIO_REACH = 400
"""Characters: a bio says within them what its author does."""
_BIO_WORDS, _BYLINE_WORDS, _MOST_AUTHORS = 6, 16, 8
_NAMES = re.compile(rf"\b{NAME}")
_DOES = (
    r"(?:is|was|covers|writes|reports|has|joined|works|lives|edits|leads|teaches|specialises|specializes|contributed"
    r"|serves|studies|oversees|graduated|began|can|ist|schreibt|arbeitet|berichtet)"
)
_BIO = re.compile(
    rf"{NAME},? (?:is|was|has been) (?:an? |the |[\w’']+['’]s? )?(?:[\w'’&/,-]+ ){{0,9}}"
    r"(?:reporter|journalist|correspondent|columnist|writer|freelancer|contributor|contributing|newsroom)\b"
)


def label_runs(context: Context, rules: MutableSequence[str | None]) -> None:
    """Set the rules of clocks, videos, comments, bios and consent dialogs where ``rules`` has none yet. Linear time."""
    _label_consent(context, rules)
    _label_clocks(context, rules)
    _label_thread(context, rules)
    _label_bios(context, rules)


def _label_consent(context: Context, rules: MutableSequence[str | None]) -> None:
    """Set ``cookie-table`` between lines that explain cookies: a dialog lists each by its name, time and purpose."""
    known = [index for index, rule in enumerate(context.rules) if rule == "cookie-phrase"]
    if len(known) < _FEWEST_COOKIES:
        return
    for before, after in pairwise(known):
        if after - before <= _COOKIE_ROWS:
            for index in range(before + 1, after):
                if rules[index] is None and context.rules[index] is None:
                    rules[index] = "cookie-table"


def _label_clocks(context: Context, rules: MutableSequence[str | None]) -> None:
    """Tell the times of a live blog from the lengths of videos, and name the videos."""
    lines = context.lines
    clocks = [index for index, rule in enumerate(context.rules) if rule == "duration-clock"]
    live = _is_live(context, clocks)
    for index in clocks:
        if rules[index] is not None:
            continue
        title = index + 1
        named = title < len(lines) and context.rules[title] is None and rules[title] is None
        twice = named and title + 1 < len(lines) and lines[title + 1].key == lines[title].key
        if not twice and _is_time(lines[index]) and (live or (named and _tells(lines[title]))):
            rules[index] = "live-time"
            continue
        rules[index] = "duration-clock"
        if named and (twice or _names_video(lines[title])):
            rules[title] = "duration-title"
            if twice:
                rules[title + 1] = "duration-title"


def _is_live(context: Context, clocks: Sequence[int]) -> bool:
    """Tell whether the page is a live blog: three times of day in order, most of them with sentences soon after."""
    lines = context.lines
    times = [index for index in clocks if _is_time(lines[index])]
    told = [index for index in times if any(_tells(line) for line in lines[index + 1 : index + 4])]
    doubled = any(index + 2 < len(lines) and lines[index + 1].key == lines[index + 2].key for index in times)
    if len(told) < _FEWEST_LIVE or 2 * len(told) <= len(times) or doubled:
        return False
    stamps = [tuple(map(int, lines[index].key.split(":"))) for index in told]
    falling = sum([one >= two for one, two in pairwise(stamps)])
    day = sum([stamp[0] >= _EARLY for stamp in stamps])
    return 2 * day > len(stamps) and (falling <= 1 or falling >= len(stamps) - 2)


def _is_time(line: Line) -> bool:
    hour = line.key.split(":")[0]
    return line.key.count(":") == 1 and hour.isdecimal() and int(hour) <= _MOST_LIVE


def _tells(line: Line) -> bool:
    """Tell whether the line is a whole sentence rather than a title."""
    return line.finished and line.words >= 8 and line.text[-1] not in "?!"


def _names_video(line: Line) -> bool:
    return 2 <= line.words <= 25 and not line.prose


def _label_thread(context: Context, rules: MutableSequence[str | None]) -> None:
    """Set ``comment-thread`` from the head of a thread of comments to its last line."""
    start = _thread_start(context)
    if start is None:
        return
    last = start
    for index in range(start + 1, len(context.lines)):
        known = context.rules[index]
        if known in _SIGNS or known in _THREAD_HEADS or _dates_comment(context, index):
            last = index
        elif known in _FOOT or index - last > 2 * _NEAR:
            break
        if rules[index] is None and known in _IN_THREAD:
            rules[index] = "comment-thread"


def _thread_start(context: Context) -> int | None:
    """Return the index of the head of the first thread of comments, None when there is none."""
    total = context.prose[-1]
    busy = sum([known in _SIGNS for known in context.rules]) >= _NEAR
    for index, known in enumerate(context.rules):
        if known not in _THREAD_HEADS or context.prose[index] < _BEFORE_THREAD:
            continue
        after = range(index + 1, min(index + 1 + _NEAR, len(context.rules)))
        signs = sum([context.rules[i] in _SIGNS or _dates_comment(context, i) for i in after])
        counted = known == "thread-head" or any(mark.isdigit() for mark in context.lines[index].key)
        if (signs >= 2 and (busy or 3 * context.prose[index] >= total)) or (
            signs + counted >= 2 and 2 * context.prose[index] >= total
        ):
            return index
        if counted and 2 * context.prose[index] > total and any(context.lines[i].prose for i in after[:3]):
            return index
    return None


def _dates_comment(context: Context, index: int) -> bool:
    """Tell whether the line is a date right below a name or right above a sentence."""
    if context.rules[index] not in _TIMES or context.lines[index].words > 8:
        return False
    before = context.lines[index - 1] if index else None
    return before is not None and context.rules[index - 1] in (None, "thread-name") and before.words <= 4


def _label_bios(context: Context, rules: MutableSequence[str | None]) -> None:
    """Set ``bio-author`` on sentences that tell what an author does, below a paragraph where a byline names them."""
    lines = context.lines
    names = {
        name
        for line, known in zip(lines, context.rules, strict=True)
        if known == "byline-phrase" and line.words <= _BYLINE_WORDS
        for name in _NAMES.findall(line.text.split(" ", 1)[-1])
    }
    named = "|".join([re.escape(name) for name in sorted(names)[:_MOST_AUTHORS]])
    author = re.compile(rf"(?:{named}),? {_DOES}\b") if names else None
    for index, line in enumerate(lines):
        if rules[index] is not None or context.rules[index] is not None or line.words < _BIO_WORDS:
            continue
        below = context.prose[index] > 0
        headed = index > 0 and context.rules[index - 1] == "author-head"
        if (below and (headed or (author is not None and author.match(line.text)))) or (
            line.finished and _BIO.match(line.text[:_BIO_REACH])
        ):
            rules[index] = "bio-author"
