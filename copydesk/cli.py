"""The command line: parse, call one flow, say what came of it, and exit.

Exit codes: 0 done, 1 refused (nothing changed) or, for ``check``, something would be quarantined, 2 bad usage.
Prefect is imported only inside the commands that need it, so that ``--help`` answers at once.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

from copydesk import __version__
from copydesk.errors import CopydeskError, UsageError

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors are one line on standard error."""
    arguments = _parser().parse_args(argv)
    command: Command = arguments.command
    # Ended as by Ctrl-C: what was started, Prefect's server first of all, is stopped too.
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        code = command(arguments)
        # Here, where a closed pipe can still be caught.
        sys.stdout.flush()
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader (head, say) has what it wanted; without this the interpreter complains while shutting down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # A full disk behind standard output, say: nothing that a traceback would help with.
        print(f"copydesk: {error.strerror or error}{f': {error.filename}' if error.filename else ''}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("copydesk: interrupted; `copydesk versions` tells what is published", file=sys.stderr)
        return 130
    else:
        return code
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def build(arguments: argparse.Namespace) -> int:
    """Build the next version of the dataset."""
    from copydesk.preflight import require_usable
    from copydesk.progress import progress_bar

    require_usable(arguments.drops, arguments.dataset, arguments.settings)
    with progress_bar(enabled=not arguments.json):
        from flows.build import build_dataset

        outcome = build_dataset(arguments.drops, arguments.dataset, arguments.settings, arguments.workers)
    from copydesk.report.outcome import build_summary

    print(json.dumps(outcome.as_json()) if arguments.json else build_summary(outcome))
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Tell what a build would do with every file, and do nothing; 1 if a file would be quarantined."""
    from copydesk.preflight import require_usable
    from copydesk.progress import progress_bar

    require_usable(arguments.drops, arguments.dataset, arguments.settings)
    with progress_bar(enabled=not arguments.json):
        from flows.check import check_drop

        outcome = check_drop(arguments.drops, arguments.dataset, arguments.settings, arguments.workers)
    from copydesk.report.outcome import check_summary

    print(json.dumps(outcome.as_json()) if arguments.json else check_summary(outcome))
    return 1 if outcome.quarantined() else 0


def annotate(arguments: argparse.Namespace) -> int:
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


def serve(arguments: argparse.Namespace) -> int:
    """Build on a schedule, until interrupted."""
    # Somebody who watches a schedule wants to see its runs come and go.
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    from copydesk.preflight import require_usable
    from copydesk.settings import load_settings, overridden, settings_file

    settings = overridden(load_settings(arguments.settings), dataset=arguments.dataset, drops=arguments.drops)
    if not settings.drops.is_dir():
        raise UsageError(f"{settings.drops}: no such folder; name the one in which drops arrive")
    require_usable([], settings.dataset, arguments.settings)
    from flows.schedule import serve_builds

    serve_builds(arguments.cron, settings.drops, settings.dataset, settings_file(arguments.settings))
    return 0


def versions(arguments: argparse.Namespace) -> int:
    """List the versions of the dataset, newest first."""
    from copydesk.report.history import history_json, history_text
    from copydesk.settings import load_settings, overridden
    from copydesk.store import Dataset

    settings = overridden(load_settings(arguments.settings), dataset=arguments.dataset)
    found = Dataset.open(settings.dataset, repair=False).versions()
    print(json.dumps(history_json(found)) if arguments.json else history_text(found))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="copydesk",
        description="Who said what about whom: drops of scraped news articles become a versioned Parquet dataset.",
    )
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--settings", type=Path, metavar="FILE", help="settings file (default: copydesk.toml, if any)")
    dataset = argparse.ArgumentParser(add_help=False)
    dataset.add_argument("--dataset", type=Path, metavar="DIR", help="the dataset's folder (default: data/processed)")
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="one JSON object for machines, no progress bar")
    drops = argparse.ArgumentParser(add_help=False)
    drops.add_argument("drops", nargs="+", type=Path, metavar="DROP", help="a folder of articles, or one file")
    drops.add_argument("--workers", type=_positive, metavar="N", help="processes that read (default: one a core)")

    def add(name: str, command: Command, help_text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name, help=help_text, description=command.__doc__, parents=[*parents, common], allow_abbrev=False
        )
        added.set_defaults(command=command)
        return added

    add("build", build, "build the next version of the dataset from drops", drops, dataset, as_json)
    add("check", check, "tell what a build would do with drops, and publish nothing", drops, dataset, as_json)
    one = add("annotate", annotate, "write the annotations of documents as JSON lines, without a dataset")
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a document, or a folder of documents")
    one.add_argument(
        "--zones",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="find out what each line is (default); --no-zones takes every line for a paragraph of the body",
    )
    cron = add("serve", serve, "build on a schedule", dataset)
    cron.add_argument("--cron", required=True, metavar="EXPR", help='when, as in "0 6 * * *" (UTC)')
    cron.add_argument(
        "--drops",
        type=Path,
        metavar="DIR",
        help="folder in which drops arrive, each a folder or a file (default: data/raw)",
    )
    add("versions", versions, "list the versions of the dataset", dataset, as_json)
    return parser


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of processes; give 1 or more")
    return int(value)


if __name__ == "__main__":
    sys.exit(main())
