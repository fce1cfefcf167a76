"""Lines that a news page always says in the same words: buttons, widgets, credits, notices."""

import re
import unicodedata
from collections.abc import Iterable

from copydesk.text.lines import Line, line_key
from copydesk.text.phrase_dates import DATE_WORDS, DATES
from copydesk.text.phrase_languages import OTHERS
from copydesk.text.phrase_patterns import CASED, ENDERS, FOREIGN, LONG, MARKED, NAME, NUMBERS, OPENERS, Row
from copydesk.text.phrase_words import ENGLISH
from copydesk.text.seen_lines import SeenLines
from copydesk.text.wordlists import wordset


def _exact() -> dict[str, str]:
    """Return the rule of each phrase that is a whole line. English has the last word on a phrase of two languages."""
    known: dict[str, str] = {}
    for source in (OTHERS, ENGLISH):
        for rule, block in source.items():
            for line in block.splitlines():
                known.update({line_key(phrase): rule for phrase in line.split("|")})
    known.pop("", None)
    return known


EXACT: dict[str, str] = _exact()
"""The key of a line to the rule that knows it."""
_OPENING_WORDS = frozenset([phrase.split(" ", 1)[0] for phrase in EXACT])

WEAK = frozenset(
    {
        "affiliate-phrase",
        "agency-line",
        "comment-tool",
        "contact-line",
        "correction-notice",
        "credit-slash",
        "date-label",
        "live-time",
        "page-word",
        "post-credit",
        "post-link",
        "reference-phrase",
        "shop-phrase",
        "share-word",
        "ticker-line",
        "ticker-phrase",
        "url-line",
        "weather-phrase",
    }
)
"""Rules that say what a line is if it is not body, but not that it is not: an article may have such lines itself."""

PHRASE_RULES: tuple[str, ...] = tuple(
    sorted(
        {*EXACT.values(), "ticker-line", "link-list"}
        | {row.rule for table in (OPENERS, ENDERS, CASED, NUMBERS, MARKED, FOREIGN) for row in table}
    )
)
"""Everything that `phrase_rule` can answer."""

_LONGEST = 220
"""Characters of furniture; in a longer line only whole notices are known, by how they open."""
_MOST_WORDS = 16
"""Words of a line that is known by its last one."""
_CREDIT_LABELS = frozenset(
    {"image", "images", "photo", "photos", "picture", "pictures", "credit", "foto", "bild", "фото"}
)
"""With a colon they open a credit; without one they are labels of a gallery."""
_FIRST = re.compile(r"\(?([^\W\d_]+)")
_MARK = re.compile(r"[›»>/|©@=]|撮影|写真|提供|www\.|\bvia\b|\([a-z]|\bcommission\b")
_SLASH_CREDIT = re.compile(rf"\W{{0,3}}{NAME}\s?/\s?[^\W\d_a-zß-öø-ÿ]")
_SMALL = wordset(
    """click tap skip sign log subscribe read share follow view vor hace il för updated published posted"""
)
"""Words that open labels in small letters too; a piece of a sentence seldom begins with them."""
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\n]{0,500}\)")
_ITEM = re.compile(r"(?:[+o✓✔›»▸▶→]|\d{1,2}\.)\s")
"""Bullets of text renderers that `line_key` leaves on."""
_COOKIES = re.compile(
    r"\bthis cookie (?:is (?:set|used|associated|installed|necessary)|helps|stores|allows|tracks|collects|registers)\b"
    r"|\bcookies? (?:is|are) set by (?:the )?(?:gdpr|cookie|google|\w+ plugin)|\bgdpr cookie consent\b"
    r"|\b(?:necessary|functional|performance|analytics|analytical|advertisement|targeting|preference) cookies"
    r" (?:are|help|allow|enable|track)\b"
    r"|^(?:we|this (?:web)?site|this page|our (?:web)?sites?|we and our \w+) (?:may )?uses? (?:\w+ ){0,3}cookies\b"
    r"|\byou (?:accept|agree|consent) to (?:\w+ ){0,4}cookies\b|\bour use of cookies\b|\bcookies in your browser\b"
)
"""What a site's own notice says of cookies; reports and recipes say other things, and a report quotes it in marks."""
_QUOTED = frozenset('"«»„')
_CURRENCIES = "$£€"
_FEWEST_GLUED, _MOST_GLUED, _LONGEST_PHRASE = 3, 24, 6
"""Words of a line that is several phrases on end, and of one such phrase; letters of a phrase that stands twice."""
_PLAIN = frozenset({"section-phrase", "page-word", "ad-phrase", "weather-phrase", "agency-line"})
_FEWEST_SECTIONS = 5
_BETWEEN = re.compile(r"[|·]")


