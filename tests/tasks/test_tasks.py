"""The stages as functions of their tables, without Prefect and without a dataset."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from copydesk.document import Attributed, Cast, entity_id
from copydesk.errors import CopydeskError, UsageError
from copydesk.intake import Candidate
from copydesk.ledger import ADMITTED, QUARANTINED, Entry, Ledger
from copydesk.preflight import existing_dataset, require_current
from copydesk.publication import checked
from copydesk.settings import Identity, Limits, Publisher, Settings
from copydesk.store import Changes, Dataset
from copydesk.text.annotations import ArticleEntity, Quotation, Reading, Speaker
from copydesk.text.spans import Span
from schemas import SCHEMA_VERSION
from schemas.files import file_id
from schemas.relations import CONTENT
from schemas.violations import validate
from tasks.articles import Article, articles_of
from tasks.clean import clean_articles
from tasks.frames import table, without_articles
from tasks.identify import Admission, identify_files
from tasks.intake import read_drops
from tasks.isolate import isolate
from tasks.segment import segment_articles
from tasks.tag_entities import Tagged, entity_tables, read_articles, tag_entities
from tasks.tag_quotes import tag_quotes
from tasks.validate import validate_tables

TEXT = (
    "Row with us\n\nArvika to rebuild its bridge\n\n"
    "The town of Arvika will replace the bridge that the flood of May carried away, its council said on Tuesday.\n\n"
    "“We will rebuild the bridge by spring,” said Maria Lindqvist, the mayor of Arvika.\n"
)


@pytest.fixture
def admission(tmp_path):
    (tmp_path / "bridge.txt").write_text(TEXT)
    (drop,) = read_drops.fn([tmp_path], Limits())
    (admission,) = identify_files.fn([drop], None, None, Identity()).admissions
    return admission


@pytest.fixture
def ledger(admission):
    candidate = admission.candidate
    return Ledger([Entry("d" * 16, candidate.source_path, candidate.content_hash, ADMITTED, admission.article_id)])


def staged(admissions: list[Admission], ledger: Ledger, settings: Settings | None = None) -> dict[str, pd.DataFrame]:
    frames = clean_articles.fn(admissions, settings or Settings(), ledger)
    articles = articles_of(frames)
    frames["sentences"] = segment_articles.fn(articles, ledger)
    tagged = tag_entities.fn(articles, read_articles.fn(articles, 1, ledger), ledger)
    return frames | entity_tables(tagged) | {"quotes": tag_quotes.fn(tagged, ledger)}


def test_every_stage_gives_tables_that_keep_their_schemas_also_without_articles(admission, ledger):
    for admissions in ([admission], []):
        frames = staged(admissions, ledger)
        assert set(frames) == set(CONTENT)
        assert [violation for name, frame in frames.items() for violation in validate(name, frame)] == []
    assert len(ledger.fates(ADMITTED)) == 1


def test_a_drop_is_known_by_what_it_holds(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "bridge.txt").write_text(TEXT)
    one, two = read_drops.fn([tmp_path / "one", tmp_path / "two"], Limits())
    assert one.drop_id == two.drop_id
    (tmp_path / "two/bridge.txt").write_text(TEXT + "More.")
    assert read_drops.fn([tmp_path / "two"], Limits())[0].drop_id != one.drop_id


def test_drops_that_hold_nothing_or_are_not_there_are_refused(tmp_path):
    with pytest.raises(CopydeskError, match="holds no files"):
        read_drops.fn([tmp_path], Limits())
    with pytest.raises(UsageError, match="no such file"):
        read_drops.fn([tmp_path / "none"], Limits())


@pytest.mark.parametrize("line", ["Row with us", "  ROW WITH US  ", "row  with us"])
def test_a_publisher_s_boilerplate_is_residue_however_it_is_written(admission, ledger, line):
    candidate: Candidate = replace(admission.candidate, publisher="The Brenna Daily")
    settings = Settings(publishers={"The Brenna Daily": Publisher((line,)), "Another": Publisher(("The town",))})
    frames = clean_articles.fn([replace(admission, candidate=candidate)], settings, ledger)
    first = frames["segments"].iloc[0]
    assert (first["text"], first["rule"]) == ("Row with us", "publisher-boilerplate")


def test_metadata_goes_before_what_the_page_says_and_the_page_before_nothing(admission, ledger):
    said = replace(admission.candidate, title="A title", standfirst=("Why.",), authors=("Ida Brekke",), section="Towns")
    row = clean_articles.fn([replace(admission, candidate=said)], Settings(), ledger)["articles"].iloc[0]
    assert (row["title"], list(row["standfirst"]), list(row["authors"]), row["section"]) == (
        "A title", ["Why."], ["Ida Brekke"], "Towns"
    )  # fmt: skip
    row = clean_articles.fn([admission], Settings(), ledger)["articles"].iloc[0]
    assert list(row["authors"]) == []
    assert pd.isna(row["url"])


DATED = "Arvika to rebuild its bridge\n\nBy Ida Brekke\n\n3 May 2031\n\n" + TEXT.partition("bridge\n\n")[2]


def row_of(admission, ledger, **said):
    candidate = replace(admission.candidate, **said)
    return clean_articles.fn([replace(admission, candidate=candidate)], Settings(), ledger)["articles"].iloc[0]


def test_what_no_metadata_says_the_zoned_page_does(admission, ledger):
    row = row_of(admission, ledger, text=DATED)
    assert (row["title"], list(row["authors"])) == ("Arvika to rebuild its bridge", ["Ida Brekke"])
    assert (row["published_at"], row["published_evidence"]) == (pd.Timestamp("2031-05-03", tz="UTC"), "text")
    assert (row["language"], list(row["other_languages"]), row["tagged"]) == ("en", [], True)


def test_a_stated_date_goes_before_the_page_s_and_the_zoned_page_s_before_any_other_line_s(admission, ledger):
    other = datetime(2031, 5, 9, tzinfo=UTC)
    for evidence, day in (("metadata", 9), ("url", 9), ("text", 3)):
        row = row_of(admission, ledger, text=DATED, published_at=other, published_evidence=evidence)
        assert (row["published_at"].day, row["published_evidence"]) == (day, evidence)
    row = row_of(admission, ledger, published_at=other, published_evidence="text")
    assert (row["published_at"].day, row["published_evidence"]) == (9, "text")


def test_the_article_s_paragraphs_say_its_language_and_so_whether_it_is_tagged(admission, ledger):
    german = (
        "Die Stadt Arvika wird die Brücke, die im Mai von der Flut weggerissen wurde, bis zum Frühjahr neu bauen.\n\n"
    )
    row = row_of(admission, ledger, text=german * 3)
    assert (row["language"], row["tagged"]) == ("de", False)
    quoted = TEXT + "\n“" + german.strip() + "”, he said in German to the people who had come.\n"
    row = row_of(admission, ledger, text=quoted)
    assert (row["language"], list(row["other_languages"]), row["tagged"]) == ("en", ["de"], True)


def test_a_flawed_text_is_flagged_and_left_as_it_is(admission, ledger):
    flawed = TEXT.replace("“", "â€œ").replace("bridge", "brid\u00adge")
    frames = clean_articles.fn(
        [replace(admission, candidate=replace(admission.candidate, text=flawed))], Settings(), ledger
    )
    row = frames["articles"].iloc[0]
    assert (list(row["text_flaws"]), row["text"]) == (["mojibake", "soft_hyphen"], flawed)
    spans = frames["segments"][["start", "end", "text"]].to_numpy()
    assert all(flawed[start:end] == words for start, end, words in spans)
    assert list(row_of(admission, ledger)["text_flaws"]) == []


def test_a_page_names_its_publisher_where_nobody_else_does(admission, ledger):
    page = TEXT.replace("Row with us", "The Brenna Daily") + "\n© 2031 The Brenna Daily. All rights reserved.\n"
    assert row_of(admission, ledger, text=page)["publisher"] == "The Brenna Daily"
    assert row_of(admission, ledger, text=page, publisher="Brenna Press")["publisher"] == "Brenna Press"
    # The publisher is a part of what such an id means.
    assert pd.isna(row_of(admission, ledger, text=page, publisher_id="17")["publisher"])


def test_work_that_fails_takes_its_own_article_only(caplog):
    ledger = Ledger([Entry("d", name, None, ADMITTED, name) for name in "abc"])
    results = dict(isolate([(name, 6 - number) for number, name in enumerate("abc", 5)], lambda n: 1 // n, ledger, "x"))
    assert results == {"a": 1, "c": -1}
    (failed,) = ledger.fates(QUARANTINED)
    assert (failed.article_id, failed.evidence, failed.detail) == (
        "b", "x", "ZeroDivisionError: integer division or modulo by zero"
    )  # fmt: skip
    assert "article b: x" in caplog.text


def test_a_refusal_of_the_run_is_no_article_s_fault():
    def work(_):
        raise CopydeskError("the model is missing")

    with pytest.raises(CopydeskError):
        list(isolate([("a", 1)], work, Ledger(), "x"))


def test_rows_leave_with_their_article(admission, ledger):
    frames = staged([admission], ledger)
    assert without_articles(frames, []) is frames
    left = without_articles(frames, [admission.article_id])
    assert {name: len(frame) for name, frame in left.items() if name != "entities"} == dict.fromkeys(
        ("articles", "segments", "sentences", "mentions", "roles", "quotes"), 0
    )
    assert [violation for name, frame in left.items() for violation in validate(name, frame)] == []


def test_a_lost_file_stops_everything(admission, ledger, monkeypatch):
    frames = staged([admission], ledger)
    lost = ledger.counts()._replace(dropped=2)
    monkeypatch.setattr(ledger, "counts", lambda: lost)
    with pytest.raises(CopydeskError, match="accounting"):
        validate_tables.fn(frames, {"articles": [], "entities": []}, ledger)


def test_a_table_that_nobody_can_be_blamed_for_is_refused_as_a_whole():
    rows = table("quarantine", [(file_id("d" * 16, "a.txt"), "d" * 16, "a.txt", None, "bored", None)])
    with pytest.raises(CopydeskError, match=r"^refused, nothing was published: quarantine: reason"):
        checked("quarantine", rows)


def test_a_dataset_can_not_be_where_a_file_is(tmp_path):
    assert existing_dataset(tmp_path / "none") is None
    assert existing_dataset(tmp_path) is None
    (tmp_path / ".gitkeep").touch()
    assert existing_dataset(tmp_path) is None
    file: Path = tmp_path / "file"
    file.touch()
    with pytest.raises(CopydeskError):
        existing_dataset(file)


def test_a_dataset_of_an_older_schema_is_refused_before_anything_is_read(tmp_path, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr("copydesk.store.dataset.SCHEMA_VERSION", SCHEMA_VERSION - 1)
        rows = Changes(whole={"notes": pa.table({"note": ["old"]})})
        Dataset.open(tmp_path / "old", create=True).commit(rows, parent=None, provenance={})
    dataset = existing_dataset(tmp_path / "old")
    with pytest.raises(
        CopydeskError,
        match=rf"version {SCHEMA_VERSION - 1}, this copydesk writes {SCHEMA_VERSION}; run `copydesk rebuild`",
    ):
        require_current(dataset)
    assert dataset.read("notes")["note"].to_pylist() == ["old"]  # but it stays readable
    require_current(None)


def test_speakers_who_said_it_together_are_told_each_once(ledger, monkeypatch):
    text = "Odell and Berg said that rain is due."
    entities = tuple(ArticleEntity("PERSON", name, (), ()) for name in ("Mina Odell", "Ola Berg", "Ola Berg"))
    quotation = Quotation(
        "indirect", True, (Span(20, 36),), Span(15, 19), "say", Span(0, 14), 0.9, None, "say", False, Span(0, 5)
    )
    found = [Attributed(quotation, Speaker(0, "Mina Odell", None, "explicit", (), 0.9, others=(1, 2)))]
    monkeypatch.setattr("tasks.tag_quotes.attribute", lambda *_: found)
    item = Tagged(Article("a" * 16, text, True, ()), Reading((), ()), Cast((), entities, ()))
    (row,) = tag_quotes.fn({"a" * 16: item}, ledger).to_dict("records")
    assert list(row["other_speaker_ids"]) == [entity_id(entities[1], "a" * 16)]
    assert (row["source_head"], row["source_head_start"], row["source_head_end"]) == ("Odell", 0, 5)
    assert (row["cue_class"], row["cue_negated"]) == ("say", False)
