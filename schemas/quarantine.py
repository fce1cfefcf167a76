"""Quarantine: the files that were not admitted, each with the reason."""

from pandera.typing import Series

from schemas.columns import HASH, ID, Text, column
from schemas.files import FileTable

REASONS = {
    "unreadable_file": "The file could not be opened or read.",
    "empty": "The file holds nothing, nothing but white space, or no article.",
    "not_text": "The bytes are no text: an image, an archive, a program.",
    "undecodable": "The bytes are text in no encoding that could be told.",
    "too_large": "The file, line or record, as dropped or decompressed, is over the size limit.",
    "text_too_long": "The article's text is over the limit of characters.",
    "unsupported_format": "No reader takes files of this kind.",
    "bad_json": "The document is not valid JSON, or no JSON object.",
    "too_deep": "The document is nested deeper than the limit.",
    "missing_body": "The document is well formed and holds no article text.",
    "bad_html": "The page could not be parsed.",
    "truncated_archive": "The compressed file, archive or record ends before its end; what stands before it was read.",
    "bad_archive": "The compressed file, archive or record is damaged, or of another format than its name says.",
    "bad_line": "A line of a JSON Lines file is not a valid JSON object.",
    "mostly_unreadable": "So much of the archive could not be read that the rest was left unread.",
    "reading_failed": "The reader failed on the file.",
    "zoning_failed": "The segmenter failed on the text.",
    "tagging_failed": "The tagger failed on the text.",
    "invalid_rows": "The article's rows broke a rule of the schemas.",
    "unsafe_path": "The path leads out of the drop, or has characters that no table can hold.",
    "withdrawn": "It is an article that has been withdrawn, known by its bytes, its address or its publisher's id.",
}


class Quarantine(FileTable):
    """A file of a drop, a line of a JSON Lines file or a page of a web archive that was not admitted.

    Files admitted, unchanged, duplicate and quarantined add up to the files dropped, always.
    """

    file_id: Series[Text] = column("Key into files.", str_matches=ID)
    drop_id: Series[Text] = column("The drop that brought the file.", str_matches=ID)
    source_path: Series[Text] = column(
        "Where the file lies in the drop, with forward slashes; a line of a JSON Lines file is named file#line, a page"
        " of a web archive file#record."
    )
    content_hash: Series[Text] = column(
        "sha256 of the bytes as dropped; null where they could not be read.", nullable=True, str_matches=HASH
    )
    reason: Series[Text] = column("Why it was not admitted.", values=REASONS)
    detail: Series[Text] = column("What exactly was found, for a person to read.", nullable=True)

    class Config:
        """The key is unique."""

        unique = ("file_id",)
