import gzip
import hashlib
import json
import os
import shutil
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk.errors import UsageError
from copydesk.intake import Candidate, Rejected, read_drop
from copydesk.intake.records import DETAIL_CHARS
from copydesk.settings import Limits

BODY = (
    "LISTON (HP) – The ferry talks broke off on Tuesday, the operator said, after three weeks of meetings.\n\n"
    "“We will not sign this,” said Ana Brook, the head of the seafarers’ union."
)
ARTICLE = json.dumps({"text": BODY, "title": "Ferry talks stall"})
PAGE = f"<html><head><title>Ferry</title></head><body><article><p>{BODY}</p></article></body></html>"
SMALL = Limits(file_bytes=2000, archive_bytes=4000, text_chars=500, json_depth=20, files=10)

QUARANTINE = {
    "no bytes": ("a.txt", b"", "empty"),
    "white space": ("a.txt", b" \n\t\r\n", "empty"),
    "a mark and nothing": ("a.txt", b"\xef\xbb\xbf", "empty"),
    "an empty array": ("a.json", b"[]", "empty"),
    "blank lines": ("a.jsonl", b"\n\n  \n", "empty"),
    "nothing gzipped": ("a.txt.gz", gzip.compress(b""), "empty"),
    "binary": ("a.txt", b"\x00\x01\x02", "not_text"),
    "no encoding": ("a.txt", bytes(range(128, 256)) * 4, "undecodable"),
    "too many bytes": ("a.txt", b"x" * 2001, "too_large"),
    "a gzip bomb": ("a.txt.gz", gzip.compress(b"x" * 1_000_000), "too_large"),
    "a gzip bomb of blank lines": ("a.jsonl.gz", gzip.compress(b" \n" * 100_000), "too_large"),
    "a file of lines over the limit of archives": ("a.jsonl", b" \n" * 2001, "too_large"),
    "too much text": ("a.txt", b"x" * 501, "text_too_long"),
    "a picture": ("a.jpg", b"x", "unsupported_format"),
    "no ending": ("README", b"x", "unsupported_format"),
    "an archive": ("a.tar.gz", gzip.compress(b"x"), "unsupported_format"),
    "only .gz": ("a.gz", gzip.compress(b"x"), "unsupported_format"),
    "half an object": ("a.json", b'{"text": ', "bad_json"),
    "a lone number": ("a.json", b"9" * 1900, "bad_json"),
    "not an object": ("a.json", b'"text"', "bad_json"),
    "deep JSON": ("a.json", b"[" * 900 + b"]" * 900, "too_deep"),
    "deeper JSON than the stack": ("a.json", b'{"a":' * 300 + b"[" * 100, "bad_json"),
    "deep, but within objects": ("a.json", b'{"a":' * 100 + b"1" + b"}" * 100, "too_deep"),
    "no body": ("a.json", b'{"title": "Ferry"}', "missing_body"),
    "an empty page": ("a.html", b"<html><head></head><body></body></html>", "missing_body"),
    "not a page": ("a.htm", b"just words", "bad_html"),
    "half a gzip file": ("a.txt.gz", gzip.compress(os.urandom(500))[:-40], "truncated_archive"),
    "not gzip at all": ("a.txt.gz", b"plain words", "bad_archive"),
    "a wrong check sum": ("a.txt.gz", gzip.compress(BODY.encode())[:-8] + b"12345678", "bad_archive"),
    "junk after a member": ("a.txt.gz", gzip.compress(BODY.encode()) + b"junk", "bad_archive"),
}


@pytest.mark.parametrize(("name", "data", "reason"), QUARANTINE.values(), ids=QUARANTINE.keys())
def test_what_cannot_be_read_goes_to_quarantine_alone(read, name, data, reason):
    found = read({name: data, "z.txt": "A sound article beside it."}, SMALL)
    assert [type(item) for item in found] == [Rejected, Candidate]
    rejected = found[0]
    assert (rejected.source_path, rejected.reason) == (name, reason)
    assert rejected.detail.isprintable()
    assert 0 < len(rejected.detail) <= DETAIL_CHARS
    assert rejected.content_hash in (None, hashlib.sha256(data).hexdigest())


def test_a_stack_of_brackets_never_overflows(read):
    (rejected,) = read({"a.json": b"[" * 200_000 + b"]" * 200_000})
    assert rejected.reason == "too_deep"


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "b/c/a.txt"])
def test_a_text_file_is_its_text(read, name):
    (article,) = read({name: BODY})
    assert article == Candidate(
        source_path=name,
        source_format="txt",
        content_hash=hashlib.sha256(BODY.encode()).hexdigest(),
        text=BODY,
        title=None,
        standfirst=(),
        authors=(),
        section=None,
        url=None,
        publisher=None,
        publisher_id=None,
        published_at=None,
        published_evidence=None,
    )


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("a.txt", BODY, "txt"), ("a.json", ARTICLE, "json"), ("a.jsonl", ARTICLE, "jsonl"), ("a.html", PAGE, "html")],
)
def test_gzip_changes_the_bytes_and_nothing_else(read, name, content, kind):
    half = len(content.encode()) // 2
    members = gzip.compress(content.encode()[:half], mtime=0) + gzip.compress(content.encode()[half:], mtime=0)
    plain, packed = read({name: content, name + ".gz": members})
    assert plain.source_format == packed.source_format == kind
    assert plain.text == packed.text
    assert packed.source_path.startswith(name + ".gz")
    if kind != "jsonl":
        assert packed.content_hash == hashlib.sha256(members).hexdigest()


