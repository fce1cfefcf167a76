"""``copydesk rollback``: a new version that is equal to an older one."""

import argparse
import json

from copydesk.commands import Parsers, opened, settings_of, version_number


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "rollback", run, "publish a new version that is equal to an older one", parsers.dataset, parsers.json
    )
    parser.add_argument("version", type=version_number, metavar="V", help="number of the version to go back to")
    parser.add_argument("--reason", metavar="TEXT", help="why, for the log")


def run(arguments: argparse.Namespace) -> int:
    """Publish a new version whose tables are those of version V; the versions since stay as they are."""
    from functools import partial

    from copydesk.publication import said_reason
    from copydesk.report.by_hand import rollback_json, rollback_text
    from copydesk.rollback import roll_back
    from tasks.describe import describe_version

    settings = settings_of(arguments)
    reason = said_reason(arguments.reason) if arguments.reason is not None else None
    done = roll_back(opened(settings), arguments.version, reason, partial(describe_version, about=settings.about))
    print(json.dumps(rollback_json(done), ensure_ascii=False) if arguments.json else rollback_text(done))
    return 0
