"""``copydesk rebuild``: all drops again, under the present code."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.commands import Parsers, settings_of
from copydesk.places import Place

if TYPE_CHECKING:
    from copydesk.difference import Difference


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "rebuild",
        run,
        "take in all drops again, under the present code",
        parsers.workers,
        parsers.dataset,
        parsers.json,
    )
    parser.add_argument(
        "drops", nargs="*", type=Path, metavar="DROP", help="a drop whose files the dataset did not keep, as it was"
    )
    parser.add_argument(
        "--reidentify", action="store_true", help="tell articles apart by the rules of today: ids may change"
    )


def run(arguments: argparse.Namespace) -> int:
    """Take in all drops again, in order, from the bytes that the dataset kept, and publish what comes out.

    Articles keep their ids; where not a row differs, nothing is published. A rebuild that was stopped goes on.
    """
    from copydesk.preflight import require_published, require_rebuildable, require_writable
    from copydesk.progress import progress_bar

    found = require_rebuildable(arguments.drops, arguments.dataset, arguments.settings)
    require_writable(require_published(found, settings_of(arguments).dataset))
    with progress_bar(enabled=not arguments.json):
        from flows.rebuild import rebuild_dataset

        done = rebuild_dataset(
            arguments.drops,
            arguments.dataset,
            arguments.settings,
            arguments.workers,
            reidentify=arguments.reidentify,
        )
    from copydesk.report.again import rebuild_json, rebuild_text

    difference = _difference(done.dataset, done.before, done.version) if done.version is not None else None
    if arguments.json:
        from copydesk.report.difference import difference_json

        print(json.dumps(rebuild_json(done) | {"difference": difference and difference_json(difference)}))
        return 0
    print(rebuild_text(done))
    if difference is not None:
        from copydesk.report.difference import difference_text

        print(difference_text(difference))
    return 0


def _difference(dataset: Place, before: int, after: int) -> "Difference":
    from copydesk.difference import compare
    from copydesk.store import Dataset

    store = Dataset.open(dataset, repair=False)
    return compare(store, store.version(before), store.version(after))
