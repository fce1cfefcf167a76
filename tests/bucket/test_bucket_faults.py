"""The commit point of an object store: whatever the store answers, a version is published once or not at all."""

import os
import sys
from typing import Any

import pytest
from s3_server import Request, Server
from store_rows import publish, texts_of

from copydesk.errors import CopydeskError
from copydesk.store import Conflict, Dataset, once, remote
from copydesk.store.bucket import ObjectStore
from copydesk.store.staging import Staging


@pytest.fixture
def dataset(url: str, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    dataset = Dataset.open(url, create=True)
    publish(dataset, {"a": "one"})
    # What is tried is how often, not how long is waited in between.
    monkeypatch.setattr(once.time, "sleep", lambda _: None)
    return dataset


def entries(dataset: Dataset) -> list[str]:
    return remote.Remote(dataset.path).names("log")


def files() -> Any:
    """Return the file system that is asked, to make it less patient."""
    return remote._filesystem("s3", os.getpid())


def puts_of_parts(request: Request) -> bool:
    return request.method == "PUT" and "/objects/" in request.path


@pytest.mark.parametrize("answer", ["lose", "drop", "409", "500", "503"])
def test_one_bad_answer_at_the_commit_point_costs_nothing(dataset, s3: Server, answer, tally):
    s3.fail(answer)
    assert publish(dataset, {"b": "two"}).number == 2
    assert texts_of(dataset) == {"a": "one", "b": "two"}
    assert entries(dataset) == ["00000001.json", "00000002.json"]
    tally("object store: answers lost or bad")


@pytest.mark.parametrize("answer", ["lose", "drop", "409", "500", "503"])
def test_one_bad_answer_to_the_put_of_a_part_costs_nothing(dataset, s3: Server, answer, tally):
    s3.fail(answer, puts_of_parts, skip=1)
    assert publish(dataset, {"b": "two"}).number == 2
    assert texts_of(dataset) == {"a": "one", "b": "two"}
    tally("object store: answers lost or bad")


@pytest.mark.parametrize("answer", [None, "lose", "409", "503"])
def test_the_loser_by_a_hair_is_told_the_truth(dataset, s3: Server, monkeypatch, answer):
    """Both have looked, both have put their parts; the store decides, and its answer to the loser may be bad too."""
    other = Dataset.open(str(dataset.path))
    append = ObjectStore.append_log

    def after_the_other(self: ObjectStore, number: int, staging: Staging) -> None:
        monkeypatch.setattr(ObjectStore, "append_log", append)
        publish(other, {"c": "three"})
        if answer:
            s3.fail(answer)
        append(self, number, staging)

    monkeypatch.setattr(ObjectStore, "append_log", after_the_other)
    with pytest.raises(Conflict, match="another run published version 2 meanwhile; nothing was published, run again"):
        publish(dataset, {"b": "two"})
    assert texts_of(dataset) == {"a": "one", "c": "three"}
    assert entries(dataset) == ["00000001.json", "00000002.json"]
    assert publish(dataset, {"b": "two"}).number == 3


def test_who_cannot_learn_what_came_of_it_says_just_that(dataset, s3: Server, monkeypatch):
    """The put was done and its answer lost, and then nobody answers: it may be published."""
    monkeypatch.setattr(files(), "retries", 1)
    s3.fail("lose")
    s3.fail("409", lambda request: request.path.endswith("/log/00000002.json"), times=100)
    with pytest.raises(CopydeskError, match=r"could not learn whether version 2 was published: .*`copydesk versions`"):
        publish(dataset, {"b": "two"})
    s3.calm()
    assert texts_of(dataset) == {"a": "one", "b": "two"}


@pytest.mark.parametrize("answer", ["403", "409"])
def test_a_store_that_refuses_to_take_parts_leaves_all_as_it_was(dataset, s3: Server, answer, monkeypatch):
    monkeypatch.setattr(files(), "retries", 1)
    s3.fail(answer, lambda request: request.method == "PUT", times=1000)
    with pytest.raises(CopydeskError, match=r"could not publish, .*made up.* \(nothing was changed\)"):
        publish(dataset, {"b": "two"})
    s3.calm()
    assert texts_of(dataset) == {"a": "one"}
    assert publish(dataset, {"b": "two"}).number == 2


def test_a_latest_that_cannot_be_renewed_is_told_and_mended_by_opening(dataset, s3: Server):
    s3.fail("403", lambda request: request.method == "PUT" and request.path.endswith("latest.json"), times=1000)
    with pytest.raises(CopydeskError, match="version 2 is published; opening the dataset again repairs this"):
        publish(dataset, {"b": "two"})
    # Whoever may only read can read.
    assert texts_of(Dataset.open(str(dataset.path))) == {"a": "one", "b": "two"}
    s3.calm()
    Dataset.open(str(dataset.path))
    assert b'"version": 2' in remote.Remote(dataset.path).get("latest.json")


@pytest.mark.usefixtures("s3")
def test_no_server_is_one_clear_line(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    remote._filesystem.cache_clear()
    try:
        monkeypatch.setattr(files(), "retries", 1)
        with pytest.raises(CopydeskError, match=r"^s3://newsroom/quotes: could not .*127.0.0.1:9") as told:
            Dataset.open("s3://newsroom/quotes")
        assert "\n" not in str(told.value)
    finally:
        remote._filesystem.cache_clear()


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(CopydeskError, match="needs gcsfs; pip install gcsfs"):
        Dataset.open("gs://newsroom/quotes")
    with pytest.raises(CopydeskError, match="no object store that is known here"):
        Dataset.open("teapot://newsroom/quotes")
