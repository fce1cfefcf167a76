"""Mentions: the places where a text names somebody or something."""

from pandera.typing import Series

from schemas.base import SpannedTable
from schemas.columns import CODE_POINTS, ID, Integer, Real, Text, column

LABELS = {
    "PERSON": "A person.",
    "ORG": "An organisation: company, agency, ministry, party, team.",
    "GPE": "A country, state, city or other place with a government.",
    "LOC": "A place without one: sea, mountain, region.",
    "NORP": "A nationality, religious or political group.",
    "EVENT": "A named event: war, summit, storm, tournament.",
    "MISC": "Another name.",
}


class Mentions(SpannedTable):
    """A name in an article's text."""

    article_id: Series[Text] = column("Key into articles.", str_matches=ID)
    mention_index: Series[Integer] = column("Position in the article, from 0.", ge=0)
    sentence_index: Series[Integer] = column(
        "The sentence it starts in; key into sentences. Null outside sentences, as in a byline.",
        nullable=True,
        ge=0,
    )
    start: Series[Integer] = column("First character in articles.text.", unit=CODE_POINTS, ge=0)
    end: Series[Integer] = column("Character after the last one in articles.text.", unit=CODE_POINTS, ge=1)
    text: Series[Text] = column("The name as written: articles.text[start:end].")
    label: Series[Text] = column("What kind of name it is.", values=LABELS)
    entity_id: Series[Text] = column(
        "Whom or what it names; key into entities. Null where that is not known.", nullable=True, str_matches=ID
    )
    confidence: Series[Real] = column(
        "How sure the tagger is of the label, 0 to 1: its mean over the words of the name.",
        unit="probability",
        ge=0,
        le=1,
    )

    class Config:
        """The key is unique."""

        unique = ("article_id", "mention_index")
