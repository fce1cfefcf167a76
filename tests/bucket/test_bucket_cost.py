"""What a dataset in an object store costs in requests, so that it does not creep up."""

from collections import Counter

from s3_server import Server
from store_rows import publish

from copydesk.store import Dataset


def asked(s3: Server) -> Counter[str]:
    counted = Counter(request.method for request in s3.seen)
    s3.calm()
    return counted


def test_requests_are_few(s3: Server, url):
    dataset = Dataset.open(url, create=True)
    publish(dataset, {f"{n:04}": "text" for n in range(50)})
    s3.calm()
    opened = Dataset.open(url, repair=False)
    opened.head()
    assert asked(s3) == Counter(GET=5)  # the marker, twice the log's listing and the newest entry
    opened.read("articles")
    assert asked(s3)["GET"] <= 4
    opened.read("quotes")
    first = asked(s3)
    opened.read("quotes")
    assert asked(s3)["GET"] <= first["GET"]
    publish(opened, {"new": "text"})
    spent = asked(s3)
    assert spent["PUT"] <= 10
    assert spent["GET"] + spent["HEAD"] <= 20
