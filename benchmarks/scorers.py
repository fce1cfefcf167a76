"""The scorers of ``../shared/eval``, run as they are in processes of their own, and the figures read from them.

Every figure is a percentage of which more is better, so that a floor means the same for all of them: where a scorer
counts failures (a missing source, a leak), the figure is the share without.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

Figures = dict[str, float]
"""Name of the figure within its corpus, to percent."""

_SENTENCES = re.compile(r"^ +(boundary|inner|span) .* F1 +([\d.]+)$", re.MULTILINE)
_NER = re.compile(r"^ +(strict|edges) +micro .* F1 +([\d.]+)$", re.MULTILINE)
_SPEAKERS = re.compile(
    r"^ +(full|partial|pronoun|nominal|all|all but full) +n +\d+ .*?right +([\d.]+)% \(of answered +([\d.]+)%\)",
    re.MULTILINE,
)
_PAGES = re.compile(
    r"quotations P ([\d.]+) R ([\d.]+) F1 ([\d.]+) \(.*\); speaker right ([\d.]+) %; end to end F1 ([\d.]+)"
)


class ScorerError(RuntimeError):
    """A scorer failed, or printed what we can not read; the message says which and what."""


def run(script: Path, *arguments: str | Path) -> str:
    """Return what a scorer prints.

    Raises:
        ScorerError: If it exits with another code than 0.
    """
    command = [sys.executable, "-X", "utf8", str(script), *map(str, arguments)]
    # The scorers open files in the locale's encoding.
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
    if done.returncode:
        raise ScorerError(f"{script.name}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")
    return done.stdout


def attribution(result: dict[str, Any]) -> Figures:
    """Return the figures of ``score_attribution.py --json`` over all contents."""
    figures = {f"content_iou.{kind}": result[kind]["iou"][2] for kind in ("all", "direct", "mixed", "indirect")}
    figures["fragment_exact.all"] = result["all"]["fragment_exact"][2]
    figures |= {f"e2e.{kind}": result[kind]["e2e"][2] for kind in ("all", "quoted", "indirect")}
    matched = result["all"]
    figures |= {name: matched[name] for name in ("source_exact", "source_overlap") if matched[name] is not None}
    if matched["source_missing"] is not None:
        figures["source_given"] = round(100 - matched["source_missing"], 1)
    return figures


def speech(result: dict[str, Any]) -> Figures:
    """Return the figures of ``score_attribution.py --speech --json``."""
    return {"speech_content_iou.all": result["all"]["iou"][2], "speech_e2e.all": result["all"]["e2e"][2]}


def ner(printed: str) -> Figures:
    """Return the micro F1 over PERSON, ORG and LOC that ``score_ner.py`` prints."""
    return _read("score_ner.py", {kind: float(value) for kind, value in _NER.findall(printed)}, 2)


def sentences(printed: str) -> Figures:
    """Return the F1 figures that ``score_sents.py`` prints."""
    return _read("score_sents.py", {kind: float(value) for kind, value in _SENTENCES.findall(printed)}, 3)


def speakers(printed: str) -> dict[str, tuple[float, float]]:
    """Return, by type of source, the shares right of all and right of those answered that the scorer prints."""
    found = {kind: (float(right), float(answered)) for kind, right, answered in _SPEAKERS.findall(printed)}
    if "all" not in found:
        raise ScorerError(f"score_speakers.py: no figures in what it printed: {printed[:200]!r}")
    return found


def pages(printed: str) -> Figures:
    """Return the figures that ``score_pages.py`` prints."""
    found = _PAGES.search(printed)
    if found is None:
        raise ScorerError(f"score_pages.py: no figures in what it printed: {printed[:200]!r}")
    names = ("quotations_precision", "quotations_recall", "quotations_f1", "speaker_right", "e2e_f1")
    return dict(zip(names, map(float, found.groups()), strict=True))


def clean(by_render: dict[str, Any], by_language: dict[str, Any]) -> Figures:
    """Return the figures of ``score_clean.py --json``: English by renderer, and the other languages together."""
    english = by_render | {"whole": _mean(by_render, [name for name in by_render if name.startswith("whole_")])}
    figures = _cleaning(english, ("all", "region_block", "region_bs4", "whole_bs4", "whole"))
    if "keep_caption" in by_render.get("all", {}):
        figures["all.captions_left_out"] = round(100 - 100 * by_render["all"]["keep_caption"], 2)
    others = _mean(by_language, [name for name in by_language if name not in ("all", "en")])
    return figures | _cleaning({"other_languages": others}, ("other_languages",))


def _mean(results: dict[str, Any], names: list[str]) -> dict[str, float]:
    """Return the mean of what is measured over the documents of several groups, nothing where there is none."""
    if not names:
        return {}
    total = sum(results[name]["n"] for name in names)
    keys = {key for name in names for key in results[name]} - {"n"}
    return {
        key: sum(results[name].get(key, 0.0) * results[name]["n"] for name in names) / total
        for key in sorted(keys)
        if all(key in results[name] for name in names)
    }


def html(result: dict[str, Any]) -> Figures:
    """Return the figures of ``score_clean.py --by lang --json``: all languages, and English apart."""
    return _cleaning(result, ("all", "en"))


def _cleaning(result: dict[str, Any], names: tuple[str, ...]) -> Figures:
    figures: Figures = {}
    for name in names:
        shares = result.get(name, {})
        plain = {"token_f1": "tokF", "paragraph_f1": "paraF", "clean": "clean", "title": "title_eq"}
        figures |= {f"{name}.{ours}": round(100 * shares[its], 2) for ours, its in plain.items() if its in shares}
        failures = {"without_loss": "loss", "without_leak": "leak"}
        figures |= {
            f"{name}.{ours}": round(100 - 100 * shares[its], 2) for ours, its in failures.items() if its in shares
        }
    return figures


def _read(script: str, figures: Figures, expected: int) -> Figures:
    if len(figures) != expected:
        raise ScorerError(f"{script}: {len(figures)} figures instead of {expected} in what it printed")
    return figures
