"""Articles: what was published, as text and metadata; every offset of every table indexes ``articles.text``."""

import pandas as pd
import pandera.pandas as pandera
from pandera.typing import Series

from schemas.base import Table, both_or_neither
from schemas.columns import HASH, ID, Flag, Instant, Integer, Text, Texts, column

SOURCE_FORMATS = {
    "txt": "Plain text.",
    "html": "A web page.",
    "json": "A JSON document of one article.",
    "jsonl": "A line of a JSON Lines file.",
}
EVIDENCE = {
    "metadata": "The sidecar, the JSON or the page's own metadata says so.",
    "url": "The date stands in the URL.",
    "text": "The date stands in the text, in a dateline.",
}


class Articles(Table):
    """An article as it was last published: one row an article, revisions replace each other."""

    article_id: Series[Text] = column(
        "First 16 hex digits of the sha256 of what identifies the article: its canonical URL, else the publisher's"
        " id, else its first content. Stable over versions and revisions.",
        str_matches=ID,
    )
    revision: Series[Integer] = column("1 for the first text seen, one more for every change.", ge=1)
    content_hash: Series[Text] = column("sha256 of the bytes as dropped.", str_matches=HASH)
    drop_id: Series[Text] = column("The drop that brought this revision.", str_matches=ID)
    source_path: Series[Text] = column(
        "Where the file lies in the drop, with forward slashes; a line of a JSON Lines file is named file#line."
    )
    source_format: Series[Text] = column("What the file is, compression aside.", values=SOURCE_FORMATS)
    url: Series[Text] = column("Address of the article, as given.", nullable=True)
    canonical_url: Series[Text] = column(
        "The address by which articles are told apart: lower-case host, no tracking parameters, no fragment.",
        nullable=True,
    )
    publisher: Series[Text] = column("Who published it, as given.", nullable=True)
    publisher_id: Series[Text] = column("The publisher's own id of the article.", nullable=True)
    title: Series[Text] = column("The headline.", nullable=True)
    standfirst: Series[Texts] = column("Paragraphs of the summary under the headline; empty where there is none.")
    authors: Series[Texts] = column("Who wrote it, one name an item; empty where none is named.")
    section: Series[Text] = column("The publisher's section.", nullable=True)
    published_at: Series[Instant] = column(
        "When it was published. Never the time of collection.", unit="UTC", nullable=True
    )
    published_evidence: Series[Text] = column("What published_at rests on.", values=EVIDENCE, nullable=True)
    language: Series[Text] = column(
        "ISO 639 code of the language, lower case.", nullable=True, str_matches=r"^[a-z]{2,3}$"
    )
    text: Series[Text] = column(
        "The source text that all offsets index: the file decoded, line ends as \\n, nothing else changed; for HTML the"
        " text rendering."
    )
    body: Series[Text] = column(
        "The paragraphs, joined by a blank line, for reading. Carries no offsets.", nullable=True
    )
    word_count: Series[Integer] = column("Words of body, parted by white space.", unit="words", ge=0)
    is_truncated: Series[Flag] = column("Whether the text breaks off before the article ends.")
    truncation_evidence: Series[Text] = column(
        "What shows that it breaks off: a paywall, content that did not load.", nullable=True
    )
    reading_time_minutes: Series[Integer] = column(
        "Reading time that the publisher states.", unit="minutes", nullable=True, ge=0
    )
    comment_count: Series[Integer] = column(
        "Readers' comments that the publisher states.", unit="comments", nullable=True, ge=0
    )
    near_duplicate_of: Series[Text] = column(
        "The article whose text this one repeats nearly word for word, as wire copy and re-posts do.",
        nullable=True,
        str_matches=ID,
    )
    tagged: Series[Flag] = column("False for languages that the tagger does not read: no mentions, no quotes.")

    @pandera.check("source_path", description="a path stays within its drop: relative, without '..'")
    @classmethod
    def path_in_drop(cls, paths: "pd.Series[str]") -> "pd.Series[bool]":
        """Refuse paths that lead out of the drop."""
        return ~paths.str.contains(r"^/|(?:^|/)\.\.(?:/|$)", regex=True)

    @pandera.dataframe_check(description="published_at and published_evidence are both null or both known")
    @classmethod
    def date_has_evidence(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a date without evidence, and evidence without a date."""
        return both_or_neither(frame, "published_at", "published_evidence")

    @pandera.dataframe_check(description="truncation_evidence is known where is_truncated, and only there")
    @classmethod
    def truncation_has_evidence(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a truncated article that does not say why, and evidence without the verdict."""
        return frame["is_truncated"] == frame["truncation_evidence"].notna()

    @pandera.dataframe_check(description="an article is no near duplicate of itself")
    @classmethod
    def not_its_own_duplicate(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse an article that points at itself."""
        return frame["near_duplicate_of"] != frame["article_id"]

    class Config:
        """The key is unique."""

        unique = ("article_id",)
