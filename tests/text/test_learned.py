"""What other documents tell of the lines of one, in zoning."""

from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.affixes import bare_key
from copydesk.text.learned import LABEL_FAMILIES, NOTHING, Learned, TitleIndex, heading_key
from copydesk.text.zones import Hints
from copydesk.zoner import zone_text

TITLE = "Owls move into the old signal tower"
BODY = (
    "Four owls have nested in the signal tower of Holmstad since the railway closed, and the town will keep them.\n\n"
    "“They pay no rent and they catch the rats,” said Ida Brekke, who has held the keys to the tower for years."
)
SLOGAN = "The Herald tells the north what the north is talking about."
LABEL = "Holmstad morning edition, every day but Sunday"
OTHER = "Ferry crews end their strike in Lydhavn"
OWLS, FERRY, MILL = 1, -2, 3
"""Families."""


def learned(*lines, **values):
    titles = TitleIndex()
    titles.add(OTHER, FERRY)
    titles.add(TITLE, OWLS)
    whole = {"titles": titles, "family": OWLS, "own": frozenset({bare_key(TITLE)})} | values
    return Learned(frozenset(map(bare_key, lines)), **whole)


def rules(text, known, **hints):
    return {
        text[segment.start : segment.end]: (segment.kind, segment.rule)
        for segment in zone_text(text, Hints(learned=known, **hints))
    }


def page(*above, below=()):
    return "\n\n".join([*above, TITLE, BODY, *below])


