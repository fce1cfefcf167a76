"""What made a dataset what it is: the drops in the order in which they came, and what people did in between.

Rollbacks undo: what came after the version that was restored made nothing of what is there now.
"""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, Self

from copydesk.store import Version

STEPS = "steps"
"""Key in the provenance of a rebuild: its own steps, from which the next one starts."""


FORGOTTEN = "forgotten"
"""Key in the provenance of an undone withdrawal: articles that nobody can bring back, and that may come again."""


class Step(NamedTuple):
    """What one version brought."""

    kind: Literal["build", "withdraw", "bring back"]
    ids: tuple[str, ...]
    """drop_ids in the order in which they were given, or article_ids."""
    reason: str | None = None
    """Why articles were withdrawn or brought back."""

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> Self:
        """Return the step that a log entry holds."""
        kind, ids, reason = value
        return cls(kind, tuple(ids), reason)

    def as_json(self) -> list[Any]:
        """Return the step for a log entry."""
        return [self.kind, list(self.ids), self.reason]


def steps_to(head: Version, versions: Sequence[Version]) -> list[Step]:
    """Return the steps that led to ``head``, the oldest first, every drop once.

    Files that were replayed are no step: they belong to their drop.

    Args:
        head: A version.
        versions: All up to that one.
    """
    by_number = {version.number: version for version in versions}
    found: list[Step] = []
    version: Version | None = head
    while version is not None:
        facts = version.provenance
        operation = facts.get("operation", "build")
        if operation == "rebuild":
            found += [Step.from_json(step) for step in reversed(facts[STEPS])]
            break
        if operation == "build":
            found.append(Step("build", version.drop_ids))
        elif operation == "withdraw":
            kind: Literal["withdraw", "bring back"] = "withdraw" if facts["removed_articles"] else "bring back"
            ids = tuple(facts["removed_articles"] or sorted([*facts["added_articles"], *facts.get(FORGOTTEN, ())]))
            found.append(Step(kind, ids, facts["reason"]))
        before = facts["restored"] if operation == "rollback" else version.parent
        version = by_number.get(before) if before is not None else None
    return _each_once(reversed(found))


def _each_once(steps: Any) -> list[Step]:
    seen: set[str] = set()
    found: list[Step] = []
    for step in steps:
        if step.kind == "build":
            ids = tuple(dict.fromkeys(drop_id for drop_id in step.ids if drop_id not in seen))
            seen.update(ids)
            if ids:
                found.append(step._replace(ids=ids))
        else:
            found.append(step)
    return found
