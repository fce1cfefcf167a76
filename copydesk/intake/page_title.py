"""The title of an article among what its page calls title: the headings, the metadata, the name of the window."""

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_TAIL = re.compile(r"\s+(?:[|·•»«*]|[-–—]+|::)\s+(?=\S)|\s*[|｜：]\s*(?=\S)|--(?=\S)")
"""Where the name of the site may begin: " | ", " - ", "：". Never a colon followed by a space: headlines have those."""
_PIPES = frozenset("|｜»«")
_PIPED_WORDS = 3
"""After a bar, so many words are a label of the site even if they are not its name: "| Opinion"."""
_LONGEST = 300
_SITE_WORDS = 6


class Named(NamedTuple):
    """A text that the page calls its title."""

    text: str
    weight: float
    """How much its word counts against the others'."""


HEADING, METADATA, WINDOW, SOCIAL = 1.45, 1.0, 0.3, 0.1
"""Weights of the first heading, of Open Graph and JSON-LD, of the window's name and of Twitter cards.

The last two are mostly copies of Open Graph: all three together do not outvote the heading that a reader sees, JSON-LD
and Open Graph do."""
_OTHER_HEADING = 0.3


def choose_title(headings: Sequence[str], stated: Iterable[Named], site_names: Iterable[str]) -> str | None:
    """Return the text that most of the page agrees on, without the name of the site, or ``None`` if there is none.

    Args:
        headings: The texts of the ``h1`` elements, in order.
        stated: What the metadata says, the most trusted first.
        site_names: What the site is called: a name, a host.
    """
    names = {key for name in site_names if (key := _key(name))}
    found = [Named(_clean(item.text, names), item.weight) for item in stated]
    shown = [text for heading in headings if (text := _clean(heading, names))]
    found = [Named(text, _OTHER_HEADING if at else HEADING) for at, text in enumerate(shown)] + found
    found = [item for item in found if item.text and _key(item.text) not in names]
    if not found:
        return None
    votes: dict[str, float] = {}
    spelled: dict[str, str] = {}
    keys = {_key(item.text) for item in found}
    for item in found:
        key = _bare(item.text, keys)
        votes[key] = votes.get(key, 0.0) + item.weight
        spelled.setdefault(key, item.text)
    best = max(votes, key=lambda key: votes[key])  # the first of equals: headings come first
    # "Rail strike: Unions walk out" where the metadata says "Unions walk out": the label above the title is none of it.
    for item in found:
        key = _key(item.text)
        if item.weight == METADATA and len(key) >= 0.4 * len(best) and best.endswith(" " + key):
            return item.text
    return next((item.text for item in found if _key(item.text) == best), spelled[best])


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("\u00ad", "")))


def _bare(text: str, keys: set[str]) -> str:
    """Return the key of ``text`` without what follows a dash or a bar, where the page has the rest as a title too."""
    for cut in _TAIL.finditer(text):
        head = _key(text[: cut.start()])
        if head in keys:
            return head
    return _key(text)


def _clean(text: str, names: set[str]) -> str:
    """Return a title as one line without entities and without the name of the site at its end or its beginning."""
    line = " ".join(unescape(text).split())
    if len(line) > _LONGEST:
        return ""
    for cut in reversed(list(_TAIL.finditer(line))):
        head, tail = line[: cut.start()].strip(), _key(line[cut.end() :])
        is_label = not _PIPES.isdisjoint(cut.group()) and len(tail.split()) <= _PIPED_WORDS
        if head and (is_label or _is_site(tail, names)):
            line = head
        elif head and _is_site(_key(head), names):
            return line[cut.end() :].strip()
        else:
            break
    return line


def _is_site(key: str, names: set[str]) -> bool:
    """Tell whether ``key`` is a name of the site, with its spaces or without, or begins or ends with it."""
    if not key or len(key.split()) > _SITE_WORDS:
        return False
    bare = key.replace(" ", "")
    return any(
        bare == (known := name.replace(" ", "")) or (len(known) > 3 and (bare in known or known in bare))
        for name in names
    )
