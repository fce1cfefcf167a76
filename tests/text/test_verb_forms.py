import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.verb_forms import base_forms

FORMS = {
    "said": "say", "shared": "share", "provided": "provide", "opened": "open", "handled": "handle", "begged": "beg",
    "controlled": "control", "called": "call", "denies": "deny", "replied": "reply", "focuses": "focuse",
    "stresses": "stress", "arguing": "argue", "planning": "plan", "hoped": "hope", "votes": "vote", "say": "say",
    "deleted": "delete", "completed": "complete", "greeted": "greet", "tweeted": "tweet",
    "sued": "sue", "lying": "lie", "x": "x",
}  # fmt: skip


@pytest.mark.parametrize(("word", "base"), FORMS.items())
def test_the_likeliest_base_form_comes_first(word, base):
    assert base_forms(word)[0] == base


def test_a_lexicon_finds_the_rarer_form_too():
    assert "focus" in base_forms("focuses")
    assert "visit" in base_forms("visited")


@given(st.text())
def test_every_word_has_forms_and_is_one_itself(word):
    assert word in base_forms(word)
