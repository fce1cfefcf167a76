"""What a new version has, whichever command publishes it: sound rows, its row in ``versions``, the code that ran."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

import copydesk
from copydesk.errors import CopydeskError, UsageError
from copydesk.ledger import Ledger
from copydesk.provenance import Recipe, code_hash, git_commit
from copydesk.store import Version
from schemas import ALL, SCHEMA_VERSION
from schemas.arrow import arrow_schema, frame, to_table
from schemas.violations import validate

Describe = Callable[[Version], Mapping[str, bytes]]
"""Makes the files that describe a version, to be shown beside its tables."""

VERSIONS = "versions"
LASTING = frozenset({"files", "withdrawals"})
"""Tables that name articles and yet outlast them."""
_COLUMNS = frozenset(arrow_schema(ALL[VERSIONS]).names)


def checked(name: str, rows: pd.DataFrame) -> pa.Table:
    """Return the rows of a table as they are stored, where no article could be blamed for a fault.

    Raises:
        CopydeskError: If they break a rule of their schema: that is a defect, and nothing may be published.
    """
    for violation in validate(name, rows):
        raise CopydeskError(f"refused, nothing was published: {violation.table}: {violation.rule}: {violation.detail}")
    return to_table(rows, ALL[name])


def version_row(version: Version) -> pa.Table:
    """Return the row of a version in the table ``versions``; what its provenance says beyond that is the log's own."""
    row = {
        "version": version.number,
        "parent": version.parent,
        "created_at": version.created_at,
        "drop_ids": list(version.drop_ids),
        "tables": [
            {"table": name, "rows": state.rows, "hash": state.content_hash}
            for name, state in sorted(version.tables.items())
            if not name.startswith("_")
        ],
        **{name: value for name, value in version.provenance.items() if name in _COLUMNS},
    }
    return checked(VERSIONS, frame(ALL[VERSIONS], [row]))


def running_code(recipe: Recipe | None) -> dict[str, Any]:
    """Return what the table ``versions`` says of the code, and of the ``recipe`` where articles were read at all."""
    return {
        "code_version": copydesk.__version__,
        "git_commit": git_commit(),
        "schema_version": SCHEMA_VERSION,
        **(recipe._asdict() if recipe is not None else dict.fromkeys(Recipe._fields)),
        "code_hash": code_hash(),
        "recipe": recipe.name if recipe is not None else None,
    }


def said_reason(text: str) -> str:
    """Return the reason that somebody gives for changing the dataset, as one line of printable characters.

    Raises:
        UsageError: If it says nothing.
    """
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if not line:
        raise UsageError("--reason is empty; say why, for those who read the log")
    return line


def by_hand(operation: str, reason: str | None, **articles: list[str]) -> dict[str, Any]:
    """Return the provenance of a version that takes in no drop: a rollback or a withdrawal.

    Args:
        operation: As ``versions.operation`` has it.
        reason: Why, in the words of whoever did it.
        articles: ``added_articles``, ``revised_articles``, ``removed_articles`` against the parent; none by default.
    """
    return {
        "operation": operation,
        "restored": None,
        "reason": reason,
        **Ledger().counts()._asdict(),
        "added_articles": [],
        "revised_articles": [],
        "removed_articles": [],
        **articles,
        **running_code(None),
        "verdict": "passed",
        "alarms": None,
    }
