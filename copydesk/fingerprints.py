"""What an article is known by when a new file is judged: keys, a signature and its states, a third of a kilobyte.

The dataset keeps one `Fingerprint` an article in the hidden table ``_fingerprints``, so that no text is read again. Of
them only those count that a drop's candidates could meet: `matches` finds these, part by part.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from copydesk.addresses import identifying_url, normalise_url, own_id
from copydesk.intake.records import Candidate
from copydesk.likeness import band_keys, signature, signatures, words_of
from copydesk.text.learned import heading_key, key_number

ID_DIGITS = 16
"""Hexadecimal digits of an id: 64 bits, so that ten million articles collide with probability 3 in a million."""

_MIN_TITLE_WORDS = 3
"""Shorter titles ("News in brief") are a column's name rather than an article's."""
_NO_BANDS: NDArray[np.uint64] = np.empty(0, np.uint64)


class Keys(NamedTuple):
    """What metadata says of an article, as signed numbers of 64 bits; None where it identifies nothing."""

    url_key: int | None
    """Of its canonical address."""
    own_key: int | None
    """Of its publisher's own id."""
    title_key: int | None
    """Of the words of its title, if they are enough to tell articles apart."""
    heading_key: int | None
    """Of its title as a line of a page is compared with it (`copydesk.text.learned.heading_key`)."""


class Traits(NamedTuple):
    """A candidate as it is judged."""

    article_id: str
    """The id that it gets if it is a new article."""
    source: str
    """What that id is made of: ``url``, ``id`` or ``content``."""
    keys: Keys
    signature: bytes | None
    """As `copydesk.likeness.signature` makes it."""
    shingles: int
    state_key: str
    """16 hex digits; equal for candidates of the same text and the same metadata, whatever their bytes."""


@dataclass(frozen=True)
class Fingerprint:
    """An article of the dataset as of its latest revision: one row of ``_fingerprints``."""

    article_id: str
    revision: int
    content_hash: str
    source_path: str
    url_key: int | None
    """This key and the next three are as `Keys` has them; but for the last, what a later scrape leaves out is kept."""
    own_key: int | None
    title_key: int | None
    heading_key: int | None
    publisher: str | None
    near_duplicate_of: str | None
    """Another article with a similar text: wire copy or a re-post elsewhere."""
    family_id: str
    """Shared by near duplicates: the article_id of the first of them. Given once, kept for ever."""
    shingles: int
    signature: bytes | None
    state_keys: tuple[str, ...]
    """Of all its states, the current one last; among them its former addresses and ids (`name_key`)."""

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Return the fingerprint in a row of the table, which may hold more columns."""
        known = {item.name: row[item.name] for item in fields(cls)}
        return cls(**known | {"state_keys": tuple(known["state_keys"])})

    def as_row(self) -> dict[str, Any]:
        """Return the row of the table."""
        row = {item.name: getattr(self, item.name) for item in fields(self)}
        return row | {"state_keys": list(self.state_keys)}

    def as_published(self, publisher: str | None, title: str | None) -> Self:
        """Return it with publisher and title as the zoned page tells them, which may be more than its metadata do."""
        found = keys(None, None, None, title)
        title_key = found.title_key if title is not None else self.title_key
        return replace(self, publisher=publisher, title_key=title_key, heading_key=found.heading_key)


@dataclass(frozen=True)
class Wanted:
    """What some candidates could meet in a dataset."""

    values: Mapping[str, "pa.Array[Any]"] = field(default_factory=dict)
    """By column of ``_fingerprints``: the values that count."""
    bands: NDArray[np.uint64] = field(default_factory=lambda: _NO_BANDS)
    """The bands of their signatures, sorted, each once."""


def article_id(identity: str) -> str:
    """Return the id of the article with this identity: its canonical URL, its publisher's id, or its first content."""
    return _digest(identity).hex()


def keys(url: str | None, publisher: str | None, publisher_id: str | None, title: str | None) -> Keys:
    """Return the keys of what metadata says, all as given."""
    words = words_of(title or "")
    return Keys(
        _number(identifying_url(url)),
        _number(own_id(publisher, publisher_id)),
        _number(" ".join(words) if len(words) >= _MIN_TITLE_WORDS else None),
        heading_key(title) if title is not None else None,
    )


def name_key(number: int) -> str:
    """Return the key of an address or a publisher's id as `article_id` makes it of the same: 16 hex digits."""
    return f"{number & (1 << 4 * ID_DIGITS) - 1:0{ID_DIGITS}x}"


def traits(candidate: Candidate) -> Traits:
    """Return what ``candidate`` is judged by. Signing its text takes about a millisecond."""
    identity, source = _identity(candidate)
    return Traits(
        article_id(identity),
        source,
        keys(candidate.url, candidate.publisher, candidate.publisher_id, candidate.title),
        *signature(candidate.text),
        _state_key(candidate),
    )


