"""Posts of social networks set into an article: ``The ferry is late — Mina Odell (@modell) May 4, 2021``."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.text.blocks import BlockIndex
from copydesk.text.drafts import Draft
from copydesk.text.spans import Span, trim

_DASH = r"[ \t\xa0]*(?:[—–―‒]|--|-(?=\s))[ \t\xa0]*"
_DATE = (
    r"(?:\d{1,2}:\d\d\s*[AP]M\s*[·-]\s*)?"
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4})"
)
_CREDIT = re.compile(rf"{_DASH}(?P<author>[^\n@—–―]{{1,60}}?\s*\(@\w{{1,30}}\))(?:\s*{_DATE})?\s*\Z")
_LINKS = re.compile(r"(?:[\s:]*(?:https?://\S+|pic\.(?:twitter|x)\.com/\w+))+\s*\Z")
_LONGEST_CREDIT = 140
_FEWEST = 3
"""Words of a post that are worth a quotation."""
_CONFIDENCE = 0.95


class Post(NamedTuple):
    """What was posted, without the links at its end, and the author with the handle."""

    content: Span
    author: Span


def embedded_post(text: str, block: Span, previous: Span | None = None) -> Post | None:
    """Return the post that ends with ``block``: words, a dash, an author with a handle, perhaps a date; else None.

    The words stand before the dash, or are the ``previous`` paragraph if nothing does.

    Source: POSTS in tests/text/test_embedded_posts.py.
    """
    low = max(block.start, block.end - _LONGEST_CREDIT)
    found = _CREDIT.search(text[low : block.end])
    if not found:
        return None
    content = trim(text, Span(block.start, low + found.start()))
    if content.start >= content.end and previous is not None:
        content = trim(text, previous)
    tail = max(content.start, content.end - _LONGEST_CREDIT)
    if links := _LINKS.search(text[tail : content.end]):
        content = trim(text, Span(content.start, tail + links.start()))
    if len(re.findall(r"\w+", text[content.start : content.end])) < _FEWEST:
        return None
    return Post(content, trim(text, Span(low + found.start("author"), low + found.end("author"))))


def with_posts(text: str, blocks: BlockIndex, drafts: Sequence[Draft]) -> list[Draft]:
    """Return ``drafts`` with one direct quotation for each post instead of whatever was found inside it."""
    before = [None, *blocks.blocks]
    posts = [post for pair in zip(blocks.blocks, before, strict=False) if (post := embedded_post(text, *pair))]
    taken = {blocks.at(span.start) for post in posts for span in post}
    kept = [draft for draft in drafts if blocks.at(draft.contents[0].start) not in taken]
    return kept + [Draft([post.content], None, post.author, [_CONFIDENCE], kind="direct") for post in posts]
