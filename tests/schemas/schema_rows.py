"""A small dataset that keeps every rule: what the tests of schemas break, one thing at a time."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, settings

from schemas import TABLES
from schemas.arrow import frame

Rows = dict[str, list[dict[str, Any]]]

TEXT = (
    "Harbour reopens\n\n"
    "“We are glad,” said Mara Quill, then harbour master, “and relieved.” Quill left.\n\n"
    "“We are glad,”\n"
    "Share this \U0001f6a2\n"
)
ARTICLE, OTHER_ARTICLE, ENTITY, DROP = "a" * 16, "b" * 16, "e" * 16, "d" * 16
HASH = "0f" * 32
UNHURRIED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""An example takes milliseconds, but many times that where other work takes the cores: no test is about time."""


def at(words: str, after: int = 0) -> dict[str, int]:
    """Return where ``words`` stand in `TEXT`, at ``after`` or later."""
    start = TEXT.index(words, after)
    return {"start": start, "end": start + len(words)}


def span(words: str, after: int = 0) -> tuple[int, int]:
    """Return where ``words`` stand, as the item of a list of spans."""
    place = at(words, after)
    return place["start"], place["end"]


def said(words: str, after: int = 0) -> dict[str, Any]:
    """Return where ``words`` stand, and the words."""
    return {**at(words, after), "text": words}


def _numbered(index: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"article_id": ARTICLE, index: place, **row} for place, row in enumerate(rows)]


_PARAGRAPH = TEXT.split("\n\n")[1]
_QUOTED = "“We are glad,” said Mara Quill, then harbour master, “and relieved.”"
_REPEAT = TEXT.index("“We", TEXT.index("“We") + 1)
_SOURCE = at("Mara Quill")
_CUE = at("said")

_ARTICLE: dict[str, Any] = {
    "article_id": ARTICLE,
    "revision": 1,
    "content_hash": HASH,
    "drop_id": DROP,
    "source_path": "north/harbour.txt",
    "source_format": "txt",
    "url": "https://news.example/harbour?utm_source=x",
    "canonical_url": "https://news.example/harbour",
    "publisher": "The Example",
    "publisher_id": "17",
    "title": "Harbour reopens",
    "standfirst": [],
    "authors": ["Ada Finch"],
    "section": "North",
    "published_at": datetime(2024, 5, 1, 6, 30, tzinfo=UTC),
    "published_evidence": "metadata",
    "language": "en",
    "other_languages": ["fr"],
    "text": TEXT,
    "text_flaws": ["ligature", "mojibake"],
    "body": _PARAGRAPH,
    "word_count": len(_PARAGRAPH.split()),
    "is_truncated": False,
    "truncation_evidence": None,
    "reading_time_minutes": 2,
    "comment_count": 0,
    "near_duplicate_of": None,
    "tagged": True,
}
_QUOTE: dict[str, Any] = {
    "kind": "direct",
    "is_speech": True,
    "content": "“We are glad,” “and relieved.”",
    "content_spans": [span("“We are glad,”"), span("“and relieved.”")],
    "cue": "said",
    "cue_start": _CUE["start"],
    "cue_end": _CUE["end"],
    "cue_lemma": "say",
    "cue_class": "say",
    "cue_negated": False,
    "source": "Mara Quill",
    "source_start": _SOURCE["start"],
    "source_end": _SOURCE["end"],
    "source_head": "Mara Quill",
    "source_head_start": _SOURCE["start"],
    "source_head_end": _SOURCE["end"],
    "speaker_id": ENTITY,
    "speaker_name": "Mara Quill",
    "speaker_role": "harbour master",
    "other_speaker_ids": [],
    "method": "explicit",
    "candidates": ["Mara Quill"],
    "content_confidence": 0.8,
    "confidence": 0.9,
    "duplicate_of": None,
    "counted": True,
}
NO_SOURCE = dict.fromkeys(
    ("source", "source_start", "source_end", "source_head", "source_head_start", "source_head_end", "speaker_role")
)
_NO_CUE_NO_SOURCE = dict.fromkeys(("cue", "cue_start", "cue_end", "cue_lemma", "cue_class")) | NO_SOURCE

