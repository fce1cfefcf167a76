"""The blocks of text of an HTML page, in the order of the page, with what the markup around each says."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from copydesk.intake.records import Reason, Refusal
from copydesk.intake.render import BLOCKS, BREAKS, CELLS, ITEMS, ROWS, SILENT

_WORDS: dict[str, str] = {
    "caption": """caption captions legend bildunterschrift bildtext credit credits copyright figcaption figure fotograf
        photographer foto photo image img picture media bild imagen""",
    "related": """related recommend recommended recommendation recommendations recommends readmore more also outbrain
        taboola trending popular mostread promo promoted recirc recirculation latest teaser teasers carousel newsfeed
        newsletter-promo card cards tile tiles next previous prev linked weiterlesen mehr similar relacionadas
        relacionados suggested suggestions read""",
    "social": """share sharing shares social socials follow twitter tweet facebook whatsapp instagram sharebar
        teilen""",
    "newsletter": """newsletter newsletters subscribe subscription subscriber signup sign register registration login
        paywall piano abo donate donation support membership member cta inscription optin""",
    "comment": """comment comments commenting disqus discussion respond reply kommentar kommentare""",
    "advert": """ad ads adv advert adverts advertisement advertising sponsor sponsored banner dfp anzeige publicidad
        affiliate commercial adslot adsense gpt deals""",
    "meta": """byline bylines author authors autor date dateline datetime published publish timestamp time meta metadata
        info kicker eyebrow breadcrumb breadcrumbs tag tags topic topics category categories keyword keywords bio
        section""",
    "frame": """nav navigation navbar menu footer masthead sidebar rail widget widgets toolbar pagination pager cookie
        cookies consent modal popup overlay dialog skip search gallery slideshow slider player video audio""",
    "lead": """standfirst lead lede intro summary dek deck subtitle subheadline subhead excerpt abstract description
        sapo vorspann tagline subheading introduction""",
    "body": """body articlebody storybody content text copy prose richtext wysiwyg paragraph paragraphs rte textblock
        maintext""",
    "article": """article story post entry news detail single hentry""",
    "aside": """aside infobox factbox callout embed embedded pullquote blockquote quote box note disclaimer correction
        footnote endnote notice tooltip inset sidebar""",
    "heading": """title headline heading head header headlines h1 h2""",
}
_HINT_OF = {word: name for name, words in _WORDS.items() for word in words.split()}
_TELLING = ("class", "id", "role", "itemprop", "data-testid")
"""Attributes that say what an element is."""
_SAID_CHARS, _CLASS_CHARS = 400, 60
_NEAR = 3
"""Elements that are near a block: its holder and two parents."""
_PLACE = 3
"""Parents whose names make up a place, the holder itself not counted."""
_HIDDEN = re.compile(r"display:\s?none|visibility:\s?hidden", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
HINTS = tuple(_WORDS)
"""What a class, an id or a role may say of its element."""
_TAG_HINTS = {
    "figure": "caption",
    "figcaption": "caption",
    "aside": "aside",
    "nav": "frame",
    "footer": "frame",
    "header": "meta",
    "form": "newsletter",
    "address": "meta",
    "time": "meta",
    "dialog": "frame",
}
_BOLD = frozenset(("b", "strong"))


_BEYOND_BUTTONS = frozenset(("p", "article", "main", "h1", "h2"))
"""What no button holds: where one seems to, somebody forgot to close it, and the rest of the page is not its label."""


class Block(NamedTuple):
    """One paragraph, heading, list item, table row, or other run of text without a block's edge in it."""

    text: str
    """One line, or several where ``br`` parts them; white space folded."""
    tag: str
    """The element that holds the text."""
    near: frozenset[str]
    """What the holder and its two nearest parents say they are (of `HINTS`)."""
    far: frozenset[str]
    """What the parents above those say."""
    links: float
    """Share of the characters that are links."""
    bold: float
    """Share of the characters that are bold."""
    holder: int
    """The number of the holder, as in ``Page.parents``."""
    place: str
    """The names and classes of the holder and its parents: alike for the paragraphs of one body."""
    tight: bool
    """An item of a list or a row of a table: it stands on a line of its own, without blank lines around."""


class Page(NamedTuple):
    """The text of a page."""

    blocks: list[Block]
    parents: list[int]
    """The number of each element's parent, which is less than its own; the first has -1."""


