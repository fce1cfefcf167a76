"""``python -m benchmarks speed``: rates of every stage, a whole build, and peak memory, as Markdown tables."""

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.articles import articles, write_drop
from benchmarks.corpora import ROOT
from benchmarks.tables import first_commit, multiplied, revision
from copydesk.intake import read_drop
from copydesk.settings import Limits
from copydesk.store import Dataset
from copydesk.tagger.model import Tagger
from copydesk.text.sentences import split_sentences
from copydesk.text.zones import paragraphs_only
from copydesk.zoner import zone_text
from schemas.relations import CONTENT, check_relations
from schemas.violations import validate

ARTICLES = 200
"""Articles of the whole build."""

TAGGED = 40
"""Articles, about 20,000 words, that the tagger is timed on: seconds, so that its start does not count."""

ROWS_COPIES = 10
"""How often the built tables are multiplied for validation and commits."""

TOKEN = re.compile(r"\w+|[^\w\s]")
"""A token is a run of letters, digits and underscores, or one mark: so "don't" is three, "3.5" is three. By this rule,
which is near to how treebanks count, English news has 1.2 tokens to a word between spaces."""

GOAL = 5000
"""Tokens a CPU-second on one thread that the tagger has to reach."""


class Row(NamedTuple):
    """One line of the table of rates."""

    what: str
    rate: float
    unit: str
    yardsticks: float | None
    """The rate as a multiple of the yardstick's, where the units agree."""
    how: str


class Cost(NamedTuple):
    """What one command cost."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of this and all its children."""
    peak: float
    """Bytes of its largest process."""


def speed(count: int = ARTICLES) -> int:
    """Measure everything in one run and print the tables.

    Returns:
        0, or 1 when a build failed (its own message stands on standard error).
    """
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}, {platform.system()}.")
    print("Rates are per CPU-second of one process unless said otherwise, the best of three.\n")
    with tempfile.TemporaryDirectory(prefix="copydesk-speed-") as folder:
        work = Path(folder)
        drop = write_drop(work / "drop", count)
        _print_rates([*_text_rates(count), _intake_rate(drop, count)])
        _print_threads()
        dataset = work / "dataset"
        builds = [
            (f"build of {count} articles, 1 process", _build(drop, work / "single", work, 1)),
            (
                f"build of {count} articles, {os.cpu_count()} processes",
                _build(drop, dataset, work, os.cpu_count() or 1),
            ),
            ("the same drop again (nothing new)", _build(drop, dataset, work, 1)),
        ]
        if any(cost is None for _, cost in builds):
            return 1
        _print_builds([(what, cost) for what, cost in builds if cost is not None])
        _print_tables(dataset, work)
    return 0


def best(work: Callable[[], object], clock: Callable[[], float] = time.process_time, times: int = 3) -> float:
    """Return the seconds of the quickest of ``times`` calls."""
    spent = []
    for _ in range(times):
        began = clock()
        work()
        spent.append(clock() - began)
    return max(min(spent), 1e-9)


def tagger_with(threads: int) -> Tagger:
    """Return a tagger whose session uses ``threads`` threads; the shipped one always uses one."""
    import onnxruntime

    tagger = Tagger()
    if threads > 1:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        session = onnxruntime.InferenceSession(str(tagger.model_path), options, providers=["CPUExecutionProvider"])
        # The place where the cached property keeps its own: the tagger offers no choice, on purpose.
        vars(tagger)["_session"] = session
    return tagger


def _text_rates(count: int) -> list[Row]:
    texts = [article.text for article in articles(count)]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    yardstick = megabytes / best(lambda: [TOKEN.findall(text) for text in texts])

    def rate(what: str, how: str, work: Callable[[], object], times: int = 3) -> Row:
        value = megabytes / best(work, times=times)
        return Row(what, value, "MB/s", value / yardstick, how)

    def zone() -> None:
        for text in texts:
            zone_text(text)

    zone_text("The network is loaded before the clock runs.")
    few = texts[:TAGGED]
    tokens = sum(len(TOKEN.findall(text)) for text in few)
    words = sum(len(text.split()) for text in few)
    spent = best(partial(_read, _warm(tagger_with(1)), few))
    reached = "reached" if tokens / spent >= GOAL else "missed"
    return [
        Row("yardstick", yardstick, "MB/s", 1.0, "one regex that finds all tokens: compare machines by it"),
        rate("zoning", "`zone_text`, of lines that it never saw", zone, times=1),
        rate("zoning, again", "the same pages: what a site repeats is kept from page to page", zone),
        rate("sentence splitting", "`split_sentences`", lambda: [split_sentences(text) for text in texts]),
        Row("tagger, tokens", tokens / spent, "tokens/s", None, f"one thread; goal ≥ {GOAL:,}: {reached}"),
        Row("tagger, words", words / spent, "words/s", None, "the same, words between spaces"),
    ]


