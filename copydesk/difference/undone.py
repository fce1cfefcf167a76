"""What lies between two versions that an older one was restored: then nothing was read anew, whatever differs."""

from collections.abc import Callable
from dataclasses import dataclass

from copydesk.difference.causes import Cause
from copydesk.store import Version

_CHANGED = ("added_articles", "revised_articles", "removed_articles")


@dataclass(frozen=True)
class Undone:
    """A rollback by which a version has older rows than one that came before it."""

    restored: int
    """The version whose rows came back."""
    since: frozenset[str]
    """Articles that changed after the rollback: they differ for reasons of their own."""
    rebuilt: bool
    """Whether all articles were read again after the rollback."""

    def cause(self, article_id: str) -> Cause | None:
        """Return the rollback as the reason why an article's rows differ; None if it is not, or not alone."""
        if self.rebuilt or article_id in self.since:
            return None
        return Cause("rolled back", f"to version {self.restored}")


def undone_between(a: Version, b: Version, version: Callable[[int], Version]) -> Undone | None:
    """Return the rollback that took back on the way to ``b`` what ``a`` has; None if there was none.

    One that ends in ``a`` or a later version took back nothing of ``a``.

    Args:
        a: The older version.
        b: The newer one; for an older one the answer is None.
        version: Returns the version of a number, which is above that of ``a``.
    """
    since: set[str] = set()
    rebuilt = False
    at = b
    while at.number > a.number:
        facts = at.provenance
        before = facts.get("restored") or at.parent
        if before is None:
            break
        if before < a.number:
            return Undone(before, frozenset(since), rebuilt)
        if not facts.get("restored"):
            rebuilt |= facts.get("operation") == "rebuild"
            since.update(article_id for name in _CHANGED for article_id in facts.get(name) or ())
        at = version(before) if before > a.number else a
    return None
