"""Pages to what the points are fitted on: of each block the evidence that intake sees, its label and its weight."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from copydesk.intake import html_pages
from copydesk.intake.candidates import read_document
from copydesk.intake.page_blocks import Page
from copydesk.intake.page_evidence import evidence, is_hopeless, view_of
from copydesk.intake.records import Refusal
from copydesk.settings import Limits
from training.html.gold import Gold, Words, label_blocks, read_pages
from training.zoner.gold import words_of

_MOST_WORDS = 60
"""A longer block counts no more than this: it is as easy to tell."""
_LEAST = 0.5
"""What a block without words would count."""
_PAGE_WEIGHT = 2.4
"""What the body of a page counts in all, beside the penalty on the points; see `training.html.regression`."""
_SMALL = 3.0
"""Keeps a body of one short line from counting as much as a whole one: of six words it counts half."""


class Seen(NamedTuple):
    """What intake judges the blocks of a page by: the arguments of `copydesk.intake.page_body.render_page`."""

    page: Page
    kept_text: str
    stated_text: str | None
    title: str | None


class Example(NamedTuple):
    """A page, and those of its blocks that something can be learned from; the sequences of these are parallel."""

    gold: Gold
    seen: Seen
    names: tuple[tuple[str, ...], ...]
    """The evidence."""
    labels: tuple[bool, ...]
    """Whether the block is body."""
    weights: tuple[float, ...]


def read_examples(folder: Path) -> list[Example]:
    """Return the pages of ``folder`` (``gold.jsonl`` and ``pages/``) in the gold's order.

    Raises:
        SystemExit: If a file is not there, or intake refuses a page.
    """
    return [example(gold, see(gold.name, content)) for gold, content in read_pages(folder)]


def see(name: str, content: bytes) -> Seen:
    """Return what intake sees of a page, caught where it is handed on to be judged.

    Caught, and not put together here: it can't come to differ from what the points are for.

    Raises:
        SystemExit: If intake refuses the page before.
    """
    caught: list[Seen] = []

    def catch(page: Page, kept_text: str, stated_text: str | None, title: str | None) -> None:
        caught.append(Seen(page, kept_text, stated_text, title))

    with patch.object(html_pages, "render_page", catch), suppress(Refusal):
        read_document("html", content, Limits())
    if not caught:
        raise SystemExit(f"{name}: intake refuses this page; `copydesk annotate` tells why")
    return caught[0]


def example(gold: Gold, seen: Seen) -> Example:
    """Return what the blocks of a page teach; those that intake does not look at teach nothing."""
    view = view_of(seen.page, seen.kept_text, seen.stated_text)
    words = [tuple(words_of(block.text)) for block in seen.page.blocks]
    labels = [None if is_hopeless(view, index) else label for index, label in enumerate(label_blocks(words, gold))]
    weights = weigh(words, labels)
    learned = [
        (tuple(evidence(view, index)), label, weights[index]) for index, label in enumerate(labels) if label is not None
    ]
    return Example(
        gold=gold,
        seen=seen,
        names=tuple(names for names, _, _ in learned),
        labels=tuple(label for _, label, _ in learned),
        weights=tuple(weight for _, _, weight in learned),
    )


def weigh(blocks: Sequence[Words], labels: Sequence[bool | None]) -> list[float]:
    """Return what each block of a page counts: by the root of its length, and all of the body together as any other's.

    A page of a hundred paragraphs would else be worth twenty of five.
    """
    own = [min(len(words), _MOST_WORDS) ** 0.5 + _LEAST for words in blocks]
    body = sum(weight for weight, label in zip(own, labels, strict=True) if label) or 1.0
    return [_PAGE_WEIGHT * weight / (body + _SMALL) for weight in own]
