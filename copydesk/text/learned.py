"""What the other documents of a publisher say about the lines of one: which are residue, and of which kind.

Learning turns what would otherwise be body, heading or unknown into residue. What the words of a line tell by
themselves (a byline, a newsletter, a copyright), what metadata says, and the kinds of short labels and names stay.
"""

import hashlib
from collections.abc import Iterable, Mapping, MutableSequence, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from copydesk.text.affixes import bare_key, split_prefix, split_suffix
from copydesk.text.comparison import comparable
from copydesk.text.lines import Line, line_key
from copydesk.text.recurrence import LONGEST, count_words
from copydesk.text.zone_phrases import WEAK
from copydesk.text.zone_rules import RULES

TITLE_WORDS = 4
"""Words from which a line that equals another document's title is its headline; shorter ones are labels."""
LABEL_FAMILIES = 3
"""Families from which a common title is none: the zoner took the site's name or slogan, or a column's, for it."""
_HEADLINE_WORDS = 30
"""Words of the longest headline behind a learned prefix or before a learned suffix."""
_LABEL_WORDS = 4
_OPEN_KINDS = frozenset({"paragraph", "list_item", "subheading", "other_residue"})
"""Kinds that mean: of the article as far as its looks tell, or nobody knows."""
_KNOWN_BETTER = frozenset({"publisher-boilerplate", "publisher-prefix", "title-again", "body-fragment"})
"""Rules of these kinds that know better: a word that a renderer cut out of a sentence may be a label too."""
_NONE = np.empty(0, np.int64)


class TitleIndex:
    """Whose title a line is: the keys of all titles, of the dataset and the drop, with the families that bear them.

    The dataset's stand in two sorted arrays, 16 bytes a title; families are numbers (`copydesk.families`).
    """

    def __init__(self, keys: NDArray[np.int64] = _NONE, families: NDArray[np.int64] = _NONE) -> None:
        """Start from the titles of a dataset: the `heading_key` of each, and whose it is, in any order."""
        order = np.lexsort((families, keys))
        keys, families = keys[order], families[order]
        again = np.zeros(len(keys), np.bool_)
        again[1:] = (keys[1:] == keys[:-1]) & (families[1:] == families[:-1])
        self._keys, self._families = keys[~again], families[~again]
        self._added: dict[int, set[int]] = {}

    def add(self, title: str, family: int) -> None:
        """Remember a title; ``family`` names its document together with its near duplicates."""
        self._added.setdefault(heading_key(title), set()).add(family)

    def is_of_another(self, key: str, family: int) -> bool:
        """Tell whether ``key`` is a title of at least `TITLE_WORDS` words, and not one of this family."""
        if count_words(key) < TITLE_WORDS:
            return False
        known, added = self._bearers(key)
        if (not len(known) and not added) or family in added:
            return False
        at = int(np.searchsorted(known, family))
        return at == len(known) or int(known[at]) != family

    def is_title(self, key: str) -> bool:
        """Tell whether ``key`` is a title of any document, of at least `TITLE_WORDS` words."""
        if count_words(key) < TITLE_WORDS:
            return False
        known, added = self._bearers(key)
        return bool(len(known) or added)

    def is_label(self, key: str) -> bool:
        """Tell whether ``key`` is the title of so many families that it names a column or the site."""
        known, added = self._bearers(key)
        return len(added | set(known[:LABEL_FAMILIES].tolist())) >= LABEL_FAMILIES

    def _bearers(self, key: str) -> tuple[NDArray[np.int64], Set[int]]:
        """Return the families that bear the title, in the dataset (sorted) and in the drop."""
        number = key_number(key)
        added: Set[int] = self._added.get(number, frozenset())
        start = int(self._keys.searchsorted(number))
        if start == len(self._keys) or int(self._keys[start]) != number:
            return _NONE, added
        return self._families[start : int(self._keys.searchsorted(number, side="right"))], added


def heading_key(title: str) -> int:
    """Return the number by which a title is known: 64 bits of the sha256 of its `bare_key`, signed."""
    return key_number(bare_key(title))


def key_number(key: str) -> int:
    """Return the number by which a key is stored and compared: the first 64 bits of its sha256, signed."""
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "replace")).digest()[:8], "big", signed=True)


