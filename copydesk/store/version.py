"""What a version is, and how it is written down in the log.

A log entry is one JSON object, ``{"version": {...}, "sha256": ...}``. The digest is of the version's own JSON
(sorted keys, no spaces), so that a flipped bit in the log is seen as one in a part is.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

STORE_FORMAT = 1
"""Raised when older code could no longer read the folder; older code refuses newer formats."""

SCHEMA_VERSION = 3
"""Raised with every change to the columns of a table; older code refuses newer datasets."""

KEY = "article_id"
"""The column whose presence makes a table follow its articles: revisions replace its rows."""


class NewerFormatError(Exception):
    """A log entry was written by newer code in a way that this code does not know."""


@dataclass(frozen=True)
class Part:
    """One immutable Parquet file, shared by all the versions that hold these very rows."""

    object: str
    """sha256 of the file, in hex: its name under ``objects/``."""
    size: int
    """Bytes."""
    rows: int
    row_sum: str
    """Sum of the row hashes modulo 2**256, in hex (`copydesk.store.parts.row_sum`)."""
    first: str | None
    """Smallest article_id of the part; None for tables without one, and for empty parts."""
    last: str | None
    """Greatest article_id of the part."""


@dataclass(frozen=True)
class TableState:
    """One table of one version."""

    columns: tuple[str, ...]
    rows: int
    content_hash: str
    """sha256 in hex over the column names and the multiset of rows: neither the order nor the cut of parts counts."""
    parts: tuple[Part, ...]
    """In the order in which `Dataset.read` gives the rows; never none: an empty table has one empty part."""

    @property
    def keyed(self) -> bool:
        """Whether rows belong to articles and leave with them."""
        return KEY in self.columns

    @property
    def file_names(self) -> dict[str, Part]:
        """The table's files in a plain-folder view.

        The name tells the content, so a reader that listed a view just before the next version replaced it either
        still reads what it listed or misses a file and says so; it never mixes two versions in silence.
        """
        seen: Counter[str] = Counter()
        names = {}
        for part in self.parts:
            seen[part.object] += 1
            again = f"-{seen[part.object]}" if seen[part.object] > 1 else ""
            names[f"part-{part.object[:16]}{again}.parquet"] = part
        return names


@dataclass(frozen=True)
class Version:
    """One state of all tables, for ever."""

    number: int
    """From 1."""
    parent: int | None
    created_at: datetime
    """UTC."""
    drop_ids: tuple[str, ...]
    schema_version: int
    tables: Mapping[str, TableState]
    provenance: Mapping[str, Any]
    """What the caller wants remembered, as plain JSON: counts, article ids, code and model versions, verdict."""


def to_json(version: Version) -> bytes:
    """Return the log entry of ``version``.

    Raises:
        TypeError: If the provenance holds anything but plain JSON values.
    """
    body = {
        "store_format": STORE_FORMAT,
        "number": version.number,
        "parent": version.parent,
        "created_at": version.created_at.isoformat(),
        "drop_ids": list(version.drop_ids),
        "schema_version": version.schema_version,
        "tables": {name: asdict(state) for name, state in version.tables.items()},
        "provenance": dict(version.provenance),
    }
    text = _canonical(body)
    return f'{{"sha256":"{_digest(text)}","version":{text}}}\n'.encode()


def from_json(data: bytes) -> Version:
    """Read a log entry.

    Raises:
        ValueError: If it is not as it was written.
        NewerFormatError: If newer code wrote it.
    """
    entry = json.loads(data)
    if not isinstance(entry, dict) or not isinstance(entry.get("version"), dict):
        raise ValueError("not a log entry")
    body = entry["version"]
    if _digest(_canonical(body)) != entry.get("sha256"):
        raise ValueError("its digest does not match")
    if body["store_format"] > STORE_FORMAT:
        raise NewerFormatError(f"store format {body['store_format']}")
    return Version(
        number=body["number"],
        parent=body["parent"],
        created_at=datetime.fromisoformat(body["created_at"]),
        drop_ids=tuple(body["drop_ids"]),
        schema_version=body["schema_version"],
        tables={name: _state(value) for name, value in body["tables"].items()},
        provenance=body["provenance"],
    )


def _state(value: dict[str, Any]) -> TableState:
    return TableState(
        columns=tuple(value["columns"]),
        rows=value["rows"],
        content_hash=value["content_hash"],
        parts=tuple(Part(**part) for part in value["parts"]),
    )


def _canonical(body: dict[str, Any]) -> str:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()
