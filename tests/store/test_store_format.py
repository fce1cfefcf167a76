"""How versions are written down: to the byte, and as older releases did."""

import base64
import hashlib
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pytest
import store_rows
from store_rows import changes, files_under, publish, texts_of, version_row

from copydesk.errors import CopydeskError
from copydesk.store import Changes, DamagedDatasetError, Dataset
from copydesk.store.blobs import packed_bytes
from copydesk.store.entry import NewerFormatError, from_json, to_json
from copydesk.store.folder import Folder
from copydesk.store.soundness import check_bytes
from copydesk.store.version import STORE_FORMAT

FORMAT1 = Path(__file__).with_name("format1")
"""Three versions as written by store format 1: four articles, a revision and a fifth, a sixth."""
FORMAT2 = Path(__file__).with_name("format2")
"""Four versions as written by store format 2, of which the older ones are thinned: of one part rows are left, of others
the places in the part are chosen into which they were merged; each version has a document."""
TEXTS = [
    {"a": "one", "b": "two", "c": "three", "d": "four"},
    {"a": "one", "b": "two, revised", "c": "three", "d": "four", "e": "five"},
    {"a": "one", "b": "two, revised", "c": "three", "d": "four", "e": "five", "f": "six"},
]


@pytest.fixture
def older(tmp_path):
    shutil.copytree(FORMAT1, tmp_path / "dataset")
    return tmp_path / "dataset"


def test_a_dataset_of_format_1_is_read(older):
    before = files_under(older)
    dataset = Dataset.open(older, repair=False)
    assert [texts_of(dataset, number) for number in (1, 2, 3)] == TEXTS
    assert dataset.read("entities", 1)["entity_id"].to_pylist() == ["e1", "e2"]
    assert dataset.read("quarantine").num_rows == 1
    state = dataset.head().tables
    assert (state["articles"].key, state["quarantine"].key, state["versions"].key) == ("article_id", None, None)
    assert dataset.version(1).provenance["verdict"] == "passé"
    assert files_under(older) == before


def test_a_dataset_of_format_1_is_built_upon(older, monkeypatch):
    for name in ("ARTICLES", "QUOTES"):
        # Its columns may all be null.
        columns = [column.with_nullable(True) for column in getattr(store_rows, name)]
        monkeypatch.setattr(store_rows, name, pa.schema(columns))
    dataset = Dataset.open(older)
    assert {path.name for path in (older / "latest").iterdir()} == {
        "articles", "entities", "quarantine", "quotes", "versions"
    }  # fmt: skip
    publish(dataset, {"a": "revised", "g": "seven"}, frozenset("a"))
    dataset.commit(Changes(replaced={"c"}), parent=4, provenance={}, version_row=version_row)
    last = TEXTS[2] | {"a": "revised", "g": "seven"}
    assert [texts_of(dataset, number) for number in (1, 2, 3, 4)] == [*TEXTS, last]
    assert texts_of(dataset) == {key: text for key, text in last.items() if key != "c"}
    assert dataset.read("versions")["version"].to_pylist() == [1, 2, 3, 4, 5]
    # Parts of format 1 are thinned as any other, their rows being had all the same.
    listed = set().union(*(version.listed for version in dataset.versions()))
    assert any(not Folder(older).has_object(digest) for digest in listed)


def test_a_dataset_of_format_2_is_read_and_built_upon(tmp_path, monkeypatch):
    # A version is restored only beside others of its schema.
    monkeypatch.setattr("copydesk.store.dataset.SCHEMA_VERSION", 4)
    shutil.copytree(FORMAT2, tmp_path / "dataset")
    dataset = Dataset.open(tmp_path / "dataset")
    second = TEXTS[1]
    texts = [TEXTS[0], second, second | {"f": "six"}, second | {"f": "six", "a": "one, revised"}]
    assert [texts_of(dataset, number) for number in (1, 2, 3, 4)] == texts
    assert dataset.read("versions", 2)["version"].to_pylist() == [1, 2]
    assert [dataset.document("about.json", number) for number in (1, 4)] == [b"version 1\n", b"version 4\n"]
    assert dataset.read("articles", 1, ["text"], check=False).column_names == ["text"]
    publish(dataset, {"b": "two, revised twice"}, frozenset("b"))
    dataset.restore(1, parent=5, provenance={}, version_row=version_row)
    assert [texts_of(dataset, number) for number in range(1, 7)] == [
        *texts, texts[3] | {"b": "two, revised twice"}, texts[0]
    ]  # fmt: skip
    assert list(check_bytes(Dataset(dataset.path))) == []


def test_code_of_format_1_would_refuse_what_is_written_now(dataset):
    publish(dataset, {"a": "x"})
    assert json.loads((dataset.path / "dataset.json").read_text())["store_format"] == STORE_FORMAT == 4
    entry = json.loads((dataset.path / "log" / "00000001.json").read_text())
    assert entry["version"]["store_format"] == STORE_FORMAT


