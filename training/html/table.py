"""The table of points as Python source, in the groups in which people read it."""

import re
from collections.abc import Mapping
from pathlib import Path

from copydesk.intake import page_points

_GROUPS = {
    "Start, size and end": ("base", "size"),
    "What the extractor keeps, and what the page states in its JSON-LD": ("kept", "stated", "agreed"),
    "The element and what it is made of": ("tag", "links", "bold", "tight", "colon", "quote", "repeat"),
    "What classes, ids and roles say": ("near", "far"),
    "Where it stands": ("up", "group", "before", "inside", "after", "beside", "prose"),
}
"""Headings to the first words of the names below them."""
_OTHER = "What belongs to none of these"
_FIRST_WORD = re.compile("[a-z]*")
_TABLE = re.compile(r"^POINTS: dict\[str, float\] = \{\n.*?^\}\n", re.MULTILINE | re.DOTALL)


def rounded(odds: Mapping[str, float]) -> dict[str, float]:
    """Return the points in tenths, without those that say nothing; hundredths change no verdict worth the digits."""
    return {name: points for name, value in odds.items() if (points := round(value, 1))}


def shipped_source() -> str:
    """Return the source of `copydesk.intake.page_points`."""
    return Path(page_points.__file__).read_text(encoding="utf-8")


def with_table(source: str, points: Mapping[str, float]) -> str:
    """Return the source of a module that holds a table with ``points`` in its place; its docstrings stay as they are.

    Raises:
        ValueError: If ``source`` holds no table.
    """
    found = _TABLE.search(source)
    if found is None:
        raise ValueError("no table `POINTS: dict[str, float] = {…}` in the source")
    return source[: found.start()] + table_source(points) + source[found.end() :]


def table_source(points: Mapping[str, float]) -> str:
    """Return the statement that makes the table, each group by name."""
    heading_of = {word: heading for heading, words in _GROUPS.items() for word in words}
    lines: dict[str, list[str]] = {heading: [] for heading in (*_GROUPS, _OTHER)}
    for name in sorted(points):
        found = _FIRST_WORD.match(name)
        heading = heading_of.get(found[0] if found else "", _OTHER)
        lines[heading].append(f'    "{name}": {points[name]},\n')
    groups = [f"    # {heading}.\n{''.join(rows)}" for heading, rows in lines.items() if rows]
    return f"POINTS: dict[str, float] = {{\n{''.join(groups)}}}\n"


def changes(old: Mapping[str, float], new: Mapping[str, float]) -> list[str]:
    """Tell name by name where two tables differ, the largest difference first; what a table does not list is 0."""
    found = {name: round(new.get(name, 0.0) - old.get(name, 0.0), 1) for name in sorted(old.keys() | new.keys())}
    largest = sorted((name for name, by in found.items() if by), key=lambda name: -abs(found[name]))
    return [f"{name}: {old.get(name, 0.0)} -> {new.get(name, 0.0)}" for name in largest]
