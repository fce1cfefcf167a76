"""``python -m benchmarks [quality|speed|incremental|history]``: without a command, quality and then speed."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpora import SHARED
from benchmarks.quality import Options, quality


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmarks that the command line names and return the exit code."""
    arguments = _parser().parse_args(argv)
    code = 0
    if arguments.command in (None, "quality"):
        code = quality(_options(arguments) if arguments.command else Options())
    if arguments.command in (None, "speed"):
        # Its imports (pandas, Prefect's tasks) take seconds that quality does not need.
        from benchmarks.speed import ARTICLES, speed

        code = max(code, speed(arguments.articles if arguments.command else ARTICLES))
    if arguments.command == "incremental":
        from benchmarks.incremental import incremental

        code = incremental(arguments.articles, arguments.keep)
    if arguments.command == "history":
        from benchmarks.history import history

        code = history(arguments.articles, arguments.keep)
    return code


def _options(arguments: argparse.Namespace) -> Options:
    return Options(
        only=tuple(name for name in arguments.only.split(",") if name),
        shared=arguments.shared,
        fast=arguments.fast,
        update=arguments.update,
        workers=arguments.workers,
        keep=arguments.keep,
        json=arguments.json,
        cache=arguments.cache,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure quality, then speed.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    one = commands.add_parser("quality", help="score annotations against the evaluation sets and the recorded floors")
    one.add_argument("--only", default="", metavar="A,B", help="corpora to measure (default: all)")
    one.add_argument("--shared", type=Path, default=SHARED, metavar="DIR", help="evaluation sets and scorers")
    one.add_argument("--fast", action="store_true", help="a fixed slice with floors of its own, for CI")
    one.add_argument("--update", action="store_true", help="record the figures and raise the floors; never lowers one")
    one.add_argument("--workers", type=int, default=0, metavar="N", help="processes (default: one a core)")
    one.add_argument("--keep", type=Path, metavar="DIR", help="keep predictions and scores in DIR")
    one.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    one.add_argument(
        "--cache", type=Path, metavar="DIR", help="where archives are unpacked (default: a temporary folder)"
    )
    other = commands.add_parser("speed", help="measure rates and memory; prints a Markdown table")
    other.add_argument("--articles", type=int, default=200, metavar="N", help="articles to build (default: 200)")
    third = commands.add_parser("incremental", help="measure a daily drop on a large dataset; takes half an hour")
    third.add_argument("--articles", type=int, default=100_000, metavar="N", help="articles there (default: 100,000)")
    third.add_argument(
        "--keep", type=Path, metavar="DIR", help="make the datasets in DIR, and use those that are there"
    )
    fourth = commands.add_parser("history", help="measure what twenty versions cost on disk; takes ten minutes")
    fourth.add_argument("--articles", type=int, default=1000, metavar="N", help="articles of the first (default: 1000)")
    fourth.add_argument("--keep", type=Path, metavar="DIR", help="make the dataset in DIR")
    return parser


if __name__ == "__main__":
    sys.exit(main())
