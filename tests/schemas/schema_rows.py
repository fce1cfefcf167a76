"""A small dataset that keeps every rule: what the tests of schemas break, one thing at a time."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, settings

from schemas import ALL
from schemas.arrow import frame
from schemas.files import file_id

Rows = dict[str, list[dict[str, Any]]]

TEXT = (
    "Harbour reopens\n\n"
    "“We are glad,” said Mara Quill, then harbour master, “and relieved.” Quill left.\n\n"
    "“We are glad,”\n"
    "Share this \U0001f6a2\n"
)
ARTICLE, OTHER_ARTICLE, ENTITY, DROP, RECIPE = "a" * 16, "b" * 16, "e" * 16, "d" * 16, "7" * 16
WITHDRAWN = "5" * 16
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
    "near_duplicate_similarity": None,
    "family_id": ARTICLE,
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


def _file(path: str) -> dict[str, Any]:
    known = {"file_id": file_id(DROP, path), "drop_id": DROP, "source_path": path, "content_hash": HASH}
    return dict.fromkeys(ALL["files"].to_schema().columns) | known


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
    "profiles": [
        {
            "article_id": ARTICLE,
            "drop_id": DROP,
            "publisher": "The Example",
            "language": "en",
            "tagged": True,
            "words": len(_PARAGRAPH.split()),
            "quotes": 1,
            "unresolved": 0,
            "characters": 120,
            "residue": 12,
            "repeated": 0,
            "layout": ["^>title", "paragraph>pull_quote", "pull_quote>share_widget", "share_widget>$"],
            "reading_hash": HASH,
            "recipe": RECIPE,
        }
    ],
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
    "files": [
        {
            **_file("north/harbour.txt"),
            "fate": "admitted",
            "article_id": ARTICLE,
            "revision": 1,
            "evidence": "url",
            "match_id": OTHER_ARTICLE,
            "match_path": "south/harbour.txt",
            "similarity": 0.42,
            "sidecar_blob": HASH,
            "sidecar_hash": HASH,
        },
        {**_file("north/photo.txt"), "fate": "quarantined", "evidence": "not_text", "detail": "PNG"},
        {**_file("north/copy.txt"), "fate": "duplicate", "evidence": "content"}
        | {"article_id": ARTICLE, "match_id": ARTICLE, "match_path": "north/harbour.txt"},
        {**_file("north/gone.txt"), "fate": "admitted", "article_id": WITHDRAWN, "revision": 1},
    ],
    "quarantine": [
        {"file_id": file_id(DROP, "north/photo.txt"), "drop_id": DROP, "source_path": "north/photo.txt"}
        | {"content_hash": HASH, "reason": "not_text", "detail": "PNG"}
    ],
    "withdrawals": [
        {
            "article_id": WITHDRAWN,
            "reason": "at the source's request",
            "withdrawn_at": datetime(2024, 5, 2, tzinfo=UTC),
            "canonical_url": "https://news.example/gone",
            "publisher": "The Example",
            "publisher_id": "18",
            "title": "Ferry sold",
            "state_keys": ["0" * 16],
        }
    ],
    "versions": [
        {
            "version": 2,
            "operation": "build",
            "parent": 1,
            "restored": None,
            "reason": None,
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
            "schema_version": 5,
            "tagger_hash": HASH,
            "zoner_hash": HASH,
            "code_hash": HASH,
            "settings_hash": HASH,
            "recipe": RECIPE,
            "verdict": "passed_with_quarantine",
            "alarms": [
                {"alarm": "layout", "publisher": "The Example"},
                {"alarm": "quarantined", "publisher": None},
            ],
        }
    ],
    "_fingerprints": [
        {
            "article_id": ARTICLE,
            "revision": 1,
            "content_hash": HASH,
            "source_path": "north/harbour.txt",
            "url_key": -(2**63),
            "own_key": 2**63 - 1,
            "title_key": 0,
            "heading_key": 17,
            "publisher": "The Example",
            "near_duplicate_of": None,
            "family_id": ARTICLE,
            "shingles": 30,
            "signature": bytes(range(256)),
            "state_keys": ["5" * 16],
        }
    ],
    "_entity_names": [
        {"entity_id": ENTITY, "text": "Mara Quill", "mention_count": 1},
        {"entity_id": ENTITY, "text": "Quill", "mention_count": 1},
    ],
}


def good_rows() -> Rows:
    """Return the rows of every table, fresh, to be changed at will."""
    return deepcopy(_ROWS)


def frames(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, pd.DataFrame]:
    """Return ``rows`` as frames with the tables' types."""
    return {name: frame(model, rows[name]) for name, model in ALL.items()}
