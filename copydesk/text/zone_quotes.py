"""Pull quotes: lines that repeat, large, what a paragraph says inside its quotation marks."""

from collections.abc import MutableSequence, Sequence

from copydesk.text.lines import Line

_SHORTEST, _LONGEST = 4, 45
"""Words. Less is a phrase that any text repeats; more is no display type."""
_SHINGLE = 4
_MOST_PLACES = 4
"""Paragraphs that one candidate is compared with: keeps a text of a thousand equal lines linear."""
_QUOTES = '“"«„「『'


def label_pull_quotes(lines: Sequence[Line], points: Sequence[float], rules: MutableSequence[str | None]) -> None:
    """Set ``quote-echo`` and ``quote-echo-source`` in ``rules``. Linear time."""
    wanted: dict[tuple[str, ...], list[int]] = {}
    for index, line in enumerate(lines):
        if rules[index] is None and _SHORTEST <= line.words <= _LONGEST and len(line.tokens) >= _SHINGLE:
            places = wanted.setdefault(line.tokens[:_SHINGLE], [])
            if len(places) < _MOST_PLACES:
                places.append(index)
    if not wanted:
        return
    for line in lines:
        if line.words <= _SHORTEST or not any(mark in line.text for mark in _QUOTES):
            continue
        quoted: list[bool] | None = None
        for at in range(len(line.tokens) - _SHINGLE):
            for candidate in wanted.get(line.tokens[at : at + _SHINGLE], ()):
                if rules[candidate] is None and _echoes(lines[candidate], line, at):
                    quoted = quoted or _quoted(line)
                    if quoted[at]:
                        _label(lines, points, rules, candidate)


def _echoes(small: Line, large: Line, at: int) -> bool:
    """Tell whether the words of ``large`` from ``at`` on are those of ``small``, and ``large`` has more."""
    size = len(small.tokens)
    return size < len(large.tokens) and large.tokens[at : at + size] == small.tokens


def _quoted(line: Line) -> list[bool]:
    """Tell for each word of the line whether it stands inside quotation marks."""
    inside = False
    states: list[bool] = []
    for word in line.text.split():
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


def _label(lines: Sequence[Line], points: Sequence[float], rules: MutableSequence[str | None], index: int) -> None:
    sourced = index + 1 < len(lines) and rules[index + 1] is None and _names_someone(lines[index + 1])
    if lines[index].finished and points[index] > 0 and not sourced:
        # Whole sentences among paragraphs: the speaker may well say it twice.
        return
    rules[index] = "quote-echo"
    if sourced:
        rules[index + 1] = "quote-echo-source"


def _names_someone(line: Line) -> bool:
    return line.text.lstrip("—–- ")[:1].isupper() and line.words <= 14 and not line.finished and line.text[-1] != ":"
