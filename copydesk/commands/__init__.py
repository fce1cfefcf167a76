"""The commands, one module each: `add` declares its arguments, `run` does what it says and returns the exit code.

A module here imports nothing but argparse at its top: `copydesk --help` asks all of them what they take, and has to
answer at once. What a command needs is imported in `run`.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.places import place

if TYPE_CHECKING:
    from copydesk.settings import Settings
    from copydesk.store import Dataset

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

COMMANDS = (
    "build",
    "check",
    "replay",
    "rebuild",
    "annotate",
    "serve",
    "versions",
    "diff",
    "history",
    "export",
    "files",
    "rollback",
    "withdraw",
    "verify",
    "gc",
)
"""Modules of this package, in the order in which `--help` names them. A new command adds its word."""

Command = Callable[[argparse.Namespace], int]


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Declare every command of `COMMANDS` to ``parser``; the chosen one's `run` is left in ``arguments.command``."""
    parsers = Parsers(parser.add_subparsers(title="commands", required=True, metavar="COMMAND"))
    for name in COMMANDS:
        import_module(f"{__name__}.{name}").add(parsers)


def count_of(things: str) -> Callable[[str], int]:
    """Return an argparse type: a whole number of ``things``, 1 or more."""

    def count(value: str) -> int:
        if not (value.isascii() and value.isdecimal()) or int(value) < 1:
            raise argparse.ArgumentTypeError(f"{value!r} is no number of {things}; give 1 or more")
        return int(value)

    return count


def version_number(value: str) -> int:
    """Return the number of a version; an argparse type."""
    if not (value.isascii() and value.isdecimal()) or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no version number; `copydesk versions` lists them")
    return int(value)


def settings_of(arguments: argparse.Namespace) -> "Settings":
    """Return the settings of a command that was given ``--settings`` and ``--dataset``, or neither.

    Raises:
        UsageError: If the settings file is missing or holds what it may not.
    """
    from copydesk.settings import load_settings, overridden

    return overridden(load_settings(arguments.settings), dataset=arguments.dataset)


def dataset_to_read(arguments: argparse.Namespace) -> "Dataset":
    """Return the dataset of a command that only reads it: nothing is repaired. For errors see `opened`."""
    return opened(settings_of(arguments), repair=False)


def opened(settings: "Settings", *, repair: bool = True) -> "Dataset":
    """Open the dataset of a command that needs one.

    Raises:
        UsageError: If nothing is there: the wrong name, as that of a drop that is not there.
        CopydeskError: If something else is there, or newer code wrote it.
    """
    from copydesk.errors import CopydeskError, UsageError
    from copydesk.store import Dataset

    try:
        return Dataset.open(settings.dataset, repair=repair, thin=settings.store.thin)
    except CopydeskError as error:
        # Only now, as it lists a bucket.
        if Dataset.is_unfinished(settings.dataset):
            raise UsageError(str(error)) from None
        raise


def _shared() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(add_help=False)


def _settings() -> argparse.ArgumentParser:
    parent = _shared()
    parent.add_argument("--settings", type=Path, metavar="FILE", help="settings file (default: copydesk.toml, if any)")
    return parent


def _dataset() -> argparse.ArgumentParser:
    parent = _shared()
    parent.add_argument(
        "--dataset",
        type=place,
        metavar="DIR",
        help="the dataset's folder, or s3://bucket/prefix (default: data/processed)",
    )
    return parent


def _json() -> argparse.ArgumentParser:
    parent = _shared()
    parent.add_argument("--json", action="store_true", help="one JSON object for machines, no progress bar")
    return parent


def _workers() -> argparse.ArgumentParser:
    parent = _shared()
    parent.add_argument(
        "--workers", type=count_of("processes"), metavar="N", help="processes that read (default: one a core)"
    )
    return parent


def _drops() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False, parents=[_workers()])
    parent.add_argument("drops", nargs="+", type=Path, metavar="DROP", help="a folder of articles, or one file")
    return parent


@dataclass(frozen=True)
class Parsers:
    """Where commands declare themselves, and the arguments that several of them take."""

    commands: "Subparsers"
    settings: argparse.ArgumentParser = field(default_factory=_settings)
    """``--settings``; every command takes it without asking."""
    dataset: argparse.ArgumentParser = field(default_factory=_dataset)
    """``--dataset``."""
    json: argparse.ArgumentParser = field(default_factory=_json)
    """``--json``."""
    drops: argparse.ArgumentParser = field(default_factory=_drops)
    """``DROP…`` (at least one) and ``--workers``."""
    workers: argparse.ArgumentParser = field(default_factory=_workers)
    """``--workers`` alone, for a command whose drops are optional."""

    def add(
        self, name: str, run: Command, help_text: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        """Declare the command ``name`` and return its parser, for arguments of its own.

        ``help_text`` is its line in ``copydesk --help``; ``run``'s docstring is shown by its own ``--help``.
        """
        description = " ".join((run.__doc__ or help_text).split())
        added = self.commands.add_parser(
            name, help=help_text, description=description, parents=[*parents, self.settings], allow_abbrev=False
        )
        added.set_defaults(command=run)
        return added
