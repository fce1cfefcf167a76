"""The tables of a dataset: one pandera model each, from which validation, Arrow types and the dictionary all come."""

from pandera.pandas import DataFrameModel

from schemas.articles import Articles
from schemas.entities import Entities
from schemas.learned_lines import LearnedLines
from schemas.mentions import Mentions
from schemas.quarantine import Quarantine
from schemas.quotes import Quotes
from schemas.roles import Roles
from schemas.segments import Segments
from schemas.sentences import Sentences
from schemas.versions import Versions

SCHEMA_VERSION = 3
"""Raised with every change to the columns of a table; 2: cue classes, negation, source heads and joint speakers."""

TABLES: dict[str, type[DataFrameModel]] = {
    "articles": Articles,
    "segments": Segments,
    "sentences": Sentences,
    "mentions": Mentions,
    "entities": Entities,
    "roles": Roles,
    "quotes": Quotes,
    "learned_lines": LearnedLines,
    "quarantine": Quarantine,
    "versions": Versions,
}
"""Every table by name, in the order of publication."""

__all__ = ["SCHEMA_VERSION", "TABLES"]
