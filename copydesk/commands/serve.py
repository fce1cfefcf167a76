"""``copydesk serve``: builds on a schedule."""

import argparse
import os
from pathlib import Path

from copydesk.commands import Parsers


def add(parsers: Parsers) -> None:
    """Declare the command."""
    parser = parsers.add("serve", run, "build on a schedule", parsers.dataset)
    parser.add_argument("--cron", required=True, metavar="EXPR", help='when, as in "0 6 * * *" (UTC)')
    parser.add_argument(
        "--drops",
        type=Path,
        metavar="DIR",
        help="folder in which drops arrive, each a folder or a file (default: data/raw)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Build on a schedule, until interrupted."""
    # Somebody who watches a schedule wants to see its runs come and go.
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    from copydesk.errors import UsageError
    from copydesk.preflight import require_usable, require_writable
    from copydesk.settings import load_settings, overridden, settings_file

    settings = overridden(load_settings(arguments.settings), dataset=arguments.dataset, drops=arguments.drops)
    if not settings.drops.is_dir():
        raise UsageError(f"{settings.drops}: no such folder; name the one in which drops arrive")
    require_writable(require_usable([], settings.dataset, arguments.settings))
    from flows.schedule import serve_builds

    serve_builds(arguments.cron, settings.drops, settings.dataset, settings_file(arguments.settings))
    return 0
