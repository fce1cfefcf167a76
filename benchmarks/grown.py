"""A dataset of any size, made of a small one that was really built: for measuring what grows with a dataset.

Every article is copied with its letters exchanged, each copy by another key: lower-case letters outside names stand for
others, so all offsets and names hold, while no copy is alike enough to another to be taken for it.
"""

import hashlib
import random
import string
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from copydesk.likeness import signature
from copydesk.progress import track
from copydesk.publication import version_row
from copydesk.store import Changes, Dataset
from copydesk.store.parts import bare
from schemas import ALL
from schemas.files import file_id

A_DROP = 20
"""Copies of the small dataset that come in one version."""

SHARED = 2
"""Copies that speak of the same entities; the next ones have their own, as entities grow with a real dataset too."""

COUNTED = {"entities": ("article_count", "mention_count"), "_entity_names": ("mention_count",)}
"""Columns that count what the copies share, of the tables that have a row an entity, not an article."""

_SLICES = {
    "segments": (("text", "start", "end"),),
    "sentences": (("text", "start", "end"),),
    "quotes": (
        ("cue", "cue_start", "cue_end"),
        ("source", "source_start", "source_end"),
        ("source_head", "source_head_start", "source_head_end"),
    ),
}
"""Columns that repeat a piece of the article's text, with those that say which."""


def grow(small: Path, large: Path, copies: int) -> Dataset:
    """Write the dataset ``large``: the articles of ``small`` ``copies`` times, in as many versions as are needed.

    Rows are what a build writes, but for words that nobody speaks, ids of entities that are not made of their names,
    and drops that nobody dropped.
    """
    source = Dataset.open(small, repair=False)
    head = source.head()
    if head is None:
        raise ValueError(f"{small}: nothing to copy")
    tables = {name: bare(source.read(name, head)) for name in ALL if name in head.tables and name != "versions"}
    grown = Dataset.open(large, create=True)
    for first in track(range(0, copies, A_DROP), "Growing the dataset"):
        numbers = range(first, min(first + A_DROP, copies))
        before = grown.head()
        grown.commit(
            Changes(upserts=_copies(tables, numbers)),
            parent=before.number if before else None,
            provenance=dict(head.provenance),
            drop_ids=[_id(f"drop {first}")],
            version_row=version_row,
        )
    return grown


def _copies(tables: dict[str, pa.Table], numbers: Sequence[int]) -> dict[str, pa.Table]:
    """Return the rows of the copies ``numbers``, table by table."""
    texts = _texts(tables["articles"])
    names = _names(tables["mentions"], texts)
    copies: dict[str, list[pa.Table]] = {name: [] for name in tables}
    for number in numbers:
        written = {article: exchanged(text, names[article], number) for article, text in texts.items()}
        for name, table in tables.items():
            if "article_id" in table.column_names:
                copies[name].append(_copy(name, table, written, number))
    made = {name: pa.concat_tables(parts) for name, parts in copies.items() if parts}
    for name, table in tables.items():
        if name in COUNTED:
            made[name] = pa.concat_tables(_counted(name, table, first) for first in numbers[::SHARED])
        elif name not in made:
            made[name] = table if numbers[0] == 0 else table.slice(0, 0)
    return made


def _copy(name: str, table: pa.Table, written: dict[str, str], number: int) -> pa.Table:
    """Return a table's rows as those of copy ``number``, whose texts are ``written``."""
    articles: Any = table["article_id"].to_pylist()
    new = _renamed(table, number)
    for column, start, end in _SLICES.get(name, ()):
        spans: Any = (table[one].to_pylist() for one in (start, end, column))
        new[column] = [
            None if said is None else written[article][first:last]
            for article, first, last, said in zip(articles, *spans, strict=True)
        ]
    if name == "articles":
        new["text"] = [written[article] for article in articles]
        new["title"] = [title and f"{title} {number}" for title in table["title"].to_pylist()]
    elif name == "quotes":
        pieces: Any = table["content_spans"].to_pylist()
        new["content"] = [
            " ".join(written[article][span["start"] : span["end"]] for span in spans)
            for article, spans in zip(articles, pieces, strict=True)
        ]
    elif name == "_fingerprints":
        new["signature"], new["shingles"] = zip(*(signature(written[article]) for article in articles), strict=True)
    elif name in ("files", "quarantine"):
        files: Any = (new[column] for column in ("drop_id", "source_path"))
        new["file_id"] = [file_id(*file) for file in zip(*files, strict=True)]
    return _with(table, new)


