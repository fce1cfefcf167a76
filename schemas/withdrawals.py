"""Withdrawals: the articles that were taken out, and why."""

from pandera.typing import Series

from schemas.base import StateKeys
from schemas.columns import ID, Instant, Text, Texts, column


class Withdrawals(StateKeys):
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
        "First 16 hex digits of the sha256 of text and metadata of each of its states, by which the same text in other"
        " bytes is known; and of each address and publisher's own id that it had before."
    )

    class Config:
        """The key is unique."""

        unique = ("article_id",)
