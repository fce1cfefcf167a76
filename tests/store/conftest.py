"""A fresh dataset in a temporary folder."""

from pathlib import Path

import pytest

from copydesk.store import Dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset.open(tmp_path / "dataset", create=True)
