"""``python -m benchmarks incremental``: what a daily drop costs on a large dataset, beside the same on an empty one."""

import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.articles import write_drop
from benchmarks.corpora import ROOT
from benchmarks.grown import grow
from benchmarks.speed import Cost

ARTICLES = 100_000
"""Articles of the large dataset."""

SMALL = 200
"""Articles that are really built; the large dataset is made of copies of them."""

DROP = 100
"""Articles of a daily drop."""

TIMES = 3

LARGEST_RATIO = 1.3
"""What a drop may cost on the large dataset, as a multiple of its cost on an empty one."""

LARGEST_PEAK = 1.5e9
"""Bytes."""


def incremental(count: int = ARTICLES, keep: Path | None = None) -> int:
    """Measure builds of new drops, print a table, and return 0 if both limits hold, 1 if not.

    Args:
        count: Articles of the large dataset.
        keep: Folder for the datasets, to look at them afterwards; None takes a temporary one.
    """
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        return _measured(keep, count)
    with tempfile.TemporaryDirectory(prefix="copydesk-incremental-") as folder:
        return _measured(Path(folder), count)


def _measured(work: Path, count: int) -> int:
    small, large = work / "small", work / "large"
    if not small.exists():
        build(write_drop(work / "first", SMALL), small, work)
    if not large.exists():
        grow(small, large, -(-count // SMALL))
    drops = [write_drop(work / f"drop-{number}", DROP, seed=number + 2) for number in range(TIMES)]
    rows = {
        "an empty dataset": [build(drop, work / f"empty-{drop.name}", work) for drop in drops],
        f"a dataset of {count:,} articles": [build(drop, large, work) for drop in drops],
        "the same, nothing new": [build(drop, large, work) for drop in drops],
    }
    print(f"Python {platform.python_version()}, {platform.machine()}: `copydesk build` of {DROP} new articles into\n")
    print("| | seconds, median of three | CPU-seconds | peak MB of the largest process |\n| --- | --- | --- | --- |")
    for what, costs in rows.items():
        wall, cpu, peak = (median(column) for column in zip(*costs, strict=True))
        print(f"| {what} | {wall:.1f} | {cpu:.1f} | {peak / 1e6:,.0f} |")
    empty, grown, _ = rows.values()
    ratios = {name: _ratio(empty, grown, pick) for name, pick in _PICKS.items()}
    peak = max(cost.peak for cost in grown)
    print("\n" + ", ".join(f"{name}: {ratio:.2f} times" for name, ratio in ratios.items()), end="; ")
    print(f"at most {LARGEST_RATIO} and {LARGEST_PEAK / 1e6:,.0f} MB are allowed")
    return int(max(ratios.values()) > LARGEST_RATIO or peak > LARGEST_PEAK)


_PICKS: dict[str, Callable[[Cost], float]] = {"by the clock": lambda cost: cost.wall, "CPU": lambda cost: cost.cpu}


def _ratio(empty: list[Cost], grown: list[Cost], pick: Callable[[Cost], float]) -> float:
    return median(map(pick, grown)) / median(map(pick, empty))


def build(drop: Path, dataset: Path, work: Path) -> Cost:
    """Return what `copydesk build` of a drop cost.

    Raises:
        subprocess.CalledProcessError: If it failed; its own message stands on standard error.
    """
    report = work / "cost.json"
    child = [sys.executable, str(Path(__file__).with_name("child.py")), str(report)]
    command = [sys.executable, "-m", "copydesk", "build", str(drop), "--dataset", str(dataset), "--json"]
    subprocess.run([*child, *command], cwd=ROOT, check=True)  # noqa: S603 - our own command
    return Cost(**json.loads(report.read_text(encoding="utf-8")))
