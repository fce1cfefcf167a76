"""An invented newspaper in two drops: what its pages teach, and what becomes of their lines. Built without Prefect."""

import pytest
from made_drops import assert_sound, build, check, everything_on_disk, hashes, latest, write
from made_site import AUTHOR, LABEL, RELATED, SLOGAN, STORIES, drop_of, page

NAMES = list(STORIES)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Four pages, then four more; return the folder with the dataset and the two drops."""
    folder = tmp_path_factory.mktemp("site")
    for number in (0, 1):
        drop = write(folder / f"drop{number}", drop_of(*NAMES[4 * number : 4 * number + 4]))
        build(drop, dataset=folder / "dataset")
    return folder


def learned(dataset):
    rows = latest(dataset, "learned_lines")
    return {row["pattern"]: row for row in rows[rows["documents"] > 1].to_dict("records")}


def test_the_table_tells_what_recurs_and_why_it_counts_or_not(built):
    rows = learned(built / "dataset")
    verdicts = {
        pattern: (row["pattern_kind"], row["documents"], row["kind"], row["in_force"], row["why_not"])
        for pattern, row in rows.items()
        if row["documents"] > 3
    }
    assert verdicts == {
        LABEL: ("line", 8, "other_residue", True, None),
        SLOGAN: ("line", 8, "other_residue", True, None),
        f"By {AUTHOR}": ("line", 8, "byline", False, "known_by_words"),
        "også i herald:": ("prefix", 6, "related_headline", True, None),
        "(stillbilde:": ("prefix", 8, None, False, "unclear"),
    }
    articles = latest(built / "dataset", "articles").set_index("article_id")
    assert set(rows[SLOGAN]["examples"]) <= set(
        articles.index[articles["source_path"].isin(f"{n}.txt" for n in NAMES[:4])]
    )
    assert rows[SLOGAN]["first_seen"] == articles["drop_id"][rows[SLOGAN]["examples"][0]]


def test_every_line_of_every_page_is_what_the_other_pages_tell(built):
    articles = latest(built / "dataset", "articles").set_index("article_id")
    segments = latest(built / "dataset", "segments")
    for article_id, path in articles["source_path"].items():
        name = path.removesuffix(".txt")
        title, body = STORIES[name]
        other, _ = STORIES[RELATED[name]]
        first, second = body.split("\n\n")
        rows = segments[segments["article_id"] == article_id].sort_values("segment_index").to_dict("records")
        found = {row["text"]: (row["kind"], row["rule"]) for row in rows}
        assert found[LABEL] == found[SLOGAN] == ("other_residue", "learned-line")
        assert found[other] == found[f"Også i Herald: {other}"] == ("related_headline", "other-title")
        assert (found[title][0], found[f"By {AUTHOR}"][0]) == ("title", "byline")
        assert articles["title"][article_id] == title
        # Which of a page's own lines is its lead, and what only looks like a credit, is the zoning's to say.
        own = [row["text"] for row in rows if row["kind"] in ("paragraph", "standfirst")]
        paragraphs = [text for text in own if text != title and "Stillbilde" not in text]
        assert paragraphs == [first, second]
    assert_sound(built / "dataset")


def test_a_rebuild_gives_the_same_rows_and_a_check_writes_none(built, tmp_path):
    build(built / "drop0", dataset=tmp_path / "again")
    before = everything_on_disk(tmp_path / "again")
    told = check(built / "drop1", dataset=tmp_path / "again")
    assert told.rows["learned_lines"] > 0
    assert everything_on_disk(tmp_path / "again") == before
    build(built / "drop1", dataset=tmp_path / "again")
    assert hashes(tmp_path / "again") == hashes(built / "dataset")


def test_a_page_in_quarantine_teaches_nothing(built, tmp_path, monkeypatch):
    import tasks.clean

    zone = tasks.clean.zone_text

    def failing(text, hints):
        if "owls" in text.splitlines()[2].casefold():
            raise ValueError("no owls")
        return zone(text, hints)

    monkeypatch.setattr(tasks.clean, "zone_text", failing)
    build(built / "drop0", dataset=tmp_path / "dataset")
    assert latest(tmp_path / "dataset", "quarantine")["reason"].tolist() == ["zoning_failed"]
    assert learned(tmp_path / "dataset")[SLOGAN]["documents"] == 3
    assert_sound(tmp_path / "dataset")
    monkeypatch.setattr(tasks.clean, "zone_text", zone)
    build(built / "drop0", dataset=tmp_path / "dataset")
    assert learned(tmp_path / "dataset")[SLOGAN]["documents"] == 4
    assert_sound(tmp_path / "dataset")


def test_a_person_keeps_what_was_learned(built, tmp_path):
    settings = tmp_path / "copydesk.toml"
    settings.write_text(f'[publishers."Holmstad Herald"]\nkeep = ["{SLOGAN}"]\nprefixes = ["(Stillbilde:"]\n')
    build(built / "drop0", dataset=tmp_path / "dataset", settings=settings)
    assert learned(tmp_path / "dataset")[SLOGAN]["why_not"] == "kept_by_settings"
    segments = latest(tmp_path / "dataset", "segments")
    assert "learned-line" not in set(segments[segments["text"] == SLOGAN]["rule"])
    assert set(segments[segments["text"].str.startswith("(Stillbilde:")]["rule"]) == {"publisher-prefix"}


def test_an_old_page_stays_as_it_was_published(tmp_path):
    """What later drops teach changes no rows of earlier ones."""
    dataset = tmp_path / "dataset"
    build(write(tmp_path / "first", drop_of("bridge")), dataset=dataset)
    before = latest(dataset, "segments")
    assert "learned-line" not in set(before["rule"])
    build(write(tmp_path / "second", drop_of("ferry", "owls", "mill")), dataset=dataset)
    after = latest(dataset, "segments")
    old = after[after["article_id"].isin(before["article_id"])].reset_index(drop=True)
    assert old.equals(before)
    assert page("bridge").count(SLOGAN) == 1
