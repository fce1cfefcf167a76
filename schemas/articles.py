"""Articles: what was published, as text and metadata; every offset of every table indexes ``articles.text``."""

from typing import Any

import pandas as pd
import pandera.pandas as pandera
from pandera.typing import Series

from schemas.base import Table, both_or_neither, items_match
from schemas.columns import HASH, ID, Flag, Instant, Integer, Real, Text, Texts, column

SOURCE_FORMATS = {
    "txt": "Plain text.",
    "html": "A web page.",
    "json": "A JSON document of one article.",
    "jsonl": "A line of a JSON Lines file.",
    "warc": "A record of a web archive.",
}
EVIDENCE = {
    "metadata": "The sidecar, the JSON or the page's own metadata says so.",
    "url": "The date stands in the URL.",
    "text": "The date stands in the text, in a date line, dateline or byline next to the headline.",
}
FLAWS = {
    "bidi_override": "Characters that make words show in another order than they are stored in.",
    "control_character": "Control characters: a page that was read in the wrong code page, or bytes that are no text.",
    "html_entity": "Entities such as `&quot;` or `&nbsp;`, which were escaped twice and stand in the text as such.",
    "ligature": "Ligatures such as \ufb01 in place of letters, as PDF files have them: no search for the letters finds"
    " the word.",
    "mojibake": "UTF-8 that somebody read in another code page: \u00e2\u20ac\u0153 in place of a quotation mark.",
    "not_nfc": "Accents apart from their letters, or other characters than Unicode's normal form C has: words that look"
    " alike may differ.",
    "private_use": "Characters without a meaning of their own, of a publisher's font: icons, logos.",
    "replacement_character": "U+FFFD, which stands where a character was lost.",
    "soft_hyphen": "Invisible marks where a word may be hyphenated: no search for the word finds it.",
    "zero_width": "Characters without width inside words: no search for the word finds it.",
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
        "Where the file lies in the drop, with forward slashes; a line of a JSON Lines file is named file#line, a page"
        " of a web archive file#record."
    )
    source_format: Series[Text] = column("What the file is, compression aside.", values=SOURCE_FORMATS)
    url: Series[Text] = column("Address of the article, as given.", nullable=True)
    canonical_url: Series[Text] = column(
        "The address by which articles are told apart: lower-case host, no tracking parameters, no fragment.",
        nullable=True,
    )
    publisher: Series[Text] = column(
        "Who published it, as given; else as the page's copyright line and its head name it.", nullable=True
    )
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
    other_languages: Series[Texts] = column(
        "ISO 639 codes of the languages, other than language, that a whole paragraph or a quotation of twelve words and"
        " more is written in, sorted; empty where there is none, or language is not known.",
    )
    text: Series[Text] = column(
        "The source text that all offsets index: the file decoded, line ends as \\n, nothing else changed; for HTML the"
        " text rendering."
    )
    text_flaws: Series[Texts] = column(
        "What is wrong with text as text, sorted; empty where nothing is. Flaws are named and never repaired, as every"
        " offset counts the characters of text. Repair a copy to search it or count its words (in Python:"
        " ftfy.fix_text, html.unescape, unicodedata.normalize); where exact words matter, leave out articles with"
        " mojibake or replacement_character.",
        items=FLAWS,
    )
    body: Series[Text] = column(
        "The paragraphs, joined by a blank line, for reading. Carries no offsets.", nullable=True
    )
    word_count: Series[Integer] = column(
        "Words of the paragraphs and list items, parted by white space; of Chinese and Japanese two characters are a"
        " word, of Thai, Lao, Khmer and Burmese four letters.",
        unit="words",
        ge=0,
    )
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
        "The article whose text this one repeats nearly word for word, as wire copy and re-posts do; it may have been"
        " withdrawn since.",
        nullable=True,
        str_matches=ID,
    )
    near_duplicate_similarity: Series[Real] = column(
        "How much of the text of near_duplicate_of and of this one is the same, of their runs of five words: those that"
        " both have, of all. Null too where texts were not compared.",
        unit="share",
        nullable=True,
        ge=0,
        le=1,
    )
    family_id: Series[Text] = column(
        "The same for articles whose texts repeat each other, over all publishers: the article_id of the first of them"
        " that was admitted, else the article's own. It is given once and stays, whatever becomes of the first one.",
        str_matches=ID,
    )
    tagged: Series[Flag] = column("False for languages that the tagger does not read: no mentions, no quotes.")

    @pandera.check("text_flaws", description="each flaw is one of the list above")
    @classmethod
    def known_flaws(cls, flaws: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse a flaw that nobody has described."""
        return items_match(flaws, f"^(?:{'|'.join(FLAWS)})$")

    @pandera.check("other_languages", description="codes are ISO 639, lower case")
    @classmethod
    def language_codes(cls, codes: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse what is no code."""
        return items_match(codes, r"^[a-z]{2,3}$")

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

    @pandera.dataframe_check(description="near_duplicate_similarity is known only where near_duplicate_of is")
    @classmethod
    def similarity_to_something(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a likeness to nothing."""
        return frame["near_duplicate_of"].notna() | frame["near_duplicate_similarity"].isna()

    class Config:
        """The key is unique."""

        unique = ("article_id",)
