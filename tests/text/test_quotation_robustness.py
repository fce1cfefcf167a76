"""What `assemble` makes of all the ways to mark a quotation, of a tagger that errs, and of what is no quotation."""

import string

import pytest
from handmade import attribute, find, paragraphs
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.annotations import Attribution, Segment
from copydesk.text.quotations import assemble
from copydesk.text.spans import Span


def told(text, attributions=(), kinds=None):
    """Return (kind, contents, cue, source) of the quotations, as words."""
    found = assemble(text, paragraphs(text, kinds), [attribute(text, *words) for words in attributions])
    words = [
        (q.kind, [text[c.start : c.end] for c in q.content], *(text[s.start : s.end] if s else None for s in tag))
        for q in found
        for tag in [(q.cue, q.source)]
    ]
    return [item[1:] for item in words]


# What the tagger missed altogether: text -> (contents, cue, source) of each quotation.
MISSED = {
    "curly marks": ("“The river is rising,” said Ola Berg.", [(["“The river is rising,”"], "said", "Ola Berg")]),
    "straight marks": ('"The river is rising," said Ola Berg.', [(['"The river is rising,"'], "said", "Ola Berg")]),
    "british marks beside apostrophes": (
        "‘It’s the farmers’ fields that are wet,’ said Ola Berg. ‘We can’t plough.’",
        [(["‘It’s the farmers’ fields that are wet,’", "‘We can’t plough.’"], "said", "Ola Berg")],
    ),
    "straight british marks beside apostrophes": (
        "'It's the farmers' fields in '98 that were wet,' said Ola Berg.",
        [(["'It's the farmers' fields in '98 that were wet,'"], "said", "Ola Berg")],
    ),
    "guillemets": ("«The river is rising,» said Ola Berg.", [(["«The river is rising,»"], "said", "Ola Berg")]),
    "reversed guillemets": ("»The river is rising«, said Berg.", [(["»The river is rising«"], "said", "Berg")]),
    "german marks": ("„The river is rising“, said Berg.", [(["„The river is rising“"], "said", "Berg")]),
    "german single marks": ("‚The river is rising‘, said Berg.", [(["‚The river is rising‘"], "said", "Berg")]),
    "corner brackets": ("「The river is rising,」 said Berg.", [(["「The river is rising,」"], "said", "Berg")]),
    "nested marks": ("‘He told me “go now” twice,’ said Berg.", [(["‘He told me “go now” twice,’"], "said", "Berg")]),
    "cut by its speech tag": (
        "“The river,” said Ola Berg, “is rising fast.”",
        [(["“The river,”", "“is rising fast.”"], "said", "Ola Berg")],
    ),
    "a word and its tag": ("“Never,” she said.", [(["“Never,”"], "said", "she")]),
    "the tag before": ("Ola Berg said: “We lost it all.”", [(["“We lost it all.”"], "said", "Ola Berg")]),
    "the tag some words before": (
        "On Monday, Berg told reporters at the bridge: “We lost it all.”",
        [(["“We lost it all.”"], "told", "Berg")],
    ),
    "according to, after": ("“We lost it all,” according to Berg.", [(["“We lost it all,”"], "according to", "Berg")]),
    "according to, before": ("According to Berg, “we lost it all”.", [(["“we lost it all”"], "According to", "Berg")]),
    "a title with a stop": ("“We lost it all,” Mr. Berg said.", [(["“We lost it all,”"], "said", "Mr. Berg")]),
    "several paragraphs that repeat the mark": (
        "Berg said: “The river is rising fast.\n“Nobody listens to us here.\n“We will move.”",
        [
            (["“The river is rising fast."], "said", "Berg"),
            (["“Nobody listens to us here."], None, None),
            (["“We will move.”"], None, None),
        ],
    ),
    "several paragraphs and the tag in the last": (
        "‘The river is rising fast.\n‘We will move,’ said Berg.",
        [(["‘The river is rising fast."], None, None), (["‘We will move,’"], "said", "Berg")],
    ),
    "no closing mark": ("“The river is rising, said Berg. He left.", [(["“The river is rising,"], "said", "Berg")]),
    "no opening mark": ("The river is rising,” said Berg. He left.", [(["The river is rising,”"], "said", "Berg")]),
    "headline with a name": ("Ola Berg: ‘We will move’", [(["‘We will move’"], ":", "Ola Berg")]),
    "headline in capitals": ("BERG: “THE RIVER IS RISING”", [(["“THE RIVER IS RISING”"], ":", "BERG")]),
    "a tag in capitals": ("“THE RIVER IS RISING,” SAYS BERG", [(["“THE RIVER IS RISING,”"], "SAYS", "BERG")]),
    "an interview by letters": (
        "Q: “Is the river rising?”\nA: “It is, and fast.”",
        [(["“Is the river rising?”"], ":", None), (["“It is, and fast.”"], ":", None)],
    ),
    "an interview by names": (
        'Ola Berg: "It is rising fast."\nMina Odell: "Nobody listens to us."',
        [(['"It is rising fast."'], ":", "Ola Berg"), (['"Nobody listens to us."'], ":", "Mina Odell")],
    ),
    "a question in bold and its answer": (
        "Is the river rising?\n“It is, and nobody listens.”",
        [(["“It is, and nobody listens.”"], None, None)],
    ),
    "items of a list": (
        "• “Nobody listens here at all.”\n- “We will move.”\n2. “The river is rising fast.”",
        [
            (["“Nobody listens here at all.”"], None, None),
            (["“We will move.”"], None, None),
            (["“The river is rising fast.”"], None, None),
        ],
    ),
    "a quoted mail": ("> “We lost it all,” said Berg.", [(["“We lost it all,”"], "said", "Berg")]),
    "a credit behind a dash": ("“We lost it all.” — Ola Berg", [(["“We lost it all.”"], None, "Ola Berg")]),
    "a credit on a line of its own": (
        "“We lost it all.”\n— Ola Berg, farmer",
        [(["“We lost it all.”"], None, "Ola Berg, farmer")],
    ),
    "a paragraph without a cue": ("“We lost it all. All of it.”", [(["“We lost it all. All of it.”"], None, None)]),
    "a short paragraph without a cue": ("“We lost.”", [(["“We lost.”"], None, None)]),
    "a sentence among sentences": (
        "The farmers are angry. “Nobody listens to us here.” They left.",
        [(["“Nobody listens to us here.”"], None, None)],
    ),
    "a sentence after a colon": (
        "He was blunt: “We lost because we never turned up.”",
        [(["“We lost because we never turned up.”"], None, None)],
    ),
    "a title with a cue in it": (
        "“We lost it all,” said Press Secretary Ola Berg. “We lost,” Press Secretary Ola Berg said.",
        [
            (["“We lost it all,”"], "said", "Press Secretary Ola Berg"),
            (["“We lost,”"], "said", "Press Secretary Ola Berg"),
        ],
    ),
    "words before the marks": (
        "The river was “rising too fast,” said Berg.",
        [(["The river was “rising too fast,”"], "said", "Berg")],
    ),
    "words on a banner": ("A banner read “No more dams here”.", [(["“No more dams here”"], "read", "A banner")]),
}


