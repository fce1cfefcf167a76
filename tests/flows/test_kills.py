"""A build that is stopped, politely or not, at any moment: no half version, and the next run goes on from there."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from made_drops import FILES, assert_sound, build, everything_on_disk, hashes, write

KILLS = 4
# Ctrl-C works also where the suite itself runs in the background and has it switched off.
COMMAND = (
    sys.executable,
    "-c",
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from copydesk.cli import main; sys.exit(main())",
    "build",
)


def start(drop: Path, dataset: Path, server: str | None, home: Path) -> "subprocess.Popen[str]":
    """Start a build in a process of its own; without ``server`` it starts Prefect's own."""
    settings = {"PREFECT_API_URL": server} if server else {}
    return subprocess.Popen(
        [*COMMAND, str(drop), "--dataset", str(dataset), "--workers", "1"],
        cwd=home,
        env={**os.environ, "PREFECT_HOME": str(home / "prefect"), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def left_behind(home: Path) -> list[str]:
    """Return the command lines of living processes that were started with this home."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"PREFECT_HOME={home}/prefect".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def await_no_process(home: Path) -> None:
    for _ in range(100):
        if not left_behind(home):
            return
        time.sleep(0.1)
    assert left_behind(home) == []


def test_a_killed_build_leaves_no_half_version_and_the_next_ends_as_if_undisturbed(prefect_server, tmp_path):
    drop = write(tmp_path / "drop", FILES)
    began = time.monotonic()
    undisturbed = start(drop, tmp_path / "undisturbed", prefect_server, tmp_path)
    assert undisturbed.communicate()[0].startswith("3 dropped: 3 admitted")
    lasts = time.monotonic() - began

    chance = random.Random(11)  # noqa: S311 - picks moments, keeps no secrets
    dataset = tmp_path / "dataset"
    for kill in range(KILLS):
        process = start(drop, dataset, prefect_server, tmp_path)
        if kill % 2:
            # While it writes: as soon as the folder is there, and a little later.
            while not (dataset / ".tmp").exists() and process.poll() is None:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.1))
        else:
            time.sleep(lasts * chance.uniform(0.5, 1))
        process.kill()
        process.communicate()
        if (dataset / "latest").exists():
            assert len(pd.read_parquet(dataset / "latest/articles")) == len(FILES)
            assert len(pd.read_parquet(dataset / "latest/versions")) == 1
    again = start(drop, dataset, prefect_server, tmp_path)
    assert "3 dropped" in again.communicate()[0]
    assert again.returncode == 0
    assert_sound(dataset)
    assert len(pd.read_parquet(dataset / "latest/versions")) == 1
    assert hashes(dataset) == hashes(tmp_path / "undisturbed")
    assert not list(dataset.rglob(".tmp/*"))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_the_dataset_as_it_was_and_no_process(tmp_path, how):
    drop = write(tmp_path / "drop", FILES)
    dataset = tmp_path / "dataset"
    build(drop, dataset=dataset)
    before = everything_on_disk(dataset)
    write(drop, {"owls.txt": "A new text about the owls of the tower, which have flown.\n"})
    process = start(drop, dataset, None, tmp_path)
    # Prefect's own server has been started, and is not yet up.
    while len(left_behind(tmp_path)) < 2 and process.poll() is None:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(how)
    told = process.communicate(timeout=60)[0]
    assert process.returncode == 130
    assert told == "copydesk: interrupted; `copydesk versions` tells what is published\n"
    assert everything_on_disk(dataset) == before
    await_no_process(tmp_path)


def test_a_build_that_ran_well_leaves_no_process_and_says_nothing_else(tmp_path):
    drop = write(tmp_path / "drop", FILES)
    process = start(drop, tmp_path / "dataset", None, tmp_path)
    told = process.communicate(timeout=180)[0].splitlines()
    assert process.returncode == 0
    assert [line.split()[0] for line in told] == ["3", "Rows:", "Published"]
    await_no_process(tmp_path)
