"""What is kept beside the tables: documents, blobs; and the audit before a version is published."""

import gzip

import pyarrow as pa
import pytest
from store_rows import changes, files_under, publish, texts_of, version_row

from copydesk.errors import CopydeskError
from copydesk.store import Changes, Conflict, DamagedDatasetError, Dataset, blobs, packed
from copydesk.store.folder import Folder


def described(version) -> dict[str, bytes]:
    return {"about.json": f"{sorted(version.tables)} of {version.number}".encode()}


def commit(dataset: Dataset, texts: dict[str, str], **options) -> object:
    head = dataset.head()
    parent = head.number if head else None
    return dataset.commit(changes(texts), parent=parent, provenance={}, version_row=version_row, **options)


def test_documents_are_kept_with_their_version_and_shown_beside_the_tables(dataset, tmp_path):
    commit(dataset, {"a": "one"}, describe=described)
    commit(dataset, {"b": "two"}, describe=described)
    shown = dataset.path / "latest" / "about.json"
    assert shown.read_bytes() == dataset.document("about.json") == b"['articles', 'quotes', 'versions'] of 2"
    assert dataset.document("about.json", 1) == b"['articles', 'quotes', 'versions'] of 1"
    dataset.export(1, tmp_path / "out")
    assert (tmp_path / "out" / "about.json").read_bytes() == dataset.document("about.json", 1)
    with pytest.raises(CopydeskError, match="version 1 has no document 'other'"):
        dataset.document("other", 1)


def test_a_document_that_is_missing_in_latest_is_put_back(dataset):
    commit(dataset, {"a": "one"}, describe=described)
    before = files_under(dataset.path)
    (dataset.path / "latest" / "about.json").unlink()
    Dataset.open(dataset.path)
    assert files_under(dataset.path) == before
    (dataset.path / "latest" / "stray.json").touch()
    Dataset.open(dataset.path)
    assert files_under(dataset.path) == before


@pytest.mark.parametrize("name", ["articles", "../out", ".hidden", ""])
def test_a_document_that_can_not_stand_beside_the_tables_is_refused(dataset, name):
    with pytest.raises(CopydeskError, match="cannot be the name of a document"):
        commit(dataset, {"a": "one"}, describe=lambda _: {name: b""})
    assert dataset.head() is None


@pytest.mark.parametrize(
    "data",
    [b"", b"plain\r\n", gzip.compress(b"zipped"), bytes(range(256)) * 40_000],
    ids=["empty", "text", "gz", "long"],
)
def test_a_blob_gives_back_the_dropped_bytes(dataset, tmp_path, data, monkeypatch):
    monkeypatch.setattr(blobs, "_FRAME", 1_000_000)
    dropped = tmp_path / "dropped.bin"
    dropped.write_bytes(data)
    into = tmp_path / "packed"
    into.mkdir()
    blob = packed(dropped, into)
    assert blob.size == blob.path.stat().st_size
    commit(dataset, {"a": "one"}, blobs=[blob])
    blob.path.unlink()
    assert dataset.blob(blob.digest) == data
    again = packed(dropped, into)
    assert again.digest == blob.digest


def test_blobs_that_are_kept_already_are_not_stored_again(dataset, tmp_path):
    dropped = tmp_path / "dropped.txt"
    dropped.write_text("news")
    blob = packed(dropped, tmp_path)
    commit(dataset, {"a": "one"}, blobs=[blob])
    inode = Folder(dataset.path).object_path(blob.digest).stat().st_ino
    blob.path.unlink()
    commit(dataset, {"b": "two"}, blobs=[blob])
    assert Folder(dataset.path).object_path(blob.digest).stat().st_ino == inode
    assert dataset.blob(blob.digest) == b"news"


