import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.intake.json_articles import FIELDS, articles_of, read_article, read_metadata, split_authors
from copydesk.intake.records import Metadata, Refusal

DOCS = Path(__file__).parents[2] / "docs" / "intake.md"
BODY = "The ferry talks broke off on Tuesday.\n\n“We will not sign this,” said Ana Brook."
URL = "https://www.harbourpost.example/2024/05/31/ferry-talks"
DAY = datetime(2024, 5, 31, tzinfo=UTC)
MORNING = datetime(2024, 5, 31, 9, 30, tzinfo=UTC)

DIALECTS: dict[str, tuple[dict, Metadata]] = {
    "schema.org": (
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Ferry talks stall",
            "description": "Unions walked out.",
            "articleBody": BODY,
            "articleSection": ["Transport", "Norland"],
            "author": [{"@type": "Person", "name": "Mara Quill"}, {"@type": "Person", "name": "Tom Reed"}],
            "publisher": {"@type": "Organization", "name": "The Harbour Post"},
            "datePublished": "2024-05-31T11:30:00+02:00",
            "dateModified": "2024-06-02T00:00:00Z",
            "mainEntityOfPage": {"@type": "WebPage", "@id": URL},
            "identifier": {"@type": "PropertyValue", "value": "hp-77"},
        },
        Metadata(
            "Ferry talks stall",
            ("Unions walked out.",),
            ("Mara Quill", "Tom Reed"),
            "Transport",
            URL,
            "The Harbour Post",
            "hp-77",
            MORNING,
        ),
    ),
    "schema.org graph with references": (
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebPage", "@id": URL + "#page", "name": "Ferry talks stall | The Harbour Post"},
                {"@type": "Organization", "@id": "#hp", "name": "The Harbour Post"},
                {"@type": "Person", "@id": "#mq", "name": "Mara Quill"},
                {
                    "@type": ["Article", "NewsArticle"],
                    "headline": "Ferry talks stall",
                    "articleBody": BODY,
                    "author": [{"@id": "#mq"}],
                    "publisher": {"@id": "#hp"},
                    "url": URL,
                },
            ],
        },
        Metadata("Ferry talks stall", (), ("Mara Quill",), None, URL, "The Harbour Post"),
    ),
    "ninjs 1": (
        {
            "uri": "urn:newsml:hp.example:20240531:77",
            "type": "text",
            "versioncreated": "2024-06-01T00:00:00Z",
            "firstcreated": "2024-05-31T09:30:00Z",
            "byline": "By Mara Quill and Tom Reed",
            "headline": "Ferry talks stall",
            "description_text": "Unions walked out.",
            "infosource": [{"name": "Harbour Press"}],
            "body_html": "<p>The ferry talks broke off on <b>Tuesday</b>.</p>"
            "<p>“We will not sign this,” said Ana Brook.</p>",
        },
        Metadata(
            "Ferry talks stall",
            ("Unions walked out.",),
            ("Mara Quill", "Tom Reed"),
            publisher="Harbour Press",
            publisher_id="urn:newsml:hp.example:20240531:77",
            published_at=MORNING,
        ),
    ),
    "ninjs 3": (
        {
            "uri": "urn:newsml:hp.example:20240531:77",
            "standard": {"name": "ninjs", "version": "3.0"},
            "firstcreated": "2024-05-31T09:30:00Z",
            "by": "Mara Quill",
            "headlines": [{"role": "main", "value": "Ferry talks stall"}],
            "descriptions": [{"role": "summary", "value": "Unions walked out."}],
            "infosources": [{"name": "Harbour Press"}],
            "bodies": [{"role": "main", "contentType": "text/plain", "value": BODY}],
        },
        Metadata(
            "Ferry talks stall",
            ("Unions walked out.",),
            ("Mara Quill",),
            publisher="Harbour Press",
            publisher_id="urn:newsml:hp.example:20240531:77",
            published_at=MORNING,
        ),
    ),
    "news-please": (
        {
            "authors": ["Mara Quill", "Tom Reed"],
            "date_download": "2026-01-01 00:00:00",
            "date_modify": None,
            "date_publish": "2024-05-31 09:30:00",
            "description": "Unions walked out.",
            "filename": "ferry.html",
            "language": "en",
            "maintext": BODY,
            "source_domain": "www.harbourpost.example",
            "text": None,
            "title": "Ferry talks stall",
            "title_page": None,
            "url": URL,
        },
        Metadata(
            "Ferry talks stall",
            ("Unions walked out.",),
            ("Mara Quill", "Tom Reed"),
            None,
            URL,
            "harbourpost.example",
            published_at=MORNING,
        ),
    ),
    "Fundus": (
        {
            "title": "Ferry talks stall",
            "authors": ["Mara Quill"],
            "publishing_date": "2024-05-31 11:30:00+02:00",
            "publisher": "The Harbour Post",
            "html": {"requested_url": URL + "?a=1", "responded_url": URL, "crawl_date": "2026-01-01T00:00:00Z"},
            "body": {
                "summary": ["Unions walked out.", "No date is set."],
                "sections": [
                    {"headline": [], "paragraphs": ["The ferry talks broke off on Tuesday."]},
                    {"headline": [], "paragraphs": ["“We will not sign this,” said Ana Brook."]},
                ],
            },
        },
        Metadata(
            "Ferry talks stall",
            ("Unions walked out.", "No date is set."),
            ("Mara Quill",),
            None,
            URL,
            "The Harbour Post",
            None,
            MORNING,
        ),
    ),
    "trafilatura": (
        {
            "title": "Ferry talks stall",
            "author": "Mara Quill; Tom Reed",
            "hostname": "harbourpost.example",
            "date": "2024-05-31",
            "fingerprint": "0123456789abcdef",
            "id": None,
            "comments": "I like ferries.",
            "raw_text": BODY.replace("\n\n", "\n"),
            "text": BODY,
            "filedate": "2026-01-01",
            "source": URL,
            "source-hostname": "The Harbour Post",
            "excerpt": "Unions walked out.",
            "categories": "Transport",
        },
        Metadata(
            "Ferry talks stall",
            ("Unions walked out.",),
            ("Mara Quill", "Tom Reed"),
            "Transport",
            URL,
            "The Harbour Post",
            None,
            DAY,
        ),
    ),
    "newspaper": (
        {
            "url": URL,
            "source_url": "https://www.harbourpost.example",
            "title": "Ferry talks stall",
            "text": BODY,
            "authors": ["Mara Quill"],
            "publish_date": 1717147800.0,
            "meta_description": "Unions walked out.",
            "summary": "",
        },
        Metadata("Ferry talks stall", ("Unions walked out.",), ("Mara Quill",), None, URL, published_at=MORNING),
    ),
    "plain": ({"text": BODY}, Metadata()),
    "a document with an id": ({"doc": "d-12", "text": BODY}, Metadata(publisher_id="d-12")),
    "numbers as ids": ({"id": 12, "text": BODY}, Metadata(publisher_id="12")),
}

