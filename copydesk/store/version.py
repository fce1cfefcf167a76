"""What a version is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

STORE_FORMAT = 4
"""Raised when older code could no longer read the folder; older code refuses newer formats.

1: every part that a version lists is there. 2: parts that only older versions list may have been thinned
(`copydesk.store.thin`); tables know their key; documents. 4: log entries are packed, remainders of several tables share
an object (`copydesk.store.remainders`), documents are kept as edits (`copydesk.store.documents`)."""

FORMATS = 1, 2, 4
"""All that there have been. Their digits differ by two bits at least: one that flips makes none of another."""

SCHEMA_VERSION = 5
"""Raised with every change to the columns of a table; older code refuses newer datasets."""

KEY = "article_id"
"""The column whose presence makes a table follow its articles: revisions replace its rows."""

_DIGEST = re.compile(r"[0-9a-f]{64}")

HIDDEN = "_"
"""What the name of a hidden table begins with: an index, versioned like a table, that no reader is shown."""


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
    """Smallest key of the part; None for tables without a key, and for parts without rows that have one."""
    last: str | None
    """Greatest key of the part."""
    memory: int = 0
    """Bytes of its rows as Arrow holds them, about: what parts are cut and merged by."""


@dataclass(frozen=True)
class Edit:
    """Lines that take the place of others."""

    start: int
    """First line that goes, from 0."""
    end: int
    """First line after it that stays."""
    text: str
    """What comes, with its line ends."""


@dataclass(frozen=True)
class Document:
    """A small file that is kept with a version and shown beside its tables, such as a description of them."""

    object: str
    """sha256 of what is stored, packed like a blob, in hex: its name under ``objects/``."""
    size: int
    """Bytes as stored."""
    plain: int
    """Bytes as they are shown."""
    edits: tuple[Edit, ...] = ()
    """What makes the file of what is stored, in the order of the lines; none where just this is stored."""


@dataclass(frozen=True)
class Retired:
    """How the rows of a part that the parent lists, and this version does not, are had without the part itself.

    Its rows are those of ``kept``, one part after the other, of which ``chosen`` picks some, with those of ``left``
    put in at the places where they stood (`copydesk.store.thin`).
    """

    object: str
    """sha256 of the part."""
    rows: int
    kept: tuple[str, ...]
    """Parts of this version's table."""
    chosen: str | None
    """Object with the places of the rows of ``kept`` that are its own (`copydesk.store.retiring`); None: all are."""
    left: str | None
    """Object with its rows that stayed nowhere, and their places in it; None: all stayed."""
    number: int
    """Its number in ``__part``."""


@dataclass(frozen=True)
class TableState:
    """One table of one version."""

    columns: tuple[str, ...]
    rows: int
    content_hash: str
    """sha256 in hex over the column names and the multiset of rows: neither the order nor the cut of parts counts."""
    parts: tuple[Part, ...]
    """In the order in which `Dataset.read` gives the rows; never none: an empty table has one empty part."""
    key: str | None
    """The column that parts are sorted by, and whose rows leave with their article; None for other tables."""

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
    """Hidden tables too; `shown` leaves them out."""
    provenance: Mapping[str, Any]
    """What the caller wants remembered, as plain JSON: counts, article ids, code and model versions, verdict."""
    retired: Mapping[str, tuple[Retired, ...]] = field(default_factory=dict)
    """By table: parts of the parent that this version can stand for."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """By file name."""
    writer: str = ""
    """Random: tells this entry from another writer's that is equal but for it."""

    @property
    def shown(self) -> dict[str, TableState]:
        """The tables that a reader is shown."""
        return {name: state for name, state in self.tables.items() if not name.startswith(HIDDEN)}

    @property
    def listed(self) -> set[str]:
        """The objects that this version names as its own: parts of its tables, and documents."""
        parts = {part.object for state in self.tables.values() for part in state.parts}
        return parts | {document.object for document in self.documents.values()}

    @property
    def remainders(self) -> set[str]:
        """The objects that this version holds for older ones (`Retired.chosen`, `Retired.left`)."""
        each = (retired for of_table in self.retired.values() for retired in of_table)
        return {digest for retired in each for digest in (retired.chosen, retired.left) if digest is not None}


def retirements(version: Version) -> Iterator[Retired]:
    """Give all that ``version`` retired, of every table."""
    for of_table in version.retired.values():
        yield from of_table


def is_digest(name: str) -> bool:
    """Tell whether this is a sha256 in hex, as objects are named."""
    return _DIGEST.fullmatch(name) is not None


def is_file_name(name: str) -> bool:
    """Tell whether a document may be called so: it names a file beside the tables, and nothing elsewhere."""
    return bool(name) and not name.startswith(".") and "/" not in name and "\0" not in name
