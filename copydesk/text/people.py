"""Which mentions of persons in an article are the same person, by full names, surnames and discourse focus."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from copydesk.text.annotations import Mention
from copydesk.text.blocks import BlockIndex
from copydesk.text.given_names import gender_of
from copydesk.text.names import Name, fold_word, is_honorific, parse_name
from copydesk.text.spans import Span
from copydesk.text.wordlists import wordset

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;”\"’]\s|\n")
_IN_FOCUS = 40
"""Namesakes weighed for a bare surname: those met last and those introduced last."""
_EMPTY_TITLES = wordset(
    """
    mr mister mrs ms miss dr doctor sir dame lord lady former
    """
)


def _key(name: Name) -> tuple[str, ...]:
    """Return what two spellings of a full name have in common: "Donald J. Trump" and "Donald Trump" the same."""
    words = [fold_word(word).replace("-", "") for word in name.words if len(fold_word(word)) > 1]
    if len(words) < 2:
        words = [fold_word(word) for word in name.words]
    if name.surnames and fold_word(name.words[0]) == name.surnames[0]:
        return ("".join(words),)  # "Kim Jong Un" and "Kim Jong-un"
    return (words[0], words[-1])


class _Person:
    """What the article has told so far of one person."""

    def __init__(self) -> None:
        self.spoke = self.subject = self.seen = -1
        self.first = -1
        self.speeches = 0
        self.titles: set[str] = set()
        self.gender: str | None = None
        self.is_called_by_given = False
        """Quoted by the given name, as papers do to tell the members of a family apart."""


class PersonResolver:
    """Joins the person mentions of one article; ``cluster_of`` maps mention index to a cluster number.

    A bare surname that several persons share goes to the one in focus: where it is a source, to the one who spoke
    last (being named in between does not take the floor), else to the one named last in the paragraph.
    """

    def __init__(self, text: str, index: BlockIndex, mentions: Sequence[Mention], sources: Sequence[Span]) -> None:
        self._text = text
        self._index = index
        self._mentions = mentions
        self._sources = sorted(source for source in sources if source.start < source.end)
        self._source_starts = [source.start for source in self._sources]
        self._people: list[_Person] = []
        self._by_word: dict[str, dict[str, list[int]]] = {
            "surname": {}, "given": {}, "other": {}, "initials": {},
        }  # fmt: skip
        self._words_of: list[set[str]] = []
        self._recent: dict[str, list[int]] = {}
        self._introduced: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._heard: dict[tuple[str, str], int] = {}
        self.cluster_of: dict[int, int] = {}
        self._resolve()

    def _resolve(self) -> None:
        order = sorted(
            (i for i, mention in enumerate(self._mentions) if mention.label == "PERSON"),
            key=lambda i: self._mentions[i].start,
        )
        names = {i: parse_name(self._text[self._mentions[i].start : self._mentions[i].end]) for i in order}
        surnames = {surname for name in names.values() if len(name.words) > 1 for surname in name.surnames}
        full: dict[int, int] = {}
        clusters: dict[tuple[str, ...], int] = {}
        for i in order:
            joined = " ".join(fold_word(word) for word in names[i].words)
            # "Von der Leyen" has three words and yet is a bare surname.
            if len(names[i].words) > 1 and joined not in surnames:
                full[i] = self._cluster_of_full(i, names[i], clusters)
        for i in order:
            cluster = full.get(i)
            if cluster is None:
                cluster = self._cluster_of_bare(i, names[i])
            self.cluster_of[i] = cluster
            self._note(i, cluster)

    def _cluster_of_full(self, i: int, name: Name, clusters: dict[tuple[str, ...], int]) -> int:
        keys = [_key(name)]
        if len(name.words) == 2:
            keys.append((keys[0][-1], keys[0][0]) if len(keys[0]) == 2 else keys[0])
        cluster = next((clusters[key] for key in keys if key in clusters), None)
        if cluster is None:
            cluster = self._new(name)
            clusters[keys[0]] = cluster
        person = self._people[cluster]
        start, end = self._mentions[i].span
        person.first = start if person.first < 0 else min(person.first, start)
        person.speeches += self._is_source(start, end)
        person.titles.update(name.titles, self._titles_before(start), self._titles_after(end))
        person.gender = person.gender or name.gender or (gender_of(name.given) if name.given else None)
        return cluster

    def _new(self, name: Name) -> int:
        cluster = len(self._people)
        self._people.append(_Person())
        self._words_of.append({*name.surnames, *filter(None, [name.given]), *(fold_word(word) for word in name.words)})
        for surname in name.surnames:
            self._by_word["surname"].setdefault(surname, []).append(cluster)
        if name.given:
            self._by_word["given"].setdefault(name.given, []).append(cluster)
        for word in name.words:
            self._by_word["other"].setdefault(fold_word(word), []).append(cluster)
        initials = "".join(part[:1] for word in name.words for part in word.split("-")).casefold()
        if len(initials) > 2:
            self._by_word["initials"].setdefault(initials, []).append(cluster)
        return cluster

    def _cluster_of_bare(self, i: int, name: Name) -> int:
        joined = " ".join(fold_word(word) for word in name.words) or name.core.casefold()
        gender = name.gender or self._gender_before(self._mentions[i].start)
        is_initials = name.core.isupper() and 3 <= len(name.core.replace(".", "")) <= 4
        for kind in ("surname", "given", "other", *(["initials"] if is_initials else [])):
            found = self._by_word[kind].get(joined)
            if found and len(found) == 1 and gender and self._people[found[0]].gender not in (None, gender):
                break  # "Mr. Odell" is not the Mina Odell of whom alone the article gives the full name
            if found:
                cluster = found[0] if len(found) == 1 else self._in_focus((kind, joined), i, name)
                self._people[cluster].is_called_by_given |= kind == "given" and self._is_source(*self._mentions[i].span)
                return cluster
        cluster = self._new(name)
        if joined not in self._by_word["surname"]:
            self._by_word["surname"][joined] = [cluster]
        person = self._people[cluster]
        person.first, person.gender = self._mentions[i].start, gender
        person.titles.update(name.titles, self._titles_before(person.first))
        return cluster

    def _gender_before(self, start: int) -> str | None:
        return next((g for title in self._titles_before(start) if (g := parse_name(f"{title} x").gender)), None)

    def _in_focus(self, key: tuple[str, str], i: int, name: Name) -> int:
        start, end = self._mentions[i].span
        titles = (set(name.titles) | self._titles_before(start)) - _EMPTY_TITLES
        gender = name.gender or self._gender_before(start)
        known = self._known(key, start)
        if not known:
            # A headline calls the person by surname before the text has named anyone: who speaks most is meant.
            return self._most_heard(key)
        titled = [c for c in known if titles & self._people[c].titles]
        known = titled or known
        people = self._people
        if gender:
            known = [c for c in known if people[c].gender in (gender, None)] or known
        if key[0] == "surname":
            known = [c for c in known if not people[c].is_called_by_given] or known
        if self._is_source(start, end):
            return max(known, key=lambda c: (people[c].spoke, people[c].subject, people[c].seen))
        block = self._index.at(start)
        block_start = self._index.blocks[block].start if block is not None else start
        here = [c for c in known if people[c].seen >= block_start]
        if here:
            return max(here, key=lambda c: people[c].seen)
        return max(known, key=lambda c: (max(people[c].spoke, people[c].subject), people[c].seen))

    def _known(self, key: tuple[str, str], start: int) -> list[int]:
        """Return the namesakes introduced before ``start``: those met last and those introduced last, a few of each.

        Weighing all of them for each mention would take quadratic time in a text of nothing but namesakes.
        """
        kind, word = key
        introduced = self._introduced.get(key)
        if introduced is None:
            introduced = sorted((self._people[c].first, c) for c in self._by_word[kind][word])
            self._introduced[key] = introduced
        until = bisect_left(introduced, (start + 1, -1))
        latest = [c for first, c in introduced[max(0, until - _IN_FOCUS) : until] if first >= 0]
        members = set(latest)
        if until > _IN_FOCUS:
            recent = self._recent.get(word, [])
            latest += [c for c in recent if c not in members and 0 <= self._people[c].first <= start]
        return latest

    def _most_heard(self, key: tuple[str, str]) -> int:
        if key not in self._heard:
            candidates = self._by_word[key[0]][key[1]]
            self._heard[key] = max(candidates, key=lambda c: (self._people[c].speeches, -self._people[c].first))
        return self._heard[key]

    def _note(self, i: int, cluster: int) -> None:
        start, end = self._mentions[i].span
        if self._index.blocks and self._index.at(start) is None:
            return  # a related headline speaks of another article
        person = self._people[cluster]
        person.seen = start
        for word in self._words_of[cluster]:
            recent = self._recent.setdefault(word, [])
            if cluster in recent:
                recent.remove(cluster)
            recent.append(cluster)
            del recent[:-_IN_FOCUS]
        if self._is_source(start, end):
            person.spoke = start
        if starts_sentence(self._text, start):
            person.subject = start

    def _is_source(self, start: int, end: int) -> bool:
        index = bisect_right(self._source_starts, start) - 1
        if index >= 0 and self._sources[index].end > start:
            return True
        index = bisect_left(self._source_starts, start)
        return index < len(self._sources) and self._sources[index].start < end

    def _titles_before(self, start: int) -> set[str]:
        titles: set[str] = set()
        before = self._text[max(0, start - 60) : start].rpartition("\n")[2]
        for word in reversed(_WORD.findall(before)):
            if not is_honorific(word):
                break
            titles.add(fold_word(word))
        return titles

    def _titles_after(self, end: int) -> set[str]:
        after = self._text[end : end + 80]
        if not after.startswith(","):
            return set()
        phrase = re.split(r"[,.;:\n]", after[1:])[0]
        return {fold_word(word) for word in _WORD.findall(phrase) if is_honorific(word)}


def starts_sentence(text: str, position: int) -> bool:
    """Tell whether a name at ``position`` opens its sentence, titles and capitalised modifiers passed over."""
    before = text[max(0, position - 90) : position]
    ends = list(_SENTENCE_END.finditer(before))
    if not ends and position > 90:
        return False
    words = _WORD.findall(before[ends[-1].end() :] if ends else before)
    return all(word[0].isupper() or is_honorific(word) or word in ("the", "of") for word in words)
