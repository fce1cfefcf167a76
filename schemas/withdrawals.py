"""Withdrawals: the articles that were taken out, and why."""

from typing import Any

import pandas as pd
import pandera.pandas as pandera
from pandera.typing import Series

from schemas.base import Table, items_match
from schemas.columns import ID, Instant, Text, Texts, column


class Withdrawals(Table):
    """An article that was withdrawn: it stays in the older versions, and does not come back with another drop."""

    article_id: Series[Text] = column("The article; its key in articles of the older versions.", str_matches=ID)
    reason: Series[Text] = column("Why it was withdrawn, in the words of whoever did it.")
    withdrawn_at: Series[Instant] = column("When it was withdrawn.", unit="UTC")
    canonical_url: Series[Text] = column(
        "Its address, lower-case host, no tracking parameters, no fragment: by it another state of it is known.",
        nullable=True,
    )
    publisher: Series[Text] = column("Who published it.", nullable=True)
    publisher_id: Series[Text] = column("The publisher's own id of it.", nullable=True)
    title: Series[Text] = column("The headline.", nullable=True)
    state_keys: Series[Texts] = column(
        "First 16 hex digits of the sha256 of text and metadata of each of its states: by them the same text in other"
        " bytes is known."
    )

    @pandera.check("state_keys", description="every key of a state is 16 hex digits")
    @classmethod
    def keys_are_digits(cls, keys: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse what is no key."""
        return items_match(keys, ID)

    class Config:
        """The key is unique."""

        unique = ("article_id",)
