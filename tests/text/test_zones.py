from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.zone_phrases import EXACT
from copydesk.text.zone_rules import KINDS, RULES
from copydesk.text.zones import Hints, normalised, paragraphs_only
from copydesk.zoner import zone_text

SEEDS = Path(__file__).parents[2] / "../shared/seeds"

P1 = "The harbour council of Vellmar voted on Tuesday to rebuild the old ferry pier, which burned down nine years ago."
P2 = "“We waited long enough for this pier, and the island waited longer,” said Odile Ranke, who chairs the council."
P3 = "The work will cost 4.2 million crowns, about a third more than the estimate that the town published last spring."
P4 = "Fishermen fear that the new pier will block the channel that their boats have used for as long as anyone recalls."
P5 = "Ranke said the council would hear them before the first pile is driven, and would publish what they had to say."
P6 = "A first ferry could sail in the summer after next if the winter storms leave the builders enough quiet days."

TITLE = "Island town votes to rebuild ferry pier despite fishermen’s fears"


NO_HINTS = Hints()


def zoned(text, hints=NO_HINTS):
    return [(segment.kind, text[segment.start : segment.end]) for segment in zone_text(text, hints)]


GOLDEN = {
    "the manner of the first seed": [
        ("ad_marker", "Advertisement"),
        ("title", TITLE),
        ("standfirst", "• The council of Vellmar wants a ferry again, nine years after the old pier burned down"),
        ("standfirst", "• Boat owners say the channel will be blocked and want to be heard before building starts"),
        ("reading_time", "Reading Time:4 minutes"),
        ("trust_marker", "Why you can trust the Courier"),
        ("caption", "The burned ferry pier of Vellmar, which the council now wants to rebuild. Photo: AP"),
        ("paragraph", P1),
        ("ad_marker", "Advertisement"),
        ("paragraph", P3),
        ("related_headline", "How a storm cut the outer islands off for eleven days"),
        ("paragraph", P4),
        ("pull_quote", "We waited long enough for this pier"),
        ("pull_quote_source", "Odile Ranke, Vellmar harbour council"),
        ("paragraph", P2),
        ("paragraph", P5),
        ("ad_marker", "Advertisement"),
        ("placeholder", "loading"),
        ("ad_marker", "Advertisement"),
    ],
    "the manner of the second seed": [
        ("ad_marker", "Advertisement"),
        ("ad_marker", "Advertisement"),
        ("section_label", "Harbour affairs"),
        ("newsletter_widget", "Get more with myCOURIER"),
        ("newsletter_widget", "A daily feed of stories that matter to you"),
        ("newsletter_widget", "Learn more"),
        ("caption", "The channel at Vellmar has been used by fishing boats for generations. Photo: Shutterstock"),
        ("title", TITLE),
        ("standfirst", "• The council of Vellmar wants a ferry again, nine years after the old pier burned down"),
        ("standfirst", "• Boat owners say the channel will be blocked and want to be heard before building starts"),
        ("paragraph", P1),
        ("paragraph", P2),
        ("video_duration", "03:02"),
        ("video_title", "Pier fire of Vellmar seen from the water"),
        ("video_title", "Pier fire of Vellmar seen from the water"),
        ("paragraph", P3),
        ("related_headline", "Ferry rivals tipped to merge, putting island prices behind it"),
        ("paragraph", P4),
        ("paragraph", P5),
        ("comment_count", "48"),
    ],
    "an agency report": [
        ("title", TITLE),
        ("byline", "By Marit Solberg and Ansel Okoro"),
        ("dateline", "Published 3 May 2031 at 10:15 GMT"),
        ("dateline", "VELLMAR (Reuters) -"),
        ("paragraph", P1),
        ("paragraph", P2),
        ("subheading", "What the boats need"),
        ("paragraph", P3),
        ("paragraph", P4),
        ("list_item", "• a channel of at least forty metres at low tide"),
        ("list_item", "• a light on the outer pile that can be seen from the bay"),
        ("paragraph", P5),
        ("paragraph", P6),
        ("byline", "Reporting by Marit Solberg; Editing by Ansel Okoro"),
        ("trust_marker", "Our Standards: The Courier Trust Principles."),
    ],
    "a page with its furniture": [
        ("navigation", "Skip to main content"),
        ("navigation", "Home"),
        ("navigation", "World"),
        ("navigation", "Sport"),
        ("newsletter_widget", "Sign in"),
        ("title", TITLE),
        ("share_widget", "Share on Facebook"),
        ("share_widget", "Copy link"),
        ("paragraph", P1),
        ("paragraph", P2),
        ("related_headline", "Read more: How a storm cut the outer islands off"),
        ("paragraph", P3),
        ("paragraph", P4),
        ("paragraph", P5),
        ("navigation", "Related stories"),
        ("related_headline", "Outer islands ask for a second doctor before winter"),
        ("related_headline", "Lighthouse keeper retires after half a century at sea"),
        ("comment_count", "12 comments"),
        ("navigation", "Most read"),
        ("legal", "© 2031 The Vellmar Courier. All rights reserved."),
        ("legal", "Privacy policy"),
    ],
}


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["glued", "blank lines"])
@pytest.mark.parametrize("lines", GOLDEN.values(), ids=GOLDEN.keys())
def test_every_line_gets_its_kind(lines, gap):
    text = gap.join(words for _, words in lines).replace(" -" + gap, " - ")
    assert zoned(text) == lines


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ADVERTISEMENT", "ad_marker"),
        ("Story continues below advertisement", "ad_marker"),
        ("Sign up for our morning newsletter", "newsletter_widget"),
        ("Get our best stories in your inbox", "newsletter_widget"),
        ("Home › News › Council", "navigation"),
        ("5 min read", "reading_time"),
        ("Comments (12)", "comment_count"),
        ("Photo: Jens Holt/Getty Images", "caption"),
        ("Updated 4 hours ago", "dateline"),
        ("Follow her on Twitter", "bio"),
        ("Loading...", "placeholder"),
        ("* * *", "other_residue"),
        ("Anzeige", "ad_marker"),
    ],
)
def test_furniture_is_known_between_paragraphs(line, kind):
    text = "\n".join([TITLE, P1, P2, line, P3, P4])
    assert {words: found for found, words in zoned(text)}[line] == kind


