"""Versions of invented articles, published through the store without anything being read or tagged."""

from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from copydesk.store import Changes

TEXT, NUMBER, TEXTS = pa.string(), pa.int64(), pa.list_(pa.string())
SPANS = pa.list_(pa.struct([("start", NUMBER), ("end", NUMBER)]))
COLUMNS: dict[str, dict[str, Any]] = {
    "articles": {
        **dict.fromkeys(["article_id", "drop_id", "source_path", "content_hash", "canonical_url", "publisher"], TEXT),
        **dict.fromkeys(["publisher_id", "title", "section", "language", "text"], TEXT),
        **{"revision": NUMBER, "word_count": NUMBER, "standfirst": TEXTS, "authors": TEXTS},
    },
    "segments": {
        **{"article_id": TEXT, "segment_index": NUMBER, "kind": TEXT, "start": NUMBER, "end": NUMBER, "rule": TEXT}
    },
    "sentences": {"article_id": TEXT, "sentence_index": NUMBER, "start": NUMBER, "end": NUMBER},
    "mentions": {"article_id": TEXT, "mention_index": NUMBER, "start": NUMBER, "end": NUMBER, "entity_id": TEXT},
    "roles": {"article_id": TEXT, "role": TEXT},
    "quotes": {
        **{"article_id": TEXT, "quote_index": NUMBER, "kind": TEXT, "is_speech": pa.bool_(), "content": TEXT},
        **{"content_spans": SPANS, "cue_start": NUMBER, "cue_end": NUMBER, "cue_class": TEXT},
        **{"cue_negated": pa.bool_(), "source_start": NUMBER, "source_end": NUMBER, "speaker_id": TEXT},
        **{"speaker_name": TEXT, "other_speaker_ids": TEXTS, "method": TEXT, "candidates": TEXTS},
        **{"content_confidence": pa.float64(), "counted": pa.bool_()},
    },
    "entities": {"entity_id": TEXT, "label": TEXT, "name": TEXT, "mention_count": NUMBER},
    "profiles": {
        **{"article_id": TEXT, "publisher": TEXT, "quotes": NUMBER, "words": NUMBER},
        **{"reading_hash": TEXT, "recipe": TEXT},
    },
    "withdrawals": {"article_id": TEXT, "reason": TEXT},
}
VERSION_COLUMNS = {
    **{"version": NUMBER, "recipe": TEXT, "code_hash": TEXT, "tagger_hash": TEXT, "zoner_hash": TEXT},
    **{"settings_hash": TEXT, "code_version": TEXT, "git_commit": TEXT},
}
CODE = {"code_hash": "c1", "tagger_hash": "t1", "zoner_hash": "z1", "settings_hash": "s1"}
"""The recipe of a version, where the test does not say otherwise."""


@dataclass(frozen=True)
class Said:
    """A quotation: words of the text, after a cue and a source that stand there too."""

    words: str
    who: str | None = "Ida Brekke"
    cue: str | None = "said"
    changes: dict[str, Any] = field(default_factory=dict)
    """Other values of columns."""


@dataclass(frozen=True)
class Made:
    """An invented article."""

    article_id: str
    text: str
    quotes: tuple[Said, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Mentions: words of the text, the first that are, and the entity's id."""
    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By line: another kind and rule than those of a paragraph."""
    reading: str = "r1"
    changes: dict[str, Any] = field(default_factory=dict)
    """Other values of columns of articles."""

    def but(self, **changes: Any) -> "Made":
        """Return the article with other values."""
        return replace(self, **changes)


def span_of(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def rows_of(made: Made, recipe: str) -> dict[str, list[dict[str, Any]]]:
    text, key = made.text, {"article_id": made.article_id}
    article = {
        **dict.fromkeys(COLUMNS["articles"]),
        **key,
        **{"drop_id": "d1", "source_path": f"{made.article_id}.txt", "revision": 1, "content_hash": "h", "text": text},
        **{"publisher": "Touchline", "title": text.split("\n")[0], "word_count": len(text.split())},
        **{"standfirst": [], "authors": []},
        **made.changes,
    }
    lines = [line for line in text.split("\n") if line]
    segments = []
    at = 0
    for line in lines:
        at = text.index(line, at)
        kind, rule = made.kinds.get(line, ("paragraph", "paragraph"))
        segments.append({"kind": kind, "rule": rule, "start": at, "end": at + len(line)})
        at += len(line)
    quotes = [
        {
            **dict.fromkeys(COLUMNS["quotes"]),
            **{"kind": "direct", "is_speech": True, "content": said.words, "cue_class": "say", "cue_negated": False},
            "content_spans": [span_of(text, said.words)],
            **{f"cue_{end}": place for end, place in (span_of(text, said.cue) if said.cue else {}).items()},
            **{f"source_{end}": place for end, place in (span_of(text, said.who) if said.who else {}).items()},
            **{"speaker_id": f"id of {said.who}", "speaker_name": said.who, "other_speaker_ids": []},
            **{"method": "explicit" if said.who else "unresolved", "candidates": []},
            **{"content_confidence": 0.9, "counted": True},
            **said.changes,
        }
        for said in made.quotes
    ]
    profile = {"publisher": article["publisher"], "quotes": len(quotes), "words": article["word_count"]}
    profile |= {"reading_hash": made.reading, "recipe": recipe}
    return {
        "articles": [article],
        "segments": [{**key, "segment_index": number, **row} for number, row in enumerate(segments)],
        "sentences": [],
        "mentions": [
            {**key, "mention_index": number, **span_of(text, words), "entity_id": entity}
            for number, (words, entity) in enumerate(made.names)
        ],
        "roles": [],
        "quotes": [{**row, **key, "quote_index": number} for number, row in enumerate(quotes)],
        "profiles": [{**key, **profile}],
    }


def tables_of(articles, *, recipe="recipe-1", withdrawn=None):
    """Return the tables of a version that holds ``articles``."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    for made in articles:
        for name, some in rows_of(made, recipe).items():
            rows[name] += some
    mentions: dict[str, int] = {}
    for row in rows["mentions"]:
        mentions[row["entity_id"]] = mentions.get(row["entity_id"], 0) + 1
    rows["entities"] = [
        {"entity_id": entity, "label": "PERSON", "name": f"name of {entity}", "mention_count": count}
        for entity, count in sorted(mentions.items())
    ]
    rows["withdrawals"] = [{"article_id": key, "reason": reason} for key, reason in (withdrawn or {}).items()]
    return {name: pa.Table.from_pylist(some, schema=pa.schema(COLUMNS[name])) for name, some in rows.items()}


def publish(dataset, articles, *, recipe="recipe-1", operation="build", withdrawn=None, code=None, changes=None, **log):
    """Publish a version whose tables hold ``articles`` (or what ``changes`` make) and return it."""
    head = dataset.head()
    facts = {**CODE, **(code or {}), "recipe": recipe, "code_version": "0.2.0", "git_commit": None}
    tables = tables_of(articles, recipe=recipe, withdrawn=withdrawn)

    def version_row(version):
        return pa.Table.from_pylist([{"version": version.number, **facts}], schema=pa.schema(VERSION_COLUMNS))

    version = dataset.commit(
        changes or Changes(whole=tables),
        parent=head.number if head else None,
        provenance={"operation": operation, **facts, **log},
        version_row=version_row,
    )
    assert version is not None
    return version
