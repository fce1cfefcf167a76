"""Rules between rows and tables, which no model of one table can state.

Each violation names its article, so that the gate can quarantine that article and admit the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from schemas import TABLES
from schemas.arrow import to_table
from schemas.bookkeeping import RULES as BOOKKEEPING
from schemas.counts import check_counts
from schemas.offsets import check_containment, check_offsets
from schemas.sentences import SENTENCE_KINDS
from schemas.violations import Violation, shown

CONTENT = ("articles", "segments", "sentences", "mentions", "entities", "roles", "quotes")
"""The tables that say what was published; the others say how they came to be, or sum them up."""

RULES = {
    "unique": "No two rows of a table have the same key.",
    "<column>.foreign_key": "What a column refers to exists: articles by article_id and near_duplicate_of (which may be"
    " among withdrawals), entities by entity_id, speaker_id and each of other_speaker_ids, segments by segment_index,"
    " sentences by sentence_index, quotes by duplicate_of, examples of learned_lines by article_id, files of quarantine"
    " by file_id; the article of a file that was admitted or revises is among articles or withdrawals.",
    "<column>_equals_span": "text of segments, sentences and mentions, and cue, source and source_head of quotes, are"
    " exactly articles.text[start:end].",
    "content_equals_spans": "quotes.content is the texts of content_spans, joined by one space.",
    "span_in_text": "The words that assert a role lie within the text.",
    "segments_tile_text": "Segments are in order, do not overlap, and leave out only white space of articles.text.",
    "sentences_in_order": "Sentences are in order and do not overlap.",
    "sentence_in_segment": "A sentence lies within its segment, whose kind is one of: "
    + ", ".join(SENTENCE_KINDS)
    + ".",
    "mention_in_sentence": "A mention starts within its sentence.",
    "counts_mentions": "article_count and mention_count of an entity are what mentions say; checked on whole datasets.",
    "accounting": "admitted + unchanged + duplicate + quarantined = files dropped.",
    **BOOKKEEPING,
}
"""Every rule between tables, for the data dictionary."""


class Reference(NamedTuple):
    """Columns whose values, where not null, are a key of another table; of a list, every item."""

    table: str
    columns: tuple[str, ...]
    to: str
    key: tuple[str, ...]
    also: str | None = None
    """A table that may hold the key instead."""


REFERENCES = (
    *(
        Reference(name, ("article_id",), "articles", ("article_id",))
        for name in CONTENT
        if name not in ("articles", "entities")
    ),
    Reference("articles", ("near_duplicate_of",), "articles", ("article_id",), also="withdrawals"),
    Reference("sentences", ("article_id", "segment_index"), "segments", ("article_id", "segment_index")),
    Reference("mentions", ("article_id", "sentence_index"), "sentences", ("article_id", "sentence_index")),
    Reference("mentions", ("entity_id",), "entities", ("entity_id",)),
    Reference("roles", ("entity_id",), "entities", ("entity_id",)),
    Reference("quotes", ("speaker_id",), "entities", ("entity_id",)),
    Reference("quotes", ("other_speaker_ids",), "entities", ("entity_id",)),
    Reference("quotes", ("article_id", "duplicate_of"), "quotes", ("article_id", "quote_index")),
    Reference("learned_lines", ("examples",), "articles", ("article_id",)),
    Reference("profiles", ("article_id",), "articles", ("article_id",)),
    Reference("quarantine", ("file_id",), "files", ("file_id",)),
)
"""What refers to what; tables that are not of `CONTENT` are checked where they are at hand."""


def check_relations(
    frames: Mapping[str, pd.DataFrame], known: Mapping[str, Iterable[str]] | None = None
) -> list[Violation]:
    """Return what is wrong between the rows and tables of ``frames``; nothing when they fit together.

    Args:
        frames: Every table of `CONTENT` by name, and others of `REFERENCES` where they are known, each without
            violations by `validate`.
        known: For frames that are a part of a dataset: the keys of other tables, such as ``articles``, ``entities``
            and ``withdrawals``, that the rest of it holds and these frames may refer to. None for a whole dataset;
            then the counts in entities are checked too.

    Raises:
        KeyError: If a table is missing: a gate that skips what is not there is none.
        ValueError: If a frame does not have its model's columns, types and nulls.
    """
    tables = {name: to_table(frames[name], TABLES[name]) for name in CONTENT}
    violations = [violation for name in CONTENT for violation in _check_key(name, frames[name])]
    for reference in REFERENCES:
        if reference.table in frames and reference.to in frames:
            violations.extend(_check_reference(reference, frames, known or {}))
    violations.extend(check_offsets(tables))
    violations.extend(check_containment(frames))
    if known is None:
        violations.extend(check_counts([tables["mentions"]], tables["entities"]))
    return violations


def check_accounting(
    *, dropped: int, admitted: int, unchanged: int, duplicate: int, quarantined: int
) -> list[Violation]:
    """Return a violation if a file of a drop got lost, or has two outcomes; all numbers are files."""
    outcomes = admitted + unchanged + duplicate + quarantined
    if outcomes == dropped and min(dropped, admitted, unchanged, duplicate, quarantined) >= 0:
        return []
    detail = (
        f"{admitted} admitted + {unchanged} unchanged + {duplicate} duplicate + {quarantined} quarantined"
        f" = {outcomes}, but {dropped} files were dropped"
    )
    return [Violation("versions", "accounting", None, detail)]


def _check_key(name: str, frame: pd.DataFrame) -> Iterator[Violation]:
    """Yield the rows whose key a row before them has."""
    again = frame[frame.duplicated(_key(name))]
    for article_id, place in _places(name, again):
        yield Violation(name, "unique", article_id, f"{place}: another row has the same key")


def _check_reference(
    reference: Reference, frames: Mapping[str, pd.DataFrame], known: Mapping[str, Iterable[str]]
) -> Iterator[Violation]:
    """Yield the rows that refer to what is neither in ``frames`` nor ``known``."""
    name, columns, to, key, also = reference
    column = columns[-1]
    frame = frames[name]
    dtype = frame[column].dtype
    if isinstance(dtype, pd.ArrowDtype) and pa.types.is_list(dtype.pyarrow_dtype):
        frame = frame[[*_key(name), column]].explode(column)
    frame = frame[frame[column].notna()]
    if len(columns) == 1:
        there = [*frames[to][key[0]], *known.get(to, ())]
        if also is not None:
            there += [*(frames[also][key[0]] if also in frames else ()), *known.get(also, ())]
        lost = frame[~frame[column].isin(there)]
    else:
        keys = frames[to][list(key)].drop_duplicates().set_axis(list(columns), axis=1)
        joined = frame[list(columns)].merge(keys, on=list(columns), how="left", indicator=True)
        lost = frame[(joined["_merge"] == "left_only").to_numpy()]
    for (article_id, place), value in zip(_places(name, lost), lost[column].tolist(), strict=True):
        yield Violation(name, f"{column}.foreign_key", article_id, f"{place}: {to} has no {key[-1]} {shown(value)}")


def _key(name: str) -> list[str]:
    return list(TABLES[name].to_schema().unique or [])


def _places(name: str, frame: pd.DataFrame) -> Iterator[tuple[str | None, str]]:
    """Yield for each row its article, None where the table has none, and its place in the article."""
    column = _key(name)[-1]
    articles = frame["article_id"].tolist() if "article_id" in frame else [None] * len(frame)
    for article_id, place in zip(articles, frame[column].tolist(), strict=True):
        yield article_id, f"{column} {place}"
