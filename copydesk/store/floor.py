"""What `copydesk gc` gave up: versions below the floor keep their log entry, and may have lost their parts for ever."""

import hashlib
import json
from datetime import UTC, datetime
from typing import NamedTuple

from copydesk.places import Place
from copydesk.store.backend import Backend, backend
from copydesk.store.errors import DamagedDatasetError

FILE = "collected.json"


class Floor(NamedTuple):
    """The oldest version that can be read; it only ever rises."""

    number: int
    at: datetime | None
    """When the versions below were given up, UTC; None where none was."""


NO_FLOOR = Floor(1, None)


def read_floor(root: Place) -> Floor:
    """Return the floor of the dataset at ``root``; version 1 where nothing was ever given up.

    Raises:
        DamagedDatasetError: If the file that says so is not as it was written.
    """
    data = backend(root).read_note(FILE)
    if data is None:
        return NO_FLOOR
    floor = _floor(data)
    if floor is None:
        raise DamagedDatasetError(f"{root / FILE}: this record of what was given up is damaged; restore it from a copy")
    return floor


def raise_floor(store: Backend, floor: Floor) -> None:
    """Write the floor down, unless one as high is there."""

    def rank(data: bytes) -> int:
        found = _floor(data)
        return found.number if found is not None else 0

    store.raise_note(FILE, floor_bytes(floor), rank)


def _floor(data: bytes) -> Floor | None:
    """Return what was written down; None if this is not just that."""
    try:
        entry = json.loads(data)
        floor = Floor(int(entry["floor"]), datetime.fromisoformat(entry["at"]).astimezone(UTC))
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
    return floor if floor_bytes(floor) == data else None


def floor_bytes(floor: Floor) -> bytes:
    """Return the file that keeps ``floor``: one line of JSON, with the sha256 of what it says."""
    at = floor.at.isoformat() if floor.at else None
    said = json.dumps({"at": at, "floor": floor.number}, sort_keys=True)
    digest = hashlib.sha256(said.encode("ascii")).hexdigest()
    return f'{said[:-1]}, "sha256": "{digest}"}}\n'.encode("ascii")