_Choice = tuple[re.Pattern[str], tuple[str, ...]]
"""A pattern of numbered groups and the rule of each."""


def _choice(rows: Iterable[Row]) -> _Choice:
    """Compile the rows into one pattern whose matching group tells the row."""
    rows = list(rows)
    pattern = "|".join([f"(?P<_{index}>{row.pattern})" for index, row in enumerate(rows)])
    # Keys are compatibility forms: a full-width colon is a plain one.
    return re.compile(unicodedata.normalize("NFKC", pattern)), tuple([row.rule for row in rows])


def _by_word(rows: Iterable[Row]) -> dict[str, _Choice]:
    """Return a choice for each word of the rows."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for word in row.words.split("|"):
            found.setdefault(word, []).append(row)
    return {word: _choice(chosen) for word, chosen in found.items()}


_OPENERS, _LONG, _ENDERS, _CASED = _by_word(OPENERS), _by_word(LONG), _by_word(ENDERS), _by_word(CASED)
_DATES = re.compile(DATES)
_NUMBERS, _MARKED, _FOREIGN = _choice(NUMBERS), _choice(MARKED), _choice(FOREIGN)


_seen: SeenLines[str] = SeenLines()


def phrase_rule(line: Line) -> str | None:
    """Return the id of the rule that knows the line's words, None when none does; one of ``PHRASE_RULES``."""
    found = _seen.get(line.text)
    if found is None:
        found = _phrase_rule(line) or ""
        _seen.put(line.text, found)
    return found or None


def _phrase_rule(line: Line) -> str | None:
    key = line.key
    if not key:
        return None
    if line.text[-1] == ":" and key in _CREDIT_LABELS:
        return "credit-phrase"
    known = EXACT.get(key)
    if known is not None:
        return known
    if "](" in key:
        return _linked(line)
    item = _ITEM.match(key)
    if item is not None and (known := EXACT.get(key[item.end() :])) is not None:
        return known
    return _twice(key) or _pattern_rule(line, key) or _glued(key) or _explains_cookies(key)


def _explains_cookies(key: str) -> str | None:
    """Return the rule of a line of a consent dialog: its tables and categories open with anything at all."""
    if "cookie" not in key or not _QUOTED.isdisjoint(key):
        return None
    return "cookie-phrase" if _COOKIES.search(key) is not None else None


def _twice(key: str) -> str | None:
    """Return the rule of a line that a renderer made of several: "AdvertisementAdvertisement", "Terms | Privacy"."""
    half = len(key) // 2
    if half >= _FEWEST_GLUED and key[:half] == key[len(key) - half :]:
        return EXACT.get(key[:half].strip())
    if len(key) > _LONGEST or ("|" not in key and "·" not in key):
        return None
    parts = [EXACT.get(part.strip()) for part in _BETWEEN.split(key)[:_MOST_WORDS]]
    return None if None in parts else parts[-1]


