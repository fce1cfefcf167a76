import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.cue_lexicon import OTHER_VERBS, TAGGING_VERBS
from copydesk.text.cues import CLASSES, cue_class, cue_lemma, cue_negated, is_speech_cue, tells_words
from schemas.quotes import CUE_CLASSES

LEMMAS = {
    "said": "say", "says": "say", "told reporters": "tell", "according to": "according to", "denied": "deny",
    "criticised": "criticise", "planning": "plan", "begged": "beg", "replied": "reply", "has long dreamed of": "dream",
    "was quoted as saying": "say", "arguing": "argue", "urges": "urge", "did not say": "say", "controlled": "control",
    "called for": "call for", "called": "call", "discusses": "discuss", "acknowledging": "acknowledge",
    "in a statement": "statement", "issued a statement": "statement", "went on to say": "say", "stopped": "stop",
    "later deleted": "delete", "rolls her eyes at": "roll",
    "is said to": "say", "in the words of": "in the words of", "reportedly": "reportedly", "per": "per",
    "the allegation that": "allegation", "’s claim that": "claim", "a statement by": "statement",
    "the plan calls for": "call for", "made it very clear": "make clear", "took another swipe at": "take swipe at",
    "refused to say": "refuse", "refusal to name": "refusal", "wanted to say": "say", "continued to hope": "hope",
    "were eager to": "eager", "put it": "put it",
    "used the argument regarding": "argument", "was like": "be like", "focused on": "focus", "shared": "share",
    "also provided": "provide", "sued": "sue", "the first official warning": "warning", ":": None, "": None, "42": None,
}  # fmt: skip
CLASSES_OF = {
    "said": "say", "according to": "say", "in the words of": "say", "was quoted as saying": "say", "is said to": "say",
    "per": "say", "as per": "say", "a statement by": "say", "calls": "say", "predicts": "say", ":": "say", "—": "say",
    "’s claim that": "claim", "the allegation that": "claim", "alleges": "claim", "allegedly": "claim",
    "denied": "deny", "dismissed": "deny", "played down": "deny", "distanced himself from": "deny",
    "conceded": "admit", "has made no secret of": "admit", "opened up about": "admit",
    "asked": "ask", "called on": "ask", "urged": "ask", "a call for": "ask", "raised questions": "ask",
    "vowed": "promise", "gave assurances": "promise", "warned": "warn", "sounded the alarm": "warn",
    "blamed": "accuse", "lashed out at": "accuse", "was sharply critical of": "accuse", "took a swipe at": "accuse",
    "pleaded guilty": "admit", "pleaded not guilty to": "deny",
    "praised": "praise", "defended": "praise", "is grateful for": "praise",
    "replied": "answer", "hit back": "answer", "weighed in": "answer",
    "wrote": "report", "tweeted": "report", "reportedly": "report", "in a letter": "report", "rumours": "report",
    "ruled": "rule", "under": "rule", "refused": "refuse", "declined to comment": "refuse", "stayed silent": "refuse",
    "believes": "believe", "is confident": "believe", "was angered by": "believe", "the hope that": "believe",
    "wants": "plan", "aims to": "plan", "is eager": "plan", "voted": "decide", "approved": "decide",
    "poll found": "find", "in": "find", "shows": "find", "ate": None, "": None, "of": None,
}  # fmt: skip
SPEECH = {
    "said": True, "claims": True, "denied": True, "asked": True, "promised": True, "accused": True, "reported": True,
    "according to": True, "wrote": True, "warned": True, ":": True, "was quoted as saying": True, "insisted": True,
    "believes": False, "thinks": False, "plans to": False, "wants": False, "hoped": False, "expects": False,
    "fears": False, "poll found": False, "research shows": False, "has long dreamed of": False, "ate": False,
    "refused to say": False, "target": False, "defense": False, "words": False,
}  # fmt: skip
WORDS_TOLD = {
    "said": True, "did not say": True, "the claim that": True, "announcement": True, "reportedly": True,
    "according to": True, ":": True, "believes": False, "referred to": False, "promoted": False, "critical of": False,
    "refused to say": False, "found": False, "voted for": False, "ate": False, "": False,
}  # fmt: skip
NEGATED = {
    "said": False, "did not say": True, "didn’t say": True, "never said": True, "refused to say": True,
    "declined to comment": True, "has yet to say": True, "denied saying": True, "denied having said": True,
    "denied": False, "never denied": True, "did not refuse to say": False, "stopped short of calling": True,
    "without saying": True, "neither confirmed nor denied": True, "failed to mention": True, "no longer thinks": True,
    "has no plans": True, "made no mention of": True, "has given no details": True, "chose not to answer": True,
    "not only said": False, "said no to": False, "has made no secret of": False, "there is no doubt": False,
    "would not comment": True, "cannot say": True, "does not believe": True, "ignored": True, ":": False, "": False,
}  # fmt: skip
NEGATED_BESIDE = {
    # (before the cue, cue, source)
    "the tagger left out the negation": ("Odell did not ", "say", "Odell", True),
    "an adverb stands between": ("Odell never publicly ", "named", "Odell", True),
    "yet to": ("Odell has yet to ", "say", "Odell", True),
    "nobody is the source": ("", "said", "No one at the mill", True),
    "none of them": ("", "said", "None of the millers", True),
    "an earlier sentence": ("It did not. Odell ", "said", "Odell", False),
    "a name that begins alike": ("", "said", "Noel Odell", False),
    "twice is once": ("Odell did not ", "refuse", "Odell", False),
}


@pytest.mark.parametrize(("cue", "lemma"), LEMMAS.items())
def test_the_lemma_is_the_attributing_word(cue, lemma):
    assert cue_lemma(cue) == lemma


@pytest.mark.parametrize(("cue", "expected"), CLASSES_OF.items())
def test_the_class_is_what_the_speaker_does(cue, expected):
    assert cue_class(cue) == expected


@pytest.mark.parametrize(("cue", "expected"), SPEECH.items())
def test_speech_is_told_from_belief_and_plan(cue, expected):
    assert is_speech_cue(cue) is expected


@pytest.mark.parametrize(("cue", "expected"), WORDS_TOLD.items())
def test_words_told_are_parted_from_matters_spoken_of(cue, expected):
    assert tells_words(cue) is expected


@pytest.mark.parametrize(("cue", "expected"), NEGATED.items())
def test_a_negated_cue_tells_of_words_that_were_not_said(cue, expected):
    assert cue_negated(cue) is expected


@pytest.mark.parametrize(("before", "cue", "source", "expected"), NEGATED_BESIDE.values(), ids=NEGATED_BESIDE.keys())
def test_a_negation_may_stand_beside_the_cue(before, cue, source, expected):
    assert cue_negated(cue, before, source) is expected


def test_every_class_has_a_verb_and_every_verb_one_class():
    verbs = [verb for table in (TAGGING_VERBS, OTHER_VERBS) for words in table.values() for verb in words.split()]
    assert [verb for verb in verbs if verbs.count(verb) > 1] == []
    assert {cue_class(verb) for verb in verbs} == set(CLASSES)


def test_the_schema_knows_every_class_and_no_other():
    assert sorted(CUE_CLASSES) == sorted(CLASSES)


@settings(deadline=None)
@given(st.text() | st.text(alphabet="no t's ’say"))
def test_any_string_may_be_a_cue(cue):
    assert is_speech_cue(cue) in (True, False)
    assert cue_negated(cue, cue, cue) in (True, False)
    assert cue_lemma(cue) is None or cue_lemma(cue)
    assert cue_class(cue) in (*CLASSES, None)
    assert tells_words(cue) or not is_speech_cue(cue)