def test_a_text_opens_with_its_first_paragraph():
    opening = "The mayor said on Monday that the pier would open in May."
    text = f"{opening}\n“We are glad,” said Anna Holm.\nIt cost a lot of money."
    assert {kind for kind, _ in zoned(text)} == {"paragraph"}


def test_the_headline_is_not_the_label_above_it_nor_the_caption_below():
    caption = "Marit Holm looks at the pier of Vellmar harbour from the quay"
    found = zoned("\n".join(["Northern harbours and ports", TITLE, "Updated 4 hours ago", caption, P1, P2, P3]))
    assert [words for kind, words in found if kind == "title"] == [TITLE]


def test_paragraphs_cut_at_links_stay_in_the_body():
    text = "\n".join([P1, "The builders, who came from", "Halver Island", "in the spring, have left again.", P3, P4])
    assert {kind for kind, _ in zoned(text)} == {"paragraph"}


def test_a_caption_that_nearly_repeats_a_paragraph_costs_nobody_the_paragraph():
    caption = P3.removesuffix(".") + " at least. Photo: AP"
    kinds = {words: kind for kind, words in zoned("\n".join([TITLE, caption, P1, P2, P3, P4]))}
    assert (kinds[caption], kinds[P3]) == ("caption", "paragraph")


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            "港湾委員会は火曜日、九年前に焼失した桟橋を再建することを決めた。漁師たちは航路がふさがれると心配している。",
            "委員長は「島は長く待った」と述べ、工事が始まる前に意見を聞くと約束した。費用は四百二十万クローネに上る。",
        ],
        [
            "Der Hafenrat hat am Dienstag beschlossen, den Anleger wieder aufzubauen, der vor neun Jahren abbrannte.",
            "Die Fischer fürchten, dass der neue Anleger die Fahrrinne versperrt, die ihre Boote seit Langem benutzen.",
        ],
        [
            "قرر مجلس الميناء يوم الثلاثاء إعادة بناء الرصيف القديم الذي احترق قبل تسع سنوات.",
            "ويخشى الصيادون أن يسد الرصيف الجديد القناة التي تستخدمها قواربهم منذ زمن طويل كما قالوا للمجلس.",
        ],
    ],
    ids=["Japanese", "German", "Arabic"],
)
def test_other_languages_keep_their_paragraphs(paragraphs):
    assert zoned("\n\n".join(paragraphs)) == [("paragraph", words) for words in paragraphs]


