"""Rows, frames, Arrow tables and Parquet files say the same, in the types of the models."""

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from schema_rows import ARTICLE, UNHURRIED, frames, good_rows

from schemas import ALL, TABLES
from schemas.arrow import arrow_schema, empty, frame, to_frame, to_table
from schemas.entities import Entities
from schemas.quotes import Quotes
from schemas.segments import Segments
from schemas.sentences import Sentences
from schemas.violations import validate

SENTENCE = (ARTICLE, 0, 0, 0, 5, "Rain.")


class _Span(NamedTuple):
    start: int
    end: int


@pytest.mark.parametrize("table", ALL)
def test_the_schema_has_the_models_columns_with_descriptions(table: str) -> None:
    schema = arrow_schema(ALL[table])
    assert schema.names == list(ALL[table].to_schema().columns)
    assert all(field.metadata[b"description"] for field in schema)
    assert schema.metadata == {b"table": table.encode(), b"schema_version": b"5"}


def test_the_schema_tells_units_and_nulls() -> None:
    schema = arrow_schema(Quotes)
    assert schema.field("cue_start").metadata[b"unit"] == b"code points"
    assert schema.field("cue_start").nullable
    assert not schema.field("content").nullable
    assert b"unit" not in schema.field("content").metadata
    assert schema.field("content_spans").type == pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))


@pytest.mark.parametrize("table", ALL)
def test_frames_survive_arrow_and_parquet(table: str, tmp_path: Path) -> None:
    model, good = ALL[table], frames(good_rows())[table]
    arrow = to_table(good, model)
    pd.testing.assert_frame_equal(to_frame(arrow), good)
    pq.write_table(arrow, tmp_path / "part.parquet")
    read = to_frame(pq.read_table(tmp_path / "part.parquet"))
    assert validate(table, read) == []
    again = to_table(pd.concat([read, good]).iloc[1:], model)
    assert again.schema.equals(arrow.schema, check_metadata=True)
    assert again.num_rows == 2 * len(good) - 1
    assert pq.read_table(tmp_path / "part.parquet").schema.field(0).metadata[b"description"]


@pytest.mark.parametrize("table", ALL)
def test_pandas_alone_reads_what_we_write(table: str, tmp_path: Path) -> None:
    good = frames(good_rows())[table]
    pq.write_table(to_table(good, ALL[table]), tmp_path / "part.parquet")
    assert validate(table, pd.read_parquet(tmp_path / "part.parquet", dtype_backend="pyarrow")) == []


@pytest.mark.parametrize("table", ALL)
def test_rows_may_be_tuples_or_mappings(table: str) -> None:
    rows = good_rows()[table]
    tuples = frame(ALL[table], (tuple(row[name] for name in arrow_schema(ALL[table]).names) for row in rows))
    pd.testing.assert_frame_equal(tuples, frames(good_rows())[table])


@pytest.mark.parametrize("table", ALL)
def test_an_empty_frame_has_the_declared_types(table: str) -> None:
    none = empty(ALL[table])
    assert len(none) == 0
    assert none.dtypes.equals(frames(good_rows())[table].dtypes)
    assert to_table(none, ALL[table]).num_rows == 0


def test_a_named_span_is_a_span() -> None:
    row = good_rows()["quotes"][0] | {"content_spans": (_Span(3, 9),)}
    assert frame(Quotes, [row])["content_spans"].tolist() == [[{"start": 3, "end": 9}]]


ODD_ROWS: dict[str, tuple[Any, str]] = {
    "too short": (SENTENCE[:-1], "a row has 5 values, expected 6"),
    "too long": ((*SENTENCE, None), "a row has 7 values, expected 6"),
    "a fraction": ((*SENTENCE[:4], 5.5, "Rain."), "end: a fraction where an integer belongs"),
    "a truth value": ((*SENTENCE[:4], True, "Rain."), "Sentences.end: "),
    "a number for text": ((*SENTENCE[:5], 5), "Sentences.text: "),
    "a lone surrogate": ((*SENTENCE[:5], "\ud83d"), "Sentences.text: .*surrogates not allowed"),
    "a missing column": ({"article_id": ARTICLE}, "end, segment_index, sentence_index, start, text"),
    "an unknown column": (
        dict(zip(arrow_schema(Sentences).names, SENTENCE, strict=True)) | {"mood": "glad"},
        "unknown: mood",
    ),
}


@pytest.mark.parametrize(("row", "message"), ODD_ROWS.values(), ids=ODD_ROWS.keys())
def test_odd_rows_are_refused_in_one_line(row: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        frame(Sentences, [SENTENCE, row])
    assert "\n" not in str(caught.value)


def test_a_time_without_its_zone_is_refused() -> None:
    row = good_rows()["articles"][0] | {"published_at": datetime(2024, 5, 1)}
    with pytest.raises(ValueError, match="published_at: a time without its zone"):
        frame(TABLES["articles"], [row])


ODD_FRAMES = {
    "missing column": (lambda good: good.drop(columns="name"), "Entities: columns are"),
    "another order": (lambda good: good[good.columns[::-1]], "Entities: columns are"),
    "another type": (lambda good: good.astype({"article_count": "float64"}), "article_count: the type is double"),
    "forbidden null": (
        lambda good: good.assign(name=pd.array([None], dtype=good["name"].dtype)),
        "name: null in 1 rows",
    ),
}


@pytest.mark.parametrize(("spoil", "message"), ODD_FRAMES.values(), ids=ODD_FRAMES.keys())
def test_odd_frames_make_no_table(spoil: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        to_table(spoil(frames(good_rows())["entities"]), Entities)


@UNHURRIED
@given(st.lists(st.tuples(st.integers(0, 2**40), st.text(st.characters(exclude_categories=["Cs"])))))
def test_any_text_survives_the_round_trip(rows: list[tuple[int, str]]) -> None:
    full = [(ARTICLE, place, "paragraph", 0, 1, text, "prose") for place, text in rows]
    assert list(to_table(frame(Segments, full), Segments).to_pylist()) == [
        dict(zip(arrow_schema(Segments).names, row, strict=True)) for row in full
    ]
