"""Versions: what was published when, from what, by what, and what came of every file."""

import re
from typing import Any

import pandas as pd
import pandera.pandas as pandera
from pandera.typing import Series

from schemas.base import Table, items_match, list_array, row_verdicts
from schemas.columns import HASH, ID, Alarms, Instant, Integer, TableStates, Text, Texts, column

VERDICTS = {
    "passed": "Every file was admitted, unchanged or a duplicate.",
    "passed_with_quarantine": "Some files were quarantined, the others passed.",
}
OPERATIONS = {
    "build": "Drops were taken in.",
    "replay": "Files that had been quarantined were tried again.",
    "rebuild": "All drops were taken in again, under the code of the day.",
    "rollback": "The tables of an older version were restored.",
    "withdraw": "Articles were withdrawn, or brought back.",
}
ALARMS = {
    "quotes": "Other numbers of quotations than the publisher's articles have otherwise.",
    "unresolved": "More quotations without a speaker.",
    "residue": "Another share of residue.",
    "length": "Other lengths.",
    "repeated": "More text that articles repeat within themselves.",
    "layout": "Other kinds of segments follow each other: the publisher's pages changed.",
    "languages": "A language that the publisher hardly uses otherwise.",
    "publisher": "A publisher that the dataset never had.",
    "quarantined": "A large share of the files was not admitted.",
}


