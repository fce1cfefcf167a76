"""Zoning of the development pages by line classifiers that have not seen the page's publisher.

The shipped classifier was trained on these pages and knows them. Five others, trained without a fifth of the publishers
each, tell what it is worth on a publisher that nobody has shown it.
"""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.corpora import ROOT
from copydesk.text import page_facts
from copydesk.text.zones import zone_lines
from copydesk.zoner import Zoner
from training.zoner.folds import fold_of

Record = dict[str, Any]
MODELS = ROOT / "benchmarks/fold_models"


@cache
def zoner(fold: int) -> Zoner:
    """Return the zoner that has not seen the publishers of ``fold``."""
    return Zoner(model=MODELS / f"zoner-{fold}.onnx")


def zoned(text: str, fold: int) -> Record:
    """Return title and paragraphs of ``text`` as ``copydesk annotate`` would, by the zoner of ``fold``."""
    segments = zone_lines(text, zoner(fold).score)
    return {
        "title": page_facts.title(text, segments),
        "paragraphs": [
            text[segment.start : segment.end] for segment in segments if segment.kind in page_facts.COUNTED_KINDS
        ],
    }


def predictions(rows: Iterable[Record], raw: Path, workers: int) -> list[Record]:
    """Return the prediction of each gold row, its text read from ``raw``."""
    # Sorted by fold, so that a process loads few networks.
    work = sorted((fold_of(row["family"]), row["doc"]) for row in rows)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(partial(_prediction, raw), work, chunksize=max(1, len(work) // (4 * workers))))


def _prediction(raw: Path, item: tuple[int, str]) -> Record:
    fold, doc = item
    return {"doc": doc} | zoned((raw / f"{doc}.txt").read_text(encoding="utf-8"), fold)
