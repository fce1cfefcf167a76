"""Whether a folder is a dataset, and making one where nothing is."""

import json
from pathlib import Path

from copydesk.errors import CopydeskError
from copydesk.places import Place
from copydesk.store.backend import Backend
from copydesk.store.errors import one_clear_line
from copydesk.store.folder import MARKER
from copydesk.store.version import STORE_FORMAT


def require_dataset(folder: Backend, *, create: bool) -> None:
    """Return if ``folder`` is a dataset; with ``create`` it is made into one where nothing is.

    Raises:
        CopydeskError: If it is none, or newer code wrote it.
    """
    with one_clear_line(folder.root, "open the dataset"):
        marker = folder.read_marker()
        if marker is None:
            _create(folder, create=create)
            return
    try:
        described = json.loads(marker)
        ours, store_format = described["dataset"] == "copydesk", int(described["store_format"])
    except (ValueError, KeyError, TypeError):
        ours, store_format = False, 0
    if not ours:
        raise CopydeskError(f"{folder.root}: {MARKER} is not copydesk's; name the folder that `copydesk build` wrote")
    if store_format > STORE_FORMAT:
        raise newer(folder.root, f"store format {store_format}")


def newer(root: Place, what: str) -> CopydeskError:
    """Return the refusal of what newer code wrote."""
    return CopydeskError(f"{root}: written by a newer copydesk ({what}); upgrade copydesk to use it")


def _create(folder: Backend, *, create: bool) -> None:
    root = folder.root
    if not create:
        missing = f"not a dataset (it has no {MARKER})" if folder.exists() else "no dataset here"
        raise CopydeskError(f"{root}: {missing}; name the folder that `copydesk build` wrote")
    if isinstance(root, Path) and root.exists() and not root.is_dir():
        raise CopydeskError(f"{root}: not a folder; name a new or empty one")
    # Another run may have made it since we looked.
    if not folder.is_unfinished() and folder.read_marker() is None:
        raise CopydeskError(f"{root}: holds other files and is not a dataset; name a new or empty folder")
    folder.create(json.dumps({"dataset": "copydesk", "store_format": STORE_FORMAT}).encode() + b"\n")