@pytest.mark.parametrize(("text", "expected"), MISSED.values(), ids=MISSED.keys())
def test_plain_quotations_are_found_without_the_tagger(text, expected):
    assert told(text) == expected


HEADLINES = {
    "at the head": ("‘The river is rising fast’: farmers flee", ["‘The river is rising fast’"]),
    "two words at the head": ("‘Never again’: farmers flee", ["‘Never again’"]),
    "at the end": ("Farmers flee – ‘nobody listens to us’", ["‘nobody listens to us’"]),
    "the whole": ("‘I lost it all’", ["‘I lost it all’"]),
    "the title of a work": ("‘The Long Way to Halden’: a film about rivers", []),
    "a review": ("Review: “The Long Way Home”", []),
    "a term": ("‘Green steel’: what it is", []),
    "no marks": ("Ola Berg: the river is rising", []),
}


@pytest.mark.parametrize(("text", "contents"), HEADLINES.values(), ids=HEADLINES.keys())
def test_quotations_without_a_cue_are_found_in_headlines(text, contents):
    assert [words for words, *_ in told(text, (), {text[:4]: "title"})] == [[content] for content in contents]


@pytest.mark.parametrize("kind", ["standfirst", "caption", "list_item", "subheading", "title"])
def test_every_part_of_the_article_may_quote(kind):
    text = "Ola Berg on the bridge. “It went fast,” he says."
    assert told(text, (), {"Ola": kind}) == [(["“It went fast,”"], "says", "he")]


