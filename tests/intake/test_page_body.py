import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.intake import page_body
from copydesk.intake.html_pages import read_page
from copydesk.intake.page_blocks import read_blocks
from copydesk.intake.records import Refusal
from copydesk.text.lines import split_lines

FIRST = "The ferry talks broke off on Tuesday, the operator said, after three weeks of meetings in the northern port."
SECOND = "“We will not sign this,” said Ana Brook, the head of the seafarers’ union, after the meeting had ended late."
THIRD = "The operator’s lawyers argued on Wednesday that the contract had been breached by the union in the spring."
BODY = f"<p>{FIRST}</p>%s<p>{SECOND}</p><p>{THIRD}</p>"

INSIDE = {
    "a heading": ("<h2>What comes next</h2>", [("What comes next", "heading")]),
    "a list": (
        "<ul><li>A strike is to begin on Monday morning.</li></ul>",
        [("- A strike is to begin on Monday morning.", "item")],
    ),
    "a caption": ("<figure><img><figcaption>The pier at dawn</figcaption></figure>", [("The pier at dawn", "caption")]),
    "a script": ("<script>var a = 'none of it';</script>", []),
    "a button": ("<button>Share this</button>", []),
}
SHORT = {
    "a paragraph": ("<p>The ferry sailed.</p>", "The ferry sailed."),
    "paragraphs": (f"<p>{FIRST}</p>\n<p>{SECOND}</p>", f"{FIRST}\n\n{SECOND}"),
    "a division": (f"<div>{FIRST}</div>", FIRST),
}


def read(inner, head=""):
    markup = f"<html><head>{head}</head><body><nav><a href='/'>Home</a></nav><article>{inner}</article></body></html>"
    text, facts = read_page(markup, 100)
    return [(line.text, kind) for line, kind in zip(split_lines(text), facts.markup, strict=True)]


@pytest.mark.parametrize(("markup", "lines"), INSIDE.values(), ids=INSIDE.keys())
def test_what_stands_among_paragraphs_keeps_its_place_and_kind(markup, lines):
    assert read(BODY % markup) == [(FIRST, "body"), *lines, (SECOND, "body"), (THIRD, "body")]


@pytest.mark.parametrize(("markup", "text"), SHORT.values(), ids=SHORT.keys())
def test_a_fragment_is_read(markup, text):
    assert read_page(markup, 100)[0] == text


def test_the_title_stands_once_at_the_top():
    lines = read("<h1>Ferry talks stall</h1>" + BODY % "")
    assert lines[0] == ("Ferry talks stall", "title")
    assert [text for text, _ in lines].count("Ferry talks stall") == 1


def test_a_body_cut_into_several_containers_is_whole():
    part = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))
    page = "".join(f'<div class="chunk"><div class="body">{part.replace("ferry", name)}</div></div>' for name in "abcd")
    assert sum(kind == "body" for _, kind in read(page)) == 12


def test_a_body_that_the_page_states_is_found_where_the_markup_hides_it():
    stated = " ".join((FIRST, SECOND, THIRD)).replace("“", "\\u201c").replace("”", "\\u201d")
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{stated}"}}</script>'
    lines = read("".join(f'<div class="x"><span>{text}</span></div>' for text in (FIRST, SECOND, THIRD)), head)
    assert [text for text, kind in lines if kind == "body"] == [FIRST, SECOND, THIRD]


def test_a_button_that_nobody_closed_does_not_swallow_the_page():
    assert (FIRST, "body") in read("<button><div>Menu</div>" + BODY % "")


def test_elements_without_end_are_refused():
    with pytest.raises(Refusal) as refusal:
        read_page("<html><body>" + "<b>" * 5000 + f"<p>{FIRST}", 100)
    assert refusal.value.reason == "too_deep"


def test_very_many_elements_are_read_without_the_extractor():
    links = "<a href='/x'>ferry</a> " * 12_000
    page = f"<html><body><p>{FIRST}</p><p>{SECOND}</p><p>{links}.</p></body></html>"
    assert read_page(page, 100)[0].startswith(f"{FIRST}\n\n{SECOND}")


def test_entities_of_the_document_type_are_not_expanded():
    entities = "".join(
        f'<!ENTITY {b} "{"&" + a + ";" * 1}{("&" + a + ";") * 9}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    page = f'<!DOCTYPE html [<!ENTITY a "ha">{entities}]><html><body>{BODY % ""}<p>&h; sails.</p></body></html>'
    assert len(read_page(page, 100)[0]) < 1000


@given(st.text("<>/pbdivrulhit123 ='\"&;xy\n“”.", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_markup_gives_a_kind_for_every_line(markup):
    try:
        text, facts = read_page(f"<div>{markup}</div><p>{FIRST}</p>", 100)
    except Refusal:
        return
    assert len(facts.markup) == len(split_lines(text))


@given(st.text("<>/pbdivrulhit123 ='\"&;xy\n", max_size=200))
@settings(max_examples=60, deadline=None)
def test_blocks_are_clean_lines(markup):
    from lxml import html

    page = read_blocks(html.document_fromstring(f"<div>x{markup}</div>"), 1000)
    assert all(line == " ".join(line.split()) for block in page.blocks for line in block.text.split("\n"))
    assert all(parent < number for number, parent in enumerate(page.parents))


def test_evidence_that_adds_up_to_nothing_is_no_body_in_whatever_order_it_comes(monkeypatch):
    # As fractions, .1 + .2 - .3 is more than nothing, and -.3 + .2 + .1 is nothing.
    monkeypatch.setattr(page_body, "POINTS", {"sure": 1.0, "a": 0.1, "b": 0.2, "c": -0.3})
    monkeypatch.setattr(page_body, "_is_item_inside", lambda *_: False)
    page = read_blocks(lxml.html.fromstring(f"<div>{BODY % ''}</div>"), 100)
    for order in ("abc", "cba"):
        monkeypatch.setattr(page_body, "evidence", lambda _, index, order=order: [*order] if index else ["sure"])
        rendered = page_body.render_page(page, "", None, None)
        assert rendered.kinds.count("body") == 1
