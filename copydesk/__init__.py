"""copydesk: who said what about whom, from drops of scraped news articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    import pandas as pd

    from copydesk.places import Bucket

__version__ = "0.1.0"


# Imported late: `import copydesk` must stay cheap, pandas and pyarrow take most of a second.
def read(
    table: str, version: int | None = None, dataset: str | PathLike[str] | Bucket = "data/processed"
) -> pd.DataFrame:
    """Return a table of the dataset; see `copydesk.reader.read`."""
    from copydesk import reader

    return reader.read(table, version, dataset)


def tables(version: int | None = None, dataset: str | PathLike[str] | Bucket = "data/processed") -> list[str]:
    """Return the names of the dataset's tables; see `copydesk.reader.tables`."""
    from copydesk import reader

    return reader.tables(version, dataset)


def files(
    table: str, version: int | None = None, dataset: str | PathLike[str] | Bucket = "data/processed"
) -> list[str]:
    """Return the paths or URLs of a table's Parquet files; see `copydesk.reader.files`."""
    from copydesk import reader

    return reader.files(table, version, dataset)
