"""``copydesk versions``: the versions of the dataset."""

import argparse
import json

from copydesk.commands import Parsers, count_of, dataset_to_read, version_number


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "versions", run, "list the versions of the dataset, or tell all of one", parsers.dataset, parsers.json
    )
    parser.add_argument(
        "number", nargs="?", type=version_number, metavar="N", help="tell all that is known of this version"
    )
    parser.add_argument("--limit", type=count_of("versions"), metavar="K", help="list the K newest (default: all)")


def run(arguments: argparse.Namespace) -> int:
    """List the versions of the dataset, newest first; with N, tell all that is known of one."""
    from copydesk.errors import UsageError
    from copydesk.report.history import history_json, history_text, version_json, version_text
    from copydesk.store.floor import read_floor

    if arguments.number and arguments.limit:
        raise UsageError("--limit is for the list of versions; leave it or N out")
    dataset = dataset_to_read(arguments)
    floor = read_floor(dataset.path)
    if arguments.number:
        found = {version.number: version for version in dataset.versions()}
        version = found.get(arguments.number) or dataset.version(arguments.number)
        print(json.dumps(version_json(version, floor)) if arguments.json else version_text(version, floor))
        return 0
    versions = dataset.versions()[-(arguments.limit or 0) :]
    print(json.dumps(history_json(versions, floor)) if arguments.json else history_text(versions, floor))
    return 0
