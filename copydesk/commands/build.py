"""``copydesk build``: the next version of the dataset."""

import argparse
import json

from copydesk.commands import Parsers


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "build",
        run,
        "build the next version of the dataset from drops",
        parsers.drops,
        parsers.dataset,
        parsers.json,
    )
    parser.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        help="publish nothing if there are alarms (default: as gate.strict of the settings has it)",
    )
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="ALARM[:PUBLISHER]",
        help='an alarm that does not count as one for --strict, as in layout:"Meridian Post"; may be given again',
    )


def run(arguments: argparse.Namespace) -> int:
    """Build the next version of the dataset; with --strict nothing is published if there are alarms."""
    from copydesk.drift import accepted_of
    from copydesk.preflight import require_usable, require_writable
    from copydesk.progress import progress_bar
    from copydesk.report.outcome import AlarmedError, build_summary, refused_summary

    for text in arguments.accept:
        accepted_of(text)
    require_writable(require_usable(arguments.drops, arguments.dataset, arguments.settings))
    try:
        with progress_bar(enabled=not arguments.json):
            from flows.build import build_dataset

            outcome = build_dataset(
                arguments.drops,
                arguments.dataset,
                arguments.settings,
                arguments.workers,
                arguments.strict,
                arguments.accept,
            )
    except AlarmedError as error:
        # What rang is worth more than the one line of an error.
        print(json.dumps(error.outcome.as_json()) if arguments.json else refused_summary(error.outcome), flush=True)
        raise
    print(json.dumps(outcome.as_json()) if arguments.json else build_summary(outcome))
    return 0
