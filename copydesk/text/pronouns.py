"""Who "he", "she" or "they" is: the person who spoke last, or the subject named last, of fitting gender."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from copydesk.text.annotations import Quotation, Speaker
from copydesk.text.answers import Answer
from copydesk.text.blocks import BlockIndex
from copydesk.text.cast_index import CastIndex
from copydesk.text.genders import gender_of_noun
from copydesk.text.interviews import Interview
from copydesk.text.people import starts_sentence
from copydesk.text.source_phrases import head_word, is_nameless, kind_of_source
from copydesk.text.spans import Span
from copydesk.text.subjects import Subjects

GENDER_OF_PRONOUN = {
    "he": "m", "him": "m", "himself": "m", "his": "m", "she": "f", "her": "f", "herself": "f", "hers": "f",
}  # fmt: skip
_PERSON = {
    "i": "i", "me": "i", "my": "i", "myself": "i", "we": "we", "us": "we", "our": "we", "ourselves": "we", "you": "you",
    "your": "you", "they": "they", "them": "they", "their": "they", "themselves": "they", "it": "it", "its": "it",
    "itself": "it", "who": "who", "whom": "who", "which": "which", "that": "which", "one": "one", "both": "both",
}  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s")
_NAME_BEFORE = re.compile(r",\s[^\W\d_a-z][\w'’-]+\s[^\W\d_a-z][\w'’-]+,\s$")
_READ_RIGHT = frozenset({"PERSON", "GPE"})
_PARTED = re.compile(r"[.!?;]\s|\b(?:and|but|with|to|against|while|when)\b")
_SAME_SENTENCE = 0.9
_REACH = 4
"""Blocks that a pronoun may look back; further away a paper repeats the name."""


def bare_pronoun(source: str) -> str | None:
    """Return what a source that is one pronoun stands for: i, we, you, they, it, who, which, one, both, he or she."""
    word = source.strip(" ,.;:—–-\"“”‘’'").casefold()
    gender = GENDER_OF_PRONOUN.get(word)
    return {"m": "he", "f": "she"}[gender] if gender else _PERSON.get(word)


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

    def between(self, start: int, end: int) -> list[int]:
        """Return the entities of the person mentions that start between two positions, in text order."""
        return [
            entity for _, entity in self._persons[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        ]

    def spoke(self, position: int, entity: int) -> None:
        """Note that ``entity`` was the speaker of the quotation at ``position``; positions come in text order."""
        self._spoken.append((position, entity))

    def ranked(self, position: int, gender: str | None, genders: Mapping[int, str | None]) -> list[int]:
        """Return the entities that a pronoun at ``position`` may stand for, best first.

        A block's distance costs one point; being the subject of a sentence earns half a point or more, speaking most
        of one, and standing in the pronoun's own sentence as much: "after Ola Berg's visit to Oslo, where he promised".
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
            bonus = (0.5 if distance else 0.7) * starts_sentence(self._text, span.start) - 0.6 * is_possessive
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
            key=lambda entity: scores[entity] + 0.45 * (gender is not None and genders.get(entity) == gender),
            reverse=True,
        )


