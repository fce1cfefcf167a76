"""How a version is written down in the log.

A log entry is one JSON object, ``{"sha256": ..., "version": {...}}``. The digest is of the version's own JSON
(sorted keys, no spaces), and the entry must stand there byte for byte as it was written, so that a flipped bit in the
log is seen as one in a part is. What grows with the number of parts, a person would not read: ``packed`` is JSON with
``tables``, ``retired`` and ``documents``, by zstd and base64.
"""

import base64
import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from copydesk.store.blobs import packed_bytes, unpacked_bytes
from copydesk.store.version import (
    KEY,
    STORE_FORMAT,
    Document,
    Edit,
    Part,
    Retired,
    TableState,
    Version,
    is_digest,
    is_file_name,
)

LARGEST_BULK = 256 * 1024 * 1024
"""Bytes to which the packed part of a log entry may unpack: that of a million parts."""

PACKED = 4
"""In-memory bytes to one on disk, roughly: for parts of format 1, which do not say."""

_T = TypeVar("_T")


class NewerFormatError(Exception):
    """A log entry was written by newer code in a way that this code does not know."""


def to_json(version: Version) -> bytes:
    """Return the log entry of ``version``.

    Raises:
        TypeError: If the provenance holds anything but plain JSON values.
    """
    bulk = {
        "tables": {name: asdict(state) for name, state in version.tables.items()},
        "retired": {name: [asdict(one) for one in retired] for name, retired in version.retired.items()},
        "documents": {name: asdict(document) for name, document in version.documents.items()},
    }
    body = {
        "store_format": STORE_FORMAT,
        "number": version.number,
        "parent": version.parent,
        "created_at": version.created_at.isoformat(),
        "drop_ids": list(version.drop_ids),
        "schema_version": version.schema_version,
        "provenance": dict(version.provenance),
        "packed": base64.b64encode(packed_bytes(_canonical(bulk).encode("ascii"))).decode("ascii"),
        "writer": version.writer,
    }
    return _entry(_canonical(body))


def from_json(data: bytes) -> Version:
    """Read a log entry.

    Raises:
        ValueError: If it is not as it was written, to the byte.
        NewerFormatError: If newer code wrote it.
    """
    try:
        return _version(_body(data))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a log entry: {error!r}") from error


def _body(data: bytes) -> dict[str, Any]:
    entry = json.loads(data)
    if not isinstance(entry, dict) or not isinstance(entry.get("version"), dict):
        raise ValueError("not a log entry")
    body: dict[str, Any] = entry["version"]
    # Compared as a whole: JSON has many spellings of the same thing, and a flipped bit may make one of another.
    if _entry(_canonical(body)) != data:
        raise ValueError("its digest does not match")
    if body["store_format"] > STORE_FORMAT:
        raise NewerFormatError(f"store format {body['store_format']}")
    return body


def _version(body: dict[str, Any]) -> Version:
    # Up to format 2 the bulk stood there plainly.
    bulk = json.loads(_unpacked(body["packed"])) if "packed" in body else body
    if not all(name.isidentifier() for name in bulk["tables"]) or not all(map(is_file_name, bulk.get("documents", {}))):
        # They become names of folders and files.
        raise ValueError("not a log entry: names that are none")
    return Version(
        number=_kind(body["number"], int),
        parent=body["parent"],
        created_at=datetime.fromisoformat(body["created_at"]),
        drop_ids=tuple(body["drop_ids"]),
        schema_version=_kind(body["schema_version"], int),
        tables={name: _state(value) for name, value in bulk["tables"].items()},
        provenance=body["provenance"],
        retired={name: tuple(map(_retired, value)) for name, value in bulk.get("retired", {}).items()},
        documents={name: _document(value) for name, value in bulk.get("documents", {}).items()},
        writer=body.get("writer", ""),
    )


def _state(value: dict[str, Any]) -> TableState:
    columns = tuple(value["columns"])
    if not value["parts"]:
        raise ValueError("not a log entry: a table without a part")
    return TableState(
        columns=columns,
        rows=value["rows"],
        content_hash=value["content_hash"],
        parts=tuple(_part(part) for part in value["parts"]),
        # In format 1 every table with article_ids followed its articles.
        key=value.get("key", KEY if KEY in columns else None),
    )


def _part(value: dict[str, Any]) -> Part:
    part = Part(**{"memory": value["size"] * PACKED, **value})
    _digest(part.object)
    for number in (part.size, part.rows, part.memory):
        _kind(number, int)
    for text in (part.row_sum, part.first or "", part.last or ""):
        _kind(text, str)
    return part


def _retired(value: dict[str, Any]) -> Retired:
    retired = Retired(**{**value, "kept": tuple(map(_digest, value["kept"]))})
    for digest in (retired.object, retired.chosen, retired.left):
        _digest(digest or retired.object)
    for number in (retired.rows, retired.number):
        _kind(number, int)
    return retired


def _document(value: dict[str, Any]) -> Document:
    document = Document(**{**value, "edits": tuple(map(_edit, value.get("edits", ())))})
    _digest(document.object)
    _kind(document.plain, int)
    return document


def _edit(value: dict[str, Any]) -> Edit:
    return Edit(_kind(value["start"], int), _kind(value["end"], int), _kind(value["text"], str))


def _digest(value: Any) -> str:
    if not isinstance(value, str) or not is_digest(value):
        raise ValueError(f"not a log entry: {value!r} is no sha256")
    return value


def _kind(value: Any, kind: type[_T]) -> _T:
    if not isinstance(value, kind):
        raise ValueError(f"not a log entry: {value!r} is no {kind.__name__}")
    return value


def _unpacked(text: str) -> bytes:
    try:
        return unpacked_bytes(base64.b64decode(text, validate=True), LARGEST_BULK)
    except OSError as error:
        raise ValueError(f"its tables are not readable: {error}") from error


def _entry(text: str) -> bytes:
    digest = hashlib.sha256(text.encode("ascii")).hexdigest()
    return f'{{"sha256":"{digest}","version":{text}}}\n'.encode("ascii")


def _canonical(body: dict[str, Any]) -> str:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
