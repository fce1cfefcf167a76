import pytest
from handmade import attribute, paragraphs, read
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.annotations import Attribution, Segment
from copydesk.text.quotations import assemble
from copydesk.text.spans import Span

GOLDEN = {
    "cut by its tag": (
        "“Rain,” he said, “is due.”",
        [("“Rain,”", "said", "he"), ("“is due.”", "said", "he")],
        [("direct", True, ["“Rain,”", "“is due.”"])],
    ),
    "following sentence without a cue": (
        "“Rain is due,” said Ola Berg, a farmer in Oslo. “It will be heavy.”",
        [("“Rain is due,”", "said", "Ola Berg, a farmer in Oslo")],
        [("direct", True, ["“Rain is due,”", "“It will be heavy.”"])],
    ),
    "a new cue is a new quotation": (
        "“Rain is due,” said Berg. “It will be heavy,” said Odell.",
        [("“Rain is due,”", "said", "Berg"), ("“It will be heavy,”", "said", "Odell")],
        [("direct", True, ["“Rain is due,”"]), ("direct", True, ["“It will be heavy,”"])],
    ),
    "a paragraph without a cue": (
        "Berg said rain was due.\n“It will be heavy and long.”",
        [("rain was due", "said", "Berg")],
        [("indirect", True, ["rain was due"]), ("direct", True, ["“It will be heavy and long.”"])],
    ),
    "missed British speech with a plain tag": (
        "‘The farmers’ fields are wet,’ said Ola Berg.",
        [],
        [("direct", True, ["‘The farmers’ fields are wet,’"])],
    ),
    "mixed": (
        "Berg said rain was “more than due” there.",
        [("rain was “more than due” there", "said", "Berg")],
        [("mixed", True, ["rain was “more than due” there"])],
    ),
    "belief": (
        "Berg believes rain is due.",
        [("rain is due", "believes", "Berg")],
        [("indirect", False, ["rain is due"])],
    ),
    "finding": (
        "A poll suggested rain was due.",
        [("rain was due", "suggested", "A poll")],
        [("indirect", False, ["rain was due"])],
    ),
    "scare quotes": ("The ‘green steel’ plan failed.", [("‘green steel’", None, None)], []),
    "a name that nobody gives": ("The so-called “green plan” failed.", [("“green plan”", "called", None)], []),
    "words about a term": ("The ‘green steel’ plan failed.", [("The ‘green steel’ plan", None, None)], []),
    "a term that somebody used": (
        "Berg called it “madness”.",
        [("“madness”", "called", "Berg")],
        [("direct", True, ["“madness”"])],
    ),
    "british marks make a quotation direct": (
        "‘It’s the farmers’ rain,’ said Berg.",
        [("‘It’s the farmers’ rain,’", "said", "Berg")],
        [("direct", True, ["‘It’s the farmers’ rain,’"])],
    ),
    "an apostrophe makes nothing mixed": (
        "Berg said the farmers’ rain in ’98 was due.",
        [("the farmers’ rain in ’98 was due", "said", "Berg")],
        [("indirect", True, ["the farmers’ rain in ’98 was due"])],
    ),
    "a term in the marks that the article quotes with": (
        "‘I like the rain,’ said Berg. Odell called him ‘an odd bird’.",
        [("‘I like the rain,’", "said", "Berg"), ("him ‘an odd bird’", "called", "Odell")],
        [("direct", True, ["‘I like the rain,’"]), ("mixed", True, ["him ‘an odd bird’"])],
    ),
    "a number cut in two": (
        "Berg said that it rained at 6.20pm.",
        [("it rained at 6", "said", "Berg")],
        [("indirect", True, ["it rained at 6.20pm"])],
    ),
    "edge without its mark": (
        "“Rain is due,” he said.",
        [("Rain is due,", "said", "he")],
        [("direct", True, ["“Rain is due,”"])],
    ),
    "two mixed quotations of a document": (
        "The plan described rain as the “most feared guest” and outlined ways to meet it “with open arms”.",
        [
            ("rain as the “most feared guest”", "described", "The plan"),
            ("ways to meet it “with open arms”", "outlined", "The plan"),
        ],
        [("mixed", True, ["rain as the “most feared guest”"]), ("mixed", True, ["ways to meet it “with open arms”"])],
    ),
}


