"""The gate: measured figures against ``baseline.json``, and how that file may change.

A floor only ever rises. Whoever wants one lower edits the file by hand, where a reviewer sees it.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

BASELINE = Path(__file__).with_name("baseline.json")

SLACK = {"full": 0.3, "fast": 1.0}
"""How far below what was measured ``--update`` sets a floor, in points. INT8 kernels round differently from processor
to processor, which moves a handful of words: a third of a point of a whole corpus, up to one of a fast slice."""

TOLERANCE = 1e-9
"""Figures and floors are decimal fractions that floats do not hold exactly."""


class Measured(NamedTuple):
    """One figure of this run."""

    name: str
    """``corpus.figure``."""
    value: float
    """Percent; more is better."""
    sha256: str
    """Hash of the corpus' files."""
    command: str


@dataclass(frozen=True)
class Entry:
    """What is on record of one figure. None where nothing was recorded yet."""

    floor: float | None = None
    """Percent. Below it the gate fails."""
    target: float | None = None
    """Percent. What an issue asks for: reported, but no reason to fail."""
    value: float | None = None
    """Percent, as measured when the floor was last updated."""
    sha256: str | None = None
    command: str | None = None


Baseline = dict[str, Entry]
"""Entries by name of the figure."""


class Verdict(NamedTuple):
    """What the gate says of one figure."""

    name: str
    value: float | None
    """None where a figure on record was not measured this time."""
    entry: Entry
    problem: str | None
    """Why the gate fails; None where it does not."""


def judge(measured: Iterable[Measured], baseline: Baseline, corpora: Iterable[str]) -> list[Verdict]:
    """Compare the figures of a run with those on record.

    Args:
        measured: The figures.
        baseline: What is on record.
        corpora: The corpora that were measured: a floor of theirs without a figure is a problem too.
    """
    verdicts = []
    names = set()
    for figure in measured:
        names.add(figure.name)
        entry = baseline.get(figure.name, Entry())
        verdicts.append(Verdict(figure.name, figure.value, entry, _problem(figure, entry)))
    wanted = set(corpora)
    for name, entry in baseline.items():
        if name not in names and entry.floor is not None and name.partition(".")[0] in wanted:
            verdicts.append(Verdict(name, None, entry, f"not measured, floor {entry.floor:.1f}"))
    return verdicts


def raised(measured: Iterable[Measured], baseline: Baseline, slack: float) -> Baseline:
    """Return the baseline with what was measured now, and floors raised to ``slack`` below it.

    A floor that stands higher already stays. The caller sees to it that no figure is below its floor (`judge`).

    Raises:
        ValueError: If a figure is below its floor: a floor is never lowered.
    """
    updated = dict(baseline)
    for figure in measured:
        old = baseline.get(figure.name, Entry())
        if below(figure.value, old.floor):
            raise ValueError(f"{figure.name}: {figure.value:.1f} is below its floor {old.floor}; floors only rise")
        reached = max(0.0, math.floor(round((figure.value - slack) * 10, 6)) / 10)
        floor = reached if old.floor is None else max(old.floor, reached)
        updated[figure.name] = Entry(floor, old.target, figure.value, figure.sha256, figure.command)
    return updated


def below(value: float, floor: float | None) -> bool:
    """Tell whether ``value`` falls short of ``floor``; nothing falls short of no floor."""
    return floor is not None and value < floor - TOLERANCE


def load(path: Path = BASELINE) -> dict[str, Baseline]:
    """Return the baselines by run, ``full`` and ``fast``; empty ones where the file is missing.

    Raises:
        ValueError: If the file is not a baseline.
    """
    runs: dict[str, Baseline] = {"full": {}, "fast": {}}
    if not path.exists():
        return runs
    try:
        for run, entries in json.loads(path.read_text(encoding="utf-8")).items():
            runs[run] = {name: Entry(**fields) for name, fields in entries.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: not a baseline: {error}") from error
    return runs


def save(runs: Mapping[str, Baseline], path: Path = BASELINE) -> None:
    """Write the baselines, leaving out what is not known, so that a diff shows what changed."""
    plain = {
        run: {
            name: {key: value for key, value in asdict(entry).items() if value is not None}
            for name, entry in sorted(entries.items())
        }
        for run, entries in runs.items()
    }
    path.write_text(json.dumps(plain, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def table(verdicts: Iterable[Verdict]) -> str:
    """Return the verdicts as a Markdown table."""
    lines = ["| figure | measured | floor | target | |", "|---|---:|---:|---:|---|"]
    lines += [
        f"| {name} | {_shown(value)} | {_shown(entry.floor)} | {_shown(entry.target)} | {_note(value, entry, flaw)} |"
        for name, value, entry, flaw in verdicts
    ]
    return "\n".join(lines)


def _problem(figure: Measured, entry: Entry) -> str | None:
    problems = []
    if below(figure.value, entry.floor):
        problems.append(f"{figure.value:.1f} is below its floor {entry.floor:.1f}")
    if entry.sha256 is not None and entry.sha256 != figure.sha256:
        problems.append(
            f"the corpus changed (was {entry.sha256[:12]}, is {figure.sha256[:12]}): "
            "its floor may not apply; accept it with --update"
        )
    return "; ".join(problems) or None


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _note(value: float | None, entry: Entry, problem: str | None) -> str:
    if problem:
        return problem
    if entry.target is not None and value is not None:
        return f"{entry.target - value:.1f} to the target" if below(value, entry.target) else "target met"
    return "" if entry.floor is not None else "no floor yet"
