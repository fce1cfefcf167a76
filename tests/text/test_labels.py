import pytest

from copydesk.text.annotations import Mention
from copydesk.text.labels import refine_labels

LABELS = {
    "country": ("Japan", "LOC", "GPE"),
    "city": ("Seoul", "LOC", "GPE"),
    "alternative name": ("U.S.", "LOC", "GPE"),
    "continent": ("Asia", "LOC", "LOC"),
    "sea": ("North Sea", "LOC", "LOC"),
    "nationality": ("South Korean", "MISC", "NORP"),
    "nationals": ("South Koreans", "MISC", "NORP"),
    "party members": ("Republicans", "MISC", "NORP"),
    "religion": ("Buddhists", "MISC", "NORP"),
    "summit": ("Harbour Security Summit", "MISC", "EVENT"),
    "numbered war": ("World War II", "MISC", "EVENT"),
    "games": ("Olympics", "MISC", "EVENT"),
    "work of art": ("The Long Way", "MISC", "MISC"),
    "seat of power": ("White House", "LOC", "ORG"),
    "capital taken for a person": ("Washington", "PERSON", "GPE"),
    "capital taken for an organisation": ("Tokyo", "ORG", "GPE"),
    "organisation": ("Halden Bank", "ORG", "ORG"),
}


@pytest.mark.parametrize(("name", "label", "expected"), LABELS.values(), ids=LABELS.keys())
def test_labels_are_refined(name, label, expected):
    assert [m.label for m in refine_labels(name, [Mention(0, len(name), label, 0.9)])] == [expected]


def test_a_nationality_after_an_article_is_nobody_s_name():
    text = "The Scot met Ms Scot."
    mentions = [Mention(4, 8, "PERSON", 0.9), Mention(16, 20, "PERSON", 0.9)]
    assert [m.label for m in refine_labels(text, mentions)] == ["NORP", "PERSON"]


def test_the_surname_of_a_person_of_the_article_is_that_person():
    text = "Denzel Washington spoke. Washington left. Odell Smith came, and Smith stayed."
    spans = [(0, 17, "PERSON"), (25, 35, "PERSON"), (42, 53, "PERSON"), (64, 69, "ORG")]
    labels = [m.label for m in refine_labels(text, [Mention(s, e, label, 0.9) for s, e, label in spans])]
    assert labels == ["PERSON"] * 4
