"""Run by the tests in a process of its own: a drop through the stages before the tagger, and what that took.

Prints a JSON object: ``entries`` ([path, fate, evidence] of each), ``megabytes`` (the most memory used).
"""

import json
import re
import sys
from pathlib import Path

import flows  # noqa: F401  # tells Prefect how to behave, before a task imports it
from copydesk.settings import Identity, Settings
from tasks.articles import articles_of
from tasks.clean import clean_articles
from tasks.identify import identify_files
from tasks.intake import read_drops
from tasks.segment import segment_articles


def main(drop: Path) -> None:
    """Print what became of the drop."""
    identified = identify_files.fn(read_drops.fn([drop], Settings().limits), None, None, Identity())
    ledger = identified.ledger
    frames = clean_articles.fn(identified.admissions, Settings(), ledger)
    segment_articles.fn(articles_of(frames), ledger)
    peak = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    entries = [(entry.source_path, entry.fate, entry.evidence) for entry in ledger.entries]
    print(json.dumps({"entries": entries, "megabytes": int(peak[1]) // 1000 if peak else None}))


main(Path(sys.argv[1]))
