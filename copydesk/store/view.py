"""`latest`: the plain folder of Parquet files that pandas, DuckDB, Polars, R and Spark read.

``latest/<table>/part-<16 hex>.parquet`` are hard links to the objects (copies where there are no links); the
version's documents lie unpacked beside the tables' folders. Hidden tables are not in it.

Why one view, and a real folder. Tools that crawl a dataset root (``**``) differ in whether they follow symlinks and
whether they enter hidden folders: pathlib's rglob, fsspec and DuckDB do not follow but do enter; glob.glob and Arrow
follow but do not enter; Rust's glob, which Polars uses, does both. A view in ``versions/<n>`` or ``.views/<n>`` behind
a symlink is read twice by the last kind; a previous view kept for a grace is read as stale rows by the first; both in
silence. ``zip -r`` writes a symlinked view twice. So there is one view, and it is the folder ``latest`` itself, swapped
in one system call (``renameat2`` with ``RENAME_EXCHANGE``; Linux). Older versions have no view: `Dataset.read` reads
them, and `Dataset.export` writes one as a plain folder of its own.

Where the file system cannot exchange, ``latest`` is a symlink into ``.views/``, again with no other view beside it.

Someone in mid-read while the next version comes: `copydesk.read` reads objects and is not concerned. A plain reader
has listed file names, and a name tells the content: shared files are still there under the same name, replaced ones
are missing and the reader fails loudly. Reading two tables through `latest` can straddle a publication: to
read several tables of one version, name the version to `copydesk.read`.

What is left: for `GRACE` after a swap, and after a kill in just that time until the dataset is next opened, a crawl of
the whole root finds the replaced view under ``.tmp/`` too. Readers of ``latest`` never do.
"""

import ctypes
import errno
import os
import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from copydesk.store.blobs import unpacked_bytes
from copydesk.store.documents import shown
from copydesk.store.errors import DamagedDatasetError
from copydesk.store.staging import link_or_copy, sync_folder, write_durably
from copydesk.store.version import Document, Version

GRACE = 0.02
"""Seconds that a replaced view is kept, for a reader between opening a folder and listing it: it would see part of
the files. Not longer, because a crawl of the whole root in this time sees both views."""

_UNSEEN = ".next"
"""Suffix of files in a view that is being built, so that no ``**/*.parquet`` finds them."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def is_current(root: Path, version: Version) -> bool:
    """Return whether ``latest`` shows just ``version``: every file, of the right size, and no other."""
    latest = root / "latest"
    try:
        if {entry.name for entry in latest.iterdir()} != {*version.shown, *version.documents}:
            return False
        for name, document in version.documents.items():
            if not (latest / name).is_file() or (latest / name).stat().st_size != document.plain:
                return False
        for name, state in version.shown.items():
            with os.scandir(latest / name) as entries:
                sizes = {entry.name: entry.stat().st_size for entry in entries}
            if sizes != {file: part.size for file, part in state.file_names.items()}:
                return False
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def build(view: Path, version: Version, source: Callable[[str], Path]) -> None:
    """Make the folder ``view`` with the files of ``version``, which no reader sees yet.

    Args:
        view: Where; the folder is made.
        version: What to show.
        source: Gives the file of an object.

    Raises:
        DamagedDatasetError: If a part is missing.
    """
    view.mkdir()
    files: dict[str, str] = {}
    for name, state in version.shown.items():
        (view / name).mkdir()
        files |= {f"{name}/{file}{_UNSEEN}": part.object for file, part in state.file_names.items()}
    for name, document in version.documents.items():
        write_durably(view / name, _shown(document, source(document.object)))
    for file, digest in files.items():
        try:
            link_or_copy(source(digest), view / file)
        except FileNotFoundError:
            raise DamagedDatasetError.missing(source(digest)) from None


def _shown(document: Document, path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DamagedDatasetError.missing(path) from None
    try:
        return shown(document, unpacked_bytes(data))
    except OSError as error:
        raise DamagedDatasetError.damaged(path) from error


def publish(root: Path, view: Path) -> None:
    """Put a built view in the place of ``latest``. What was there is removed; to be called with the folder's lock."""
    for file in view.glob(f"*/*{_UNSEEN}"):
        file.rename(file.with_suffix(""))
    # Else a power cut could leave a `latest` with some of its files until the dataset is next opened.
    for folder in (*(path for path in view.iterdir() if path.is_dir()), view):
        sync_folder(folder)
    latest = root / "latest"
    if can_exchange(view.parent):
        if not os.path.lexists(latest):
            view.rename(latest)
            sync_folder(root)
            return
        _exchange(view, latest)
        sync_folder(root)
        time.sleep(GRACE)
        _discard(view)
        _discard(root / ".views")
    else:
        _publish_by_symlink(root, view)


def can_exchange(folder: Path) -> bool:
    """Return whether the file system of ``folder`` can exchange two entries in one step, by trying it."""
    one, two = folder / "exchange-1", folder / "exchange-2"
    one.mkdir()
    two.mkdir()
    try:
        _exchange(one, two)
    except OSError as error:
        if error.errno in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}:
            return False
        raise
    finally:
        one.rmdir()
        two.rmdir()
    return True


def _publish_by_symlink(root: Path, view: Path) -> None:
    views = root / ".views"
    views.mkdir(exist_ok=True)
    old = list(views.iterdir())
    target = views / uuid.uuid4().hex
    latest = root / "latest"
    link = view.with_name("link")
    view.rename(target)
    sync_folder(views)
    sync_folder(root)
    link.symlink_to(target.relative_to(root))
    if latest.is_dir() and not latest.is_symlink():
        # A dataset that comes from a file system that can exchange: once, `latest` is away for a moment.
        latest.rename(view)
        old.append(view)
    link.replace(latest)
    sync_folder(root)
    time.sleep(GRACE)
    for folder in old:
        _discard(folder)


def _discard(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def _exchange(one: Path, two: Path) -> None:
    """Swap two directory entries in one step."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), ctypes.c_uint(_RENAME_EXCHANGE)) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one))
