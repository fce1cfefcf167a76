"""What is written down when parts leave a table, so that their rows can be had without them.

Of a part whose rows mostly stay, in other parts, only the rows that left are kept (`left`), with their places in it;
where its rows were mixed with others', their places there (`chosen`). See `copydesk.store.thin`, which reads this.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from copydesk.store import remainders
from copydesk.store.parts import Positions
from copydesk.store.version import Part, Retired

PART_COLUMN = "__part"
"""Number of the part."""

STEP_COLUMN = "__step"
"""Places in the part, each as the way from the one before; the first of each part from 0. Mostly ones, which pack to
nothing."""

ROW_COLUMN = "__row"
"""Places as such, as they were kept up to store format 2."""

MARKS = PART_COLUMN, STEP_COLUMN, ROW_COLUMN

LEFT, CHOSEN = "left", "chosen"


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

    def paying(self, stays: Sequence[Part]) -> tuple[Retirement, ...]:
        """Return those that are worth being written down. ``stays``: the parts of the table after the commit."""
        listed = {part.object for part in stays}
        paying = [one for one in self.each.values() if one.pays and one.part.object not in listed]
        return tuple(sorted(paying, key=lambda one: one.part.object))


def write(
    retirements: Mapping[str, Sequence[Retirement]], stage: Callable[[bytes], str]
) -> dict[str, tuple[Retired, ...]]:
    """Write what the parts of all tables leave behind, by ``stage``, and return by table how to have them."""
    rests: dict[str, pa.Table] = {}
    for table, each in retirements.items():
        left = [_marked(one.lost, number, one.places) for number, one in enumerate(each) if one.lost is not None]
        chosen = [_marked(None, number, one.chosen) for number, one in enumerate(each) if one.chosen is not None]
        for kind, rows in ((LEFT, left), (CHOSEN, chosen)):
            if rows:
                rests[rest_name(table, kind)] = pa.concat_tables(rows)
    objects = remainders.write(rests, stage)
    return {
        table: tuple(
            Retired(
                object=one.part.object,
                rows=one.part.rows,
                kept=one.kept,
                chosen=objects[rest_name(table, CHOSEN)] if one.chosen is not None else None,
                left=objects[rest_name(table, LEFT)] if one.lost is not None else None,
                number=number,
            )
            for number, one in enumerate(each)
        )
        for table, each in retirements.items()
        if each
    }


def rest_name(table: str, kind: str) -> str:
    """Return what the remainders of a table are called where several tables' stand together."""
    return f"{table}/{kind}"


def places_of(rest: pa.Table) -> Positions:
    """Return the places of the remainders of one part.

    Raises:
        KeyError: If they have none.
    """
    if STEP_COLUMN in rest.column_names:
        return np.cumsum(rest.column(STEP_COLUMN).to_numpy(), dtype=np.int64)
    return rest.column(ROW_COLUMN).to_numpy().astype(np.int64)


def without_marks(rest: pa.Table) -> pa.Table:
    """Return the rows of remainders as their table has them."""
    return rest.drop_columns([name for name in MARKS if name in rest.column_names])


def _marked(rows: pa.Table | None, number: int, places: Positions | None) -> pa.Table:
    """Return the rows, or none, beside the number of their part and their places."""
    assert places is not None  # noqa: S101 - given with the rows
    numbers = {PART_COLUMN: np.full(len(places), number), STEP_COLUMN: np.diff(places, prepend=0)}
    marks = pa.table({name: pa.array(values.astype(np.int32)) for name, values in numbers.items()})
    if rows is None:
        return marks
    # With the fields of the rows, and not by their names alone: what may not be null would else fit to no part.
    return pa.Table.from_arrays([*rows.columns, *marks.columns], schema=pa.schema([*rows.schema, *marks.schema]))
