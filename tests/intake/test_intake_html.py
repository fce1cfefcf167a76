import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.intake.html_pages import HTML_CHARS, read_page
from copydesk.intake.records import Refusal
from copydesk.intake.render import render_fragment

HEAD = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Ferry talks stall as unions walk out | The Harbour Post</title>
<meta name="description" content="Talks on the ferry contract broke off on Tuesday.">
<meta property="og:title" content="Ferry talks stall as unions walk out">
<meta property="og:site_name" content="The Harbour Post">
<link rel="canonical" href="https://www.harbourpost.example/2024/05/31/ferry-talks">
%s</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><article>%s</article>
<section class="comments" id="comments"><p>I think that ferries are great, says a commenter.</p></section>
<footer><p>© 2024 The Harbour Post. All rights reserved.</p></footer></body></html>"""
ARTICLE = """<p>LISTON, May 31 (HP) – The ferry talks <b>broke off</b> on Tuesday, the operator said, after
<a href="/x">three weeks</a> of meetings in the port of the northern capital.</p>
<p>“We will not sign this,” said Ana Brook, the head of the seafarers’ union, after the meeting had ended.</p>
<h2>What comes next</h2><ul><li>Strike from Monday on all the lines</li><li>Mediation in June with a judge</li></ul>
<p>The operator’s lawyers argued that the contract<br>had been breached by the union in the spring.</p>"""
LINKED = """<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Ferry talks stall as unions walk out","datePublished":"2024-05-31T11:30:00+02:00",
"author":[{"@type":"Person","name":"Mara Quill"}],"articleSection":"Transport","identifier":"hp-77",
"publisher":{"@type":"Organization","name":"Harbour Post Ltd"}}</script>"""
TEXT = """Ferry talks stall as unions walk out

LISTON, May 31 (HP) – The ferry talks broke off on Tuesday, the operator said, after three weeks of meetings in the \
port of the northern capital.

“We will not sign this,” said Ana Brook, the head of the seafarers’ union, after the meeting had ended.

What comes next

- Strike from Monday on all the lines
- Mediation in June with a judge

The operator’s lawyers argued that the contract
had been breached by the union in the spring."""

REFUSED = {
    "no markup": ("no markup at all here", "bad_html"),
    "only brackets": ("<" * 1000, "bad_html"),
    "an empty page": ("<html><head></head><body></body></html>", "missing_body"),
    "only a script": ("<html><head></head><body><script>var a = 1</script></body></html>", "missing_body"),
    "nested without end": ("<html><body>" + "<div>" * 100_000 + ARTICLE, "too_deep"),
    "lists in lists": ("<html><body>" + "<ul><li>" * 5000 + ARTICLE, "too_deep"),
    "a giant": ("<html><body><p>" + "x" * HTML_CHARS, "too_large"),
}

FRAGMENTS = {
    "plain": ("plain", "plain"),
    "paragraphs": ("<p>One <b>bold</b>\nword.</p><p>Two<br>lines</p>", "One bold word.\n\nTwo\nlines"),
    "a list": ("<ul><li>a</li><li>b</li></ul><p>After</p>", "- a\n- b\n\nAfter"),
    "a list in a list": ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n- b\n- c"),
    "a table": ("<table><tr><td>A</td><td>B</td></tr><tr><td></td><td>2</td></tr></table>", "A | B\n2"),
    "scripts and comments": ("a<script>x</script><!-- y -->b<style>z</style>", "ab"),
    "entities": ("<p>3 &lt; 4 &amp;c.</p>", "3 < 4 &c."),
    "unclosed": ("<p>One<p>Two", "One\n\nTwo"),
    "nothing": ("", ""),
}


def test_a_page_becomes_headline_and_paragraphs():
    text, facts = read_page(HEAD % ("", ARTICLE), 100)
    assert text == TEXT
    assert facts.title == "Ferry talks stall as unions walk out"
    assert facts.standfirst == ("Talks on the ferry contract broke off on Tuesday.",)
    assert facts.url == "https://www.harbourpost.example/2024/05/31/ferry-talks"
    assert facts.publisher == "The Harbour Post"
    assert facts.published_at is None


def test_the_headline_is_not_doubled():
    assert read_page(HEAD % ("", "<h1>Ferry talks stall as unions walk out</h1>" + ARTICLE), 100)[0] == TEXT


def test_linked_data_is_believed_over_the_head():
    _, facts = read_page(HEAD % (LINKED, ARTICLE), 100)
    assert facts.authors == ("Mara Quill",)
    assert (facts.section, facts.publisher, facts.publisher_id) == ("Transport", "Harbour Post Ltd", "hp-77")
    assert facts.published_at is not None
    assert facts.published_at.isoformat() == "2024-05-31T09:30:00+00:00"
    assert facts.standfirst == ("Talks on the ferry contract broke off on Tuesday.",)


@pytest.mark.parametrize("script", ["{", "[" * 5000, "5", "[5]", "{}", '{"@graph": [5]}', ""])
def test_broken_linked_data_says_nothing(script):
    page = HEAD % (f'<script type="application/ld+json">{script}</script>', ARTICLE)
    assert read_page(page, 100)[0] == TEXT


def test_a_time_in_the_head_is_kept_to_the_minute():
    meta = '<meta property="article:published_time" content="2024-05-31T09:30:00Z">'
    published = read_page(HEAD % (meta, ARTICLE), 100)[1].published_at
    assert published is not None
    assert published.isoformat() == "2024-05-31T09:30:00+00:00"


@pytest.mark.parametrize(("page", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_pages_without_an_article_are_refused(page, reason):
    with pytest.raises(Refusal) as refusal:
        read_page(page, 100)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(("markup", "text"), FRAGMENTS.values(), ids=FRAGMENTS.keys())
def test_markup_is_rendered_by_the_golden_rules(markup, text):
    assert render_fragment(markup) == text


@given(st.text(max_size=60) | st.text("<>/pbrliuotdh3\"'=& \n!-", max_size=80))
def test_any_markup_renders_to_clean_lines(markup):
    text = render_fragment(markup)
    assert text == text.strip()
    assert all(line == " ".join(line.split()) for line in text.split("\n"))
