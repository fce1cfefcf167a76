"""What the stages before publication hand over."""

from dataclasses import dataclass

from copydesk.drift import Judgement
from copydesk.provenance import Recipe
from copydesk.store import Version
from tasks.identify import Identified
from tasks.keep import Sources
from tasks.learn import Learning
from tasks.learned_rows import TABLE as LEARNED
from tasks.rows import Rows


@dataclass(frozen=True)
class Candidate:
    """A version that could be published."""

    head: Version | None
    """The version it builds on."""
    drop_ids: tuple[str, ...]
    identified: Identified
    rows: Rows
    """The rows of the drops' articles, validated; entities as far as these articles tell."""
    learning: Learning
    """What the drops taught."""
    recipe: Recipe
    """What made the rows."""
    judgement: Judgement
    """What the gate says of the drops."""
    sources: Sources
    """Where the files lie."""

    def counts(self) -> dict[str, int]:
        """Return the number of rows of every table that the drops' articles have rows in."""
        return {**self.rows.counts(), LEARNED: len(self.learning.rows)}