def test_a_blob_that_is_not_what_it_says_is_refused(dataset, tmp_path):
    dropped = tmp_path / "dropped.txt"
    dropped.write_text("news")
    blob = packed(dropped, tmp_path)
    blob.path.write_bytes(b"other")
    with pytest.raises(DamagedDatasetError, match="damaged"):
        commit(dataset, {"a": "one"}, blobs=[blob])
    assert dataset.head() is None


def test_a_missing_or_damaged_blob_is_named(dataset, tmp_path):
    with pytest.raises(DamagedDatasetError, match="missing"):
        dataset.blob("0" * 64)
    dropped = tmp_path / "dropped.txt"
    dropped.write_text("news")
    blob = packed(dropped, tmp_path)
    commit(dataset, {"a": "one"}, blobs=[blob])
    path = Folder(dataset.path).object_path(blob.digest)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(DamagedDatasetError, match=f"{blob.digest}: a part of the dataset is damaged"):
        dataset.blob(blob.digest)


def test_an_audit_is_shown_what_was_written_before_anything_is_published(dataset):
    publish(dataset, {"a": "one", "b": "two"})
    seen = []

    def audit(staged):
        assert len(dataset.versions()) == 1
        seen.append(
            (
                staged.version.number,
                staged.read("articles", ["article_id"]).column(0).to_pylist(),
                [part.column("article_id").to_pylist() for part in staged.new_parts("articles")],
                staged.read("versions").num_rows,
                sorted(staged.version.documents),
            )
        )

    commit(dataset, {"c": "x"}, audit=audit, describe=described)
    assert seen == [(2, ["a", "b", "c"], [["c"]], 2, ["about.json"])]


def test_an_audit_that_objects_keeps_the_version_from_being_published(dataset):
    publish(dataset, {"a": "one"})
    before = files_under(dataset.path)

    def audit(_staged):
        raise CopydeskError("refused, nothing was published: wrong")

    with pytest.raises(CopydeskError, match="refused"):
        commit(dataset, {"b": "two"}, audit=audit)
    assert files_under(dataset.path) - {".gc.lock"} == before - {".gc.lock"}
    assert texts_of(dataset) == {"a": "one"}


def test_an_audit_sees_bytes_that_went_wrong_on_their_way_to_the_disk(dataset):
    def audit(staged):
        path = next(iter(staged._staging.parts.values()))
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)
        for table in staged.version.tables:
            list(staged.new_parts(table))

    with pytest.raises(DamagedDatasetError, match="damaged"):
        commit(dataset, {"a": "one"}, audit=audit)
    assert dataset.head() is None


def test_whoever_publishes_during_an_audit_wins(dataset):
    publish(dataset, {"a": "one"})

    def audit(_staged):
        if len(dataset.versions()) == 1:
            publish(dataset, {"b": "other"})

    with pytest.raises(Conflict, match="the dataset is now version 2, no longer 1; nothing was published, run again"):
        commit(dataset, {"c": "mine"}, audit=audit)
    assert texts_of(dataset) == {"a": "one", "b": "other"}


def test_a_commit_of_documents_alone_makes_no_version(dataset):
    commit(dataset, {"a": "one"}, describe=described)
    assert dataset.commit(Changes(), parent=1, provenance={}, describe=described) is None
    rows = pa.table({"n": [1]})
    assert dataset.commit(Changes(upserts={"more": rows}), parent=1, provenance={}, describe=described) is not None


def test_documents_are_stored_packed_and_shown_plain(dataset):
    text = b'{"name": "a dataset", "resources": []}\n' * 1000
    commit(dataset, {"a": "one"}, describe=lambda _: {"about.json": text})
    document = dataset.head().documents["about.json"]
    assert (document.plain, Folder(dataset.path).object_path(document.object).stat().st_size) == (
        len(text),
        document.size,
    )
    assert document.size < len(text) / 50
    assert (dataset.path / "latest" / "about.json").read_bytes() == dataset.document("about.json") == text


