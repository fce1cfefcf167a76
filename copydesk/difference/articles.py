"""Articles of two versions: added, revised, renewed, removed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copydesk.difference.texts import Line

ADDED, REVISED, RENEWED, REMOVED = "added", "revised", "renewed", "removed"
CHANGES = {
    ADDED: "Only the newer version has it.",
    REVISED: "Its text or its revision is another.",
    RENEWED: "The text is the same, what is said of it is not.",
    REMOVED: "Only the older version has it.",
}

SHOWN_COLUMNS = ("article_id", "revision", "publisher", "title", "source_path")
"""Columns of articles by which a person knows an article again."""

METADATA = ("canonical_url", "publisher", "publisher_id", "title", "standfirst", "authors", "section", "language")
"""Columns of articles in which a publisher says something of an article that its rows may rest on."""


class ArticleChange(NamedTuple):
    """An article that differs."""

    change: str
    """A key of `CHANGES`."""
    article_id: str
    publisher: str | None
    title: str | None
    source_path: str
    revisions: tuple[int | None, int | None]
    """Before and after; None where the version does not have it."""
    differing: tuple[str, ...]
    """Of an article that both have: columns of articles, and other tables, that are not the same."""
    text: tuple[Line, ...]
    """Lines of its text that differ; none where only white space does."""
    why: str | None
    """Of one that was removed, or is what it was in an older version: why."""


def article_change(
    change: str,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    *,
    differing: Sequence[str] = (),
    text: Sequence[Line] = (),
    why: str | None = None,
) -> ArticleChange:
    """Return the change of an article from its rows (at least `SHOWN_COLUMNS`), of which one may be None."""
    row = new if new is not None else old
    if row is None:
        raise ValueError("an article that neither version has did not change")
    revisions = (old["revision"] if old is not None else None, new["revision"] if new is not None else None)
    return ArticleChange(
        change,
        row["article_id"],
        row["publisher"],
        row["title"],
        row["source_path"],
        revisions,
        tuple(differing),
        tuple(text),
        why,
    )


def differing_columns(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the columns in which two rows of articles differ, but for those that tell of the dropped file only."""
    told = {"article_id", "drop_id", "source_path", "content_hash"}
    return [name for name in new if name not in told and old[name] != new[name]]
