"""Contents that tell what was spoken about, but not what was said: "grilled him about his debts"."""

import re
from collections.abc import Sequence

from copydesk.text.wordlists import wordset

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_ABOUT = wordset("about on over regarding concerning of")
_TOPIC_CUE = wordset("about on over regarding concerning at from")
_OPENERS = wordset("that if whether how why what when where who which to not i he she they we it you there as for")
_AUXILIARIES = wordset(
    """
    is are was were be been being am has have had do does did will would can could may might must shall should cannot
    """
)
_CONTRACTED = ("n't", "'ll", "'re", "'ve", "'d")
_RELATIVES = wordset("that which who whose whom where when")
_FEWEST = 3
"""Words that a bare noun phrase needs to say something: "has claimed victory" tells no more than its verb."""


def is_topic(fragments: Sequence[str], cue: str) -> bool:
    """Tell whether an indirect content, given by its fragments, only names what was spoken about, or to whom.

    It does when each of them, or the end of its cue, is a preposition of topic ("about", "lashed out at") before a noun
    phrase, or is a noun phrase of a word or two. A clause ("that …", "to …", "he will …") always says something.

    Source: TOPICS and SAID in tests/text/test_topics.py.
    """
    return all(_is_topic(fragment, cue) for fragment in fragments)


def _is_topic(fragment: str, cue: str) -> bool:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(fragment)]
    led = (_WORD.findall(cue.lower()) or [""])[-1] in _TOPIC_CUE
    if words and words[0] in _ABOUT:
        led, words = True, words[1:]
    if not words:
        return True
    return (led or len(words) < _FEWEST) and not _is_clause(words)


def _is_clause(words: list[str]) -> bool:
    if len(words) > 1 and (words[0] in _OPENERS or (words[0].endswith("ing") and len(words) >= _FEWEST)):
        return True
    for number, word in enumerate(words):
        if word in _AUXILIARIES or word.endswith(_CONTRACTED):
            return True
        if number and word in _RELATIVES:
            return False  # what follows belongs to the noun before
    return False
