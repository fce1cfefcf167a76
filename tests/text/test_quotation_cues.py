"""What a quotation tells of its cue and source: class, negation, head, and whether words were said."""

import pytest

from copydesk.text.annotations import Attribution, Segment
from copydesk.text.quotations import assemble
from copydesk.text.spans import Span

# (text, content, cue, source) -> (is_speech, cue_class, cue_negated, source_head)
GOLDEN = {
    "said": (
        ("Mina Odell, a farmer, said that rain is due.", "rain is due", "said", "Mina Odell, a farmer,"),
        (True, "say", False, "Mina Odell"),
    ),
    "what was not said is no speech": (
        ("The mayor did not say when the bridge opens.", "when the bridge opens", "did not say", "The mayor"),
        (False, "say", True, "mayor"),
    ),
    "the tagger left out the negation": (
        ("The mayor did not say when the bridge opens.", "when the bridge opens", "say", "The mayor"),
        (False, "say", True, "mayor"),
    ),
    "the negation of the sentence before": (
        ("It did not.\nOdell said rain is due.", "rain is due", "said", "Odell"),
        (True, "say", False, "Odell"),
    ),
    "a refusal is no speech": (
        ("Her spokesman declined to comment on the fall.", "on the fall", "declined to comment", "Her spokesman"),
        (False, "refuse", True, "spokesman"),
    ),
    "no one said": (
        ("No one at the mill said that rain is due.", "rain is due", "said", "No one at the mill"),
        (False, "say", True, "No one"),
    ),
    "a denial was made": (
        ("The mill denied that it dumped dye.", "it dumped dye", "denied", "The mill"),
        (True, "deny", False, "mill"),
    ),
    "a belief": (
        ("Millers in Arvika believe that rain is due.", "rain is due", "believe", "Millers in Arvika"),
        (False, "believe", False, "Millers"),
    ),
    "a nominal cue": (
        ("The mill rejected the ministry’s claim that it dumped dye.", "it dumped dye", "claim that", "the ministry’s"),
        (True, "claim", False, "ministry"),
    ),
    "passive": (
        ("Berg was quoted as saying that rain is due.", "rain is due", "was quoted as saying", "Berg"),
        (True, "say", False, "Berg"),
    ),
    "a matter spoken of": (
        ("Berg promoted the new bridge.", "the new bridge", "promoted", "Berg"),
        (False, "praise", False, "Berg"),
    ),
    "no cue and no source": (
        ("“Rain is due and the mill is shut.”", "“Rain is due and the mill is shut.”", None, None),
        (True, None, False, None),
    ),
}


@pytest.mark.parametrize(("given", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_a_quotation_tells_what_its_cue_does_and_who_heads_its_source(given, expected):
    text, *said = given
    content, cue, source = (Span(text.index(s), text.index(s) + len(s)) if s else None for s in said)
    segments = [Segment("paragraph", 0, len(text), "test")]
    (found,) = assemble(text, segments, [Attribution(content, cue, source, 0.9)])
    head = text[slice(*found.source_head)] if found.source_head else None
    assert (found.is_speech, found.cue_class, found.cue_negated, head) == expected
