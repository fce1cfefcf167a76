import json

import pytest

from copydesk.intake.html_pages import read_page

PARAGRAPHS = """
<p>The ferry talks broke off on Tuesday, the operator said, after three weeks of meetings in the port.</p>
<p>“We will not sign this,” said Ana Brook, the head of the seafarers’ union, after the meeting had ended.</p>
<p>The operator’s lawyers argued that the contract had been breached by the union in the spring.</p>"""
TITLE = "Ferry talks stall as unions walk out"


def facts(head="", top="", linked=None, body=PARAGRAPHS):
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked is not None else ""
    page = f"<html><head>{head}{script}</head><body><article>{top}{body}</article></body></html>"
    return read_page(page, 100)[1]


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


def article(**keys):
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **keys}


TITLES = {
    "the heading alone": ("", f"<h1>{TITLE}</h1>", TITLE),
    "Open Graph alone": (meta("og:title", TITLE), "", TITLE),
    "the window's name without the site's": (
        f"<title>{TITLE} | The Harbour Post</title>" + meta("og:site_name", "The Harbour Post"),
        "",
        TITLE,
    ),
    "the site's name after a dash": (
        meta("og:title", f"{TITLE} - Harbour Post") + meta("og:url", "https://www.harbourpost.example/ferry"),
        "",
        TITLE,
    ),
    "the site's name first": (
        meta("og:title", f"Harbour Post | {TITLE}") + meta("og:site_name", "Harbour Post"),
        "",
        TITLE,
    ),
    "a section after a bar": (meta("og:title", f"{TITLE} | Opinion"), "", TITLE),
    "a dash of the title's own": (
        meta("og:title", "Unions walk out – and nobody minds"),
        "",
        "Unions walk out – and nobody minds",
    ),
    "entities escaped twice": (meta("og:title", "Ports &amp;amp; harbours close"), "", "Ports & harbours close"),
    "the heading that a reader sees": (
        meta("og:title", "Ferries: what to know") + "<title>Ferries: what to know</title>",
        f"<h1>{TITLE}</h1>",
        TITLE,
    ),
    "the site's name as a heading": (
        meta("og:title", TITLE) + meta("og:site_name", "The Harbour Post"),
        f"<h1>The Harbour Post</h1><h1>{TITLE}</h1>",
        TITLE,
    ),
    "a label inside the heading": (meta("og:title", TITLE), f"<h1><span>Transport</span> {TITLE}</h1>", TITLE),
    "what the window adds to the heading": (
        f"<title>{TITLE} - Norland</title>" + meta("og:title", f"{TITLE} - Norland"),
        f"<h1>{TITLE}</h1>",
        TITLE,
    ),
    "nowhere": ("", "", None),
}

STANDFIRSTS = {
    "a description": (
        meta("og:description", "Islanders face a week without boats."),
        ("Islanders face a week without boats.",),
    ),
    "the first paragraph cut off": (meta("description", "The ferry talks broke off on Tuesday, the operator…"), ()),
    "the whole first paragraph": (
        meta(
            "description",
            "The ferry talks broke off on Tuesday, the operator said, after three weeks of meetings in the port.",
        ),
        (),
    ),
    "the title again": (meta("og:title", TITLE) + meta("description", TITLE), ()),
    "none": ("", ()),
}

AUTHORS = {
    "a list of persons": (
        "",
        "",
        article(author=[{"name": "Mara Quill"}, {"name": "Tom Reed"}]),
        ("Mara Quill", "Tom Reed"),
    ),
    "a reference": (
        "",
        "",
        {"@graph": [article(author={"@id": "#mq"}), {"@type": "Person", "@id": "#mq", "name": "Mara Quill"}]},
        ("Mara Quill",),
    ),
    "a meta element": (meta("author", "By Mara Quill and Tom Reed"), "", None, ("Mara Quill", "Tom Reed")),
    "a marked link": ("", '<a rel="author" href="/mq">Mara Quill</a>', None, ("Mara Quill",)),
    "a marked person": (
        "",
        '<div itemprop="author"><b itemprop="name">Mara Quill</b>, editor</div>',
        None,
        ("Mara Quill",),
    ),
    "never an address": (meta("article:author", "https://social.example/harbourpost"), "", None, ()),
    "never a handle": (meta("author", "@harbourpost"), "", None, ()),
    "never the publisher": (meta("og:site_name", "Harbour Post"), "", article(author={"name": "HarbourPost"}), ()),
    "the person beside the publisher": (
        meta("og:site_name", "Harbour Post"),
        "",
        article(author=[{"name": "Harbour Post"}, {"name": "Mara Quill"}]),
        ("Mara Quill",),
    ),
}