_ROWS: Rows = {
    "articles": [_ARTICLE],
    "segments": _numbered(
        "segment_index",
        [
            {**said("Harbour reopens"), "kind": "title", "rule": "first_line"},
            {**said(_PARAGRAPH), "kind": "paragraph", "rule": "prose"},
            {**said("“We are glad,”", _REPEAT), "kind": "pull_quote", "rule": "repeats_body"},
            {**said("Share this \U0001f6a2"), "kind": "share_widget", "rule": "share_words"},
        ],
    ),
    "sentences": _numbered(
        "sentence_index",
        [
            {"segment_index": 0, **said("Harbour reopens")},
            {"segment_index": 1, **said(_QUOTED)},
            {"segment_index": 1, **said("Quill left.")},
            {"segment_index": 2, **said("“We are glad,”", _REPEAT)},
        ],
    ),
    "mentions": _numbered(
        "mention_index",
        [
            {"sentence_index": 1, **said("Mara Quill"), "label": "PERSON", "entity_id": ENTITY, "confidence": 1.0},
            {"sentence_index": 2, **said("Quill", at("Quill left")["start"]), "label": "PERSON", "entity_id": ENTITY}
            | {"confidence": 0.0},
        ],
    ),
    "entities": [
        {"entity_id": ENTITY, "label": "PERSON", "name": "Mara Quill", "aliases": ["Quill"], "country_code": "NO"}
        | {"geonames_id": 3161732, "wikidata_id": "Q26793", "article_count": 1, "mention_count": 2}
    ],
    "roles": _numbered(
        "role_index",
        [
            {"entity_id": ENTITY, "role": "harbour master", "affiliation": "Port of Fjell", "is_former": True}
            | at("then harbour master")
        ],
    ),
    "quotes": _numbered(
        "quote_index",
        [
            _QUOTE,
            {**_QUOTE, **_NO_CUE_NO_SOURCE, "content": "“We are glad,”", "method": "pull_quote", "confidence": 1.0}
            | {"content_spans": [span("“We are glad,”", _REPEAT)], "duplicate_of": 0, "counted": False},
        ],
    ),
    "learned_lines": [
        {
            "pattern_id": "c" * 16,
            "publisher": "Fjell Times",
            "pattern_kind": "line",
            "pattern": "Share this",
            "words": 2,
            "documents": 4,
            "titled": 0,
            "first_seen": DROP,
            "examples": [ARTICLE],
            "documents_before": 3,
            "last_document": 7,
            "kind": "other_residue",
            "in_force": True,
            "why_not": None,
        }
    ],
    "quarantine": [
        {"drop_id": DROP, "source_path": "north/photo.txt", "content_hash": HASH, "reason": "not_text", "detail": "PNG"}
    ],
    "versions": [
        {
            "version": 2,
            "parent": 1,
            "created_at": datetime(2024, 5, 2, tzinfo=UTC),
            "drop_ids": [DROP],
            "tables": [{"table": "articles", "rows": 1, "hash": HASH}],
            "dropped": 10,
            "admitted": 4,
            "unchanged": 3,
            "revised": 1,
            "duplicate": 2,
            "quarantined": 1,
            "added_articles": [ARTICLE],
            "revised_articles": [],
            "removed_articles": [],
            "code_version": "0.1.0",
            "git_commit": "1" * 40,
            "schema_version": 3,
            "tagger_hash": HASH,
            "zoner_hash": HASH,
            "verdict": "passed_with_quarantine",
        }
    ],
}


def good_rows() -> Rows:
    """Return the rows of every table, fresh, to be changed at will."""
    return deepcopy(_ROWS)


def frames(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, pd.DataFrame]:
    """Return ``rows`` as frames with the tables' types."""
    return {name: frame(TABLES[name], rows[name]) for name in TABLES}
