import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.annotations import Attribution, Segment
from copydesk.text.embedded_posts import embedded_post
from copydesk.text.quotations import assemble
from copydesk.text.spans import Span

POSTS = {
    "author, handle, date": (
        "The ferry is late again — Mina Odell (@modell) November 18, 2021",
        ("The ferry is late again", "Mina Odell (@modell)"),
    ),
    "no date": (
        "The ferry is late again—harbour news 🚢 (@harbour_news)",
        ("The ferry is late again", "harbour news 🚢 (@harbour_news)"),
    ),
    "day first": ("The ferry is late — Ola (@ola) 4 May 2021", ("The ferry is late", "Ola (@ola)")),
    "a handle in running text": ("The ferry — run by Harrow Lines (@harrow) since May — is late", None),
    "links at its end": (
        "The ferry is late: https://t.co/ab12 pic.twitter.com/cd34 — Ola (@ola)",
        ("The ferry is late", "Ola (@ola)"),
    ),
    "nothing said": ("pic — Ola (@ola)", None),
}


@pytest.mark.parametrize(("text", "expected"), POSTS.values(), ids=POSTS.keys())
def test_a_post_has_words_and_an_author(text, expected):
    found = embedded_post(text, Span(0, len(text)))
    assert (found and tuple(text[span.start : span.end] for span in found)) == expected


def test_a_credit_of_its_own_credits_the_paragraph_before():
    text = "No boat again today https://t.co/ab12\n— Ola Berg (@ola) May 4, 2021"
    line = text.index("—")
    post = embedded_post(text, Span(line, len(text)), Span(0, line - 1))
    assert [text[span.start : span.end] for span in post] == ["No boat again today", "Ola Berg (@ola)"]
    assert embedded_post(text, Span(line, len(text))) is None


@given(st.text(alphabet='A b—–-@(“”". ,\n1)', max_size=400))
def test_whatever_is_found_lies_in_the_text(text):
    post = embedded_post(text, Span(0, len(text)))
    assert post is None or 0 <= post.content.start < post.content.end <= post.author.start < post.author.end <= len(
        text
    )


def test_a_post_is_one_direct_quotation_whatever_the_tagger_saw_in_it():
    text = "The ferry is “late” again, says the crew — Mina Odell (@modell) May 4, 2021"
    seen = Attribution(Span(4, 26), Span(28, 32), Span(33, 41), 0.9)
    (quotation,) = assemble(text, [Segment("paragraph", 0, len(text), "test")], [seen])
    assert quotation.kind == "direct"
    assert [text[span.start : span.end] for span in quotation.content] == ["The ferry is “late” again, says the crew"]
    assert text[quotation.source.start : quotation.source.end] == "Mina Odell (@modell)"


def test_the_credit_behind_a_quotation_beats_the_one_before_it():
    text = "“Rain again, all of May.” — Mina Odell\n“Not one dry day in May.” — Ola Berg"
    second = text.index("“Not")
    blocks = [Segment("paragraph", 0, second - 1, "test"), Segment("paragraph", second, len(text), "test")]
    wrong = Attribution(Span(second, text.index(" — Ola")), Span(26, 27), Span(28, 38), 0.9)
    found = assemble(text, blocks, [wrong])
    assert [text[q.source.start : q.source.end] for q in found] == ["Mina Odell", "Ola Berg"]
