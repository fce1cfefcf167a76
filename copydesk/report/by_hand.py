"""What a rollback or a withdrawal did, as a short text and as JSON."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from copydesk.article_history import Span
from copydesk.intake.records import one_line
from copydesk.rollback import Back, RolledBack
from copydesk.store import Version

SHOWN = 20
"""Most articles and drops that a summary names; `--json` names all."""


class Article(NamedTuple):
    """An article that was withdrawn or brought back."""

    article_id: str
    publisher: str | None
    title: str | None
    versions: tuple[Span, ...]
    """The versions before that have it."""


class Withdrawn(NamedTuple):
    """What a withdrawal did, or the undoing of one."""

    version: Version
    """The version that was published."""
    reason: str
    articles: tuple[Article, ...]
    undone: bool = False
    """Whether they are back."""
    forgotten: tuple[Article, ...] = ()
    """Articles that are not back, as gc gave up all versions that had them, and that are withdrawn no longer."""


def rollback_text(done: RolledBack) -> str:
    """Return what came of a rollback."""
    if done.version is None:
        return f"Version {done.head.number} is equal to version {done.restored} already; nothing was published."
    articles = done.version.tables["articles"].rows
    more = articles - done.head.tables["articles"].rows
    lines = [
        f"Published version {done.version.number}, equal to version {done.restored}: {articles:,} articles"
        f" ({_signed(more)}), of which {len(done.added):,} new and {len(done.revised):,} in another state;"
        f" {len(done.removed):,} gone."
    ]
    if done.drops:
        lines.append(f"Can be dropped again: drop{'s' if len(done.drops) > 1 else ''} {_some(done.drops)}.")
    for back in done.back[:SHOWN]:
        lines.append(f"Warning: {_named(back)} is back, withdrawn before: {back.reason}")
    if done.back:
        lines.append(
            f"{len(done.back):,} that had been withdrawn {'is' if len(done.back) == 1 else 'are'} back;"
            " `copydesk withdraw ID --reason TEXT` takes them out again."
        )
    for back in done.forgotten[:SHOWN]:
        lines.append(f"Warning: {_named(back)} may come with a drop again, withdrawn before: {back.reason}")
    if len(done.forgotten) > SHOWN:
        lines.append(f"{len(done.forgotten):,} that had been withdrawn may come again; `--json` names all.")
    return "\n".join(lines)


def rollback_json(done: RolledBack) -> dict[str, Any]:
    """Return the same as plain JSON values, all articles named."""
    return {
        **done._asdict(),
        "version": done.version.number if done.version else None,
        "head": (done.version or done.head).number,
        "articles": (done.version or done.head).tables["articles"].rows,
        "back": [back._asdict() for back in done.back],
        "forgotten": [back._asdict() for back in done.forgotten],
    }


def withdrawal_text(done: Withdrawn) -> str:
    """Return what came of a withdrawal, or of the undoing of one."""
    did = "Withdrawn" if not done.undone else "Brought back" if done.articles else "Withdrawal undone"
    lines = [f"{did} in version {done.version.number}: {done.reason}"]
    for article in done.articles[:SHOWN]:
        stays = "" if done.undone else f"; it stays in {_spans(article.versions)}"
        lines.append(f"  {_named(article)}{stays}")
    if len(done.articles) > SHOWN:
        lines.append(f"  and {len(done.articles) - SHOWN:,} more; --json names all")
    for article in done.forgotten[:SHOWN]:
        lines.append(f"  {_named(article)}; no longer withdrawn, but its rows are gone until it is dropped again")
    if len(done.forgotten) > SHOWN:
        lines.append(f"  and {len(done.forgotten) - SHOWN:,} more that are gone; --json names all")
    if not done.undone:
        lines.append(
            "Older versions can be read until `copydesk gc` gives them up: `copydesk gc --keep 1` does at once."
        )
    return "\n".join(lines)


def withdrawal_json(done: Withdrawn) -> dict[str, Any]:
    """Return the same as plain JSON values; each of ``versions`` is the first and the last of a run."""
    articles, forgotten = (
        [{**article._asdict(), "versions": [list(span) for span in article.versions]} for article in articles]
        for articles in (done.articles, done.forgotten)
    )
    return {
        "version": done.version.number,
        "undone": done.undone,
        "reason": done.reason,
        "articles": articles,
        "forgotten": forgotten,
    }


def _named(article: Article | Back) -> str:
    title = f'"{one_line(article.title)}"' if article.title else "without a title"
    publisher = article.publisher if isinstance(article, Article) else None
    return "  ".join(filter(None, [article.article_id, publisher and one_line(publisher), title]))


def _spans(spans: Sequence[Span]) -> str:
    shown = [f"{first} to {last}" if last != first else f"{first}" for first, last in spans]
    single = len(spans) == 1 and spans[0].first == spans[0].last
    return f"version{'' if single else 's'} {' and '.join(shown)}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _signed(number: int) -> str:
    return f"{'+' if number > 0 else '−' if number < 0 else '±'}{abs(number):,}"
