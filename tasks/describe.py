"""Describe: the files beside the tables that tell other people's tools what the tables hold."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from copydesk.settings import About
from copydesk.store import Version
from schemas import TABLES
from schemas.croissant import croissant
from schemas.datapackage import datapackage
from schemas.described import File, Release, TableFiles

DESCRIPTORS: Mapping[str, Callable[[Release], dict[str, Any]]] = {
    "datapackage.json": datapackage,
    "croissant.json": croissant,
}
"""By file name."""


def describe_version(version: Version, about: About) -> dict[str, bytes]:
    """Return the descriptors of ``version`` by file name, for `Dataset.commit`: their paths begin where they lie."""
    release = release_of(version, about)
    return {
        name: (json.dumps(make(release), ensure_ascii=False, indent=1) + "\n").encode()
        for name, make in DESCRIPTORS.items()
    }


def release_of(version: Version, about: About) -> Release:
    """Return what ``version`` shows to readers."""
    tables = {
        name: TableFiles(
            state.rows, tuple(File(file, part.size, part.object) for file, part in state.file_names.items())
        )
        for name, state in version.shown.items()
        if name in TABLES
    }
    return Release(version.number, version.created_at, tables, about)
