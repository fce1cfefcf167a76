"""Predictions by ``copydesk annotate``, the command that users and every scorer have, several processes at a time."""

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.corpora import ROOT, write_jsonl

Record = dict[str, Any]
"""What ``copydesk annotate`` writes of one document."""


class PredictionError(RuntimeError):
    """``copydesk annotate`` failed as a whole; the message is what it said."""


def annotate_files(files: Sequence[Path], *, zones: bool, workers: int) -> list[Record]:
    """Return the annotations of ``files``, ordered by document name, over ``workers`` processes.

    What could not be read is reported on standard error and has no record: the scorers count it as found empty.

    Raises:
        PredictionError: If a process wrote nothing at all.
    """
    # Every n-th file, not blocks: neighbours in a corpus have one publisher and so one length.
    shards = [shard for shard in (files[number::workers] for number in range(workers)) if shard]
    with ThreadPoolExecutor(max(1, len(shards))) as pool:
        found = pool.map(lambda shard: _annotate(shard, zones=zones), shards)
        return sorted((record for records in found for record in records), key=lambda record: str(record["doc"]))


def annotate_texts(texts: dict[str, str], work: Path, *, workers: int) -> list[Record]:
    """Return the annotations, without zones, of texts by name; they go through JSON Lines files in ``work``.

    Raises:
        PredictionError: If a process wrote nothing at all.
    """
    items = [{"doc": name, "text": text} for name, text in texts.items()]
    files = [
        write_jsonl(work / f"texts-{number}.jsonl", items[number::workers])
        for number in range(workers)
        if items[number::workers]
    ]
    return annotate_files(files, zones=False, workers=workers)


def _annotate(files: Sequence[Path], *, zones: bool) -> list[Record]:
    command = [sys.executable, "-m", "copydesk", "annotate", "--zones" if zones else "--no-zones"]
    command += [str(file.resolve()) for file in files]
    # In the checkout, so that the code beside these benchmarks is what runs, whatever is installed.
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - our own command
    if not done.stdout:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise PredictionError(said[-1])
    if done.stderr:
        print(done.stderr.rstrip(), file=sys.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]
