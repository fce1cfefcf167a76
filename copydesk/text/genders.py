"""Whether a person is a man or a woman, as titles, nouns and given names tell: evidence for "he" and "she"."""

import re
from collections import Counter
from collections.abc import Sequence

from copydesk.text.annotations import Mention
from copydesk.text.given_names import gender_of
from copydesk.text.names import parse_name
from copydesk.text.wordlists import wordset

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LINKS = wordset("of for at in from with who whose to on by")
_GENDERED = dict.fromkeys(
    wordset(
        """
        man father son brother husband boy dad grandfather grandson uncle nephew widower businessman spokesman chairman
        congressman councilman policeman fisherman sportsman frontman actor king prince duke monk priest gentleman
        """
    ),
    "m",
) | dict.fromkeys(
    wordset(
        """
        woman mother daughter sister wife girl mum mom grandmother granddaughter aunt niece widow businesswoman
        spokeswoman chairwoman congresswoman councilwoman policewoman sportswoman actress queen princess duchess nun
        heroine hostess waitress lady
        """
    ),
    "f",
)


def gender_of_noun(noun: str) -> str | None:
    """Return "m" or "f" for a noun that only fits one: "father", "spokeswoman"; None for any other."""
    return _GENDERED.get(noun.casefold())


def genders(text: str, mentions: Sequence[Mention], members: Sequence[int]) -> str | None:
    """Return "m" or "f" when titles, appositions or given names of a person's mentions say so, else None."""
    votes: Counter[str] = Counter()
    names = [(mentions[i].span, parse_name(text[mentions[i].start : mentions[i].end])) for i in members]
    is_bare = not any(name.given for _, name in names)
    for (start, end), name in names:
        # A lone "Andrew" tells, a surname that is also a given name does not.
        called = name.given or (name.words[0] if is_bare and name.words else None)
        given = gender_of(called) if called else None
        before = _WORD.findall(text[max(0, start - 40) : start].rpartition("\n")[2])
        title = (parse_name(f"{before[-1]} X").gender or gender_of_noun(before[-1])) if before else None
        for vote, weight in ((name.gender, 3), (title, 3), (_gender_in_apposition(text, end), 2), (given, 1)):
            if vote:
                votes[vote] += weight
    top = votes.most_common(2)
    return top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None


def _gender_in_apposition(text: str, end: int) -> str | None:
    """Return the gender of the first gendered noun after the name: "Kim Odell, a mother of two", "Odell, her son"."""
    if text[end : end + 1] != ",":
        return None
    phrase = re.split(r"[,.;:\n]", text[end + 1 : end + 60])[0]
    # What the person is stands after an owner: "Andrew, the Queen’s son".
    owned = re.split(r"['’]s?\s", phrase)[-1]
    if " and " in owned:
        return None  # a list: "Mina Odell, her son and two others"
    words = [word.casefold() for word in _WORD.findall(owned)][:5]
    head = words[: next((k for k, word in enumerate(words) if word in _LINKS), len(words))]
    return gender_of_noun(head[-1]) if head else None
