"""From the mentions of an article to its entities: every mention belongs to exactly one."""

import re
from collections import Counter
from collections.abc import Hashable, Sequence

from copydesk.text.annotations import ArticleEntity, Mention, Segment
from copydesk.text.blocks import BlockIndex, quotable_blocks
from copydesk.text.demonyms import nation_of, singular
from copydesk.text.gazetteer import Place, fold, place
from copydesk.text.names import POSSESSIVE, parse_name
from copydesk.text.people import PersonResolver
from copydesk.text.spans import Span
from copydesk.text.wordlists import wordset

_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_COMPANY_FORM = re.compile(r"(?:[\s,]+(?:inc|ltd|corp|co|plc|llc|gmbh|ag|sa|group|company|corporation|limited)\.?)+$")
_IN_BRACKETS = re.compile(r"\s*[(\[]\s*[\"“‘']?([^()\[\]\"”’']{2,60})[\"”’']?\s*[)\]]")
_WORD = re.compile(r"\w[\w.&-]*")
_LITTLE = wordset(
    """
    of the and for in on to a an de la le des du et
    """
)
# First words that many organisations share: no short form for one of them.
_SHARED_FIRST = wordset(
    """
    university national american international united ministry department bank institute center centre federal royal
    british european african asian chinese japanese house office school college city state general association
    council committee court party world new north south east west central supreme high public first
    """
)
# Names of parts that the gazetteer maps to their state, but that are entities of their own.
_OWN_PLACES = wordset(
    "england|scotland|wales|northern ireland|west bank|gaza strip|east germany|west germany|soviet union|ussr"
    "|czechoslovakia",
    "|",
)


def clean_name(surface: str) -> str:
    """Return a surface form without possessive, leading article and white space runs."""
    name = POSSESSIVE.sub("", " ".join(surface.split()))
    return _ARTICLE.sub("", name) or name or surface


def _acronym(name: str) -> str:
    """Return the initials of a long name, "" when it has fewer than two words that count."""
    words = [word for word in _WORD.findall(name) if word.casefold() not in _LITTLE]
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else ""


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalnum() and sum(letter.isupper() for letter in letters) >= 2


def resolve_entities(
    text: str, segments: Sequence[Segment], mentions: Sequence[Mention], sources: Sequence[Span] = ()
) -> list[ArticleEntity]:
    """Return the entities of one article in the order of their first mention; each mention is in exactly one.

    Args:
        text: The article's source text.
        segments: Its segments; names in related headlines and widgets do not move the discourse focus.
        mentions: With the labels of `copydesk.text.labels.refine_labels`.
        sources: Source spans of the article's attributions: who spoke is in focus when persons share a surname.

    Source: GOLDEN in tests/text/test_entities.py.
    """
    people = PersonResolver(text, BlockIndex(quotable_blocks(segments)), mentions, sources).cluster_of
    organisations = _organisations(text, mentions)
    groups: dict[Hashable, list[int]] = {}
    for i in sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end)):
        key: Hashable
        label, name = mentions[i].label, clean_name(text[mentions[i].start : mentions[i].end])
        if i in people:
            key = ("PERSON", people[i])
        elif label == "ORG":
            key = ("ORG", organisations[i])
        elif label == "GPE":
            key = ("GPE", _place_key(name))
        elif label == "NORP":
            key = ("NORP", singular(name))
        else:
            key = (label, fold(name))
        groups.setdefault(key, []).append(i)
    return [_entity(text, mentions, members) for members in groups.values()]


def _place_key(name: str) -> Hashable:
    folded = fold(name)
    found = place(name) if folded not in _OWN_PLACES else None
    return found.geonames_id if found else folded


def _entity(text: str, mentions: Sequence[Mention], members: Sequence[int]) -> ArticleEntity:
    label = mentions[members[0]].label
    surfaces = [text[mentions[i].start : mentions[i].end] for i in members]
    forms = [parse_name(s).core if label == "PERSON" else clean_name(s) for s in surfaces]
    forms = [" ".join(form.split()) or surface for form, surface in zip(forms, surfaces, strict=True)]
    counts = Counter(forms)
    known: Place | None = None
    country: str | None = None
    if label == "GPE":
        known = place(forms[0]) if fold(forms[0]) not in _OWN_PLACES else None
        country = known.country_code if known else (found.country_code if (found := place(forms[0])) else None)
    elif label == "NORP":
        country = nation_of(forms[0])
    name = max(counts, key=lambda form: _rank(form, counts[form], label, known))
    if known and known.name.casefold() == f"the {name.casefold()}":
        name = known.name  # The Hague keeps its article, the Gambia does not
    aliases = tuple(sorted(set(counts) - {name}))
    return ArticleEntity(label, name, aliases, tuple(sorted(members)), country, known.geonames_id if known else None)


def _rank(form: str, count: int, label: str, known: Place | None) -> tuple[int, int, int, str]:
    """Order surface forms by fullness: the common name of a country, then most words, then frequency."""
    if known and known.kind == "country" and fold(form) == fold(known.name):
        return (99, count, len(form), form)
    if label == "NORP":
        return (-int(form.casefold() != singular(form).casefold()), count, -len(form), form)
    words = form.split()
    is_shouted = form.isupper() and label == "PERSON"
    return (len(words) - 10 * is_shouted, 0 if label == "PERSON" else len(form), count, form)


def _organisations(text: str, mentions: Sequence[Mention]) -> dict[int, str]:
    """Return mention index -> key of the organisation: acronyms and short forms lead to the long name."""
    key_of: dict[int, str] = {}
    for i, mention in enumerate(mentions):
        if mention.label == "ORG":
            name = clean_name(text[mention.start : mention.end]).split("(")[0].strip()
            key_of[i] = _COMPANY_FORM.sub("", fold(name)) or fold(name) or text[mention.start : mention.end]
    long_of: dict[str, str] = {}
    for i, key in key_of.items():
        # "World Health Organization (WHO)", the brackets inside the mention or after it.
        start, end = mentions[i].span
        inside = _IN_BRACKETS.search(text[start:end])
        after = inside or _IN_BRACKETS.match(text[end : end + 70])
        if after:
            other = fold(after.group(1))
            if _is_acronym(after.group(1).strip()):
                long_of.setdefault(other, key)
            elif (
                _is_acronym(text[start:end])
                and _acronym(after.group(1)).startswith(key[0])
                and other in key_of.values()
            ):
                long_of.setdefault(key, other)
    initials = {_acronym(key): key for key in key_of.values() if " " in key}
    first_words: dict[str, set[str]] = {}
    for key in set(key_of.values()):
        words = key.split()
        for length in range(1, min(len(words), 8)):
            first_words.setdefault(" ".join(words[:length]), set()).add(key)
    for i, key in key_of.items():
        surface = clean_name(text[mentions[i].start : mentions[i].end])
        if key in long_of:
            continue
        if _is_acronym(surface) and key.replace(".", "") in initials:
            long_of[key] = initials[key.replace(".", "")]
        elif key in first_words and key.split()[0] not in _SHARED_FIRST:
            longer = first_words[key]
            # "Hanbit" is short for the one longer name that begins so; nested prefixes count as one.
            longest = max(longer, key=lambda name: (len(name), name))
            if all(longest.startswith(name) for name in longer):
                long_of[key] = longest
    return {i: _follow(long_of, key) for i, key in key_of.items()}


def _follow(long_of: dict[str, str], key: str) -> str:
    for _ in range(4):  # a short form of a short form; cycles end here
        if key not in long_of or long_of[key] == key:
            break
        key = long_of[key]
    return key
