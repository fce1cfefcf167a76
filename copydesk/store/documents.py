"""Documents: small files beside the tables.

They change a little with every version: of one that does, only the lines that differ are kept, in the log entry, and
the object that an earlier version began with is shared.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection
from difflib import SequenceMatcher

from copydesk.errors import CopydeskError
from copydesk.store.blobs import packed_bytes
from copydesk.store.version import Document, Edit, is_file_name

COMPARED = 1024 * 1024
"""Bytes up to which a document is compared with an earlier one."""

TWINS = 100_000
"""Pairs of equal lines up to which two documents are compared: what that takes grows with them."""

LARGEST_SHARE = 0.25
"""If more than this share of its bytes differs, a document is kept as a whole."""


def require_name(name: str, tables: Collection[str]) -> None:
    """Refuse a document whose name is no plain file name, or that of a table.

    Raises:
        CopydeskError: Then.
    """
    if name in tables or not is_file_name(name):
        raise CopydeskError(f"{name!r} cannot be the name of a document beside the tables; use another")


def whole(data: bytes, stage: Callable[[bytes], str]) -> Document:
    """Return a document of which all is kept, in an object that ``stage`` writes."""
    packed = packed_bytes(data)
    return Document(stage(packed), len(packed), len(data))


def edited(data: bytes, earlier: Document, base: bytes) -> Document | None:
    """Return a document of which only the lines are kept that differ from ``base``; None if too many do.

    Args:
        data: Its bytes.
        earlier: A document of an earlier version.
        base: What is kept in the object of that.
    """
    if max(len(data), len(base)) > COMPARED:
        return None
    try:
        old, new = _lines(base), _lines(data)
    except UnicodeDecodeError:
        return None
    if _twins(old, new) > TWINS:
        return None
    edits = tuple(
        Edit(start, end, "".join(new[first:last]))
        for kind, start, end, first, last in SequenceMatcher(None, old, new).get_opcodes()
        if kind != "equal"
    )
    if sum(len(edit.text) for edit in edits) > LARGEST_SHARE * len(data):
        return None
    return Document(earlier.object, earlier.size, len(data), edits)


def shown(document: Document, base: bytes) -> bytes:
    """Return the bytes of a document. ``base`` is what is kept in its object."""
    if not document.edits:
        return base
    lines = _lines(base)
    for edit in reversed(document.edits):
        lines[edit.start : edit.end] = [edit.text]
    return "".join(lines).encode()


def _twins(old: list[str], new: list[str]) -> int:
    """Return how many pairs of equal lines there are, but for lines so common that they are passed over."""
    counts = Counter(new)
    common = max(len(new) // 100 + 1, 10)
    return sum(number for line in old if (number := counts[line]) <= common)


def _lines(text: bytes) -> list[str]:
    # Not by str.splitlines, which knows more ends of lines, and might know yet others one day.
    return re.split(r"(?<=\n)", text.decode())
