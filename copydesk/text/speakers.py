"""Who said it: from the source of each quotation to an entity, a name as written, or nobody known."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from copydesk.text.annotations import ArticleEntity, Mention, Quotation, Role, Segment, Speaker
from copydesk.text.answers import Answer
from copydesk.text.blocks import QUOTABLE_KINDS, BlockIndex
from copydesk.text.cast_index import CastIndex
from copydesk.text.cues import is_speech_cue
from copydesk.text.descriptions import Descriptions
from copydesk.text.interviews import Interview
from copydesk.text.names import POSSESSIVE, parse_name
from copydesk.text.pronouns import Antecedents, PronounResolver, bare_pronoun
from copydesk.text.quotation_marks import quoted_regions
from copydesk.text.source_heads import SourceHeads
from copydesk.text.source_phrases import clean_source, is_nameless, is_turn, nation_of_one
from copydesk.text.spans import Span
from copydesk.text.speaker_confidence import CONFIDENCE, method_of
from copydesk.text.subjects import Subjects

_LONG_SOURCE = 200
"""Characters: so long a source may name several people, its head is less sure."""
_CARRY_REACH = 2
"""Blocks of running text: a narrative paragraph may stand between two paragraphs of one speaker's words."""
_BESIDE_TEXT = frozenset({"caption", "pull_quote"})
"""Kinds that stand beside the running text and do not part its paragraphs."""
_AND = re.compile(r"\b(?:and|but|then|also)\b")
_STOP = re.compile(r"[.!?]\s")


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
            speakers[number] = _again(speaker, "pull_quote", CONFIDENCE["pull_quote"])
    return speakers