class PronounResolver:
    """Who a source that is one pronoun stands for, for one article; asked in text order."""

    def __init__(
        self, cast: CastIndex, index: BlockIndex, people: Antecedents, interview: Interview, subjects: Subjects
    ) -> None:
        self._cast = cast
        self._index = index
        self._people = people
        self._interview = interview
        self._subjects = subjects
        self._speaking: list[tuple[Span, int]] = []
        self._nameless: tuple[int, str | None] | None = None
        """Where somebody without a name spoke last, and of which gender; None once a named person has the floor."""

    def spoke(self, quotation: Quotation, speaker: Speaker) -> None:
        """Note who said a quotation; quotations come in text order."""
        written = self._cast.text[quotation.source.start : quotation.source.end] if quotation.source else ""
        if quotation.source and speaker.name is None and is_nameless(written):
            self._nameless = (quotation.source.end, gender_of_noun(head_word(written)))
        elif speaker.name is not None:
            self._nameless = None
        if speaker.entity is None or not self._cast.is_person(speaker.entity):
            return
        position = quotation.source.start if quotation.source else quotation.content[0].start
        self._people.spoke(position, speaker.entity)
        if quotation.kind != "indirect":
            self._speaking.append((Span(quotation.content[0].start, quotation.content[-1].end), speaker.entity))

    def in_focus(self, position: int, gender: str | None) -> list[int]:
        """Return the persons of a fitting gender that a reader has in mind at ``position``, best first."""
        return self._people.ranked(position, gender, self._cast.genders)

    def resolve(self, pronoun: str, source: Span, last: Speaker | None, last_end: int) -> Answer | None:
        """Return who ``pronoun`` (as `bare_pronoun` gives it) is, None where that would be a guess.

        Args:
            pronoun: The folded pronoun.
            source: Where it stands.
            last: Speaker of the quotation before.
            last_end: Where that one ended.
        """
        if pronoun in ("he", "she"):
            return self._third_person(pronoun, source.start, last)
        if pronoun in ("i", "we"):
            return self._first_person(pronoun, source.start)
        if pronoun == "you":
            asked = self._interview.second_person(source.start)
            return self._answer(asked, "pronoun.you") if self._subjects.around(source.start) is None else None
        if pronoun in ("who", "which"):
            return self._relative(pronoun, source.start)
        distance = self._index.before(source.start) - self._index.before(max(0, last_end - 1))
        if last is None or last.name is None or self._cast.is_person(last.entity):
            return None  # "they" after one person is somebody else
        kind = kind_of_source(last.name)
        if pronoun == "it" and distance == 0 and kind != "group":
            return Answer(last.entity, last.name, "pronoun.it")
        if pronoun == "they" and distance <= 1 and kind != "document":
            return Answer(last.entity, last.name, "pronoun.they")
        return None

    def _third_person(self, pronoun: str, position: int, last: Speaker | None) -> Answer | None:
        gender = GENDER_OF_PRONOUN[pronoun]
        if self._follows_unread_name(position) or self._is_nameless(position, gender):
            return None
        answering = self._answering(position)
        ranked = [n for n in self.in_focus(position, gender) if n != answering]
        if not ranked:
            return None
        best = ranked[0]
        is_told = self._cast.genders.get(best) is not None
        if not is_told:
            self._cast.genders[best] = gender
        if last is not None and last.entity == best:
            evidence = "pronoun.speaker"
        else:
            evidence = "pronoun.only" if len(ranked) == 1 and is_told else "pronoun.ranked"
        return self._answer(best, evidence, tuple(ranked[1:4]))

    def _is_nameless(self, position: int, gender: str) -> bool:
        """Tell whether "he" is the spokesman who spoke just before and has no name; named since, it may be another."""
        if self._nameless is None or self._nameless[1] not in (None, gender):
            return False
        since = self._nameless[0]
        if not 0 <= self._index.before(position) - self._index.before(since) <= 1:
            return False
        if any(self._cast.genders.get(n) in (None, gender) for n in self._people.between(since, position)):
            return False
        self._nameless = (position, gender)
        return True

    def _answering(self, position: int) -> int | None:
        """Return who says "I" in an interview's answer, and so is no "he"; not where the paragraph tells of them."""
        number = self._index.at(position)
        if number is None or self._subjects.around(position) is not None:
            return None
        answering = self._interview.first_person(position)
        return None if answering in self._people.between(self._index.blocks[number].start, position) else answering

    def _follows_unread_name(self, position: int) -> bool:
        """Tell whether a name that nobody took for one stands right before: "the head of the union, Ola Berg, he …"."""
        name = _NAME_BEFORE.search(self._cast.text, max(0, position - 60), position)
        if name is None:
            return False
        # A whole name that the tagger read, of a person or a place ("in Oslo, North Dakota, he …"), is not passed over.
        read = self._cast.within(Span(name.start() + 2, name.end() - 2))
        mentions = [self._cast.mentions[i] for i in read]
        return not any(m.label in _READ_RIGHT and m.end >= name.end() - 2 for m in mentions)

    def _first_person(self, pronoun: str, position: int) -> Answer | None:
        """Return whose "I" or "we" it is: of who is being quoted around it, else of who is interviewed."""
        around = self._subjects.around(position)
        if around is None:
            return self._answer(self._interview.first_person(position), f"pronoun.{pronoun}")
        for content, entity in reversed(self._speaking[-6:]):
            if content.start <= position < content.end:
                return self._answer(entity, "pronoun.quoted")
        number = self._index.at(position)
        if number is None:
            return None
        block = self._index.blocks[number]
        # Nobody was read as the speaker of the words around it: who opens the sentence, or is named beside them.
        opening = self._subjects.opening(around.start)
        if opening is not None:
            return self._answer(self._cast.entity_of[opening], "pronoun.quoted")
        named = self._people.between(block.start, around.start) or self._people.between(around.end, block.end)[:1]
        if not named and not self._cast.text[block.start : around.start].strip():
            return self._answer(self._interview.first_person(position), f"pronoun.{pronoun}")
        return self._answer(named[-1], "pronoun.quoted") if len(set(named)) == 1 else None

    def _relative(self, pronoun: str, position: int) -> Answer | None:
        """Return whose name "who" or "which" follows: at once, or after the name's apposition."""
        near = [i for i in self._cast.within(Span(max(0, position - 90), position))
                if self._cast.mentions[i].end <= position]  # fmt: skip
        for i in reversed(near):
            gap = self._cast.text[self._cast.mentions[i].end : position]
            entity = self._cast.entity_of[i]
            if self._cast.is_person(entity) != (pronoun == "who"):
                if not gap.strip():
                    return None  # "sailors from Oslo who", but "Holt, a nurse from Oslo, who"
                continue
            is_apposed = gap.startswith((",", " (")) and _PARTED.search(gap) is None
            return self._answer(entity, f"pronoun.{pronoun}") if not gap.strip(" ,") or is_apposed else None
        return None

    def _answer(self, entity: int | None, evidence: str, rivals: tuple[int, ...] = ()) -> Answer | None:
        return None if entity is None else Answer(entity, self._cast.entities[entity].name, evidence, rivals)
