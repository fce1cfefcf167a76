"""What other processes do to a dataset in a bucket; run by `multiprocessing`, which imports this module there."""

import os
from collections.abc import Mapping
from multiprocessing.synchronize import Event
from pathlib import Path

from store_rows import publish, texts_of

from copydesk.store import Conflict, Dataset


def one_commit(url: str, go: Event, environment: Mapping[str, str]) -> None:
    """Add an article and revise one, once told to go."""
    os.environ.update(environment)
    go.wait()
    publish(Dataset.open(url), {"a": "revised", "b": "two"}, frozenset("a"))


def many_commits(url: str, name: str, commits: int, go: Event, environment: Mapping[str, str]) -> None:
    """Add articles one by one, each again until it is published."""
    os.environ.update(environment)
    go.wait()
    dataset = Dataset.open(url, create=True)
    done = 0
    while done < commits:
        try:
            publish(dataset, {f"{name}{done:03}": "text"})
        except Conflict:
            continue
        done += 1


def one_build(url: str, drop: Path, go: Event, environment: Mapping[str, str]) -> None:
    """Build a drop, without Prefect."""
    from made_drops import build

    os.environ.update(environment)
    go.wait()
    build(drop, dataset=url)


def warm() -> None:
    """Import what is imported late."""
    import s3fs  # noqa: F401

    from copydesk.store import bucket  # noqa: F401

    assert texts_of


warm()
