"""Which characters lie inside quotation marks: curly, straight, guillemets, German, corner and British single marks.

The marks are read block by block (a block is a paragraph), because newspapers leave the mark of a quotation
over several paragraphs open and repeat it at the head of each. A mark's neighbours tell which way it faces, so that
one mark too many spoils the pair it stands in and not the rest of the paragraph.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.text.cue_lexicon import SAID_FORMS
from copydesk.text.cues import is_speech_cue
from copydesk.text.single_marks import single_pairs
from copydesk.text.spans import Span


class Quoted(NamedTuple):
    """A region inside quotation marks; quotations nested in it are not listed apart."""

    outer: Span
    """With its marks."""
    inner: Span
    """Without them."""
    is_single: bool
    """Written with single marks, as British newspapers do."""
    is_closed: bool
    """False when a closing mark is wanting: it runs to the end of its block, or to the speech tag before that."""


class _Mark(NamedTuple):
    start: int
    text: str
    family: str
    """Marks of one family can close each other: a closing mark of the wrong kind is a common slip."""
    kind: str
    """Within the family: curly, straight or doubled single marks."""
    side: str
    """opens, closes, or either."""


_FAMILY = {
    **dict.fromkeys("“”„‟❝❞〝〞〟", ("double", "curly")),
    **dict.fromkeys('"＂', ("double", "straight")),
    **dict.fromkeys(("``", "''", "‘‘", "’’"), ("double", "doubled")),
    **dict.fromkeys("«»", ("guillemet", "")),
    **dict.fromkeys("‹›", ("angle", "")),
    **dict.fromkeys("「」", ("corner", "")),
    **dict.fromkeys("『』", ("white corner", "")),
    **dict.fromkeys("‘’‚‛'", ("single", "")),
}
_MARKS = re.compile(r"``|[“”„‟❝❞〝〞〟\"＂«»‹›「」『』‘’‚‛']")
_DOUBLED_MARKS = re.compile(r"``|''|‘‘|’’|[“”„‟❝❞〝〞〟\"＂«»‹›「」『』‘’‚‛']")
_DOUBLED_OPENS = re.compile(r"(?<![\w'‘’`])(?:``|''|‘‘)(?=[^\s'‘’])")
_DOUBLED_CLOSES = re.compile(r"(?<=[^\s'’])(?:''|’’)(?![\w'’])")
_OPENING = "“„❝〝‟«‹「『"
_CLOSING = "”❞〞〟»›」』"
_BEFORE_OPENING = "([{<=—–-―/‘'“\"«‹„‚¿¡\x00"
_NEVER_FIRST = ",;:!?)]}”’»›"
_HEAD = re.compile(r"[\s•‣◦*·]*(?:``|''|[“„❝〝‟«‹「『‘‛‚\"'])(?=\S)")

_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_STOPPED = re.compile(r"[.!?…]\s*$")
_NAME = r"(?:he|she|they|it|i|(?:(?:mr|mrs|ms|dr|sir)\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})"
_SAYS = rf"(?:{'|'.join(sorted(SAID_FORMS))})"
# The speech tag inside a quotation whose closing mark was forgotten: “Rain is due, said Ola Berg. He left.
_TAG = re.compile(
    rf"[,?!](?= {_SAYS} (?:[A-Z]|the |a |an |one |his |her )| {_NAME} {_SAYS}(?:[.,:]| (?:on|in|at|to|of|after)\b))"
)
_FARTHEST_BACK = 400
"""Characters that a sentence without its opening mark may have."""


def quoted_regions(text: str, blocks: Sequence[Span]) -> list[Quoted]:
    """Return the regions of ``text`` inside quotation marks, in order, never overlapping, each inside one block.

    A mark that is never closed runs to the end of its block when the next block repeats it, else to the speech tag in
    its way; a single mark only does when it opens the block, for elsewhere it is more likely an apostrophe. A closing
    mark without an opening one takes the sentence before it, but only with a speech tag behind it, or the block when
    the block before was left open. Linear in the length of the text.

    Source: GOLDEN in tests/text/test_quotation_marks.py.
    """
    found: list[Quoted] = []
    inside = [Span(max(0, block.start), min(block.end, len(text))) for block in blocks]
    heads = [_HEAD.match(text, block.start, block.end) for block in inside]
    was_open = False
    for number, block in enumerate(inside):
        goes_on = number + 1 < len(inside) and heads[number + 1] is not None
        regions = _block_regions(text, block, goes_on, was_open and heads[number] is None)
        found.extend(regions)
        last = regions[-1] if regions else None
        is_open = last is not None and not last.is_closed and last.outer.end == block.end
        was_open = is_open and bool(_STOPPED.search(text, max(block.start, block.end - 3), block.end))
    return found


def _block_regions(text: str, block: Span, goes_on: bool, was_open: bool) -> list[Quoted]:
    marks = _marks_of(text, block)
    singles = single_pairs(text, block, [mark.start for mark in marks if mark.family == "single"], goes_on)
    after = _after_pairs(marks)
    last = {mark.kind: mark.start for mark in marks if mark.side != "opens"}
    regions: list[Quoted] = []
    opened: _Mark | None = None
    resume = block.start
    skip = 0

    def leave_open(mark: _Mark, limit: int) -> None:
        end = _open_end(text, mark, block, limit, goes_on and limit == block.end)
        if end is not None and any(char.isalnum() for char in text[_end(mark) : end]):
            regions.append(Quoted(Span(mark.start, end), Span(min(_end(mark), end), end), False, False))

    for number, mark in enumerate(marks):
        if mark.start < resume or number < skip:
            continue
        if opened is not None:
            if mark.family != opened.family or _is_inch(text, marks, number):
                continue
            if mark.side == "either" and mark.kind != opened.kind and last.get(opened.kind, -1) > mark.start:
                continue  # the proper closing mark is still to come: this one is nested
            pair_end = after[number]
            if mark.side == "opens" and pair_end > number and _closes_at(marks, pair_end, mark.family):
                skip = pair_end
            elif mark.side == "opens" and (pair_end > number or mark.kind != "straight"):
                leave_open(opened, mark.start)
                opened = mark
            else:
                inner = Span(_end(opened), max(_end(opened), mark.start))
                regions.append(Quoted(Span(opened.start, _end(mark)), inner, False, True))
                opened, resume = None, _end(mark)
        elif mark.family == "single":
            if mark.start in singles:
                regions.append(_single_region(mark, singles[mark.start], block))
                resume = regions[-1].outer.end
        elif mark.side != "closes":
            if not (mark.kind == "straight" and mark.side == "either" and _after_digit(text, mark, block)):
                opened, resume = mark, _end(mark)
        elif not _after_digit(text, mark, block) or mark.kind != "straight":
            stray = _without_opening(text, mark, block, regions, was_open and not regions)
            if stray is not None:
                regions.append(stray)
                resume = _end(mark)
    if opened is not None:
        leave_open(opened, block.end)
    return regions


def _end(mark: _Mark) -> int:
    return mark.start + len(mark.text)


def _marks_of(text: str, block: Span) -> list[_Mark]:
    opening = _DOUBLED_OPENS.search(text, block.start, block.end)
    is_doubled = opening is not None and _DOUBLED_CLOSES.search(text, opening.end(), block.end) is not None
    pattern = _DOUBLED_MARKS if is_doubled else _MARKS
    return [
        _Mark(found.start(), found.group(), *_FAMILY[found.group()], _side(text, *found.span(), block))
        for found in pattern.finditer(text, block.start, block.end)
    ]


def _side(text: str, start: int, end: int, block: Span) -> str:
    """Tell by its neighbours which way a mark faces; where they leave it open, curly marks face as they look."""
    mark = text[start:end]
    before = text[start - 1] if start > block.start else "\x00"
    after = text[end] if end < block.end else "\x00"
    is_first = before.isspace() or before in _BEFORE_OPENING
    can_open = is_first and not (after.isspace() or after in _NEVER_FIRST or after == "\x00")
    if after == "." and not text.startswith("..", end):
        can_open = False
    can_close = not before.isspace() and before != "\x00" and not after.isalnum()
    if mark in ("»", "›"):
        return "opens" if is_first and after.isalnum() else "closes"
    if mark in _OPENING or mark in ("``", "‘‘"):
        is_turned = can_close and not can_open and mark in ("“", "«", "‹", "‟")
        return "closes" if is_turned else "opens"
    if mark in _CLOSING or mark == "’’":
        return "opens" if can_open and not can_close and mark == "”" else "closes"
    if can_open == can_close:
        return "either"
    return "opens" if can_open else "closes"


def _after_pairs(marks: Sequence[_Mark]) -> list[int]:
    """Return for each mark the first of its family behind the pairs (opening, closing) that start with it.

    It is the mark itself where no pair starts, and the number of marks where none is left. A pair inside a quotation
    is nested if a closing mark follows it; if not, the outer quotation was never closed.
    """
    after = list(range(len(marks)))
    following: dict[str, int] = {}
    second: dict[str, int] = {}
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        one, two = following.get(mark.family), second.get(mark.family)
        if mark.side == "opens" and one is not None and marks[one].side != "opens":
            after[number] = len(marks) if two is None else after[two]
        if one is not None:
            second[mark.family] = one
        following[mark.family] = number
    return after


def _closes_at(marks: Sequence[_Mark], number: int, family: str) -> bool:
    return number < len(marks) and marks[number].family == family and marks[number].side != "opens"


def _after_digit(text: str, mark: _Mark, block: Span) -> bool:
    return mark.start > block.start and text[mark.start - 1].isdigit()


def _is_inch(text: str, marks: Sequence[_Mark], number: int) -> bool:
    """Tell whether a straight mark inside a quotation measures something: a number before it, a closing mark after."""
    mark = marks[number]
    if mark.kind != "straight" or mark.side == "opens" or not text[mark.start - 1 : mark.start].isdigit():
        return False
    following = marks[number + 1] if number + 1 < len(marks) else None
    is_followed = following is not None and following.family == "double" and following.side == "closes"
    return is_followed and bool(re.match(r"\s?[\w(-]", text[_end(mark) : _end(mark) + 2]))


def _open_end(text: str, mark: _Mark, block: Span, limit: int, goes_on: bool) -> int | None:
    """Return where a quotation without a closing mark ends; None when its mark is rather a ditto or a slip."""
    if mark.side == "either":
        return None
    if goes_on:
        return limit
    tag = _TAG.search(text, _end(mark), limit)
    if tag:
        return tag.end()
    while limit > _end(mark) and text[limit - 1].isspace() and limit < block.end:
        limit -= 1
    before = text[max(block.start, mark.start - 2) : mark.start].rstrip()
    if _leads(text, block, mark.start) or before.endswith((":", ",")):
        return limit
    sentence = _SENTENCE_END.search(text, _end(mark), limit)
    return sentence.end() if sentence else limit


def _leads(text: str, block: Span, position: int) -> bool:
    """Tell whether nothing but white space or a bullet stands before ``position`` in its block."""
    return position - block.start <= 40 and not text[block.start : position].strip(" \t\xa0•‣◦*·")


def _without_opening(text: str, mark: _Mark, block: Span, regions: Sequence[Quoted], was_open: bool) -> Quoted | None:
    """Return what a closing mark closes whose opening mark is missing, None when it closes nothing."""
    floor = max(block.start, regions[-1].outer.end if regions else block.start)
    if was_open and _is_prose(text[block.start : mark.start]):
        return Quoted(Span(block.start, _end(mark)), Span(block.start, mark.start), False, True)
    if text[mark.start - 1 : mark.start] not in tuple(",?!"):
        return None
    words = re.findall(r"\w+", re.split(r"[.;!?]", text[_end(mark) : min(block.end, _end(mark) + 60)])[0])[:3]
    if not any(is_speech_cue(word) for word in words):
        return None
    floor = max(floor, mark.start - _FARTHEST_BACK)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, floor, mark.start - 1)]
    start = ends[-1] if ends else floor
    start += len(text[start : mark.start]) - len(text[start : mark.start].lstrip())
    if not any(char.isalnum() for char in text[start : mark.start]):
        return None
    return Quoted(Span(start, _end(mark)), Span(start, mark.start), False, True)


def _is_prose(words: str) -> bool:
    """Tell whether most words have no capital: what a quotation left open goes on with, and the line of a name not."""
    parts = words.split()
    return 2 * sum(1 for part in parts if part[0].islower()) > len(parts)


def _single_region(mark: _Mark, end: int, block: Span) -> Quoted:
    """Return the region of a single mark; an end past the block means that nothing closes it."""
    is_closed = end <= block.end
    end = min(end, block.end)
    first = _end(mark)
    return Quoted(Span(mark.start, end), Span(first, max(first, end - 1) if is_closed else end), True, is_closed)
