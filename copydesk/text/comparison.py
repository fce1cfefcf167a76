"""How texts are compared: the one normal form, made for comparing and never stored.

Two texts that a reader takes for the same must compare equal, whatever the publisher's system wrote them with. The form
is NFKC rather than NFC: it also makes a ligature two letters, a full-width letter a plain one and "…" three dots. What
NFKC loses (a superscript, a fraction) never tells two headlines or lines apart. On top of it:

- case is folded, "ß" is "ss", and the Turkish dotted and dotless i are one letter: no upper-casing keeps them apart;
- soft hyphens, zero-width characters, joiners, direction marks, variation selectors and the Arabic stretching stroke
  are left out. Joiners matter where Persian, Hindi and emoji are shown, but publishers drop them as often as not;
- curly quotation marks and apostrophes are straight ones, dashes and the minus sign are hyphens (one hyphen each);
- white space of any kind and length, non-breaking included, is one space, and none is at the edges.

Guillemets and brackets stay: they part a quotation from its text, and are no style of the same mark.
"""

import re
import unicodedata

_LEFT_OUT = (
    *(0x00AD, 0x034F, 0x0640, 0x061C, 0xFEFF),
    *range(0x180B, 0x180F),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xE0000, 0xE0080),
    *range(0xE0100, 0xE01F0),
)
_REPLACED = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u2035\u00b4\u1ffd\u02b9\u02bb\u02bc\u02bd\uff07",
    '"': "\u201c\u201d\u201e\u201f\u2033\u2036\u301d\u301e\u301f\uff02",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
    "i": "\u0131",
}
_EVERYDAY = (
    *(("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"')),
    *(("\u2013", "-"), ("\u2014", "-"), ("\u00a0", " ")),
)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_LEFT_OUT),
    **{ord(mark): plain for plain, marks in _REPLACED.items() for mark in marks},
}
# Two classes: a class that reaches beyond the first plane is searched as a list of ranges, a hundred times slower.
_SPECIAL = re.compile("[" + "".join(re.escape(chr(mark)) for mark in _TABLE if mark < 0x10000) + "]")
_FAR = re.compile("[\U000e0000-\U000e007f\U000e0100-\U000e01ef]")
# Python sorts a run of combining marks in quadratic time; Unicode's own "stream-safe" texts hold 30 at most.
_SAFE_CHARS, _LONGEST_RUN = 200, 30
_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_LONGEST_RUN + 1},}}")
_DOTTED_I = re.compile("i\u0307+")


def comparable(text: str) -> str:
    """Return ``text`` in the form in which texts are compared: equal for texts that a reader takes for the same.

    Never for storing, and without offsets: its length differs. Takes any string; linear time. Plain ASCII, which most
    lines are, skips all but the folding of case and white space.
    """
    if not text.isascii():
        # The everyday marks first, each in a fraction of the time of a table; most texts have no others.
        for mark, plain in _EVERYDAY:
            text = text.replace(mark, plain)
    if not text.isascii():
        if len(text) > _SAFE_CHARS:
            text = _RUN.sub(lambda run: run.group()[:_LONGEST_RUN], text)
        # Folding of case can undo the composition, and composing can bring letters that fold, and marks.
        folded = unicodedata.normalize("NFKC", _without_marks(text)).casefold()
        if "\u0307" in folded:
            folded = _DOTTED_I.sub("i", folded)
        text = _without_marks(unicodedata.normalize("NFKC", folded))
    return " ".join(text.casefold().split())


def _without_marks(text: str) -> str:
    if _SPECIAL.search(text) is not None or _FAR.search(text) is not None:
        return text.translate(_TABLE)
    return text
