"""``copydesk history``: the states of one article."""

import argparse
import json

from copydesk.commands import Parsers, dataset_to_read


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add("history", run, "tell what an article was in which versions", parsers.dataset, parsers.json)
    parser.add_argument("article_id", metavar="ID", help="article_id, 16 hex digits")


def run(arguments: argparse.Namespace) -> int:
    """Tell the states of an article: which drop brought each, and in which versions it stands."""
    from copydesk.article_history import history_of
    from copydesk.report.history import article_json, article_text
    from copydesk.store.floor import read_floor

    dataset = dataset_to_read(arguments)
    found = history_of(dataset, arguments.article_id)
    if arguments.json:
        print(json.dumps(article_json(found), ensure_ascii=False))
    else:
        print(article_text(found, read_floor(dataset.path)))
    return 0
