"""What an article says that a person is: appositions and titles before the name."""

import re
from collections.abc import Sequence

from copydesk.text.annotations import ArticleEntity, Mention, Role
from copydesk.text.spans import Span, trim
from copydesk.text.wordlists import wordset

ROLE_NOUNS = wordset(
    """
    president vice-president premier chancellor minister secretary senator congressman congresswoman representative
    lawmaker legislator governor mayor councillor councilman councilwoman councilor ambassador envoy diplomat
    commissioner commander general colonel captain major lieutenant sergeant admiral brigadier marshal officer chief
    head leader chair chairman chairwoman chairperson director manager executive ceo cfo coo cto chief-executive
    founder co-founder owner partner president-elect spokesman spokeswoman spokesperson professor lecturer teacher
    academic researcher scientist scholar fellow analyst expert specialist economist historian physicist biologist
    chemist psychologist psychiatrist sociologist anthropologist strategist consultant adviser advisor aide counsel
    lawyer attorney solicitor barrister prosecutor judge justice magistrate sheriff detective inspector constable
    superintendent policeman policewoman doctor surgeon physician nurse epidemiologist virologist engineer architect
    designer developer programmer author writer novelist poet journalist reporter correspondent editor columnist
    critic photographer producer actor actress singer musician composer conductor artist painter sculptor comedian
    presenter host broadcaster commentator blogger activist campaigner organizer organiser advocate protester
    protestor volunteer farmer fisherman worker driver pilot astronaut chef baker shopkeeper trader banker investor
    broker accountant auditor entrepreneur businessman businesswoman student pupil graduate resident neighbour
    neighbor mother father son daughter brother sister wife husband widow widower uncle aunt cousin grandmother
    grandfather grandson granddaughter friend colleague rival opponent coach trainer player striker goalkeeper
    midfielder defender forward pitcher quarterback batsman bowler cyclist swimmer runner sprinter boxer golfer
    jockey referee umpire champion king queen prince princess duke duchess lord lady baron pope cardinal bishop
    archbishop priest pastor vicar imam rabbi monk nun member candidate nominee delegate deputy mp msp mep peer whip
    speaker treasurer trustee coordinator co-ordinator administrator principal headteacher headmaster dean provost
    rector librarian curator agent negotiator mediator dissident defector refugee survivor victim witness suspect
    defendant plaintiff insider dictator ruler monarch emperor sultan emir technician mechanic electrician plumber
    carpenter boss skipper teammate team-mate reviewer pundit landlord landlady
    veteran soldier sailor conservationist environmentalist ecologist geologist climatologist
    meteorologist astronomer mathematician statistician philosopher theologian linguist archaeologist firefighter
    paramedic caseworker socialite philanthropist billionaire tycoon magnate dl
    """
)
_MODIFIERS = wordset(
    """
    vice deputy senior junior chief foreign prime executive lead leading acting interim assistant associate managing
    general former then ex late current new incumbent outgoing incoming opposition defence defense finance interior
    trade health justice education home research political policy military economic financial legal medical security
    veteran longtime long-time top star visiting adjunct emeritus independent regional national local district
    federal state party press first second third fellow co retired high school math science history english maths
    mechanical software human rights climate energy industry market technology film music football rugby cricket
    team staff
    """
)
_FORMER = re.compile(
    r"(?:^|\b)(?:then|former|formerly|ex|late|erstwhile|one-?time|onetime|at\s+the\s+time)(?=\b|-)|\bemeritus\b",
    re.IGNORECASE,
)
_LEADING_FORMER = re.compile(
    r"^(?:(?:the|a|an|then|former|formerly|late|erstwhile|one-?time|onetime)\s+|(?:then|ex)[-–](?=\w)|their\s+|his\s+|her\s+)+",
    re.IGNORECASE,
)
# "Norway’s ambassador to Chile Ola Berg"
_REACHING_TITLE = re.compile(
    r"\b((?:[A-Z][\w-]*['’]s\s)?(?:[\w-]+\s)?[a-z-]+)\s(?:to|of|for|at)\s(?:the\s)?(?:[A-Z][\w-]*\s){1,4}$"
)
_APPOSITION = re.compile(r"\s*,\s+(?:\d{1,3}\s*,\s+)?")
_APPOSITION_END = re.compile(
    r"[;:\n”“\"()–—]|[.!?](?=\s|$)|,|\s(?:who|whose|which|that|said|says|told|added|and\s+(?:he|she))\b"
)
_DETERMINER = re.compile(r"^(?:the|a|an|another|one\s+of\s+the|his|her|their|its|our|my)\s+", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s(?:at|of|for|with|from|in)\s+(?:the\s+)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_NO_START = wordset(
    """
    who which whose and but or as where when including said says speaking adding
    """
)
_SENTENCE_WORDS = wordset(
    """
    when while after before as if but and or the a an in on at by for from with so however meanwhile also although
    since until because that then-and said
    """
)


_COPULA = re.compile(r"^(?:is|was|remains)\s+(?:still\s+|now\s+|also\s+)?(?:(?:the|an?)\s+)?", re.IGNORECASE)
_COURTESY = wordset("mr mrs ms miss dr sir lady lord dame mister madam mx")
"""Forms of address: they say how to speak to a person, not what the person does."""


def role_noun(phrase: str) -> str | None:
    """Return the folded head noun of a role phrase, None when it names no role.

    The head is the first role noun that no further role noun follows directly: "vice president for research" gives
    "president", "chief of staff" gives "chief".
    """
    words = [word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(phrase[:300])]
    head: str | None = None
    for word in words:
        base = word.removeprefix("ex-").removeprefix("then-")
        if base in ROLE_NOUNS or base.endswith(("ologist", "woman", "spokesman")):
            head = base
        elif head is not None:
            break
    return head


def find_roles(text: str, mentions: Sequence[Mention], entities: Sequence[ArticleEntity]) -> list[Role]:
    """Return what the article says its persons are, in text order.

    Read are appositions ("Mina Odell, professor of soil science at Harrow College, said"), titles before the name
    ("then Norwegian president Ola Berg", which is former) and lines that name only a person and an institution.

    Source: GOLDEN in tests/text/test_roles.py.
    """
    organisations = [mention.span for mention in mentions if mention.label == "ORG"]
    roles: list[Role] = []
    for number, entity in enumerate(entities):
        if entity.label != "PERSON":
            continue
        for i in entity.mentions:
            start, end = mentions[i].span
            for span in (_title_before(text, start), _apposition(text, end)):
                if span is not None:
                    role = _role(text, number, span, organisations)
                    if role is not None:
                        roles.append(role)
    unique = {(role.entity, role.span): role for role in roles}
    return sorted(unique.values(), key=lambda role: (role.span, role.entity))


def _title_before(text: str, start: int) -> Span | None:
    floor = max(0, start - 120)
    before = text[floor:start].rpartition("\n")[2]
    floor = start - len(before)
    words = list(_WORD.finditer(before))
    if not words or before[words[-1].end() :].strip():
        return None
    if role_noun(words[-1].group()) is None:
        reached = _REACHING_TITLE.search(before)
        if reached is None or role_noun(reached.group(1)) is None:
            return None
        return trim(text, Span(floor + reached.start(), start))
    first = len(words) - 1
    while first > 0:
        word, gap = words[first - 1].group(), before[words[first - 1].end() : words[first].start()]
        is_part = word[0].isupper() or word.casefold() in _MODIFIERS or role_noun(word) is not None
        is_part = is_part or word.casefold().startswith(("ex-", "then-"))
        if gap.strip(" \t\xa0&-") or not is_part or word.casefold() in _SENTENCE_WORDS:
            break
        first -= 1
    begin = floor + words[first].start()
    return trim(text, Span(begin, floor + words[-1].end()))


def _apposition(text: str, end: int) -> Span | None:
    comma = _APPOSITION.match(text, end, min(len(text), end + 20))
    if not comma:
        return None
    limit = min(len(text), comma.end() + 220)
    stop = _APPOSITION_END.search(text, comma.end(), limit)
    span = trim(text, Span(comma.end(), stop.start() if stop else limit))
    phrase = text[span.start : span.end]
    words = _WORD.findall(_DETERMINER.sub("", phrase))
    if not words or words[0].casefold() in _NO_START or (stop is None and limit < len(text)):
        return None
    leading = " ".join(words[:7])
    if role_noun(leading) is not None:
        # The noun must come before any preposition: "born to a farmer" is no role.
        noun_at = next(k for k, word in enumerate(words) if role_noun(word) is not None)
        if not any(word in ("of", "at", "for", "in", "by", "to", "with", "from") for word in words[:noun_at]):
            return span
    is_line_end = span.end >= len(text) or text[span.end] == "\n"
    begins_line = text[max(0, end - 200) : end].rpartition("\n")[2].count(" ") < 6
    is_institution = words[0][0].isupper() and len(words) > 1 and words[-1][0].isupper()
    return span if is_line_end and begins_line and is_institution else None


def _role(text: str, entity: int, span: Span, organisations: Sequence[Span]) -> Role | None:
    phrase = text[span.start : span.end]
    is_former = bool(_FORMER.search(phrase))
    if role_noun(phrase) is None:
        return Role(entity, phrase, " ".join(phrase.split()), is_former, span)
    role, affiliation = _split(text, span, organisations)
    role = _COPULA.sub("", _LEADING_FORMER.sub("", " ".join(role.split()))).strip(" ,-–")
    if all(word.casefold().strip(".") in _COURTESY for word in _WORD.findall(role)):
        return None
    if affiliation is not None:
        affiliation = re.sub(r"^the\s+|['’]s$", "", " ".join(affiliation.split())) or None
    return Role(entity, role, affiliation, is_former, span) if role else None


def _split(text: str, span: Span, organisations: Sequence[Span]) -> tuple[str, str | None]:
    """Return (role, affiliation) of a role phrase as written; affiliation None where none is named."""
    phrase = text[span.start : span.end]
    for organisation in organisations:
        if not span.contains(organisation):
            continue
        before = text[span.start : organisation.start]
        links = list(_PREPOSITION.finditer(before))
        if links and links[-1].end() == len(before) and role_noun(before[: links[-1].start()]):
            return before[: links[-1].start()], text[organisation.start : organisation.end]
        after = text[organisation.end : span.end]
        if role_noun(after) and not _WORD.search(_LEADING_FORMER.sub("", before)):
            # "former Halden Bank analyst", "Halden Bank’s chief economist"
            return before + re.sub(r"^['’]s\b", "", after), text[organisation.start : organisation.end]
    for link in _PREPOSITION.finditer(phrase):
        rest = phrase[link.end() :]
        head = rest.split(" in ")[0]
        words = _WORD.findall(head)
        is_name = bool(words) and words[0][0].isupper() and words[-1][0].isupper()
        if is_name and link.group().split()[0].lower() != "in" and role_noun(phrase[: link.start()]):
            return phrase[: link.start()], head
    return phrase, None
