"""The head of a source phrase as written: of "a senior spokesman for the ministry" the word "spokesman".

It says what kind of thing spoke without the words that only describe it; whom it names is for
`copydesk.text.speakers`.
"""

import re

from copydesk.text.given_names import gender_of
from copydesk.text.names import POSSESSIVE
from copydesk.text.roles import role_noun
from copydesk.text.source_phrases import kind_of_source
from copydesk.text.spans import Span, trim
from copydesk.text.wordlists import wordset

_READ = 300
"""Characters of a source that are read; the head of an English noun phrase stands early."""
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*(?:(?<=\.[^\W\d_])\.|%|['’](?=\s))?")
_LEADING = re.compile(
    r"(?:(?:both|either|neither|even|also|and|but|as|by|to|of|from|because|while|when|that)\s+)*"
    r"(?:(?:the|an?|this|that|these|those|his|her|their|its|my|our|your|all|another|each|every|no|some|any)\s+)*",
    re.IGNORECASE,
)
_LINKS = wordset(
    """
    of for at in from with on who whom whose that which to by into inside within near and or as about against
    after before during under over told said says including like than where when is are was were has had outside
    inside nor behind beside beyond among amid across along without within via per
    """
)
_AFTER_NOUN = wordset(
    """
    seen familiar close present alike themselves himself herself itself opposed loyal known taken shown given sent
    written drawn born held made old around worldwide there here alone involved later earlier once also now
    yesterday today recently previously
    """
)
_STANDS_ALONE = wordset("those these all some any many most others")
"""Words that name somebody without a noun: "those who left", "all involved"."""
_COURTESY = wordset(
    """
    mr mrs ms miss dr sir dame lady lord mx madam sen rep gov prof rev gen col sgt capt lt st messrs drs councillors
    cllrs senators sens ministers judges justices representatives reps governors govs professors profs
    """
)
_PARTICLES = wordset("de da di du del della der den van von la le al el bin ibn ben dos das do ter ten zu af y")
_NAMED_AFTER = wordset(
    """
    bank university department ministry house office council chamber board bureau church institute institution
    school college court association federation union society academy museum city state republic kingdom league
    center centre commission committee agency fund party congress brotherhood sons daughters doctors reporters
    times
    """
)
"""Capitalised words that "of" and "for" join to the name after them: "Bank of England", "House of Commons"."""


def source_head(text: str, source: Span) -> Span | None:
    """Return the head of the source phrase ``source`` of ``text``; None when it holds no word.

    A name without title and description ("Foreign Minister Ola Berg, who …" gives "Ola Berg"), else the noun before
    the first preposition, clause or comma ("documents seen by Reuters" gives "documents"), a pronoun as it is. Of
    several speakers it is the first one's.

    Source: GOLDEN in tests/text/test_head_words.py.
    """
    source = trim(text, Span(source.start, min(source.end, source.start + _READ)))
    words = list(_WORD.finditer(text, *source))
    start = _LEADING.match(text, source.start, source.end)
    first = next((k for k, word in enumerate(words) if start is not None and word.start() >= start.end()), None)
    if first is None:
        # Nothing but "the", "those", "all of them": the last of these words.
        return Span(words[-1].start(), words[-1].end()) if words else None
    if first and _is_alone(words[first - 1].group(), words[first].group()):
        first -= 1  # "those who left"
    last = _phrase_end(text, words, first)
    begin = _name_start(text, words, first, last)
    if words[last].group().casefold() == "one" and last and words[last - 1].group().casefold() == "no":
        begin = last - 1
    return _bare(text, Span(words[begin].start(), words[last].end()))


def _is_alone(word: str, following: str) -> bool:
    """Tell whether a determiner has no noun behind it: "those who left", but not "the old man"."""
    return _is_link(following) or (following in _AFTER_NOUN and word.casefold() in _STANDS_ALONE)


def _is_link(word: str) -> bool:
    """Tell whether a word ends the noun phrase before it; with a capital it is part of a name: Halden Without Dams."""
    return (word.casefold() if word.isupper() else word) in _LINKS


def _is_owner(word: str) -> bool:
    return POSSESSIVE.search(word) is not None


def _phrase_end(text: str, words: list[re.Match[str]], first: int) -> int:
    """Return the index of the last word of the noun phrase that starts at ``first``."""
    last = first
    for k in range(first + 1, len(words)):
        gap, word = text[words[k - 1].end() : words[k].start()], words[k].group()
        if gap.strip(" \t\xa0\n“”\"'‘’.") or (gap.lstrip().startswith(".") and len(words[k - 1].group()) > 5):
            break
        if word in ("of", "for", "and", "&", "the") and _joins(words, k):
            continue
        if _is_link(word):
            break
        is_after = word in _AFTER_NOUN or _is_participle(words, k)
        if is_after and not _is_owner(words[k - 1].group()):  # "Odell’s old boss"
            break
        last = k
    return last


def _joins(words: list[re.Match[str]], k: int) -> bool:
    """Tell whether the linking word at ``k`` stands inside a name, as in "Bank of England"."""
    before, after = k - 1, k + 1
    if words[k].group() == "the":
        before = k - 2
    elif after < len(words) and words[after].group() == "the":
        after += 1
    if before < 0 or after >= len(words) or not words[after].group()[0].isupper():
        return False
    name = words[before].group()
    return name[0].isupper() and name.casefold() in _NAMED_AFTER


def _is_participle(words: list[re.Match[str]], k: int) -> bool:
    """Tell whether the word describes the noun before it: "officials briefed on", "a man accused of"."""
    word, noun = words[k].group(), words[k - 1].group()
    if not word.islower() or not word.endswith(("ed", "ing")):
        return False
    return role_noun(noun) is not None or kind_of_source(noun) != "unknown"


def _name_start(text: str, words: list[re.Match[str]], first: int, last: int) -> int:
    """Return where the head starts that ends with the word ``last``: one word, or the whole of a name."""
    if not _is_capital(words[last].group()):
        return last
    begin = last
    while begin > first:
        before = words[begin - 1].group()
        is_inside = _is_capital(before) or before.casefold() in _PARTICLES or before in ("of", "for", "the", "and", "&")
        gap = text[words[begin - 1].end() : words[begin].start()]
        if not is_inside or _is_owner(before) or gap.strip(" \t\xa0\n“”\"'‘’."):
            break
        begin -= 1
    while begin < last and not _is_capital(words[begin].group()):
        begin += 1
    # "captain Dean Berg": a given name may be a title as well.
    is_called = _is_capital(words[last].group()) and gender_of(words[last - 1].group()) is not None
    titles = [k for k in range(begin, last - is_called) if _is_title(words[k].group())]
    is_body = kind_of_source(words[last].group()) in ("institution", "document")
    if _is_title(words[last].group()):
        # "the Prime Minister", but of "Former Finance Director" only the "Director".
        first_title = last
        while first_title > begin and _is_title_part(words[first_title - 1].group()):
            first_title -= 1
        return first_title
    return titles[-1] + 1 if titles and not is_body else begin


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and any(c.isupper() for c in word))


def _is_title(word: str) -> bool:
    return word.casefold().strip(".") in _COURTESY or role_noun(word) is not None


def _is_title_part(word: str) -> bool:
    return _is_title(word) or word.casefold() in ("prime", "vice", "first", "deputy")


def _bare(text: str, head: Span) -> Span:
    """Cut the possessive of a head that ends the phrase: "Odell’s" as a source is Odell."""
    found = POSSESSIVE.search(text[head.start : head.end])
    return Span(head.start, head.start + found.start()) if found and found.start() else head
