"""Lines that only their company explains: clocks, threads of comments, bios, consent dialogs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.line_looks import context_of
from copydesk.text.lines import split_lines
from copydesk.text.zone_rules import RULES
from copydesk.text.zone_runs import label_runs

P1 = "The harbour council of Vellmar voted on Tuesday to rebuild the old ferry pier, which burned down nine years ago."
P2 = "The work will cost 4.2 million crowns, about a third more than the estimate that the town published last spring."
P3 = "Fishermen fear that the new pier will block the channel that their boats have used for as long as anyone recalls."
P4 = "A first ferry could sail in the summer after next if the winter storms leave the builders enough quiet days."
REMARK = "My grandfather built the old one and he would have laughed at this, believe me."
VIDEO = "Pier fire of Vellmar seen from the water"


def runs(*texts):
    lines = split_lines("\n".join(texts))
    rules = [None] * len(lines)
    label_runs(context_of(lines), rules)
    return [(rule, line.text) for rule, line in zip(rules, lines, strict=True) if rule is not None]


GOLDEN = {
    "a length and a title that stands twice are a video": (
        [P1, "03:02", VIDEO, VIDEO, P2],
        [("duration-clock", "03:02"), ("duration-title", VIDEO), ("duration-title", VIDEO)],
    ),
    "a length and one title are a video": (
        [P1, "03:02", VIDEO, P2],
        [("duration-clock", "03:02"), ("duration-title", VIDEO)],
    ),
    "a time of day right above a sentence is a live blog's": ([P1, "14:32", P2], [("live-time", "14:32")]),
    "times of day in order make a live blog though its entries have titles": (
        [P1, "17:46", "Road closed", P2, "16:05", "Ferries cancelled", P3, "14:32", "Power is out", P4],
        [("live-time", "17:46"), ("live-time", "16:05"), ("live-time", "14:32")],
    ),
    "lengths out of order are videos though paragraphs follow": (
        [P1, "03:46", "The road", P2, "01:05", "The ferry", P3, "02:32", "The light", P4],
        [
            *(("duration-clock", "03:46"), ("duration-title", "The road")),
            *(("duration-clock", "01:05"), ("duration-title", "The ferry")),
            *(("duration-clock", "02:32"), ("duration-title", "The light")),
        ],
    ),
    "an hour that no day has is a length": ([P1, "48:10", P2], [("duration-clock", "48:10")]),
    "comments follow their head": (
        [
            P1,
            P2,
            P3,
            P4,
            "2 Comments",
            "Gerrit says:",
            "May 3, 2031 at 10:12 am",
            REMARK,
            "Reply",
            "Related articles",
            VIDEO,
        ],
        [("comment-thread", "May 3, 2031 at 10:12 am"), ("comment-thread", REMARK)],
    ),
    "a count of comments below the headline opens no thread": ([VIDEO, "27 Comments", "Share", P1, P2, P3, P4], []),
    "a count of comments among teasers above the article opens no thread": (
        [REMARK, REMARK.replace("old", "new"), REMARK.replace("My", "Our"), "3 Comments", P1, P2, P3, P4, P1 + P2],
        [],
    ),
    "a sentence that begins with the author's name and what they do is a bio": (
        ["By Dana Whitlock", P1, "Dana Whitlock covers the harbour for the Courier and keeps bees."],
        [("bio-author", "Dana Whitlock covers the harbour for the Courier and keeps bees.")],
    ),
    "somebody else's name opens no bio": (
        ["By Dana Whitlock", P1, "Odile Ranke covers her ears when the ferry blows."],
        [],
    ),
    "a line that says who reports is a bio without a byline": (
        [P1, "Odile Ranke is a staff writer at the Courier in Vellmar."],
        [("bio-author", "Odile Ranke is a staff writer at the Courier in Vellmar.")],
    ),
    "what a consent dialog lists between lines that explain cookies is its table": (
        [
            *(P1, "_quay  1 year  This cookie is set by the pier plugin.", "harbour_id", "1 month"),
            *("Necessary cookies are kept.", "bell  Records who rang.", "This cookie helps the bell."),
            *("We use cookies.", "Our use of cookies.", P2),
        ],
        [
            ("cookie-table", "harbour_id"),
            ("cookie-table", "1 month"),
            ("cookie-table", "bell  Records who rang."),
        ],
    ),
    "lines that explain cookies far from each other make no table": (
        [
            *("This cookie is set by the pier plugin.", P1, P2, P3, P4, P1 + "!", P2 + "!"),
            *("Necessary cookies are kept.", "This cookie helps the bell.", "We use cookies.", "Our use of cookies."),
        ],
        [],
    ),
    "a few lines on cookies make no table": (
        [P1, "This cookie is set by the pier plugin.", P2, "These cookies are counted.", P3],
        [],
    ),
    "what stands below About the author is a bio": (
        [P1, "About the author", "Ranke grew up on Halver and came back for the light."],
        [("bio-author", "Ranke grew up on Halver and came back for the light.")],
    ),
}


@pytest.mark.parametrize(("texts", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_company_explains_a_line(texts, expected):
    assert runs(*texts) == expected


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([P1, P2, "12:30", "03:02", VIDEO, "3 Comments", "Reply", "Ann says:", "By Ann Lee", "x", "…"])
    )
)
def test_runs_set_rules_that_exist(texts):
    assert {rule for rule, _ in runs(*texts)} <= set(RULES)


def test_what_is_decided_stays():
    lines = split_lines("\n".join([P1, "03:02", VIDEO, VIDEO]))
    rules = ["body-prose", "hint-title", None, None]
    label_runs(context_of(lines), rules)
    assert rules[:2] == ["body-prose", "hint-title"]