DATES = {
    "stated by the article": (
        "",
        "",
        article(datePublished="2024-05-31T09:30:00Z", dateModified="2024-06-09"),
        "2024-05-31T09:30",
    ),
    "of a meta element": (meta("article:published_time", "2024-05-31T11:30:00+02:00"), "", None, "2024-05-31T09:30"),
    "of a marked time": (
        "",
        '<time itemprop="datePublished" datetime="2024-05-31T09:30:00Z">Friday</time>',
        None,
        "2024-05-31T09:30",
    ),
    "of the only time": ("", '<time datetime="2024-05-31T09:30:00Z">Friday</time>', None, "2024-05-31T09:30"),
    "not of one time among several": (
        "",
        '<time datetime="2024-05-31">a</time><time datetime="2024-05-30">b</time>',
        None,
        None,
    ),
    "never of a change": (meta("article:modified_time", "2024-05-31"), "", article(dateModified="2024-05-31"), None),
    "nowhere": ("", "", None, None),
}

COUNTS = {
    "comments as a number": (article(commentCount=12), 12, None),
    "none at all": (article(commentCount=0), 0, None),
    "comments as an action": (
        article(
            interactionStatistic=[
                {"interactionType": "https://schema.org/LikeAction", "userInteractionCount": 90},
                {"interactionType": {"@type": "CommentAction"}, "userInteractionCount": "7"},
            ]
        ),
        7,
        None,
    ),
    "not a count": (article(commentCount="many"), None, None),
    "minutes of reading": (article(timeRequired="PT4M"), None, 4),
    "seconds are rounded up": (article(timeRequired="PT90S"), None, 2),
    "not a duration": (article(timeRequired="soon"), None, None),
}


@pytest.mark.parametrize(("head", "top", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_title_is_what_the_page_agrees_on(head, top, title):
    assert facts(head, top).title == title


@pytest.mark.parametrize(("head", "standfirst"), STANDFIRSTS.values(), ids=STANDFIRSTS.keys())
def test_a_description_is_a_standfirst_unless_it_is_cut_from_the_text(head, standfirst):
    assert facts(head).standfirst == standfirst


@pytest.mark.parametrize(("head", "top", "linked", "authors"), AUTHORS.values(), ids=AUTHORS.keys())
def test_authors_are_people_and_not_the_publisher(head, top, linked, authors):
    assert facts(head, top, linked).authors == authors


@pytest.mark.parametrize(("head", "top", "linked", "moment"), DATES.values(), ids=DATES.keys())
def test_the_time_of_publication_is_stated(head, top, linked, moment):
    published = facts(head, top, linked).published_at
    assert (published and published.isoformat()[:16]) == moment


@pytest.mark.parametrize(("linked", "comments", "minutes"), COUNTS.values(), ids=COUNTS.keys())
def test_counts_are_stated(linked, comments, minutes):
    found = facts(linked=linked)
    assert (found.comment_count, found.reading_time_minutes) == (comments, minutes)


def test_a_card_tells_the_minutes_of_reading():
    head = meta("twitter:label2", "Est. reading time") + meta("twitter:data2", "5 minutes")
    assert facts(head).reading_time_minutes == 5


def test_section_and_publisher_come_from_meta_elements():
    found = facts(meta("article:section", "Transport") + meta("og:site_name", "Harbour Post &amp;amp; Mail"))
    assert (found.section, found.publisher) == ("Transport", "Harbour Post & Mail")


def test_an_entry_of_a_live_blog_is_not_the_article():
    entry = {"@type": "BlogPosting", "headline": "A ferry sails", "articleBody": "A ferry sails."}
    linked = {"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": [entry]}
    assert facts(linked=linked).title == TITLE
