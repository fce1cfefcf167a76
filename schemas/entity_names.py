"""Entity names: how often each entity is mentioned under which name, so that aliases can come and go."""

from pandera.typing import Series

from schemas.base import Table
from schemas.columns import ID, Integer, Text, column


class EntityNames(Table):
    """A name under which texts mention an entity."""

    entity_id: Series[Text] = column("Key into entities.", str_matches=ID)
    text: Series[Text] = column("The name as written.")
    mention_count: Series[Integer] = column("Mentions that write it so.", unit="mentions", ge=1)

    class Config:
        """The key is unique."""

        unique = ("entity_id", "text")