def test_a_pull_quote_is_a_quotation_with_or_without_marks():
    text = "“We lost it all here”\nNobody listens to us"
    assert told(text, (), {"“We": "pull_quote", "Nobody": "pull_quote"}) == [
        (["“We lost it all here”"], None, None),
        (["Nobody listens to us"], None, None),
    ]


# What stands in quotation marks, or looks as if it did, and that nobody says.
INVENTED = {
    "a sports table": "Halden 3-1 Oslo\n1. “Big” Berg 12' 6\"\n2. Odell 11' 4\"\n45' Ruud, 60' Berg, 90+3' Lie",
    "a recipe": 'Grease a 9" x 13" pan and an 8" round pan. Cut the dough into 1/2" strips, says the book.',
    "heights": 'He is 6\' 2" tall, she is 5\'8", a 6-foot-2" guard. He is 6’ 2” and she 5’ 8”.',
    "degrees": "The ship sank at 59° 07' 30\" N, 11° 23' 15\" E, the map shows.",
    "a poem": "The river runs, the river sings,\nThe ’lone grey gull on silver wings,\n‘Neath clouds and heavy things",
    "a poem that begins in marks": "“Hope” is a thing of feathers -\nIt sits upon the weathers -",
    "a call in a program": 'print("hello river world again")\nsay("the river is rising")',
    "an order in a program": 'print "hello river world again"\necho "the river is rising fast"',
    "strings": 'const s = "the river is rising fast";\nname = "Ola Berg the second"\nif x == "a b c d": y = "e f g h"',
    "data": '{"name": "The river is rising fast.", "say": "We are all here now."}',
    "a page's source": '<a href="river" title="The river is rising.">The river</a>',
    "back ticks": "Run `git commit` and ``make all now please`` then.",
    "titles of works": "She was in “The Long Way to Halden” and “The River”. Her book “On Going Home” won.",
    "a title as subject": "“The Long Way to Halden” says more of rivers than most films.",
    "a talk": "Her talk, “How we moved a river,” drew many people.",
    "a show before a comma": "The host of “The Long Way to Halden,” posted a clip.",
    "a name given": "The plan, called “A river for all of us”, was dropped.",
    "a nickname after a colon": "Locals have another name for it: “Berg’s Folly”. Its nickname: “The Long Folly”.",
    "nicknames": "Dwayne “The Tide” Berg, Ola 'Big River' Lie and Mina ‘Iron’ Odell met.",
    "scare quotes": "The so-called “experts” of the ‘green steel’ plan failed at a “once in a century flood”.",
    "terms": "The word “river” is old. By “bank” we mean the side. The term “once in a lifetime” is worn.",
    "ditto marks": 'Oslo 5 mm\n" 6 mm\n" 7 mm of rain in all\nBerg     farmer\n"     , Mina the nurse of all',
    "a song": "“Take me down to the river, oh,\nwhere the water is cold and slow”",
    "the lyrics of a song": "In her song she comes home: “Take me down to the river.”",
    "a motto": "The motto “In tide we trust” hangs above the door.",
    "apostrophes": "The dogs' and cats' owners' club's fees rose in '98. Rock 'n' roll in the ‘90s, ‘til dawn.",
    "no words": "“” \"\" ‘’ '' «» „“ 「」 “ … ”",
    "turns without marks": "Ola Berg: It is rising fast today.\nQ: Is it rising?\nA: It is, and nobody listens.",
}


