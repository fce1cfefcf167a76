from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.sentences import split_sentences

GOLDEN = {
    "nothing": ("", []),
    "only white space": (" \n\t ", []),
    "two plain sentences": ("The mill closed. Nobody wept.", ["The mill closed.", "Nobody wept."]),
    "no stop at the end": ("The mill closed. Nobody wept", ["The mill closed.", "Nobody wept"]),
    "title before a name": ("Dr. Osei met Mrs. Lund. They spoke.", ["Dr. Osei met Mrs. Lund.", "They spoke."]),
    "initials before a surname": ("J. K. Marlow wrote it. It sold.", ["J. K. Marlow wrote it.", "It sold."]),
    "letters with stops inside a sentence": (
        "The U.S. Senate voted. It passed.",
        ["The U.S. Senate voted.", "It passed."],
    ),
    "letters with stops at the end": ("He moved to the U.S. He stayed.", ["He moved to the U.S.", "He stayed."]),
    "clock time in a sentence": ("It began at 9 a.m. Monday. It ended.", ["It began at 9 a.m. Monday.", "It ended."]),
    "clock time at the end": ("It began at 9 a.m. The hall was full.", ["It began at 9 a.m.", "The hall was full."]),
    "decimal": ("Growth was 2.5 percent. Prices fell.", ["Growth was 2.5 percent.", "Prices fell."]),
    "number sign": ("She lives at No. 10 Quay Lane. He does not.", ["She lives at No. 10 Quay Lane.", "He does not."]),
    "number sign in small letters": ("Boat no. 10 sank. It lies deep.", ["Boat no. 10 sank.", "It lies deep."]),
    "street": ("The fire on Canal St. spread. It died.", ["The fire on Canal St. spread.", "It died."]),
    "saint": ("They met at St. Osyth. It rained.", ["They met at St. Osyth.", "It rained."]),
    "versus": ("It was Rovers vs. Wanderers again. Rovers won.", ["It was Rovers vs. Wanderers again.", "Rovers won."]),
    "company": ("Acme Inc. Chairman Ro left. The firm did not.", ["Acme Inc. Chairman Ro left.", "The firm did not."]),
    "company at the end": ("She founded Acme Inc. The firm grew.", ["She founded Acme Inc.", "The firm grew."]),
    "month": ("On Jan. 3 it froze. By Feb. 9 it thawed.", ["On Jan. 3 it froze.", "By Feb. 9 it thawed."]),
    "lower case goes on": ("The firm Yippee! said no. it grew.", ["The firm Yippee! said no. it grew."]),
    "ellipsis in a sentence": (
        "He waited ... and waited. Then he left.",
        ["He waited ... and waited.", "Then he left."],
    ),
    "ellipsis at the end": ("He waited… Then he left.", ["He waited…", "Then he left."]),
    "spaced dots": ("He waited. . . . Then he left.", ["He waited. . . .", "Then he left."]),
    "closing quotation mark stays": ("“Enough.” She rose.", ["“Enough.”", "She rose."]),
    "closing bracket stays": ("(It rained.) They danced.", ["(It rained.)", "They danced."]),
    "straight quotation marks": ('"Enough." She rose. "Go."', ['"Enough."', "She rose.", '"Go."']),
    "question with a tag": ("“Truly?” he asked. She nodded.", ["“Truly?” he asked.", "She nodded."]),
    "question with a named tag": (
        "“Truly?” Minister Osei asked. She nodded.",
        ["“Truly?” Minister Osei asked.", "She nodded."],
    ),
    "question without a tag": ("“Truly?” Nobody believed it.", ["“Truly?”", "Nobody believed it."]),
    "two sentences in one quotation": ("“It fell. We ran,” Lund said.", ["“It fell.", "We ran,” Lund said."]),
    "list number": ("1. Mix the flour. 2. Add water.", ["1. Mix the flour.", "2. Add water."]),
    "Chinese": ("雨停了。他们走了！为什么？", ["雨停了。", "他们走了！", "为什么？"]),
    "Japanese with a closing bracket": ("「終わった。」彼は言った。", ["「終わった。」", "彼は言った。"]),
    "Hindi": ("बारिश रुकी। वे गए।", ["बारिश रुकी।", "वे गए।"]),
    "a Japanese particle carries the sentence on": (
        "「終わった。帰ろう。」と彼は言った。雨が降った。",
        ["「終わった。", "帰ろう。」と彼は言った。", "雨が降った。"],
    ),
    "full-width decimal": ("成長率は３．５％だった。雨。", ["成長率は３．５％だった。", "雨。"]),
    "Hindi without spaces, with titles and initials": (
        "बारिश रुकी।वे गए। डॉ. सेन ने कहा। ए. पी. सेन आए।",
        ["बारिश रुकी।", "वे गए।", "डॉ. सेन ने कहा।", "ए. पी. सेन आए।"],
    ),
    "Marathi ends with full stops": ("पाऊस थांबला. ते गेले.", ["पाऊस थांबला.", "ते गेले."]),
    "Urdu": ("بارش رکی۔وہ گئے۔ کیوں؟ہاں۔", ["بارش رکی۔", "وہ گئے۔", "کیوں؟", "ہاں۔"]),
    "Arabic letter for a title": ("قال د. سامي إن المطر توقف. وذهبوا.", ["قال د. سامي إن المطر توقف.", "وذهبوا."]),
    "Hebrew title": ("דר. לוי אמר. הם הלכו.", ["דר. לוי אמר.", "הם הלכו."]),
    "Russian": ("Он жил на ул. Ленина. Потом уехал.", ["Он жил на ул. Ленина.", "Потом уехал."]),
    "Armenian": ("Անձրևը դադարեց։ Նրանք գնացին։", ["Անձրևը դադարեց։", "Նրանք գնացին։"]),
    "Thai has no stops": ("ฝนหยุดแล้ว พวกเขาไปแล้ว", ["ฝนหยุดแล้ว พวกเขาไปแล้ว"]),
    "Arabic": ("هل توقف المطر؟ نعم.", ["هل توقف المطر؟", "نعم."]),
    "a blank line ends": ("No stop here\n\nNext one.", ["No stop here", "Next one."]),
    "a line break alone does not": ("The mill\nclosed.", ["The mill\nclosed."]),
}


@pytest.mark.parametrize(("text", "sentences"), GOLDEN.values(), ids=GOLDEN.keys())
def test_sentences_follow_the_golden_rules(text, sentences):
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_text_that_was_not_decoded_is_refused():
    with pytest.raises(ValueError, match="carriage return"):
        split_sentences("One.\r\nTwo.")


@given(st.text(alphabet="aBU. !?…“”\"'()1\n。।") | st.text().map(lambda text: text.replace("\r", "")))
def test_spans_are_in_order_and_leave_out_only_white_space(text):
    spans = split_sentences(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    for start, end in spans:
        assert start < end
        assert text[start:end] == text[start:end].strip()
    assert all(left.end <= right.start for left, right in pairwise(spans))
