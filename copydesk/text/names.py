"""The parts of a person's name: titles cut off, surname first or last."""

import re
from functools import lru_cache
from typing import NamedTuple

from copydesk.text.wordlists import wordset

_TITLES = {
    None: "dr doctor prof professor president vice-president prime minister premier chancellor senator sen congressman "
    "rep representative gov governor gen general lt lieutenant maj major col colonel capt captain cmdr commander adm "
    "admiral sgt sergeant cpl corporal brig brigadier marshal judge justice chief secretary ambassador rev reverend "
    "bishop archbishop cardinal pope rabbi imam sheikh ayatollah mullah mayor councillor councilman alderman sheriff "
    "commissioner inspector detective constable superintendent officer director chairman chairperson chair ceo cfo "
    "coach speaker leader deputy vice foreign defence defense finance interior attorney mp msp mep hon honourable "
    "honorable rt spokesperson analyst former ex-president st saint envoy envoys comrade candidate",
    "m": "mr mister sir lord king prince duke baron count father fr brother sultan emperor spokesman congressman "
    "chairman councilman emir monsignor",
    "f": "mrs ms miss madam madame mme dame lady queen princess duchess baroness countess sister mother spokeswoman "
    "congresswoman chairwoman councilwoman empress actress first-lady",
}
_GENDER_OF_TITLE = {word: gender for gender, words in _TITLES.items() for word in words.split()}
_SUFFIXES = wordset(
    """
    jr sr ii iii iv phd md obe mbe cbe kbe mp qc kc esq
    """
)
_PARTICLES = wordset(
    """
    de da di du del della der den van von la le al el bin ibn ben dos das do ter ten zu af
    """
)
# Family names that come first when two or three words follow the Korean, Chinese or Vietnamese order.
_SURNAME_FIRST = wordset(
    """
    kim lee park choi jung jeong kang cho yoon yun jang lim im han oh seo shin sin kwon hwang ahn an song ryu yoo
    hong moon bae baek roh noh chung chang wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he
    gao lin luo zheng liang xie tang deng feng yu dong pan yuan cai jiang wei lu su ding xi mao tsai lai chiang chiu
    chow cheung wong chan leung lam ng ho kwok tsang ko hau nguyen tran le pham phan vu vo bui do ngo cheuk ban tan
    """
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
POSSESSIVE = re.compile(r"['’]s?$")
"""The ending of an owner: "Odell’s", "the Bergs’"."""


class Name(NamedTuple):
    """A person's name in parts; ``words`` are without titles, suffixes and possessive."""

    words: tuple[str, ...]
    core: str
    """The name as written, without titles and possessive."""
    titles: tuple[str, ...]
    """Folded titles that stood before it."""
    surnames: tuple[str, ...]
    """Folded words by which the person may be called, the likeliest first."""
    given: str | None
    """Folded first given name; None when only one word is known."""
    gender: str | None
    """"m" or "f" where a title says so."""


def fold_word(word: str) -> str:
    """Return a word of a name as names are compared: case, stops and apostrophes cut."""
    return word.casefold().strip(".").replace("’", "'")


@lru_cache(maxsize=8192)
def parse_name(mention: str) -> Name:
    """Return the parts of the person's name in ``mention``; never raises, all parts may be empty.

    "Foreign Minister Park Jin" has the core "Park Jin" and may be called Park or Jin; "Moon Jae-in’s" may be called
    Moon; "Ursula von der Leyen" von der Leyen or Leyen.

    Source: NAMES in tests/text/test_names.py.
    """
    found = [(word.group(), word.start(), word.end()) for word in _WORD.finditer(mention[:300])]
    gender: str | None = None
    titles: list[str] = []
    first = 0
    while first < len(found) and fold_word(found[first][0]) in _GENDER_OF_TITLE:
        if first == len(found) - 1:
            break  # "Pope", "Queen": a title alone stands for its bearer
        title = fold_word(found[first][0])
        gender = _GENDER_OF_TITLE[title] or gender
        titles.append(title)
        first += 1
    found = found[first:]
    if not found:
        return Name((), mention.strip(), tuple(titles), (), None, gender)
    core = POSSESSIVE.sub("", mention[found[0][1] : found[-1][2]])
    words = [POSSESSIVE.sub("", word) for word, _, _ in found]
    while len(words) > 1 and fold_word(words[-1]) in _SUFFIXES:
        words.pop()
    words = [word for word in words if word]
    return Name(tuple(words), core, tuple(titles), _surnames(words), _given(words), gender)


def _is_surname_first(words: list[str]) -> bool:
    """Tell whether the name is written in the East Asian order."""
    if not 2 <= len(words) <= 3 or fold_word(words[0]) not in _SURNAME_FIRST:
        return False
    hyphen = words[-1].partition("-")[2]
    return bool(hyphen) or fold_word(words[-1]) not in _SURNAME_FIRST or len(words) == 3


def _surnames(words: list[str]) -> tuple[str, ...]:
    folded = [fold_word(word) for word in words]
    if len(folded) < 2:
        return tuple(folded)
    start = len(folded) - 1
    while start > 1 and folded[start - 1] in _PARTICLES:
        start -= 1
    full = " ".join(folded[start:])
    if _is_surname_first(words):
        # "Park Jin" is Park, or Jin where a paper writes the Western order.
        hyphenated = "-" in words[-1] or len(words) == 3
        return (folded[0],) if hyphenated else (folded[0], folded[-1])
    order = [full, folded[-1]]
    if len(folded) == 2 and "-" in folded[1] and folded[1].split("-")[1] and words[1].split("-")[1][0].islower():
        order = [folded[0]]  # a hyphen before a small letter marks a given name: Hwang Kyo-ahn
    return tuple(dict.fromkeys(order))


def _given(words: list[str]) -> str | None:
    if len(words) < 2:
        return None
    return fold_word(words[-1] if _is_surname_first(words) else words[0])


def is_honorific(word: str) -> bool:
    """Tell whether ``word`` is a title that stands before a name."""
    return fold_word(word) in _GENDER_OF_TITLE
