"""``copydesk annotate``: the annotations of documents as JSON lines, without a dataset."""

import argparse
import json
import sys
from io import TextIOWrapper
from pathlib import Path

from copydesk.commands import Parsers


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add("annotate", run, "write the annotations of documents as JSON lines, without a dataset")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a document, or a folder of documents")
    parser.add_argument(
        "--zones",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="find out what each line is (default); --no-zones takes every line for a paragraph of the body",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write one JSON object a document to standard output; 1 if a file could not be read."""
    from copydesk.annotate import annotate_paths
    from copydesk.settings import load_settings

    settings = load_settings(arguments.settings)
    if isinstance(sys.stdout, TextIOWrapper):
        # JSON is UTF-8, whatever the terminal speaks.
        sys.stdout.reconfigure(encoding="utf-8")
    failures = 0
    for record in annotate_paths(arguments.paths, settings, zones=arguments.zones):
        if isinstance(record, str):
            failures += 1
            print(f"copydesk: {record}", file=sys.stderr)
        else:
            print(json.dumps(record, ensure_ascii=False))
    return 1 if failures else 0
