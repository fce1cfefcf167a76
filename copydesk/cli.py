"""The command line: parse, run one command of `copydesk.commands`, and exit.

Exit codes: 0 done, 1 refused (nothing changed), 2 bad usage, a drop or dataset that is not there too. ``check`` and
``verify`` judge: 1 says that they found something, 2 that they could not judge.
Prefect is imported only inside the commands that need it, so that ``--help`` answers at once.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence

from copydesk import __version__
from copydesk.commands import Command, add_commands
from copydesk.errors import CopydeskError


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="copydesk",
        description="Who said what about whom: drops of scraped news articles become a versioned Parquet dataset.",
        epilog="Exit codes: 0 done; 1 refused, nothing was changed; 2 called wrongly, or no such drop or dataset. check"
        " and verify: 0 clean or sound, 1 alarms or faults, 2 nothing that could be judged.",
    )
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    add_commands(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
