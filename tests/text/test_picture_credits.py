"""A credit closes a caption; sentences that only sound like one stay sentences."""

import pytest

from copydesk.text.picture_credits import is_sure_credit

SURE = [
    "The pier of Vellmar at dawn. Photo: Ruth Anders",
    "The pier of Vellmar at dawn (Image: Ruth Anders/Halver Press)",
    "The pier of Vellmar at dawn. Photograph: R. Lind/Reuters",
    "Fishermen mend their nets in Vellmar on Monday. (AP Photo/Ruth Anders)",
    "Fishermen mend their nets in Vellmar on Monday (AFP)",
    "Fishermen mend their nets. Photo by RUTH ANDERS /AFP",
    "Fishermen mend their nets. © Getty Images",
    "Fishermen mend their nets | Credit: Halver Press",
    "Fishermen mend their nets via Getty Images",
    "Picture: Ruth Anders",
]
SENTENCES = [
    "Vellmar won 2-1 courtesy of a late header from Odell.",
    "The council expanded the child tax credit by 1,000 crowns for each family.",
    "The claim was made in a video by a group of fishermen",
    "He said in a video: “They know what they did.”",
    "The boy was last pictured on Monday.",
    "He left the crown court (pictured).",
    "The pier stands on pictures that belong to Getty Images.",
    "Shoppers may pay by credit/debit card at every stall of the market.",
    "Danach sagte sie der Bild: „Wir haben gewartet.“",
    "She told Reuters",
    "The ferry will sail again in May, the ministry said. (AFP)",
    "“We have waited long enough.” (Reuters)",
    "The firm was sued over its pictures by the heirs of Vos.",
]


@pytest.mark.parametrize("line", SURE)
def test_a_label_and_a_name_or_an_agency_is_a_credit(line):
    assert is_sure_credit(line)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_is_no_credit(line):
    assert not is_sure_credit(line)


def test_long_lines_are_judged_by_their_end():
    assert is_sure_credit("a" * 10_000 + " at dawn. Photo: Ruth Anders")
    assert not is_sure_credit("Photo: " + "a" * 10_000)
