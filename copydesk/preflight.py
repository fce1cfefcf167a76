"""Refuse in a tenth of a second what would fail after Prefect's ten seconds of starting."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from copydesk.errors import CopydeskError, UsageError
from copydesk.intake import list_drop
from copydesk.places import Bucket, Place, folder
from copydesk.reading import require_tagger
from copydesk.settings import load_settings, overridden
from copydesk.store import SCHEMA_VERSION, Dataset
from copydesk.store.errors import one_clear_line
from copydesk.zoner import shipped


def require_usable(drops: Sequence[Path], dataset: Place | None, settings_file: Path | None) -> Dataset | None:
    """Return the dataset, if there is one, if the settings, drops, models and dataset of a run can be used at all.

    Raises:
        CopydeskError: One line that says which can not, and what to do.
    """
    found = require_rebuildable(drops, dataset, settings_file)
    require_current(found)
    return found


def require_rebuildable(drops: Sequence[Path], dataset: Place | None, settings_file: Path | None) -> Dataset | None:
    """Return the dataset, if there is one, if all that a run takes can be used; an older copydesk may have written it.

    Raises:
        CopydeskError: One line that says what can not, and what to do.
    """
    settings = overridden(load_settings(settings_file), dataset=dataset)
    require_apart(drops, settings.dataset)
    for drop in drops:
        if not list_drop(drop, settings.limits):
            raise empty_drop(drop)
    require_tagger()
    shipped().load()
    return existing_dataset(settings.dataset)


def require_current(dataset: Dataset | None) -> None:
    """Return if versions can be added to the dataset: its tables have the columns that this code writes.

    The store refuses other columns too, but only once every article of the drop has been read.

    Raises:
        CopydeskError: If an older copydesk wrote it.
    """
    head = dataset.head() if dataset is not None else None
    if dataset is not None and head is not None and head.schema_version < SCHEMA_VERSION:
        raise CopydeskError(
            f"{dataset.path}: its tables are of schema version {head.schema_version}, this copydesk writes"
            f" {SCHEMA_VERSION}; run `copydesk rebuild`, the versions that are there stay readable"
        )


def require_published(found: Dataset | None, dataset: Place) -> Dataset:
    """Return the dataset that was found at ``dataset``, if anything was published in it.

    Raises:
        UsageError: If there is no dataset at all.
        CopydeskError: If nothing was.
    """
    if found is None:
        raise UsageError(f"{dataset}: no dataset here; name the folder that `copydesk build` wrote")
    if found.head() is None:
        raise CopydeskError(f"{dataset}: nothing was published yet; run `copydesk build`")
    return found


def require_writable(dataset: Dataset | None) -> None:
    """Return if this user may write to the folder of the dataset; what a disk or a bucket says comes with the commit.

    Raises:
        CopydeskError: If not.
    """
    home = folder(dataset.path) if dataset is not None else None
    if home is not None and not os.access(home, os.W_OK):
        code = errno.EROFS if os.statvfs(home).f_flag & os.ST_RDONLY else errno.EACCES
        with one_clear_line(home, "write to the dataset"):
            raise OSError(code, os.strerror(code))


def require_apart(drops: Sequence[Path], dataset: Place) -> None:
    """Return if no drop holds the dataset or lies in it: it would be fed its own files.

    Raises:
        UsageError: If one does.
    """
    if isinstance(dataset, Bucket):
        return
    home = dataset.resolve()
    for drop in map(Path.resolve, drops):
        if home.is_relative_to(drop) or drop.is_relative_to(home):
            raise UsageError(f"{drop}: the drop and the dataset {dataset} lie in one another; name a folder beside it")


def empty_drop(drop: Path) -> CopydeskError:
    """Return the refusal of a drop that holds no file at all: a wrong folder looks just like that."""
    return CopydeskError(f"{drop}: the drop holds no files; name a folder with articles, or one file")


def existing_dataset(path: Place) -> Dataset | None:
    """Open the dataset at ``path``; None where none is yet.

    Raises:
        CopydeskError: If something else is there, or newer code wrote it.
    """
    try:
        # Also a folder in which a first build was killed just when it made the dataset.
        nothing_yet = Dataset.is_unfinished(path)
    except (OSError, ValueError) as error:
        raise UsageError(f"{str(path)[:200]!r}: not a usable folder name: {error}") from None
    # Not repaired here: a check writes nothing. Publishing opens the dataset again and repairs it.
    return None if nothing_yet else Dataset.open(path, repair=False)
