"""The states of one article over the versions of a dataset."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from copydesk.errors import CopydeskError
from copydesk.store import Dataset, Version
from copydesk.store.floor import read_floor

TAKEN = ("admitted", "revised")
"""Fates of the files that became a state of an article."""
_FACTS = ("revision", "drop_id", "source_path", "content_hash")
_LOG = ("version", "created_at", "drop_ids", "added_articles", "revised_articles", "removed_articles")
_SHOWN = ("publisher", "title", "canonical_url", "word_count")


class Span(NamedTuple):
    """Versions one after the other."""

    first: int
    last: int | None
    """None: up to the newest."""


class State(NamedTuple):
    """An article as one file made it. What no version or file tells any more is None."""

    revision: int | None
    drop_id: str | None
    source_path: str | None
    content_hash: str | None
    evidence: str | None
    """What told that the file is this article's; for the first one, what its id is made of."""
    similarity: float | None
    """How alike its text and that of the state before are, where texts were compared."""
    arrived: datetime | None
    """When the first version was published that took in its drop."""
    words: int | None
    versions: tuple[Span, ...]
    """Those in which the article is so. None: a later file of the same drop replaced it, it was never published."""


class Withdrawal(NamedTuple):
    """That the article was taken out."""

    version: int | None
    """The version that did so."""
    at: datetime
    reason: str


class ArticleHistory(NamedTuple):
    """An article and its states, by revision; after a rollback there may be two of the same number."""

    article_id: str
    publisher: str | None
    title: str | None
    url: str | None
    states: tuple[State, ...]
    withdrawn: Withdrawal | None


class _Published(NamedTuple):
    """A version that changed the article: what it was from then on, until the next one."""

    number: int
    last: int | None
    drop_ids: Sequence[str]
    row: Mapping[str, Any] | None
    """Its row of ``articles``; None where no version that can be read has it."""


def history_of(dataset: Dataset, article_id: str) -> ArticleHistory:
    """Return the states of an article, also of one that was withdrawn or rolled back.

    Raises:
        CopydeskError: If no version has ever had it.
    """
    head = dataset.head()
    log = dataset.read("versions", head, _LOG).to_pylist() if head is not None else []
    files = _taken_files(dataset, head, article_id)
    published = list(_published(dataset, log, article_id))
    if not published and not files:
        raise CopydeskError(f"{dataset.path}: no version has ever had an article {article_id}; ids have 16 hex digits")
    states: dict[tuple[Any, ...], State] = {}
    for file in files:
        states[_key(file)] = _state(file, file, log)
    for change in published:
        facts = change.row or _last_of(files, change.drop_ids)
        state = states.get(_key(facts)) or _state(facts, {}, log)
        words = change.row["word_count"] if change.row else state.words
        span = Span(change.number, change.last)
        states[_key(facts)] = state._replace(words=words, versions=(*state.versions, span))
    withdrawn = _withdrawal(dataset, head, log, article_id)
    newest: Mapping[str, Any] = next((change.row for change in reversed(published) if change.row), withdrawn or {})
    return ArticleHistory(
        article_id,
        newest.get("publisher"),
        newest.get("title"),
        newest.get("canonical_url"),
        tuple(sorted(states.values(), key=_place)),
        Withdrawal(withdrawn["version"], withdrawn["withdrawn_at"], withdrawn["reason"]) if withdrawn else None,
    )


def changes_of(log: Sequence[Mapping[str, Any]], article_id: str) -> list[tuple[int, bool]]:
    """Return the versions that changed the article, oldest first, each with whether it is there from then on.

    Args:
        log: Rows of ``versions``: version, added_articles, revised_articles, removed_articles.
        article_id: The article.
    """
    found = []
    for row in sorted(log, key=lambda row: int(row["version"])):
        if article_id in row["added_articles"] or article_id in row["revised_articles"]:
            found.append((row["version"], True))
        elif article_id in row["removed_articles"]:
            found.append((row["version"], False))
    return found


def spans_of(log: Sequence[Mapping[str, Any]], article_id: str) -> list[Span]:
    """Return the versions that have the article, those one after the other together."""
    spans: list[Span] = []
    for number, there in changes_of(log, article_id):
        is_open = bool(spans) and spans[-1].last is None
        if there and not is_open:
            spans.append(Span(number, None))
        elif not there and is_open:
            spans[-1] = Span(spans[-1].first, number - 1)
    return spans


def _published(dataset: Dataset, log: Sequence[Mapping[str, Any]], article_id: str) -> Iterator[_Published]:
    floor = read_floor(dataset.path).number
    changes = changes_of(log, article_id)
    drops = {row["version"]: row["drop_ids"] for row in log}
    for place, (number, there) in enumerate(changes):
        if there:
            last = changes[place + 1][0] - 1 if place + 1 < len(changes) else None
            # Of versions that were given up, a later one may still have the row.
            at = max(number, floor)
            row = _row(dataset, at, article_id) if last is None or at <= last else None
            yield _Published(number, last, drops[number], row)


def _row(dataset: Dataset, number: int, article_id: str) -> Mapping[str, Any] | None:
    rows = dataset.matching("articles", number, "article_id", [article_id], [*_FACTS, *_SHOWN]).to_pylist()
    return rows[0] if rows else None


def _taken_files(dataset: Dataset, head: Version | None, article_id: str) -> list[Mapping[str, Any]]:
    """Return the files that became states of the article, as far as the newest version knows them."""
    if head is None or "files" not in head.tables:
        return []
    rows = dataset.matching("files", head, "article_id", [article_id]).to_pylist()
    return sorted((row for row in rows if row["fate"] in TAKEN), key=lambda row: int(row["revision"]))


def _last_of(files: Sequence[Mapping[str, Any]], drop_ids: Sequence[str]) -> Mapping[str, Any]:
    """Return the last file that these drops brought; nothing where none is known."""
    return next((file for file in reversed(files) if file["drop_id"] in drop_ids), {})


def _key(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(map(facts.get, _FACTS))


def _state(facts: Mapping[str, Any], file: Mapping[str, Any], log: Sequence[Mapping[str, Any]]) -> State:
    arrived = [row["created_at"] for row in log if facts.get("drop_id") in row["drop_ids"]]
    return State(
        revision=facts.get("revision"),
        drop_id=facts.get("drop_id"),
        source_path=facts.get("source_path"),
        content_hash=facts.get("content_hash"),
        evidence=file.get("evidence"),
        similarity=file.get("similarity"),
        arrived=min(arrived, default=None),
        words=None,
        versions=(),
    )


def _place(state: State) -> tuple[int, int]:
    return state.revision or 0, state.versions[0].first if state.versions else 0


def _withdrawal(
    dataset: Dataset, head: Version | None, log: Sequence[Mapping[str, Any]], article_id: str
) -> dict[str, Any] | None:
    if head is None or "withdrawals" not in head.tables:
        return None
    rows = dataset.matching("withdrawals", head, "article_id", [article_id]).to_pylist()
    if not rows:
        return None
    taken_out = [number for number, there in changes_of(log, article_id) if not there]
    return {**rows[0], "version": taken_out[-1] if taken_out else None}
