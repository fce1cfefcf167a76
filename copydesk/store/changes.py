"""What a commit is asked to do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from copydesk.errors import CopydeskError


@dataclass(frozen=True)
class Changes:
    """What a commit does to the tables of its parent.

    Tables without an ``article_id`` that are named in ``upserts`` only ever grow, unless rows of them are `leaving`.
    A table that is named for the first time comes into being, with rows or without. One whose name begins with an
    underscore is hidden: `Dataset.read` gives it, no reader is shown it.
    """

    upserts: Mapping[str, pa.Table | Iterable[pa.Table]] = field(default_factory=dict)
    """Rows to add. An article that the dataset has already must also be in ``replaced``. Tables that come one by one
    are written as they come, so that they need not all be in memory; the rows of an article may not be torn apart."""
    replaced: Collection[str] = frozenset()
    """article_ids whose old rows leave every table that has an ``article_id``: revisions and withdrawals."""
    whole: Mapping[str, pa.Table] = field(default_factory=dict)
    """Tables that are written anew with exactly these rows. For tests and small tables: nothing is shared."""
    leaving: Mapping[str, tuple[str, Collection[Any]]] = field(default_factory=dict)
    """By table: a column, and the values in it whose rows leave, beside those of ``replaced`` where the table has an
    ``article_id``. ``upserts`` may bring new rows of the same values."""
    lasting: Collection[str] = frozenset()
    """Tables whose rows stay when their article is ``replaced``, although they have an ``article_id``. One that comes
    into being so stays so for ever."""

    def check(self) -> None:
        """Return if the changes can be read in one way only.

        Raises:
            CopydeskError: If a table's name is no folder name, or it is given twice.
        """
        for name in {*self.upserts, *self.whole}:
            if not name.isidentifier():
                raise CopydeskError(f"{name!r} cannot be the name of a table; use letters, digits and underscores")
            if name in self.upserts and name in self.whole:
                raise CopydeskError(f"table {name} is given both as rows to add and whole; give it once")


def chunks(added: pa.Table | Iterable[pa.Table] | None) -> Iterable[pa.Table]:
    """Return rows to add as tables."""
    if added is None:
        return ()
    return (added,) if isinstance(added, pa.Table) else added
