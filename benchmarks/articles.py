"""Made-up articles for the speed measurements: the sample drop's paragraphs, recombined the same way every time."""

import json
import random
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpora import ROOT
from copydesk.intake import Candidate, read_drop
from copydesk.intake.language import identify_language
from copydesk.settings import Limits
from copydesk.text.zones import paragraphs_only

SAMPLE = ROOT / "data/raw/sample"

PARAGRAPHS = 14
"""A news article of middling length: about 450 words."""

SHORTEST = 120
"""Characters. Shorter lines of the sample are headings, labels and other furniture."""

_NUMBER = re.compile(r"\d")


class Article(NamedTuple):
    """One article to be."""

    title: str
    byline: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The article as a scrape would have it."""
        return "\n\n".join((self.title, self.byline, *self.paragraphs)) + "\n"


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Yield ``count`` different English articles; the same for the same arguments.

    Paragraphs are drawn from the whole sample and their digits changed, so that no two articles are alike enough to be
    taken for revisions of each other, while sentences, names and quotations stay such as the tagger finds in news.
    """
    pool = _pool()
    draw = random.Random(seed)  # noqa: S311 - has to be repeatable, not secret
    for number in range(count):
        chosen = draw.sample(pool, min(PARAGRAPHS, len(pool)))
        varied = tuple(_NUMBER.sub(lambda _: str(draw.randrange(1, 10)), paragraph) for paragraph in chosen)
        subject = " ".join(draw.sample(sorted(set(re.findall(r"\b[a-z]{5,}\b", " ".join(varied)))), 4))
        yield Article(f"Council report {number} tells of {subject}", "By Ines Calder", varied)


def write_drop(folder: Path, count: int, seed: int = 1) -> Path:
    """Write ``count`` articles to ``folder`` and return it: of ten files seven are text, two HTML and one JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, article in enumerate(articles(count, seed)):
        kind = number % 10
        if kind < 7:
            folder.joinpath(f"{number:05}.txt").write_text(article.text, encoding="utf-8")
        elif kind < 9:
            folder.joinpath(f"{number:05}.html").write_text(_html(article), encoding="utf-8")
        else:
            value = {"headline": article.title, "articleBody": "\n\n".join(article.paragraphs)}
            folder.joinpath(f"{number:05}.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


def _pool() -> list[str]:
    texts = sorted(
        item.text
        for item in read_drop(SAMPLE, Limits())
        if isinstance(item, Candidate) and identify_language(item.text) == "en"
    )
    lines = [text[segment.start : segment.end] for text in texts for segment in paragraphs_only(text)]
    return sorted({line for line in lines if len(line) >= SHORTEST})


def _html(article: Article) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in article.paragraphs)
    title = escape(article.title)
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("News", "Sport", "Weather"))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>{title}</h1><p>{escape(article.byline)}</p>\n{body}</article>"
        "<footer>All rights reserved.</footer></body></html>"
    )
