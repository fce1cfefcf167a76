"""Learned lines: what recurs over the documents of a publisher, and is taken for residue, or why it is not."""

from typing import Any

import pandas as pd
import pandera.pandas as pandera
from pandera.typing import Series

from schemas.base import Table, items_match
from schemas.columns import ID, Flag, Integer, Text, Texts, column
from schemas.segments import KINDS

PATTERN_KINDS = {
    "line": "A whole line.",
    "prefix": "What lines begin with, up to a mark; what follows varies.",
    "suffix": "What lines end with, from a mark on; what precedes varies.",
}
WHY_NOT = {
    "below_threshold": "Too few documents have shown it: fewer than 3, or 5 where nobody knows the publisher.",
    "too_rare": "Too small a share of the documents since it was first seen: a chance, or news.",
    "too_rare_for_prose": "It is long or has quotation marks, and such lines must stand in most documents.",
    "long_and_quoted": "It is long and has quotation marks: much-quoted words stay the article's.",
    "known_by_words": "Its words tell by themselves what it is, wherever it stands.",
    "unclear": "It opens or closes lines, but nothing tells what these are: a label, a speaker, a place.",
    "kept_by_settings": "The settings keep it.",
}


class LearnedLines(Table):
    """A line, or the beginning or end of lines, that documents of a publisher share; learned from drop to drop.

    What is in force makes residue of lines that would otherwise be body, heading or unknown. Articles that were
    published before it was learned stay as they are.
    """

    pattern_id: Series[Text] = column(
        "First 16 hex digits of the sha256 of publisher, kind and comparable form of the pattern.", str_matches=ID
    )
    publisher: Series[Text] = column(
        "The publisher, as given; null for all articles together of which nobody knows it.", nullable=True
    )
    pattern_kind: Series[Text] = column("What recurs.", values=PATTERN_KINDS)
    pattern: Series[Text] = column(
        "The line as first seen, or the beginning or end of lines in comparable form; null while only one document has"
        " shown it.",
        nullable=True,
    )
    words: Series[Integer] = column("Words of the pattern.", unit="words", ge=1)
    documents: Series[Integer] = column(
        "Documents that have shown it since it is kept; near duplicates count as one, revisions do not count again,"
        " and an article that is withdrawn stays counted.",
        unit="documents",
        ge=1,
    )
    titled: Series[Integer] = column(
        "Of these, documents in which the line, or the rest of it, was the title of another one.",
        unit="documents",
        ge=0,
    )
    first_seen: Series[Text] = column("The drop that first showed it.", str_matches=ID)
    examples: Series[Texts] = column(
        "article_ids of the first documents that showed it, 3 at most, without those withdrawn since."
    )
    documents_before: Series[Integer] = column(
        "Documents of the publisher that were counted before the first one that showed it.", unit="documents", ge=0
    )
    last_document: Series[Integer] = column(
        "Documents of the publisher that had been counted with the last one that showed it.", unit="documents", ge=1
    )
    kind: Series[Text] = column(
        "Kind of the segments that show it; null where nothing tells.", values=KINDS, nullable=True
    )
    in_force: Series[Flag] = column("Whether lines that show it are taken for residue.")
    why_not: Series[Text] = column("Why it is not in force.", values=WHY_NOT, nullable=True)

    @pandera.check("examples", description="there are one to three, each an id")
    @classmethod
    def examples_are_ids(cls, series: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse a pattern without an example, and items that are not 16 hex digits."""
        return items_match(series, ID) & series.map(lambda items: 1 <= len(items) <= 3, na_action="ignore").astype(
            "bool"
        )

    @pandera.dataframe_check(description="why_not is known where a pattern is not in force, and only there")
    @classmethod
    def reason_fits(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a pattern that is held back without a reason, and a reason for one that is not."""
        return frame["in_force"] == frame["why_not"].isna()

    @pandera.dataframe_check(description="what is in force has its pattern and its kind")
    @classmethod
    def force_has_kind(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a pattern in force that nobody can read or apply."""
        return ~frame["in_force"] | (frame["pattern"].notna() & frame["kind"].notna())

    @pandera.dataframe_check(description="titled <= documents")
    @classmethod
    def titled_among_documents(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse more documents with a title than documents."""
        return frame["titled"] <= frame["documents"]

    class Config:
        """The key is unique."""

        unique = ("pattern_id",)
