"""``copydesk replay``: what went to quarantine is tried again."""

import argparse
import json

from copydesk.commands import Parsers, settings_of


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "replay",
        run,
        "try again what is in quarantine, after a fix",
        parsers.workers,
        parsers.dataset,
        parsers.json,
    )
    parser.add_argument(
        "--drop", action="append", default=[], metavar="ID", help="only files of this drop (first digits of its id)"
    )
    parser.add_argument(
        "--reason", action="append", default=[], metavar="CODE", help="only files that are there for this reason"
    )


def run(arguments: argparse.Namespace) -> int:
    """Take in again the files in quarantine, as they were dropped, and publish what passes now.

    Files that were quarantined because their article was withdrawn are tried only with --reason withdrawn.
    """
    from copydesk.errors import UsageError
    from copydesk.preflight import require_published, require_usable, require_writable
    from copydesk.progress import progress_bar
    from schemas.quarantine import REASONS

    for reason in arguments.reason:
        if reason not in REASONS:
            raise UsageError(f"no reason {reason!r}; there are {', '.join(REASONS)}")
    found = require_usable([], arguments.dataset, arguments.settings)
    require_writable(require_published(found, settings_of(arguments).dataset))
    with progress_bar(enabled=not arguments.json):
        from flows.replay import replay_quarantine

        done = replay_quarantine(
            arguments.dataset, arguments.settings, arguments.workers, tuple(arguments.drop), tuple(arguments.reason)
        )
    from copydesk.report.again import replay_json, replay_text

    print(json.dumps(replay_json(done)) if arguments.json else replay_text(done))
    return 0