def test_each_line_of_jsonl_stands_for_itself(read):
    lines = [ARTICLE, "", "{", "[]", '{"title": "x"}', "[" * 5000, ARTICLE]
    found = read({"a.jsonl": "\r\n".join(lines)})
    assert [item.source_path for item in found] == [f"a.jsonl#{n}" for n in (1, 3, 4, 5, 6, 7)]
    assert [getattr(item, "reason", None) for item in found] == [
        *(None, "bad_line", "bad_line", "missing_body", "too_deep", None),
    ]
    assert found[0].content_hash == hashlib.sha256(ARTICLE.encode()).hexdigest() == found[-1].content_hash


def test_jsonl_may_carry_a_mark_or_be_utf16(read):
    utf8, utf16 = read({"a.jsonl": "\ufeff" + ARTICLE, "b.jsonl": (ARTICLE + "\n").encode("utf-16")})
    assert utf8.text == utf16.text == BODY
    assert utf8.content_hash == utf16.content_hash


def test_each_item_of_an_array_is_an_article(read):
    first, second, third = read({"a.json": json.dumps([{"text": BODY}, {"title": "x"}, {"text": "B", "id": 1}])})
    assert (first.source_path, first.text) == ("a.json#1", BODY)
    assert (second.source_path, second.reason) == ("a.json#2", "missing_body")
    again = read({"a.json": json.dumps([{"id": 1, "text": "B"}], indent=4)})[0]
    assert again.content_hash == third.content_hash


def test_order_follows_the_paths_alone(read, drop):
    names = ["b.txt", "a/z.txt", "a.txt", "B.txt", "a/b/c.txt", "ä.txt"]
    found = read(dict.fromkeys(names, BODY))
    assert [item.source_path for item in found] == sorted(names)
    copy = drop.parent / "copy"
    for name in reversed(names):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(drop / name, copy / name)
    assert list(read_drop(copy, Limits())) == found


def test_litter_is_passed_over_in_silence(read):
    litter = [".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/a.txt", ".git/a.txt", "b/._a.txt", ".meta.json"]
    assert [item.source_path for item in read(dict.fromkeys([*litter, "a.txt"], "x"))] == ["a.txt"]


@pytest.mark.parametrize("name", ["a.txt.meta.json", "a.meta.json"])
def test_a_sidecar_speaks_for_its_article(read, name):
    sidecar = {
        "url": "https://www.a.example/x",
        "published_at": "2024-05-31",
        "authors": ["Mara Quill"],
        "title": "Ferry",
    }
    (article,) = read({"a.txt": BODY, name: json.dumps(sidecar)})
    assert (article.url, article.authors, article.title) == (sidecar["url"], ("Mara Quill",), "Ferry")
    assert (article.published_at, article.published_evidence) == (datetime(2024, 5, 31, tzinfo=UTC), "metadata")
    assert article.publisher == "a.example"
    assert article.content_hash == hashlib.sha256(BODY.encode()).hexdigest()
    assert article.sidecar_hash == hashlib.sha256(json.dumps(sidecar).encode()).hexdigest()


def test_the_longer_sidecar_name_wins_and_a_sidecar_wins_over_the_file(read):
    (article,) = read(
        {"a.json": ARTICLE, "a.json.meta.json": '{"title": "Long"}', "a.meta.json": '{"title": "Short"}'},
    )
    assert article.title == "Long"


@pytest.mark.parametrize("name", ["a.txt.gz.meta.json", "a.txt.meta.json", "a.meta.json"])
def test_a_sidecar_may_leave_out_the_gz(read, name):
    (article,) = read({"a.txt.gz": gzip.compress(BODY.encode()), name: '{"title": "Ferry"}'})
    assert article.title == "Ferry"


def test_a_sidecar_of_many_gives_only_the_publisher(read):
    sidecar = {"title": "Shared", "publisher": "The Harbour Post", "url": "https://a.example/x"}
    named = json.dumps({"text": BODY, "publisher": "Other"})
    first, second = read({"a.jsonl": f"{ARTICLE}\n{named}", "a.meta.json": json.dumps(sidecar)})
    assert (first.title, first.url, first.publisher) == ("Ferry talks stall", None, "The Harbour Post")
    assert second.publisher == "Other"
    assert first.sidecar_hash == second.sidecar_hash == hashlib.sha256(json.dumps(sidecar).encode()).hexdigest()