class _Resolver:
    """Resolves the quotations of one article in text order, for each answer is context for the next."""

    def __init__(
        self,
        text: str,
        segments: Sequence[Segment],
        mentions: Sequence[Mention],
        entities: Sequence[ArticleEntity],
        roles: Sequence[Role],
    ) -> None:
        self._text = text
        quotable = sorted(
            (segment.span, segment.kind)
            for segment in segments
            if segment.kind in QUOTABLE_KINDS and segment.start < segment.end
        )
        self._index = BlockIndex([span for span, _ in quotable])
        self._kinds = [kind for _, kind in quotable]
        self._running = [span.start for span, kind in quotable if kind not in _BESIDE_TEXT]
        self._cast = CastIndex(text, mentions, entities, roles)
        self._heads = SourceHeads(text, mentions, self._cast.persons)
        quoted = [quotation.outer for quotation in quoted_regions(text, self._index.blocks)]
        named = [(mentions[i].span, self._cast.entity_of[i]) for i in self._cast.persons]
        people = Antecedents(text, self._index, named, quoted)
        self._subjects = Subjects(self._cast, self._index, quoted)
        self._interview = Interview(self._cast, self._index)
        self._pronouns = PronounResolver(self._cast, self._index, people, self._interview, self._subjects)
        self._descriptions = Descriptions(self._cast, self._pronouns.in_focus)
        self._last: Speaker | None = None
        self._last_end = -1
        self._voice: Speaker | None = None
        self._voice_end = -1

    def resolve(self, quotation: Quotation) -> Speaker:
        """Return the speaker of one quotation; call in text order."""
        is_pull = self._is_pull(quotation)
        if quotation.source is not None:
            speaker = self._of_source(quotation.source)
            if is_pull and speaker.name is not None:
                speaker = _again(speaker, "pull_quote", speaker.confidence)
        elif is_pull:
            speaker = self._unresolved()
        else:
            speaker = self._without_source(quotation)
        if not is_pull:
            self._last = speaker
            self._last_end = max(quotation.content[-1].end, quotation.cue.end if quotation.cue else 0)
            self._pass_floor(quotation, speaker)
            self._pronouns.spoke(quotation, speaker)
        return speaker

    def _pass_floor(self, quotation: Quotation, speaker: Speaker) -> None:
        """Note who goes on speaking where a paragraph in quotation marks names nobody."""
        is_voice = quotation.is_speech and (quotation.kind != "indirect" or self._cast.is_person(speaker.entity))
        written = self._text[quotation.source.start : quotation.source.end] if quotation.source else ""
        if is_voice and speaker.name is not None:
            # What a group is said to want in between does not take the floor from who is being quoted.
            self._voice, self._voice_end = speaker, self._last_end
        elif quotation.kind != "indirect" or (speaker.name is None and is_nameless(written)):
            self._voice = None

    def _is_pull(self, quotation: Quotation) -> bool:
        number = self._index.at(quotation.content[0].start)
        is_beside = quotation.source is not None and self._index.at(quotation.source.start) is None
        return number is not None and quotation.cue is None and (quotation.duplicate_of is not None or is_beside)

    # --- with a source -------------------------------------------------------------------------------------------

    def _of_source(self, source: Span) -> Speaker:
        written = self._text[source.start : source.end]
        within = self._cast.within(source)
        pronoun = bare_pronoun(written)
        if is_turn(written) and self._text.startswith(":", source.end):
            return self._row(self._turn(source.start))
        if pronoun is not None and not within:
            answer = self._pronouns.resolve(pronoun, source, self._last, self._last_end)
            is_near = self._distance(source.start, self._last_end) <= 1
            if pronoun == "they" and is_near and self._last is not None and self._last.others:
                return _again(self._last, "pronoun", CONFIDENCE["pronoun.they"])
            return self._row(answer)
        nation = nation_of_one(written)
        if nation is not None:
            return self._row(self._descriptions.compatriot(nation, source))
        person = self._heads.person(within, source)
        if person is not None:
            return self._row(self._of_person(person, within, source))
        body = self._heads.body(within, source)
        if body is not None:
            number = self._cast.fuller(self._cast.entity_of[body])
            others = tuple(self._cast.entity_of[i] for i in self._heads.joint(body, within))
            evidence = "explicit.body" if number == self._cast.entity_of[body] else "alias"
            return self._row(Answer(number, self._cast.entities[number].name, evidence, others=others))
        return self._row(self._unread(written, source) or self._descriptions.resolve(written, source))

    def _turn(self, position: int) -> Answer | None:
        """Return who speaks in a turn of an interview that only a letter marks: of "A" the one asked, of "Q" nobody."""
        number = self._interview.first_person(position)
        return None if number is None else Answer(number, self._cast.entities[number].name, "nominal.turn")

    def _of_person(self, i: int, within: Sequence[int], source: Span) -> Answer:
        number = self._cast.entity_of[i]
        name = self._cast.entities[number].name
        surface = parse_name(self._text[self._cast.mentions[i].start : self._cast.mentions[i].end])
        full = parse_name(name)
        others = tuple(dict.fromkeys(self._cast.entity_of[k] for k in self._heads.joint(i, within)))
        rivals: list[int] = []
        if len(surface.words) >= len(full.words) or len(surface.words) > 1:
            evidence = "explicit.long" if source.end - source.start > _LONG_SOURCE else "explicit"
        elif surface.words and surface.words[0].casefold().strip(".") in full.surnames:
            rivals = self._cast.namesakes(number, source.start)
            evidence = "surname.shared" if rivals else "surname"
        else:
            evidence = "alias"
        return Answer(number, name, evidence, tuple(rivals), tuple(k for k in others if k != number))

    def _unread(self, written: str, source: Span) -> Answer | None:
        """Return whom a source names that the tagger did not take for a name, if the article names them elsewhere."""
        name = clean_source(written)
        if name is None:
            return None
        found = self._cast.person_written(POSSESSIVE.sub("", name), source.start)
        if found is not None:
            people, is_surname = found
            ranked = sorted(people, key=lambda n: self._cast.last_mention(n, source.start), reverse=True)
            evidence = ("surname.shared" if len(ranked) > 1 else "surname.unread") if is_surname else "explicit.unread"
            return Answer(ranked[0], self._cast.entities[ranked[0]].name, evidence, tuple(ranked[1:]))
        body = self._cast.body_written(name) if name[:1].isupper() else None
        return Answer(body, self._cast.entities[body].name, "explicit.body") if body is not None else None

    # --- without a source ----------------------------------------------------------------------------------------

    def _without_source(self, quotation: Quotation) -> Speaker:
        cue, start = quotation.cue, quotation.content[0].start
        if cue is not None and self._distance(cue.start, start + 1) > 0:
            cue = None  # a cue that leads to the words of a later paragraph
        label = self._subjects.label_before(start)
        if label is not None and is_turn(label):
            return self._row(self._turn(start))
        if cue is not None:
            subject = self._subjects.of_cue(cue, quotation.content, is_quoted=quotation.kind != "indirect")
            carried = self._continued_clause(cue)
            if carried is not None:
                return carried
            return self._unresolved() if subject is None else self._of_subject(subject)
        if quotation.kind == "indirect":
            return self._unresolved()
        called = self._interview.called(label, start) if label is not None else None
        if called is not None:
            return self._row(Answer(called, self._cast.entities[called].name, "explicit.label"))
        subject = self._subjects.of_quote(start)
        if subject is not None:
            return self._of_subject(subject)
        return self._carried(start)

    def _of_subject(self, i: int) -> Speaker:
        answer = self._of_person(i, [i], self._cast.mentions[i].span)
        return self._row(answer._replace(evidence=f"{method_of(answer.evidence)}.subject"))

    def _continued_clause(self, cue: Span) -> Speaker | None:
        """Return who goes on in the same sentence: "…, Berg said, but added that …"."""
        if self._last is None or self._last.name is None or not 0 <= cue.start - self._last_end < 60:
            return None
        between = self._text[max(0, self._last_end) : cue.start]
        is_speech = is_speech_cue(self._text[cue.start : cue.end])
        if is_speech and _AND.search(between) and not _STOP.search(between):
            return _again(self._last, "carried", CONFIDENCE["carried.clause"])
        return None

    def _carried(self, start: int) -> Speaker:
        """Return who has the floor in a paragraph that is only quoted; a heading or another person's entry takes it."""
        if self._voice is None:
            return self._unresolved()
        first, last = self._index.before(max(0, self._voice_end - 1)), self._index.before(start)
        distance = bisect_right(self._running, start) - bisect_right(self._running, max(0, self._voice_end - 1))
        is_parted = any(kind in ("subheading", "title") for kind in self._kinds[max(0, first + 1) : last + 1][:10])
        if distance > _CARRY_REACH or last - first > 8 or is_parted:
            return self._unresolved()
        if self._subjects.others_between(self._voice_end, start, self._voice.entity):
            return self._unresolved()
        return _again(self._voice, "carried", CONFIDENCE["carried.far" if distance > 1 else "carried"])

    def _distance(self, position: int, since: int) -> int:
        return self._index.before(position) - self._index.before(max(0, since - 1))

    # --- answers -------------------------------------------------------------------------------------------------

    def _row(self, answer: Answer | None) -> Speaker:
        if answer is None:
            return self._unresolved()
        weighed = [answer.name, *(self._cast.entities[n].name for n in (*answer.others, *answer.rivals)[:8])]
        return Speaker(
            answer.entity,
            answer.name,
            self._cast.role_of(answer.entity) if answer.entity is not None else None,
            method_of(answer.evidence),
            tuple(dict.fromkeys(weighed)),
            CONFIDENCE[answer.evidence],
            answer.others,
        )

    def _unresolved(self) -> Speaker:
        near = (self._last.name,) if self._last is not None and self._last.name else ()
        return Speaker(None, None, None, "unresolved", near, 0.0)


def _again(speaker: Speaker, method: str, confidence: float) -> Speaker:
    """Return the speaker once more, found in another way: no surer than both the answer before and the way."""
    return replace(speaker, method=method, confidence=min(confidence, speaker.confidence))
