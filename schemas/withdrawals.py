"""Withdrawals: the articles that were taken out, and why."""

from pandera.typing import Series

from schemas.base import Table
from schemas.columns import ID, Instant, Text, column


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

    class Config:
        """The key is unique."""

        unique = ("article_id",)
