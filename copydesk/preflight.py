"""Refuse in a tenth of a second what would fail after Prefect's ten seconds of starting."""

from collections.abc import Sequence
from pathlib import Path

from copydesk.errors import CopydeskError
from copydesk.intake import list_drop
from copydesk.reading import tagger_fingerprint
from copydesk.settings import load_settings, overridden
from copydesk.store import Dataset


def require_usable(drops: Sequence[Path], dataset: Path | None, settings_file: Path | None) -> None:
    """Return if the settings, drops, model and dataset of a run can be used at all.

    Raises:
        CopydeskError: One line that says which can not, and what to do.
    """
    settings = overridden(load_settings(settings_file), dataset=dataset)
    for drop in drops:
        if not list_drop(drop, settings.limits):
            raise empty_drop(drop)
    tagger_fingerprint()
    existing_dataset(settings.dataset)


def empty_drop(drop: Path) -> CopydeskError:
    """Return the refusal of a drop that holds no file at all: a wrong folder looks just like that."""
    return CopydeskError(f"{drop}: the drop holds no files; name a folder with articles, or one file")


def existing_dataset(path: Path) -> Dataset | None:
    """Open the dataset at ``path``; None where none is yet.

    Raises:
        CopydeskError: If something else is there, or newer code wrote it.
    """
    nothing_yet = not path.exists() or (path.is_dir() and all(entry.name.startswith(".") for entry in path.iterdir()))
    return None if nothing_yet else Dataset.open(path)
