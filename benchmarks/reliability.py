"""Put the counts of the last soak into docs/reliability.md, so that no number there is written by hand.

``make soak`` writes benchmarks/reliability.json: how often each thing was tried. It is only written when all tests
passed, so of every line the number of losses is none.
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COUNTS = ROOT / "benchmarks/reliability.json"
PAGE = ROOT / "docs/reliability.md"
BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"


def table(counts: dict[str, int]) -> str:
    """Return the counts as a table in Markdown."""
    rows = [f"| {what} | {count:,} | 0 |" for what, count in sorted(counts.items())]
    return "\n".join(["| tried | times | lost or wrong |", "|---|---:|---:|", *rows])


def page_with(page: str, counts: dict[str, int]) -> str:
    """Return the text of the page with the counts between its two marks.

    Raises:
        ValueError: If a mark is missing.
    """
    before, mark, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (mark and end):
        raise ValueError(f"{PAGE} needs the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{table(counts)}\n{END}{after}"


def main(argv: list[str] | None = None) -> int:
    """Write the page, or say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the page instead of comparing it")
    arguments = parser.parse_args(argv)
    page = PAGE.read_text()
    wanted = page_with(page, json.loads(COUNTS.read_text()))
    if arguments.write:
        PAGE.write_text(wanted)
    elif wanted != page:
        print(f"{PAGE} does not have the counts of {COUNTS}; run `python -m benchmarks.reliability --write`")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
