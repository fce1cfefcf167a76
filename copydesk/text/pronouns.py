"""Who "he", "she" or "they" is: the person who spoke last, or the subject named last, of fitting gender."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from copydesk.text.blocks import BlockIndex
from copydesk.text.people import starts_sentence
from copydesk.text.spans import Span

GENDER_OF_PRONOUN = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s")
_SAME_SENTENCE = 0.9
_REACH = 4
"""Blocks that a pronoun may look back; further away a paper repeats the name."""


class Antecedents:
    """The person mentions of an article that stand outside quotation marks, with who spoke where."""

    def __init__(
        self, text: str, index: BlockIndex, persons: Sequence[tuple[Span, int]], quoted: Sequence[Span]
    ) -> None:
        self._text = text
        self._index = index
        starts = [span.start for span in quoted]
        outside = []
        for span, entity in sorted(persons):
            at = bisect_left(starts, span.start + 1) - 1
            if at < 0 or quoted[at].end <= span.start:
                outside.append((span, entity))
        self._persons = outside
        self._starts = [span.start for span, _ in outside]
        self._spoken: list[tuple[int, int]] = []
        self.gender: dict[int, str] = {}

    def spoke(self, position: int, entity: int) -> None:
        """Note that ``entity`` was the speaker of the quotation at ``position``; positions come in text order."""
        self._spoken.append((position, entity))

    def ranked(self, position: int, gender: str | None, genders: Mapping[int, str | None]) -> list[int]:
        """Return the entities that a pronoun at ``position`` may stand for, best first.

        A block's distance costs one point; being the subject of a sentence earns half a point, speaking most of one,
        and standing in the pronoun's own sentence as much: "after Ola Berg's visit to Oslo, where he promised".
        """
        here = self._index.before(position)
        scores: dict[int, float] = {}
        last = bisect_left(self._starts, position)
        for k in range(last - 1, max(-1, last - 40), -1):
            span, entity = self._persons[k]
            distance = here - self._index.before(span.start)
            if distance > _REACH:
                break
            is_possessive = self._text[span.end : span.end + 2] in ("'s", "’s")
            bonus = 0.5 * starts_sentence(self._text, span.start) - 0.6 * is_possessive
            nearness = 0.1 * (span.start / max(1, position))
            if distance == 0 and _SENTENCE_END.search(self._text, span.end, position) is None:
                bonus += _SAME_SENTENCE
            scores[entity] = max(scores.get(entity, -9.0), bonus + nearness - distance)
        for order, (at, entity) in enumerate(reversed(self._spoken[-12:])):
            distance = here - self._index.before(at)
            if distance > _REACH:
                break
            scores[entity] = max(scores.get(entity, -9.0), (0.9 if order == 0 else 0.3) - 0.6 * distance)
        fits = [entity for entity in scores if gender is None or genders.get(entity) in (None, gender)]
        # A known fitting gender beats an unknown one.
        return sorted(
            fits,
            key=lambda entity: scores[entity] + 0.7 * (gender is not None and genders.get(entity) == gender),
            reverse=True,
        )