def fingerprint(
    own_id: str, candidate: Candidate, mine: Traits, before: Fingerprint | None = None, near: Fingerprint | None = None
) -> Fingerprint:
    """Return the article ``own_id`` as ``candidate`` leaves it.

    Args:
        own_id: Its article_id.
        candidate: Its latest state.
        mine: The traits of that.
        before: The article before, if it is known. The names that a later scrape leaves out are still known of it.
        near: The article that it is a near duplicate of, if there is one.
    """
    old = before or near
    return Fingerprint(
        article_id=own_id,
        revision=before.revision + 1 if before else 1,
        content_hash=candidate.content_hash,
        source_path=candidate.source_path,
        url_key=mine.keys.url_key if before is None or mine.keys.url_key is not None else before.url_key,
        own_key=mine.keys.own_key if before is None or mine.keys.own_key is not None else before.own_key,
        title_key=mine.keys.title_key if before is None or candidate.title is not None else before.title_key,
        heading_key=mine.keys.heading_key,
        publisher=candidate.publisher,
        near_duplicate_of=near.article_id if near else None,
        family_id=old.family_id if old else own_id,
        shingles=mine.shingles,
        signature=mine.signature,
        state_keys=(*(_past_keys(before, mine) if before else ()), mine.state_key),
    )


def wanted(candidates: Collection[Traits], article_ids: Iterable[str] = ()) -> Wanted:
    """Return what candidates whose bytes were never seen could meet.

    Args:
        candidates: Their traits.
        article_ids: Articles that are wanted whatever the candidates are: those that had the bytes of others.
    """
    numbers = {
        name: {getattr(item.keys, name) for item in candidates} - {None} for name in ("url_key", "own_key", "title_key")
    }
    signed = [item.signature for item in candidates if item.signature is not None]
    return Wanted(
        {
            "article_id": pa.array(sorted({*article_ids, *(item.article_id for item in candidates)}), pa.string()),
            "state_keys": pa.array(sorted({item.state_key for item in candidates}), pa.string()),
            **{name: pa.array(sorted(values), pa.int64()) for name, values in numbers.items()},
        },
        np.unique(band_keys(signatures(signed))),
    )


def matches(sought: Wanted, rows: pa.Table) -> NDArray[np.bool_]:
    """Tell of each row of ``_fingerprints`` whether a candidate could meet it; columns may be left out.

    Whatever is judged against the rows found is judged as against all of them.
    """
    found = np.zeros(rows.num_rows, np.bool_)
    for name, values in sought.values.items():
        if name in rows.column_names:
            found |= _holds(rows[name], values)
    if "signature" in rows.column_names and len(sought.bands):
        signed = rows["signature"].is_valid().to_numpy()
        packed: list[Any] = rows["signature"].drop_null().to_pylist()
        bands = band_keys(signatures(packed))
        at = np.searchsorted(sought.bands, bands)
        at[at == len(sought.bands)] = 0
        found[signed] |= (sought.bands[at] == bands).any(axis=1)
    return found


def _holds(column: "pa.ChunkedArray[Any]", values: "pa.Array[Any]") -> NDArray[np.bool_]:
    """Tell of each row whether its value, or one item of its list, is among ``values``."""
    if not pa.types.is_list(column.type):
        return np.asarray(pc.is_in(column, value_set=values).to_numpy(), np.bool_)
    found = np.zeros(len(column), np.bool_)
    offset = 0
    for chunk in column.chunks:
        lists: Any = chunk
        among = pc.is_in(pc.list_flatten(lists), value_set=values)
        found[offset + pc.list_parent_indices(lists).filter(among).to_numpy()] = True
        offset += len(chunk)
    return found


def _past_keys(before: Fingerprint, mine: Traits) -> tuple[str, ...]:
    """Return the keys of an article's states so far, and of the address and the id that it has no longer."""
    pairs = (before.url_key, mine.keys.url_key), (before.own_key, mine.keys.own_key)
    left = [name_key(old) for old, new in pairs if old is not None and new not in (None, old)]
    return tuple(dict.fromkeys((*before.state_keys, *left)))


def _identity(candidate: Candidate) -> tuple[str, str]:
    """Return what a new article's id is made of, and what kind of evidence that is."""
    if url := identifying_url(candidate.url):
        return url, "url"
    if own := own_id(candidate.publisher, candidate.publisher_id):
        return own, "id"
    return candidate.content_hash, "content"


def _state_key(candidate: Candidate) -> str:
    # Not the counts that a page states: they change from one visit to the next, as tracking parameters do.
    state: Sequence[object] = (
        candidate.text,
        candidate.title,
        candidate.standfirst,
        candidate.authors,
        candidate.section,
        (normalise_url(candidate.url) or candidate.url) if candidate.url else None,
        candidate.publisher,
        candidate.publisher_id,
        candidate.published_at.isoformat() if candidate.published_at else None,
    )
    return _digest(json.dumps(state)).hex()


def _number(identity: str | None) -> int | None:
    return key_number(identity) if identity else None


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[: ID_DIGITS // 2]
