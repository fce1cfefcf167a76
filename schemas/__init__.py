"""The tables of a dataset: one pandera model each, from which validation, Arrow types and the dictionary all come."""

from pandera.pandas import DataFrameModel

from schemas.articles import Articles
from schemas.entities import Entities
from schemas.entity_names import EntityNames
from schemas.files import Files
from schemas.fingerprints import Fingerprints
from schemas.learned_lines import LearnedLines
from schemas.mentions import Mentions
from schemas.profiles import Profiles
from schemas.quarantine import Quarantine
from schemas.quotes import Quotes
from schemas.roles import Roles
from schemas.segments import Segments
from schemas.sentences import Sentences
from schemas.versions import Versions
from schemas.withdrawals import Withdrawals

SCHEMA_VERSION = 5
"""Raised with every change to the columns of a table; 5: files.sidecar_hash."""

TABLES: dict[str, type[DataFrameModel]] = {
    "articles": Articles,
    "segments": Segments,
    "sentences": Sentences,
    "mentions": Mentions,
    "entities": Entities,
    "roles": Roles,
    "quotes": Quotes,
    "profiles": Profiles,
    "learned_lines": LearnedLines,
    "files": Files,
    "quarantine": Quarantine,
    "withdrawals": Withdrawals,
    "versions": Versions,
}
"""Every table by name, in the order of publication."""

HIDDEN: dict[str, type[DataFrameModel]] = {
    "_fingerprints": Fingerprints,
    "_entity_names": EntityNames,
}
"""The tables that are an index of the others: in every version, in no folder that people read."""

ALL = TABLES | HIDDEN
"""Every table by name."""

__all__ = ["ALL", "HIDDEN", "SCHEMA_VERSION", "TABLES"]
