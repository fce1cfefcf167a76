"""What the words of a line say for sure, and what they must not be taken to say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.lines import split_lines
from copydesk.text.zone_phrases import EXACT, PHRASE_RULES, WEAK, phrase_rule
from copydesk.text.zone_rules import RULES

GOLDEN = {
    "account-phrase": [
        "Log in",
        "Already a subscriber? Sign in",
        "Forgot your password?",
        "Anmelden",
        "ログイン",
        "Sign in to continue",
    ],
    "ad-phrase": [
        "ADVERTISEMENT",
        "AdvertisementAdvertisement",
        "Story continues below advertisement",
        "Anzeige",
        "広告",
        "विज्ञापन",
        "إعلان",
    ],
    "affiliate-phrase": [
        "If you buy something through our links, we may earn a commission.",
        "The Courier may earn a small commission",
    ],
    "agency-line": ["Reuters", "The Associated Press"],
    "author-head": ["About the author", "Über die Autorin"],
    "bio-phrase": ["Follow her on Twitter", "Email the author at ann@courier.example", "Have a tip? Write to us"],
    "breadcrumb": ["News › Council › Harbour", "Sections > Business > Shipping"],
    "byline-phrase": [
        "By Marit Solberg",
        "by Kezia Marlow, The Courier",
        "Von Marit Solberg",
        "Reporting by Marit Solberg; Editing by Ansel Okoro",
        "Marit Solberg, Staff Writer",
        "記者：ソルベルグ真理",
    ],
    "comment-tool": ["Reply", "Report", "Antworten"],
    "comments-phrase": [
        "12 comments",
        "Comments (12)",
        "Leave a reply",
        "Be the first to comment",
        "12 Kommentare",
        "コメント",
    ],
    "contact-line": ["ann.lee@courier.example", "@annlee", "Twitter: @annlee"],
    "cookie-phrase": [
        "We use cookies to make this site work for you.",
        "Accept all cookies",
        "Diese Website verwendet Cookies.",
        "_quay_id  1 year  This cookie is set by the harbour plugin and counts who comes.",
        "Necessary cookies are absolutely essential for the site to work.",
        "If you go on reading you consent to our use of cookies.",
    ],
    "correction-notice": [
        "Correction: An earlier version gave a wrong age.",
        "This article was amended on 3 May 2031.",
    ],
    "credit-phrase": [
        "Photo: Jens Holt/Getty Images",
        "The pier of Vellmar on Monday (Image: Jens Holt)",
        "Media caption: Smoke over the pier",
        "© Jens Holt",
        "Foto: Jens Holt/dpa",
        "桟橋の跡＝2031年4月、撮影：堀田健",
        "フェリー、撮影：堀田健",
    ],
    "credit-slash": ["Jens Holt/Vellmar Pictures"],
    "date-label": ["Updated", "Published:"],
    "date-phrase": [
        "May 3, 2031",
        "Tuesday, 3 May 2031 09:15",
        "Published: 10:02, 3 May 2031",
        "03.05.2031, 14:20 Uhr",
        "Updated 4 hours ago",
        "3. Mai 2031",
        "2031年5月3日 21時37分",
        "vor 3 Stunden",
    ],
    "duration-clock": ["03:02", "1:02:47", "Watch · 1:18"],
    "gallery-phrase": ["Image 1 of 8", "View 5 Images", "Back to Gallery", "Bildergalerie"],
    "legal-phrase": [
        "© 2031 The Courier",
        "All rights reserved.",
        "Privacy policy",
        "Impressum",
        "Terms of Use | Privacy Policy",
        "利用規約",
    ],
    "link-list": ["[Markets](https://courier.example/m) [Shipping news](https://courier.example/s)"],
    "live-time": ["14:32 GMT", "18.20 BST", "2h ago", "11:05 a.m. ET"],
    "navigation-phrase": [
        "Skip to main content",
        "+ Contact us",
        "Menü",
        "メニュー",
        "Home / News / Council",
        "Back to top",
    ],
    "newsletter-phrase": [
        "Sign up for our morning newsletter",
        "Get our best stories in your inbox",
        "Get more with myCOURIER",
        "By signing up, you agree to our terms.",
        "Jetzt abonnieren",
    ],
    "page-word": ["Read more", "More"],
    "paywall-phrase": [
        "Subscribe to continue reading",
        "Unlimited digital access for $1",
        "This article is for subscribers only",
        "You have reached your free article limit",
        "会員限定記事",
    ],
    "placeholder-phrase": ["Loading...", "Please enable JavaScript to go on", "Wird geladen"],
    "player-phrase": ["Video player", "This video can not be played", "Unmute", "1.5x"],
    "post-credit": ["— Wilma P. (@wilmaport) May 3, 2031"],
    "post-link": ["pic.twitter.com/x9Yz"],
    "reading-time-phrase": ["5 min read", "Reading Time:4 minutes", "Lesezeit: 3 Minuten"],
    "reference-phrase": ["Story Source:", "DOI: 10.9999/jse.2031", "Quelle: dpa", "Cite this page"],
    "related-phrase": [
        "READ MORE: How a storm cut the islands off",
        "Lesen Sie auch: Sturm über der Insel",
        "यह भी पढ़ें: तूफान की कहानी",
    ],
    "section-end": [
        "Related articles",
        "Most read",
        "More from The Courier",
        "Mehr zum Thema",
        "関連記事",
        "اقرأ أيضا",
    ],
    "section-phrase": ["Politics", "* Sport", "Wirtschaft", "スポーツ"],
    "share-phrase": [
        "Share on Facebook",
        "Copy link",
        "Click to share on X (Opens in new window)",
        "Follow us on Instagram",
        "Teilen",
    ],
    "share-word": ["X", "Instagram", "Follow Vellmar News"],
    "shop-phrase": ["Buy now", "View deal", "Shop now at Amazon"],
    "tags-phrase": ["Topics: harbour, storms", "Filed under: Bees", "Themen: Hafen Möwen", "Tags"],
    "thread-head": ["12 thoughts on “A pier for the island”", "3 responses to “A pier for the island”"],
    "thread-name": ["Gerrit says:", "salty jan wrote:", "Marit says: May 3, 2031 at 10:12 am"],
    "ticker-line": ["DOW 38,790.43 +0.2%", "S&P 500 5,149.42 -0.1%"],
    "ticker-phrase": ["Quotes delayed at least 15 minutes", "Nasdaq"],
    "trust-phrase": [
        "Why you can trust the Courier",
        "Our Standards: The Courier Trust Principles.",
        "Report an error",
    ],
    "url-line": ["https://courier.example/pier", "www.courier.example"],
    "weather-phrase": ["72°F", "Feels like 68°", "Partly cloudy"],
}


@pytest.mark.parametrize("rule", PHRASE_RULES)
def test_a_rule_knows_its_lines(rule):
    lines = split_lines("\n".join(GOLDEN[rule]))
    assert [(line.text, phrase_rule(line)) for line in lines] == [(words, rule) for words in GOLDEN[rule]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell.",
        "Comment is free, he said.",
        "Watch the sky tonight, astronomers said.",
        "By Tuesday, the river had gone back into its bed.",
        "By the time she was forty she owned three ferries.",
        "Reuters reported on Monday that the pier would be rebuilt.",
        "Subscribers to the theory say that the sea took the map.",
        "Sign language was taught on the island until 1951.",
        "More than four hundred boats lay in the harbour.",
        "Read in the light of what came later, the letter is a warning.",
        "Follow the coast for two miles and you come to the mill.",
        "Home was a boat, and the boat was sold.",
        "News travels slowly on Halver.",
        "Image matters more than it should, Ranke said.",
        "Photo albums were found in the attic of the ferry house.",
        "Published in March, the novel sold out within a week.",
        "May is the month of storms on this coast.",
        "March 3 was the day on which the pier burned.",
        "Loading the ferry took an hour, and unloading it two.",
        "Contact between the shores was lost for eleven days.",
        "Register offices across the country were closed.",
        "Get the facts before you speak, the judge told him.",
        "You have read the letter, so you know what she wanted.",
        "This article of the constitution has never been used.",
        "14:32 was the time at which the clock had stopped.",
        "12 comments were sent in, and none of them was kind.",
        "Von der Insel ist nicht mehr viel zu sehen.",
        "the chief executive of the harbour company",
        "by the council of Vellmar",
        "The council wants to forbid cookies that follow readers from site to site.",
        "Rivals said that the end of third-party cookies would cost them half their income.",
        "Bake the cookies for twelve minutes, and let them cool.",
        "The cookies are soft when they leave the oven, and these cookies are best on the second day.",
        "Halver plans to scrap cookie consent banners",
        "Its websites use tracking cookies without asking, the authority said.",
        "“We use cookies only where the law allows it,” a spokeswoman said.",
    ],
)
def test_a_sentence_of_an_article_is_no_furniture(sentence):
    (line,) = split_lines(sentence)
    assert phrase_rule(line) is None


def test_every_phrase_rule_has_a_reason():
    assert set(PHRASE_RULES) <= set(RULES)
    assert set(PHRASE_RULES) >= WEAK
    assert set(EXACT.values()) <= set(PHRASE_RULES)


WORDS = st.lists(
    st.sampled_from(
        [
            "by",
            "Ann",
            "Lee",
            "says",
            "/",
            "|",
            "©",
            "(",
            ">",
            "3",
            "May",
            "2031",
            ":",
            "12:30",
            "comments",
            "sign",
            "up",
            "more",
            "-",
            "@a",
            "+1.2%",
            "[",
        ]
    )
).map(" ".join)


@settings(deadline=None)
@given(WORDS | st.text())
def test_any_line_has_a_rule_or_none(text):
    for line in split_lines(text):
        assert phrase_rule(line) in {None, *PHRASE_RULES}
