import tarfile
from pathlib import Path

import numpy as np
import pytest

from training.zoner.gold import words_of
from training.zoner.invented import CODES, read_invented, rendered

FOLDER = Path(__file__).parents[2] / "training" / "zoner" / "pages"
PAGE = """##### quay_post
N Home
N Harbour [[news]]
<<<
K Harbour
T Bridge [[closes]]
B By [[Ana Rell]]
P The bridge, built by the [[Oost Works]], is [[shut]].
X Advertisement
C A barge. [[Photo: R. Lind]]
L Two boats
>>>
X © Quay Post
"""


@pytest.fixture
def page(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    [page] = read_invented(tmp_path)
    return page


def renders_of(page, tries=40):
    """All renders of ``page`` in so many draws of chance, by their names."""
    rng = np.random.default_rng(0)
    found = {}
    for _ in range(tries):
        for render in rendered(page, rng):
            found.setdefault(render.name.rpartition("-")[2], []).append(render)
    return found


def lines_of(render):
    return [(row.text, row.kind) for row in render.rows if row.kind is not None]


def test_a_line_of_a_page_is_a_code_and_a_text_with_its_inline_elements(page):
    assert page.name == "invented-quay_post"
    assert [block.code for block in page.blocks] == [*"NNKTBPXCLX"]
    assert page.blocks[5].parts == ("The bridge, built by the ", "Oost Works", ", is ", "shut", ".")
    assert page.blocks[5].text == "The bridge, built by the Oost Works, is shut."


def test_the_region_is_what_stands_between_its_marks(page):
    assert [block.text for block in page.blocks if not block.in_region] == ["Home", "Harbour news", "© Quay Post"]


def test_a_page_without_marks_is_a_region_as_a_whole(tmp_path):
    (tmp_path / "a.txt").write_text("##### bare\nT Fog\nP It is foggy.\n", encoding="utf-8")
    assert all(block.in_region for block in read_invented(tmp_path)[0].blocks)


def test_blocks_are_a_line_each(page):
    expected = [
        ("Harbour", "label"),
        ("Bridge closes", "title"),
        ("By Ana Rell", "byline"),
        ("The bridge, built by the Oost Works, is shut.", "body"),
        ("Advertisement", "other"),
        ("A barge. Photo: R. Lind", "caption"),
        ("Two boats", "body"),
    ]
    for render in renders_of(page)["region"]:
        assert lines_of(render) == expected
        assert not any(row.joins for row in render.rows)
        assert (render.title, render.source, render.publisher) == ("bridge closes", "invented-quay_post", None)


def test_text_nodes_cut_paragraphs_and_tell_where_they_go_on(page):
    for render in renders_of(page)["nodes"]:
        body = [(row.text.strip(), row.joins) for row in render.rows if row.kind == "body"]
        assert body == [
            ("The bridge, built by the", False),
            ("Oost Works", True),
            (", is", True),
            ("shut", True),
            (".", True),
            ("Two boats", False),
        ]
        assert not any(row.joins for row in render.rows if row.kind != "body")


def test_a_whole_page_holds_its_menus_and_foot(page):
    for render in renders_of(page)["whole"]:
        texts = [text.strip(" *") for text, _ in lines_of(render)]
        assert texts[0] == "Home"
        assert texts[-1] == "© Quay Post"


def test_layouts_that_mark_items_and_headings_are_among_the_whole_pages(page):
    texts = {text for render in renders_of(page)["whole"] for text, _ in lines_of(render)}
    assert "# Bridge closes" in texts
    assert any(text.startswith(" ") and text.endswith("  * Home") for text in texts)


def test_an_extract_keeps_the_body_and_loses_the_rest_now_and_then(page):
    kept = [[kind for _, kind in lines_of(render)] for render in renders_of(page)["extract"]]
    assert all(kinds.count("body") == 2 for kinds in kept)
    assert {"other" in kinds for kinds in kept} == {True, False}
    assert {"caption" in kinds for kinds in kept} == {True, False}


def test_the_same_chance_gives_the_same_renders(page):
    assert rendered(page, np.random.default_rng(3)) == rendered(page, np.random.default_rng(3))


@pytest.mark.parametrize("line", ["Q What is this", "P", "just text"])
def test_a_line_that_is_not_in_the_format_is_named(tmp_path, line):
    (tmp_path / "a.txt").write_text(f"##### quay\nT Fog\n{line}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=rf"a\.txt: quay: not a code and a text: {line}"):
        read_invented(tmp_path)


def test_a_folder_without_pages_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="no pages in it"):
        read_invented(tmp_path)


def test_the_pages_of_the_repository_are_whole():
    pages = read_invented(FOLDER)
    assert len({page.name for page in pages}) == len(pages)
    for page in pages:
        codes = [block.code for block in page.blocks if block.in_region]
        assert {"P", "L", "C"} & set(codes), page.name
        assert all(block.text for block in page.blocks), page.name
    assert {block.code for page in pages for block in page.blocks} == set(CODES)


GOLD = FOLDER.parents[3] / "shared/data/clean-dev.tar.xz"
RUN = 8


def runs_of(text):
    words = words_of(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@pytest.mark.skipif(not GOLD.exists(), reason="../shared/data/clean-dev.tar.xz is not here")
def test_no_page_repeats_eight_words_of_a_page_that_is_measured():
    said = set()
    with tarfile.open(GOLD) as archive:
        for member in archive:
            if member.name.endswith("__whole_inscriptis.txt"):
                text = archive.extractfile(member).read().decode("utf-8")
                said.update(*(runs_of(line) for line in text.splitlines()))
    assert said
    repeated = [
        (page.name, block.text)
        for page in read_invented(FOLDER)
        for block in page.blocks
        if not said.isdisjoint(runs_of(block.text))
    ]
    assert repeated == []
