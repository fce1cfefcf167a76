"""What a page says of itself, read from its zoned text: its body, title, standfirst, section and publisher."""

import re
from collections.abc import Sequence

from copydesk.text.annotations import Segment
from copydesk.text.comparison import comparable
from copydesk.text.wordlists import wordset

BODY_KINDS = frozenset({"paragraph", "list_item", "subheading"})
"""Kinds that are read as one running text."""
COUNTED_KINDS = frozenset({"paragraph", "list_item"})
"""Kinds whose words count as the article's."""

# Scripts without spaces between words: Chinese and Japanese, and those of South-East Asia, whose words are longer.
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNSPACED_LETTERS = re.compile(r"[\u0e01-\u0e30\u0e40-\u0e46\u0e80-\u0eb0\u1000-\u102a\u1780-\u17b3]")
_IDEOGRAPHS_A_WORD, _LETTERS_A_WORD = 2, 4

_BULLETS = "•·*–-#> \t\u00a0"
_CRUMBS = re.compile(r"\s[>›»/|→]\s")
_HOMES = wordset(
    """home|homepage|home page|start|startseite|accueil|inicio|início|hem|hjem|forside|главная
    首页|首頁|ホーム|トップ|होम|الرئيسية""",
    "|",
)

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s?(?:©|\(c\)|copyright|by))*[\s,:]*(?:(?:19|20)\d{2}(?:\s?[-–]\s?(?:(?:19|20)?\d{2}|present))?)?"
    r"[\s,.:|-]*(?:by\s)?(?P<name>[^\W\d_][^\n.|,;:©®™(]{1,60})",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"\s(?:all rights|alle rechte|tous droits|todos los|todos os|tutti i|alla rättigheter|inc|ltd|llc|gmbh|ag|plc|co"
    r"|corp|s\.?a|limited|company|and/or|is|was|may|or its|[-–—])\b.*$|\s[-–—].*$",
    re.IGNORECASE,
)
_LONGEST_NAME, _LONGEST_TAB = 6, 250
"""Words of a publisher's name, characters of a tab title."""
_PROSE_KINDS = frozenset({"list_item", "legal", "byline", "caption", "pull_quote", "standfirst"})
_NOT_PUBLISHERS = wordset(
    """ap|associated press|the associated press|reuters|thomson reuters|afp|agence france-presse|dpa|pa|pa media
    press association|bloomberg|getty images|getty|shutterstock|alamy|epa|efe|ansa|xinhua|tass|kyodo|all rights reserved
    rights reserved|notice|policy|information|copyright|disclaimer|the author|the authors|the publisher|the conversation
    material|infringement|protected|foto|photo|images|picture alliance|imago|istock|unsplash|law|laws|claims|holder""",
    "|",
)


def _words(text: str) -> int:
    """Count words by white space; of scripts without spaces two ideographs are a word, or four letters."""
    words = len(text.split())
    if text.isascii():
        return words
    ideographs, letters = len(_IDEOGRAPHS.findall(text)), len(_UNSPACED_LETTERS.findall(text))
    if not ideographs + letters:
        return words
    rest = _UNSPACED_LETTERS.sub(" ", _IDEOGRAPHS.sub(" ", text)).split()
    spaced = sum([any(map(str.isalnum, word)) for word in rest]) if ideographs else 0
    return spaced + -(-ideographs // _IDEOGRAPHS_A_WORD) + -(-letters // _LETTERS_A_WORD)


def word_count(text: str, segments: Sequence[Segment]) -> int:
    """Return the number of words in the paragraphs and list items."""
    return sum([_words(text[segment.start : segment.end]) for segment in segments if segment.kind in COUNTED_KINDS])


def unspaced_share(text: str, segments: Sequence[Segment]) -> float:
    """Return the share of the body's characters, 0 to 1, that belong to scripts without spaces between words."""
    words = body(text, segments)
    if words.isascii():
        return 0.0
    return (len(_IDEOGRAPHS.findall(words)) + len(_UNSPACED_LETTERS.findall(words))) / len(words)


def body(text: str, segments: Sequence[Segment]) -> str:
    """Return subheadings, paragraphs and list items in order, joined by a blank line; no title; "" if none."""
    return "\n\n".join([text[segment.start : segment.end] for segment in segments if segment.kind in BODY_KINDS])


def texts(kind: str, text: str, segments: Sequence[Segment]) -> list[str]:
    """Return the texts of the segments of a kind, without bullets, white space folded; none is empty."""
    found = (text[segment.start : segment.end] for segment in segments if segment.kind == kind)
    return [bare for piece in found if (bare := " ".join(piece.split()).lstrip(_BULLETS))]


def title(text: str, segments: Sequence[Segment], publisher: str | None = None) -> str | None:
    """Return the headline, None without one; the ``publisher``'s name that a tab title ends in is left out."""
    found = next(iter(texts("title", text, segments)), None)
    if found is None or publisher is None:
        return found
    head, mark, tail = max(
        (found.rpartition(mark) for mark in (" | ", " - ", " – ", " — ")), key=lambda cut: len(cut[0])
    )
    return head.rstrip() if mark and head and comparable(tail) == comparable(publisher) else found


def standfirst(text: str, segments: Sequence[Segment]) -> list[str]:
    """Return the paragraphs of the standfirst in order, once each."""
    return list(dict.fromkeys(texts("standfirst", text, segments)))


def section(text: str, segments: Sequence[Segment]) -> str | None:
    """Return the section: the label above the headline, of breadcrumbs the last that is not the home page."""
    for label in texts("section_label", text, segments):
        crumbs = [crumb for crumb in _CRUMBS.split(label) if crumb.strip() and comparable(crumb) not in _HOMES]
        if crumbs:
            return crumbs[-1].strip()
    return None


def publisher(text: str, segments: Sequence[Segment]) -> str | None:
    """Return the name in the page's copyright line, None where there is none.

    Only a name that the page also shows above the body, alone on a line or at the end of a tab title: many copyright
    lines name a holding company, or the agency that the text was bought from.
    """
    shown: set[str] | None = None
    for segment in reversed(segments):
        if segment.kind != "legal":
            continue
        found = _COPYRIGHT.search(text[segment.start : min(segment.end, segment.start + 300)])
        if found is None:
            continue
        name = " ".join(_NAME_END.sub("", " " + found["name"] + " ").split()).strip(" -–—")
        known = comparable(name)
        if len(known) < 2 or known in _NOT_PUBLISHERS or len(name.split()) > _LONGEST_NAME or name[0].islower():
            continue
        shown = shown if shown is not None else _shown_names(text, segments)
        if known in shown:
            return name
    return None


def _shown_names(text: str, segments: Sequence[Segment]) -> set[str]:
    """Return, as compared, the short lines above the body and what follows the last mark of its tab titles."""
    shown = set()
    for segment in segments:
        if segment.kind == "paragraph":
            break
        if segment.kind in _PROSE_KINDS or segment.end - segment.start > _LONGEST_TAB:
            continue
        line = comparable(text[segment.start : segment.end]).strip(_BULLETS)
        shown.add(line)
        shown.update(line.rpartition(mark)[2] for mark in (" | ", " - ") if mark in line)
    return shown
