"""What speaks for and against a line being body text, as named pieces of evidence with points.

The points are rounded log odds: how much likelier body is than residue when the evidence is seen, other things
being equal. This is the place of a learned line classifier: anything that gives every line a number whose sign says
body or residue can stand in for `body_points`.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from copydesk.text.lines import Line
from copydesk.text.wordlists import wordset
from copydesk.text.zone_phrases import phrase_rule

_FUNCTION_WORDS = wordset(
    """a about after all also an and are as at be been but by can could did do does for from had has have he her him
    his how i if in into is it its just more no not of on or our out over she so some than that the their them then
    there these they this those to up was we were what when which while who will with would you your
    der die das und ist im von mit für auf den dem ein eine nicht sich auch es le la les des et un une du est dans
    que pour el los las y en del por con para il che di e per è non o os que do da em um uma não
    het een van op te dat och att det som på är och av til"""
)
_HANGING = wordset(
    """a an the of to and or but nor with from by for at as that which who whose than into onto if when while because
    is was are were has have had be been will would could can may might should do did in on his her its their our
    your my this these those every some any between among through during against per der die das den dem des und oder
    mit von für auf im ein eine le la les du de et un une dans que pour el los las y en del il di een het van op och
    att som på"""
)
"""Words that want another after them."""
_PITCH = wordset(
    """subscribe subscriber subscribers subscription newsletter newsletters inbox sign cookies cookie privacy browser
    javascript advertisement advertisers advertising affiliate commission copyright reserved rights terms click
    download app unsubscribe logged login password account register registered comments commenting email facebook
    instagram whatsapp linkedin podcast podcasts"""
)
_CREDIT_WORDS = (
    "photo",
    "image",
    "pict",
    "credit",
    "foto",
    "bild",
    "video",
    "illustration",
    "©",
    "courtesy",
    "getty",
    "shutter",
    "/",
    "via ",
    "(ap",
    "(afp",
    "(reuters",
    "(file",
    "(supplied",
    "(handout",
    ". ap",
    ") ap",
    ". afp",
    ". reuters",
    ". supplied",
    ". epa",
)
_AMID_BODY = frozenset({"ad-phrase", "credit-phrase", "related-phrase", "duration-clock"})
_CREDIT = re.compile(
    r"(?:\b(?:photo|photos|photograph|image|images|picture|pictures|credit|credits|illustration|foto|bild|video)\s?"
    r"(?:credit|by|via|courtesy|source|:|/|©)"
    r"|©|\bcourtesy of\b|getty images|shutterstock|(?:/|\bvia )(?:ap|afp|reuters|getty|bloomberg|alamy|pa)\b"
    r"|\((?:pictured|ap|afp|reuters|file|supplied|handout|ap photo|file photo)\b.{0,40}$|\bfile photo$"
    r"|\bpictured\b.{0,30}$"
    r"|[.)] (?:ap|afp|reuters|supplied|epa|handout|bloomberg|xinhua|pa)$)"
)

POINTS: dict[str, float] = {
    "base": -0.25,
    # Size and end together: a long line with a stop is prose, a short open one a label.
    "finished-0": 0.0,
    "finished-1": 0.0,
    "finished-2": -0.5,
    "finished-3": -0.25,
    "finished-4": -0.25,
    "finished-5": 0.0,
    "finished-6": 1.0,
    "finished-7": 2.0,
    "finished-8": 2.0,
    "open-0": -0.75,
    "open-1": -1.75,
    "open-2": -2.25,
    "open-3": -1.0,
    "open-4": -1.0,
    "open-5": -1.25,
    "open-6": -0.75,
    "open-7": 0.5,
    "open-8": 0.5,
    # Words that furniture says.
    "phrase": -2.5,
    "phrase-short": -2.25,
    "pitch": -1.75,
    "pitch-long": -2.25,
    "credit": -4.5,
    "before-credit": -3.0,
    # Pieces of a sentence that a renderer cut at links and emphasis.
    "continues": 0.75,
    "starts-lower": -1.5,
    "hanging": 1.25,
    "after-hanging": 0.25,
    "goes-on": 1.25,
    # Marks.
    "quote-open": 1.5,
    "colon": 1.25,
    "cut-off": -2.75,
    "heading": -0.5,
    "bullet": 0.75,
    "bullet-long": -1.0,
    "bullet-among": -0.5,
    # Little words and small letters make sentences. A line with no little words is a name or a fact more often than
    # a menu entry once its size is accounted for.
    "function-0": 0.75,
    "function-1": 0.0,
    "function-2": 0.25,
    "function-3": 0.25,
    "capitals-0": 0.75,
    "capitals-1": 0.25,
    "capitals-2": 0.0,
    "capitals-3": 0.0,
    # What a page says twice is seldom the story; the second time never.
    "repeat-short": -1.25,
    "repeat-often": -0.25,
    "repeat-long": -2.25,
    "repeat-long-again": -3.0,
    # Company.
    "near-0": -0.75,
    "near-1": 0.0,
    "near-2": 0.25,
    "near-3": 0.25,
    "near-4": 0.5,
    "near-5": 0.5,
    "near-6": 0.5,
    "after-prose": 0.5,
    "before-prose": 0.5,
    "furniture-0": 0.75,
    "furniture-1": -0.5,
    "furniture-2": -1.0,
    "furniture-3": -2.5,
    "wide-0": -0.5,
    "wide-1": -0.25,
    "wide-2": 0.0,
    "wide-3": 0.25,
    "wide-4": 0.75,
    "wide-5": 0.75,
    # Where the line stands to the main run of the text (`copydesk.text.zone_body`).
    "inside": 1.0,
    "inside-before-any": 0.5,
    "inside-at-end": 0.0,
    "past-end": -1.25,
    "short-outside": -0.75,
    "before": -0.5,
    "just-after": 0.5,
    "after": -1.25,
}
"""Log odds of body against residue for each piece of evidence, rounded to quarters.

