"""Entities: the people, organisations and places that mentions name, over all articles."""

import pandas as pd
import pandera.pandas as pandera
from pandera.typing import Series

from schemas.base import Table
from schemas.columns import ID, Integer, Text, Texts, column
from schemas.mentions import LABELS


class Entities(Table):
    """A person, organisation, place … of the whole dataset. Ids are stable over versions."""

    entity_id: Series[Text] = column("Id of the entity, 16 hex digits.", str_matches=ID)
    label: Series[Text] = column("What kind of entity it is.", values=LABELS)
    name: Series[Text] = column("Canonical name: the fullest form seen, without titles.")
    aliases: Series[Texts] = column("The other forms seen, sorted; empty where there are none.")
    country_code: Series[Text] = column(
        "ISO 3166-1 alpha-2 code of the country that a place or nationality belongs to.",
        nullable=True,
        str_matches=r"^[A-Z]{2}$",
    )
    geonames_id: Series[Integer] = column("Id of the place in GeoNames.", nullable=True, ge=1)
    wikidata_id: Series[Text] = column("Id in Wikidata, as in Q84.", nullable=True, str_matches=r"^Q[1-9][0-9]*$")
    article_count: Series[Integer] = column("Articles that mention it.", unit="articles", ge=0)
    mention_count: Series[Integer] = column("Mentions of it.", unit="mentions", ge=0)

    @pandera.dataframe_check(description="each article that counts has a mention: mention_count >= article_count")
    @classmethod
    def counts_agree(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse more articles than mentions, and mentions in no article."""
        return (frame["mention_count"] >= frame["article_count"]) & (
            (frame["mention_count"] > 0) == (frame["article_count"] > 0)
        )

    class Config:
        """The key is unique."""

        unique = ("entity_id",)