@pytest.mark.parametrize("text", INVENTED.values(), ids=INVENTED.keys())
def test_no_quotation_is_invented(text):
    assert told(text) == []


# What the tagger saw, a little off -> contents.
SLIPS = {
    "stops short of the mark": ("“It is rising,” said Berg.", ("It is rising", "said", "Berg"), ["“It is rising,”"]),
    "stops words before the mark": ("“It is rising,” said Berg.", ("“It is", "said", "Berg"), ["“It is rising,”"]),
    "starts late": ("“It is rising,” said Berg.", ("rising,", "said", "Berg"), ["“It is rising,”"]),
    "takes the next opening mark along": (
        "Berg said it rose and “the dam” broke.",
        ("it rose and “", "said", "Berg"),
        ["it rose"],
    ),
    "sees one sentence of two": (
        "“It is rising. Nobody listens,” said Berg.",
        ("Nobody listens,", "said", "Berg"),
        ["“It is rising. Nobody listens,”"],
    ),
    "sees only the second half": (
        "“The river,” said Berg, “is rising fast.”",
        ("“is rising fast.”", "said", "Berg"),
        ["“The river,”", "“is rising fast.”"],
    ),
    "keeps to what is nested": (
        "“He said it is rising,” Berg told us.",
        ("it is rising", "said", "He"),
        ["it is rising"],
    ),
}


@pytest.mark.parametrize(("text", "seen", "contents"), SLIPS.values(), ids=SLIPS.keys())
def test_edges_are_put_right(text, seen, contents):
    ((found, cue, source),) = told(text, [seen])
    assert (found, cue, source) == (contents, *seen[1:])


SWALLOWED = {
    "behind": ("“It is rising fast,” said Ola Berg. He left.", "“It is rising fast,” said Ola Berg"),
    "in part": ("“It is rising fast,” said Ola Berg. He left.", "“It is rising fast,” said"),
    "before": ("Ola Berg said: “It is rising fast.” He left.", "Ola Berg said: “It is rising fast.”"),
}


@pytest.mark.parametrize(("text", "content"), SWALLOWED.values(), ids=SWALLOWED.keys())
def test_a_speech_tag_that_was_taken_for_content_is_the_tag(text, content):
    ((found, cue, source),) = told(text, [(content,)])
    assert [words.strip("“”.,") for words in found] == ["It is rising fast"]
    assert (cue, source) == ("said", "Ola Berg")


def test_a_speech_tag_inside_the_content_cuts_it():
    for text, contents in (
        ("“It is rising,” said Berg, “and fast.”", ["“It is rising,”", "“and fast.”"]),
        ("It is rising, said Berg, and fast.", ["It is rising", "and fast."]),
    ):
        seen = Attribution(Span(0, len(text)), find(text, "said"), find(text, "Berg"), 0.9)
        (found,) = assemble(text, paragraphs(text), [seen])
        assert [text[start:end] for start, end in found.content] == contents


OVERRUN = {
    "a few words of the next paragraph": (
        "Berg said: “It is rising fast.”\nBerg left the valley.",
        "“It is rising fast.”\nBerg left",
        [["“It is rising fast.”"]],
    ),
    "a paragraph that repeats the mark is a new quotation": (
        "Berg said: “It is rising fast.\n“Nobody listens to us.”",
        "“It is rising fast.\n“Nobody listens to us.”",
        [["“It is rising fast."], ["“Nobody listens to us.”"]],
    ),
    "a forgotten mark does not make the next paragraphs a quotation": (
        "Berg said: “It is rising fast.\nThe valley has flooded before.\nBerg left.",
        "“It is rising fast.\nThe valley has flooded before.\nBerg",
        [["“It is rising fast."]],
    ),
    "a line broken inside a sentence": (
        "Berg said the river was rising\nand the dam was weak.",
        "the river was rising\nand the dam was weak",
        [["the river was rising\nand the dam was weak"]],
    ),
}


