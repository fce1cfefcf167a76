"""Versions that no build would publish."""

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from copydesk.publication import version_row
from copydesk.store import Changes, Dataset, Version

NOTHING = dict.fromkeys(("dropped", "admitted", "revised", "unchanged", "duplicate", "quarantined"), 0) | {
    "added_articles": [], "revised_articles": [], "removed_articles": [], "operation": "rebuild", "verdict": "passed"
}  # fmt: skip

"""What the row of a version says that took nothing in."""

Spoil = Callable[[list[dict[str, Any]]], object]


def publish(dataset: Dataset, facts: Mapping[str, Any], **tables: pa.Table) -> Version:
    """Publish a version with these tables, whatever they hold, and these facts beside the head's."""
    head = dataset.head()
    assert head is not None
    version = dataset.commit(
        Changes(whole=tables),
        parent=head.number,
        provenance={**head.provenance, **NOTHING, **facts},
        version_row=version_row,
    )
    assert version is not None
    return version


def spoil(dataset: Dataset, table: str, act: Spoil, facts: Mapping[str, Any] | None = None) -> Version:
    """Publish a version in which ``act`` has changed the rows of a table."""
    held = dataset.read(table)
    rows = held.to_pylist()
    act(rows)
    return publish(dataset, facts or {}, **{table: pa.Table.from_pylist(rows, schema=held.schema)})
