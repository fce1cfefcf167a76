"""``copydesk files``: where the Parquet files of a table are."""

import argparse
import json

from copydesk.commands import Parsers, dataset_to_read, version_number


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "files", run, "list the Parquet files of a table, for other readers", parsers.dataset, parsers.json
    )
    parser.add_argument("table", metavar="TABLE", help="name of a table, as in quotes")
    parser.add_argument(
        "--version", dest="of_version", type=version_number, metavar="N", help="a version (default: the newest)"
    )


def run(arguments: argparse.Namespace) -> int:
    """List the Parquet files that make up a table, one path or URL a line, for readers that know nothing of ours."""
    files = [str(file) for file in dataset_to_read(arguments).files(arguments.table, arguments.of_version)]
    print(json.dumps(files) if arguments.json else "\n".join(files))
    return 0
