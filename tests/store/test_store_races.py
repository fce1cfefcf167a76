"""Writers, readers, thinning and openings at once: nobody sees a version as it never was."""

import base64
import json
import random
import threading
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from store_rows import publish, texts_of

from copydesk.store import Conflict, Dataset
from copydesk.store.folder import Folder

LETTERS = "abcdefghijkl"


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr("copydesk.store.parts.PART_BYTES", 600)
    monkeypatch.setattr("copydesk.store.view.GRACE", 0)


@pytest.mark.usefixtures("small_parts")
def test_readers_of_any_version_are_not_disturbed_by_writers_that_thin(dataset):
    publish(dataset, {letter: letter * 3 for letter in LETTERS})
    states = {1: {letter: letter * 3 for letter in LETTERS}}
    failures: list[BaseException] = []
    done = threading.Event()

    def write(name: str) -> None:
        chance = random.Random(name)  # noqa: S311 - picks articles, keeps no secrets
        left = 8
        while left:
            try:
                opened = Dataset.open(dataset.path)
                head = opened.head()
                revised = {letter: f"{name}{left}{letter}" for letter in chance.sample(LETTERS, 2)}
                before = texts_of(opened, head)
                version = publish(Dataset(dataset.path), revised, frozenset(revised))
                if version.parent == head.number:
                    states[version.number] = before | revised
                left -= 1
            except Conflict:
                pass
            except BaseException as error:
                failures.append(error)
                return

    def look() -> None:
        chance = random.Random(1)  # noqa: S311
        while not done.is_set():
            number = chance.choice(sorted(states))
            try:
                assert texts_of(Dataset(dataset.path), number) == states[number]
            except BaseException as error:
                failures.append(error)
                return

    writers = [threading.Thread(target=write, args=(name,)) for name in "xy"]
    readers = [threading.Thread(target=look) for _ in range(2)]
    for thread in writers + readers:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert failures == []
    assert len(dataset.versions()) == 17
    for number, state in states.items():
        assert texts_of(dataset, number) == state


def rows(root: Path, table: str, number: int) -> pa.Table:
    """Return a table of a version with pyarrow and the description of the format alone, nothing of ours."""
    log = {}
    for path in (root / "log").glob("*.json"):
        packed = base64.b64decode(json.loads(path.read_text())["version"]["packed"])
        log[int(path.stem)] = json.load(pa.CompressedInputStream(pa.BufferReader(packed), "zstd"))

    def read(digest: str, name: str = "") -> pa.Table:
        data = (root / "objects" / digest[:2] / digest).read_bytes()
        if data.startswith(b"PAR1"):
            return pq.read_table(pa.BufferReader(data))
        streams = pa.BufferReader(pa.CompressedInputStream(pa.BufferReader(data), "zstd").read())
        while True:
            found = pa.ipc.open_stream(streams).read_all()
            if found.schema.metadata[b"name"].decode() == name:
                return found.replace_schema_metadata(None)

    def part(digest: str) -> pa.Table:
        if (root / "objects" / digest[:2] / digest).exists():
            return read(digest)
        retired = [one for n in sorted(log) for one in log[n]["retired"].get(table, []) if one["object"] == digest][-1]

        def own(kind: str) -> tuple[pa.Table, np.ndarray]:
            rest = read(retired[kind], f"{table}/{kind}")
            rest = rest.filter(pa.compute.equal(rest["__part"], retired["number"]))
            return rest, np.cumsum(rest["__step"].to_numpy())

        found = pa.concat_tables([part(kept) for kept in retired["kept"]])
        if retired["chosen"]:
            found = found.take(own("chosen")[1])
        if retired["left"]:
            left, gone = own("left")
            places = np.argsort(np.concatenate([np.delete(np.arange(retired["rows"]), gone), gone]))
            found = pa.concat_tables([found, left.select(found.column_names)]).take(pa.array(places))
        return found

    return pa.concat_tables([part(one["object"]) for one in log[number]["tables"][table]["parts"]])


@pytest.mark.usefixtures("small_parts")
def test_any_version_is_had_from_the_log_and_the_objects_without_this_package(dataset):
    texts = {f"{index:02}": f"text {index}" for index in range(40)}
    publish(dataset, texts)
    for step in range(5):
        revised = {f"{index:02}": f"revised {step} {index}" for index in range(step, 40, 13)}
        publish(dataset, revised | {f"new {step}": "x" * step}, frozenset(revised))
    dataset.restore(3, parent=6, provenance={})
    assert any(not Folder(dataset.path).has_object(digest) for digest in dataset.version(1).listed)
    for version in dataset.versions():
        for table in version.tables:
            assert rows(dataset.path, table, version.number).equals(dataset.read(table, version.number))
