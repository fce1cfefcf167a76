"""Why a quotation differs: a row for each cause, made of one article that is read twice."""

import pytest
from made_versions import Made, Said, rows_of

from copydesk.difference.alignment import align
from copydesk.difference.causes import CAUSES, Evidence, cause
from copydesk.difference.quotes import quote_of
from copydesk.difference.recipes import Recipe, code_names
from copydesk.text.annotations import Segment

TEXT = "Owls in the tower\n\n“They catch the rats,” said Ida Brekke.\n\nMore in sport."
RECIPE = Recipe("c1", "t1" * 8, "z1" * 8, "s1", "0.1.0", "a1b2c3d4")
TITLE, LINE, LAST = TEXT.split("\n\n")


def side(text=TEXT, *, kinds=None, reading="r1", recipe=RECIPE, metadata=("Owls",), **changes):
    """Return the text, its quotation and what that rests on."""
    rows = rows_of(Made("0" * 16, text, (Said("They catch the rats,", changes=changes),), kinds=kinds or {}), "r")
    segments = tuple(Segment(row["kind"], row["start"], row["end"], row["rule"]) for row in rows["segments"])
    return text, quote_of(rows["quotes"][0]), Evidence(metadata, segments, reading, recipe)


def changed(**hashes):
    return RECIPE._replace(**hashes)


NEWER = changed(code_hash="c2", code_version="0.2.0", git_commit="d4e5f6a7")
CAUSED = {
    "its words changed": (
        side(), side(TEXT.replace("said Ida", "said an old Ida"), method="surname"), ("text", ""),
    ),
    "its words changed, and everything else": (
        side(), side(TEXT.replace("said Ida", "said an old Ida"), recipe=NEWER, reading="r2"), ("text", ""),
    ),
    "the text changed elsewhere, nothing else did": (
        side(), side(TEXT.replace("sport", "news"), method="surname"), ("text", ""),
    ),
    "the text changed elsewhere, and so did the code": (
        side(), side(TEXT.replace("sport", "news"), method="surname", recipe=NEWER),
        ("text or rule", "0.1.0 a1b2c3d → 0.2.0 d4e5f6a"),
    ),
    "the text changed elsewhere, and the tagger read this otherwise": (
        side(),
        side(TEXT.replace("sport", "news"), reading="r2", recipe=changed(tagger_hash="t2" * 8), content_confidence=0.2),
        ("text or model", "tagger t1t1t1t1… → t2t2t2t2…"),
    ),
    "a line's kind, by the zoner": (
        side(), side(kinds={LINE: ("caption", "line-caption")}, recipe=changed(zoner_hash="z2" * 8)),
        ("model", "zoner z1z1z1z1… → z2z2z2z2…"),
    ),
    "a line's kind, by what was learned": (
        side(kinds={LAST: ("other_residue", "learned-line")}), side(), ("learned", "learned-line → paragraph"),
    ),
    "a line's kind, by the settings": (
        side(),
        side(kinds={LAST: ("other_residue", "publisher-boilerplate")}, recipe=changed(settings_hash="s2")),
        ("settings", "paragraph → publisher-boilerplate"),
    ),
    "a line's kind, by the rules": (
        side(kinds={LINE: ("paragraph", "body-fragment")}),
        side(kinds={LINE: ("caption", "line-caption")}, recipe=NEWER),
        ("rule", "body-fragment → line-caption (0.1.0 a1b2c3d → 0.2.0 d4e5f6a)"),
    ),
    "a line's kind, by the page's metadata": (
        side(), side(kinds={TITLE: ("title", "hint-title")}, metadata=("Owls in the tower",)),
        ("metadata", "paragraph → hint-title"),
    ),
    "residue that is other residue is nothing that is read": (
        side(kinds={LAST: ("navigation", "menu")}), side(kinds={LAST: ("legal", "menu")}, recipe=NEWER),
        ("rule", "0.1.0 a1b2c3d → 0.2.0 d4e5f6a"),
    ),
    "the tagger": (
        side(), side(reading="r2", recipe=changed(tagger_hash="t2" * 8), content_confidence=0.6, kind="mixed"),
        ("model", "tagger t1t1t1t1… → t2t2t2t2…"),
    ),
    "the rules, by an equal reading": (
        side(), side(method="surname", recipe=NEWER), ("rule", "0.1.0 a1b2c3d → 0.2.0 d4e5f6a"),
    ),
    "the rules, where a new tagger read this one alike": (
        side(), side(reading="r2", method="surname", recipe=NEWER._replace(tagger_hash="t2" * 8)),
        ("rule", "0.1.0 a1b2c3d → 0.2.0 d4e5f6a"),
    ),
    "other names, by the tagger": (
        side(), side(reading="r2", method="surname", recipe=changed(tagger_hash="t2" * 8)),
        ("model", "tagger t1t1t1t1… → t2t2t2t2…"),
    ),
    "rows too old to tell": (
        side(recipe=None), side(method="surname"), ("rule or model", ""),
    ),
    "rows too old to tell, of another text": (
        side(recipe=None), side(TEXT.replace("said Ida", "said an old Ida")), ("text", ""),
    ),
    "nothing at all": (
        side(), side(method="surname"), ("unexplained", "the rules gave something else"),
    ),
    "a reading that is another on the same machine's word": (
        side(), side(reading="r2", content_confidence=0.2), ("unexplained", "the reading gave something else"),
    ),
    "zones that nothing explains": (
        side(), side(kinds={LINE: ("caption", "line-caption")}), ("unexplained", "zones: paragraph → line-caption"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "why"), CAUSED.values(), ids=CAUSED.keys())
def test_the_first_stage_that_gave_something_else_is_the_cause(before, after, why):
    alignment = align(before[0], after[0])
    assert tuple(cause(before[1], after[1], before[2], after[2], alignment)) == why


@pytest.mark.parametrize("gone", [True, False])
def test_a_quotation_that_came_or_went_has_a_cause_too(gone):
    before, after = side(), side(recipe=NEWER)
    pair = (before[1], None) if gone else (None, after[1])
    assert cause(*pair, before[2], after[2], align(TEXT, TEXT)).name == "rule"


def test_a_quotation_that_is_gone_since_its_line_is_no_longer_read_names_what_the_line_is_now():
    before = side()
    after = side(kinds={LINE: ("other_residue", "publisher-prefix")}, recipe=changed(settings_hash="s2"))
    why = cause(before[1], None, before[2], after[2], align(TEXT, TEXT))
    assert tuple(why) == ("settings", "paragraph → publisher-prefix")


def test_states_of_the_code_that_one_commit_has_are_told_apart():
    assert code_names(RECIPE, changed(code_hash="c2")) == ("0.1.0 a1b2c3d, c1", "0.1.0 a1b2c3d, c2")
    assert code_names(RECIPE, RECIPE) == ("0.1.0 a1b2c3d", "0.1.0 a1b2c3d")
    installed = RECIPE._replace(git_commit=None, code_hash="5f70709f9769")
    assert code_names(installed, NEWER) == ("0.1.0 5f70709", "0.2.0 d4e5f6a")


def test_every_cause_has_its_row():
    # Of a rollback no quotation tells: tests/difference/test_compare.py.
    assert {why[0] for *_, why in CAUSED.values()} == set(CAUSES) - {"rolled back"}
