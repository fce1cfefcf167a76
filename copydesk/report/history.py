"""The versions of a dataset, and the states of an article over them: for people, and as JSON for machines."""

from collections.abc import Mapping, Sequence
from typing import Any

from copydesk.article_history import ArticleHistory, State
from copydesk.intake.records import one_line
from copydesk.store import Version
from copydesk.store.floor import NO_FLOOR, Floor

COUNTS = ("dropped", "admitted", "revised", "unchanged", "duplicate", "quarantined")
CHANGED = {"added": "added_articles", "revised": "revised_articles", "removed": "removed_articles"}
"""What happens to articles, and the provenance that names those to which it happened."""
CODE = {"tagger": "tagger_hash", "zoner": "zoner_hash", "settings": "settings_hash", "recipe": "recipe"}
"""What made the rows of a version, and the provenance that has its hash."""

SHOWN_DROPS = 3
"""Most drops that a line of the log names; `versions N` names all."""
DIGITS = 8
"""Hexadecimal digits of a hash that a line of the log shows."""


def history_text(versions: Sequence[Version], floor: Floor = NO_FLOOR) -> str:
    """Return one line a version, the newest first."""
    if not versions:
        return "No version was published yet."
    return "\n".join(_line(version, floor) for version in reversed(versions))


def history_json(versions: Sequence[Version], floor: Floor = NO_FLOOR) -> list[dict[str, Any]]:
    """Return the versions with their provenance and rows a table, the newest first."""
    return [version_json(version, floor) for version in reversed(versions)]


def version_json(version: Version, floor: Floor = NO_FLOOR) -> dict[str, Any]:
    """Return a version with its provenance and rows a table."""
    return {
        "version": version.number,
        "parent": version.parent,
        "created_at": version.created_at.isoformat(),
        "operation": _operation(version),
        "readable": version.number >= floor.number,
        "drop_ids": list(version.drop_ids),
        "rows": {name: state.rows for name, state in version.tables.items() if not name.startswith("_")},
        **version.provenance,
    }


def version_text(version: Version, floor: Floor = NO_FLOOR) -> str:
    """Return all that is known of a version, one fact a line."""
    facts = version.provenance
    lines = [f"Version {version.number}, {_operation(version)}, {version.created_at:%Y-%m-%d %H:%M:%S} UTC"]
    if why := _why(version):
        lines.append(f"  {why}")
    if version.number < floor.number:
        lines.append(f"  {_given_up(floor)}: no table of it can be read")
    lines.append(f"  built on   {f'version {version.parent}' if version.parent else 'nothing: it is the first'}")
    counts = [f"{facts[name]:,} {name}" for name in COUNTS if facts.get(name) is not None]
    lines.append(f"  files      {', '.join(counts)}" if any(map(facts.get, COUNTS)) else "  files      none")
    lines += [f"  drop       {drop_id}" for drop_id in version.drop_ids]
    for name, column in CHANGED.items():
        lines += [f"  {name:<9}  {article_id}" for article_id in facts.get(column) or ()]
    shown = {name: state for name, state in sorted(version.tables.items()) if not name.startswith("_")}
    lines += [f"  rows       {state.rows:>11,}  {name:<13}  {state.content_hash}" for name, state in shown.items()]
    commit = facts.get("git_commit")
    lines.append(f"  copydesk   {facts['code_version']}{f', commit {commit}' if commit else ''}")
    lines.append(f"  schema     {version.schema_version}")
    if facts.get("code_hash"):
        lines.append(f"  code       {facts['code_hash']}")
    lines += [f"  {name:<9}  {facts[key]}" for name, key in CODE.items() if facts.get(key)]
    lines.append(f"  verdict    {facts['verdict']}")
    lines += [f"  alarm      {alarm}" for alarm in _alarms(facts)]
    return "\n".join(lines)