def test_hints_decide_first():
    hints = Hints(title=P1.upper(), standfirst=(P2,), boilerplate=frozenset({normalised("The Courier, every day.")}))
    kinds = [kind for kind, _ in zoned("\n".join([P1, P2, P3, "The Courier, every day. ", P4]), hints)]
    assert kinds == ["title", "standfirst", "paragraph", "other_residue", "paragraph"]


def test_without_zones_every_line_is_a_paragraph():
    text = " Advertisement\n\n\tLoading \nx"
    found = paragraphs_only(text)
    assert [(text[s.start : s.end], s.kind, s.rule) for s in found] == [
        (words, "paragraph", "no-zones") for words in ("Advertisement", "Loading", "x")
    ]


def test_every_rule_has_an_id_a_kind_and_a_reason():
    assert all(rule.kind in KINDS and rule.why and key == rule.id for key, rule in RULES.items())
    assert set(EXACT.values()) <= set(RULES)


TEXTS = (
    st.text(alphabet="aB .!?“”\"'•#:0\n\t(–")
    | st.text()
    | st.lists(
        st.sampled_from([TITLE, P1, P2, P3, "Advertisement", "", "03:02", "loading", "48", "• item one", "x", " – "])
    ).map("\n".join)
)


@settings(deadline=None)
@given(TEXTS)
def test_segments_tile_any_text(text):
    for segments in (zone_text(text), paragraphs_only(text)):
        end = 0
        for segment in segments:
            assert not text[end : segment.start].strip()
            words = text[segment.start : segment.end]
            assert words
            assert words == words.strip()
            assert segment.kind in KINDS
            assert segment.rule in RULES
            assert RULES[segment.rule].kind == segment.kind
            end = segment.end
        assert not text[end:].strip()


@settings(deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_segments_wherever_white_space_stands_at_its_ends(text):
    found = zone_text(text)
    assert zone_text(text) == found
    assert [(s.kind, s.rule) for s in zone_text(text.strip())] == [(s.kind, s.rule) for s in found]


BODY, AD = "paragraph", "ad_marker"
SEED_KINDS = {
    "000_3cde689f60b82d13.txt": [
        *(AD, "title", "standfirst", "standfirst", "reading_time", "trust_marker", "caption"),
        *(BODY, AD, BODY, BODY, "related_headline", BODY, "pull_quote", "pull_quote_source", BODY, BODY, BODY),
        *(AD, "placeholder", AD),
    ],
    "002_f2df8ba819672c2e.txt": [
        *(AD, AD, "section_label", *["newsletter_widget"] * 3, "caption", "title", "standfirst", "standfirst"),
        *(BODY, BODY, BODY, "related_headline", *[BODY] * 4, "video_duration", "video_title", "video_title"),
        *([BODY] * 5),
        *("video_duration", "video_title", "video_title", *[BODY] * 5, "related_headline", *[BODY] * 6),
        *("related_headline", *[BODY] * 3, "comment_count"),
    ],
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds stand beside the project on development machines only")
@pytest.mark.parametrize("name", SEED_KINDS)
def test_the_seeds_come_out_right_line_by_line(name):
    text = (SEEDS / name).read_text(encoding="utf-8")
    assert [segment.kind for segment in zone_text(text)] == SEED_KINDS[name]
