"""Quotes: who said what, with the words in the text that show it."""

from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import pyarrow.compute as pc
from pandera.typing import Series

from schemas.base import Table, both_or_neither, list_array, row_verdicts
from schemas.columns import CODE_POINTS, ID, Flag, Integer, Real, Spans, Text, Texts, column

KINDS = {
    "direct": "The speaker's own words, all of them within quotation marks.",
    "indirect": "The speaker's words in the writer's, without quotation marks.",
    "mixed": "Partly within quotation marks, partly in the writer's words.",
}
METHODS = {
    "explicit": "The source names the speaker in full.",
    "surname": "The source is a surname that one person of the article bears.",
    "alias": "The source is another known form of the name.",
    "pronoun": "The source is a pronoun.",
    "nominal": "The source is a description: the minister, a spokesman.",
    "carried": "No source at all: the speaker of the quotation before goes on.",
    "pull_quote": "The line under the pull quote, or the quotation that it repeats, names the speaker.",
    "unresolved": "The rules name nobody rather than guess.",
}


class Quotes(Table):
    """A quotation, direct, indirect or mixed, and its speaker. One cut in two by its cue is one row."""

    article_id: Series[Text] = column("Key into articles.", str_matches=ID)
    quote_index: Series[Integer] = column("Position in the article, from 0.", ge=0)
    kind: Series[Text] = column("How the words are given.", values=KINDS)
    is_speech: Series[Flag] = column("False for attributed beliefs, plans, findings and polls.")
    content: Series[Text] = column("What was said: the texts of content_spans, joined by one space.")
    content_spans: Series[Spans] = column(
        "Where it stands in articles.text, in order, ends exclusive; more than one span where the cue cuts it.",
        unit=CODE_POINTS,
    )
    cue: Series[Text] = column("The words that attribute it: articles.text[cue_start:cue_end].", nullable=True)
    cue_start: Series[Integer] = column("First character of the cue.", unit=CODE_POINTS, nullable=True, ge=0)
    cue_end: Series[Integer] = column("Character after the cue's last one.", unit=CODE_POINTS, nullable=True, ge=1)
    cue_lemma: Series[Text] = column("The cue's verb in its base form, or its noun.", nullable=True)
    source: Series[Text] = column(
        "The words that it is attributed to: articles.text[source_start:source_end].", nullable=True
    )
    source_start: Series[Integer] = column("First character of the source.", unit=CODE_POINTS, nullable=True, ge=0)
    source_end: Series[Integer] = column(
        "Character after the source's last one.", unit=CODE_POINTS, nullable=True, ge=1
    )
    speaker_id: Series[Text] = column(
        "Who said it; key into entities. Null for a speaker that is none, as a document.", nullable=True, str_matches=ID
    )
    speaker_name: Series[Text] = column(
        "Canonical name of the speaker, else the source as written for institutions and groups.", nullable=True
    )
    speaker_role: Series[Text] = column("What the article says that the speaker is.", nullable=True)
    method: Series[Text] = column("How the speaker was found.", values=METHODS)
    candidates: Series[Texts] = column("Names that were weighed, best first; empty where there were none.")
    confidence: Series[Real] = column(
        "How sure the row is, 0 to 1: that these words are a quotation and, where a speaker is named, of this speaker.",
        unit="probability",
        ge=0,
        le=1,
    )
    duplicate_of: Series[Integer] = column(
        "quote_index of the quotation of the same article that this one repeats, as a pull quote does.",
        nullable=True,
        ge=0,
    )
    counted: Series[Flag] = column("False for repeats: leave these out of counts.")

    @pandera.check("content_spans", description="content_spans holds spans with start < end, in order, at least one")
    @classmethod
    def spans_in_order(cls, series: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse a row without spans, and null, empty, overlapping or disordered spans."""
        lists: Any = list_array(series)
        spans = pc.list_flatten(lists)
        row = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
        start, end = (pc.struct_field(spans, name).fill_null(-1).to_numpy(zero_copy_only=False) for name in (0, 1))
        bad = (start < 0) | (end <= start)
        bad[1:] |= (row[1:] == row[:-1]) & (start[1:] < end[:-1])
        without = np.flatnonzero(pc.list_value_length(lists).fill_null(1).to_numpy(zero_copy_only=False) == 0)
        return row_verdicts(series, np.concatenate([row[bad], without]))

    @pandera.dataframe_check(description="cue, cue_start and cue_end are all null or all known, with end > start")
    @classmethod
    def cue_is_whole(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a cue without its place, a place without its cue, and a lemma without a cue."""
        whole = both_or_neither(frame, "cue", "cue_start", "cue_end") & (
            frame["cue"].notna() | frame["cue_lemma"].isna()
        )
        return whole & ~(frame["cue_end"] <= frame["cue_start"]).fillna(False)

    @pandera.dataframe_check(
        description="source, source_start and source_end are all null or all known, with end > start"
    )
    @classmethod
    def source_is_whole(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a source without its place, and a place without its source."""
        whole = both_or_neither(frame, "source", "source_start", "source_end")
        return whole & ~(frame["source_end"] <= frame["source_start"]).fillna(False)

    @pandera.dataframe_check(description="an unresolved quotation has no speaker; a speaker_id has a speaker_name")
    @classmethod
    def speaker_fits_method(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a speaker where none was found, and an entity without its name."""
        unresolved = (frame["method"] == "unresolved").fillna(False)
        named = frame["speaker_name"].notna()
        return ~(unresolved & named) & (frame["speaker_id"].isna() | named)

    @pandera.dataframe_check(description="a repeat is not counted, and repeats another quotation than itself")
    @classmethod
    def repeats_do_not_count(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a repeat that counts, and a quotation that repeats itself."""
        repeat = frame["duplicate_of"].notna()
        itself = (frame["duplicate_of"] == frame["quote_index"]).fillna(False)
        return ~itself & ~(repeat & frame["counted"].fillna(False))

    class Config:
        """The key is unique."""

        unique = ("article_id", "quote_index")
