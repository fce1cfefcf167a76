"""``python -m benchmarks quality``: measure, compare with the floors, and tell."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import gate
from benchmarks.corpora import SHARED, default_cache
from benchmarks.measure import CORPORA, Bench, Corpus
from benchmarks.predict import PredictionError
from benchmarks.scorers import ScorerError


@dataclass(frozen=True)
class Options:
    """What the command line says."""

    only: tuple[str, ...] = ()
    """Corpora to measure; none means all."""
    shared: Path = SHARED
    fast: bool = False
    update: bool = False
    workers: int = 0
    """Processes; 0 takes one for each core."""
    keep: Path | None = None
    """Where predictions stay; None throws them away."""
    json: Path | None = None
    """Where the figures are written for machines."""
    cache: Path | None = None
    """Where archives are unpacked; None takes the system's folder for temporary files."""
    baseline: Path = gate.BASELINE


def quality(options: Options, corpora: Mapping[str, Corpus] = CORPORA) -> int:
    """Measure and print a Markdown table.

    Returns:
        0 when no floor is broken, or there is nothing to measure; 1 on a regression, a changed corpus or a scorer that
        failed; 2 when a corpus is unknown. One line a problem goes to standard error.
    """
    unknown = sorted(set(options.only) - set(corpora))
    if unknown:
        print(f"quality: no corpus {', '.join(unknown)}; there are {', '.join(corpora)}", file=sys.stderr)
        return 2
    chosen = {name: corpus for name, corpus in corpora.items() if not options.only or name in options.only}
    if not (options.shared / "data").is_dir() or not (options.shared / "eval").is_dir():
        print(f"quality: skipped: no evaluation sets and scorers in {options.shared} (a user's machine has none)")
        return 0
    measured, done, failures = _measure(chosen, options)
    run = "fast" if options.fast else "full"
    baselines = gate.load(options.baseline)
    verdicts = gate.judge(measured, baselines[run], done)
    if verdicts:
        print(gate.table(verdicts))
    if options.json:
        figures = {figure.name: figure.value for figure in measured}
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if options.update:
        return _update(measured, verdicts, failures, baselines, run, options)
    problems = failures + [f"{item.name}: {item.problem}" for item in verdicts if item.problem]
    for problem in problems:
        print(f"quality: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _measure(chosen: Mapping[str, Corpus], options: Options) -> tuple[list[gate.Measured], list[str], list[str]]:
    """Return the figures, the corpora that were measured, and what failed."""
    measured: list[gate.Measured] = []
    done: list[str] = []
    failures: list[str] = []
    with _work(options.keep) as work:
        for name, corpus in chosen.items():
            if missing := corpus.missing(options.shared):
                print(
                    f"quality: {name} skipped: {', '.join(missing)} not in {options.shared / 'data'}", file=sys.stderr
                )
                continue
            folder = work / name
            folder.mkdir(parents=True, exist_ok=True)
            bench = Bench(
                options.shared,
                options.cache or default_cache(),
                folder,
                options.workers or os.cpu_count() or 1,
                corpus.step if options.fast else 1,
            )
            began = time.perf_counter()
            try:
                figures = corpus.measure(bench)
            except (PredictionError, ScorerError) as error:
                failures.append(f"{name}: {error}")
                continue
            print(f"quality: {name} measured in {time.perf_counter() - began:.0f} s", file=sys.stderr)
            done.append(name)
            sha256 = corpus.sha256(options.shared)
            measured += [
                gate.Measured(f"{name}.{key}", value, sha256, corpus.command) for key, value in figures.items()
            ]
    return measured, done, failures


def _update(
    measured: Sequence[gate.Measured],
    verdicts: Sequence[gate.Verdict],
    failures: Sequence[str],
    baselines: dict[str, gate.Baseline],
    run: str,
    options: Options,
) -> int:
    """Raise the floors, or refuse as a whole: a half updated baseline would hide what went down."""
    refused = [*failures]
    refused += [
        f"{item.name}: {_shortfall(item)}"
        for item in verdicts
        if item.value is None or gate.below(item.value, item.entry.floor)
    ]
    if refused:
        for line in refused:
            print(f"quality: {line}", file=sys.stderr)
        print("quality: nothing was updated: floors only rise", file=sys.stderr)
        return 1
    baselines[run] = gate.raised(measured, baselines[run], gate.SLACK[run])
    gate.save(baselines, options.baseline)
    print(f"quality: {len(measured)} figures of the {run} run recorded in {options.baseline.name}")
    return 0


def _shortfall(verdict: gate.Verdict) -> str:
    return verdict.problem or f"{verdict.value} is below its floor {verdict.entry.floor}"


@contextmanager
def _work(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="copydesk-quality-") as folder:
        yield Path(folder)
