import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.cues import cue_lemma, is_speech_cue

LEMMAS = {
    "said": "say", "says": "say", "told reporters": "tell", "according to": "according to", "denied": "deny",
    "criticised": "criticise", "planning": "plan", "begged": "beg", "replied": "reply", "has long dreamed of": "dream",
    "was quoted as saying": "say", "arguing": "argue", "urges": "urge", "did not say": "say", "controlled": "control",
    "called for": "call", "discusses": "discuss", "acknowledging": "acknowledge", "in a statement": "state",
    "went on to say": "say", "stopped": "stop", ":": None, "": None,
}  # fmt: skip
SPEECH = {
    "said": True, "claims": True, "denied": True, "asked": True, "promised": True, "accused": True, "reported": True,
    "according to": True, "wrote": True, "warned": True, ":": True, "was quoted as saying": True, "insisted": True,
    "believes": False, "thinks": False, "plans to": False, "wants": False, "hoped": False, "expects": False,
    "fears": False, "poll found": False, "research shows": False, "has long dreamed of": False, "ate": False,
    "refused to say": False,
}  # fmt: skip


@pytest.mark.parametrize(("cue", "lemma"), LEMMAS.items())
def test_the_lemma_is_the_attributing_verb(cue, lemma):
    assert cue_lemma(cue) == lemma


@pytest.mark.parametrize(("cue", "expected"), SPEECH.items())
def test_speech_is_told_from_belief_and_plan(cue, expected):
    assert is_speech_cue(cue) is expected


@settings(deadline=None)
@given(st.text())
def test_any_string_may_be_a_cue(cue):
    assert is_speech_cue(cue) in (True, False)
    assert cue_lemma(cue) is None or cue_lemma(cue)
