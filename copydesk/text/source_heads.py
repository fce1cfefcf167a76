"""Whose name heads a source: of "a spokesman for Mina Odell" nobody's, of "Halden captain Ola Berg" Berg's."""

import re
from collections.abc import Collection, Sequence

from copydesk.text.annotations import Mention
from copydesk.text.names import POSSESSIVE, is_honorific
from copydesk.text.roles import role_noun
from copydesk.text.source_phrases import kind_of_source, words_of
from copydesk.text.spans import Span

_HEADLESS = re.compile(
    r"\b(?:of|for|to|from|with|against|about|by|at|in|on|under|behind|like)\s+(?:the\s+)?(?:[A-Z][\w.-]*\s+)*$"
    r"|\b(?:who|whom|whose|which)\s"
)
"""What before a name tells that another word heads the phrase: "friends of the", "a reporter who met"."""
_AND = re.compile(
    r"(?:\s*,\s[^,]{1,80},|\s+of\s[^,]{1,60}?)?\s*(?:(?P<and>,?\s*(?:and|nor|&))|,)\s*(?:(?:the|his|her|their|its)\s+)?"
    r"(?P<title>(?:[\w.-]+\s+){0,4}(?:[\w.-]+,?\s+)?)$"
)
_JOINED = re.compile(r",|&|\band\b")


class SourceHeads:
    """Answers for one article; ``persons`` are the indices of its mentions of persons."""

    def __init__(self, text: str, mentions: Sequence[Mention], persons: Collection[int]) -> None:
        self._text = text
        self._mentions = mentions
        self._persons = frozenset(persons)

    def is_person(self, i: int) -> bool:
        """Tell whether a mention names a person."""
        return i in self._persons

    def person(self, within: Sequence[int], source: Span) -> int | None:
        """Return the mention of the person that heads the source; an owner or a principal is none."""
        for i in within:
            if not self.is_person(i):
                continue
            start, end = self._mentions[i].span
            surface, after = self._text[start:end], self._text[end : source.end]
            if is_honorific(surface) and self._is_title_of_next(i, within):
                continue  # the tagger took the title for a name: "Sen" in "Sen. Mina Odell"
            is_owner = bool(POSSESSIVE.search(surface) or re.match(r"['’]s?\s", after)) and bool(after.strip(" ,'’s"))
            before = self._text[source.start : start]
            if is_owner or (before.strip() and _HEADLESS.search(before) and len(words_of(before)) > 1):
                continue
            if self._leads_to_another(i, within, after):
                continue
            # "Odell supporters", "Trump officials": the name only modifies what follows.
            tail = words_of(after.partition(",")[0]) if after[:1] == " " else []
            if (
                tail
                and tail[0][0].islower()
                and kind_of_source(tail[0]) in ("group", "institution", "document", "person")
            ):
                continue
            return i
        return None

    def _leads_to_another(self, i: int, within: Sequence[int], after: str) -> bool:
        """Tell whether the name stands before another's role, as a club's in "Halden captain Ola Berg"."""
        reach = self._mentions[i].end + len(after.partition(",")[0])
        later = [k for k in within if self.is_person(k) and self._mentions[i].end < self._mentions[k].start < reach]
        between = self._text[self._mentions[i].end : self._mentions[later[0]].start] if later else ""
        return _JOINED.search(between) is None and role_noun(between) is not None

    def body(self, within: Sequence[int], source: Span) -> int | None:
        """Return the mention of the organisation, place or group that heads the source, None when it only modifies."""
        for i in within:
            start, end = self._mentions[i].span
            before = self._text[source.start : start].strip().casefold()
            after = self._text[end : source.end]
            is_head = (
                not after.strip(" .,'’\"”")
                or after.lstrip().startswith((",", "(", "—", "–"))
                or re.match(r"\s+(?:in|of|on|which|that|who|and|&)\s", after)
            )
            if before in ("", "the", "both", "“", '"') and is_head:
                return i
        return None

    def _is_title_of_next(self, i: int, within: Sequence[int]) -> bool:
        end = self._mentions[i].end
        starts = [self._mentions[k].start for k in within if self.is_person(k) and self._mentions[k].start >= end]
        return bool(starts) and not self._text[end : min(starts)].strip(" .")

    def _is_owner_of_next(self, i: int, within: Sequence[int]) -> bool:
        start, end = self._mentions[i].span
        after = self._text[end : end + 3]
        is_owner = POSSESSIVE.search(self._text[start:end]) is not None or re.match(r"['’]s?\s", after) is not None
        return is_owner and any(end <= self._mentions[k].start <= end + 3 for k in within)

    def joint(self, i: int, within: Sequence[int]) -> list[int]:
        """Return the mentions that speak together with the first: "Odell and Berg", "China and the Union".

        A comma alone joins names of one kind only: "Odell, Halden Bank" is her affiliation.
        """
        found: list[int] = []
        end, before_owner = self._mentions[i].end, ""
        for other in within:
            start = self._mentions[other].start
            if start < end:
                continue
            between = before_owner + self._text[end:start]
            if self._is_owner_of_next(other, within):
                # "Odell and Halden Bank’s Ola Berg": the bank says nothing.
                end, before_owner = self._mentions[other].end, between
                continue
            gap = _AND.match(re.sub(r"['’]s?\s", " ", between))
            before_owner = ""
            is_title = gap is not None and (not gap["title"] or role_noun(gap["title"]) is not None)
            is_alike = self.is_person(other) == self.is_person(i)
            if gap is None or not is_title or not (is_alike or gap["and"]):
                if is_alike:
                    break
                continue  # an affiliation: "Odell of Halden Bank and Berg"
            found.append(other)
            end = self._mentions[other].end
        return found
