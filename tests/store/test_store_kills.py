"""kill -9 at any moment: the newest version reads whole, and the next run goes on from there."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from fork_writers import texts_after
from store_rows import texts_of, version_row

from copydesk.store import Changes, Dataset

KILLS = 15


@pytest.fixture
def writers(tmp_path):
    script = Path(__file__).with_name("fork_writers.py")
    command = [sys.executable, str(script), str(tmp_path / "dataset")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_a_killed_writer_leaves_the_newest_version_whole(writers, tmp_path):
    chance = random.Random(7)  # noqa: S311 - picks moments, keeps no secrets
    path = tmp_path / "dataset"
    reached = 0
    for _ in range(KILLS):
        writers.stdin.write("\n")
        writers.stdin.flush()
        child = int(writers.stdout.readline())
        time.sleep(chance.uniform(0, 0.3))
        os.kill(child, signal.SIGKILL)
        assert writers.stdout.readline() == "dead\n"

        # As a plain reader finds it, before anything is repaired: a whole version, perhaps the one before.
        if (path / "latest").exists():
            shown = pd.read_parquet(path / "latest" / "articles").set_index("article_id")["text"].to_dict()
            assert shown == texts_after(len(shown))
            assert len(pd.read_parquet(path / "latest" / "versions")) == len(shown)
            assert len(pd.read_parquet(path / "latest" / "quotes")) == sum(map(len, shown.values()))

        dataset = Dataset.open(path, create=True)
        versions = dataset.versions()
        assert len(versions) >= reached
        reached = len(versions)
        for version in versions:
            assert texts_of(dataset, version.number) == texts_after(version.number)
        assert list((path / ".tmp").iterdir() if (path / ".tmp").exists() else []) == []
        if versions:
            assert len(pd.read_parquet(list(path.rglob("articles/*.parquet")))) == reached
    assert reached > 1

    rerun = dataset.commit(
        Changes(replaced=frozenset({"0001"})), parent=reached, provenance={}, version_row=version_row
    )
    assert rerun is not None
    assert sorted(texts_of(dataset)) == sorted(set(texts_after(reached)) - {"0001"})
