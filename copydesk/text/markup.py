"""What a page's markup says of the lines of its text, and how far the zoning believes it."""

from collections.abc import MutableSequence, Sequence
from typing import Literal

LineKind = Literal["title", "standfirst", "body", "item", "heading", "caption", "aside"]
"""What a line is by its markup: ``item`` of a list or row of a table in the body, ``aside`` not of the body."""

_SURE: dict[LineKind, str] = {
    "caption": "markup-caption",
    "heading": "markup-heading",
    "standfirst": "markup-standfirst",
}
_FIRM = ("hint-", "publisher-", "learned-", "other-title", "title-again")
"""Rules that tell what a person or other documents know; the page's own markup does not overrule them."""
_TEXT_KINDS = frozenset(("paragraph", "list_item", "pull_quote", "pull_quote_source"))
_ARTICLE_KINDS = _TEXT_KINDS | {"title", "standfirst", "subheading"}


def label_markup(rules: MutableSequence[str | None], kinds: Sequence[LineKind]) -> None:
    """Set the rule of each line whose markup is sure of it, where none is set. Nothing if the lines are others."""
    if len(kinds) == len(rules):
        for index, kind in enumerate(kinds):
            if rules[index] is None and kind in _SURE:
                rules[index] = _SURE[kind]


def settle_markup(
    rules: Sequence[str], kinds: Sequence[LineKind], segment_kinds: Sequence[str], known: Sequence[str | None]
) -> list[str]:
    """Return the rules with the body as the markup has it.

    Args:
        rules: What was decided for each line.
        kinds: What the markup says of each line; something else than one for each line says nothing.
        segment_kinds: The kind of segment that each rule means.
        known: The rule of those lines that are known by their words alone; the markup does not overrule it.
    """
    if len(kinds) != len(rules):
        return list(rules)
    return [
        _settled(rule, kind, segment_kind, by_words=phrase == rule)
        for rule, kind, segment_kind, phrase in zip(rules, kinds, segment_kinds, known, strict=True)
    ]


def _settled(rule: str, kind: LineKind, segment_kind: str, *, by_words: bool) -> str:
    if rule.startswith(_FIRM):
        return rule
    if kind == "aside":
        return "markup-aside" if segment_kind in _ARTICLE_KINDS else rule
    if kind in ("body", "item") and not by_words and segment_kind not in _TEXT_KINDS:
        return "markup-item" if kind == "item" else "markup-body"
    return rule
