"""The body of a text from what a line classifier says of its lines: the threshold, the run, the joins."""

import pytest

from copydesk.text.line_looks import context_of
from copydesk.text.lines import split_lines
from copydesk.text.zone_body import body_lines
from copydesk.text.zone_scores import CLASSES, LineScores, body_threshold
from copydesk.text.zones import zone_lines

SENTENCE = "The council of the island voted for the bridge on Monday night."
LABEL = "Our daily letter"


def scores(body, *, joins=None, captions=None):
    captions = captions or [0.0] * len(body)
    rows = []
    for probability, caption in zip(body, captions, strict=True):
        row = [0.0] * len(CLASSES)
        row[CLASSES.index("body")], row[CLASSES.index("caption")] = probability, caption
        row[CLASSES.index("other")] = 1 - probability - caption
        rows.append(row)
    return LineScores(rows, joins or [0.0] * len(body), [0.0] * len(body))


def lines(*texts):
    return split_lines("\n".join(texts))


def test_the_threshold_of_a_text_that_is_sure_is_about_a_quarter():
    assert 0.22 < body_threshold(scores([0.99, 0.98, 0.01]), lines(SENTENCE, SENTENCE, LABEL)) <= 0.25


def test_the_threshold_sinks_where_every_line_is_doubted():
    assert body_threshold(scores([0.3, 0.3, 0.02]), lines(SENTENCE, SENTENCE, LABEL)) < 0.3


def test_a_text_of_menus_has_no_body():
    few = lines(*[LABEL] * 20)
    assert body_threshold(scores([0.01] * 20), few) > 0.01


@pytest.mark.parametrize(
    ("texts", "probabilities", "expected"),
    [
        ((SENTENCE, SENTENCE), (0.9, 0.4), [True, True]),
        ((SENTENCE, SENTENCE), (0.4, 0.9), [True, True]),
        ((SENTENCE, SENTENCE), (0.9, 0.1), [True, False]),
        ((SENTENCE, LABEL), (0.9, 0.4), [True, False]),
        ((SENTENCE, "Related stories of the day", SENTENCE), (0.9, 0.05, 0.4), [True, False, False]),
        ((SENTENCE, "Share", SENTENCE), (0.9, 0.05, 0.4), [True, False, True]),
        (("• Two boats", "• Six nets"), (0.9, 0.25), [True, True]),
        (("• Two boats", "Six nets"), (0.9, 0.25), [True, False]),
    ],
    ids=[
        *("a doubtful line after the body", "a doubtful line before it", "an unlikely one", "a doubtful label"),
        *("past a line that parts", "past a button", "the next item of a list", "a label below a list"),
    ],
)
def test_a_body_is_mostly_one_run(texts, probabilities, expected):
    assert body_lines(lines(*texts), scores(probabilities), 0.5) == expected


def test_a_caption_is_not_reached_from_the_body():
    assert body_lines(lines(SENTENCE, SENTENCE), scores([0.9, 0.4], captions=[0, 0.4]), 0.5) == [True, False]


@pytest.mark.parametrize(
    ("body", "caption", "kind"),
    [(0.6, 0.35, "caption"), (0.9, 0.05, "paragraph"), (0.6, 0.1, "paragraph")],
    ids=["a likely caption", "an unlikely one", "a doubtful one"],
)
def test_a_caption_needs_less_than_body(body, caption, kind):
    judged = scores([0.9, body, 0.9], captions=[0.0, caption, 0.0])
    found = zone_lines(f"{SENTENCE}\n{SENTENCE}\n{SENTENCE}", lambda *_: judged)
    assert found[1].kind == kind


def test_what_closes_with_the_credit_of_a_picture_is_no_paragraph():
    text = f"{SENTENCE}\nThe bridge of Halver seen from the ferry. Photo: Ruth Anders\n{SENTENCE}"
    found = zone_lines(text, lambda *_: scores([0.9, 0.95, 0.9]))
    assert [segment.kind for segment in found] == ["paragraph", "caption", "paragraph"]


def test_an_open_line_right_above_a_credit_is_its_caption():
    text = f"{SENTENCE}\nThe bridge of Halver on Monday\nPhoto: Ruth Anders\n{SENTENCE}"
    found = zone_lines(text, lambda *_: scores([0.9, 0.9, 0.1, 0.9]))
    assert [segment.kind for segment in found] == ["paragraph", "caption", "caption", "paragraph"]


def test_a_paragraph_cut_at_a_link_is_one_segment_of_the_source_text():
    text = (
        "The mayor told\nThe Courier\non Monday that the bridge would open.\n\nNobody had asked the ferrymen about it."
    )
    judged = scores([0.9, 0.8, 0.9, 0.9], joins=[0.0, 0.9, 0.9, 0.1])
    found = zone_lines(text, lambda *_: judged)
    assert [text[s.start : s.end] for s in found] == text.split("\n\n")
    assert {s.kind for s in found} == {"paragraph"}


def test_a_sure_phrase_is_no_body_whatever_the_classifier_says():
    text = f"{SENTENCE}\nAdvertisement\n{SENTENCE}"
    found = zone_lines(text, lambda *_: scores([0.9, 0.99, 0.9]))
    assert [segment.kind for segment in found] == ["paragraph", "ad_marker", "paragraph"]


def test_a_headline_above_a_button_to_read_more_leads_to_another_article():
    text = f"{SENTENCE}\nHow the ferry of Halver found its harbour\nRead more\n{SENTENCE}"
    found = zone_lines(text, lambda *_: scores([0.9, 0.9, 0.1, 0.9]))
    assert found[1].kind == "related_headline"


def test_the_classifier_is_told_what_the_rules_know():
    seen = []

    def score(found, phrases):
        seen.extend(phrases)
        return scores([0.5] * len(found))

    zone_lines(f"Advertisement\n{SENTENCE}", score)
    assert seen == ["ad-phrase", None]


def test_the_context_counts_paragraphs_above_each_line():
    assert list(context_of(lines(LABEL, SENTENCE, LABEL)).prose) == [0, 0, 1, 1]
