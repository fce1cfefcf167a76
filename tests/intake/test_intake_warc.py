import gzip
import hashlib
import json
import zlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
from fastwarc.stream_io import BrotliWriter, GzipWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_warcs import HTML, PAGE, PROSE, record

from copydesk.intake import Candidate, Rejected, read_drop
from copydesk.settings import Limits

INFO = record(b"software: hand\r\n", kind="warcinfo", http=False)
REQUEST = record(b"", kind="request")
TINY = Limits(file_bytes=4_000)


def brotli(data: bytes) -> bytes:
    packed = BytesIO()
    with BrotliWriter(packed) as writer:
        writer.write(data)
    return packed.getvalue()


def zstd(data: bytes) -> bytes:
    packed = BytesIO()
    with ZstdWriter(packed) as writer:
        writer.write(data)
    return packed.getvalue()


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def chunked(data: bytes, size: int = 100, extension: bytes = b"") -> bytes:
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%X%b\r\n%b\r\n" % (len(piece), extension, piece) for piece in pieces) + b"0\r\n\r\n"


PAGES = PAGE.encode()
CHUNKED = ("Transfer-Encoding", "chunked")
BODIES = {
    "plain": (PAGES, []),
    "gzip": (gzip.compress(PAGES), [("Content-Encoding", "gzip")]),
    "gzip in two members": (gzip.compress(PAGES[:50]) + gzip.compress(PAGES[50:]), [("Content-Encoding", "x-gzip")]),
    "gzip and padding": (gzip.compress(PAGES) + b"\0\0", [("Content-Encoding", "gzip")]),
    "deflate": (zlib.compress(PAGES), [("Content-Encoding", "deflate")]),
    "bare deflate": (bare_deflate(PAGES), [("Content-Encoding", "Deflate")]),
    "brotli": (brotli(PAGES), [("Content-Encoding", "br")]),
    "zstd": (zstd(PAGES), [("Content-Encoding", "zstd")]),
    "chunks": (chunked(PAGES), [CHUNKED]),
    "chunks with extensions": (chunked(PAGES, 7, b";a=b"), [CHUNKED]),
    "chunks of gzip": (chunked(gzip.compress(PAGES)), [CHUNKED, ("Content-Encoding", "gzip")]),
    "gzip for the way": (chunked(gzip.compress(PAGES)), [("Transfer-Encoding", "gzip, chunked")]),
    "twice packed": (brotli(gzip.compress(PAGES)), [("Content-Encoding", "gzip, br")]),
    "unpacked by the crawler": (PAGES, [CHUNKED, ("Content-Encoding", "gzip")]),
    "unpacked, said to be brotli": (PAGES, [("Content-Encoding", "br")]),
    "an encoding that is none": (PAGES, [("Content-Encoding", "UTF-8")]),
}


@pytest.mark.parametrize(("body", "headers"), BODIES.values(), ids=BODIES.keys())
def test_a_body_is_the_same_however_it_travelled(read, body, headers):
    found = read({"a.warc": record(body, headers=[HTML, *headers])})
    assert [(item.source_path, item.source_format) for item in found] == [("a.warc#1", "warc")]
    assert found[0].text.startswith("Ferry talks stall\n\nThe ferry talks broke off")
    assert found[0].content_hash == hashlib.sha256(PAGES).hexdigest()


def test_a_page_is_known_by_the_address_that_was_asked_for(read):
    canonical = PAGE.replace("<head>", '<head><link rel="canonical" href="https://b.example/other">')
    (article,) = read({"a.warc.gz": gzip.compress(record(canonical))})
    assert article.url == "https://www.a.example/2024/05/31/ferry"
    assert article.title == "Ferry talks stall"
    assert (article.published_at, article.published_evidence) == (datetime(2024, 5, 31, tzinfo=UTC), "url")


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("<https://a.example/x>", "https://a.example/x"),
        ("urn:uuid:1", None),
        ("javascript:alert(1)", None),
        ("https://a.example/a b", None),
        ("http://[::1", "http://[::1"),
        ("https://a.example/" + "x" * 3_000, None),
    ],
)
def test_an_address_is_checked_as_everywhere(read, said, url):
    (article,) = read({"a.warc": record(url=said)})
    assert article.url == url


def test_the_time_of_collection_is_never_the_time_of_publication(read):
    (article,) = read({"a.warc": record(url="https://a.example/x", headers=[HTML, ("Date", "Sat, 02 Jan 2021")])})
    assert (article.published_at, article.published_evidence) == (None, None)


