"""``copydesk verify``: is everything in the dataset what was written, and does it fit together."""

import argparse
import json
import sys

from copydesk.commands import Parsers, settings_of


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "verify", run, "look whether every byte, row, relation and file is in order", parsers.dataset, parsers.json
    )
    parser.add_argument(
        "--all", action="store_true", help="hold every version to the rules of its tables, not only the newest"
    )


def run(arguments: argparse.Namespace) -> int:
    """Look whether the dataset is what was written and fits together; nothing is repaired.

    Exits with 0 if it is sound, with 1 if there are faults, with 2 if there is no dataset that this copydesk could look
    at.
    """
    from copydesk.errors import CopydeskError
    from copydesk.verification import require_dataset, survey, verify
    from copydesk.verification.report import verify_json, verify_lines

    settings = settings_of(arguments)
    sound = True
    try:
        dataset = require_dataset(settings.dataset)
        found = survey(dataset, every_version=arguments.all)
        faults = verify(dataset, every_version=arguments.all)
        if arguments.json:
            told = verify_json(found, list(faults))
            sound = told["sound"]
            print(json.dumps(told, ensure_ascii=False))
        else:
            for line in verify_lines(found, faults):
                print(line, flush=True)
                sound = line.startswith("Sound")
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        return 2
    return 0 if sound else 1