@dataclass(frozen=True)
class Learned:
    """What is known of a document's lines from others. Keys and affixes are as `copydesk.text.affixes` makes them."""

    lines: frozenset[str] = frozenset()
    """Keys of the lines that are boilerplate."""
    affixes: Mapping[str, str] = field(default_factory=dict)
    """Prefix (it ends in its mark) or suffix (it begins with it) to the id of the rule."""
    keep: frozenset[str] = frozenset()
    """Keys of lines and affixes that a person wants kept as they are."""
    titles: TitleIndex | None = None
    family: int = 0
    """The number of the document's own, whose titles are no other's."""
    own: frozenset[str] = frozenset()
    """Keys of the family's titles, found by zoning where no metadata tells them; empty where there are none."""

    def is_other_title(self, key: str) -> bool:
        """Tell whether ``key`` is the title of a document of another family."""
        return self.titles is not None and self.titles.is_of_another(key, self.family)

    def is_label(self, key: str) -> bool:
        """Tell whether ``key`` was taken for the title of so many documents that it is none."""
        return self.titles is not None and self.titles.is_label(key)


NOTHING = Learned()


def label_learned(
    lines: Sequence[Line], known: Sequence[str | None], rules: MutableSequence[str | None], learned: Learned
) -> None:
    """Set the rule of the lines that learning is sure of: before the body is looked for, so that none is the title.

    Args:
        lines: The document's.
        known: The phrase rule that knows each line; where it is sure, its line is left alone.
        rules: As decided so far; what is set stays.
        learned: What is known.
    """
    if learned is NOTHING:
        return
    for index, line in enumerate(lines):
        if rules[index] is not None or (known[index] is not None and known[index] not in WEAK):
            continue
        if not _is_label(line) or learned.is_label(bare_key(line.text)):
            rules[index] = _named(_rule(line, learned), known[index])


def label_open(lines: Sequence[Line], rules: Sequence[str], known: Sequence[str | None], learned: Learned) -> list[str]:
    """Return the ``rules`` with short labels and names that recur, and were taken for body or not placed, as residue.

    For after all other rules: an author's name recurs too, and is a byline where the page says so.
    """
    if learned is NOTHING:
        return list(rules)
    return [
        _named(_rule(line, learned), phrase) or rule
        if RULES[rule].kind in _OPEN_KINDS and rule not in _KNOWN_BETTER
        else rule
        for line, phrase, rule in zip(lines, known, rules, strict=True)
    ]


def opens_with(line: str, prefixes: Iterable[str]) -> bool:
    """Tell whether the line opens with one of ``prefixes`` (in comparable form), not in the middle of a word."""
    whole = comparable(line[: 2 * LONGEST])
    return any(
        whole.startswith(prefix) and (not prefix[-1].isalnum() or not whole[len(prefix) : len(prefix) + 1].isalnum())
        for prefix in prefixes
        if prefix
    )


def _named(rule: str | None, phrase: str | None) -> str | None:
    """Return the weak phrase rule that learning confirms: it knows better what the line is, if it is not body."""
    if rule == "learned-line" and phrase in WEAK and RULES[phrase].kind not in _OPEN_KINDS:
        return phrase
    return rule


def _rule(line: Line, learned: Learned) -> str | None:
    if len(line.text) > LONGEST:
        return None
    whole = comparable(line.text)
    key = line_key(whole)
    if key in learned.keep:
        return None
    if key in learned.lines and learned.is_label(key):
        return "learned-line"
    if key in learned.own:
        # Other pages may link to it often enough for a recurring line.
        return None
    if learned.is_other_title(key):
        return "other-title"
    if key in learned.lines:
        return "learned-line"
    for split, is_prefix in ((split_prefix(whole), True), (split_suffix(whole), False)):
        if split is None or bare_key(split.affix) in learned.keep or split.rest in learned.own:
            continue
        if learned.is_other_title(split.rest):
            return "other-title"
        rule = learned.affixes.get(split.affix)
        # Without a title that is known, the headline before the site's name may be the document's own.
        if rule is not None and (is_prefix or learned.own) and (rule == "learned-credit" or _may_be_headline(line)):
            return rule
    return None


def _may_be_headline(line: Line) -> bool:
    """Tell whether the line may hold a headline: it is no longer than one, and no statement of many words."""
    return line.words <= _HEADLINE_WORDS and not (line.finished and line.text[-1] in ".。।" and line.words >= 12)


def _is_label(line: Line) -> bool:
    """Tell whether the line may be a name, a place or a section: its place on the page tells better what it is."""
    words = line.text.split()
    return not line.finished and (
        line.words <= 2 or (line.words <= _LABEL_WORDS and all(word[0].isupper() for word in words))
    )
