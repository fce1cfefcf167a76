"""Who said it: from the source of each quotation to an entity, a name as written, or nobody known."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from copydesk.text.annotations import ArticleEntity, Mention, Quotation, Role, Segment, Speaker
from copydesk.text.blocks import BlockIndex, quotable_blocks
from copydesk.text.demonyms import nation_of
from copydesk.text.names import parse_name
from copydesk.text.people import genders
from copydesk.text.pronouns import GENDER_OF_PRONOUN, Antecedents
from copydesk.text.quotation_marks import quoted_regions
from copydesk.text.roles import role_noun
from copydesk.text.source_heads import SourceHeads
from copydesk.text.source_phrases import (
    clean_source,
    head_phrase,
    head_word,
    is_indefinite,
    is_possessed,
    kind_of_source,
    pronoun_of,
    words_of,
)
from copydesk.text.spans import Span

_INTERVIEW = re.compile(r"\binterview(?:s|ed)?\b", re.IGNORECASE)
_ROLES_WEIGHED = 30
_CARRY_REACH = 2
"""Blocks: a caption or an ad may stand between two paragraphs of one speaker's words."""


def resolve_speakers(
    text: str,
    segments: Sequence[Segment],
    quotations: Sequence[Quotation],
    mentions: Sequence[Mention],
    entities: Sequence[ArticleEntity],
    roles: Sequence[Role],
) -> list[Speaker]:
    """Return the speaker of each quotation, same order; "unresolved" with a null name beats a guess.

    Source: GOLDEN in tests/text/test_speakers.py.
    """
    resolver = _Resolver(text, segments, mentions, entities, roles)
    speakers = [resolver.resolve(quotation) for quotation in quotations]
    for number, quotation in enumerate(quotations):
        original = quotation.duplicate_of
        if original is None or speakers[number].entity is not None or not 0 <= original < len(speakers):
            continue
        speaker = speakers[original]
        if speaker.name is not None:
            # A pull quote without a credit line has the speaker of the words that it repeats.
            speakers[number] = Speaker(
                speaker.entity, speaker.name, speaker.role, "pull_quote", speaker.candidates, speaker.confidence * 0.95
            )
    return speakers