PAGES = {
    "a slogan after the body": (page(below=[SLOGAN]), learned(SLOGAN), SLOGAN, ("other_residue", "learned-line")),
    "a label above the title": (page(LABEL), learned(LABEL), LABEL, ("other_residue", "learned-line")),
    "another's title": (page(below=[OTHER]), learned(), OTHER, ("related_headline", "other-title")),
    "another's title in capitals": (
        page(below=[OTHER.upper()]), learned(), OTHER.upper(), ("related_headline", "other-title")
    ),
    "another's title behind any label": (
        page(below=[f"Også i Herald: {OTHER}"]),
        learned(),
        f"Også i Herald: {OTHER}",
        ("related_headline", "other-title"),
    ),
    "a learned prefix before an unknown title": (
        page(below=["Også i Herald: Paper mill cuts jobs"]),
        learned(affixes={"også i herald:": "learned-prefix"}),
        "Også i Herald: Paper mill cuts jobs",
        ("related_headline", "learned-prefix"),
    ),
    "a learned credit": (
        page(below=["(Stillbilde: Ola Lunde)"]),
        learned(affixes={"(stillbilde:": "learned-credit"}),
        "(Stillbilde: Ola Lunde)",
        ("caption", "learned-credit"),
    ),
    "a learned suffix": (
        page(below=["Paper mill cuts jobs - The Herald"]),
        learned(affixes={"- the herald": "learned-suffix"}),
        "Paper mill cuts jobs - The Herald",
        ("related_headline", "learned-suffix"),
    ),
    "words that tell by themselves go first": (
        page(below=["Sign up for our newsletter today"]),
        learned("Sign up for our newsletter today"),
        "Sign up for our newsletter today",
        ("newsletter_widget", "newsletter-phrase"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "known", "line", "expected"), PAGES.values(), ids=PAGES.keys())
def test_lines_are_what_other_documents_tell(text, known, line, expected):
    assert rules(text, known)[line] == expected
    assert rules(text, known)[TITLE][0] == "title"


KEPT = {
    "its own title, though other pages lead to it": (page(), learned(TITLE), TITLE),
    "its own title with the site's name": (
        page(f"{TITLE} - The Herald"), learned(affixes={"- the herald": "learned-suffix"}), f"{TITLE} - The Herald"
    ),
    "a name above the body": (page().replace(TITLE, f"{TITLE}\n\nAnna Berg"), learned("Anna Berg"), "Anna Berg"),
    "a long statement behind a learned prefix": (
        page(below=["Ordet fritt: The town was right to keep its owls and should now build them a second tower."]),
        learned(affixes={"ordet fritt:": "learned-prefix"}),
        "Ordet fritt: The town was right to keep its owls and should now build them a second tower.",
    ),
    "a line that the settings keep": (
        page(below=[SLOGAN]), learned(SLOGAN, keep=frozenset({bare_key(SLOGAN)})), SLOGAN
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "known", "line"), KEPT.values(), ids=KEPT.keys())
def test_what_is_better_known_stays(text, known, line):
    assert rules(text, known)[line] == rules(text, NOTHING)[line]


def test_a_title_of_many_families_is_the_site_s():
    known = learned(LABEL)
    assert known.titles is not None
    assert rules(page(LABEL), known)[TITLE][0] == "title"
    for family in (FERRY, MILL, OWLS):
        known.titles.add("The Herald", family)
    named = learned("The Herald", titles=known.titles, own=frozenset({bare_key("The Herald")}))
    assert rules(page("The Herald"), named)["The Herald"] == ("other_residue", "learned-line")


def test_a_family_s_titles_are_no_other_s():
    titles = TitleIndex()
    titles.add(OTHER, FERRY)
    assert titles.is_of_another(bare_key(OTHER), OWLS)
    assert not titles.is_of_another(bare_key(OTHER), FERRY)
    titles.add(OTHER, OWLS)
    assert not titles.is_of_another(bare_key(OTHER), OWLS)
    assert titles.is_of_another(bare_key(OTHER), MILL)


TITLES = st.sampled_from([OTHER, OTHER.upper(), f"“{OTHER}”", TITLE, "News in brief", "The Herald", "—"])
BORNE = st.lists(st.tuples(TITLES, st.sampled_from([OWLS, FERRY, MILL, -(2**63), 2**63 - 1])), max_size=12)


@given(BORNE, BORNE, TITLES, st.sampled_from([OWLS, FERRY, 2**63 - 1, 7]))
def test_the_dataset_s_titles_and_the_drop_s_are_one_index(known, added, title, family):
    index = TitleIndex(
        np.array([heading_key(borne) for borne, _ in known], np.int64), np.array([of for _, of in known], np.int64)
    )
    for borne, of in added:
        index.add(borne, of)
    key = bare_key(title)
    bearers = {of for borne, of in [*known, *added] if bare_key(borne) == key}
    is_headline = title not in ("News in brief", "The Herald", "—")
    assert index.is_title(key) == (is_headline and bool(bearers))
    assert index.is_of_another(key, family) == (is_headline and bool(bearers) and family not in bearers)
    assert index.is_label(key) == (len(bearers) >= LABEL_FAMILIES)


def test_a_title_s_number_is_the_same_for_ever():
    assert heading_key("  Owls Move into the OLD signal tower. ") == heading_key(TITLE)
    assert heading_key(TITLE) == int.from_bytes(sha256(bare_key(TITLE).encode()).digest()[:8], "big", signed=True)


def test_short_titles_are_labels():
    titles = TitleIndex()
    titles.add("News in brief", FERRY)
    assert not titles.is_of_another("news in brief", MILL)
    assert not titles.is_title("news in brief")


def test_the_settings_name_prefixes_of_residue():
    text = page(below=["Temaer: ugler, tårn"])
    assert rules(text, NOTHING, prefixes=("temaer:",))["Temaer: ugler, tårn"] == ("other_residue", "publisher-prefix")
    assert rules(text, NOTHING, prefixes=("tem",))["Temaer: ugler, tårn"][1] != "publisher-prefix"


@given(st.lists(st.sampled_from([LABEL, TITLE, SLOGAN, OTHER, "Anna Berg", "a: b", "c - d", "", "  “", "x" * 3000])))
def test_segments_tile_whatever_was_learned(lines):
    text = "\n".join(lines)
    known = learned(LABEL, SLOGAN, "Anna Berg", affixes={"a:": "learned-prefix", "- d": "learned-suffix"})
    kept = "".join(text[segment.start : segment.end] for segment in zone_text(text, Hints(learned=known)))
    assert "".join(kept.split()) == "".join(text.split())
