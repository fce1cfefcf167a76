"""``copydesk diff``: what differs between two versions."""

import argparse
import json
from pathlib import Path

from copydesk.commands import Parsers, count_of, dataset_to_read, version_number
from copydesk.places import Place

_NAMED_BY_VERSIONS = Path()


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add("diff", run, "tell what differs between two versions, and why", parsers.dataset, parsers.json)
    parser.add_argument("a", nargs="?", type=version_number, metavar="A", help="a version (default: the one before B)")
    parser.add_argument("b", nargs="?", type=version_number, metavar="B", help="another (default: the newest)")
    parser.add_argument(
        "--html",
        nargs="?",
        type=Path,
        const=_NAMED_BY_VERSIONS,
        metavar="FILE",
        help="also write a page to FILE (default: diff-A-B.html)",
    )
    parser.add_argument(
        "--limit", type=count_of("items"), metavar="K", help="items of each kind that are named (default: 20)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Tell what differs between two versions, and why.

    Articles, quotations, entities, and counts by publisher. Exits with 0 whether anything differs or not.
    """
    from copydesk.difference import compare
    from copydesk.errors import CopydeskError
    from copydesk.report.difference import SHOWN, difference_json, difference_page, difference_text

    dataset = dataset_to_read(arguments)
    newest = dataset.head()
    if newest is None:
        raise CopydeskError(f"{dataset.path}: nothing was published yet; run `copydesk build`")
    b = newest if arguments.b is None else dataset.version(arguments.b)
    if arguments.a is None and b.number == 1:
        raise CopydeskError(f"{dataset.path}: version 1 is the only one; there is nothing to compare it with")
    a = dataset.version(arguments.a if arguments.a is not None else b.number - 1)
    page = _page(arguments.html, a.number, b.number, dataset.path)
    difference = compare(dataset, a, b)
    if page is not None:
        difference_page(difference, page)
    print(
        json.dumps(difference_json(difference))
        if arguments.json
        else difference_text(difference, arguments.limit or SHOWN)
    )
    if page is not None and not arguments.json:
        print(f"Page: {page}")
    return 0


def _page(given: Path | None, a: int, b: int, dataset: Place) -> Path | None:
    """Return where the page is to be written; refused before anything is compared."""
    if given is None:
        return None
    from copydesk.report.page import require_page

    path = Path(f"diff-{a}-{b}.html") if given is _NAMED_BY_VERSIONS else given
    require_page(path, dataset)
    return path