def test_any_flipped_bit_of_a_log_entry_is_seen(dataset):
    commit = {"parent": None, "provenance": {"verdict": 'passé \u2028 \\ " \x7f', "none": None, "share": 1e-7}}
    dataset.commit(changes({"a": "x"}), **commit, version_row=version_row)
    whole = (dataset.path / "log" / "00000001.json").read_bytes()
    assert to_json(from_json(whole)) == whole
    for at in range(len(whole)):
        for bit in range(8):
            harmed = bytearray(whole)
            harmed[at] ^= 1 << bit
            with pytest.raises((ValueError, KeyError, TypeError)):
                from_json(bytes(harmed))
    for other in (whole[:-1], whole + b" ", whole.replace(b":", b": ", 1), whole + whole):
        with pytest.raises(ValueError, match=r"digest|Extra data"):
            from_json(other)


def test_an_entry_of_newer_code_is_told_from_a_damaged_one(dataset, monkeypatch):
    monkeypatch.setattr("copydesk.store.entry.STORE_FORMAT", 99)
    publish(dataset, {"a": "x"})
    data = (dataset.path / "log" / "00000001.json").read_bytes()
    monkeypatch.undo()
    with pytest.raises(NewerFormatError):
        from_json(data)


def test_two_writers_of_the_same_changes_write_different_entries(tmp_path):
    writers = set()
    for name in ("one", "two"):
        dataset = Dataset.open(tmp_path / name, create=True)
        publish(dataset, {"a": "x"})
        writers.add(dataset.head().writer)
    assert len(writers) == 2


@pytest.mark.parametrize(
    ("made", "unfinished"),
    [
        ([], True),
        (["log/"], True),
        (["log/", "objects/", ".gitkeep", ".dataset.json-1234"], True),
        (["log/", "objects/", "notes.txt"], False),
        (["log/", "objects/", "log/00000001.json"], False),
        (["objects/", "objects/3f/", "objects/3f/3f9a"], False),
        (["log/", "objects/", "dataset.json"], False),
    ],
    ids=["empty", "log", "before the marker", "other files", "a log entry", "an object", "made"],
)
def test_a_creation_that_was_killed_is_told_from_other_folders(tmp_path, made, unfinished):
    for name in made:
        path = tmp_path / name
        if name.endswith("/"):
            path.mkdir()
        else:
            path.touch()
    assert Dataset.is_unfinished(tmp_path) is unfinished
    if unfinished:
        assert publish(Dataset.open(tmp_path, create=True), {"a": "x"}) is not None
    elif "dataset.json" not in made:
        with pytest.raises(CopydeskError, match="holds other files and is not a dataset"):
            Dataset.open(tmp_path, create=True)


def test_nothing_and_a_file_are_told_apart(tmp_path):
    assert Dataset.is_unfinished(tmp_path / "nowhere")
    (tmp_path / "file").touch()
    assert not Dataset.is_unfinished(tmp_path / "file")


def entry_with(whole: bytes, **changes: object) -> bytes:
    """Return a log entry with a right digest and other content."""
    body = json.loads(whole)["version"]
    bulk = json.loads(pa.CompressedInputStream(pa.BufferReader(base64.b64decode(body["packed"])), "zstd").read())
    for name, value in changes.items():
        (bulk if name in bulk else body)[name] = value
    if "packed" not in changes:
        body["packed"] = base64.b64encode(packed_bytes(json.dumps(bulk).encode())).decode()
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return f'{{"sha256":"{hashlib.sha256(text.encode()).hexdigest()}","version":{text}}}\n'.encode()


DOCUMENT = {"object": "a" * 64, "size": 1, "plain": 1}


@pytest.mark.parametrize(
    "changes",
    [
        {"tables": []},
        {"tables": {"../../articles": {}}},
        {"tables": {"articles": {"columns": [], "rows": 0, "content_hash": "", "parts": [], "key": None}}},
        {"documents": {"../../home.md": DOCUMENT}},
        {"documents": {"/home.md": DOCUMENT}},
        {"documents": {"about.json": DOCUMENT | {"object": "../../../home"}}},
        {"documents": {"about.json": DOCUMENT | {"edits": [{"start": "0", "end": 1, "text": ""}]}}},
        {"retired": {"articles": None}},
        {"schema_version": "4"},
        {"number": None},
        {"created_at": "yesterday"},
        {"packed": "[" * 100_000},
        {"packed": base64.b64encode(packed_bytes(b"[" * 100_000)).decode()},
        {"packed": base64.b64encode(packed_bytes(b" " * 2_000_000)).decode()},
        {"packed": 7},
    ],
    ids=lambda changes: str(changes)[:60],
)
def test_an_entry_that_nobody_wrote_so_is_one_clear_line_and_names_no_file_elsewhere(dataset, changes, monkeypatch):
    monkeypatch.setattr("copydesk.store.entry.LARGEST_BULK", 1_000_000)
    publish(dataset, {"a": "x"})
    path = dataset.path / "log" / "00000001.json"
    whole = path.read_bytes()
    assert from_json(entry_with(whole)) == from_json(whole)
    path.write_bytes(entry_with(whole, **changes))
    with pytest.raises(DamagedDatasetError, match=r"00000001\.json: this log entry is damaged"):
        Dataset.open(dataset.path)
    assert [fault.where for fault in check_bytes(dataset)] == ["log/00000001.json"]
