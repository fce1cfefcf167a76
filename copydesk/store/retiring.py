"""What is written down when parts leave a table, so that their rows can be had without them.

Of a part whose rows mostly stay, in other parts, only the rows that left are kept (`left`), with their places in it;
where its rows were mixed with others', their places there (`chosen`). See `copydesk.store.thin`, which reads this.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from copydesk.store.parts import Positions
from copydesk.store.version import Part, Retired

PART_COLUMN, ROW_COLUMN = "__part", "__row"

StageRest = Callable[[pa.Table], str]
"""Writes rows that belong to no part and returns the sha256 of their object."""


@dataclass
class Retirement:
    """The rows of one part as they stand after a commit."""

    part: Part
    lost: pa.Table | None = None
    """Its rows that stayed nowhere."""
    places: Positions | None = None
    """Where these stood in it."""
    kept: tuple[str, ...] = ()
    """The parts with its other rows; none if they still stand in a part of their own that was not yet written."""
    chosen: Positions | None = None
    """Which rows of ``kept``; None: all."""

    @property
    def pays(self) -> bool:
        """Whether at most half of the rows must be kept apart; else the part itself stays, the best of remainders."""
        return bool(self.kept) and 2 * (self.lost.num_rows if self.lost is not None else 0) <= self.part.rows


@dataclass
class Retiring:
    """All retirements of one table in one commit."""

    each: dict[str, Retirement] = field(default_factory=dict)
    """By object of the part."""

    def lose(self, part: Part, lost: pa.Table, places: Positions) -> None:
        """Remember rows that leave a part."""
        self.each[part.object] = Retirement(part, lost, places)

    def keep(self, part: Part, kept: Sequence[str], chosen: Positions | None) -> None:
        """Remember where the rows of a part that did not leave stand."""
        retirement = self.each.setdefault(part.object, Retirement(part))
        retirement.kept, retirement.chosen = tuple(kept), chosen

    def write(self, stays: Sequence[Part], stage: StageRest) -> tuple[Retired, ...]:
        """Write what the parts that are worth it leave behind. ``stays``: the parts of the table after the commit."""
        listed = {part.object for part in stays}
        paying = [one for one in self.each.values() if one.pays and one.part.object not in listed]
        numbered = list(enumerate(sorted(paying, key=lambda one: one.part.object)))
        left = [_marked(one.lost, number, one.places) for number, one in numbered if one.lost is not None]
        chosen = [_marked(None, number, one.chosen) for number, one in numbered if one.chosen is not None]
        left_object = stage(pa.concat_tables(left)) if left else None
        chosen_object = stage(pa.concat_tables(chosen)) if chosen else None
        return tuple(
            Retired(
                object=one.part.object,
                rows=one.part.rows,
                kept=one.kept,
                chosen=chosen_object if one.chosen is not None else None,
                left=left_object if one.lost is not None else None,
                number=number,
            )
            for number, one in numbered
        )


def _marked(rows: pa.Table | None, number: int, places: Positions | None) -> pa.Table:
    """Return the rows, or none, beside the number of their part and their places."""
    assert places is not None  # noqa: S101 - given with the rows
    numbers = {PART_COLUMN: np.full(len(places), number), ROW_COLUMN: places}
    marks = pa.table({name: pa.array(values.astype(np.int32)) for name, values in numbers.items()})
    if rows is None:
        return marks
    # With the fields of the rows, and not by their names alone: what may not be null would else fit to no part.
    return pa.Table.from_arrays([*rows.columns, *marks.columns], schema=pa.schema([*rows.schema, *marks.schema]))
