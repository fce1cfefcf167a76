"""From the tagger's four labels to the published ones: countries, nationalities and events are told apart."""

import re
from collections.abc import Sequence

from copydesk.text.annotations import Mention
from copydesk.text.demonyms import is_group, nation_of
from copydesk.text.gazetteer import capitals, country_of, fold, place
from copydesk.text.names import parse_name
from copydesk.text.wordlists import wordset

# Seats of power that papers call by their building: organisations, though they look like places.
_SEATS = wordset(
    """
    white house|kremlin|pentagon|downing street|no 10|number 10|elysee|élysée|elysée|vatican|blue house
    capitol hill|wall street|fleet street|whitehall|zhongnanhai|scotland yard|foggy bottom|holyrood
    westminster|foreign office|home office|state department|treasury|supreme court
    """,
    "|",
)
_EVENT_HEADS = wordset(
    """
    summit war wars olympics olympic paralympics games cup election elections primary primaries caucus championship
    championships open prix festival conference forum revolution uprising intifada coup crisis pandemic epidemic
    hurricane typhoon cyclone storm earthquake tsunami derby marathon regatta biennale expo awards oscars grammys
    emmys inauguration coronation brexit referendum holocaust genocide massacre ramadan christmas easter
    thanksgiving hanukkah diwali passover halloween day eve week month superbowl bowl series finals playoffs masters
    tournament convention talks congress-session rally parade fair ceasefire armistice depression ww1 ww2 wwi wwii
    offensive
    """
)
# "World War II", "Tokyo 2020", "Euro 2024": a number may follow the head.
_NUMERAL = re.compile(r"^(?:[ivx]+|\d+|’?\d\d)$", re.IGNORECASE)
_WORD = re.compile(r"[\w’'.-]+")


def _is_event(name: str) -> bool:
    words = [word.casefold().strip(".'’") for word in _WORD.findall(name[:200])]
    words = [word for word in words if word]
    if len(words) > 1 and words[0] in ("hurricane", "typhoon", "cyclone", "storm"):
        return True
    while len(words) > 1 and _NUMERAL.match(words[-1]):
        words.pop()
    return bool(words) and words[-1] in _EVENT_HEADS


def refine_labels(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the published labels, same order, same spans; marks alone are no name and left out.

    Places that GeoNames knows as countries, states or cities become GPE; nationalities, religions and political
    groups NORP; summits, wars, elections and games EVENT. A lone capital or country that the tagger took for a
    person or an organisation is a GPE unless the article has a person of that surname, and a lone word that is the
    surname of a person of the article is that person.

    Source: LABELS in tests/text/test_labels.py.
    """
    mentions = [item for item in mentions if any(map(str.isalnum, text[item.start : item.end]))]
    surnames: set[str] = set()
    for mention in mentions:
        name = parse_name(text[mention.start : mention.end]) if mention.label == "PERSON" else None
        if name and len(name.words) > 1:
            surnames.update(name.surnames)
    return [mention._replace(label=_label(text, mention, surnames)) for mention in mentions]


def _label(text: str, mention: Mention, surnames: set[str]) -> str:
    name, label = text[mention.start : mention.end], mention.label
    folded = fold(name)
    if not folded or label not in ("PERSON", "ORG", "LOC", "MISC"):
        return label
    is_governed = country_of(name) is not None or folded in capitals()
    if label == "PERSON" and folded in surnames:
        return label
    if label == "PERSON":
        is_after_article = text[max(0, mention.start - 4) : mention.start].casefold() == "the "
        # "The Scot" has a nationality for a name, "Ms Scot" has not.
        return "GPE" if is_governed else "NORP" if is_after_article and nation_of(name) is not None else label
    if folded in surnames and not is_governed and len(folded) > 2:
        return "PERSON"
    if folded in _SEATS:
        return "ORG"
    if is_group(name):
        return "NORP" if label != "ORG" or name.rstrip().endswith(("s", "S")) else label
    if label == "ORG":
        return "GPE" if is_governed else label
    if is_governed or (label == "LOC" and place(name) is not None):
        return "GPE"
    if _is_event(name):
        return "EVENT"
    return label
