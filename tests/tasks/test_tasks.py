"""The stages as functions of their tables, without Prefect and without a dataset."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from copydesk.document import Attributed, Cast, entity_id
from copydesk.errors import CopydeskError, UsageError
from copydesk.intake import Candidate
from copydesk.ledger import ADMITTED, QUARANTINED, Entry, Ledger
from copydesk.preflight import existing_dataset, require_current
from copydesk.settings import Identity, Limits, Publisher, Settings
from copydesk.store import Changes, Dataset
from copydesk.text.annotations import ArticleEntity, Quotation, Reading, Speaker
from copydesk.text.spans import Span
from schemas import SCHEMA_VERSION, TABLES
from schemas.violations import validate
from tasks.articles import Article, articles_of
from tasks.clean import clean_articles, texts
from tasks.frames import table, without_articles
from tasks.identify import Admission, identify_files
from tasks.intake import read_drops
from tasks.isolate import isolate
from tasks.segment import segment_articles
from tasks.tag_entities import Tagged, entity_tables, read_articles, tag_entities
from tasks.tag_quotes import tag_quotes
from tasks.validate import validate_tables, validated

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
        assert set(frames) == set(TABLES) - {"quarantine", "versions"}
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


def test_texts_of_a_kind_come_without_bullets_and_folded():
    from copydesk.text.annotations import Segment

    text = "• One\n  two\n- Three"
    segments = [Segment("standfirst", 0, 11, "t"), Segment("standfirst", 12, 19, "t")]
    assert texts("standfirst", text, segments) == ["One two", "Three"]
    assert texts("title", text, segments) == []


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
    rows = table("quarantine", [("d" * 16, "a.txt", None, "bored", None)])
    with pytest.raises(CopydeskError, match=r"^refused, nothing was published: quarantine: reason"):
        validated("quarantine", rows)


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
        match=rf"version {SCHEMA_VERSION - 1}, this copydesk writes {SCHEMA_VERSION}; build a new dataset",
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
