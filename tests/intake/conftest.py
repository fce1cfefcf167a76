"""Drops of invented articles."""

from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.intake import Candidate, Rejected, read_drop
from copydesk.settings import Limits

Read = Callable[..., list[Candidate | Rejected]]


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


@pytest.fixture
def read(drop: Path) -> Read:
    """Write files (name to bytes or text) into the drop and read it."""

    def write_and_read(files: dict[str, bytes | str], limits: Limits | None = None) -> list[Candidate | Rejected]:
        for name, content in files.items():
            path = drop / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_drop(drop, limits or Limits()))

    return write_and_read
