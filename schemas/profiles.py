"""Profiles: of every article the few numbers by which drops, publishers and versions are compared."""

from typing import Any

import pandas as pd
import pandera.pandas as pandera
from pandera.typing import Series

from schemas.base import Table, items_match
from schemas.columns import CODE_POINTS, HASH, ID, Flag, Integer, Text, Texts, column
from schemas.segments import KINDS

FIRST, LAST = "^", "$"
"""What stands in layout before the first segment and after the last one."""

_KIND = "|".join(KINDS)
_NEIGHBOURS = rf"^(?:\^|{_KIND})>(?:\$|{_KIND})$"


class Profiles(Table):
    """What the gate and `copydesk diff` ask of an article: how much of what it holds, and how it is laid out."""

    article_id: Series[Text] = column("Key into articles: each article has one profile.", str_matches=ID)
    drop_id: Series[Text] = column("The drop that brought this revision.", str_matches=ID)
    publisher: Series[Text] = column("articles.publisher.", nullable=True)
    language: Series[Text] = column("articles.language.", nullable=True)
    tagged: Series[Flag] = column("articles.tagged.")
    words: Series[Integer] = column("articles.word_count.", unit="words", ge=0)
    quotes: Series[Integer] = column("Quotations that count: repeats are left out.", unit="quotations", ge=0)
    unresolved: Series[Integer] = column(
        "Of these, quotations whose speaker the rules do not name.", unit="quotations", ge=0
    )
    characters: Series[Integer] = column("Characters of all segments.", unit=CODE_POINTS, ge=0)
    residue: Series[Integer] = column(
        "Of these, characters of segments that are no part of the article: menus, prompts, advertisements.",
        unit=CODE_POINTS,
        ge=0,
    )
    repeated: Series[Integer] = column(
        "Characters of paragraphs and list items of 40 characters and more that stood in the article before.",
        unit=CODE_POINTS,
        ge=0,
    )
    layout: Series[Texts] = column(
        "Which kinds of segments follow each other, as in title>byline, sorted, each pair once; ^ stands before the"
        " first segment, $ after the last one, and a kind that follows itself counts once."
    )
    reading_hash: Series[Text] = column(
        "sha256 of what the tagger read in the text; null where it did not read.", nullable=True, str_matches=HASH
    )
    recipe: Series[Text] = column(
        "By what code, models and settings the article's rows were made; versions says which these are.",
        str_matches=ID,
    )

    @pandera.check("layout", description="each item is a pair of kinds; sorted, none twice")
    @classmethod
    def layout_is_pairs(cls, layouts: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse what is no pair of neighbours, and another order."""
        ordered = layouts.map(lambda pairs: None in pairs or list(pairs) == sorted(set(pairs)), na_action="ignore")
        return items_match(layouts, _NEIGHBOURS) & ordered.astype("bool")

    @pandera.dataframe_check(description="unresolved <= quotes; residue <= characters; repeated <= characters")
    @classmethod
    def parts_of_wholes(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a part that is larger than its whole."""
        return (
            (frame["unresolved"] <= frame["quotes"])
            & (frame["residue"] <= frame["characters"])
            & (frame["repeated"] <= frame["characters"])
        )

    @pandera.dataframe_check(description="an article that was not tagged has neither quotes nor a reading_hash")
    @classmethod
    def untagged_has_none(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a reading that never was."""
        return frame["tagged"] | ((frame["quotes"] == 0) & frame["reading_hash"].isna())

    class Config:
        """The key is unique."""

        unique = ("article_id",)
