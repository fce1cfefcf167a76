"""A bucket for every test, on a server for the session; nothing but loopback is asked."""

import itertools
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from s3_server import Server, serving

from copydesk.store import remote

_numbers = itertools.count()


@pytest.fixture(scope="session")
def _s3_session() -> Iterator[Server]:
    with serving() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_ENDPOINT_URL", server.url)
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        remote._filesystem.cache_clear()
        yield server
        remote._filesystem.cache_clear()


@pytest.fixture
def s3(_s3_session: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Give the server, with no faults, and a cache of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _s3_session.calm()
    return _s3_session


@pytest.fixture
def bucket(s3: Server) -> str:
    """Make a bucket and return its name."""
    name = f"newsroom-{next(_numbers)}"
    urllib.request.urlopen(urllib.request.Request(f"{s3.url}/{name}", method="PUT")).close()  # noqa: S310
    s3.calm()
    return name


@pytest.fixture
def url(bucket: str) -> str:
    return f"s3://{bucket}/quotes"
