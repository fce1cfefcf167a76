"""``copydesk withdraw``: articles leave the dataset."""

import argparse
import json

from copydesk.commands import Parsers, opened, settings_of


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add(
        "withdraw", run, "take articles out of the next version, and keep them out", parsers.dataset, parsers.json
    )
    parser.add_argument("article_ids", nargs="+", metavar="ID", help="article_id, 16 hex digits")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, for the log")
    parser.add_argument(
        "--undo",
        action="store_true",
        help="bring withdrawn articles back, as they were; those that gc gave up may come with a drop again",
    )


def run(arguments: argparse.Namespace) -> int:
    """Publish a version without these articles; they stay in the older ones until `copydesk gc` gives these up.

    A file that would bring one back goes to quarantine: it is known by its bytes, its text and metadata, its addresses
    and the publisher's ids. An edited text without address or id is another article.
    """
    from functools import partial

    from copydesk.publication import said_reason
    from copydesk.report.by_hand import withdrawal_json, withdrawal_text
    from tasks.describe import describe_version
    from tasks.withdraw import bring_back, withdraw

    settings = settings_of(arguments)
    reason = said_reason(arguments.reason)
    describe = partial(describe_version, about=settings.about)
    done = (bring_back if arguments.undo else withdraw)(opened(settings), arguments.article_ids, reason, describe)
    print(json.dumps(withdrawal_json(done), ensure_ascii=False) if arguments.json else withdrawal_text(done))
    return 0
