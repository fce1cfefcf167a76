"""Rules about offsets: every span of every table says exactly what its row says, and segments lose no character."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas.sentences import SENTENCE_KINDS
from schemas.violations import Violation, shown

Tables = dict[str, pa.Table]


def check_offsets(tables: Tables) -> Iterator[Violation]:
    """Yield the spans that do not hold what their rows say, and the segments that do not tile their text.

    Rows of unknown articles are left to the rules about keys. Linear in rows and characters.
    """
    articles = tables["articles"]
    texts: dict[str, str] = dict(zip(_values(articles, "article_id"), _values(articles, "text"), strict=True))
    for name, index in (("segments", "segment_index"), ("sentences", "sentence_index"), ("mentions", "mention_index")):
        yield from _check_texts(tables[name], name, index, ("text", "start", "end"), texts)
    for said in ("cue", "source", "source_head"):
        columns = (said, f"{said}_start", f"{said}_end")
        yield from _check_texts(tables["quotes"], "quotes", "quote_index", columns, texts)
    yield from _check_contents(tables["quotes"], texts)
    yield from _check_bounds(tables["roles"], texts)
    yield from _check_tiling(tables["segments"], texts)
    yield from _check_order(tables["sentences"])


def check_containment(frames: Mapping[str, pd.DataFrame]) -> Iterator[Violation]:
    """Yield the sentences that leave their segment or lie in residue, and the mentions that start outside theirs.

    Rows that refer to no segment or sentence are left to the rules about keys.
    """
    sentences = _with_parents(frames["sentences"], frames["segments"], "segment_index", "kind")
    outside = (sentences["start"] < sentences["start_parent"]) | (sentences["end"] > sentences["end_parent"])
    for row in sentences[outside | ~sentences["kind"].isin(SENTENCE_KINDS)].itertuples():
        detail = (
            f"sentence_index {row.sentence_index}: {row.start} to {row.end},"
            f" but the {row.kind} segment {row.segment_index} is {row.start_parent} to {row.end_parent}"
        )
        yield Violation("sentences", "sentence_in_segment", str(row.article_id), detail)
    mentions = _with_parents(frames["mentions"], frames["sentences"], "sentence_index")
    outside = (mentions["start"] < mentions["start_parent"]) | (mentions["start"] >= mentions["end_parent"])
    for row in mentions[outside].itertuples():
        detail = (
            f"mention_index {row.mention_index}: starts at {row.start},"
            f" but sentence {row.sentence_index} is {row.start_parent} to {row.end_parent}"
        )
        yield Violation("mentions", "mention_in_sentence", str(row.article_id), detail)


def _with_parents(child: pd.DataFrame, parent: pd.DataFrame, index: str, *more: str) -> pd.DataFrame:
    """Return the rows of ``child`` that have a parent by (article_id, ``index``), with its start and end as _parent."""
    key = ["article_id", index]
    parents = parent[[*key, "start", "end", *more]].drop_duplicates(key)
    return child.drop(columns="text").dropna(subset=[index]).merge(parents, on=key, suffixes=("", "_parent"))


def _check_texts(
    table: pa.Table, name: str, index: str, columns: tuple[str, str, str], texts: dict[str, str]
) -> Iterator[Violation]:
    """Yield the rows whose text is not what the article has from start to end; a null text is no row's fault."""
    said, start, end = columns
    rule = f"{said}_equals_span"
    rows = zip(*(_values(table, column) for column in ("article_id", index, said, start, end)), strict=True)
    for article_id, place, expected, first, last in rows:
        text = texts.get(article_id)
        if text is None or expected is None or (0 <= first < last <= len(text) and text[first:last] == expected):
            continue
        found = text[max(first, 0) : last]
        detail = f"{index} {place}: {said} is {shown(expected)}, but characters {first} to {last} are {shown(found)}"
        yield Violation(name, rule, article_id, detail)


def _check_contents(quotes: pa.Table, texts: dict[str, str]) -> Iterator[Violation]:
    """Yield the quotations whose content is not their spans' texts, joined by one space."""
    lists: Any = quotes["content_spans"].combine_chunks()
    flat = pc.list_flatten(lists)
    spans = zip(*(pc.struct_field(flat, name).to_pylist() for name in ("start", "end")), strict=True)
    counts = pc.list_value_length(lists).to_pylist()
    rows = zip(*(_values(quotes, name) for name in ("article_id", "quote_index", "content")), counts, strict=True)
    for article_id, place, content, count in rows:
        pieces = list(islice(spans, count))
        text = texts.get(article_id)
        if text is None:
            continue
        within = all(0 <= start < end <= len(text) for start, end in pieces)
        found = " ".join(text[start:end] for start, end in pieces)
        if not within or found != content:
            detail = f"quote_index {place}: content is {shown(content)}, but its spans hold {shown(found)}"
            yield Violation("quotes", "content_equals_spans", article_id, detail)


def _check_bounds(roles: pa.Table, texts: dict[str, str]) -> Iterator[Violation]:
    """Yield the roles whose span is not within the text."""
    rows = zip(*(_values(roles, name) for name in ("article_id", "role_index", "start", "end")), strict=True)
    for article_id, place, start, end in rows:
        text = texts.get(article_id)
        if text is not None and not 0 <= start < end <= len(text):
            detail = f"role_index {place}: characters {start} to {end} of a text of {len(text)}"
            yield Violation("roles", "span_in_text", article_id, detail)


def _check_tiling(segments: pa.Table, texts: dict[str, str]) -> Iterator[Violation]:
    """Yield one violation for each article whose segments overlap, are out of order, or leave out a character."""
    reached = dict.fromkeys(texts, 0)
    faulty: dict[str, str] = {}
    names = ("article_id", "segment_index", "start", "end")
    for article_id, place, start, end in _in_order(segments, *names):
        at = reached.get(article_id)
        if at is None or article_id in faulty:
            continue
        if start < at:
            faulty[article_id] = f"segment_index {place} starts at {start}, but the segment before ends at {at}"
        elif not _only_white(texts[article_id], at, start):
            left_out = shown(texts[article_id][at:start])
            faulty[article_id] = f"characters {at} to {start} lie in no segment: {left_out}"
        reached[article_id] = end
    for article_id, at in reached.items():
        text = texts[article_id]
        if article_id not in faulty and not _only_white(text, at, len(text)):
            faulty[article_id] = f"characters {at} to {len(text)} lie in no segment: {shown(text[at:])}"
    for article_id, detail in faulty.items():
        yield Violation("segments", "segments_tile_text", article_id, detail)


def _check_order(sentences: pa.Table) -> Iterator[Violation]:
    """Yield the sentences that start before the sentence before them ends."""
    before: tuple[str | None, int] = (None, 0)
    for article_id, place, start, end in _in_order(sentences, "article_id", "sentence_index", "start", "end"):
        if before[0] == article_id and start < before[1]:
            detail = f"sentence_index {place} starts at {start}, but the sentence before ends at {before[1]}"
            yield Violation("sentences", "sentences_in_order", article_id, detail)
        before = (article_id, end)


def _only_white(text: str, start: int, end: int) -> bool:
    return start >= end or text[start:end].isspace()


def _in_order(table: pa.Table, *names: str) -> Iterable[tuple[Any, ...]]:
    """Return the columns ``names`` as rows, sorted by the first two: each article's together, in order."""
    ordered = table.select(list(names)).sort_by([(name, "ascending") for name in names[:2]])
    return zip(*(_values(ordered, name) for name in names), strict=True)


def _values(table: pa.Table, name: str) -> list[Any]:
    return table[name].to_pylist()
