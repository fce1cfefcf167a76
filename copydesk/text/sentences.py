"""Sentence boundaries inside one segment: rules and a list of abbreviations."""

import re

from copydesk.text.cue_lexicon import SAID_FORMS
from copydesk.text.spans import Span, trim
from copydesk.text.wordlists import wordset

_CLOSERS = r"[\"'”’»›)\]}」』】）*_]"
_END = re.compile(
    # A blank line ends whatever it was.
    r"(?P<blank>\n[ \t\u00a0]*\n)"
    # Full-width stops, the danda and the stops of Urdu and Arabic need no space after them; "３．５" is a number, and
    # a Japanese particle after the closing bracket carries the sentence on.
    rf"|(?P<wide>(?:[。！？｡।॥۔؟]|．(?![0-9０-９])){{1,20}}+{_CLOSERS}{{0,6}}+(?:(?<![」』])|(?![とっなのがをに、])))"
    # All others do. The runs are bounded so that a megabyte of stops stays linear.
    rf"|(?P<stop>[.!?…।॥؟۔።։]{{1,20}})(?P<close>{_CLOSERS}{{0,6}})(?=\s)"
)
_WORD = re.compile(r"[^\s\"“”«»()\[\]{}]{0,40}$")
_NEXT = re.compile(r"\s*([\"'“‘«„「『(\[{¿¡*_•–—-]{0,4})\s?([^\W_]*)")

# Stand before a name or a number, and so never end a sentence.
_TITLES = wordset(
    """mr mrs ms mx messrs dr prof gov lt sen rep gen col capt cpl sgt maj brig cmdr adm pte insp supt det rev fr hon
    pres amb atty asst assoc sr. msgr ald supt hr fru mme mlle herr sig sra srta dña st. ste vs v viz cf ca approx
    e.g i.e eg ie al fig figs eq vol pp ed eds trans nr bzw z.b d.h u.a m.e.z
    ул им просп акад проф тов вул κ κα δρ
    डॉ प्रो पं स्व मो ए बी सी डी एफ जी एच जे एल एम एन पी आर एस टी यू वी דר פרופ"""
)
# End a sentence or not; the next word tells.
_SHORT = wordset(
    """inc corp co ltd plc llc bros jr sr esq ph.d m.d b.a m.a etc st ave blvd rd mt ft hwy dept dist est univ assn
    a.m p.m am pm u.s u.k u.n e.u pop d.c u.s.a l.a n.y p.o b.c a.d m.p no. nos art sec ch para
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn
    tex va vt wash wis wyo ont que"""
)
_BEFORE_NUMBER = wordset(
    "no nos art sec ch para p pp pop vol fig figs jan feb mar apr jun jul aug sept sep oct nov dec c"
)
_STARTERS = wordset(
    """a after all although an and another any as at because before both but by despite during each even every few
    for from given he her here his how however i if in instead it its last later many meanwhile more most my neither
    no nor not now of on once one only or other others our several she since so some such that the their then there
    these they this those though through to today two under until we what when where whether which while who why with
    without yet you your mr mrs ms dr"""
)
_TAG = re.compile(rf"\s+(?:[A-ZÀ-Þ][\w.'’-]{{0,30}}\s+){{1,4}}(?:{'|'.join(sorted(SAID_FORMS))})\b")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")


def split_sentences(text: str) -> list[Span]:
    """Return the sentences of ``text`` as character spans (code points, end exclusive).

    Spans are in order, do not overlap, begin and end with no white space, and leave out only white space. Closing
    quotation marks and brackets stay with their sentence; a speech tag stays with its question. Takes any string,
    in linear time; meant for one segment at a time.

    Raises:
        ValueError: If ``text`` holds a carriage return, i.e. was not decoded by intake.

    Source: GOLDEN in tests/text/test_sentences.py.
    """
    if "\r" in text:
        raise ValueError("text holds a carriage return: decode it with copydesk.intake first")
    spans: list[Span] = []
    start = 0
    for found in _END.finditer(text):
        if found["stop"] is not None and not _ends(text, found, start):
            continue
        span = trim(text, Span(start, found.end()))
        if span.end > span.start:
            spans.append(span)
        start = found.end()
    span = trim(text, Span(start, len(text)))
    if span.end > span.start:
        spans.append(span)
    return spans


def _ends(text: str, found: re.Match[str], start: int) -> bool:
    """Tell whether the stop ends the sentence that began at ``start``."""
    stop, close = found["stop"], found["close"]
    # Long white space is cut off: what is that far away does not belong to the sentence.
    after = _NEXT.match(text, found.end(), found.end() + 80)
    if after is None:
        return True
    opening, word = after[1], after[2]
    if word[:1].islower():
        return False
    if stop in ("...", "…", "....") or stop.startswith(("..", "…")):
        return bool(opening or close) or (
            word[:1].isupper() and word != "I" and not text[found.start() - 1 : found.start()].isspace()
        )
    if stop != ".":
        tagged = close and _TAG.match(text, found.end(), found.end() + 160)
        return not tagged
    if not word and text[after.end() : after.end() + 1] in tuple(".!?…"):
        # Spaced dots: ". . ." is one stop, the last.
        return False
    if close and close[0] not in "'’])":
        return True
    return _full_stop_ends(
        _word_before(text, found.start(), start), word, opening, is_first=_is_first(text, found.start(), start)
    )


def _word_before(text: str, stop: int, start: int) -> str:
    found = _WORD.search(text[max(start, stop - 41) : stop])
    return found.group().strip("'‘’*_—–-") if found else ""


def _is_first(text: str, stop: int, start: int) -> bool:
    """Tell whether one short word is all that stands before the stop."""
    piece = text[start : min(stop, start + 200)].strip() if stop - start < 200 else " "
    return bool(piece) and " " not in piece and len(piece) <= 3


def _full_stop_ends(before: str, after: str, opening: str, *, is_first: bool) -> bool:
    """Decide on one full stop by the word it follows and the word after."""
    low = before.casefold()
    if is_first and (before.isdigit() or len(before) == 1):
        return False
    if low in _TITLES and (low != "v" or after[:1].isupper()):
        return False
    if after[:1].isdigit() and low in _BEFORE_NUMBER:
        return False
    starter = after.casefold() in _STARTERS
    quoted = opening[:1] in ("“", '"', "«")
    if len(before) == 1 and before.isalpha() and before.upper() == before.lower() and not _IDEOGRAPH.match(before):
        # Arabic and Hebrew have no capitals; a letter alone is short for a title or a name.
        return False
    if _INITIALS.fullmatch(before) and before[0].isupper():
        # An initial, or letters with stops between them: U.S., J.K.
        return quoted or (starter and after != "A" and before != "I")
    if low in _SHORT and (low not in _AMBIGUOUS or before[0].isupper()):
        return quoted or starter
    return True


_AMBIGUOUS = wordset(
    "la miss mass ore wash ill ind art sat sun mon fri no am pm est co del va pa mo mar jan sec ch para mt ft rd"
)
"""Abbreviations that are also words: they count only where they begin with a capital."""
