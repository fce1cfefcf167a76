"""An article in a few numbers: what later drops are compared with, without a text being read again."""

import hashlib
import json
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from copydesk.document import READ_KINDS
from copydesk.text.annotations import Reading
from copydesk.text.comparison import comparable

OWN_KINDS = READ_KINDS | {"byline", "dateline", "section_label", "pull_quote_source"}
"""Kinds of segments that belong to an article; the others are residue."""

_REPEATING_KINDS = frozenset({"paragraph", "list_item"})
"""Pull quotes and captions repeat the article by right."""
_LEAST_REPEATED = 40
"""Characters of the shortest text that counts as repeated: shorter ones recur in any interview."""
_START, _END = "^", "$"


class PageMeasures(NamedTuple):
    """How an article's text is made up; numbers are characters of its segments."""

    characters: int
    residue: int
    """Of these, in segments that do not belong to the article."""
    repeated: int
    """Of these, in paragraphs and list items whose words stood earlier in the article."""
    layout: tuple[str, ...]
    """Which kinds follow one another, sorted, each once: ``^>title``, ``title>paragraph``, ``paragraph>$``."""


def measure_page(segments: Iterable[tuple[str, str]]) -> PageMeasures:
    """Return the measures of an article from the kind and text of its segments, in their order."""
    characters = residue = repeated = 0
    seen: set[str] = set()
    kinds = [_START]
    for kind, text in segments:
        characters += len(text)
        residue += len(text) if kind not in OWN_KINDS else 0
        if kind in _REPEATING_KINDS and len(text) >= _LEAST_REPEATED:
            words = comparable(text)
            repeated += len(text) if words in seen else 0
            seen.add(words)
        if kind != kinds[-1]:
            kinds.append(kind)
    kinds.append(_END)
    return PageMeasures(
        characters, residue, repeated, tuple(sorted({f"{one}>{next_}" for one, next_ in pairwise(kinds)}))
    )


def reading_hash(reading: Reading) -> str:
    """Return the sha256 of what the tagger read, in hexadecimal; confidences to three digits, as machines differ."""
    mentions = [(*mention[:3], round(mention.confidence, 3)) for mention in reading.mentions]
    attributions = [(*attribution[:3], round(attribution.confidence, 3)) for attribution in reading.attributions]
    return hashlib.sha256(json.dumps([mentions, attributions]).encode()).hexdigest()