PASSED = {
    "a request": REQUEST,
    "a revisit": record(kind="revisit"),
    "metadata": record(b"outlink: x", kind="metadata", http=False),
    "what the crawler was": INFO,
    "a name look-up": record(b"20210102 127.0.0.1", http=False),
    "a redirection": record(status="301 Moved"),
    "an error": record(status="404 Not Found"),
    "a part": record(status="206 Partial Content"),
    "a picture": record(b"\x89PNG", headers=[("Content-Type", "image/png")]),
    "a script": record(b"var a", headers=[("Content-Type", "text/javascript")]),
    "nothing known": record(b"\x00\x01", headers=[]),
    "a file for robots": record(PROSE, "https://a.example/robots.txt", headers=[("Content-Type", "text/plain")]),
    "a sign of life": record(b"ok", headers=[("Content-Type", "text/plain")]),
    "an answer to a script": record(b'{"count": 3}', headers=[("Content-Type", "application/json")]),
    "no JSON": record(b"callback(3)", headers=[("Content-Type", "application/json")]),
}


@pytest.mark.parametrize("other", PASSED.values(), ids=PASSED.keys())
def test_what_is_no_page_is_passed_over(read, other):
    (article,) = read({"a.warc": INFO + other + record()})
    assert article.source_path == "a.warc#3"


def test_an_archive_without_a_page_is_seen(read):
    data = b"".join(PASSED.values())
    (rejected,) = read({"a.warc": data})
    assert (rejected.source_path, rejected.reason) == ("a.warc", "empty")
    assert rejected.content_hash == hashlib.sha256(data).hexdigest()


def test_pages_may_be_text_or_json_or_not_say_what_they_are(read):
    text = record(PROSE, headers=[("Content-Type", "text/plain")])
    value = record(json.dumps({"articleBody": PROSE}), headers=[("Content-Type", "application/json")])
    unsaid = record("<!DOCTYPE html>" + PAGE, headers=[])
    found = read({"a.warc": text + value + unsaid})
    assert [item.source_path for item in found] == ["a.warc#1", "a.warc#2", "a.warc#3"]
    assert found[0].text.strip() == found[1].text.strip() == PROSE.strip()
    assert PROSE.strip() in found[2].text


CHARSETS = {
    "as the server says": ("Česká vláda dnes řekla ne.", "cp1250", "text/html; charset=windows-1250", ""),
    "as the page says": ("Министр сказал нет.", "cp1251", "text/html", '<meta charset="windows-1251">'),
    "the server before the page": ("Министр сказал нет.", "koi8-r", "text/html;charset=koi8-r", "<meta charset=big5>"),
    "a server that is wrong": ("Größe über alles, sagte er.", "utf-8", "text/html; charset=big5", ""),
    "Western is only a default": (
        "Министр заявил, что переговоры о соглашении возобновятся на следующей неделе в Москве.",
        *("cp1251", "text/html; charset=ISO-8859-1", ""),
    ),
    "a name that nobody knows": ("Größe über alles, sagte er zu ihr.", "cp1252", "text/html; charset=x-none", ""),
    "no encoding of text": ("Größe über alles, sagte er zu ihr.", "cp1252", "text/html; charset=rot13", ""),
    "no mark, but two bytes a letter": ("Größe über alles", "utf-16-le", "text/html; charset=utf-16", ""),
    "Japanese of seven bits": ("外務大臣は火曜日に", "iso2022_jp", "text/html; charset=ISO-2022-JP", ""),
}


@pytest.mark.parametrize(("text", "encoding", "header", "meta"), CHARSETS.values(), ids=CHARSETS.keys())
def test_the_encoding_that_is_named_is_a_hint(read, text, encoding, header, meta):
    page = f"<html><head>{meta}</head><body><article><p>{text}</p></article></body></html>"
    (article,) = read({"a.warc": record(page.encode(encoding), headers=[("Content-Type", header)])})
    assert text in article.text


def test_a_broken_byte_does_not_change_the_encoding_of_a_page_that_names_it(read):
    broken = PAGE.replace("harbour", "Größe Größe Größe Größe Größe Gr\udcc3e").encode("utf-8", "surrogateescape")
    (article,) = read({"a.warc": record(broken)})
    assert "Größe Gr\ufffde" in article.text


def test_a_sidecar_of_an_archive_gives_only_the_publisher(read):
    sidecar = json.dumps({"title": "Shared", "publisher": "The Harbour Post", "url": "https://b.example/"})
    (article,) = read({"a.warc.gz": gzip.compress(record()), "a.warc.meta.json": sidecar})
    assert (article.title, article.publisher) == ("Ferry talks stall", "The Harbour Post")
    assert article.url == "https://www.a.example/2024/05/31/ferry"


