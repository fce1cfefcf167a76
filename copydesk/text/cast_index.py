"""The names of one article for look-up: which mentions a span holds, whom a name as written can mean."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from copydesk.text.annotations import ArticleEntity, Mention, Role
from copydesk.text.genders import genders
from copydesk.text.names import POSSESSIVE, fold_word, is_honorific, parse_name
from copydesk.text.roles import role_noun
from copydesk.text.source_phrases import words_of
from copydesk.text.spans import Span
from copydesk.text.wordlists import wordset

_LINKS = wordset("for to with from by about against like among behind under and")
_MOST_IN_SPAN = 60
"""Mentions looked at in one source: a longer list is no source."""
_NAMESAKES = 20
"""Weighed for a surname that more persons share: in a text of nothing but namesakes all of them would take long."""
_LONGEST_NAME = 5


class CastIndex:
    """Look-up over an article's mentions, entities and roles, each in logarithmic or constant time."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], entities: Sequence[ArticleEntity], roles: Sequence[Role]
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.entities = entities
        self.entity_of = {i: n for n, entity in enumerate(entities) for i in entity.mentions}
        self.persons = [i for i, n in self.entity_of.items() if entities[n].label == "PERSON"]
        self.genders: dict[int, str | None] = {
            n: genders(text, mentions, entity.mentions) for n, entity in enumerate(entities) if entity.label == "PERSON"
        }
        self.roles_of: dict[int, list[Role]] = {}
        for role in sorted(roles, key=lambda role: role.span):
            if 0 <= role.entity < len(entities):
                self.roles_of.setdefault(role.entity, []).append(role)
        self._order = sorted(self.entity_of, key=lambda i: mentions[i].start)
        self._starts = [mentions[i].start for i in self._order]
        self._persons_called: dict[str, list[int]] = {}
        self._bodies_called: dict[str, list[int]] = {}
        self._bodies_with: dict[str, list[int]] = {}
        self._starts_of: dict[int, list[int]] = {}
        self._first_words: list[tuple[str, int]] = []
        for n, entity in enumerate(entities):
            self._enter(n, entity)
        self._first_words.sort()

    def _enter(self, n: int, entity: ArticleEntity) -> None:
        if entity.label == "PERSON":
            name = parse_name(entity.name)
            calls = {" ".join(fold_word(word) for word in name.words), *name.surnames}
            for call in sorted(calls - {""}):
                self._persons_called.setdefault(call, []).append(n)
        elif entity.label in ("ORG", "GPE", "LOC", "NORP"):
            for form in {_folded(form) for form in (entity.name, *entity.aliases)} - {""}:
                self._bodies_called.setdefault(form, []).append(n)
            if entity.label == "ORG":
                first, _, rest = _folded(entity.name).partition(" ")
                if rest:
                    self._first_words.append((first, n))
                for word in {POSSESSIVE.sub("", word).casefold() for word in words_of(entity.name[:200])}:
                    self._bodies_with.setdefault(word, []).append(n)

    def within(self, span: Span) -> list[int]:
        """Return the mentions that overlap ``span``, in text order."""
        first = bisect_left(self._starts, span.start)
        found = []
        for i in self._order[max(0, first - 1) : first + _MOST_IN_SPAN]:
            if self.mentions[i].start >= span.end:
                break
            if self.mentions[i].span.overlaps(span):
                found.append(i)
        return found

    def within_before(self, position: int, reach: int) -> list[int]:
        """Return the mentions of persons that end in the ``reach`` characters before a position, in text order."""
        last = bisect_left(self._starts, position)
        first = max(bisect_left(self._starts, position - reach), last - _MOST_IN_SPAN)
        near = self._order[first:last]
        return [i for i in near if self.is_person(self.entity_of[i]) and self.mentions[i].end <= position]

    def is_person(self, entity: int | None) -> bool:
        """Tell whether an entity is a person; None is nobody."""
        return entity is not None and self.entities[entity].label == "PERSON"

    def namesakes(self, entity: int, position: int) -> list[int]:
        """Return the other persons who may be called by this person's surname, a few of those introduced before."""
        surnames = parse_name(self.entities[entity].name).surnames
        return (
            [n for n in self._met(self._persons_called.get(surnames[0], []), position) if n != entity]
            if surnames
            else []
        )

    def _met(self, people: list[int], position: int) -> list[int]:
        """Return the few introduced last before ``position`` of persons in the order of their first mention."""
        until = bisect_right(people, position, key=lambda n: self.mentions[self.entities[n].mentions[0]].start)
        return people[max(0, until - _NAMESAKES) : until] or people[:1]

    def persons_called(self, words: Sequence[str]) -> list[int]:
        """Return the persons with this full name or surname."""
        return self._persons_called.get(" ".join(fold_word(POSSESSIVE.sub("", word)) for word in words), [])

    def person_written(self, phrase: str, position: int) -> tuple[list[int], bool] | None:
        """Return whom a name that the tagger passed over can mean, and whether it is a surname alone.

        "President Odell" and "Secretary of State Mina Odell" name Odell; "Odell aides" and "the Odell plan" do not.
        None when no person of the article is called so.
        """
        words = words_of(phrase.strip()[:120])
        for first in range(max(0, len(words) - _LONGEST_NAME), len(words)):
            rest, before = words[first:], words[:first]
            if not all(word[0].isupper() for word in rest) or _leads_away(before):
                continue
            found = self.persons_called(rest)
            is_titled = not before or is_honorific(before[-1]) or role_noun(before[-1]) is not None
            if found and (len(rest) > 1 or is_titled):
                return self._met(found, position), len(rest) == 1
        return None

    def body_written(self, phrase: str) -> int | None:
        """Return the one organisation, place or group that is called so, None when there is none or a choice."""
        found = self._bodies_called.get(_folded(phrase), [])
        return found[0] if len(found) == 1 else None if found else self._cut_short(phrase)

    def bodies_with(self, word: str) -> list[int]:
        """Return the organisations whose name holds the folded ``word``: "bank" finds Halden Bank."""
        return self._bodies_with.get(word, [])

    def fuller(self, entity: int) -> int:
        """Return the organisation whose long name this one cuts short, "the Fed" of Federal Reserve, else itself."""
        is_body = self.entities[entity].label == "ORG"
        longer = self._cut_short(self.entities[entity].name) if is_body else None
        return entity if longer is None else longer

    def _cut_short(self, name: str) -> int | None:
        word = _folded(name)
        if not 3 <= len(word) <= 12 or not word.isalpha():
            return None
        at = bisect_left(self._first_words, (word, -1))
        longer = {
            n for first, n in self._first_words[at : at + _MOST_IN_SPAN] if first.startswith(word) and first != word
        }
        return longer.pop() if len(longer) == 1 else None

    def last_mention(self, entity: int, before: int) -> int:
        """Return where the entity is mentioned last before a position, -1 when nowhere."""
        starts = self._starts_of.get(entity)
        if starts is None:
            starts = self._starts_of[entity] = sorted(self.mentions[i].start for i in self.entities[entity].mentions)
        at = bisect_left(starts, before)
        return starts[at - 1] if at else -1

    def role_of(self, entity: int) -> str | None:
        """Return what the article says that the person is, a present role before a former one."""
        mine = self.roles_of.get(entity, [])
        current = [role for role in mine if not role.is_former]
        return (current or mine)[0].role if mine else None


def _leads_away(before: Sequence[str]) -> bool:
    """Tell whether a name stands in somebody else's description: "a spokeswoman for", "the wife of"."""
    return before[-1:] == ["of"] or any(word.casefold() in _LINKS for word in before)


def _folded(name: str) -> str:
    words = [POSSESSIVE.sub("", word) for word in words_of(name[:200])]
    if words and words[0].casefold() in ("the", "a", "an"):
        words = words[1:]
    return " ".join(word.casefold().strip(".") for word in words)
