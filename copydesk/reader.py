"""Load tables of a dataset as data frames.

The public names are `copydesk.read` and `copydesk.tables`. This module is not called ``read``, because importing a
submodule of that name would put the module in the place of the function.
"""

from operator import index
from os import PathLike

import pandas as pd

from copydesk.errors import UsageError
from copydesk.places import Bucket
from copydesk.store import Dataset


def read(
    table: str, version: int | None = None, dataset: str | PathLike[str] | Bucket = "data/processed"
) -> pd.DataFrame:
    """Return a table of the newest version, or of ``version``, with Arrow-backed columns.

    The dataset is a folder, or a URL as in ``s3://bucket/prefix``.

    The version is looked up once, so that a publication in the meantime does not mix two. To read several tables that
    belong together, name the version (the newest is the last row of the table ``versions``).

    Raises:
        UsageError: If ``version`` is no whole number.
        CopydeskError: If there is no such dataset, version or table, or a file of it is missing or damaged.
    """
    number = _number(version)
    found = Dataset.open(dataset, repair=False).read(table, number)
    return found.to_pandas(types_mapper=pd.ArrowDtype)


def tables(version: int | None = None, dataset: str | PathLike[str] | Bucket = "data/processed") -> list[str]:
    """Return the names of the tables of the newest version, or of ``version``, sorted; none before the first.

    Raises:
        UsageError: If ``version`` is no whole number.
        CopydeskError: If there is no such dataset or version.
    """
    number = _number(version)
    opened = Dataset.open(dataset, repair=False)
    found = opened.head() if number is None else opened.version(number)
    return sorted(found.shown) if found is not None else []


def files(
    table: str, version: int | None = None, dataset: str | PathLike[str] | Bucket = "data/processed"
) -> list[str]:
    """Return the Parquet files that make up a table of the newest version, or of ``version``: paths, or URLs.

    They are for readers other than this one, which need nothing else. Their names have no suffix.

    Raises:
        UsageError: If ``version`` is no whole number.
        CopydeskError: If there is no such dataset, version or table, or an older version is no longer kept as files
            (`copydesk export` makes some).
    """
    number = _number(version)
    return [str(file) for file in Dataset.open(dataset, repair=False).files(table, number)]


def _number(version: int | None) -> int | None:
    if version is None:
        return None
    try:
        # Also what NumPy, pandas and pyarrow make of a number.
        return index(version)
    except TypeError:
        raise UsageError(f"version={version!r} is no whole number; give that of a version, as in version=1") from None
