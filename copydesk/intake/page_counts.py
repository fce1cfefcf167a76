"""Counts that schema.org metadata states: comments, minutes of reading."""

import re
from typing import Any

_COUNT = re.compile(r"[0-9]{1,7}")
_DURATION = re.compile(r"P(?:0+[YMDW])*T(?:([0-9]{1,3})H)?(?:([0-9]{1,4})M)?(?:([0-9]{1,5})(?:\.[0-9]+)?S)?")
_LONGEST_READ = 600
"""Minutes; a longer time is a slip."""
_LONGEST_DURATION = 40


def comment_count(counts: list[Any], statistics: list[Any]) -> int | None:
    """Return how many comments an article has, or ``None`` if nobody says.

    Args:
        counts: Values of ``commentCount``.
        statistics: Values of ``interactionStatistic``, of which those about a ``CommentAction`` count.
    """
    stated = [*counts]
    for item in statistics:
        if isinstance(item, dict) and "CommentAction" in str(item.get("interactionType"))[:200]:
            stated.append(item.get("userInteractionCount"))
    return next((count for value in stated if (count := _count(value)) is not None), None)


def duration_minutes(value: Any) -> int | None:
    """Return the minutes, rounded up, of an ISO 8601 duration of up to ten hours: ``PT4M``, ``PT90S``."""
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) and len(value) < _LONGEST_DURATION else None
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = 60 * hours + minutes + (seconds + 59) // 60
    return total if 0 < total <= _LONGEST_READ else None


def _count(value: Any) -> int | None:
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if _COUNT.fullmatch(text) else None
