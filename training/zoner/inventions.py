"""Furniture of news pages made from other publishers' articles: teasers, threads of comments, pointers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from training.zoner.gold import Page

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FIRST = (
    *("John", "Mary", "Ahmed", "Wei", "Priya", "Sam", "Alex", "Olu", "Maria", "Jan", "Kim", "Peter", "Anna", "Tom"),
    "Lucy",
)
_LAST = (
    *("Smith", "Lopez", "Khan", "Chen", "Patel", "Brown", "Ivanov", "Adeyemi", "Müller", "Novak", "Lee", "Garcia"),
)
_HEADS = (
    *("Related", "More stories", "Latest", "Read next", "Most read", "Up next", "You may also like", "More from us"),
    *("Trending", "Recommended", "News", "Opinion", "Elsewhere"),
)
_SECTIONS = ("News", "Politics", "World", "Sport", "Business", "Opinion", None)
_TOOLS = (["Reply"], ["Like", "Reply"], ["Share", "Report"], ["1", "Reply"])
_FEWEST = 8
"""Articles of a language above which its pages get furniture in it; below, English: pages of the world have that."""


class Neighbour(NamedTuple):
    """An article that another page may point to."""

    publisher: str
    headline: str
    paragraphs: Sequence[str]
    """Those of 12 to 90 words."""


Pool = dict[str, list[Neighbour]]
"""The articles of each language."""


def pool_of(pages: Iterable[Page]) -> Pool:
    """Return the articles of ``pages``, each once: those of the render that holds only the article's region."""
    pool: Pool = defaultdict(list)
    for page in pages:
        if page.render == "region_block":
            paragraphs = [text for text in page.paragraphs if 12 <= len(text.split()) <= 90]
            pool[page.language].append(Neighbour(page.publisher, page.headline, paragraphs))
    return dict(pool)


@dataclass(frozen=True)
class Inventor:
    """Invents furniture for the pages of one publisher. All chance comes from ``rng``."""

    rng: Random
    pool: Pool = field(repr=False)
    language: str
    publisher: str

    def teasers(self) -> list[str]:
        """Return the lines of a block that points to two to eight articles, in one style."""
        rng, lines = self.rng, []
        if rng.random() < 0.6:
            lines.append(rng.choice(_HEADS))
        style = rng.random()
        count = rng.randrange(2, 9)
        section = rng.choice(_SECTIONS)
        for _ in range(count):
            headline, paragraphs = self._article()
            if section and style < 0.3:
                lines.append(section)
            if style < 0.85 and headline:
                lines.append(headline)
            if style > 0.25:
                some = paragraphs[: 1 if rng.random() < 0.7 else rng.randrange(1, 4)]
                lines += [_SENTENCE.split(some[0])[0]] if rng.random() < 0.5 else some
            if rng.random() < 0.3:
                lines.append(self._time())
            if style > 0.6 and rng.random() < 0.6:
                lines.append("by " + self._name())
        return lines

    def comments(self, body: Sequence[str]) -> list[str]:
        """Return the lines of a thread whose comments speak as the article ``body`` or another one does."""
        rng = self.rng
        count = rng.randrange(2, 12)
        lines = [
            rng.choice(
                [
                    *(f"{count} Comments", f"Comments ({count})", "Comments", f"{count} thoughts on this"),
                    *("Join the conversation", "Leave a Reply"),
                ]
            )
        ]
        style = rng.random()
        for _ in range(count):
            if style < 0.9:
                name = self._name()
                lines.append(
                    name if style < 0.5 else name + rng.choice([" says:", f" · {self._time()}", f", {self._time()}"])
                )
            if style < 0.5:
                lines.append(self._time())
            source = rng.choice([body, self._article()[1]]) or [""]
            sentences = [sentence for paragraph in source for sentence in _SENTENCE.split(paragraph)]
            start = rng.randrange(len(sentences))
            lines.append(" ".join(sentences[start : start + rng.randrange(1, 4)]) or "Yes.")
            if rng.random() < 0.7 * (style < 0.8):
                lines += rng.choice(_TOOLS)
        return lines

    def pointer(self) -> list[str]:
        """Return the lines of what stands between two paragraphs; none where the other article has no headline."""
        headline, paragraphs = self._article()
        if not headline:
            return []
        return self.rng.choice(
            [
                *([f"READ MORE: {headline}"], [headline], ["Read more", headline], ["Advertisement"]),
                *([headline, _SENTENCE.split(paragraphs[0])[0]], ["Related:", headline], [f"See also: {headline}"]),
            ]
        )

    def _article(self) -> tuple[str, Sequence[str]]:
        """Return headline and paragraphs of another publisher's article."""
        pool = self.pool.get(self.language, [])
        pool = pool if len(pool) > _FEWEST else self.pool.get("en", [])
        for _ in range(20 if pool else 0):
            publisher, headline, paragraphs = self.rng.choice(pool)
            if publisher != self.publisher and paragraphs:
                return headline, paragraphs
        return "More news", ["There is more."]

    def _name(self) -> str:
        rng = self.rng
        return rng.choice(
            [
                f"{rng.choice(_FIRST)} {rng.choice(_LAST)}",
                rng.choice(_FIRST).lower() + str(rng.randrange(999)),
                rng.choice(_FIRST) + rng.choice(_LAST)[0],
            ]
        )

    def _time(self) -> str:
        rng = self.rng
        return rng.choice(
            [
                f"{rng.choice(_MONTHS)} {rng.randrange(1, 29)}, 20{rng.randrange(10, 27)} at {rng.randrange(1, 12)}:"
                f"{rng.randrange(10, 59)} pm",
                f"{rng.randrange(2, 23)} hours ago",
                f"{rng.randrange(2, 9)} years ago",
                f"{rng.randrange(1, 28)} {rng.choice(_MONTHS)[:3]} 20{rng.randrange(10, 27)}",
                f"{rng.randrange(2, 20)}d",
            ]
        )
