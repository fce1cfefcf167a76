import json

import numpy as np
import pytest

from copydesk.intake.html_pages import read_page
from copydesk.intake.page_points import POINTS
from training.html.examples import example, read_examples, see, weigh
from training.html.fit import NOT_LEARNED, fit, held_out, main
from training.html.gold import gold_of, label_blocks, phrases_of
from training.html.measure import body_of, marks_of, measure
from training.html.regression import FREE, log_odds
from training.html.table import changes, rounded, shipped_source, table_source, with_table
from training.zoner.folds import FOLDS, fold_of
from training.zoner.gold import words_of

STORY = (
    "The lighthouse at Carrow Point will be dark from Friday, the harbour board said in a letter to all skippers.",
    "A new lamp is to come by ship from Ostra, but nobody on the quay could say on Tuesday when it would arrive.",
    "“We have rowed without a light before,” said Wenna Tregear, who has fished off the point for forty years.",
    "The board keeps a bonfire ready on the northern cliff, as it did in the winter when the old lamp last failed.",
)
TITLE = "Carrow Point goes dark"
LEAD = "Skippers are to steer by a bonfire for now."


def record(name="a", publisher="gazette", body=STORY, **more):
    return {
        "doc": name, "family": publisher, "title": TITLE, "title_weak": None, "body": list(body),
        "summary": [LEAD], "subheads": ["By oar"], **more,
    }  # fmt: skip


def markup(body=STORY, kind="story"):
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("News", "Tides", "Wrecks", "About us"))
    teasers = "".join(
        f"<div class='teaser'><a href='/{number}'>{text}</a></div>"
        for number, text in enumerate(("Crab prices fall again in Porthmellin", "Choir to sing at the old fish market"))
    )
    sign_up = "<div class='newsletter'><a href='/letter'>Get our letter every week</a></div>"
    return (
        f"<html><head><title>{TITLE}</title></head><body><nav><ul>{menu}</ul></nav><article><h1>{TITLE}</h1>"
        f"<div class='{kind}'>{sign_up.join(f'<p>{text}</p>' for text in body)}</div></article>"
        f"<aside class='related'>{teasers}</aside><footer><p>© Carrow Gazette</p></footer></body></html>"
    )


def page(name="a", publisher="gazette", kind="story"):
    return example(gold_of(record(name, publisher)), see(name, markup(kind=kind).encode()))


def write(folder, *names):
    (folder / "pages").mkdir()
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as stream:
        for name in names:
            stream.write(json.dumps(record(name, f"publisher of {name}")) + "\n")
            (folder / "pages" / f"{name}.html").write_text(markup(), encoding="utf-8")
    return folder


LABELS = {
    "a paragraph": (STORY[0], True),
    "a paragraph in other letters and marks": (STORY[2].upper().replace("“", '"').replace(",", ""), True),
    "half of a paragraph": (STORY[0][:60], True),
    "two paragraphs in one block": (f"{STORY[0]} {STORY[1]}", True),
    "a paragraph and as much of something else": (f"{STORY[0]} Crab prices fell again this week in all markets.", None),
    "something else": ("Crab prices fell again this week in all markets of the western ports.", False),
    "a few words that a paragraph holds": ("on the quay", False),
    "the title": (TITLE, None),
    "the standfirst": (LEAD, None),
    "a subheading": ("By oar", None),
    "marks": ("* * *", None),
}


@pytest.mark.parametrize(("text", "label"), LABELS.values(), ids=LABELS.keys())
def test_a_block_is_labelled_by_what_of_it_the_paragraphs_hold(text, label):
    assert label_blocks([tuple(words_of(text))], gold_of(record())) == [label]


def test_a_paragraph_that_reads_like_a_subheading_is_body():
    assert label_blocks([("by", "oar")], gold_of(record(body=[*STORY, "By oar."]))) == [True]


def test_phrases_are_runs_of_four_words():
    assert phrases_of(tuple("abcde")) == [tuple("abcd"), tuple("bcde")]
    assert phrases_of(("a", "b")) == [("a", "b")]
    assert phrases_of(()) == []


def test_a_page_is_judged_by_what_intake_judges_it_by():
    lines = [line for line in read_page(markup(), 100)[0].split("\n") if line]
    assert lines == [TITLE, *STORY]
    assert body_of(see("a", markup().encode())) == list(STORY)


def test_the_paragraphs_are_learned_as_body_and_menus_not_at_all():
    found = page()
    assert sum(found.labels) == len(STORY)
    assert all("base" in names and names[0] == FREE for names in found.names)
    texts = [block.text for block in found.seen.page.blocks]
    assert any("Tides" in text for text in texts)
    assert len(found.names) == len(found.labels) == len(found.weights) < len(texts)


def test_a_page_that_intake_refuses_is_named():
    with pytest.raises(SystemExit, match="a: intake refuses this page"):
        see("a", b"\x00\x01\x02")


def test_the_body_of_a_long_page_counts_hardly_more_than_that_of_a_short_one():
    paragraph = tuple("word" for _ in range(30))
    short, long = (sum(weigh([paragraph] * count, [True] * count)) for count in (5, 100))
    assert short < long < 1.2 * short


def test_a_longer_block_counts_more_but_not_without_end():
    few, many, huge = weigh([("word",) * count for count in (5, 50, 5000)], [True, True, False])
    assert few < many < huge < 1.2 * many


