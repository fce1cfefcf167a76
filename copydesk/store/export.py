"""A version as a plain folder of files, for whoever has nothing of ours."""

import errno
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

from copydesk.store.reading import Reader
from copydesk.store.version import Document, Version

ReadDocument = Callable[[Document], bytes]
"""Gives the bytes of a document."""


def export_version(version: Version, folder: Path, reader: Reader, read_document: ReadDocument) -> None:
    """Write the tables and documents of ``version`` to ``folder``, which may not hold anything yet.

    Raises:
        OSError: As it comes; then nothing of ours is left.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OSError(errno.ENOTEMPTY, "there are files in it already: name a new folder", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    built = folder.parent / f".{folder.name}-{uuid.uuid4().hex}"
    try:
        built.mkdir()
        for name, state in version.shown.items():
            (built / name).mkdir()
            for file, part in state.file_names.items():
                (built / name / file).write_bytes(reader.data(part))
        for name, document in version.documents.items():
            (built / name).write_bytes(read_document(document))
        if folder.exists():
            folder.rmdir()
        built.rename(folder)
    finally:
        shutil.rmtree(built, ignore_errors=True)