class _Frame(NamedTuple):
    tag: str
    number: int
    place: str
    own: frozenset[str]
    every: frozenset[str]


@dataclass
class _Reader:
    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    known: dict[tuple[str, str], tuple[str, frozenset[str]]] = field(default_factory=dict)
    prefix: str = ""
    chars: int = 0
    linked: int = 0
    bolded: int = 0

    def add(self, piece: str, link: int, bold: int) -> None:
        # The line breaks of markup mean nothing.
        self.pieces.append(piece.replace("\n", " ") if "\n" in piece else piece)
        size = len(piece.strip())
        self.chars += size
        if link:
            self.linked += size
        if bold:
            self.bolded += size

    def end(self, *, tight: bool) -> None:
        if self.chars:
            text = "".join(self.pieces)
            if "\n" in text:
                text = "\n".join([folded for line in text.split("\n") if (folded := " ".join(line.split()))])
            else:
                text = " ".join(text.split())
            if text:
                top = self.stack[-1]
                self.blocks.append(
                    Block(
                        text=self.prefix * tight + text,
                        tag=top.tag,
                        near=frozenset().union(*[frame.own for frame in self.stack[-_NEAR:]]),
                        far=top.every,
                        links=self.linked / self.chars,
                        bold=self.bolded / self.chars,
                        holder=top.number,
                        place=top.place,
                        tight=tight,
                    )
                )
                self.prefix = ""
        if self.pieces:
            self.pieces.clear()
            self.chars = self.linked = self.bolded = 0

    def open(self, element: Any) -> None:
        attributes = element.attrib
        tag = element.tag
        name = said = ""
        if attributes:
            name = attributes.get("class", "")
            said = " ".join([attributes[key] for key in _TELLING if key in attributes])
        known = self.known.get((tag, said))
        if known is None:
            known = (f">{tag}.{_DIGITS.sub('', name[:_CLASS_CHARS])}", _hints_of(tag, said[:_SAID_CHARS]))
            self.known[tag, said] = known
        label, own = known
        if attributes and ("hidden" in attributes or _HIDDEN.search(attributes.get("style", ""))):
            own |= {"hidden"}
        stack = self.stack
        if stack:
            above = stack[-1]
            place = above.place[above.place.index(">", 1) :] if len(stack) > _PLACE else above.place
            every = above.every if own <= above.every else above.every | own
            frame = _Frame(tag, len(self.parents), place + label, own, every)
            self.parents.append(above.number)
        else:
            frame = _Frame(tag, 0, label, own, own)
            self.parents.append(-1)
        stack.append(frame)


def _hints_of(tag: str, said: str) -> frozenset[str]:
    hints = {_HINT_OF[word] for part in _WORD.findall(said) if (word := part.lower()) in _HINT_OF}
    if tag in _TAG_HINTS:
        hints.add(_TAG_HINTS[tag])
    return frozenset(hints)


def read_blocks(root: Any, most_depth: int) -> Page:
    """Return the text below ``root``. Linear time.

    Raises:
        Refusal: ``too_deep`` if elements are nested more than ``most_depth`` deep.
    """
    reader = _Reader()
    depth = silent = items = rows = link = bold = pressed = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        started = event == "start"
        step = 1 if started else -1
        depth += step
        if depth > most_depth:
            raise Refusal(Reason.TOO_DEEP, f"elements nested more than {most_depth} deep")
        if tag == "button":
            pressed = int(started)
        elif tag in SILENT:
            silent += step
        elif tag in _BEYOND_BUTTONS:
            pressed = 0
        if silent:
            continue
        if tag in BLOCKS or element is root:
            reader.end(tight=items > 0 or rows > 0)
            if started:
                reader.open(element)
            else:
                reader.stack.pop()
        if tag in ITEMS:
            items += step
            reader.prefix = "- " if started else ""
        elif tag in ROWS:
            rows += step
        elif tag == "a":
            link += step
        elif tag in _BOLD:
            bold += step
        if started:
            if tag in CELLS and reader.chars:
                reader.pieces.append(" | ")
            elif tag in BREAKS:
                reader.pieces.append("\n")
            text = element.text
        else:
            text = element.tail if element is not root else None
        if text and not pressed:
            reader.add(text, link, bold)
    return Page(reader.blocks, reader.parents)
