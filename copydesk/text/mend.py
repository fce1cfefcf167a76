"""Mend the tagger's names by what the rest of the article knows: the tagger sees a window, an article is longer."""

import re
from collections.abc import Sequence

from copydesk.text.annotations import Mention, Segment
from copydesk.text.blocks import quotable_blocks
from copydesk.text.gazetteer import place
from copydesk.text.names import POSSESSIVE, fold_word, is_honorific, parse_name
from copydesk.text.roles import role_noun
from copydesk.text.spans import Span
from copydesk.text.wordlists import wordset

RECALLED_CONFIDENCE = 0.5
"""Of a surname that the tagger passed over here but read elsewhere in the article."""

_NO_NAMES = wordset(
    """
    i he she it they we you him her them us me his hers its their our your who whom which what that this these those
    the a an and or but if so as at by for from in of on to with not no yes there here then when where why how
    yesterday today tomorrow later earlier meanwhile however still instead also
    mr mrs ms dr sir
    """
)
_BODY_WORDS = wordset(
    """
    university college school institute institution centre center council committee commission company corporation
    corp inc ltd plc llc bank group party union ministry department agency association federation foundation court
    office bureau board club church press times post news society authority league trust fund house hospital
    """
)
_MONTHS = wordset("january february march april may june july august september october november december")
_CAPITALISED = re.compile(r"(?<![^\W_])[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_INSIDE_NAME = re.compile(r" |\s[“‘\"'][^“”‘\"'\n]{2,24}[”’\"']\s")
_LONGEST_NICKNAME = 30
"""Characters between a given name and a surname, quotation marks included."""
_LONGEST_NAME = 5
"""Words: a longer run with a role after it is an institution or a mistake."""


def mend_mentions(text: str, segments: Sequence[Segment], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the tagger's mentions as names: what is none left out, parts joined, people told by roles, surnames added.

    Args:
        text: The source text.
        segments: Its zones; names are added only where the tagger reads.
        mentions: As tagged, labels PERSON, ORG, LOC, MISC.

    Source: MENDED, REJOINED and RECALLED in tests/text/test_mend.py.
    """
    named = [
        mention._replace(label="PERSON") if _is_told_by_role(text, mention) else mention
        for mention in mentions
        if is_name(text[mention.start : mention.end])
    ]
    named = _rejoined(text, sorted(named))
    return sorted([*named, *_recalled(text, segments, named)])


def _rejoined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, ordered, with the given name and the surname of one person as one name.

    Names of two people never stand side by side without a comma; a nickname in quotation marks parts one name.
    """
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last is not None and last.label == mention.label == "PERSON" and last.end < mention.start:
            gap = text[last.end : min(mention.start, last.end + _LONGEST_NICKNAME)]
            given = text[last.start : last.end]
            is_given = " " not in given and not is_honorific(given) and POSSESSIVE.search(given) is None
            if is_given and last.end + len(gap) == mention.start and _INSIDE_NAME.fullmatch(gap):
                joined[-1] = last._replace(end=mention.end, confidence=min(last.confidence, mention.confidence))
                continue
        joined.append(mention)
    return joined


def is_name(words: str) -> bool:
    """Tell whether ``words`` can be a name: a capital, a digit or a script without case, and no mere function word."""
    can_be = any(char.isalnum() and (char.lower() == char.upper() or char != char.lower()) for char in words)
    is_acronym = words.isupper() and len(words) > 1
    return can_be and (is_acronym or words.strip(" .,'’").casefold() not in _NO_NAMES)


def _is_told_by_role(text: str, mention: Mention) -> bool:
    """Tell whether what follows says that the name is a person's: ", professor of tides at Harrow College, said"."""
    if mention.label == "PERSON" or not text.startswith(", ", mention.end):
        return False
    words = text[mention.start : mention.end].split()
    if not 2 <= len(words) <= _LONGEST_NAME or not all(word[0].isupper() for word in words):
        return False
    if any(word.casefold() in _BODY_WORDS for word in words) or place(" ".join(words)) is not None:
        return False
    apposition = re.split(r"[,.;:\n]", text[mention.end + 2 : mention.end + 120])[0]
    return role_noun(apposition) is not None


def _recalled(text: str, segments: Sequence[Segment], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the lone surnames of the article's people that no mention covers."""
    surnames = _surnames(text, mentions)
    if not surnames:
        return []
    taken = sorted(mention.span for mention in mentions)
    found = []
    at = 0
    for block in quotable_blocks(segments):
        words = list(_CAPITALISED.finditer(text, block.start, block.end))
        for number, match in enumerate(words):
            span = Span(*match.span())
            while at < len(taken) and taken[at].end <= span.start:
                at += 1
            if at < len(taken) and taken[at].overlaps(span):
                continue
            word = POSSESSIVE.sub("", match.group())
            before = words[number - 1] if number else None
            after = words[number + 1] if number + 1 < len(words) else None
            if word in surnames and not (_touches(text, before, match) or _touches(text, match, after)):
                found.append(Mention(span.start, span.start + len(word), "PERSON", RECALLED_CONFIDENCE))
    return found


def _surnames(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the surnames of the people named in full, as written, but for those that are words of the text too."""
    surnames: set[str] = set()
    for mention in mentions:
        if mention.label == "PERSON":
            name = parse_name(text[mention.start : mention.end])
            if len(name.words) > 1:
                surnames.update(word for word in name.words if fold_word(word) in name.surnames)
    lower = {match.group() for match in _CAPITALISED.finditer(text) if match.group().islower()}
    common = lower | _MONTHS
    return frozenset(word for word in surnames if len(word) > 2 and word.casefold() not in common)


def _touches(text: str, left: "re.Match[str] | None", right: "re.Match[str] | None") -> bool:
    """Tell whether two neighbouring words are capitalised and make one name: "Park Lane", not "President Park"."""
    if left is None or right is None or text[left.end() : right.start()] != " ":
        return False
    both_capital = left.group()[0].isupper() and right.group()[0].isupper()
    return both_capital and not is_honorific(left.group()) and left.group().casefold() not in _NO_NAMES
