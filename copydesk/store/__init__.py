"""The dataset on disk: immutable Parquet parts, a log of versions, and `latest`, the plain folder to read.

::

    data/processed/
      dataset.json              what this folder is, and its store format
      log/00000001.json         THE commit point of version 1: parent, provenance, the parts of every table
      objects/3f/3f9a…          immutable, named by their sha256; no suffix, so that no glob finds them:
                                parts of tables, remainders of thinned parts, documents, dropped files (blobs)
      latest/<table>/part-….parquet   the newest version; pure Parquet; every table, also those without rows
      latest/<document>         what the newest version was described by, beside the tables
      collected.json            up to where `copydesk gc` gave versions up, if it ever did
      .tmp/  .lock  .gc.lock    what running writers use; nothing that ends in .parquet

A commit writes its parts to a temporary, is audited, builds the next view beside them, moves the parts to the objects
and then creates the log entry exclusively (`os.link` of a durable temporary): before that nothing has happened, after
that everything has. Then the view takes the place of `latest`. A kill between the two leaves `latest` one version
behind until the dataset is next opened, which also sweeps what dead writers left.

Versions share the parts that they have in common. A part that only older versions list is thinned: what newer parts
hold of it is not kept twice, and reading the older version puts it together again (`copydesk.store.thin`). So the
newest version is plain files, any version is read by `Dataset.read`, and `Dataset.export` makes plain files of it.

Who may remove objects. Writers hold `.gc.lock` together from the moment they rely on objects that are there until
their entry is in the log; thinning and gc hold it alone, and look at the log once they do.

Who asks what of where. All above the back end (`copydesk.store.backend`) is the same for a folder
(`copydesk.store.folder`) and an object store (`copydesk.store.bucket`), where the keys are the same, ``latest.json``
stands for ``latest/``, and a conditional put of the log entry is the commit point.

Where views live, and why old versions have none: `copydesk.store.view`. How parts are cut: `copydesk.store.plan`.

The store knows nothing of what the tables mean, except that an ``article_id`` column ties rows to articles.
"""

from copydesk.store.blobs import Blob, packed
from copydesk.store.changes import Changes
from copydesk.store.commit import HISTORY, Staged
from copydesk.store.dataset import Dataset
from copydesk.store.errors import Conflict, DamagedDatasetError
from copydesk.store.version import SCHEMA_VERSION, STORE_FORMAT, Document, Part, Retired, TableState, Version

__all__ = [
    "HISTORY",
    "SCHEMA_VERSION",
    "STORE_FORMAT",
    "Blob",
    "Changes",
    "Conflict",
    "DamagedDatasetError",
    "Dataset",
    "Document",
    "Part",
    "Retired",
    "Staged",
    "TableState",
    "Version",
    "packed",
]
