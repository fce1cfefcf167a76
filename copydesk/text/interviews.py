"""Interviews: who answers, which paragraphs ask, and whose words a labelled turn is."""

import re

from copydesk.text.blocks import BlockIndex
from copydesk.text.cast_index import CastIndex

_TITLE = re.compile(r"\binterview(?:s|ed)?\b|\bQ\s?&\s?A\b|\btalks\s+to\b", re.IGNORECASE)
_ASKS = re.compile(r"\?[”’\"')\]]*$")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Mm]y|[Oo]ur)\b")
_SECOND_PERSON = re.compile(r"\byou(?:r|rs|['’]\w+)?\b", re.IGNORECASE)
_PRESENTED = re.compile(
    r"\b(?:interview(?:s|ed)?(?:\s+with)?|(?:talk|spoke|speak|sat\s+down|sits\s+down|caught\s+up|chat)(?:s|ed|ted)?\s+(?:to|with))"
    r"\s[^.!?\n]{0,80}$",
    re.IGNORECASE,
)
_LONGEST_QUESTION = 700
_LABEL = re.compile(r"(?:[*_]{0,2})([A-Z][\w.'’&-]*(?:[ \xa0][A-Z][\w.'’&-]*){0,4})(?:[*_]{0,2})\s?:\s")
_HEAD = 1500
"""Characters in which an interview presents the person who is asked."""
_QUESTIONS = 3
"""A text that never says "interview" is one from this many asked paragraphs with a first-person answer on."""


class Interview:
    """Whose "I", "we" and "you" stand in the unquoted paragraphs of a text; mostly nobody's, in a report."""

    def __init__(self, cast: CastIndex, index: BlockIndex) -> None:
        self._cast = cast
        self._index = index
        text = cast.text
        blocks = [text[block.start : block.end] for block in index.blocks]
        self._asks = [_is_question(block) for block in blocks]
        self._labels = [_LABEL.match(block[:90]) for block in blocks]
        named = [number for number, label in enumerate(self._labels) if label is not None]
        self._is_labelled = len(named) >= 4 and len({self._label(number) for number in named}) < len(named)
        answered = sum(
            asks and not next_asks and _FIRST_PERSON.search(answer[:2000]) is not None
            for asks, next_asks, answer in zip(self._asks, self._asks[1:], blocks[1:], strict=False)
        )
        is_said = _TITLE.search(" ".join(blocks[:1])[:300]) is not None
        is_told = _TITLE.search(text[:_HEAD]) is not None
        self.is_one = answered >= (1 if is_said else 2 if is_told else _QUESTIONS) or self._is_labelled
        self._principal = self._most_named() if self.is_one else None

    def first_person(self, position: int) -> int | None:
        """Return who "I" is in an unquoted paragraph: the labelled speaker or the one asked; None in a question."""
        number = self._index.at(position)
        if number is None or not self.is_one:
            return None
        if self._is_labelled:
            return self._labelled(number)
        return None if self._asks[number] else self._principal

    def second_person(self, position: int) -> int | None:
        """Return who "you" is: in a question the one asked, elsewhere anybody and so None."""
        number = self._index.at(position)
        if number is None or not self.is_one or self._is_labelled:
            return None
        return self._principal if self._asks[number] else None

    def called(self, label: str, position: int) -> int | None:
        """Return the one person whom a turn's label names, by surname, full name or initials."""
        found = self._cast.person_written(label.title() if label.isupper() and len(label) > 4 else label, position)
        if found is not None:
            return found[0][0] if len(found[0]) == 1 else None
        letters = label.replace(".", "").replace(" ", "")
        if not (2 <= len(letters) <= 4 and letters.isupper()):
            return None
        people = {
            n
            for n in dict.fromkeys(self._cast.entity_of[i] for i in self._cast.persons[:200])
            if "".join(word[:1] for word in self._cast.entities[n].name.split()).upper() == letters
        }
        return people.pop() if len(people) == 1 else None

    def _label(self, number: int) -> str:
        found = self._labels[number]
        return found.group(1) if found else ""

    def _labelled(self, number: int) -> int | None:
        for back in range(number, max(-1, number - 12), -1):
            if label := self._label(back):
                return (
                    self._principal if label in ("A", "Answer") else self.called(label, self._index.blocks[number].end)
                )
        return None

    def _most_named(self) -> int | None:
        """Return the person named most before the first question, a full name before a bare one."""
        first = next((block.start for block, asks in zip(self._index.blocks, self._asks, strict=True) if asks), 0)
        head = max(first, 300) if first else _HEAD
        best: tuple[bool, int, int] | None = None
        for n in dict.fromkeys(self._cast.entity_of[i] for i in self._cast.persons):
            entity = self._cast.entities[n]
            starts = [self._cast.mentions[i].start for i in entity.mentions]
            if min(starts) >= min(head, 2 * _HEAD):
                continue
            presented = sum(
                _PRESENTED.search(self._cast.text, max(0, start - 110), start) is not None
                for start in starts[:20]
                if start < head
            )
            named = sum(start < head for start in starts)
            key = (" " in entity.name, 20 * presented + 10 * named + min(len(starts), 9), -n)
            best = max(best, key) if best else key
        return -best[2] if best else None


def _is_question(block: str) -> bool:
    """Tell whether a paragraph asks the other person; an answer too may end in a question."""
    if len(block) > _LONGEST_QUESTION or block[:1] in "“\"‘'«" or not _ASKS.search(block.rstrip()[-4:]):
        return False
    return _SECOND_PERSON.search(block) is not None or _FIRST_PERSON.search(block) is None
