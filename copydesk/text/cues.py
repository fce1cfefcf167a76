"""Cue words: their lemma, what the speaker does with them (their class), and whether they are negated.

The terms are PARC3/PolNeAR's: the *cue* is the words that attribute, "said", "according to", "has long dreamed of".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from copydesk.text.cue_lexicon import (
    ASPECTS,
    CARRIERS,
    FUNCTION_WORDS,
    HELPERS,
    LIGHT,
    OTHER_VERBS,
    PHRASES,
    SPEECH_CLASSES,
    TAGGING_VERBS,
)
from copydesk.text.cue_nouns import ADJECTIVES, ADVERBS, NOUNS, PREPOSITIONS
from copydesk.text.verb_forms import base_forms
from copydesk.text.wordlists import wordset

_READ = 200
"""Characters of a cue that are read; the longest cues of news corpora have some 120."""
_GAP = 3
"""Words that may stand where a set phrase has its "…"."""

CLASSES = (*TAGGING_VERBS, *(name for name in OTHER_VERBS if name not in TAGGING_VERBS))
"""Every class, those of speech first; schemas/quotes.py tells what each means."""


def _by_word(words_of: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in reversed(list(words_of.items())) for word in words.split()}


_TAGGING = _by_word(TAGGING_VERBS)
_VERBS = _by_word(OTHER_VERBS) | _TAGGING
_INFINITIVES = frozenset(_VERBS) | HELPERS
_NOUNS = _by_word(NOUNS)
_ADJECTIVES = _by_word(ADJECTIVES)
_PHRASES: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _name, _phrases in PHRASES.items():
    for _phrase in filter(None, _phrases.split(", ")):
        _PHRASES.setdefault(_phrase.split()[0], []).append((tuple(_phrase.split()), _name))

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_BE = {"s": "be", "re": "be", "m": "be", "isn't": "be", "ain't": "be"}
_DETERMINERS = wordset("a an the his her their its my our your no any some another every each s of in")
_ARTICLES = wordset("a an the his her their its my our your no")
_NEGATORS = wordset("not never no nobody none neither nor without cannot")
_BARELY = wordset("only just merely simply least surprisingly doubt")
"""Words after a negator that take its force: "not only said"."""
_PRONOUNCES_NO = wordset("say answer vote reply")
_FAILERS = wordset("fail stop cease refrain unable unwilling refuse decline avoid")
_LEADING_NEGATION = re.compile(
    r"(?:\b(?:not|never|without|nor|yet\s+to|(?:refus|declin|fail)(?:ed?|es|s|ing)\s+to|stop(?:s|ped)?\s+short\s+of)|n[’']t)"
    r"(?:\s+[^\W\d_]+ly)?\s+\Z",
    re.IGNORECASE,
)
_NO_SOURCE = re.compile(r"(?:no[\s-]one|nobody|none|neither|no\s+[^\W\d_]+)\b", re.IGNORECASE)


class _Item(NamedTuple):
    """A word or phrase of a cue that the lexicon knows."""

    place: int
    """Index of its first token."""
    lemma: str
    name: str
    """The class."""
    is_strong: bool
    """Verbs and phrases; other parts of speech attribute only where no verb does."""


class _Reading(NamedTuple):
    lemma: str | None
    name: str | None
    is_negated: bool
    is_tagging: bool
    """A verb or set phrase that stands beside words in quotation marks."""
    tells_words: bool
    """Its content is what somebody said or wrote, not a matter that was spoken of."""


@lru_cache(maxsize=8192)
def _read(cue: str) -> _Reading:
    tokens = _TOKEN.findall(cue[:_READ].lower().replace("’", "'"))
    if not tokens:
        name = "say" if cue.strip()[:1] in (":", "—", "–", "―", "-") else None
        return _Reading(None, name, is_negated=False, is_tagging=name is not None, tells_words=name is not None)
    forms = [_forms(token) for token in tokens]
    items = list(_items(tokens, forms))
    head = _head(items)
    if head is None:
        name = PREPOSITIONS.get(tokens[0]) if FUNCTION_WORDS.issuperset(tokens) else None
        is_negated = _negations(tokens, forms, len(tokens)) > 0
        return _Reading(_unknown(tokens, forms), name, is_negated, is_tagging=False, tells_words=False)
    negations = _negations(tokens, forms, head.place) + (head.name == "refuse")
    after = tokens[head.place + 1 : head.place + 3]
    negations += after == ["not", "to"] or (
        after[:1] == ["no"] and head.lemma not in _PRONOUNCES_NO and " " not in head.lemma
    )
    if head.lemma == "deny" and any(item.place > head.place and item.is_strong for item in items):
        negations += 1  # "denied having said": the words are not said
    is_speech = head.name in SPEECH_CLASSES
    is_tagging = is_speech and (head.lemma in _TAGGING or " " in head.lemma)
    is_noun = not head.is_strong and (head.lemma in _NOUNS or head.lemma in ADVERBS)
    return _Reading(head.lemma, head.name, negations % 2 == 1, is_tagging, is_tagging or (is_speech and is_noun))


def _forms(token: str) -> list[str]:
    if token in _BE:
        return [_BE[token], token]
    bare = token.removesuffix("'s").removesuffix("n't")
    return base_forms(bare or token)


def _items(tokens: Sequence[str], forms: Sequence[list[str]]) -> Iterator[_Item]:
    place = 0
    while place < len(tokens):
        phrase = _phrase_at(tokens, forms, place)
        if phrase is not None:
            words, name, end = phrase
            yield _Item(place, " ".join(word for word in words if word != "…"), name, True)
            place = end
            continue
        item = _word_at(tokens, forms, place)
        if item is not None:
            yield item
        place += 1


def _phrase_at(
    tokens: Sequence[str], forms: Sequence[list[str]], place: int
) -> tuple[tuple[str, ...], str, int] | None:
    """Return the longest set phrase that starts at a token, its class and where it ends."""
    found: tuple[tuple[str, ...], str, int] | None = None
    for first in forms[place]:
        for words, name in _PHRASES.get(first, ()):
            at, gap = place + 1, 0
            for word in words[1:]:
                if word == "…":
                    gap = _GAP
                    continue
                near = range(at, min(at + gap + 1, len(tokens)))
                hit = next((k for k in near if tokens[k] in (word, f"{word}s")), None)
                if hit is None:
                    break
                at, gap = hit + 1, 0
            else:
                if found is None or len(words) > len(found[0]):
                    found = (words, name, at)
    return found


def _word_at(tokens: Sequence[str], forms: Sequence[list[str]], place: int) -> _Item | None:
    token, bases = tokens[place], forms[place]
    if token in FUNCTION_WORDS and token not in ADVERBS:
        return None
    verb = _known(token, bases, _VERBS)
    is_inflected = token.endswith(("ing", "ed"))  # "of claiming" holds no claim; "a warning" is a noun of its own
    noun = _known(token, () if is_inflected else bases, _NOUNS)
    after_determiner = any(before in _DETERMINERS for before in tokens[max(0, place - 3) : place])
    is_plural = token.endswith("s") and place > 0 and tokens[place - 1] in _ARTICLES  # "rolls her eyes"
    if verb is not None and verb not in HELPERS and not is_plural and not (noun is not None and after_determiner):
        return _Item(place, verb, _VERBS[verb], True)
    leads_on = tokens[place + 1 : place + 2] == ["to"] and not _INFINITIVES.isdisjoint(tokens[place + 2 : place + 3])
    for base, names in ((noun, _NOUNS), (_known(token, bases, _ADJECTIVES), _ADJECTIVES)):
        if base is not None:
            # "refusal to name", "eager to say": the verb after it is what is refused.
            return _Item(place, base, names[base], leads_on or names[base] == "refuse")
    return _Item(place, token, ADVERBS[token], False) if token in ADVERBS else None


def _known(token: str, bases: Sequence[str], words: Mapping[str, str]) -> str | None:
    return next((base for base in (token, *bases) if base in words), None)


def _head(items: Sequence[_Item]) -> _Item | None:
    """Return the item that attributes: the first verb that does not give way to a later word, else the first word."""
    for number, item in enumerate(items):
        if not item.is_strong:
            continue
        later = items[number + 1 :]
        verbs = [other for other in later if other.is_strong]
        if item.lemma.replace(" ", "-") in ASPECTS and verbs:
            continue
        if item.lemma in CARRIERS and (said := [other for other in verbs if other.name in SPEECH_CLASSES]):
            return said[0]
        if item.lemma in LIGHT and (
            nouns := [other for other in later if not other.is_strong and other.lemma in _NOUNS]
        ):
            return nouns[0]
        return item
    return items[0] if items else None


def _unknown(tokens: Sequence[str], forms: Sequence[list[str]]) -> str:
    """Return the lemma of a cue without a known word: its first full word."""
    for token, bases in zip(tokens, forms, strict=True):
        is_helper = bases[0] in HELPERS or token.endswith("n't")
        if not is_helper and token not in FUNCTION_WORDS and not token.endswith("ly"):
            return bases[0]
    return next((bases[0] for bases in forms if bases[0] in HELPERS), forms[-1][0])


def _negations(tokens: Sequence[str], forms: Sequence[list[str]], before: int) -> int:
    """Return how many words negate what stands at the token ``before``."""
    count = 0
    for place in range(min(before, len(tokens))):
        word, following = tokens[place], tokens[place + 1 : place + 2]
        if word in _NEGATORS or word.endswith("n't"):
            count += not (following and following[0] in _BARELY)
        elif word == "yet":
            count += following == ["to"]
        elif not _FAILERS.isdisjoint(forms[place]):
            count += 1
    # "never did not" is nobody's cue: two negators before one verb are one ("neither … nor", "no one ever did not").
    return min(count, 1)


def cue_lemma(cue: str) -> str | None:
    """Return the base form of the word that attributes: "has long dreamed of" gives "dream".

    Helping verbs and adverbs are passed over; "was quoted as saying" gives "say". Without a verb it is the noun or
    the adjective ("the allegation that" gives "allegation"). Set phrases stay whole ("according to", "call for").
    None when the cue holds no word, as with a colon.

    Source: LEMMAS in tests/text/test_cues.py.
    """
    return _read(cue).lemma


def cue_class(cue: str) -> str | None:
    """Return the class of a cue, one of `CLASSES`; None for a word outside the lexicon.

    Source: CLASSES_OF in tests/text/test_cues.py.
    """
    return _read(cue).name


def cue_negated(cue: str, before: str = "", source: str = "") -> bool:
    """Tell whether the cue says that the words were *not* said, thought or done: "did not say", "declined to comment".

    A denial that was made is no negation ("denied that"), one of having spoken is ("denied saying").

    Args:
        cue: The cue.
        before: The text before the cue, of which the tagger may have left out the "did not".
        source: "No one" negates what it says.

    Source: NEGATED in tests/text/test_cues.py.
    """
    is_negated = _read(cue).is_negated
    if _LEADING_NEGATION.search(before[-40:]) or _NO_SOURCE.match(source.strip()):
        return not is_negated
    return is_negated


def is_speech_cue(cue: str) -> bool:
    """Tell whether the cue is one that stands beside words in quotation marks: "said", "he quipped", a colon.

    It is stricter than `cue_class`, since words like "target" or "defense" stand beside quotations that they do not
    attribute: nouns and words outside the lexicon are no speech cues, nor are verbs of belief, plan and finding.

    Source: SPEECH in tests/text/test_cues.py.
    """
    return _read(cue).is_tagging


def tells_words(cue: str) -> bool:
    """Tell whether what the cue attributes was said or written: "said", "the claim that"; not "believes".

    False too for verbs whose object is a matter and not words ("referred to the bridge", "promoted the plan"),
    and for words outside the lexicon. A negated cue is judged by its verb: "did not say" tells of saying.

    Source: WORDS_TOLD in tests/text/test_cues.py.
    """
    return _read(cue).tells_words
