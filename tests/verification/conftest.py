"""A dataset of two versions, built once; every test gets a copy that it may spoil."""

import shutil
from pathlib import Path

import pytest
from made_drops import BRIDGE, FILES, OWLS, build, write

from copydesk.store import Dataset

NEWS = """Owls leave the signal tower

The owls of Holmstad have flown to Lydhavn, the town said on Monday.

“They will be back,” said Ida Brekke, who has the keys to the tower.
"""
SECOND = {
    "a/bridge.txt": BRIDGE.replace("eleven weeks", "twelve weeks"),
    "news.txt": NEWS,
    "again.txt": OWLS,
    "picture.txt": b"\0\0",
}
"""A revision, a new article, a duplicate and a file that goes to quarantine."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the dataset; not to be changed."""
    home = tmp_path_factory.mktemp("life")
    import flows.build
    import flows.stages  # noqa: F401

    build(write(home / "first", FILES), dataset=home / "dataset")
    build(write(home / "second", SECOND), dataset=home / "dataset")
    return home / "dataset"


@pytest.fixture
def life(built: Path, tmp_path: Path) -> Dataset:
    shutil.copytree(built, tmp_path / "dataset")
    return Dataset(tmp_path / "dataset")