@pytest.mark.parametrize(("text", "words", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_quotations_are_assembled(text, words, expected):
    quotations, *_ = read(text, {}, words)
    found = [(q.kind, q.is_speech, [text[c.start : c.end] for c in q.content]) for q in quotations]
    assert found == expected


def test_a_pull_quote_repeats_the_body():
    text = (
        "I don’t trust this river\nOla Berg, Centre for Tides\n“I don’t trust this river, so I moved,” said Ola Berg."
    )
    kinds = {"I don’t": "pull_quote", "Ola Berg, Centre": "pull_quote_source"}
    quotations, speakers, *_ = read(
        text,
        {"Ola Berg": "PERSON"},
        [("“I don’t trust this river, so I moved,”", "said", "Ola Berg")],
        kinds,
    )
    assert [(q.kind, q.duplicate_of) for q in quotations] == [("direct", 1), ("direct", None)]
    assert [(s.name, s.method) for s in speakers] == [("Ola Berg", "pull_quote"), ("Ola Berg", "explicit")]


def test_what_other_articles_say_is_not_quoted():
    text = "“Rivers rise and nobody listens at all”\nRain fell."
    assert read(text, {}, [("Rivers rise", None, None)], {"“Rivers": "related_headline"})[0] == []


spans = st.tuples(st.integers(0, 90), st.integers(0, 40)).map(lambda p: Span(p[0], p[0] + p[1]))
maybe = st.none() | spans
kinds = st.sampled_from(["paragraph", "pull_quote", "related_headline", "pull_quote_source", "title"])


@settings(deadline=None)
@given(
    st.text(alphabet="aB said,.“”‘’\"'\n", max_size=80),
    st.lists(st.builds(Attribution, spans, maybe, maybe, st.floats(0, 1)), max_size=6),
    st.lists(kinds, min_size=1, max_size=6),
)
def test_contents_stay_inside_the_text_and_in_order(text, attributions, names):
    cuts = [k * len(text) // len(names) for k in range(len(names) + 1)]
    segments = [Segment(n, a, b, "test") for n, a, b in zip(names, cuts, cuts[1:], strict=False) if a < b]
    quotations = assemble(text, segments, attributions)
    for quotation in quotations:
        assert quotation.content
        for span in [*quotation.content, *filter(None, (quotation.cue, quotation.source))]:
            assert 0 <= span.start < span.end <= len(text)
        assert list(quotation.content) == sorted(quotation.content)
        assert quotation.duplicate_of is None or 0 <= quotation.duplicate_of < len(quotations)


@pytest.mark.parametrize("piece", ["“", "”", "‘a’ ", "“aa bb cc dd,” he said. ", "“a ", "\x00", "א”", "said “", ", "])
def test_a_hundred_thousand_characters_on_one_line_are_read(piece):
    text = piece * (100_000 // len(piece))
    assert isinstance(assemble(text, [Segment("paragraph", 0, len(text), "test")], []), list)


def test_a_professor_of_studies_speaks_and_a_study_finds():
    text = "Mina Odell, professor of marine studies, said it rains. A study of tides said it pours."
    said = attribute(text, "it rains", "said", "Mina Odell, professor of marine studies,")
    found = attribute(text, "it pours", "said", "A study of tides")
    quotations = assemble(text, paragraphs(text), [said, found])
    assert [quotation.is_speech for quotation in quotations] == [True, False]


def test_words_that_nobody_is_said_to_have_said_are_no_quotation():
    text = "Mina Odell said it rains. It pours."
    assert assemble(text, paragraphs(text), [attribute(text, "It pours")]) == []


def test_the_conjunction_that_leads_to_the_next_cue_is_no_content():
    text = "The plan called it costly and outlined repairs."
    (found,) = assemble(text, paragraphs(text), [attribute(text, "it costly and", "called", "The plan")])
    assert [text[start:end] for start, end in found.content] == ["it costly"]
