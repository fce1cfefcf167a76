"""Quotes: who said what, with the words in the text that show it."""

from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
import pyarrow.compute as pc
from pandera.typing import Series

from schemas.base import Table, both_or_neither, items_match, list_array, row_verdicts
from schemas.columns import CODE_POINTS, ID, Flag, Integer, Real, Spans, Text, Texts, column

KINDS = {
    "direct": "The speaker's own words: within quotation marks, or set apart as a pull quote or a post.",
    "indirect": "The speaker's words in the writer's, without quotation marks.",
    "mixed": "Partly within quotation marks, partly in the writer's words.",
}
CUE_CLASSES = {
    "say": "Spoke, without more: say, tell, explain, call, predict, according to; a bare colon or dash.",
    "claim": "Said what the writer leaves open: claim, allege, the contention that.",
    "deny": "Said that it is not so, or made little of it: deny, dispute, dismiss, play down.",
    "admit": "Said what had been withheld, or agreed: admit, confirm, reveal, agree, apologize.",
    "ask": "Wanted to know, or wanted something done: ask, urge, call for, demand, propose, persuade.",
    "promise": "Took on to do it, or stood for it: promise, pledge, assure, the commitment to.",
    "warn": "Told of harm to come: warn, threaten, caution, sound the alarm.",
    "accuse": "Spoke against somebody or something: accuse, blame, criticize, complain, lash out.",
    "praise": "Spoke for somebody or something: praise, thank, welcome, endorse, defend.",
    "answer": "Spoke in return: reply, respond, hit back, weigh in.",
    "report": "Wrote, published or passed on: write, report, tweet, cite, reportedly, in a letter.",
    "rule": "Laid down with the force of an office or a law: rule, decree, require, under the treaty.",
    "refuse": "Would not say or do it: refuse, decline, ignore, avoid. Such a cue counts as negated.",
    "believe": "Thought, felt, wished or took a side: believe, fear, hope, support, seem, be confident.",
    "plan": "Meant or tried to: plan, want, seek, aim, be eager.",
    "decide": "Settled it by an act: decide, vote, choose, approve, appoint, ban.",
    "find": "Came to know, measured or showed: find, show, learn, estimate; in the latest poll.",
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
    is_speech: Series[Flag] = column(
        "Whether the words are told as said or written; false for beliefs, plans, decisions, refusals, findings and"
        " polls. False too for indirect contents that were not said (cue_negated) or that only name what was spoken"
        " about."
    )
    content: Series[Text] = column("What was said: the texts of content_spans, joined by one space.")
    content_spans: Series[Spans] = column(
        "Where it stands in articles.text, in order, ends exclusive; more than one span where the cue cuts it.",
        unit=CODE_POINTS,
    )
    cue: Series[Text] = column("The words that attribute it: articles.text[cue_start:cue_end].", nullable=True)
    cue_start: Series[Integer] = column("First character of the cue.", unit=CODE_POINTS, nullable=True, ge=0)
    cue_end: Series[Integer] = column("Character after the cue's last one.", unit=CODE_POINTS, nullable=True, ge=1)
    cue_lemma: Series[Text] = column(
        "The cue's verb in its base form, else its noun or adjective; set phrases whole (according to, call for).",
        nullable=True,
    )
    cue_class: Series[Text] = column(
        "What the speaker does by the words; null without a cue, or for one of no known class.",
        values=CUE_CLASSES,
        nullable=True,
    )
    cue_negated: Series[Flag] = column(
        "True where the words were not said, thought or done: did not say, declined to comment, denied saying, no one"
        " said. A denial that was made is not negated."
    )
    source: Series[Text] = column(
        "The words that it is attributed to: articles.text[source_start:source_end].", nullable=True
    )
    source_start: Series[Integer] = column("First character of the source.", unit=CODE_POINTS, nullable=True, ge=0)
    source_end: Series[Integer] = column(
        "Character after the source's last one.", unit=CODE_POINTS, nullable=True, ge=1
    )
    source_head: Series[Text] = column(
        "The name or noun that heads the source, of several speakers the first: Mina Odell of 'Mina Odell, a farmer',"
        " spokesman of 'her spokesman'. It is articles.text[source_head_start:source_head_end].",
        nullable=True,
    )
    source_head_start: Series[Integer] = column(
        "First character of the source's head.", unit=CODE_POINTS, nullable=True, ge=0
    )
    source_head_end: Series[Integer] = column(
        "Character after the last one of the source's head.", unit=CODE_POINTS, nullable=True, ge=1
    )
    speaker_id: Series[Text] = column(
        "Who said it; key into entities. Null for a speaker that is none, as a document.", nullable=True, str_matches=ID
    )
    speaker_name: Series[Text] = column(
        "Canonical name of the speaker, else the source as written for institutions and groups.", nullable=True
    )
    speaker_role: Series[Text] = column("What the article says that the speaker is.", nullable=True)
    other_speaker_ids: Series[Texts] = column(
        "Who said it together with the speaker, as in 'Odell and Berg said'; keys into entities, mostly empty."
    )
    method: Series[Text] = column("How the speaker was found.", values=METHODS)
    candidates: Series[Texts] = column("Names that were weighed, best first; empty where there were none.")
    content_confidence: Series[Real] = column(
        "How sure it is that these words are a quotation with these bounds, or nearly.", unit="probability", ge=0, le=1
    )
    confidence: Series[Real] = column(
        "How sure it is that the speaker is right, given the quotation; 0 where there is none.",
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
        """Refuse a cue without its place, a place without its cue, and what is said of a cue that is not there."""
        said_of_it = frame["cue_lemma"].notna() | frame["cue_class"].notna()
        whole = both_or_neither(frame, "cue", "cue_start", "cue_end") & (frame["cue"].notna() | ~said_of_it)
        return whole & ~(frame["cue_end"] <= frame["cue_start"]).fillna(False)

    @pandera.dataframe_check(
        description="source, source_start and source_end are all null or all known, with end > start"
    )
    @classmethod
    def source_is_whole(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a source without its place, and a place without its source."""
        whole = both_or_neither(frame, "source", "source_start", "source_end")
        return whole & ~(frame["source_end"] <= frame["source_start"]).fillna(False)

    @pandera.dataframe_check(description="source_head, its start and its end are all null or all known, in the source")
    @classmethod
    def head_in_source(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a head without its place, an empty one, and one that its source does not hold."""
        whole = both_or_neither(frame, "source_head", "source_head_start", "source_head_end")
        start, end = frame["source_head_start"], frame["source_head_end"]
        inside = (frame["source_start"] <= start) & (start < end) & (end <= frame["source_end"])
        return whole & (frame["source_head"].isna() | inside.fillna(False))

    @pandera.check("other_speaker_ids", description="every item is an id")
    @classmethod
    def others_are_ids(cls, series: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse items that are not 16 hex digits."""
        return items_match(series, ID)

    @pandera.dataframe_check(description="other_speaker_ids holds nobody twice, and not the speaker")
    @classmethod
    def others_are_others(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a speaker who is counted twice."""
        lists: Any = list_array(frame["other_speaker_ids"])
        some = np.flatnonzero(pc.list_value_length(lists).fill_null(0).to_numpy(zero_copy_only=False))
        rows = zip(some, frame["speaker_id"].take(some), lists.take(pa.array(some)).to_pylist(), strict=True)
        return row_verdicts(
            frame["other_speaker_ids"], [row for row, *told in rows if len({told[0], *told[1]}) <= len(told[1])]
        )

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