class _Resolver:
    def __init__(
        self,
        text: str,
        segments: Sequence[Segment],
        mentions: Sequence[Mention],
        entities: Sequence[ArticleEntity],
        roles: Sequence[Role],
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._entities = entities
        self._index = BlockIndex(quotable_blocks(segments))
        self._entity_of = {i: n for n, entity in enumerate(entities) for i in entity.mentions}
        self._order = sorted(self._entity_of, key=lambda i: mentions[i].start)
        self._starts = [mentions[i].start for i in self._order]
        self._roles = sorted(roles, key=lambda role: role.span)
        self._roles_of: dict[int, list[Role]] = {}
        self._roles_named: dict[str | None, list[Role]] = {}
        for role in self._roles:
            self._roles_of.setdefault(role.entity, []).append(role)
            self._roles_named.setdefault(role_noun(role.role), []).append(role)
        persons = [(mentions[i].span, n) for i, n in self._entity_of.items() if entities[n].label == "PERSON"]
        self._heads = SourceHeads(
            text, mentions, [i for i, n in self._entity_of.items() if entities[n].label == "PERSON"]
        )
        quoted = [quotation.outer for quotation in quoted_regions(text, self._index.blocks)]
        self._people = Antecedents(text, self._index, persons, quoted)
        self._genders = {
            n: genders(text, mentions, entity.mentions) for n, entity in enumerate(entities) if entity.label == "PERSON"
        }
        self._interviewed = self._principal()
        self._last: Speaker | None = None
        self._last_end = -1
        self._voice: Speaker | None = None
        self._voice_end = -1
        self._described: list[tuple[int, str, Speaker]] = []

    def resolve(self, quotation: Quotation) -> Speaker:
        """Return the speaker of one quotation; call in text order, for each answer is context for the next."""
        number = self._index.at(quotation.content[0].start)
        is_pull = number is not None and quotation.cue is None and self._is_pull(quotation)
        if quotation.source is not None:
            speaker = self._of_source(quotation.source)
            if is_pull and speaker.name is not None:
                speaker = self._as(speaker, "pull_quote", speaker.confidence)
        elif is_pull:
            speaker = self._unresolved()
        else:
            speaker = self._without_source(quotation)
        if not is_pull:
            self._last, self._last_end = (
                speaker,
                max(quotation.content[-1].end, quotation.cue.end if quotation.cue else 0),
            )
            is_voice = quotation.is_speech and (quotation.kind != "indirect" or self._is_human(speaker))
            if is_voice and speaker.name is not None:
                # What a group is said to want in between does not take the floor from who is being quoted.
                self._voice, self._voice_end = speaker, self._last_end
            elif quotation.kind != "indirect":
                self._voice = None
            if speaker.entity is not None and self._entities[speaker.entity].label == "PERSON":
                position = quotation.source.start if quotation.source else quotation.content[0].start
                self._people.spoke(position, speaker.entity)
        return speaker

    def _is_pull(self, quotation: Quotation) -> bool:
        return quotation.duplicate_of is not None or (
            quotation.source is not None and self._index.at(quotation.source.start) is None
        )

    # --- with a source -------------------------------------------------------------------------------------------

    def _of_source(self, source: Span) -> Speaker:
        written = self._text[source.start : source.end]
        within = self._mentions_in(source)
        pronoun = pronoun_of(written)
        if pronoun is not None and not within:
            return self._of_pronoun(pronoun, source)
        if is_possessed(written) and self._heads.person(within, source) is None:
            return self._described_as(written, source)
        person = self._heads.person(within, source)
        if person is not None:
            return self._of_person(person, within, source)
        named = self._heads.body(within, source)
        if named is not None:
            entity = self._entities[self._entity_of[named]]
            return Speaker(self._entity_of[named], entity.name, None, "explicit", (entity.name,), 0.93)
        return self._described_as(written, source)

    def _mentions_in(self, span: Span) -> list[int]:
        first = bisect_left(self._starts, span.start)
        found = []
        for i in self._order[max(0, first - 1) : first + 60]:
            if self._mentions[i].start >= span.end:
                break
            if self._mentions[i].span.overlaps(span):
                found.append(i)
        return found

    def _of_person(self, i: int, within: Sequence[int], source: Span) -> Speaker:
        number = self._entity_of[i]
        entity = self._entities[number]
        surface = parse_name(self._text[self._mentions[i].start : self._mentions[i].end])
        full = parse_name(entity.name)
        others = [self._entities[self._entity_of[k]].name for k in self._heads.joint(i, within)]
        if len(surface.words) >= len(full.words) or len(surface.words) > 1:
            method, confidence = "explicit", 0.97
        elif surface.words and surface.words[0].casefold().strip(".") in full.surnames:
            rivals = [
                e for e in self._entities
                if e.label == "PERSON" and e is not entity and full.surnames[0] in parse_name(e.name).surnames
            ]  # fmt: skip
            method, confidence = "surname", 0.82 if rivals else 0.95
            others = others + [rival.name for rival in rivals]
        else:
            method, confidence = "alias", 0.85
        if source.end - source.start > 200:
            confidence -= 0.1
        return self._known(number, method, confidence, others)

    def _of_pronoun(self, pronoun: str, source: Span) -> Speaker:
        if pronoun in ("i", "me") and self._interviewed is not None:
            return self._known(self._interviewed, "pronoun", 0.5, [])
        if pronoun in ("i", "we", "me", "us", "you", "it", "one", "both"):
            is_near = self._last is not None and self._distance(source.start, self._last_end) == 0
            if (
                pronoun == "it"
                and is_near
                and self._last
                and self._last.entity is not None
                and not self._is_human(self._last)
            ):
                return self._as(self._last, "pronoun", 0.7)
            return self._unresolved()
        if pronoun == "they":
            if self._last is not None and self._last.name and self._distance(source.start, self._last_end) <= 1:
                return self._as(self._last, "pronoun", 0.55 if self._is_human(self._last) else 0.7)
            return self._unresolved()
        gender = GENDER_OF_PRONOUN.get(pronoun)
        ranked = self._people.ranked(source.start, gender, self._genders)
        if pronoun == "who":
            near = [
                i for i in self._mentions_in(Span(max(0, source.start - 60), source.start)) if self._heads.is_person(i)
            ]
            ranked = [self._entity_of[i] for i in near[-1:]]
        if not ranked:
            return self._unresolved()
        best = ranked[0]
        if gender and self._genders.get(best) is None:
            self._genders[best] = gender
        confidence = 0.92 if len(ranked) == 1 else 0.8 if self._last and self._last.entity == best else 0.7
        return self._known(best, "pronoun", confidence, [self._entities[n].name for n in ranked[1:4]])

    def _described_as(self, written: str, source: Span) -> Speaker:
        """Return the speaker of a description: the person who has that role, or the institution as written."""
        kind = kind_of_source(written)
        if kind == "person" and not is_possessed(written) and not is_indefinite(written):
            return self._by_role(written, source)
        if kind == "person" or (kind == "unknown" and (is_indefinite(written) or not words_of(written))):
            return self._unresolved()
        if is_possessed(written) and kind == "unknown":
            return self._unresolved()
        back = self._same_body(written, kind)
        if back is not None:
            return back
        name = clean_source(written)
        if name is None:
            return self._unresolved()
        speaker = Speaker(
            None,
            name,
            None,
            "nominal" if kind == "unknown" else "explicit",
            (name,),
            0.6 if kind == "unknown" else 0.85,
        )
        self._described.append((source.start, head_word(written), speaker))
        return speaker

    def _same_body(self, written: str, kind: str) -> Speaker | None:
        """Return the longer-named institution or document that "the bureau", "the report" takes up again."""
        words = words_of(written)
        if (
            kind not in ("institution", "document")
            or len(words) > 2
            or words[0].casefold() not in ("the", "that", "this")
        ):
            return None
        head = head_word(written)
        for _, other, speaker in reversed(self._described[-20:]):
            if other == head and speaker.name and len(speaker.name.split()) > 1:
                return self._as(speaker, "nominal", 0.7)
        matches = [
            n for n, entity in enumerate(self._entities)
            if entity.label == "ORG" and head in [word.casefold() for word in entity.name.split()]
        ]  # fmt: skip
        if len(matches) == 1 and self._mentions[self._entities[matches[0]].mentions[0]].start < self._last_end + 4000:
            return self._known(matches[0], "nominal", 0.75, [])
        return None

    def _by_role(self, written: str, source: Span) -> Speaker:
        noun = role_noun(head_phrase(written))
        if noun is None:
            return self._unresolved()
        asked = {word.casefold() for word in words_of(written)} - {"the", "of", "a", "an", "and"}
        scores: dict[int, tuple[float, int]] = {}
        # The nearest few: an article that gives one role to more people than that is a list.
        near = [role for role in self._roles_named.get(noun, []) if role.span.start <= source.start + 3000]
        for role in near[-_ROLES_WEIGHED:]:
            if role.entity >= len(self._entities):
                continue
            has = {word.casefold() for word in words_of(f"{role.role} {role.affiliation or ''}")}
            nations = {nation_of(word) for word in asked} - {None}
            clash = bool(nations) and not nations & {nation_of(word) for word in has}
            score = len(asked & has) - 2.0 * clash - role.is_former - 0.5 * (role.span.start > source.start)
            latest = self._last_mention(role.entity, source.start)
            scores[role.entity] = max(scores.get(role.entity, (-9.0, 0)), (score, latest))
        ranked = sorted((n for n, (score, _) in scores.items() if score > 0), key=lambda n: scores[n], reverse=True)
        if not ranked:
            return self._unresolved()
        confidence = 0.85 if len(ranked) == 1 else 0.65
        return self._known(ranked[0], "nominal", confidence, [self._entities[n].name for n in ranked[1:4]])

    def _principal(self) -> int | None:
        """Return the person of whom an interview speaks most; None when the text does not open as an interview."""
        if not _INTERVIEW.search(self._text[:1500]):
            return None
        counts = [
            (len(entity.mentions), -number)
            for number, entity in enumerate(self._entities)
            if entity.label == "PERSON" and " " in entity.name and self._mentions[entity.mentions[0]].start < 1500
        ]
        return -max(counts)[1] if counts else None

    def _last_mention(self, entity: int, before: int) -> int:
        starts = [self._mentions[i].start for i in self._entities[entity].mentions]
        return max((start for start in starts if start < before), default=-1)

    # --- without a source ----------------------------------------------------------------------------------------

    def _without_source(self, quotation: Quotation) -> Speaker:
        if quotation.cue is not None:
            beside = self._beside(quotation.cue)
            if beside is not None:
                return beside
            if self._last is not None and self._last.name and 0 <= quotation.cue.start - self._last_end < 60:
                between = self._text[max(0, self._last_end) : quotation.cue.start]
                if re.search(r"\b(?:and|but|then|also)\b", between) and not re.search(r"[.!?]\s", between):
                    return self._as(self._last, "carried", 0.75)
            return self._unresolved()
        if quotation.kind == "indirect" or self._voice is None:
            return self._unresolved()
        distance = self._distance(quotation.content[0].start, self._voice_end)
        if distance > _CARRY_REACH:
            return self._unresolved()
        return self._as(self._voice, "carried", (0.85, 0.85, 0.6)[max(0, distance)])

    def _beside(self, cue: Span) -> Speaker | None:
        """Return the person whose name touches the cue, which the tagger left out."""
        for i in self._mentions_in(Span(max(0, cue.start - 2), cue.end + 2)):
            if self._heads.is_person(i):
                speaker = self._of_person(i, [i], self._mentions[i].span)
                return self._as(speaker, speaker.method, speaker.confidence - 0.15)
        return None

    def _distance(self, position: int, since: int) -> int:
        return self._index.before(position) - self._index.before(max(0, since - 1))

    # --- answers -------------------------------------------------------------------------------------------------

    def _known(self, number: int, method: str, confidence: float, others: Sequence[str]) -> Speaker:
        entity = self._entities[number]
        candidates = tuple(dict.fromkeys([entity.name, *others]))
        return Speaker(number, entity.name, self._role_of(number), method, candidates, confidence)

    def _role_of(self, number: int) -> str | None:
        mine = self._roles_of.get(number, [])
        current = [role for role in mine if not role.is_former]
        return (current or mine)[0].role if mine else None

    def _as(self, speaker: Speaker, method: str, confidence: float) -> Speaker:
        weaker = min(confidence, speaker.confidence) if method in ("carried", "pronoun") else confidence
        return Speaker(speaker.entity, speaker.name, speaker.role, method, speaker.candidates, weaker)

    def _unresolved(self) -> Speaker:
        near = (self._last.name,) if self._last is not None and self._last.name else ()
        return Speaker(None, None, None, "unresolved", near, 0.0)

    def _is_human(self, speaker: Speaker) -> bool:
        return speaker.entity is not None and self._entities[speaker.entity].label == "PERSON"
