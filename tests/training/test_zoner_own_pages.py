from pathlib import Path

import pytest

from copydesk.text.zone_rules import KINDS
from copydesk.text.zone_scores import CLASSES
from training.zoner.own_pages import class_of, read_own_pages

FOLDER = Path(__file__).parents[1] / "text" / "pages"

GOLDEN = {
    "a paragraph is body": ("paragraph", "body"),
    "so is an item of a list": ("list_item", "body"),
    "and a paragraph behind its date line": ("dateline+paragraph", "body"),
    "the first kind decides": ("caption|paragraph", "caption"),
    "even where it is not of the article": ("other_residue|paragraph", "other"),
    "a section's name is a label": ("section_label|navigation", "label"),
    "a heading keeps its name": ("subheading", "subheading"),
    "a date line alone is other": ("dateline", "other"),
    "a pull quote is other": ("pull_quote", "other"),
}


@pytest.mark.parametrize(("kinds", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_kinds_of_segments_become_classes(kinds, expected):
    assert class_of(kinds) == expected


def test_every_kind_of_segment_is_of_some_class_and_every_class_has_a_kind():
    assert {class_of(kind) for kind in KINDS} == set(CLASSES)


def test_a_page_is_read_as_it_is_and_with_blank_lines(tmp_path):
    rows = ["navigation\tHome", "", "title\tBridge “closes”", "dateline+paragraph\tELDERMOUTH — It is shut."]
    (tmp_path / "quay.txt").write_text("\n".join(rows), encoding="utf-8")
    plain, airy = read_own_pages(tmp_path)
    assert (plain.name, airy.name) == ("quay", "quay-airy")
    assert plain.text == "Home\n\nBridge “closes”\nELDERMOUTH — It is shut."
    assert airy.text == "Home\n\nBridge “closes”\n\nELDERMOUTH — It is shut.\n"
    for page in (plain, airy):
        assert [row.kind for row in page.rows if row.text] == ["other", "title", "body"]
        assert [row.kind for row in page.rows if not row.text] == [None] * (len(page.rows) - 3)
        assert not any(row.joins for row in page.rows)
        assert page.title == "bridge closes"
        assert page.publisher is None


def test_the_golden_pages_are_read_but_for_the_one_that_is_cut():
    names = {page.name for page in read_own_pages(FOLDER)}
    stems = {path.stem for path in FOLDER.glob("*.txt")}
    assert names == {name for stem in stems - {"inline_cuts"} for name in (stem, f"{stem}-airy")}


def test_a_folder_without_pages_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="no pages in it"):
        read_own_pages(tmp_path)