def _glued(key: str) -> str | None:
    """Return the rule of a line that is nothing but phrases on end, as a renderer glues a menu: "Register Log in"."""
    if key[: key.find(" ")] not in _OPENING_WORDS:
        return None
    words = key.split(" ", _MOST_GLUED)
    if not _FEWEST_GLUED <= len(words) <= _MOST_GLUED:
        return None
    at, rules = 0, []
    while at < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            rule = EXACT.get(" ".join(words[at : at + size]))
            if rule is not None:
                at += size
                rules.append(rule)
                break
        else:
            return None
    telling = [rule for rule in rules if rule not in _PLAIN]
    # "National weather service" is made of names of sections too; a menu has more of them.
    if not telling:
        return rules[0] if len(rules) >= _FEWEST_SECTIONS else None
    return next((rule for rule in telling if rule not in WEAK), telling[0])


def _pattern_rule(line: Line, key: str) -> str | None:
    first = key[0]
    if len(key) > _LONGEST:
        opening = _FIRST.match(key)
        choice = None if opening is None else _LONG.get(opening.group(1))
        return None if opening is None or choice is None else _rule(choice, key, opening.end())
    if first.isdigit() or first in _CURRENCIES:
        found = _rule(_NUMBERS, key)
        if found is not None:
            return found
    else:
        opening = _FIRST.match(key)
        if opening is not None:
            found = _opening_rule(line, key, opening)
            if found is None and key[opening.start(1)] > "\u02ff":
                found = _rule(_FOREIGN, key)
            if found is not None:
                return found
    if line.words <= _MOST_WORDS:
        cut = key.rfind(" ") + 1
        choice = _ENDERS.get(key[cut:])
        if choice is not None and (line.words <= 2 or line.text[-1] == ":" or not line.text[0].islower()):
            found = _rule(choice, key[:cut])
            if found is not None:
                return found
        if key[-1] in "0123456789%" and _is_ticker(line.tokens):
            return "ticker-line"
    if _MARK.search(key) is not None:
        found = _rule(_MARKED, key)
        return None if found == "credit-slash" and _SLASH_CREDIT.match(line.text) is None else found
    return None


def _opening_rule(line: Line, key: str, opening: re.Match[str]) -> str | None:
    word = opening.group(1)
    # A piece of a sentence goes on in small letters; a label begins with a capital.
    small = line.text[0].islower()
    cased = _CASED.get(word)
    if cased is not None and line.words <= (8 if small else _MOST_WORDS // 2 if line.finished else _LONGEST):
        found = _rule(cased, line.text, line.text.casefold().find(word))
        if found is not None:
            return found
    if small and word not in _SMALL:
        return None
    if word in DATE_WORDS and _DATES.match(key, opening.start(1)) is not None:
        return "date-phrase"
    choice = _OPENERS.get(word)
    return None if choice is None else _rule(choice, key, opening.end())


def _rule(choice: _Choice, text: str, start: int = 0) -> str | None:
    found = choice[0].match(text, start)
    return None if found is None else choice[1][int((found.lastgroup or "_0")[1:])]


def _is_ticker(tokens: tuple[str, ...]) -> bool:
    """Tell whether the words are names of stocks with prices and changes: "DOW 38,790.43 +0.2%"."""
    if not 2 <= len(tokens) <= _MOST_WORDS:
        return False
    numbers = [token for token in tokens if token.strip("+-−–▲▼%()$€£,.").replace(",", "").replace(".", "").isdecimal()]
    changes = [token for token in numbers if token[0] in "+-−▲▼(" or token.startswith("(+")]
    return bool(changes) and any("." in token for token in numbers) and 2 * len(numbers) >= len(tokens) > len(numbers)


def _linked(line: Line) -> str | None:
    """Return the rule of a line with Markdown links: that of its words, or of a list of links."""
    links = _LINK.findall(line.text)
    words = line_key(_LINK.sub(r"\1", line.text))
    known = EXACT.get(words)
    if known is not None or not links:
        return known
    rest = _LINK.sub("", line.text)
    if any(mark.isalnum() for mark in rest):
        return None
    if len(links) > 1 or not words:
        return "link-list"
    return None
