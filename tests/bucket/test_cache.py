"""The local copies of objects: right, or not there."""

import hashlib
import os

import pytest
from s3_server import Server
from store_rows import publish, texts_of

from copydesk.store import Dataset
from copydesk.store.bucket import ObjectStore
from copydesk.store.cache import PartCache, user_cache

DATA = b"PAR1 some rows PAR1"
DIGEST = hashlib.sha256(DATA).hexdigest()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_what_was_added_is_read(tmp_path):
    cache = PartCache(tmp_path / "parts")
    assert (cache.read(DIGEST), cache.find(DIGEST)) == (None, None)
    cache.add(DIGEST, DATA)
    assert cache.read(DIGEST) == DATA
    assert cache.find(DIGEST).read_bytes() == DATA


def test_a_damaged_copy_is_forgotten(tmp_path):
    cache = PartCache(tmp_path)
    cache.add(DIGEST, DATA)
    cache.find(DIGEST).write_bytes(DATA[:-1])
    assert cache.read(DIGEST) is None
    assert cache.find(DIGEST) is None


def test_the_least_recently_used_make_room(tmp_path):
    cache = PartCache(tmp_path, limit=1000)
    pieces = [bytes([n]) * 100 for n in range(9)]
    for n, piece in enumerate(pieces):
        cache.add(digest(piece), piece)
        os.utime(cache.find(digest(piece)), (n, n))
    assert cache.read(digest(pieces[0])) is not None
    for n in range(100, 104):
        cache.add(digest(bytes([n]) * 100), bytes([n]) * 100)
    kept = [n for n, piece in enumerate(pieces) if cache.find(digest(piece))]
    assert 0 in kept
    assert 1 not in kept
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 1000


@pytest.mark.parametrize("limit", [0, 5])
def test_what_is_too_large_is_not_kept(tmp_path, limit):
    cache = PartCache(tmp_path / "parts", limit=limit)
    cache.add(DIGEST, DATA)
    assert cache.read(DIGEST) is None


def test_a_cache_that_cannot_be_written_to_is_none(tmp_path):
    (tmp_path / "file").touch()
    cache = PartCache(tmp_path / "file/parts")
    cache.add(DIGEST, DATA)
    assert cache.read(DIGEST) is None


def test_the_environment_says_where_and_how_much(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("COPYDESK_CACHE_BYTES", "7")
    assert user_cache() == PartCache(tmp_path / "copydesk/parts", 7, user_cache()._added, user_cache()._lock)


def test_a_dataset_is_read_without_a_cache_and_from_it(s3: Server, url, monkeypatch):
    dataset = Dataset.open(url, create=True)
    publish(dataset, {"a": "one"})
    assert texts_of(dataset) == {"a": "one"}
    s3.calm()
    assert texts_of(dataset) == {"a": "one"}
    assert not [request for request in s3.seen if "/objects/" in request.path]
    monkeypatch.setenv("COPYDESK_CACHE_BYTES", "0")
    assert ObjectStore(dataset.path).cache.limit == 0
    assert texts_of(dataset) == {"a": "one"}
    assert [request for request in s3.seen if "/objects/" in request.path]
