"""Roles: what an article says that a person is or was."""

from pandera.typing import Series

from schemas.base import SpannedTable
from schemas.columns import CODE_POINTS, ID, Flag, Integer, Text, column


class Roles(SpannedTable):
    """One article's assertion that an entity holds or held a role; as old as the article, never a lasting property."""

    article_id: Series[Text] = column("Key into articles.", str_matches=ID)
    role_index: Series[Integer] = column("Position in the article, from 0.", ge=0)
    entity_id: Series[Text] = column("Who holds the role; key into entities.", str_matches=ID)
    role: Series[Text] = column("The role, as in: professor of marine biology.")
    affiliation: Series[Text] = column("Where it is held, as in: University of Bergen.", nullable=True)
    is_former: Series[Flag] = column("Whether the article says that it is over: then, former, ex-.")
    start: Series[Integer] = column("First character of the words that say so.", unit=CODE_POINTS, ge=0)
    end: Series[Integer] = column("Character after the last one of these words.", unit=CODE_POINTS, ge=1)

    class Config:
        """The key is unique."""

        unique = ("article_id", "role_index")