GOOD = INFO + record()
ONE = gzip.compress(GOOD, mtime=0)
BROKEN = {
    "cut in a body": (GOOD + record()[:-30], "truncated_archive"),
    "cut in a body that is no page": (GOOD + record(kind="metadata")[:-30], "truncated_archive"),
    "cut in a head": (GOOD + record()[:60], "bad_archive"),
    "a member cut": (ONE + gzip.compress(record())[:-40], "truncated_archive"),
    "a member cut in its check sum": (ONE + gzip.compress(INFO)[:-3], "truncated_archive"),
    "a wrong check sum": (ONE + gzip.compress(record())[:-8] + b"12345678" + ONE, "bad_archive"),
    "junk between members": (ONE + b"junk" * 20 + ONE, "bad_archive"),
    "junk between records": (GOOD + b"junk junk\r\n" + GOOD, "bad_archive"),
    "a negative length": (GOOD + record(length=-5) + GOOD, "bad_archive"),
    "a length that is no number": (GOOD + record(length="many") + GOOD, "bad_archive"),
    "a length in other digits": (GOOD + record(length="١٢٣") + GOOD, "bad_archive"),
    "a length beyond all numbers": (GOOD + record(length=10**30) + GOOD, "bad_archive"),
    "no length": (GOOD + record().replace(b"Content-Length", b"Content-Size") + GOOD, "bad_archive"),
    "too small a length": (GOOD + record(length=40) + GOOD, "bad_archive"),
    "a gigabyte of length on a kilobyte": (GOOD + record(length=10**9), "truncated_archive"),
    "a length that eats the next record": (GOOD + record(length=len(PAGES) + 200) + GOOD, "bad_archive"),
    "a head without an end": (GOOD + b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000, "bad_archive"),
    "a head of one line": (GOOD + b"WARC/1.0\r\n" + b"X" * 1_000_000, "bad_archive"),
}