BODIES = {
    "a list of paragraphs": ({"articleBody": ["One.", "", "Two."]}, "One.\n\nTwo."),
    "markup": ({"content": "<div><p>One.</p><ul><li>a</li><li>b</li></ul>x<br>y</div>"}, "One.\n\n- a\n- b\n\nx\ny"),
    "prose that names a tag": ({"text": "Use <b> for bold, 3 < 4 & so on."}, "Use <b> for bold, 3 < 4 & so on."),
    "white space is kept": ({"text": "  One.\n\n\n Two. "}, "  One.\n\n\n Two. "),
    "Windows newlines": ({"text": "One.\r\nTwo.\rThree."}, "One.\nTwo.\nThree."),
    "lone surrogates": (json.loads('{"text": "a\\ud800b \\ud83d\\ude00"}'), "a\ufffdb 😀"),
    "an empty favourite": ({"articleBody": " ", "text": "One."}, "One."),
    "section headlines": (
        {"body": {"sections": [{"headline": ["What next"], "paragraphs": ["One.", "Two."]}]}},
        "What next\n\nOne.\n\nTwo.",
    ),
}

REFUSED = {
    "no known key": ({"headline": "Ferry"}, "missing_body"),
    "blank body": ({"text": " \n"}, "missing_body"),
    "body is a number": ({"text": 12}, "missing_body"),
    "empty object": ({}, "missing_body"),
    "a string": ("text", "bad_json"),
    "null": (None, "bad_json"),
    "a list": ([], "bad_json"),
}

UNUSABLE = {
    "names that are addresses": {"publisher": "https://harbourpost.example", "text": "x"},
    "addresses that are none": {"url": "harbourpost.example/x", "link": "mailto:a@b.example"},
    "empty strings": {"title": "", "authors": ["", " "], "section": "", "published_at": "", "id": ""},
    "wrong types": {"title": {"a": 1}, "authors": 5, "url": [1], "published_at": {}, "id": True, "publisher": [[]]},
    "a whole text as title": {"title": "x" * 5000},
}

BYLINES = {
    "Mara Quill": ["Mara Quill"],
    "By Mara Quill and Tom Reed": ["Mara Quill", "Tom Reed"],
    "Mara Quill, Tom Reed & Ida Moss": ["Mara Quill", "Tom Reed", "Ida Moss"],
    "Quill, Mara": ["Quill, Mara"],
    "Bybrook Andrews": ["Bybrook Andrews"],
    "": [],
    ", and ;": [],
}


@pytest.mark.parametrize(("article", "facts"), DIALECTS.values(), ids=DIALECTS.keys())
def test_every_dialect_gives_its_text_and_facts(article, facts):
    assert read_article(article) == (BODY, facts)


@pytest.mark.parametrize(("article", "text"), BODIES.values(), ids=BODIES.keys())
def test_bodies_become_source_text(article, text):
    assert read_article(article)[0] == text


@pytest.mark.parametrize(("article", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_has_no_body_is_refused(article, reason):
    with pytest.raises(Refusal) as refusal:
        read_article(article)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("facts", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_unusable_facts_count_as_unknown(facts):
    assert read_metadata(facts) == Metadata()


@pytest.mark.parametrize(("byline", "names"), BYLINES.items())
def test_bylines_split_into_names(byline, names):
    assert split_authors(byline) == names


def test_nodes_that_are_no_articles_do_not_count_beside_one():
    nodes = [{"@type": "Organization"}, {"@type": "NewsArticle"}, {"text": "x"}, 5]
    assert [number for number, _ in articles_of(nodes)] == [2, 3, 4]
    assert [number for number, _ in articles_of(nodes[:1])] == [1]


def test_the_documented_table_is_the_table():
    rows = [f"| {name} | {', '.join(f'`{path}`' for path in paths)} |" for name, paths in FIELDS.items()]
    assert "\n".join(["| fact | keys |", "|---|---|", *rows, ""]) in DOCS.read_text()


KEYS = sorted(
    {path.split(".")[0] for paths in FIELDS.values() for path in paths} | {"@graph", "@type", "name", "value"}
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("NewsArticle"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=15,
)


@given(VALUES)
def test_any_json_is_read_or_refused(value):
    try:
        text, _ = read_article(value)
    except Refusal:
        return
    assert text.strip()
    assert "\r" not in text
    text.encode("utf-8")
