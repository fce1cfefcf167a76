"""What a rule of speaker resolution answers, before it becomes a row."""

from typing import NamedTuple


class Answer(NamedTuple):
    """Who a source is. Without ``entity`` the ``name`` is the source as written."""

    entity: int | None
    name: str
    evidence: str
    """A key of `copydesk.text.speaker_confidence.CONFIDENCE`; up to its stop it is the method."""
    rivals: tuple[int, ...] = ()
    """Other entities that were weighed, best first."""
    others: tuple[int, ...] = ()
    """Entities that say it together with the first."""
