"""``copydesk check``: what a build would do with drops, and how they differ from the dataset."""

import argparse
import json
from pathlib import Path

from copydesk.commands import Parsers, settings_of

CODES = {"clean": 0, "alarms": 1, "unusable": 2}
"""Exit code by verdict."""


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "check",
        run,
        "tell what a build would do with drops, and publish nothing",
        parsers.drops,
        parsers.dataset,
        parsers.json,
    )
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write a page to FILE")


def run(arguments: argparse.Namespace) -> int:
    """Tell what a build would do with every file, raise alarms where the drop is unlike the dataset, publish nothing.

    Exits with 0 if it is clean, with 1 if there are alarms, with 2 if the drop, the dataset or the settings can not be
    used.
    """
    from copydesk.errors import CopydeskError, UsageError

    try:
        return _check(arguments)
    except CopydeskError as error:
        # 1 says that something is odd about a drop that could be judged.
        raise UsageError(str(error)) from None


def _check(arguments: argparse.Namespace) -> int:
    from copydesk.preflight import require_usable
    from copydesk.progress import progress_bar

    require_usable(arguments.drops, arguments.dataset, arguments.settings)
    if arguments.html is not None:
        from copydesk.report.page import require_page

        require_page(arguments.html, settings_of(arguments).dataset, arguments.drops)
    with progress_bar(enabled=not arguments.json):
        from flows.check import check_drop

        outcome = check_drop(arguments.drops, arguments.dataset, arguments.settings, arguments.workers)
    from copydesk.report.outcome import check_summary

    print(json.dumps(outcome.as_json()) if arguments.json else check_summary(outcome))
    if arguments.html is not None:
        from copydesk.report.check_page import write_check

        write_check(arguments.html, outcome, arguments.drops)
        if not arguments.json:
            print(f"Page: {arguments.html}")
    return CODES[outcome.verdict]
