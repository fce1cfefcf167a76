"""Files: what became of every dropped file that the dataset did not know already."""

import hashlib
from typing import Any

import pandas as pd
import pandera.pandas as pandera
from pandera.typing import Series

from schemas.base import Table
from schemas.columns import HASH, ID, Integer, Real, Text, column

FATES = {
    "admitted": "It became a new article.",
    "revised": "It became a revision of an article.",
    "duplicate": "It repeats a file that lies elsewhere: the same bytes, or the same text and metadata.",
    "quarantined": "It was not admitted; quarantine says why.",
}
TAKEN = ("admitted", "revised")
"""Fates of the files that became a state of an article."""


def file_id(drop_id: str, source_path: str) -> str:
    """Return the id of the file that lies at ``source_path`` in the drop ``drop_id``."""
    return hashlib.sha256(f"{drop_id}\n{source_path}".encode("utf-8", "replace")).hexdigest()[:16]


class FileTable(Table):
    """A table whose rows are files of drops, told apart by ``file_id``."""

    @pandera.dataframe_check(description="file_id is made of drop_id and source_path")
    @classmethod
    def id_is_of_file(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse the id of another file."""
        files: Any = zip(frame["file_id"], frame["drop_id"], frame["source_path"], strict=True)
        # Nulls are another rule's.
        fits = [not all(isinstance(part, str) for part in file) or file[0] == file_id(*file[1:]) for file in files]
        return pd.Series(fits, index=frame.index, dtype="bool")


class Files(FileTable):
    """A dropped file, a line of a JSON Lines file or a page of a web archive, and what became of it.

    Files that the dataset knows already, from the same place, have no row. With the kept bytes every drop can be
    built again.
    """

    file_id: Series[Text] = column(
        "First 16 hex digits of the sha256 of drop_id, a line feed and source_path.", str_matches=ID
    )
    drop_id: Series[Text] = column("The drop that brought the file.", str_matches=ID)
    source_path: Series[Text] = column(
        "Where the file lies in the drop, with forward slashes; a line of a JSON Lines file is named file#line, a page"
        " of a web archive file#record."
    )
    content_hash: Series[Text] = column(
        "sha256 of the bytes as dropped; null where they could not be read.", nullable=True, str_matches=HASH
    )
    sidecar_hash: Series[Text] = column(
        "sha256 of the bytes of the file of metadata beside it, as dropped; null where there is none, or where no"
        " article could be read.",
        nullable=True,
        str_matches=HASH,
    )
    fate: Series[Text] = column("What became of it.", values=FATES)
    article_id: Series[Text] = column(
        "The article that it became, would have become, or repeats; stays when the article is withdrawn. Null where"
        " nobody knows.",
        nullable=True,
        str_matches=ID,
    )
    revision: Series[Integer] = column(
        "The revision of the article that it became; null where it became none.", nullable=True, ge=1
    )
    evidence: Series[Text] = column(
        "What the fate rests on: the identity rule, or the reason code of the quarantine.", nullable=True
    )
    detail: Series[Text] = column("What exactly was found, for a person to read.", nullable=True)
    match_id: Series[Text] = column(
        "The article that it was found to be, to repeat or to be like; null for what is like nothing known.",
        nullable=True,
        str_matches=ID,
    )
    match_path: Series[Text] = column("Where the file of that article lay in its drop.", nullable=True)
    similarity: Series[Real] = column(
        "How much of its text and of that article's is the same, of their runs of five words: those that both have,"
        " of all. Null where texts were not compared.",
        unit="share",
        nullable=True,
        ge=0,
        le=1,
    )
    blob: Series[Text] = column(
        "sha256 of the kept bytes, as they are stored, of the file that was dropped: the lines of a JSON Lines file"
        " share one. Null where none are kept.",
        nullable=True,
        str_matches=HASH,
    )
    sidecar_blob: Series[Text] = column("The same of the file of metadata beside it.", nullable=True, str_matches=HASH)

    @pandera.dataframe_check(
        description="a file that was admitted or revises has article_id, revision and content_hash; no other has a"
        " revision"
    )
    @classmethod
    def taken_has_revision(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a state of an article that does not say which, and a revision that was never made."""
        taken = frame["fate"].isin(TAKEN)
        whole = frame[["article_id", "revision", "content_hash"]].notna().all(axis=1)
        return (taken & whole) | (~taken & frame["revision"].isna())

    @pandera.dataframe_check(description="a duplicate has the article that it repeats, as match_id too")
    @classmethod
    def duplicate_has_match(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a duplicate of nothing."""
        same = (frame["article_id"] == frame["match_id"]).fillna(False)
        return (frame["fate"] != "duplicate").fillna(True) | same

    @pandera.dataframe_check(description="match_path and similarity are known only where match_id is")
    @classmethod
    def match_is_named(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a likeness to nothing."""
        return frame["match_id"].notna() | ~frame[["match_path", "similarity"]].notna().any(axis=1)

    class Config:
        """The key is unique."""

        unique = ("file_id",)
