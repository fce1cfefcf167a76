"""The dataset on disk: immutable Parquet parts, a log of versions, and `latest`, the plain folder to read.

::

    data/processed/
      dataset.json              what this folder is, and its store format
      log/00000001.json         THE commit point of version 1: parent, provenance, the parts of every table
      objects/3f/3f9a…          immutable Parquet parts, named by their sha256; no suffix, so that no glob finds them
      latest/<table>/part-….parquet   the newest version; pure Parquet; every table, also those without rows
      .tmp/  .lock              what running writers use; nothing that ends in .parquet

A commit writes its parts to a temporary, builds the next view beside them, moves the parts to the objects and then
creates the log entry exclusively (`os.link` of a durable temporary): before that nothing has happened, after that
everything has. Then the view takes the place of `latest`. A kill between the two leaves `latest` one version behind
until the dataset is next opened, which also sweeps what dead writers left.

Where views live, and why old versions have none: `copydesk.store.view`. How parts are cut: `copydesk.store.plan`.

The store knows nothing of what the tables mean, except that an ``article_id`` column ties rows to articles.
"""

from copydesk.store.dataset import Dataset
from copydesk.store.errors import Conflict, DamagedDatasetError
from copydesk.store.plan import Changes
from copydesk.store.version import SCHEMA_VERSION, STORE_FORMAT, TableState, Version

__all__ = [
    "SCHEMA_VERSION",
    "STORE_FORMAT",
    "Changes",
    "Conflict",
    "DamagedDatasetError",
    "Dataset",
    "TableState",
    "Version",
]
