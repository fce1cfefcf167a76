"""``copydesk export``: a version as plain Parquet files, for whoever has nothing of ours."""

import argparse
import json
from pathlib import Path

from copydesk.commands import Parsers, dataset_to_read, version_number


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "export", run, "write a version as plain Parquet files to a folder", parsers.dataset, parsers.json
    )
    parser.add_argument("version", type=version_number, metavar="VERSION", help="a version, old or new")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")


def run(arguments: argparse.Namespace) -> int:
    """Write all tables of a version to a folder: DIR/TABLE/part-….parquet, and the descriptions beside them."""
    from copydesk.errors import UsageError
    from copydesk.places import folder

    dataset = dataset_to_read(arguments)
    version = dataset.version(arguments.version)
    home = folder(dataset.path)
    if home is not None and arguments.folder.resolve().is_relative_to(home.resolve()):
        raise UsageError(f"{arguments.folder}: lies in the dataset {dataset.path}; name a folder elsewhere")
    dataset.export(version, arguments.folder)
    rows = {name: state.rows for name, state in version.shown.items()}
    if arguments.json:
        print(json.dumps({"version": version.number, "folder": str(arguments.folder), "rows": rows}))
    else:
        counts = ", ".join(f"{name} {count:,}" for name, count in rows.items())
        print(f"Version {version.number} is written to {arguments.folder}: {counts}")
    return 0
