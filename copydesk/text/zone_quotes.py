"""Pull quotes: lines that repeat, large, what a paragraph says inside its quotation marks."""

from collections.abc import MutableSequence, Sequence

from copydesk.text.line_looks import hangs
from copydesk.text.lines import Line
from copydesk.text.zone_phrases import phrase_rule

_SHORTEST, _LONGEST = 4, 45
"""Words. Less is a phrase that any text repeats; more is no display type."""
_SHINGLE = 4
_MOST_PLACES = 4
"""Paragraphs that one candidate is compared with: keeps a text of a thousand equal lines linear."""
_QUOTES = '“"«„「『'
_MOST_CAPITALS = 0.7
"""Share of words that begin with a capital: in more the line is a name or a headline."""
_LABEL_WORDS = 3
_UNMARKED = 6
"""Words of an open line that repeats what no quotation marks hold, as in an interview: fewer may chance to recur."""


def label_pull_quotes(lines: Sequence[Line], points: Sequence[float], rules: MutableSequence[str | None]) -> None:
    """Set ``quote-echo`` and ``quote-echo-source`` in ``rules``. Linear time."""
    wanted: dict[tuple[str, ...], list[int]] = {}
    opening = next((i for i, line in enumerate(lines) if points[i] > 0 and line.prose), len(lines))
    for index, line in enumerate(lines):
        # Above the first paragraph it is the headline that repeats the quotation.
        if (
            index > opening
            and rules[index] is None
            and _SHORTEST <= line.words <= _LONGEST
            and len(line.tokens) >= _SHINGLE
            and line.capitals <= _MOST_CAPITALS
            and _stands_alone(lines, index)
            and (points[index] <= 0 or not _is_whole(line) or _is_named(lines, rules, index))
        ):
            places = wanted.setdefault(line.tokens[:_SHINGLE], [])
            if len(places) < _MOST_PLACES:
                places.append(index)
    if not wanted:
        return
    opening_words = {shingle[0] for shingle in wanted}
    for line in lines:
        # "4 thoughts on “…”" quotes the title; a paragraph ends like one.
        if line.words <= _SHORTEST or not (line.finished or line.words > _LONGEST):
            continue
        marked = any(mark in line.text for mark in _QUOTES)
        quoted: list[bool] | None = None
        for at in [at for at, word in enumerate(line.tokens) if word in opening_words]:
            for candidate in wanted.get(line.tokens[at : at + _SHINGLE], ()):
                if rules[candidate] is None and _echoes(lines[candidate], line, at):
                    quoted = quoted or (_quoted(line) if marked else [False] * len(line.tokens))
                    if quoted[at] or _is_display(lines[candidate]):
                        _label(lines, rules, candidate)


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Tell whether no renderer cut the line out of a sentence: it is whole, and so are its neighbours."""
    line = lines[index]
    if line.text[-1] in ",;:(" or hangs(line) or line.text[0].islower():
        return False
    after = lines[index + 1].text[0] if index + 1 < len(lines) else ""
    before = lines[index - 1] if index else line
    return not (after.islower() or after in tuple(",.;:)")) and (before.finished or before.words <= _LABEL_WORDS)


def _echoes(small: Line, large: Line, at: int) -> bool:
    """Tell whether the words of ``large`` from ``at`` on are those of ``small``, and ``large`` has more."""
    size = len(small.tokens)
    return size < len(large.tokens) and large.tokens[at : at + size] == small.tokens


def _is_display(line: Line) -> bool:
    """Tell whether the line can only be display type when a paragraph says the same: long, open and no credit."""
    return line.words >= _UNMARKED and not line.finished and line.text[0].isupper() and not line.credit


def _quoted(line: Line) -> list[bool]:
    """Tell for each word of the line whether it stands inside quotation marks."""
    inside = False
    states: list[bool] = []
    for word in line.pieces:
        opens = word[0] in "“«„「『" or (word[0] == '"' and not inside)
        states.append(inside or opens)
        for mark in word:
            if mark in "“«„「『":
                inside = True
            elif mark in "”»」』":
                inside = False
            elif mark == '"':
                inside = not inside
    return states


def _label(lines: Sequence[Line], rules: MutableSequence[str | None], index: int) -> None:
    rules[index] = "quote-echo"
    if _is_named(lines, rules, index) and phrase_rule(lines[index + 1]) is None:
        rules[index + 1] = "quote-echo-source"


def _is_whole(line: Line) -> bool:
    """Tell whether the line may be a paragraph of its own: the speaker may well say the same thing twice."""
    return line.finished or line.text[0] in _QUOTES


def _is_named(lines: Sequence[Line], rules: Sequence[str | None], index: int) -> bool:
    """Tell whether a line follows that can be the speaker's."""
    return index + 1 < len(lines) and rules[index + 1] is None and _names_someone(lines[index + 1])


def _names_someone(line: Line) -> bool:
    return line.text.lstrip("—–- ")[:1].isupper() and line.words <= 14 and not line.finished and line.text[-1] != ":"
