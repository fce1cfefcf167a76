"""Several processes commit to one dataset in a bucket at once, and are killed at any request."""

import multiprocessing
import os

import pytest
from bucket_writers import many_commits, one_commit
from s3_server import Server
from store_rows import publish, texts_of

from copydesk.store import Dataset, remote
from copydesk.store import bucket as object_store
from copydesk.store.soundness import check_bytes

# A connection does not outlive a fork, so nothing is forked from this process.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["bucket_writers"])


@pytest.fixture
def environment(s3: Server) -> dict[str, str]:
    """Give what a process must know to ask the server: that of the fork server may be from before it was started."""
    assert os.environ["AWS_ENDPOINT_URL"] == s3.url
    return {name: value for name, value in os.environ.items() if name.startswith(("AWS_", "XDG_"))}


def histories(dataset: Dataset) -> list[int | None]:
    return [version.parent for version in dataset.versions()]


@pytest.mark.parametrize("commits", [4, pytest.param(25, marks=pytest.mark.soak)])
def test_two_writers_lose_nothing(url, environment, commits, tally):
    go = PROCESSES.Event()
    writers = [PROCESSES.Process(target=many_commits, args=(url, name, commits, go, environment)) for name in "ab"]
    for writer in writers:
        writer.start()
    go.set()
    for writer in writers:
        writer.join(300)
        assert writer.exitcode == 0
    dataset = Dataset.open(url)
    assert texts_of(dataset) == {f"{name}{n:03}": "text" for name in "ab" for n in range(commits)}
    assert histories(dataset) == [None, *range(1, 2 * commits)]
    for version in dataset.versions():
        assert version.tables["articles"].rows == version.number
    tally("object store: commits of two writers at once", 2 * commits)


def requests_of_a_commit(s3: Server, url: str) -> int:
    publish(Dataset.open(url, create=True), {"a": "one"})
    s3.calm()
    publish(Dataset.open(url), {"a": "revised", "b": "two"}, frozenset("a"))
    return len(s3.seen)


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.soak)])
def test_a_writer_killed_at_any_request_leaves_a_whole_version(s3: Server, bucket, environment, step, late, tally):
    total = requests_of_a_commit(s3, f"s3://{bucket}/undisturbed")
    undisturbed = Dataset.open(f"s3://{bucket}/undisturbed").head()
    for number in range(0, total + 1, step):
        url = f"s3://{bucket}/killed-{number}"
        dataset = Dataset.open(url, create=True)
        publish(dataset, {"a": "one"})
        go = PROCESSES.Event()
        writer = PROCESSES.Process(target=one_commit, args=(url, go, environment))
        writer.start()
        s3.calm()
        s3.fail(writer.kill, lambda _: True, skip=number, late=late)
        go.set()
        writer.join(60)
        s3.calm()
        # As a reader finds it, before anything is repaired.
        published = dataset.head().number
        assert published in {1, 2}
        whole = {1: {"a": "one"}, 2: {"a": "revised", "b": "two"}}
        assert texts_of(dataset) == whole[published]
        assert texts_of(dataset, 1) == whole[1]
        # A rerun comes to what an undisturbed run came to.
        dataset = Dataset.open(url)
        if published == 1:
            publish(dataset, {"a": "revised", "b": "two"}, frozenset("a"))
        head = dataset.head()
        assert {name: table.content_hash for name, table in head.tables.items()} == {
            name: table.content_hash for name, table in undisturbed.tables.items()
        }
        assert object_store.ObjectStore(dataset.path).is_shown(head)
        assert list(check_bytes(dataset)) == []
        assert remote.Remote(dataset.path).names("log") == ["00000001.json", "00000002.json"]
        tally("object store: kills")
