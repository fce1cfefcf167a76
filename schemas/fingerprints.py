"""Fingerprints: an index of the articles, by which a new file is found to be known, a revision or a duplicate."""

from pandera.typing import Series

from schemas.base import StateKeys
from schemas.columns import HASH, ID, Integer, Signature, Text, Texts, column

_KEY = "First 8 bytes of the sha256 of {}, as a signed number, high byte first; null where it tells nothing."


class Fingerprints(StateKeys):
    """What judging a file asks of an article in the dataset, so that no text need be read again."""

    article_id: Series[Text] = column("Key into articles: each article has one row.", str_matches=ID)
    revision: Series[Integer] = column("articles.revision.", ge=1)
    content_hash: Series[Text] = column("articles.content_hash.", str_matches=HASH)
    source_path: Series[Text] = column("articles.source_path.")
    url_key: Series[Integer] = column(_KEY.format("the address that identifies it"), nullable=True)
    own_key: Series[Integer] = column(_KEY.format("the publisher and the publisher's own id"), nullable=True)
    title_key: Series[Integer] = column(_KEY.format("the words of the title"), nullable=True)
    heading_key: Series[Integer] = column(_KEY.format("the title as lines of other articles repeat it"), nullable=True)
    publisher: Series[Text] = column("articles.publisher.", nullable=True)
    near_duplicate_of: Series[Text] = column("articles.near_duplicate_of.", nullable=True, str_matches=ID)
    family_id: Series[Text] = column("articles.family_id.", str_matches=ID)
    shingles: Series[Integer] = column("Different runs of five words in the text.", unit="runs of words", ge=0)
    signature: Series[Signature] = column(
        "MinHash of these: the low 16 bits of 128 values, low byte first; null where there are too few to compare.",
        nullable=True,
    )
    state_keys: Series[Texts] = column(
        "First 16 hex digits of the sha256 of text and metadata of each of the article's states, the current one last;"
        " among them those of each address and publisher's own id that it had before."
    )

    class Config:
        """The key is unique."""

        unique = ("article_id",)