Source: logistic regression over the lines of 151 English pages in seven renderings each, words and documents weighted
alike, then tidied by hand. They know those pages: fitted without a fifth of the publishers in turn, token F1 on the
ones left out is .928 where it is .936 with the points below.
"""

SIZES = (1, 2, 4, 7, 11, 17, 29, 59)
"""Upper edges of the size classes of a line, in words; a ninth class is longer."""


def size_class(words: int) -> int:
    """Return the class (0 to 8) of a line of ``words`` words."""
    return bisect_left(SIZES, words)


def is_prose(line: Line) -> bool:
    """Tell whether the line alone looks like a paragraph: a dozen words and an end."""
    return line.words >= 12 and line.finished


class Context(NamedTuple):
    """What the evidence of one line needs to know of the whole document."""

    lines: Sequence[Line]
    rules: Sequence[str | None]
    """The phrase rule that knows each line."""
    prose: Sequence[int]
    """How many of the lines before each line look like a paragraph (one entry more than lines)."""
    furniture: Sequence[int]
    """How many of the lines before each line are furniture (one entry more than lines)."""
    repeats: Counter[str]
    """How often each key occurs."""
    firsts: dict[str, int]
    """The index of the first line of each key."""


def context_of(lines: Sequence[Line]) -> Context:
    """Look once over all lines."""
    rules = [phrase_rule(line) for line in lines]
    return Context(
        lines=lines,
        rules=rules,
        prose=[0, *accumulate([is_prose(line) for line in lines])],
        furniture=[0, *accumulate([is_furniture(rule) for rule in rules])],
        repeats=Counter([line.key for line in lines]),
        firsts={lines[index].key: index for index in range(len(lines) - 1, -1, -1)},
    )


def evidence(context: Context, index: int) -> list[str]:
    """Name what is seen of line ``index``: its own looks, its repeats, its neighbours. The names are keys of POINTS."""
    lines, rules, prose, furniture, repeats, firsts = context
    line, rule = lines[index], rules[index]
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    size = size_class(line.words)
    seen = [f"{'finished' if line.finished else 'open'}-{size}"]
    if rule is not None:
        seen.append("phrase" if line.words > 2 else "phrase-short")
    text = line.text
    first = text[0]
    if first.islower() or first in ",.;:)":
        seen.append("continues" if before and not before.finished else "starts-lower")
    if before and hangs(before):
        seen.append("after-hanging")
    if hangs(line):
        seen.append("hanging")
    elif after and not line.finished and (after.text[0].islower() or after.text[0] in ",.;:)’'"):
        seen.append("goes-on")
    if first in '“"«„「‘':
        seen.append("quote-open")
    if line.bullet:
        seen.append("bullet" if size < 6 else "bullet-long")
        if before and (before.bullet or before.text[-1] == ":") and after and (after.bullet or is_prose(after)):
            seen.append("bullet-among")
    if line.heading:
        seen.append("heading")
    if size >= 2:
        functions = sum([token in _FUNCTION_WORDS for token in line.tokens[:60]]) / min(len(line.tokens), 60)
        seen.append(f"function-{0 if functions == 0 else 1 if functions < 0.2 else 2 if functions < 0.35 else 3}")
        seen.append(f"capitals-{min(int(line.capitals * 4), 3)}")
        if size < 8 and not _PITCH.isdisjoint(line.tokens):
            seen.append("pitch" if size < 6 else "pitch-long")
    if rule is None and has_credit(line):
        seen.append("credit")
    if size < 8 and index + 1 < len(rules) and rules[index + 1] == "credit-phrase":
        seen.append("before-credit")
    if text[-1] == ":":
        seen.append("colon")
    elif text.endswith(("...", "…")):
        seen.append("cut-off")
    count = repeats[line.key]
    if count > 1:
        seen.append(
            ("repeat-short" if count == 2 else "repeat-often")
            if size < 5
            else "repeat-long"
            if firsts[line.key] == index
            else "repeat-long-again"
        )
    near = prose[min(index + 4, len(lines))] - prose[max(index - 3, 0)] - is_prose(line)
    seen.append(f"near-{near}")
    if before and is_prose(before):
        seen.append("after-prose")
    if after and is_prose(after):
        seen.append("before-prose")
    seen.append(
        f"furniture-{min(furniture[min(index + 3, len(lines))] - furniture[max(index - 2, 0)] - is_furniture(rule), 3)}"
    )
    wide = prose[min(index + 13, len(lines))] - prose[max(index - 12, 0)]
    seen.append(f"wide-{min(wide // 4, 5)}")
    return seen


def is_furniture(rule: str | None) -> bool:
    """Tell whether a line of this phrase rule makes its neighbours suspect; what stands between paragraphs does not."""
    return rule is not None and rule not in _AMID_BODY


def hangs(line: Line) -> bool:
    """Tell whether the line stops in mid-sentence: no end, and its last word is one that wants another."""
    return not line.finished and line.tokens[-1] in _HANGING and line.words > 1 and line.text[-1].islower()


def has_credit(line: Line) -> bool:
    """Tell whether the line closes with the credit of a picture."""
    if line.words >= 80:
        return False
    tail = line.key[-90:]
    # The words are looked for first because the pattern is ten times as slow, and most lines have none.
    return any(word in tail for word in _CREDIT_WORDS) and _CREDIT.search(tail) is not None
