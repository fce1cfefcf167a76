import json

import pytest
from zoner_pages import STORY, page

from training.zoner.gold import read_pages, words_of

GOLDEN = {
    "whole paragraphs are joined to nothing": (
        [("body", STORY[0]), ("body", STORY[1])],
        ["body", "body"],
    ),
    "a paragraph cut at a link is joined at both cuts": (
        [
            ("body", "The harbour bridge will close for nine weeks from Monday, the "),
            ("body", "port of Eldermouth"),
            ("body", " said in a notice to skippers."),
            ("body", STORY[1]),
        ],
        ["body", "body+", "body+", "body"],
    ),
    "what stands between two parts does not part them": (
        [
            ("body", "The harbour bridge will close for nine weeks from Monday,"),
            ("other", "Advertisement"),
            ("body", "the port of Eldermouth said in a notice to skippers."),
        ],
        ["body", "other", "body+"],
    ),
    "a part whose first half is lost is joined to nothing": (
        [("body", STORY[0]), ("body", "from the old fish market to the northern quay and back again.")],
        ["body", "body"],
    ),
    "a line of two paragraphs is followed by a new one": (
        [("body", f"{STORY[0]} {STORY[1]}"), ("body", STORY[2])],
        ["body", "body"],
    ),
    "words that the article does not have are joined to nothing": (
        [("body", STORY[0]), ("body", "and so the gulls rejoiced")],
        ["body", "body"],
    ),
    "marks inside a cut paragraph are of it": (
        [
            ("body", "The harbour bridge will close for nine weeks from Monday"),
            ("punct", ","),
            ("body", "the port of Eldermouth said in a notice to skippers."),
        ],
        ["body", "body+", "body+"],
    ),
    "a mark right below an unfinished line closes it": (
        [("body", STORY[0].removesuffix(".")), ("punct", "."), ("body", STORY[1])],
        ["body", "body+", "body"],
    ),
    "a mark after a blank line closes nothing": (
        [("body", STORY[0].removesuffix(".")), ("blank", ""), ("punct", "."), ("body", STORY[1])],
        ["body", None, "other", "body"],
    ),
    "a quotation mark right above a line opens it": (
        [("other", "Home"), ("punct", "“"), ("body", STORY[2].removeprefix("“"))],
        ["other", "body", "body+"],
    ),
    "marks between pieces of furniture are furniture": (
        [("other", "Home"), ("punct", "|"), ("punct", "|"), ("other", "Sport"), ("punct", "»")],
        ["other", "other", "other", "other", "other"],
    ),
    "every class has its name": (
        [("title", "A"), ("summary", "B"), ("byline", "C"), ("caption", "D"), ("subhead", "E"), ("topic", "F")],
        ["title", "standfirst", "byline", "caption", "subheading", "label"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_lines_are_labelled_and_joined(rows, expected):
    found = [row.kind and row.kind + "+" * row.joins for row in page(*rows).rows]
    assert found == expected


def test_a_page_keeps_its_lines_as_they_were_read():
    labelled = page(("blank", ""), ("body", f" {STORY[0]}\t"), ("blank", "  "), ("other", "Home"))
    assert labelled.text == f"\n {STORY[0]}\t\n  \nHome"


def test_the_title_is_told_only_where_the_render_holds_it():
    assert page(("title", "Bridge closes"), title="Bridge “closes”").title == "bridge closes"
    assert page(("other", "Home")).title == ""


def test_words_are_compared_without_case_marks_and_invisible_characters():
    assert words_of("“Ｂridge\u00ad_Closes”, it’s said\u200b: 橋は") == [
        "bridge",
        "closes",
        "it",
        "s",
        "said",
        "橋",
        "は",
    ]


def test_a_folder_is_read_in_the_order_of_its_gold(tmp_path):
    write(tmp_path, ("b", ["body", "blank", "body"]), ("a", ["body", "blank", "body"]))
    assert [(read.name, len(read.rows)) for read in read_pages(tmp_path)] == [("b", 3), ("a", 3)]


def test_a_gold_that_is_not_of_its_render_is_refused(tmp_path):
    write(tmp_path, ("a", ["body", "body"]))
    with pytest.raises(SystemExit, match="a: 2 labels for 3 lines"):
        read_pages(tmp_path)


def write(folder, *pages):
    (folder / "raw").mkdir()
    with (folder / "gold.jsonl").open("w") as stream:
        for name, labels in pages:
            record = {"doc": name, "html_doc": name, "family": "gazette"}
            stream.write(json.dumps({**record, "body": STORY[:2], "labels": labels}) + "\n")
            (folder / "raw" / f"{name}.txt").write_text(f"{STORY[0]}\n\n{STORY[1]}", encoding="utf-8")