@pytest.mark.parametrize(("text", "content", "expected"), OVERRUN.values(), ids=OVERRUN.keys())
def test_contents_over_two_paragraphs(text, content, expected):
    assert [found for found, *_ in told(text, [(content, "said", "Berg")])] == expected


def test_the_turns_of_a_transcript_belong_to_their_labels():
    text = "“ODELL: Is it rising?\n“BERG: It is, and “fast” is no word for it.”"
    found = told(text, [("“ODELL: Is it rising?\n“BERG: It is, and “fast” is no word for it.”",)])
    assert [(cue, source) for _, cue, source in found] == [(":", "ODELL"), (":", "BERG")]


def test_a_source_does_not_reach_over_a_blank_line():
    before = told("The dam\n\nBerg said the river is rising.", [("the river is rising", "said", "The dam\n\nBerg")])
    assert [source for *_, source in before] == ["Berg"]
    after = told(
        "The river is rising, said Berg\n\nThe dam holds.", [("The river is rising", "said", "Berg\n\nThe dam")]
    )
    assert [source for *_, source in after] == ["Berg"]


def test_what_the_tagger_saw_twice_is_one_quotation():
    text = "“It is rising fast. Nobody listens,” said Berg."
    seen = [("“It is rising fast.",), ("Nobody listens,", "said", "Berg")]
    assert told(text, seen) == [(["“It is rising fast. Nobody listens,”"], "said", "Berg")]


def test_a_title_before_another_quotation_s_tag_is_none_of_its_words():
    text = "On “This Quiet Morning,” Berg said it rains."
    assert told(text, [("it rains", "said", "Berg")]) == [(["it rains"], "said", "Berg")]


KINDS = ["paragraph", "list_item", "title", "standfirst", "caption", "pull_quote", "pull_quote_source", "navigation"]
spans = st.tuples(st.integers(-5, 130), st.integers(-5, 70)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
maybe = st.none() | spans
marked = st.text(alphabet="aBé said:,.?“”‘’‚\"'«»„「」\n—\u202eא\x00😀5", max_size=120)
tagged = st.lists(
    st.sampled_from(["“", "”", "‘", "’", '"', "'", "said ", "Berg ", "he ", ", ", ". ", ": ", "\n", "we lost ", "— "]),
    max_size=40,
).map("".join)


@given(
    marked | tagged | st.text(max_size=120),
    st.lists(st.builds(Attribution, spans, maybe, maybe, st.floats(0, 1)), max_size=8),
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 120), st.integers(0, 60)), max_size=8),
)
def test_any_text_with_any_segments_and_attributions_gives_sane_quotations(text, attributions, zones):
    segments, at = [], 0
    for kind, gap, size in zones:
        start = min(len(text), at + gap % 4)
        at = min(len(text), start + size)
        segments.append(Segment(kind, start, at, "test"))
    found = assemble(text, segments, attributions)
    for quotation in found:
        assert quotation.kind in ("direct", "mixed", "indirect")
        assert quotation.content
        end = 0
        for span in quotation.content:
            assert end <= span.start < span.end <= len(text)
            end = span.end
        for span in filter(None, (quotation.cue, quotation.source)):
            assert 0 <= span.start < span.end <= len(text)
    assert found == sorted(found, key=lambda quotation: quotation.content[0])


LONG = ["“", "‘", '"', "''", "“‘", '“a "b" c” ', "a,” said ", "A: “Aa bb cc.” ", '5" ']


@pytest.mark.parametrize("piece", [*LONG, string.printable])
def test_a_hundred_thousand_characters_with_attributions_everywhere_are_read(piece):
    text = (piece * 100_000)[:100_000].replace("\n", " ")
    seen = [Attribution(Span(at, at + 15), None, None, 0.9) for at in range(0, len(text) - 15, 50)]
    assert all(
        span.end <= len(text) for q in assemble(text, [Segment("title", 0, len(text), "x")], seen) for span in q.content
    )