def test_the_fit_is_where_the_cost_is_least():
    rng = np.random.default_rng(0)
    rows = [["base", *[name for name in "abcd" if rng.random() < 0.4]] for _ in range(200)]
    labels = [("a" in row) != (rng.random() < 0.2) for row in rows]
    weights = rng.uniform(0.1, 2, 200).tolist()
    found = log_odds(rows, labels, weights)

    def cost(odds):
        scores = np.array([sum(odds[name] for name in row) for row in rows])
        loss = np.logaddexp(0, np.where(labels, -scores, scores))
        return weights @ loss + sum(value**2 for name, value in odds.items() if name != "base") / 2

    least = cost(found)
    assert found["a"] > 1
    for name in found:
        for by in (-0.01, 0.01):
            assert cost(found | {name: found[name] + by}) > least


def test_the_start_is_free_and_the_rest_is_pulled_towards_zero():
    rows = [["base"]] * 9 + [["base", "a"]]
    found = log_odds(rows, [False] * 8 + [True, True], [1.0] * 10, penalty=1e6)
    assert found["base"] == pytest.approx(np.log(2 / 8), abs=1e-3)
    assert found["a"] == pytest.approx(0, abs=1e-3)


def test_rows_that_one_name_tells_apart_get_finite_points():
    found = log_odds([["base", "a"], ["base"]] * 50, [True, False] * 50, [100.0] * 100)
    assert 5 < found["a"] < 20


def test_rows_of_one_kind_are_refused():
    with pytest.raises(ValueError, match="both kinds"):
        log_odds([["base"]], [True], [1.0])


def test_points_tell_the_body_of_a_publisher_that_they_were_not_fitted_on():
    points = fit([page(publisher="gazette"), page(publisher="herald", kind="copy")])
    [marks] = measure([page(publisher="courier", kind="text")], points)
    assert marks == (1, 1)
    assert points.keys().isdisjoint(NOT_LEARNED)


def test_measuring_leaves_the_shipped_points_as_they_are():
    before = dict(POINTS)
    measure([page()], {"base": -1.0})
    assert before == POINTS


def test_every_page_is_measured_once_by_points_that_did_not_see_its_publisher():
    names = [f"publisher {number}" for number in range(12)]
    assert len({fold_of(name) for name in names}) == FOLDS
    assert held_out([page(name, publisher=name) for name in names]) == [(1, 1)] * 12


def test_pages_without_a_body_are_refused():
    lost = example(gold_of(record(body=())), see("a", markup().encode()))
    with pytest.raises(SystemExit, match="the pages teach nothing"):
        fit([lost])


MARKS = {
    "the body": (STORY, (1, 1)),
    "nothing": ((), (0, 0)),
    "title and standfirst beside it": ((TITLE, LEAD, *STORY), (1, 1)),
    "half of the paragraphs": (STORY[:2], (0.67, 0.67)),
    "paragraphs run together": ((" ".join(STORY),), (1, 0)),
    "as much again of something else": (
        (*STORY, *(" ".join(reversed(paragraph.split())) for paragraph in STORY)),
        (0.67, 0.67),
    ),
}


@pytest.mark.parametrize(("paragraphs", "expected"), MARKS.values(), ids=MARKS.keys())
def test_marks_are_of_phrases_and_of_whole_paragraphs(paragraphs, expected):
    assert marks_of(paragraphs, gold_of(record())) == pytest.approx(expected, abs=0.02)


def test_the_shipped_table_is_written_as_it_stands():
    assert with_table(shipped_source(), POINTS) == shipped_source()


def test_a_name_of_no_group_is_listed_too():
    assert '    # What belongs to none of these.\n    "moon-full": 0.1,\n' in table_source(
        {"moon-full": 0.1, "base": -1.0}
    )


def test_a_source_without_a_table_is_refused():
    with pytest.raises(ValueError, match="no table"):
        with_table("POINTS = 3", {})


def test_points_are_tenths_and_nothing_is_not_listed():
    assert rounded({"base": -1.66, "colon": 0.04, "quote": -0.04, "prose+": 0.05001}) == {"base": -1.7, "prose+": 0.1}


def test_the_largest_change_is_told_first():
    assert changes({"base": 1.0, "colon": 0.2, "quote": 0.3}, {"base": 1.0, "colon": 0.3}) == [
        "quote: 0.3 -> 0.0",
        "colon: 0.2 -> 0.3",
    ]


def test_a_folder_is_read_in_the_order_of_its_gold(tmp_path):
    assert [found.gold.name for found in read_examples(write(tmp_path, "b", "a"))] == ["b", "a"]


def test_a_folder_that_is_not_the_data_is_refused(tmp_path):
    with pytest.raises(SystemExit, match=r"gold\.jsonl is not there"):
        read_examples(tmp_path)


def test_a_missing_page_is_named(tmp_path):
    (write(tmp_path, "a", "b") / "pages/b.html").unlink()
    with pytest.raises(SystemExit, match=r"b\.html is not there"):
        read_examples(tmp_path)


def test_the_command_writes_a_module_that_holds_the_table(tmp_path, monkeypatch, capsys):
    out = tmp_path / "points.py"
    folder = write(tmp_path, *"abcdef")
    monkeypatch.setattr("sys.argv", ["fit", "--pages", str(folder), "--out", str(out), "--measure"])
    main()
    module = {}
    exec(compile(out.read_text(encoding="utf-8"), str(out), "exec"), module)  # noqa: S102
    assert module["POINTS"] == fit(read_examples(folder))
    printed = capsys.readouterr().out
    assert "of 6 pages" in printed
    assert "publishers held out: token F1 1.0000, paragraph F1 1.0000" in printed
