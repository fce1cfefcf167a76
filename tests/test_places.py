"""Where a dataset lies, as a person names it."""

from pathlib import Path

import pytest

from copydesk.errors import UsageError
from copydesk.places import Bucket, place
from copydesk.settings import Settings, load_settings, overridden

GOLDEN = {
    "a folder": ("data/processed", Path("data/processed")),
    "a folder as a path": (Path("/data"), Path("/data")),
    "a folder as a URL": ("file:///data/quotes", Path("/data/quotes")),
    "a prefix": ("s3://newsroom/quotes", Bucket("s3://newsroom/quotes")),
    "a bucket": ("s3://newsroom/", Bucket("s3://newsroom")),
    "another store": ("gs://newsroom/a/b/", Bucket("gs://newsroom/a/b")),
    "a place": (Bucket("s3://newsroom"), Bucket("s3://newsroom")),
    "a colon": ("data/a:/b", Path("data/a:/b")),
}


@pytest.mark.parametrize(("named", "meant"), GOLDEN.values(), ids=GOLDEN.keys())
def test_places_follow_the_golden_names(named, meant):
    assert place(named) == meant


@pytest.mark.parametrize("named", ["s3://", "s3:///quotes", Path("s3://newsroom/quotes"), "s3:/newsroom/quotes"])
def test_what_names_no_bucket_is_refused(named):
    with pytest.raises(UsageError, match=r"names no bucket|two slashes"):
        place(named)


def test_a_bucket_is_no_path():
    with pytest.raises(TypeError):
        Path(Bucket("s3://newsroom"))
    assert str(Bucket("s3://newsroom") / "log/1") == "s3://newsroom/log/1"


def test_settings_take_both(tmp_path):
    (tmp_path / "copydesk.toml").write_text('dataset = "s3://newsroom/quotes"\n')
    assert load_settings(tmp_path / "copydesk.toml").dataset == Bucket("s3://newsroom/quotes")
    assert overridden(Settings(), dataset="s3://newsroom/a").dataset == Bucket("s3://newsroom/a")
    assert overridden(Settings(), dataset=Path("a")).dataset == Path("a")
    assert overridden(Settings(), dataset=None).dataset == Path("data/processed")
