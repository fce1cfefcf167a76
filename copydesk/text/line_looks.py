"""What a line looks like by itself, and what is asked of all lines of a text at once."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from copydesk.text.lines import Line
from copydesk.text.wordlists import wordset
from copydesk.text.zone_phrases import phrase_rule

SMALL_WORDS = wordset(
    """a about after all also an and are as at be been but by can could did do does for from had has have he her him
    his how i if in into is it its just more no not of on or our out over she so some than that the their them then
    there these they this those to up was we were what when which while who will with would you your
    der die das und ist im von mit für auf den dem ein eine nicht sich auch es le la les des et un une du est dans
    que pour el los las y en del por con para il che di e per è non o os que do da em um uma não
    het een van op te dat och att det som på är och av til"""
)
"""What paragraphs are full of and labels are not, in the languages that the classifier was trained on most: one of its
features, so that a change wants a new training."""
_HANGING = wordset(
    """a an the of to and or but nor with from by for at as that which who whose than into onto if when while because
    is was are were has have had be been will would could can may might should do did in on his her its their our
    your my this these those every some any between among through during against per der die das den dem des und oder
    mit von für auf im ein eine le la les du de et un une dans que pour el los las y en del il di een het van op och
    att som på"""
)
"""Words that want another after them."""
SIZES = (1, 2, 4, 7, 11, 17, 29, 59)
"""Upper edges of the size classes of a line, in words; a ninth class is longer."""


def size_class(words: int) -> int:
    """Return the class (0 to 8) of a line of ``words`` words."""
    return bisect_left(SIZES, words)


class Context(NamedTuple):
    """What the rules of one line ask of the whole document."""

    lines: Sequence[Line]
    rules: Sequence[str | None]
    """The phrase rule that knows each line."""
    prose: Sequence[int]
    """How many of the lines before each line look like a paragraph (one entry more than lines)."""
    repeats: Counter[str]
    """How often each key occurs."""


def context_of(lines: Sequence[Line]) -> Context:
    """Look once over all lines."""
    rules = [phrase_rule(line) for line in lines]
    return Context(
        lines=lines,
        rules=rules,
        prose=[0, *accumulate([line.prose for line in lines])],
        repeats=Counter([line.key for line in lines]),
    )


def hangs(line: Line) -> bool:
    """Tell whether the line stops in mid-sentence: no end, and its last word is one that wants another."""
    return not line.finished and line.tokens[-1] in _HANGING and line.words > 1 and line.text[-1].islower()
