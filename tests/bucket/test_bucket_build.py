"""Commands on a dataset in an object store: the code is that of a folder, down to the last row."""

import multiprocessing
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from bucket_writers import one_build
from made_drops import BRIDGE, FERRY, FILES, OWLS, build, check, write
from s3_server import Server

import copydesk
from copydesk.cli import main
from copydesk.errors import UsageError
from copydesk.places import place
from copydesk.preflight import require_apart
from copydesk.store import Dataset
from copydesk.store.soundness import Fault, check_bytes
from copydesk.verification import verify

# A connection does not outlive a fork, so nothing is forked from this process.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["bucket_writers"])

LAGS = [Fault("unexpected", "latest.json", "does not show just version 2, the newest; the next build renews it", (2,))]
"""All that a kill just after the commit point leaves to mend."""


def hashes(dataset: str | Path) -> dict[str, str]:
    head = Dataset.open(dataset).head()
    assert head is not None
    return {name: table.content_hash for name, table in head.tables.items() if name != "versions"}


def told(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert main([str(word) for word in words]) == 0
    return capsys.readouterr().out


def test_a_build_in_a_bucket_equals_one_in_a_folder(url, tmp_path, capsys):
    drop = write(tmp_path / "drop", FILES)
    later = write(tmp_path / "later", {"a/bridge.txt": BRIDGE.replace("eleven", "twelve"), "empty.txt": ""})
    for dataset in (url, tmp_path / "dataset"):
        assert build(drop, dataset=dataset).version == 1
        assert build(drop, dataset=dataset).version is None
        assert check(later, dataset=dataset).head == 1
        assert build(later, dataset=dataset).version == 2
    assert hashes(url) == hashes(tmp_path / "dataset")
    assert list(verify(Dataset(place(url)), every_version=True)) == []
    assert copydesk.read("articles", dataset=url).equals(copydesk.read("articles", dataset=tmp_path / "dataset"))

    there = ("--dataset", url)
    assert told(capsys, "versions", *there).count("build") == 2
    assert "1 revised" in told(capsys, "diff", *there)
    assert told(capsys, "files", "quotes", *there).startswith(f"{url}/objects/")
    assert "Published version 3, equal to version 1" in told(capsys, "rollback", "1", *there)
    assert told(capsys, "verify", *there).splitlines()[-1].startswith("Sound")
    told(capsys, "export", "2", tmp_path / "plain", *there)
    assert len(copydesk.read("articles", version=2, dataset=url)) == 3
    assert (tmp_path / "plain/quotes").is_dir()
    assert "Gave up version 1;" in told(capsys, "gc", "--keep", "2", *there)
    assert told(capsys, "verify", *there).splitlines()[-1].startswith("Sound")


def test_a_drop_and_a_bucket_never_lie_in_one_another(tmp_path):
    require_apart([tmp_path], place("s3://newsroom/quotes"))
    with pytest.raises(UsageError, match="lie in one another"):
        require_apart([tmp_path], tmp_path / "dataset")


@pytest.mark.soak
def test_a_build_killed_at_any_request_is_completed_by_a_rerun(s3: Server, bucket, tmp_path, tally):
    drop = write(tmp_path / "drop", FILES)
    later = write(tmp_path / "later", {"a/bridge.txt": BRIDGE.replace("eleven", "twelve"), "empty.txt": ""})
    undisturbed = f"s3://{bucket}/undisturbed"
    build(drop, dataset=undisturbed)
    s3.calm()
    build(later, dataset=undisturbed)
    environment = {name: value for name, value in os.environ.items() if name.startswith(("AWS_", "XDG_"))}
    for number in range(0, len(s3.seen), 8):
        url = f"s3://{bucket}/killed-{number}"
        build(drop, dataset=url)
        go = PROCESSES.Event()
        builder = PROCESSES.Process(target=one_build, args=(url, later, go, environment))
        builder.start()
        s3.calm()
        s3.fail(builder.kill, lambda _: True, skip=number)
        go.set()
        builder.join(120)
        s3.calm()
        assert list(check_bytes(Dataset.open(url, repair=False))) in ([], LAGS)
        build(later, dataset=url)
        assert hashes(url) == hashes(undisturbed)
        assert list(verify(Dataset(place(url)), every_version=True)) == []
        tally("object store: kills of builds")


@pytest.mark.soak
def test_the_commands_as_processes(s3: Server, url, tmp_path):
    """Also through Prefect, with readers in processes of their own, from a machine with an empty cache each."""
    drop = write(tmp_path / "drop", FILES)
    more = write(tmp_path / "more", {"owls.txt": OWLS.replace("Four", "Five"), "ferry.txt": FERRY})
    asked = {}
    for number, words in enumerate((["build", drop], ["build", more], ["verify"], ["rebuild"], ["gc", "--keep", "1"])):
        s3.calm()
        done = subprocess.run(
            [sys.executable, "-m", "copydesk", *map(str, words), "--dataset", url],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / f"cache-{number}")},
        )
        assert (done.returncode, done.stderr) == (0, "")
        asked[words[0]] = Counter(request.method for request in s3.seen)
    assert asked["build"]["PUT"] <= 60
    assert list(verify(Dataset(place(url)), every_version=True)) == []