def _intake_rate(drop: Path, count: int) -> Row:
    spent = best(lambda: list(read_drop(drop, Limits())))
    return Row("intake", count / spent, "files/s", None, "`read_drop`: 70 % text, 20 % HTML, 10 % JSON")


def _print_threads() -> None:
    texts = [article.text for article in articles(TAGGED // 2)]
    tokens = sum(len(TOKEN.findall(text)) for text in texts)
    lines = []
    for threads in (1, 2):
        tagger = _warm(tagger_with(threads))
        wall = best(partial(_read, tagger, texts), time.perf_counter, 2)
        cpu = best(partial(_read, tagger, texts), time.process_time, 2)
        lines.append((str(threads), f"{tokens / wall:,.0f}", f"{tokens / cpu:,.0f}"))
    _print(("onnxruntime threads", "tokens per second", "tokens per CPU-second"), lines)


def _build(drop: Path, dataset: Path, work: Path, workers: int) -> Cost | None:
    """Return what a build cost; None when it failed."""
    report = work / "cost.json"
    child = [sys.executable, str(Path(__file__).with_name("child.py")), str(report)]
    build = [sys.executable, "-m", "copydesk", "build", str(drop), "--dataset", str(dataset), "--json"]
    done = subprocess.run([*child, *build, "--workers", str(workers)], cwd=ROOT, check=False)  # noqa: S603
    return None if done.returncode else Cost(**json.loads(report.read_text(encoding="utf-8")))


def _print_builds(builds: Sequence[tuple[str, Cost]]) -> None:
    lines = [(what, f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{cost.peak / 1e6:,.0f}") for what, cost in builds]
    _print(("`copydesk build`", "seconds", "CPU-seconds", "peak MB of the largest process"), lines)


def _print_tables(dataset: Path, work: Path) -> None:
    frames = multiplied(dataset, ROWS_COPIES)
    rows = sum(len(frames[name]) for name in CONTENT)
    known: dict[str, list[str]] = {"articles": [], "entities": []}
    violations = [item for name in CONTENT for item in validate(name, frames[name])] + check_relations(frames, known)
    if violations:
        print(f"speed: broken rows are slower to validate: {violations[0]}", file=sys.stderr)
    checking = best(lambda: ([validate(name, frames[name]) for name in CONTENT], check_relations(frames, known)))
    store = Dataset.open(work / "commits", create=True)
    began = time.perf_counter()
    first = store.commit(first_commit(frames), parent=None, provenance={})
    whole = time.perf_counter() - began
    changes = revision(frames, 100)
    began = time.perf_counter()
    store.commit(changes, parent=first.number if first else None, provenance={})
    part = time.perf_counter() - began
    articles_ = len(frames["articles"])
    lines = [
        ("validation", f"{rows / checking:,.0f} rows/s", f"every schema and relation over {rows:,} rows"),
        ("first commit", f"{whole:.2f} s", f"{articles_:,} articles, {rows:,} rows"),
        ("commit of a revision", f"{part:.2f} s", f"{len(changes.replaced):,} of {articles_:,} articles"),
    ]
    _print(("tables", "measured", "of"), lines)


def _print_rates(rows: Sequence[Row]) -> None:
    lines = [
        (
            row.what,
            f"{row.rate:,.2f}" if row.rate < 100 else f"{row.rate:,.0f}",
            row.unit,
            "" if row.yardsticks is None else f"{row.yardsticks:.2f}",
            row.how,
        )
        for row in rows
    ]
    _print(("what", "rate", "unit", "× yardstick", "how"), lines)


def _print(head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    print("\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *lines)), end="\n\n")


def _warm(tagger: Tagger) -> Tagger:
    _read(tagger, ["The mayor said that it was warm."])
    return tagger


def _read(tagger: Tagger, texts: Sequence[str]) -> None:
    for text in texts:
        tagger.read(text, [[segment.span for segment in paragraphs_only(text)]])
