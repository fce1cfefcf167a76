"""Sentences of the article itself."""

from pandera.typing import Series

from schemas.base import SpannedTable
from schemas.columns import CODE_POINTS, ID, Integer, Text, column

SENTENCE_KINDS = ("title", "standfirst", "paragraph", "list_item", "subheading", "caption", "pull_quote")
"""Kinds of segments that hold sentences; residue has none."""


class Sentences(SpannedTable):
    """A sentence. It lies within one segment of a kind that holds prose; only white space falls between sentences."""

    article_id: Series[Text] = column("Key into articles.", str_matches=ID)
    sentence_index: Series[Integer] = column("Position in the article, from 0.", ge=0)
    segment_index: Series[Integer] = column("The segment it lies in; key into segments.", ge=0)
    start: Series[Integer] = column("First character in articles.text.", unit=CODE_POINTS, ge=0)
    end: Series[Integer] = column("Character after the last one in articles.text.", unit=CODE_POINTS, ge=1)
    text: Series[Text] = column("The sentence itself: articles.text[start:end].")

    class Config:
        """The key is unique."""

        unique = ("article_id", "sentence_index")
