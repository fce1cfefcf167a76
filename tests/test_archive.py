"""Files as they were dropped, read again from what the dataset kept."""

import gzip
import json

import pytest

from copydesk.archive import FileRow, Kept, read_kept
from copydesk.errors import CopydeskError
from copydesk.intake import Candidate, Rejected
from copydesk.settings import Limits
from copydesk.store import Changes, Dataset, packed

TEXT = "Ferry crews end strike\n\nThe crews of three ferries went back to work on Friday.\n"


def row(source_path, evidence=None, detail=None, blob="b" * 64, sidecar_blob=None):
    return FileRow("1" * 16, "d" * 16, source_path, "c" * 64, "quarantined", None, evidence, detail, blob, sidecar_blob)


FILES = {
    "ferry.txt": "ferry.txt",
    "a/ferry.html": "a/ferry.html",
    "day.jsonl#12": "day.jsonl",
    "day.jsonl.gz#12": "day.jsonl.gz",
    "day.json#3": "day.json",
    "crawl.warc.gz#7": "crawl.warc.gz",
    "a#1/day.ndjson#2": "a#1/day.ndjson",
    "day.jsonl": "day.jsonl",
    "note#1.txt": "note#1.txt",
    "note.txt#1": "note.txt#1",
    "day.jsonl#": "day.jsonl#",
    "day.jsonl#x": "day.jsonl#x",
}


@pytest.mark.parametrize(("source_path", "file"), FILES.items())
def test_an_article_is_found_in_its_file(source_path, file):
    assert row(source_path).file == file


def test_a_file_of_an_unknown_kind_has_its_own_name():
    assert row("day.jsonl#12", "unsupported_format").file == "day.jsonl#12"


def test_what_was_kept_is_told_by_the_row():
    assert row("a.txt", blob=None).kept is None
    assert row("a.txt").kept == Kept("b" * 64, None, None)
    assert row("a.txt", sidecar_blob="5" * 64).kept == Kept("b" * 64, "5" * 64, None)
    broken = row("a.txt", "bad_json", "sidecar a.meta.json: line 1 is no JSON", sidecar_blob="5" * 64)
    assert broken.kept == Kept("b" * 64, "5" * 64, "a.meta.json")


@pytest.fixture
def kept(tmp_path):
    """Return a dataset, and how it keeps files."""
    dataset = Dataset.open(tmp_path / "dataset", create=True)

    def keep(*contents):
        digests = []
        with dataset.scratch() as folder:
            blobs = []
            for number, content in enumerate(contents):
                (folder / str(number)).write_bytes(content)
                blobs.append(packed(folder / str(number), folder))
                digests.append(blobs[-1].digest)
            head = dataset.head()
            dataset.commit(
                Changes(whole={"numbers": _numbers(head.number if head else 0)}),
                parent=head.number if head else None,
                provenance={},
                blobs=blobs,
            )
        return digests

    return dataset, keep


def _numbers(number):
    import pyarrow as pa

    return pa.table({"number": [number]})


def test_a_kept_file_is_read_under_its_path(kept):
    dataset, keep = kept
    (blob,) = keep(TEXT.encode())
    (item,) = read_kept(dataset, "a/b/ferry.txt", Kept(blob, None, None), Limits())
    assert isinstance(item, Candidate)
    assert (item.source_path, item.text) == ("a/b/ferry.txt", TEXT)
    assert list((dataset.path / ".tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "sidecar"),
    [
        ("ferry.txt", None),
        ("ferry.txt", "ferry.meta.json"),
        # Its name was told in one line, where two spaces are one.
        ("the  ferry.txt", "the ferry.meta.json"),
        # The sidecar can only have been named by what is before the dot.
        ("f" * 244 + ".txt", None),
    ],
)
def test_a_sidecar_tells_of_its_file_again(kept, name, sidecar):
    dataset, keep = kept
    blobs = keep(TEXT.encode(), json.dumps({"url": "https://lydhavn.example/ferry"}).encode())
    (item,) = read_kept(dataset, name, Kept(*blobs, sidecar), Limits())
    assert item.url == "https://lydhavn.example/ferry"


@pytest.mark.parametrize("where", ["../../ferry.txt", "/ferry.txt", "a/../../ferry.txt"])
def test_a_path_that_leads_elsewhere_is_not_written_to(kept, where):
    dataset, keep = kept
    (blob,) = keep(TEXT.encode())
    with pytest.raises(CopydeskError, match="no path in a drop"):
        list(read_kept(dataset, where, Kept(blob, None, None), Limits()))


def test_a_broken_sidecar_is_named_as_it_was(kept):
    dataset, keep = kept
    blobs = keep(TEXT.encode(), b"{")
    (item,) = read_kept(dataset, "ferry.txt", Kept(*blobs, "ferry.meta.json"), Limits())
    assert isinstance(item, Rejected)
    assert item.detail.startswith("sidecar ferry.meta.json: ")


def test_all_articles_of_a_file_are_read(kept):
    dataset, keep = kept
    lines = "\n".join(json.dumps({"text": TEXT + str(number)}) for number in range(3))
    (blob,) = keep(gzip.compress(lines.encode()))
    items = list(read_kept(dataset, "day.jsonl.gz", Kept(blob, None, None), Limits()))
    assert [item.source_path for item in items] == [f"day.jsonl.gz#{number}" for number in (1, 2, 3)]


def test_a_file_that_is_gone_is_missed_in_one_line(kept):
    dataset, keep = kept
    keep(b"another")
    with pytest.raises(CopydeskError, match="0000"):
        list(read_kept(dataset, "ferry.txt", Kept("0" * 64, None, None), Limits()))
    assert not dataset.has_blob("0" * 64)
