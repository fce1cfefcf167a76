"""The rows of ``articles`` and ``segments`` as the objects that the text rules take."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from copydesk.document import sentences
from copydesk.text.annotations import Segment
from copydesk.text.spans import Span
from tasks.frames import Frames


@dataclass(frozen=True)
class Article:
    """What the stages after cleaning need to know of one article."""

    article_id: str
    text: str
    tagged: bool
    segments: tuple[Segment, ...]

    @cached_property
    def sentences(self) -> list[tuple[int, Span]]:
        """Index of the segment, and the characters, of every sentence; split when first asked for."""
        return sentences(self.text, self.segments)


def articles_of(frames: Frames) -> list[Article]:
    """Return the articles of the tables ``articles`` and ``segments``, in the order of ``articles``."""
    columns = ("article_id", "kind", "start", "end", "rule")
    rows = zip(*(frames["segments"][column].tolist() for column in columns), strict=True)
    segments = {
        article_id: tuple(Segment(*row[1:]) for row in group) for article_id, group in groupby(rows, itemgetter(0))
    }
    head = zip(*(frames["articles"][column].tolist() for column in ("article_id", "text", "tagged")), strict=True)
    return [Article(article_id, text, tagged, segments.get(article_id, ())) for article_id, text, tagged in head]
