"""The versions of a dataset, as a table for people and as JSON."""

from collections.abc import Sequence
from typing import Any

from copydesk.store import Version

COUNTS = ("dropped", "admitted", "revised", "unchanged", "duplicate", "quarantined")


def history_text(versions: Sequence[Version]) -> str:
    """Return one line a version, the newest first."""
    if not versions:
        return "No version was published yet."
    lines = []
    for version in reversed(versions):
        facts = version.provenance
        files = ", ".join(f"{facts[name]} {name}" for name in COUNTS if facts.get(name))
        rows = f"{version.tables['articles'].rows:,} articles, {version.tables['quotes'].rows:,} quotes"
        lines.append(
            f"{version.number:>4}  {version.created_at:%Y-%m-%d %H:%M} UTC  {rows}  ({files})  "
            f"copydesk {facts['code_version']}, tagger {facts['tagger_hash'][:8]}"
        )
    return "\n".join(lines)


def history_json(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """Return the versions with their provenance and rows a table, the newest first."""
    return [
        {
            "version": version.number,
            "parent": version.parent,
            "created_at": version.created_at.isoformat(),
            "drop_ids": list(version.drop_ids),
            "rows": {name: state.rows for name, state in version.tables.items()},
            **version.provenance,
        }
        for version in reversed(versions)
    ]
