"""What kind of phrase a source is: a person's name, a pronoun, a description, an institution, a document."""

import re

from copydesk.text.demonyms import nation_of
from copydesk.text.names import POSSESSIVE
from copydesk.text.roles import role_noun
from copydesk.text.wordlists import wordset

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)
_POSSESSED = re.compile(r"^(?:his|her|their|its|my|our|your)\s", re.IGNORECASE)
_INDEFINITE = re.compile(
    r"^(?:an?|one|another|some\s+of|one\s+of|two|three|several|unnamed|anonymous|someone|somebody|anyone|everyone)\b",
    re.IGNORECASE,
)
_INSTITUTION = wordset(
    """
    ministry government administration department agency office bureau commission committee council parliament
    congress senate house court tribunal police army military navy force forces authority authorities cabinet party
    union bank company firm corporation group organisation organization association federation foundation institute
    institution university college school hospital team club league newspaper magazine paper website channel
    broadcaster network embassy consulate regime state city county board panel body watchdog regulator service
    campaign charity coalition alliance opposition movement church mosque secretariat command staff establishment
    country nation camp side family publisher studio airline carrier airport operator manufacturer retailer store
    brand outlet media press
    """
)
_DOCUMENT = wordset(
    """
    report statement plan document documents letter memo email e-mail survey poll study research analysis review
    paper article editorial book release website filing complaint lawsuit indictment affidavit ruling verdict order
    bill law constitution treaty agreement declaration resolution communique communiqué transcript tweet post
    message sign signs banner placard poster headline notice advert ad advertisement pamphlet leaflet manifesto blog
    note notes data figures statistics records slideshow presentation kit guidelines warrant brief draft text speech
    diary
    """
)
_GROUP_TAIL = re.compile(r"(?<!s)s$|men$|women$|people$|police$|staff$|others$|many$|some$|most$|those$", re.IGNORECASE)
_FUNCTION_WORDS = wordset(
    """
    the a an this that these those which who whom what it he she they we i you one both and or of by for in to
    his her their its my our your recent new now
    """
)
_ONE_OF_NATION = re.compile(r"(?:[Tt]he|[Aa]n?)\s+([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)(?=[\s,]*\Z|,\s|\swho\b)")
_MANY = ("s", "ese", "ish", "sh", "ch", "men", "women")
"""Endings of nationalities that mean a people: "the Germans", "the French"."""
_LINK = re.compile(
    r"\s(?:of|for|at|in|from|with|on|who|that|which|to|obtained|wearing|published|released|by|into)\s|,", re.IGNORECASE
)


def words_of(source: str) -> list[str]:
    """Return the words of a source phrase, possessives kept."""
    return _WORD.findall(source[:400])


def head_phrase(source: str) -> str:
    """Return the phrase up to its first preposition, relative clause or comma: "the head of X" gives "the head"."""
    link = _LINK.search(source[:400])
    return source[: link.start()] if link and link.start() else source[:400]


def is_possessed(source: str) -> bool:
    """Tell whether the source belongs to another: "her spokesman" is not her."""
    return bool(_POSSESSED.match(source.strip()))


def is_indefinite(source: str) -> bool:
    """Tell whether the source leaves open who it is: "a senior official", "one of the protesters"."""
    return bool(_INDEFINITE.match(source.strip()))


def is_nameless(source: str) -> bool:
    """Tell whether the source is one person and no name: "a spokesman", "her lawyer", "the Irishman"."""
    is_other = is_indefinite(source) or is_possessed(source) or head_word(source).startswith("spokes")
    return (is_other and kind_of_source(source) == "person") or nation_of_one(source) is not None


def nation_of_one(written: str) -> str | None:
    """Return the nationality of a source that means one person by it, "the Irishman"; None for a people and others."""
    found = _ONE_OF_NATION.match(written[:80])
    name = found.group(1) if found else ""
    return name if nation_of(name) is not None and not name.endswith(_MANY) else None


def is_turn(source: str) -> bool:
    """Tell whether the source is a label that parts questions from answers and names nobody: "Q"."""
    return source.strip(" .:") in ("Q", "A", "Question", "Answer")


def head_word(source: str) -> str:
    """Return the folded last word of the head phrase, "" when there is none."""
    words = words_of(head_phrase(source.strip()))
    return POSSESSIVE.sub("", words[-1]).casefold() if words else ""


def kind_of_source(source: str) -> str:
    """Return person (a single one, by description), institution, document, group or unknown."""
    head = head_word(source)
    base = head[:-1] if head.endswith("s") and not head.endswith("ss") else head
    if head in _DOCUMENT or base in _DOCUMENT:
        return "document"
    if head in _INSTITUTION or base in _INSTITUTION:
        return "institution"
    if role_noun(head) is not None or head in ("man", "woman", "boy", "girl", "person", "source", "official", "latter"):
        return "person"
    if _GROUP_TAIL.search(head):
        return "group"
    return "unknown"


def clean_source(source: str) -> str | None:
    """Return a group, institution or document as it is named: leading article, trailing clause and marks cut.

    None when nothing is left that names anything: the tagger at times sees only "the" or "which" of a source.
    """
    text = " ".join(source.split()).strip(" ,;:.—–-\"“”‘’'")
    text = _with_both_marks(re.split(r",\s|\s(?:who|which)\s", text)[0])
    name = _DETERMINER.sub("", text)
    return name if any(word.casefold() not in _FUNCTION_WORDS for word in words_of(name)) else None


def _with_both_marks(name: str) -> str:
    """Give back the quotation mark at the edge of a name whose partner stands inside: “Lower Reach” estate."""
    for opening, closing in ("“”", "‘’", '""'):
        left, right = name.find(opening), name.rfind(closing)
        if opening == closing and name.count(opening) != 1:
            continue
        is_closing = opening != "‘" and right > 0 and name[right + 1 : right + 2].isspace()
        if is_closing and (left < 0 or left == right):
            return opening + name
        if left > 0 and right <= left:
            return name + closing
    return name
