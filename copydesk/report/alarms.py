"""Alarms of the gate in words: one line each."""

from collections.abc import Callable, Collection

from copydesk.drift import Alarm, Judgement
from copydesk.intake.records import one_line

SHOWN = 20
"""Most alarms, and most notes, that a summary shows; ``--json`` has all."""

_MEASURED: dict[str, Callable[[float], str]] = {
    "quotes": lambda value: f"{value:.1f} quotations an article",
    "unresolved": lambda value: f"{value:.0%} of the speakers unresolved",
    "residue": lambda value: f"{value:.0%} residue",
    "length": lambda value: f"{value:,.0f} words an article",
    "repeated": lambda value: f"{value:.0%} of the text repeated within its article",
}
"""Name of an alarm to the words for a mean."""
_FIGURES: dict[str, Callable[[float], str]] = {
    "quotes": lambda value: f"{value:.1f}",
    "length": lambda value: f"{value:,.0f}",
}
"""The figure alone, where it is no share."""


def alarm_lines(judgement: Judgement, accepted: Collection[Alarm] = ()) -> list[str]:
    """Return the alarms as lines under a heading, those marked that somebody ``accepted``; nothing where none rang."""
    if not judgement.alarms:
        return []
    lines = [
        f"  {alarm.alarm:<11} {one_line(whose(alarm))}: {one_line(sentence(alarm))}"
        f"{' (accepted)' if alarm in accepted else ''}"
        for alarm in judgement.alarms
    ]
    return [f"Alarms ({len(lines):,}):", *_cut(lines)]


def note_lines(judgement: Judgement) -> list[str]:
    """Return what could not be judged, a line each."""
    return _cut([f"Not judged: {one_line(note)}." for note in judgement.notes])


def whose(alarm: Alarm) -> str:
    """Return whose alarm it is."""
    return alarm.publisher if alarm.publisher is not None else "the drop"


def sentence(alarm: Alarm) -> str:
    """Return what was found and what would have been no alarm; foreign text in it is not cleaned."""
    detail = f": {alarm.detail}" if alarm.detail else ""
    if alarm.alarm == "publisher":
        return f"never seen before, {_articles(alarm)}{detail}"
    if alarm.alarm == "quarantined":
        return f"{alarm.observed:.0%} of {alarm.articles:,} files quarantined, limit {alarm.limit:.0%}{detail}"
    if alarm.alarm == "layout":
        return f"zoning profile moved {alarm.observed:.2f}, limit {alarm.limit:.2f} ({_articles(alarm)}){detail}"
    if alarm.alarm == "languages":
        expected = f"{alarm.expected or 0.0:.0%} expected, limit {alarm.limit:.0%}"
        return f"{alarm.detail}, {alarm.observed:.0%}; {expected} ({_articles(alarm)})"
    if alarm.expected is None:
        return f"{alarm.detail} (of {alarm.articles:,}; limit {alarm.limit:.0%})"
    measured, figure = _MEASURED[alarm.alarm], _FIGURES.get(alarm.alarm, "{:.0%}".format)
    z = f"z {alarm.z:.1f}; " if alarm.z is not None else ""
    return (
        f"{measured(alarm.observed)}, {figure(alarm.expected)} expected, limit {figure(alarm.limit)}"
        f" ({z}{_articles(alarm)})"
    )


def _articles(alarm: Alarm) -> str:
    articles = f"{alarm.articles:,} {'article' if alarm.articles == 1 else 'articles'}"
    return f"{articles} against {alarm.known:,}" if alarm.known else articles


def _cut(lines: list[str]) -> list[str]:
    more = len(lines) - SHOWN
    return [*lines[:SHOWN], f"  … and {more:,} more; --json names all"] if more > 0 else lines
