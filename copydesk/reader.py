"""Load tables of a dataset as data frames.

The public names are `copydesk.read` and `copydesk.tables`. This module is not called ``read``, because importing a
submodule of that name would put the module in the place of the function.
"""

from os import PathLike
from pathlib import Path

import pandas as pd

from copydesk.store import Dataset


def read(table: str, version: int | None = None, dataset: str | PathLike[str] = "data/processed") -> pd.DataFrame:
    """Return a table of the newest version, or of ``version``, with Arrow-backed columns.

    The version is looked up once, so that a publication in the meantime does not mix two. To read several tables that
    belong together, name the version (the newest is the last row of the table ``versions``).

    Raises:
        CopydeskError: If there is no such dataset, version or table, or a file of it is missing or damaged.
    """
    found = Dataset.open(Path(dataset), repair=False).read(table, version)
    return found.to_pandas(types_mapper=pd.ArrowDtype)


def tables(version: int | None = None, dataset: str | PathLike[str] = "data/processed") -> list[str]:
    """Return the names of the tables of the newest version, or of ``version``, sorted; none before the first.

    Raises:
        CopydeskError: If there is no such dataset or version.
    """
    opened = Dataset.open(Path(dataset), repair=False)
    found = opened.head() if version is None else opened.version(version)
    return sorted(found.tables) if found is not None else []
