import pytest
from handmade import paragraphs

from copydesk.text.quotation_marks import quoted_regions
from copydesk.text.speech_tags import find_tag, names_someone

TAGS = {
    "after": ("“We lost,” said Ola Berg, a farmer in Oslo.", ("said", "Ola Berg")),
    "after, the subject first": ("“We lost,” Ola Berg, a farmer, said.", ("said", "Ola Berg, a farmer,")),
    "after, with a helping verb": ("“We lost,” Berg has said.", ("said", "Berg")),
    "after a stop, at once": ("“We lost” said Ola Berg.", ("said", "Ola Berg")),
    "a title's stop ends no tag": ("“We lost,” Gov. A. Berg said.", ("said", "Gov. A. Berg")),
    "a cue in a title": ("“We lost,” Press Secretary Ola Berg said.", ("said", "Press Secretary Ola Berg")),
    "according to": ("“We lost,” according to Ola Berg, but it rained.", ("according to", "Ola Berg")),
    "before": ("Ola Berg said: “We lost.”", ("said", "Ola Berg")),
    "before, without a colon": ("Ola Berg said “we lost” twice.", ("said", "Ola Berg")),
    "before, words between": ("Berg told reporters in Oslo on Monday: “We lost.”", ("told", "Berg")),
    "before, a phrase in front": ("On Monday, Berg said, “We lost.”", ("said", "Berg")),
    "before, a conjunction in front": ("But Berg said: “We lost.”", ("said", "Berg")),
    "before, of the last sentence": ("Odell said so. Berg said: “We lost.”", ("said", "Berg")),
    "nobody is named": ("Asked “did you lose?”, he nodded.", ("Asked", None)),
    "a label": ("Ola Berg, farmer: “We lost”", (":", "Ola Berg, farmer")),
    "a label in capitals": ("BERG: “WE LOST”", (":", "BERG")),
    "a letter names nobody": ("Q: “Did you lose?”", (":", None)),
    "a credit": ("“We lost.” — Ola Berg", (None, "Ola Berg")),
    "a noun is no cue": ("Her talk, “How we lost,” drew many.", None),
    "a clause is no subject": ("“How we lost”, which critics say is dull, ran on.", None),
    "what is named is not said": ("The plan called “A river for all” failed.", None),
    "an order": ("print “hello world”", None),
    "no label": ("Review: “How we lost”", None),
    "a sentence is no label": ("The rule is simple: “We move first”", None),
    "a closed quotation": ("“We lost.” He said so.", None),
    "inverted without a subject": ("“How we lost,” meant for children, ran on.", None),
}


@pytest.mark.parametrize(("text", "expected"), TAGS.values(), ids=TAGS.keys())
def test_the_tag_of_a_quotation_is_found(text, expected):
    (segment,) = paragraphs(text)
    (quoted,) = quoted_regions(text, [segment.span])
    tag = find_tag(text, quoted, quoted, segment.span, 0)
    assert (tag and tuple(text[s.start : s.end] if s else None for s in tag)) == expected


NAMES = {
    "Ola Berg": True,
    "OLA BERG": True,
    "Ola Berg, a farmer in Oslo": True,
    "Mayor Ola van Berg of Halden": True,
    "The rule is simple": False,
    "Review": False,
    "name": False,
    "42": False,
    "": False,
    "The Man Who Came Down From The Hills At Night": False,
}


@pytest.mark.parametrize(("words", "expected"), NAMES.items())
def test_names_are_told_from_sentences(words, expected):
    assert names_someone(words) is expected