def article_text(history: ArticleHistory, floor: Floor = NO_FLOOR) -> str:
    """Return a line for the article, one for each of its states, and one for what gc gave up of the versions."""
    said = [history.article_id, _said(history.publisher), f'"{_said(history.title)}"' if history.title else ""]
    lines = ["  ".join(filter(None, [*said, _said(history.url)]))]
    states = [_state_columns(state) for state in history.states]
    widths = [max(len(row[column]) for row in states) for column in range(len(states[0]))] if states else []
    for row in states:
        lines.append("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    if history.withdrawn is not None:
        number, at, reason = history.withdrawn
        version = f" in version {number}" if number else ""
        lines.append(f"  withdrawn{version} on {at:%Y-%m-%d}: {_said(reason)}")
    if any(span.first < floor.number for state in history.states for span in state.versions):
        before = "version 1 was" if floor.number == 2 else f"versions 1 to {floor.number - 1} were"
        lines.append(f"  {before} {_given_up(floor)} and can not be read")
    return "\n".join(lines)


def article_json(history: ArticleHistory) -> dict[str, Any]:
    """Return the same as plain JSON values; each of ``versions`` is the first and the last of a run, null: still."""
    withdrawn = history.withdrawn
    return {
        **history._asdict(),
        "states": [
            {
                **state._asdict(),
                "arrived": state.arrived.isoformat() if state.arrived else None,
                "versions": [list(span) for span in state.versions],
            }
            for state in history.states
        ],
        "withdrawn": withdrawn and {**withdrawn._asdict(), "at": withdrawn.at.isoformat()},
    }


def _line(version: Version, floor: Floor) -> str:
    start = f"{version.number:>4}  {version.created_at:%Y-%m-%d %H:%M} UTC  {_operation(version):<8}"
    if version.number < floor.number:
        return f"{start}  {_given_up(floor)}"
    facts = version.provenance
    cells = [start, f"{_rows(version, 'articles'):,} articles  {_rows(version, 'quotes'):,} quotes"]
    if files := ", ".join(f"{facts[name]:,} {name}" for name in COUNTS[1:] if facts.get(name)):
        cells.append(f"({files})")
    if version.drop_ids:
        named = ", ".join(drop_id[:DIGITS] + "…" for drop_id in version.drop_ids[:SHOWN_DROPS])
        more = len(version.drop_ids) - SHOWN_DROPS
        cells.append(f"drops {named}{f' and {more} more' if more > 0 else ''}")
    if why := _why(version):
        cells.append(why)
    commit = facts.get("git_commit")
    cells.append(f"copydesk {facts['code_version']}{f' ({commit[:7]})' if commit else ''}")
    cells += [f"{name} {facts[CODE[name]][:DIGITS]}" for name in ("tagger", "zoner") if facts.get(CODE[name])]
    if alarms := _alarms(facts):
        cells.append(f"alarms: {', '.join(alarms)}")
    return "  ".join(cells)


def _operation(version: Version) -> str:
    """Return how a version came to be; before schema 4 there were only builds."""
    return str(version.provenance.get("operation", "build"))


def _why(version: Version) -> str:
    """Return what somebody did to the dataset beside taking in drops, with the reason given."""
    facts = version.provenance
    did = ""
    if facts.get("restored"):
        did = f"to version {facts['restored']}"
    elif _operation(version) == "withdraw":
        back, gone = facts["added_articles"], facts["removed_articles"]
        did = f"{len(back):,} brought back" if back else f"{len(gone):,} withdrawn"
    reason = f'"{_said(facts["reason"])}"' if facts.get("reason") else ""
    return ": ".join(filter(None, [did, reason]))


def _given_up(floor: Floor) -> str:
    return f"given up by gc{f' on {floor.at:%Y-%m-%d}' if floor.at else ''}"


def _rows(version: Version, table: str) -> int:
    return version.tables[table].rows if table in version.tables else 0


def _alarms(facts: Mapping[str, Any]) -> list[str]:
    return [f"{rung['alarm']} {_said(rung['publisher'] or 'the drop')}" for rung in facts.get("alarms") or ()]


def _state_columns(state: State) -> tuple[str, ...]:
    """Return a state as cells: revision, when and whence, where it is, how long, and how it was known."""
    day = f"{state.arrived:%Y-%m-%d}" if state.arrived else "          "
    spans = ", ".join(
        f"{first}–" if last is None else f"{first}" if first == last else f"{first}–{last}"
        for first, last in state.versions
    )
    single = len(state.versions) == 1 and state.versions[0].first == state.versions[0].last
    where = f"version{'' if single else 's'} {spans}" if spans else "never published"
    return (
        f"  {state.revision or '?':>2}",
        f"{day} drop {state.drop_id or '?'}",
        _said(state.source_path) or "?",
        where,
        f"{state.words:,} words" if state.words is not None else "",
        f"({state.evidence})" if state.evidence and state.revision != 1 else "",
    )


def _said(text: str | None) -> str:
    """Return foreign words as one line that can not upset a terminal."""
    return one_line(text) if text else ""