def _counted(name: str, table: pa.Table, first: int) -> pa.Table:
    new = _renamed(table, first)
    return _with(table, new | {column: pc.multiply(table[column], SHARED) for column in COUNTED[name]})


def _with(table: pa.Table, new: dict[str, Any]) -> pa.Table:
    """Return ``table`` with the columns ``new`` in the place of its own."""
    columns = [new.get(item.name, table[item.name]) for item in table.schema]
    arrays = [column if isinstance(column, pa.ChunkedArray) else pa.array(column) for column in columns]
    return pa.Table.from_arrays(
        [array.cast(item.type) for array, item in zip(arrays, table.schema, strict=True)], schema=table.schema
    )


def _texts(articles: pa.Table) -> dict[str, str]:
    columns: Any = (articles[column].to_pylist() for column in ("article_id", "text"))
    return dict(zip(*columns, strict=True))


def exchanged(text: str, kept: NDArray[np.bool_], number: int) -> str:
    """Return ``text`` with its small letters exchanged for others, but where ``kept`` is true; as it is for 0."""
    if number == 0:
        return text
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return np.where(kept, codes, _key(number)[codes]).astype(np.uint32).tobytes().decode("utf-32-le")


@lru_cache(maxsize=2)
def _key(number: int) -> NDArray[np.uint32]:
    letters = list(string.ascii_lowercase)
    random.Random(number).shuffle(letters)  # noqa: S311 - has to be repeatable, not secret
    key = np.arange(0x110000, dtype=np.uint32)
    key[ord("a") : ord("z") + 1] = [ord(letter) for letter in letters]
    return key


def _names(mentions: pa.Table, texts: dict[str, str]) -> dict[str, NDArray[np.bool_]]:
    """Tell by article which characters belong to a name."""
    kept = {article: np.zeros(len(text), dtype=np.bool_) for article, text in texts.items()}
    columns: Any = (mentions[column].to_pylist() for column in ("article_id", "start", "end"))
    for article, start, end in zip(*columns, strict=True):
        kept[article][start:end] = True
    return kept


_IDS = {"article_id", "near_duplicate_of", "family_id", "match_id", "drop_id"}
_ENTITIES = {"entity_id", "speaker_id", "other_speaker_ids"}
_KEYS = {"url_key", "own_key", "title_key", "heading_key"}
_PLACES = {"url", "canonical_url", "source_path"}


def _renamed(table: pa.Table, number: int) -> dict[str, Any]:
    """Return the columns of ids, hashes, keys and addresses as copy ``number`` has them."""
    return {
        column: [_other(column, value, number) for value in table[column].to_pylist()]
        for column in table.column_names
        if column in _IDS | _ENTITIES | _KEYS | _PLACES or column == "content_hash"
    }


@lru_cache(maxsize=100_000)
def _other_text(text: str, number: int) -> str:
    return hashlib.sha256(f"{text}:{number}".encode()).hexdigest()


def _other(column: str, value: Any, number: int) -> Any:
    if isinstance(value, list):
        return [_other(column, item, number) for item in value]
    if column in _ENTITIES:
        number -= number % SHARED
    if value is None or number == 0:
        return value
    if column in _PLACES:
        return f"{value}-{number}"
    other = _other_text(str(value), number)
    if column in _KEYS:
        return int(other[:15], 16)
    return other if column == "content_hash" else other[:16]


def _id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
