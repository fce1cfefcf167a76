"""``python -m benchmarks history``: what twenty versions cost on disk, beside the first one alone."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.articles import articles, write_drop
from benchmarks.incremental import build

ARTICLES = 1000
VERSIONS = 20
"""Versions after the first."""

SHARE = 100
"""One article in so many changes from version to version."""

LARGEST_RATIO = 1.6
"""What all versions together may cost, as a multiple of the first."""


def history(count: int = ARTICLES, keep: Path | None = None) -> int:
    """Build a dataset and its successors, print what lies on disk after each, and return 0 if the limit holds, else 1.

    From version to version one article in a hundred changes: of these one in ten is new, the others are revised.

    Args:
        count: Articles of the first version.
        keep: Folder for the dataset, to look at it afterwards; None takes a temporary one.
    """
    with tempfile.TemporaryDirectory(prefix="copydesk-history-") as folder:
        work = keep or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        sizes = list(_sizes(work, count))
    print("| version | bytes | of the first |\n| --- | --- | --- |")
    for number, size in enumerate(sizes, start=1):
        print(f"| {number} | {size:,} | {size / sizes[0]:.2f} |")
    return int(sizes[-1] > LARGEST_RATIO * sizes[0])


def _sizes(work: Path, count: int) -> Iterator[int]:
    """Yield the bytes of the dataset after each version."""
    drop, dataset = write_drop(work / "drop", count), work / "dataset"
    more = articles(VERSIONS * count, seed=2)
    draw = random.Random(3)  # noqa: S311 - has to be repeatable, not secret
    build(drop, dataset, work)
    yield _bytes(dataset)
    for version in range(1, VERSIONS + 1):
        changed = write_drop(work / f"drop-{version}", 0)
        amount = max(1, count // SHARE)
        texts = sorted(drop.glob("*.txt"))
        for path in draw.sample(texts, amount - amount // 10):
            path.write_text(f"{path.read_text(encoding='utf-8')}\nUpdated {version} times.\n", encoding="utf-8")
            (changed / path.name).write_bytes(path.read_bytes())
        for number in range(amount // 10):
            name = f"new-{version}-{number}.txt"
            (changed / name).write_text(next(more).text, encoding="utf-8")
        build(changed, dataset, work)
        yield _bytes(dataset)


def _bytes(dataset: Path) -> int:
    """Return the bytes of the objects and the log; what `latest` shows are the same files by other names."""
    return sum(
        path.stat().st_size for name in ("objects", "log") for path in (dataset / name).rglob("*") if path.is_file()
    )
