"""Read HTML pages whose article is known, and tell which of their blocks are its body."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from training.zoner.gold import words_of

PHRASE = 4
"""Words in a row by which texts are compared that are not the same paragraph."""
_SAME, _PART = 0.8, 0.5
"""Shares of a block's phrases: so many in the body, and it is of it; fewer than the second, and it is not."""

Words = tuple[str, ...]


class Gold(NamedTuple):
    """What is known of a page."""

    name: str
    publisher: str
    """Whose pages are held out together: the gold's ``family``."""
    body: tuple[Words, ...]
    """The paragraphs."""
    beside: frozenset[Words]
    """Title, standfirst and subheadings: of the article, not of its body. Nothing is learned from them."""


def read_pages(folder: Path) -> Iterator[tuple[Gold, bytes]]:
    """Yield what is known of each page in ``folder/gold.jsonl`` with its bytes, ``folder/pages/NAME.html``, in order.

    Raises:
        SystemExit: If a file is not there.
    """
    for path in (folder / "gold.jsonl", folder / "pages"):
        if not path.exists():
            raise SystemExit(f"{path} is not there; name the folder that html-dev was unpacked to with --pages")
    with (folder / "gold.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            gold = gold_of(json.loads(line))
            page = folder / "pages" / f"{gold.name}.html"
            if not page.is_file():
                raise SystemExit(f"{page} is not there, but gold.jsonl names it")
            yield gold, page.read_bytes()


def gold_of(record: dict[str, Any]) -> Gold:
    """Return a line of ``gold.jsonl`` as it is compared with blocks; several of its titles count."""
    beside = [record.get("title"), record.get("title_weak"), *record["summary"], *record["subheads"]]
    return Gold(
        name=record["doc"],
        publisher=record["family"],
        body=tuple(tuple(words_of(paragraph)) for paragraph in record["body"]),
        beside=frozenset(tuple(words_of(text)) for text in beside if text),
    )


def label_blocks(blocks: Sequence[Words], gold: Gold) -> list[bool | None]:
    """Tell of each block, given by its words, whether it is body; ``None`` where that can be argued.

    A block is body that is one of the paragraphs, or shares most of its phrases with them. Not to be told is what has
    no words, stands beside the body, or shares about half its phrases: a paragraph with residue in it, say.
    """
    paragraphs = frozenset(gold.body)
    phrases = frozenset(phrase for paragraph in gold.body for phrase in phrases_of(paragraph))
    return [_label(words, paragraphs, phrases, gold.beside) for words in blocks]


def phrases_of(words: Words) -> list[Words]:
    """Return every `PHRASE` words in a row, one after the other; of a text that is shorter, the whole of it."""
    return [words[at : at + PHRASE] for at in range(max(1, len(words) - PHRASE + 1))] if words else []


def _label(words: Words, body: frozenset[Words], phrases: frozenset[Words], beside: frozenset[Words]) -> bool | None:
    if not words:
        return None
    if words in body:
        return True
    if words in beside:
        return None
    if len(words) < PHRASE:
        return False
    own = phrases_of(words)
    share = sum(phrase in phrases for phrase in own) / len(own)
    return True if share >= _SAME else None if share >= _PART else False
