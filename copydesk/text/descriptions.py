"""Sources that name nobody: "the minister", "the 34-year-old", "the bank", "her spokesman"."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from copydesk.text.answers import Answer
from copydesk.text.cast_index import CastIndex
from copydesk.text.demonyms import nation_of
from copydesk.text.genders import gender_of_noun
from copydesk.text.names import POSSESSIVE, parse_name
from copydesk.text.roles import role_noun
from copydesk.text.source_phrases import (
    clean_source,
    head_phrase,
    head_word,
    is_indefinite,
    is_possessed,
    kind_of_source,
    words_of,
)
from copydesk.text.spans import Span
from copydesk.text.wordlists import wordset

_ROLES_WEIGHED = 30
"""The nearest few: an article that gives one role to more people than that is a list."""
_BODIES_WEIGHED = 20
_BODY_REACH = 1500
"""Characters within which "the bank" takes up a bank by name."""
_AHEAD = 3000
"""Characters that a description may run ahead of the name: "the minister … Mina Odell"."""
_AGE = re.compile(r"\b(\d{1,3})[-‐–\s]year[-‐–\s]old\b", re.IGNORECASE)
_KIN = re.compile(
    r"^the\s+(?:[\w-]+\s+){0,2}(father|mother|dad|mum|mom|parent|grandfather|grandmother)[-\s]of[-\s]\w+", re.I
)
_PLACE_AFTER = re.compile(r"\s\([^()\n]{1,30}\)|\sof(?:\s[A-Z][\w-]*){1,3}")
_OWNER = re.compile(r"(.{1,80}?)['’]s?\s+(?=\S)")
_NAMELESS = wordset(
    """
    said says according all each both any most some many few none everyone everybody anyone anybody nobody someone
    somebody one others other another those these that this the which what such and of to pair duo trio couple here
    there
    """
)
_NO_ONE = re.compile(r"^(?:no|not|neither|nobody|none|(?:\S+\s+){0,3}\d[\d.,]*\s*(?:percent|per\s+cent|%))\b", re.I)
_ABBREVIATED = {
    "gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "prof": "professor",
    "gen": "general", "lt": "lieutenant", "col": "colonel", "capt": "captain", "sgt": "sergeant", "supt":
    "superintendent", "insp": "inspector", "det": "detective", "cllr": "councillor", "dr": "doctor", "rev": "pastor",
    "premier": "premier", "pm": "minister",
}  # fmt: skip
"""Titles before names and the role nouns that take them up."""
_SAME = {
    "congressman": "representative", "congresswoman": "representative", "lawmaker": "representative",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chairperson": "chairman",
    "chair": "chairman", "boss": "chief", "ceo": "executive", "chief-executive": "executive", "barrister": "lawyer",
    "solicitor": "lawyer", "attorney": "lawyer", "counsel": "lawyer", "physician": "doctor", "nominee": "candidate",
    "author": "writer", "novelist": "writer", "academic": "professor", "manager": "coach", "striker": "forward",
}  # fmt: skip
_SAME_WORD = {"gop": "republican", "republicans": "republican", "democrats": "democratic", "democrat": "democratic"}

_PARTIES = wordset("republican democratic libertarian labour labor conservative tory liberal green socialist communist")
_LITTLE = wordset("the of a an and for in at to")


_GENDERED_NATION = re.compile(r"[hs](wo)?man$")


class Descriptions:
    """Answers for one article, asked in text order: what was described before can be taken up again.

    Args:
        cast: The article's names.
        focus: Of a position the persons in focus there, best first.
    """

    def __init__(self, cast: CastIndex, focus: Callable[[int, str | None], list[int]]) -> None:
        self._cast = cast
        self._focus = focus
        self._roles: dict[str, list[tuple[int, int, str, bool]]] = {}
        self._described: list[tuple[str, Answer]] = []
        self._parties: dict[int, set[str]] = {}
        self._of_nation: dict[str, dict[int, None]] = {}
        for n, roles in cast.roles_of.items():
            for role in roles:
                # "The nominee’s eldest daughter" is a daughter.
                noun = role_noun(_OWNER.split(role.role)[-1]) or role_noun(role.role)
                self._file(noun, role.span.start, n, f"{role.role} {role.affiliation or ''}", role.is_former)
        for i in cast.persons:
            start, end = cast.mentions[i].span
            before = re.findall(r"[^\W\d_]+", cast.text[max(0, start - 15) : start].rpartition("\n")[2])[-1:]
            # "Sen. Mina Odell of Vermont", "Gov. Ola Berg (R-Ind.)": what follows tells where.
            place = _PLACE_AFTER.match(cast.text, end, min(len(cast.text), end + 40))
            after = place.group() if place else ""
            for title in {*parse_name(cast.text[start:end]).titles, *(word.casefold() for word in before)}:
                if title in _ABBREVIATED:
                    self._file(_ABBREVIATED[title], start, cast.entity_of[i], f"{title} {after}", is_former=False)
        for filed in self._roles.values():
            filed.sort(key=lambda entry: entry[:2])

    def _file(self, noun: str | None, start: int, entity: int, phrase: str, is_former: bool) -> None:
        for nation in {nation_of(word) for word in words_of(phrase)} - {None}:
            self._of_nation.setdefault(str(nation), {})[entity] = None
        if noun is not None:
            self._roles.setdefault(_SAME.get(noun, noun), []).append((start, entity, phrase, is_former))
            self._parties.setdefault(entity, set()).update(_compared(words_of(phrase)) & _PARTIES)

    def resolve(self, written: str, source: Span) -> Answer | None:
        """Return who a description means: a person, an institution or a group as written; None for nobody known.

        Args:
            written: The source.
            source: Where it stands.
        """
        kind = kind_of_source(written)
        if is_possessed(written) and kind in ("person", "unknown"):
            return None  # "her spokesman" is not her, nor anybody whom the article names
        aged = self._aged(written, source)
        if aged is not None:
            return aged
        if kind == "person":
            return None if is_indefinite(written) else self._by_role(written, source)
        if {word.casefold() for word in words_of(written)} <= _NAMELESS or _NO_ONE.match(written.strip()):
            return None
        if kind == "unknown" and (is_indefinite(written) or not words_of(written)):
            return None
        return self._same_body(written, kind, source) or self._as_written(written, kind)

    def compatriot(self, nationality: str, source: Span) -> Answer | None:
        """Return whom "the Irishman" takes up: of those whom the article calls Irish the one named last."""
        nation, ending = nation_of(nationality) or "", _GENDERED_NATION.search(nationality)
        gender = None if ending is None else "f" if ending.group(1) == "wo" else "m"
        fits = [n for n in self._of_nation.get(nation, ()) if gender is None or self._cast.genders[n] in (gender, None)]
        latest = {n: self._cast.last_mention(n, source.start) for n in fits[:_ROLES_WEIGHED]}
        ranked = sorted((n for n, at in latest.items() if at >= 0), key=lambda n: latest[n], reverse=True)
        return self._named(ranked, "nominal.only" if len(ranked) == 1 else "nominal.ranked") if ranked else None

    def _as_written(self, written: str, kind: str) -> Answer | None:
        name = clean_source(written)
        if name is None:
            return None
        words = words_of(name)
        first = next((k for k in range(len(words), 0, -1) if not words[k - 1][:1].isupper()), 0)
        if first and len(words) - first > 1 and role_noun(words[first - 1]) is not None:
            # "veteran broadcaster Mina Odell", whom the tagger passed over.
            return Answer(None, name[name.rindex(words[first]) :], "explicit.unread")
        answer = Answer(None, name, "nominal.written" if kind == "unknown" else "explicit.written")
        self._described.append((head_word(written), answer))
        return answer

    def _same_body(self, written: str, kind: str, source: Span) -> Answer | None:
        """Return the longer-named institution or document that "the bureau", "the report" takes up again."""
        words = words_of(written)
        is_short = 1 < len(words) <= 2 and words[0].casefold() in ("the", "that", "this")
        if kind not in ("institution", "document") or not is_short:
            return None
        head = head_word(written)
        for other, answer in reversed(self._described[-_BODIES_WEIGHED:]):
            if other == head and len(answer.name.split()) > 1:
                return answer._replace(evidence="nominal.body")
        if kind == "document":
            return None
        found = [n for n in self._cast.bodies_with(head)[:_BODIES_WEIGHED] if " " in self._cast.entities[n].name]
        floor = max(0, source.start - _BODY_REACH)
        near = [n for n in found if self._cast.last_mention(n, source.start) >= floor]
        if len(found) == 1 and near:
            return Answer(found[0], self._cast.entities[found[0]].name, "nominal.body")
        return None

    def _aged(self, written: str, source: Span) -> Answer | None:
        """Return whom "the 34-year-old" or "the father of two" takes up: the one of that age, else who is in focus."""
        age = _AGE.search(written[:80])
        if age is not None and written[:4].casefold() == "the ":
            text, aged = self._cast.text, re.compile(rf"\s*[,(]\s*(?:aged\s+)?{age.group(1)}\b")
            near = self._cast.within_before(source.start, _AHEAD)
            found = list(dict.fromkeys(
                self._cast.entity_of[i] for i in reversed(near) if aged.match(text, self._cast.mentions[i].end)
            ))  # fmt: skip
            if found:
                return self._named(found, "nominal.age")
        kin = _KIN.match(written.strip())
        if kin is None and age is None:
            return None
        if written[:4].casefold() != "the ":
            return None
        gender = gender_of_noun(kin.group(1) if kin else head_word(written))
        focus = self._focus(source.start, gender)
        focus.sort(key=lambda n: gender is None or self._cast.genders.get(n) != gender)
        return self._named(focus, "nominal.kin") if focus else None

    def _by_role(self, written: str, source: Span) -> Answer | None:
        phrase = head_phrase(written)
        owner = _OWNER.match(phrase)
        noun = role_noun(phrase[owner.end() :] if owner else phrase)
        if noun is None:
            return self._latter(written, source)
        words = words_of(written)
        asked = _compared(words) - {noun}
        nations, parties = {nation_of(word) for word in asked} - {None}, asked & _PARTIES
        # "The Vermont senator" is no senator of whom the article says nothing of Vermont, if there are more of them.
        names = _compared([word for word in words[1:] if word[:1].isupper()]) - {noun}
        gender = gender_of_noun(noun)
        scores: dict[int, tuple[float, int]] = {}
        filed = self._roles.get(_SAME.get(noun, noun), [])
        until = bisect_right(filed, source.start + _AHEAD, key=lambda entry: entry[0])
        for start, entity, told, is_former in filed[max(0, until - _ROLES_WEIGHED) : until]:
            has = _compared(words_of(told))
            if owner is not None and not self._is_owned(owner.group(1), entity, has):
                continue  # "Odell’s lawyer" is a lawyer whom the article calls hers
            if gender and self._cast.genders.get(entity) not in (None, gender):
                continue
            clash = bool(nations) and not nations & {nation_of(word) for word in has}
            clash = clash or bool(parties and self._parties[entity] and not parties & self._parties[entity])
            score = 1 + len(asked & has) - 2.0 * clash - 0.5 * (start > source.start)
            score -= (is_former and "former" not in asked) + (bool(names) and not names & has)
            latest = self._cast.last_mention(entity, source.start)
            scores[entity] = max(scores.get(entity, (-9.0, 0)), (score, latest))
        ranked = sorted((n for n, (score, _) in scores.items() if score > 0), key=lambda n: scores[n], reverse=True)
        if not ranked and len(scores) == 1:
            only, (score, _) = scores.popitem()
            # One holder of the role and nothing that speaks against it: the name of a place that is not told of them.
            is_foreign = bool(parties) and not parties & self._parties[only]
            return self._named([only], "nominal.loose") if score >= -0.5 and not is_foreign else None
        return self._named(ranked, "nominal.only" if len(ranked) == 1 else "nominal.ranked") if ranked else None

    def _is_owned(self, owner: str, entity: int, has: set[str]) -> bool:
        """Tell whether the role names the owner whom the description names, and is not the owner's own."""
        words = _compared(words_of(owner))
        return bool(words & has) and not words & set(parse_name(self._cast.entities[entity].name).surnames)

    def _latter(self, written: str, source: Span) -> Answer | None:
        """Return the person named last before "the latter"."""
        if [word.casefold() for word in words_of(written)] != ["the", "latter"]:
            return None
        near = self._cast.within_before(source.start, 300)
        return self._named([self._cast.entity_of[near[-1]]], "nominal.ranked") if near else None

    def _named(self, ranked: list[int], evidence: str) -> Answer:
        return Answer(ranked[0], self._cast.entities[ranked[0]].name, evidence, tuple(ranked[1:4]))


def _compared(words: Iterable[str]) -> set[str]:
    """Return the words of a description as descriptions are compared: without case, possessive and little words."""
    folded = (POSSESSIVE.sub("", word).casefold() for word in words)
    return {_SAME_WORD.get(word, word) for word in folded} - _LITTLE
