import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.topics import is_topic

TOPICS = {
    "preposition in the content": ("questioned", "about security and reform"),
    "preposition in the cue": ("were talking about", "the new ferry timetable"),
    "who is attacked": ("lashed out at", "drivers who park on the quay"),
    "a relative clause is no clause of its own": ("commented on", "the fact that the ferry is late"),
    "one word": ("has claimed", "victory"),
    "two words": ("did offer", "a response"),
    "a pronoun": ("mentioned", "it"),
    "nothing": ("said", ""),
}


@pytest.mark.parametrize(("cue", "content"), TOPICS.values(), ids=TOPICS.keys())
def test_a_topic_says_nothing(cue, content):
    assert is_topic([content], cue)


def test_a_name_and_a_topic_say_nothing_but_a_name_and_a_clause_do():
    assert is_topic(["Odell", "about the ferry timetable"], "questioned")
    assert not is_topic(["Odell", "that the ferry is late"], "told")


SAID = {
    "a clause": ("said", "the ferry is late"),
    "a short clause": ("said", "it rains"),
    "that": ("claimed", "that the ferry sank in May"),
    "a question": ("asked about", "whether the ferry will come"),
    "what is asked for": ("called for", "better pay for the crew"),
    "what is promised": ("promised", "to resign"),
    "how": ("talked about", "how she missed the ferry"),
    "a gerund after from": ("refrained from", "calling the ferry late"),
    "a gerund": ("advocated", "raising the fares by half"),
    "a contracted verb": ("warned", "they’ll strike"),
}


@pytest.mark.parametrize(("cue", "content"), SAID.values(), ids=SAID.keys())
def test_a_clause_says_something(cue, content):
    assert not is_topic([content], cue)


@given(st.text(max_size=100), st.text(max_size=30))
def test_any_text_has_an_answer(content, cue):
    assert is_topic([content], cue) in (True, False)