@pytest.mark.parametrize(("data", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_what_stands_before_the_damage_is_read(read, data, reason):
    name = "a.warc.gz" if data.startswith(b"\x1f\x8b") else "a.warc"
    article, *broken, rest, after = read({name: data, "z.txt": "A sound article beside it."})
    assert (article.source_path, type(article)) == (f"{name}#2", Candidate)
    assert {type(item) for item in broken} <= {Rejected}
    assert (rest.source_path, rest.reason) == (name, reason)
    assert rest.content_hash == hashlib.sha256(data).hexdigest()
    assert isinstance(after, Candidate)


NO_ARCHIVE = {
    "no bytes": (b"", "empty"),
    "plain words": (b"just words\n" * 10, "bad_archive"),
    "a page": (PAGES, "bad_archive"),
    "zeros": (bytes(10_000), "bad_archive"),
    "gzip under the wrong name": (ONE, "bad_archive"),
    "only a head": (b"WARC/1.0\r\n\r\n", "bad_archive"),
}


@pytest.mark.parametrize(("data", "reason"), NO_ARCHIVE.values(), ids=NO_ARCHIVE.keys())
def test_what_is_no_archive_is_one_entry(read, data, reason):
    (rejected,) = read({"a.warc": data})
    assert (rejected.source_path, rejected.reason) == ("a.warc", reason)


def packed(body: bytes, coding: str) -> bytes:
    return record(body, headers=[HTML, ("Content-Encoding", coding)])


def test_a_page_before_damage_elsewhere_is_sound(read):
    picture = gzip.compress(record(b"x", headers=[("Content-Type", "image/png")]))
    found = read({"a.warc.gz": ONE + picture[:-8] + b"12345678" + ONE})
    assert [getattr(item, "reason", None) for item in found] == [None, "bad_archive"]


ALONE = {
    "too large": (record(b"x" * 4_001), "too_large"),
    "a gzip bomb": (packed(gzip.compress(bytes(100_000)), "gzip"), "too_large"),
    "a deflate bomb": (packed(zlib.compress(bytes(100_000)), "deflate"), "too_large"),
    "a bare deflate bomb": (packed(bare_deflate(bytes(100_000)), "deflate"), "too_large"),
    "a brotli bomb": (packed(brotli(bytes(100_000)), "br"), "too_large"),
    "a zstd bomb": (packed(zstd(bytes(100_000)), "zstd"), "too_large"),
    "a bomb of bombs": (packed(gzip.compress(gzip.compress(bytes(100_000))), "gzip, gzip"), "too_large"),
    "packed too often": (packed(b"x", "gzip, br, gzip, br"), "bad_archive"),
    "packed in a way unknown": (packed(b"x", "lzma"), "unsupported_format"),
    "gzip cut": (packed(gzip.compress(PAGES)[:-9], "gzip"), "truncated_archive"),
    "gzip damaged": (packed(gzip.compress(PAGES)[:-8] + b"12345678", "gzip"), "bad_archive"),
    "no gzip": (packed(b"words", "gzip"), "bad_archive"),
    "brotli cut": (packed(brotli(PAGES)[:-9], "br"), "bad_archive"),
    "a chunk cut": (record(chunked(PAGES)[:-30], headers=[HTML, CHUNKED]), "truncated_archive"),
    "the last chunk missing": (record(chunked(PAGES)[:-5], headers=[HTML, CHUNKED]), "truncated_archive"),
    "a chunk that is none": (record(b"3\r\nabc\r\nzz\r\nabc\r\n", headers=[HTML, CHUNKED]), "bad_archive"),
    "a chunk without end": (record(b"FFFFFFFFFFFFFFF\r\nabc", headers=[HTML, CHUNKED]), "truncated_archive"),
    "cut by the crawler": (record(extra=[("WARC-Truncated", "length")]), "truncated_archive"),
    "a page in segments": (record(extra=[("WARC-Segment-Number", "1")]), "truncated_archive"),
    "an HTTP head without an end": (record(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200, http=False), "bad_archive"),
    "no body": (record(b""), "empty"),
    "a page without text": (record(b"<html><body></body></html>"), "missing_body"),
    "binary": (record(b"<html>\x00\x01"), "not_text"),
}


@pytest.mark.parametrize(("data", "reason"), ALONE.values(), ids=ALONE.keys())
def test_a_page_that_can_not_be_had_stands_alone(read, data, reason):
    rejected, article = read({"a.warc": data + record()}, TINY)
    assert (rejected.source_path, rejected.reason) == ("a.warc#1", reason)
    assert (article.source_path, type(article)) == ("a.warc#2", Candidate)


def test_an_archive_may_be_larger_than_a_file_but_not_than_an_archive(read):
    pages = [record(url=f"https://a.example/{number}") for number in range(20)]
    assert len(b"".join(pages)) > 3 * TINY.file_bytes
    assert len(read({"a.warc": b"".join(pages)}, TINY)) == 20
    found = read({"a.warc": b"".join(pages)}, Limits(file_bytes=4_000, archive_bytes=9_000))
    assert [(item.source_path, item.reason) for item in found] == [("a.warc", "too_large")]
    found = read({"a.warc": "", "a.warc.gz": gzip.compress(b"".join(pages))}, Limits(archive_bytes=9_000))
    assert [getattr(item, "reason", None) for item in found[1:]] == [None] * (len(found) - 2) + ["too_large"]
    assert len(found) > 4


def test_a_bomb_of_an_archive_is_known_by_how_far_it_unpacks(read):
    data = gzip.compress(record()) + gzip.compress(record(bytes(5_000_000), kind="metadata"))
    found = read({"a.warc.gz": data}, TINY)
    assert [getattr(item, "reason", None) for item in found] == [None, "too_large"]


def test_reading_twice_gives_the_same(drop):
    (drop / "a.warc.gz").write_bytes(b"".join(gzip.compress(data) for data, _ in ALONE.values()) + ONE)
    assert list(read_drop(drop, TINY)) == list(read_drop(drop, TINY))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
@given(st.data())
def test_any_damage_gives_articles_and_rejections(drop, data):
    archive = bytearray(GOOD + record(chunked(PAGES), headers=[HTML, CHUNKED]) + REQUEST)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(archive)))
        archive[at : at + data.draw(st.integers(0, 9))] = data.draw(
            st.binary(max_size=4)
            | st.sampled_from([b"\r\n\r\n", b"WARC/1.0\r\n", b"Content-Length: ", b"-1", b"9" * 25])
        )
    (drop / "a.warc").write_bytes(archive)
    found = list(read_drop(drop, Limits()))
    assert found
    assert len({item.source_path for item in found}) == len(found)
    for item in found:
        assert isinstance(item, Candidate | Rejected)
        assert getattr(item, "reason", None) != "reading_failed"


def test_what_a_library_writes_is_read(read):
    written = WarcRecord()
    written.init_headers(WarcRecordType.response)
    written.is_http = True
    written.headers.set("WARC-Target-URI", "https://a.example/x")
    written.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGES)
    archive = BytesIO()
    with GzipWriter(archive) as writer:
        written.write(writer, checksum_data=True)

    (article,) = read({"a.warc.gz": archive.getvalue()})
    assert (article.url, article.title) == ("https://a.example/x", "Ferry talks stall")