class Versions(Table):
    """A published version of the dataset; none is ever changed."""

    version: Series[Integer] = column("Number of the version, from 1.", ge=1)
    operation: Series[Text] = column("How it came to be.", values=OPERATIONS)
    parent: Series[Integer] = column("The version it was built on; null for the first.", nullable=True, ge=1)
    restored: Series[Integer] = column(
        "Of a rollback, the version whose tables it has; null for all others.", nullable=True, ge=1
    )
    reason: Series[Text] = column("Why, in the words of whoever did it.", nullable=True)
    created_at: Series[Instant] = column("When it was published.", unit="UTC")
    drop_ids: Series[Texts] = column("The drops that it took in.")
    tables: Series[TableStates] = column("Each table's name, number of rows, and sha256 of its content.")
    dropped: Series[Integer] = column("Files dropped; each has exactly one of the outcomes below.", unit="files", ge=0)
    admitted: Series[Integer] = column("Files that became an article or a revision.", unit="files", ge=0)
    unchanged: Series[Integer] = column("Files known already, from the same place.", unit="files", ge=0)
    revised: Series[Integer] = column("Files that became a revision; they count as admitted too.", unit="files", ge=0)
    duplicate: Series[Integer] = column("Files known already, from another place.", unit="files", ge=0)
    quarantined: Series[Integer] = column("Files not admitted; see quarantine.", unit="files", ge=0)
    added_articles: Series[Texts] = column("article_ids that are new in this version.")
    revised_articles: Series[Texts] = column("article_ids whose article changed.")
    removed_articles: Series[Texts] = column("article_ids of the parent that are gone.")
    code_version: Series[Text] = column("Version of copydesk that built it.")
    git_commit: Series[Text] = column(
        "Commit of copydesk; null outside a checkout.", nullable=True, str_matches=r"^[0-9a-f]{40}([0-9a-f]{24})?$"
    )
    schema_version: Series[Integer] = column("Version of these schemas.", ge=1)
    tagger_hash: Series[Text] = column(
        "sha256 of the tagger's weights; null where none was used.", nullable=True, str_matches=HASH
    )
    zoner_hash: Series[Text] = column(
        "sha256 of the line classifier's weights and words.", nullable=True, str_matches=HASH
    )
    code_hash: Series[Text] = column(
        "sha256 of copydesk's code and word lists; null where nobody recorded it.", nullable=True, str_matches=HASH
    )
    settings_hash: Series[Text] = column(
        "sha256 of the settings that decide about rows; null where none were used.", nullable=True, str_matches=HASH
    )
    recipe: Series[Text] = column(
        "First 16 hex digits of the sha256 of code_hash, tagger_hash, zoner_hash and settings_hash; profiles.recipe"
        " refers to it. Null where no rows of articles were made.",
        nullable=True,
        str_matches=ID,
    )
    verdict: Series[Text] = column("What validation said.", values=VERDICTS)
    alarms: Series[Alarms] = column(
        "The alarms of the gate with which it was published, each with its publisher, or null for the drops as a whole;"
        " empty where none rang, null where nothing was judged.",
        items=ALARMS,
        nullable=True,
    )

    @pandera.check(
        "drop_ids", "added_articles", "revised_articles", "removed_articles", description="every item is an id"
    )
    @classmethod
    def items_are_ids(cls, series: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse items that are not 16 hex digits."""
        return items_match(series, ID)

    @pandera.check("tables", description="every table has a name, rows >= 0 and the sha256 of its content")
    @classmethod
    def table_states_are_whole(cls, series: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse nulls, blank names, negative counts and what is no hash."""
        return series.map(lambda states: all(map(_is_whole, states)), na_action="ignore").astype("bool")

    @pandera.check("alarms", description="every alarm is one of the list above, its publisher null or not blank")
    @classmethod
    def alarms_are_known(cls, series: "pd.Series[Any]") -> "pd.Series[bool]":
        """Refuse an alarm that nobody has described, and blank publishers."""
        lists: Any = list_array(series)
        rows = enumerate(lists.to_pylist())
        return row_verdicts(series, [row for row, rung in rows if not all(map(_is_alarm, rung or ()))])

    @pandera.dataframe_check(description="restored is known for a rollback, and only there; it is an earlier version")
    @classmethod
    def rollback_restores(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a rollback to nothing or to what is yet to come."""
        earlier = (frame["restored"] < frame["version"]).fillna(False)
        return ((frame["operation"] == "rollback") & earlier) | (
            (frame["operation"] != "rollback") & frame["restored"].isna()
        )

    @pandera.dataframe_check(description="a withdrawal has its reason")
    @classmethod
    def withdrawal_has_reason(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse to take out an article without saying why."""
        return (frame["operation"] != "withdraw") | frame["reason"].notna()

    @pandera.dataframe_check(description="a recipe has its code_hash and settings_hash")
    @classmethod
    def recipe_is_whole(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a recipe that nobody can look up."""
        return frame["recipe"].isna() | frame[["code_hash", "settings_hash"]].notna().all(axis=1)

    @pandera.dataframe_check(description="the parent is an earlier version")
    @classmethod
    def parent_is_earlier(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a parent that is no older."""
        return frame["parent"] < frame["version"]

    @pandera.dataframe_check(
        description="admitted + unchanged + duplicate + quarantined = dropped; revised <= admitted"
    )
    @classmethod
    def accounts_add_up(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a version that lost track of a file."""
        outcomes = frame["admitted"] + frame["unchanged"] + frame["duplicate"] + frame["quarantined"]
        return (outcomes == frame["dropped"]) & (frame["revised"] <= frame["admitted"])

    @pandera.dataframe_check(description="the verdict is passed where nothing was quarantined, and only there")
    @classmethod
    def verdict_fits_quarantine(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Refuse a verdict that hides quarantined files, or makes them up."""
        return (frame["quarantined"] == 0) == (frame["verdict"] == "passed")

    class Config:
        """The key is unique."""

        unique = ("version",)


def _is_whole(state: dict[str, Any] | None) -> bool:
    if state is None or None in state.values():
        return False
    return bool(state["table"].strip()) and state["rows"] >= 0 and bool(re.fullmatch(HASH, state["hash"]))


def _is_alarm(rung: dict[str, Any] | None) -> bool:
    return (
        rung is not None and rung["alarm"] in ALARMS and (rung["publisher"] is None or bool(rung["publisher"].strip()))
    )
