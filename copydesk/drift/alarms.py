"""Alarms, and the findings that may become one: what was measured, and when it rings."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from copydesk.drift.languages import Rise
from copydesk.drift.layout import Move
from copydesk.drift.measures import MEASURES, Shift
from copydesk.errors import UsageError
from copydesk.settings import ALARMS, Gate


class Alarm(NamedTuple):
    """Something about a drop that a person should look at; docs/gate.md tells what the numbers are of each."""

    alarm: str
    """Its name, one of `copydesk.settings.ALARMS`."""
    publisher: str | None
    """Whose articles; None for the drop as a whole."""
    observed: float
    expected: float | None
    """What the dataset leads to expect; None where nothing does."""
    limit: float
    """What would have been no alarm yet."""
    z: float | None
    """The difference in standard deviations of what chance and news days explain; None where none was computed."""
    articles: int
    """Articles of the drop, or files, that it rests on."""
    known: int | None
    """Articles of the dataset that they were compared with; None where none were."""
    detail: str | None
    """What exactly changed, for a person."""


@dataclass(frozen=True)
class Judgement:
    """What the gate says of a drop."""

    alarms: tuple[Alarm, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be judged, and why."""
    tests: int = 0
    """Tests that were made: the more, the farther off each has to be to ring."""

    def recorded(self) -> list[dict[str, str | None]]:
        """Return what the table ``versions`` keeps of the alarms, each once, in one order."""
        kept = {(alarm.alarm, alarm.publisher) for alarm in self.alarms}
        return [
            {"alarm": name, "publisher": publisher}
            for name, publisher in sorted(kept, key=lambda pair: (pair[0], pair[1] is not None, pair[1] or ""))
        ]


class Accepted(NamedTuple):
    """Alarms that a person looked at and lets pass."""

    alarm: str
    publisher: str | None
    """Whose; None for those of everybody, and of the drop as a whole."""

    def covers(self, alarm: Alarm) -> bool:
        """Tell whether ``alarm`` is one of them."""
        return self.alarm == alarm.alarm and self.publisher in (None, alarm.publisher)


def accepted_of(text: str) -> Accepted:
    """Return what ``text`` names: an alarm, as in ``layout``, or that of a publisher, as in ``layout:Meridian Post``.

    Raises:
        UsageError: If there is no such alarm.
    """
    name, colon, publisher = text.partition(":")
    if name not in ALARMS or (colon and not publisher):
        known = ", ".join(ALARMS)
        raise UsageError(f"--accept {text}: name an alarm, or ALARM:PUBLISHER; the alarms are {known}")
    return Accepted(name, publisher or None)


def unaccepted(judgement: Judgement, accepted: Iterable[Accepted]) -> tuple[Alarm, ...]:
    """Return the alarms that none of ``accepted`` covers."""
    accepted = tuple(accepted)
    return tuple(alarm for alarm in judgement.alarms if not any(one.covers(alarm) for one in accepted))


class Finding(Protocol):
    """A test that was made."""

    @property
    def alarm(self) -> str:
        """Name of its alarm."""

    @property
    def publisher(self) -> str | None:
        """Whose articles were tested; None for the drop as a whole."""

    def rings(self, gate: Gate, z: float) -> Alarm | None:
        """Return the alarm if the finding is beyond ``z`` standard deviations and beyond the gate's floor."""


@dataclass(frozen=True)
class Shifted:
    """The mean of a measure."""

    alarm: str
    publisher: str | None
    shift: Shift

    def rings(self, gate: Gate, z: float) -> Alarm | None:
        """Return the alarm of a mean that is too far off."""
        measure, shift = MEASURES[self.alarm], self.shift
        least = max(getattr(gate, self.alarm), z * shift.error)
        if abs(shift.difference) < least or (shift.difference < 0 and not measure.falls):
            return None
        return Alarm(
            self.alarm,
            self.publisher,
            observed=measure.natural(shift.expected + shift.difference),
            expected=measure.natural(shift.expected),
            limit=measure.natural(shift.expected + math.copysign(least, shift.difference)),
            z=shift.z,
            articles=shift.articles,
            known=shift.known,
            detail=None,
        )


@dataclass(frozen=True)
class Moved:
    """The layout."""

    publisher: str | None
    move: Move
    alarm: str = "layout"

    def rings(self, gate: Gate, z: float) -> Alarm | None:
        """Return the alarm of a layout that is too far from the known one."""
        move = self.move
        limit = move.limit(gate.layout, z)
        if move.distance < limit:
            return None
        return Alarm(
            self.alarm,
            self.publisher,
            observed=move.distance,
            expected=move.chance,
            limit=limit,
            z=(move.distance - move.chance) / move.spread if move.spread else None,
            articles=move.articles,
            known=move.known,
            detail=move.detail or None,
        )


@dataclass(frozen=True)
class Rose:
    """The share of a language."""

    publisher: str | None
    rise: Rise
    alarm: str = "languages"

    def rings(self, gate: Gate, z: float) -> Alarm | None:
        """Return the alarm of a language that turns up too often."""
        rise = self.rise
        least = max(gate.languages, rise.most)
        # The chance is of one side; half of what lies beyond z on both.
        if rise.share - rise.expected < least or rise.chance >= math.erfc(z / math.sqrt(2)) / 2:
            return None
        name = rise.language or "no language that can be told"
        return Alarm(
            self.alarm,
            self.publisher,
            observed=rise.share,
            expected=rise.expected,
            limit=rise.expected + least,
            z=None,
            articles=rise.articles,
            known=rise.known,
            detail=f"{name} in {rise.times:,} of {rise.articles:,} articles",
        )
