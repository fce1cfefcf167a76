"""The rows of a run, in memory and on disk."""

import gc

import pandas as pd
import pyarrow as pa
import pytest

import tasks.rows
from schemas.relations import CONTENT
from tasks.frames import table
from tasks.rows import Rows

LOST, KEPT = "a" * 16, "b" * 16


def entity(identifier, name, label="PERSON"):
    return {
        "entity_id": identifier, "label": label, "name": name, "aliases": [], "country_code": None,
        "geonames_id": None, "wikidata_id": None, "article_count": 1, "mention_count": 1,
    }  # fmt: skip


def mention(article_id, index):
    return article_id, index, None, index, index + 1, "x", "PERSON", None, 0.5


def frames(*articles, entities=()):
    found = {name: table(name, []) for name in CONTENT}
    found["mentions"] = table("mentions", [mention(article, index) for article in articles for index in range(2)])
    found["entities"] = table("entities", entities)
    return found


@pytest.fixture(params=[False, True], ids=["in memory", "on disk"])
def rows(request):
    return Rows(on_disk=request.param)


def whole(tables):
    return tables if isinstance(tables, pa.Table) else pa.concat_tables(tables)


def test_what_is_added_bit_by_bit_is_given_back_as_one(rows):
    rows.add(frames(LOST))
    rows.add(frames(KEPT))
    assert whole(rows.tables("mentions"))["article_id"].to_pylist() == [LOST, LOST, KEPT, KEPT]
    narrow = rows.frame("mentions", ["article_id", "text"])
    pd.testing.assert_frame_equal(narrow, rows.frame("mentions")[["article_id", "text"]])
    assert rows.counts()["mentions"] == 4


def test_a_table_without_rows_keeps_its_columns(rows):
    rows.add(frames())
    assert whole(rows.tables("quotes")).num_rows == 0
    assert list(rows.frame("quotes").columns) == list(table("quotes", []).columns)
    assert rows.article_ids == frozenset()


def test_an_entity_of_several_chunks_has_one_row_with_its_fullest_name(rows):
    rows.add(frames(entities=[entity("1" * 16, "Ida Brekke"), entity("2" * 16, "Åsa Odell")]))
    rows.add(frames(entities=[entity("1" * 16, "Ida M. Brekke"), entity("3" * 16, "Ola Berg")]))
    rows.add(frames(entities=[entity("1" * 16, "Ada M. Brekke"), entity("2" * 16, "Åsa Odell", "ORG")]))
    found = rows.frame("entities")
    assert found["name"].tolist() == ["Ada M. Brekke", "Åsa Odell", "Ola Berg"]
    assert found["label"].tolist() == ["PERSON"] * 3
    assert rows.counts()["entities"] == 3


def test_rows_on_disk_go_with_the_run():
    rows = Rows(on_disk=True)
    rows.add(frames(KEPT))
    folder = rows._folder
    assert list(folder.iterdir())
    del rows
    gc.collect()
    assert not folder.exists()


def test_the_chunk_is_more_than_a_daily_drop():
    assert tasks.rows.CHUNK >= 100
