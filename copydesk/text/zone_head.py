"""What stands above the body: the title, the standfirst, the byline, the label of the section, the lead caption."""

from collections.abc import MutableSequence, Sequence

from copydesk.text.lines import Line
from copydesk.text.zone_evidence import Context, has_credit, is_prose

_LEAST = 2.5
"""Points below which no line is called the title: a text may have none."""
_REACH = 40
"""Lines above the body, furniture left out, among which the title is looked for."""
_INTO_BODY = 3
"""Lines after the body's first that may still be the title: teasers and captions come before it."""
_SHORT_HEAD = 25
"""Lines. With no more than these above the body there is no menu, and the first headline-like line is the headline."""
_FIRST_BONUS = 1.5
_LABEL_WORDS = 4
_TAB_MARKS = (" | ", " - ", " – ", " — ", " » ", " : ")
_HEAD_FURNITURE = frozenset(
    {
        "byline-phrase",
        "date-phrase",
        "reading-time-phrase",
        "trust-phrase",
        "share-phrase",
        "comments-phrase",
        "head-byline",
    }
)


def find_title(context: Context, points: Sequence[float], rules: Sequence[str | None]) -> int | None:
    """Return the index of the line that is the title, None when no line looks like one."""
    if "hint-title" in rules:
        return rules.index("hint-title")
    lines = context.lines
    first = next((index for index, line in enumerate(lines) if is_prose(line) and points[index] > 0), len(lines))
    candidates = [
        index
        for index in range(min(first + _INTO_BODY, len(lines)))
        if rules[index] is None and context.rules[index] is None and _may_be_title(lines, index)
    ][-_REACH:]
    if not candidates:
        return None
    topic = _topic_words(lines, first)
    tabs = {line.key.split(mark)[0] for line in lines[:first] for mark in _TAB_MARKS if mark in line.key}
    opening = [index for index in candidates if _opens_page(context, index, first)]
    # Labels of sections stand above the headline and are shorter than one.
    headline = next((i for i in opening if lines[i].words > _LABEL_WORDS), next(iter(opening), None))
    best, winner = _LEAST, None
    for index in candidates:
        value = _title_points(context, index, first, topic, tabs)
        if index == headline:
            value += _FIRST_BONUS
        if index - 1 in candidates and lines[index - 1].words >= 4 and winner == index - 1:
            # Under the title stands the standfirst, and looks much like it.
            value -= 1.5
        if value > best:
            best, winner = value, index
    return winner


def _may_be_title(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    after = lines[index + 1].text[0] if index + 1 < len(lines) else ""
    return (
        (3 if not line.heading else 2) <= line.words <= 32
        and len(line.text) <= 250
        and not line.bullet
        and line.text[-1] not in ":,;"
        # A piece of a sentence that a renderer cut is no title.
        and not line.text[0].islower()
        and line.text[0] not in ",.;:)"
        and not after.islower()
        and after not in tuple(",.;:)")
        and not has_credit(line)
    )


def _opens_page(context: Context, index: int, first: int) -> bool:
    """Tell whether the line may be the headline by its place alone: a short head, no sentence, no pitch."""
    line = context.lines[index]
    if not 0 <= first - index <= _SHORT_HEAD or (line.finished and line.text[-1] not in "?!？！…"):
        return False
    beside = [context.rules[i] for i in (index - 1, index + 1) if 0 <= i < len(context.rules)]
    return "newsletter-phrase" not in beside or {"you", "your"}.isdisjoint(line.tokens)


def _topic_words(lines: Sequence[Line], first: int) -> frozenset[str]:
    """Return the longer words of the first paragraphs."""
    body = [line for line in lines[first : first + 30] if line.words >= 12]
    return frozenset([token for line in body for token in line.tokens if len(token) > 3])


def _title_points(context: Context, index: int, first: int, topic: frozenset[str], tabs: set[str]) -> float:
    line = context.lines[index]
    value = 2.0 if 5 <= line.words <= 22 else 0.5
    if line.finished:
        value += 0.5 if line.text[-1] in "?!？！" else -1.5
    else:
        value += 1.0
    if line.heading:
        value += 3.0 if not line.text.startswith("##") else 0.5
    content = [token for token in line.tokens if len(token) > 3]
    if content:
        # Half of the words is all one can ask: a standfirst shares more with the body than a title does.
        value += 4.0 * min(sum([token in topic for token in content]) / len(content), 0.5)
    if line.key in tabs:
        value += 2.0
    elif context.repeats[line.key] > 1:
        value += 1.0
    if any(mark in line.text for mark in (" | ", " » ", " › ")):
        value -= 1.5
    distance = first - index
    value -= 0.08 * max(distance, 0)
    if distance < 0:
        # Below a paragraph a headline-like line is a subheading, unless the page says so twice or marks it.
        value -= 3.0
    return value


def label_head(context: Context, rules: MutableSequence[str | None], title: int | None) -> None:
    """Label what stands between the title and the body, and above the title."""
    lines = context.lines
    if title is None:
        return
    if rules[title] is None:
        rules[title] = "head-title"
    first = next((i for i in range(title + 1, len(lines)) if rules[i] in ("body-prose", "body-fragment")), len(lines))
    sentences = 0
    for index in range(title + 1, min(first, title + 25)):
        line = lines[index]
        if rules[index] not in (None, "body-list"):
            continue
        if line.key == lines[title].key:
            rules[index] = "title-again"
        elif line.bullet and line.words >= 5 and all(lines[i].bullet for i in range(title + 1, index)):
            rules[index] = "head-bullets"
        elif rules[index] is None and _is_name(line):
            rules[index] = "head-byline"
        elif rules[index] is None and has_credit(line):
            rules[index] = "head-caption"
        elif rules[index] is None and line.words >= 8 and sentences < 2 and context.repeats[line.key] == 1:
            rules[index] = "head-standfirst"
            sentences += 1
    _label_above(context, rules, title)


def _label_above(context: Context, rules: MutableSequence[str | None], title: int) -> None:
    lines = context.lines
    labels: list[int] = []
    for index in range(max(title - 8, 0), title):
        if rules[index] is not None:
            continue
        line = lines[index]
        if line.key == lines[title].key:
            rules[index] = "title-again"
        elif line.words <= 4 and not line.finished and not line.bullet and any(mark.isalpha() for mark in line.key):
            labels.append(index)
    # Four and more in a row are a menu.
    if len(labels) <= 3:
        for index in labels:
            rules[index] = "head-label"


def is_standfirst(context: Context, points: Sequence[float], title: int, index: int) -> bool:
    """Tell whether running text is parted from the body by the furniture of the head, and so is its standfirst."""
    lines = context.lines
    line = lines[index]
    if line.words > 50 or index + 2 >= len(lines) or index - title > 4:
        return False
    if any(is_prose(lines[i]) and points[i] > 0 for i in range(title + 1, index)):
        return False
    after = next((i for i in range(index + 1, len(lines)) if is_prose(lines[i]) and points[i] > 0), None)
    if after is None:
        return False
    between = range(index + 1, min(after, index + 12))
    return any(context.rules[i] in _HEAD_FURNITURE for i in between)


def _is_name(line: Line) -> bool:
    """Tell whether the line is two to four capitalised words and nothing else."""
    words = line.text.split()
    return 2 <= len(words) <= 4 and all(
        word[0].isupper()
        and word.strip(".,").replace("-", "").replace("’", "").replace("'", "").replace(".", "").isalpha()
        for word in words
    )
