"""``copydesk gc``: give up old versions for good, and free what only they need."""

import argparse
import json

from copydesk.commands import Parsers, count_of, opened, settings_of


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "gc", run, "give up old versions for good and free what only they need", parsers.dataset, parsers.json
    )
    parser.add_argument(
        "--keep", type=count_of("versions"), required=True, metavar="N", help="the N newest versions stay readable"
    )
    parser.add_argument("--dry-run", action="store_true", help="tell what would be removed, and remove nothing")


def run(arguments: argparse.Namespace) -> int:
    """Give up all but the N newest versions for good, and remove what only the others need.

    The log keeps all versions; bytes of a withdrawn article go with the last version that shows it.
    """
    from copydesk.store.collect import collect
    from copydesk.verification.kept import kept_files
    from copydesk.verification.report import gc_json, gc_text

    dry_run = arguments.dry_run
    # What was thinned while gc ran would be counted nowhere.
    dataset = opened(settings_of(arguments), repair=not dry_run)
    done = collect(dataset, arguments.keep, lambda versions: kept_files(dataset, versions), dry_run=dry_run)
    print(json.dumps(gc_json(done, dry_run=dry_run)) if arguments.json else gc_text(done, dry_run=dry_run))
    return 0