@pytest.mark.parametrize(
    ("sidecar", "reason"), [("{", "bad_json"), ("[]", "bad_json"), ("", "empty"), ("\x00", "not_text")]
)
def test_a_broken_sidecar_holds_its_article_back(read, sidecar, reason):
    (rejected,) = read({"a.txt": BODY, "a.meta.json": sidecar})
    assert (rejected.source_path, rejected.reason) == ("a.txt", reason)
    assert "a.meta.json" in rejected.detail


def test_a_sidecar_without_an_article_is_seen(read):
    (rejected,) = read({"a.txt.meta.json": "{}"})
    assert (rejected.source_path, rejected.reason) == ("a.txt.meta.json", "missing_body")


def test_links_that_lead_outside_are_not_followed(read, drop):
    outside = drop.parent / "secret.txt"
    outside.write_text("secret")
    (drop.parent / "elsewhere").mkdir()
    (drop / "out.txt").symlink_to(outside)
    (drop / "folder").symlink_to(drop.parent / "elsewhere")
    (drop / "nowhere.txt").symlink_to(drop / "missing")
    (drop / "loop").symlink_to(drop)
    (drop / "in.txt").symlink_to(drop / "a.txt")
    (drop / "s.meta.json").symlink_to(outside)
    found = read({"a.txt": BODY, "s.txt": BODY})
    assert {item.source_path: getattr(item, "reason", None) for item in found} == {
        "a.txt": None,
        "folder": "unsafe_path",
        "in.txt": None,
        "nowhere.txt": "unreadable_file",
        "out.txt": "unsafe_path",
        "s.txt": "unsafe_path",
    }


def test_a_pipe_is_not_waited_for(read, drop):
    os.mkfifo(drop / "a.txt")
    (rejected,) = read({})
    assert rejected.reason == "unreadable_file"


@pytest.mark.parametrize("name", [b"a\x1b[2Jb.txt", b"a\nb.txt", b"caf\xe9.txt"])
def test_names_that_no_table_should_hold_are_refused(read, drop, name):
    try:
        fd = os.open(os.fsencode(drop) + b"/" + name, os.O_CREAT | os.O_WRONLY)
    except OSError:
        pytest.skip("this file system refuses such names itself")
    os.close(fd)
    (rejected,) = read({})
    assert rejected.reason == "unsafe_path"
    rejected.source_path.encode()
    assert rejected.source_path.isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_unreadable(read, drop):
    (drop / "shut").mkdir(mode=0)
    (drop / "a.txt").touch(mode=0)
    assert [item.reason for item in read({})] == ["unreadable_file", "unreadable_file"]
    (drop / "shut").chmod(0o700)


def test_a_drop_may_be_one_file(drop):
    (drop / "a.txt").write_text(BODY)
    (drop / "a.meta.json").write_text('{"title": "Ferry"}')
    (drop / "b.txt").write_text(BODY)
    (article,) = read_drop(drop / "a.txt", Limits())
    assert (article.source_path, article.title) == ("a.txt", "Ferry")


def test_an_empty_drop_yields_nothing(drop):
    assert list(read_drop(drop, Limits())) == []


def test_a_wrong_drop_is_a_usage_error(drop, read):
    with pytest.raises(UsageError, match="no such file or folder"):
        list(read_drop(drop / "missing", Limits()))
    with pytest.raises(UsageError, match="more than 2 files"):
        read({"a.txt": "x", "b.txt": "y", "c.txt": "z"}, Limits(files=2))


def test_progress_counts_files(drop):
    for name in ("a.txt", "b.txt"):
        (drop / name).write_text(BODY)
    seen = []
    list(read_drop(drop, Limits(), progress=lambda done, total: seen.append((done, total))))
    assert seen == [(1, 2), (2, 2)]


def test_dates_and_publishers_fall_back_to_the_address_and_the_text(read):
    by_url = json.dumps({"text": BODY, "url": "https://www.a.example/2024/05/31/x"})
    by_text = json.dumps({"text": "Ferry\n\n31 May 2024\n\n" + BODY})
    first, second, third = read({"a.json": by_url, "b.json": by_text, "c.json": ARTICLE})
    assert (first.publisher, first.published_evidence, second.published_evidence) == ("a.example", "url", "text")
    assert first.published_at == second.published_at == datetime(2024, 5, 31, tzinfo=UTC)
    assert (third.publisher, third.published_at, third.published_evidence) == (None, None, None)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=60
)
@given(
    st.sampled_from(["a.txt", "a.json", "a.jsonl", "a.html", "a.txt.gz", "a.json.gz"]),
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
def test_any_bytes_under_any_name_become_articles_or_rejections(drop, name, data):
    (drop / name).write_bytes(data)
    found = list(read_drop(drop / name, Limits()))
    assert found
    assert found == list(read_drop(drop / name, Limits()))
    for item in found:
        assert isinstance(item, Candidate | Rejected)