LINES = [f"line {number}\u2028 of a description\n" for number in range(200)]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [*lines[:7], "another\n", *lines[8:]],
        lambda lines: ["before all\n", *lines],
        lambda lines: lines[:50] + lines[60:],
        lambda lines: [*lines[3:], "no end"],
        lambda lines: [line for pair in zip(lines, ["", "more\n"] * 100, strict=True) for line in pair],
        lambda lines: lines,
        lambda _: [],
    ],
)
def test_of_a_document_that_changes_a_little_only_the_lines_that_differ_are_kept(dataset, tmp_path, change):
    texts = ["".join(lines).encode() for lines in (LINES, change(LINES), LINES[1:])]
    for number, text in enumerate(texts):
        commit(dataset, {f"{number}": "one"}, describe=lambda _, text=text: {"about.txt": text})
    assert len({version.documents["about.txt"].object for version in dataset.versions()}) == 1
    assert [dataset.document("about.txt", number) for number in (1, 2, 3)] == texts
    assert (dataset.path / "latest" / "about.txt").read_bytes() == texts[2]
    dataset.export(2, tmp_path / "out")
    assert (tmp_path / "out" / "about.txt").read_bytes() == texts[1]


@pytest.mark.parametrize(
    "text",
    [b"quite another\n" * 9, b"\xff\xfe", "".join(LINES).encode() * 300],
    ids=["different", "no text", "large"],
)
def test_a_document_that_is_another_is_kept_whole(dataset, text):
    commit(dataset, {"a": "one"}, describe=lambda _: {"about.txt": "".join(LINES).encode()})
    commit(dataset, {"b": "one"}, describe=lambda _: {"about.txt": text})
    commit(dataset, {"c": "one"}, describe=lambda _: {"about.txt": text + b"\n"})
    assert [version.documents["about.txt"].edits for version in dataset.versions()[:2]] == [(), ()]
    assert [dataset.document("about.txt", number) for number in (2, 3)] == [text, text + b"\n"]


def test_no_version_depends_on_a_document_that_is_damaged(dataset):
    text = "".join(LINES).encode()
    commit(dataset, {"a": "one"}, describe=lambda _: {"about.txt": text})
    path = Folder(dataset.path).object_path(dataset.head().documents["about.txt"].object)
    path.chmod(0o644)
    path.write_bytes(b"x")
    commit(dataset, {"b": "one"}, describe=lambda _: {"about.txt": text + b"more"})
    assert dataset.document("about.txt") == text + b"more"


def test_a_large_blob_is_unpacked_without_being_in_memory(dataset, tmp_path):
    dropped = tmp_path / "dropped.txt"
    dropped.write_bytes(bytes(range(256)) * 100)
    blob = packed(dropped, tmp_path)
    commit(dataset, {"a": "one"}, blobs=[blob])
    dataset.unpack(blob.digest, tmp_path / "again.txt")
    assert (tmp_path / "again.txt").read_bytes() == dropped.read_bytes()
    with pytest.raises(DamagedDatasetError, match="missing"):
        dataset.unpack("0" * 64, tmp_path / "other.txt")
    with pytest.raises(CopydeskError, match="File exists"):
        dataset.unpack(blob.digest, tmp_path / "again.txt")
    path = Folder(dataset.path).object_path(blob.digest)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(DamagedDatasetError, match="damaged"):
        dataset.unpack(blob.digest, tmp_path / "harmed.txt")


def test_blobs_come_along_when_a_dataset_is_taken_over(dataset, tmp_path):
    dropped = tmp_path / "dropped.txt"
    dropped.write_text("news")
    other = Dataset.open(tmp_path / "other", create=True)
    blob = packed(dropped, tmp_path)
    commit(other, {"a": "one"}, blobs=[blob])
    kept = blob._replace(path=Folder(other.path).object_path(blob.digest))
    blob.path.unlink()
    dataset.adopt(other, other.head(), parent=None, provenance={}, blobs=[kept])
    assert dataset.blob(blob.digest) == b"news"
