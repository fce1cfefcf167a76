"""What the other documents of a publisher say about the lines of one: which are residue, and of which kind.

Learning turns what would otherwise be body, heading or unknown into residue. What the words of a line tell by
themselves (a byline, a newsletter, a copyright), what metadata says, and the kinds of short labels and names stay.
"""

from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field

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


class TitleIndex:
    """Whose title a line is: the keys of all titles, of the dataset and the drop, with the families that bear them."""

    def __init__(self) -> None:
        self._families: dict[str, str | set[str]] = {}

    def add(self, title: str, family: str) -> None:
        """Remember a title; ``family`` names its document together with its near duplicates."""
        key = bare_key(title)
        known = self._families.get(key)
        if known is None:
            self._families[key] = family
        elif isinstance(known, set):
            known.add(family)
        elif known != family:
            self._families[key] = {known, family}

    def is_of_another(self, key: str, family: str) -> bool:
        """Tell whether ``key`` is a title of at least `TITLE_WORDS` words, and not one of this family."""
        known = self._families.get(key)
        return (
            known is not None
            and known != family
            and not (isinstance(known, set) and family in known)
            and count_words(key) >= TITLE_WORDS
        )

    def is_title(self, key: str) -> bool:
        """Tell whether ``key`` is a title of any document, of at least `TITLE_WORDS` words."""
        return key in self._families and count_words(key) >= TITLE_WORDS

    def is_label(self, key: str) -> bool:
        """Tell whether ``key`` is the title of so many families that it names a column or the site."""
        known = self._families.get(key)
        return isinstance(known, set) and len(known) >= LABEL_FAMILIES


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
    family: str = ""
    """The document's own, whose titles are no other's."""
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
