"""Rules of the tables that keep account of the articles: profiles, fingerprints, files, quarantine, withdrawals.

Each check takes some rows of a dataset, all of them or those of some articles or files: whoever checks a dataset in
batches sees to it that a batch holds, of each table, all rows of its articles (of its files), and that no row is left
out. A broken rule is a defect of a whole version, and no reason to quarantine an article.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

import pandas as pd

from schemas.files import TAKEN
from schemas.violations import Violation, shown

RULES = {
    "one_profile": "Each article has one row in profiles, which has its drop, publisher, language, tagged and words.",
    "one_fingerprint": "Each article has one row in the hidden table _fingerprints, which repeats its columns.",
    "recipe_is_known": "profiles.recipe is the recipe of a version in versions.",
    "last_file": "drop_id, source_path, revision and content_hash of an article are those of the file in files that"
    " became its last revision.",
    "revisions_complete": "The files of an article became its revisions 1, 2, 3 …, each once.",
    "quarantine_is_files": "quarantine holds just the files whose fate is quarantined, with their drop_id, source_path,"
    " content_hash and, as evidence, reason.",
    "withdrawn_is_gone": "An article among withdrawals is not among articles.",
    "names_count_mentions": "The hidden table _entity_names has each name that mentions give an entity, with their"
    " number; checked on whole datasets.",
}
"""Every rule of this module and of `schemas.counts`, for the data dictionary."""

PROFILED = {name: name for name in ("drop_id", "publisher", "language", "tagged")} | {"words": "word_count"}
"""Columns of profiles that repeat one of articles, and which."""
FINGERPRINTED = {
    name: name for name in ("revision", "content_hash", "source_path", "publisher", "near_duplicate_of", "family_id")
}
"""The same of ``_fingerprints``."""
LAST_FILE = {name: name for name in ("drop_id", "source_path", "revision", "content_hash")}
"""Columns of a file that became an article's last revision, and the article's."""
QUARANTINED = {name: name for name in ("drop_id", "source_path", "content_hash")} | {"reason": "evidence"}
"""Columns of quarantine, and the file's."""


def check_profiles(articles: pd.DataFrame, profiles: pd.DataFrame) -> list[Violation]:
    """Return the articles without a profile, the profiles without an article, and those of different ones.

    Args:
        articles: ``article_id`` and the columns that `PROFILED` names of some articles.
        profiles: Their rows of profiles.
    """
    return list(_check_pairs("profiles", "one_profile", profiles, articles, PROFILED))


def check_recipes(profiles: pd.DataFrame, recipes: Collection[str]) -> list[Violation]:
    """Return the profiles (``article_id``, ``recipe``) whose recipe is none of ``recipes``, those of versions."""
    odd = profiles[~profiles["recipe"].isin(list(recipes))]
    return [
        Violation("profiles", "recipe_is_known", str(row.article_id), f"article_id {row.article_id}: {row.recipe}")
        for row in odd.itertuples()
    ]


def check_fingerprints(articles: pd.DataFrame, fingerprints: pd.DataFrame) -> list[Violation]:
    """Return the articles without a fingerprint, the fingerprints without an article, and those of different ones.

    Args:
        articles: ``article_id`` and the columns that `FINGERPRINTED` names of some articles.
        fingerprints: Their rows of ``_fingerprints``.
    """
    return list(_check_pairs("_fingerprints", "one_fingerprint", fingerprints, articles, FINGERPRINTED))


def check_files(articles: pd.DataFrame, files: pd.DataFrame, withdrawn: Collection[str] = ()) -> list[Violation]:
    """Return the articles that are not what their last file made, and the files of no article.

    Args:
        articles: ``article_id`` and the columns that `LAST_FILE` names of some articles.
        files: The rows of files that name these articles, and further ones that name none or a withdrawn one.
        withdrawn: The ids of all articles that were withdrawn: their files stay.
    """
    taken = files[files["fate"].isin(TAKEN)].sort_values(["article_id", "revision"], kind="stable")
    gone = ~taken["article_id"].isin([*articles["article_id"], *withdrawn])
    found = [
        Violation("files", "article_id.foreign_key", None, f"file_id {row.file_id}: articles has no {row.article_id}")
        for row in taken[gone].itertuples()
    ]
    place = taken.groupby("article_id").cumcount() + 1
    odd = taken[(place != taken["revision"]).astype("bool")].drop_duplicates("article_id")
    found += [
        Violation("files", "revisions_complete", str(row.article_id), f"file_id {row.file_id}: revision {row.revision}")
        for row in odd.itertuples()
    ]
    last = taken[taken["article_id"].isin(articles["article_id"])].drop_duplicates("article_id", keep="last")
    return found + list(_check_pairs("files", "last_file", last, articles, LAST_FILE))


def check_quarantine(files: pd.DataFrame, quarantine: pd.DataFrame) -> list[Violation]:
    """Return the quarantined files that quarantine lacks, and its rows that are of no such file.

    Args:
        files: Some rows of files.
        quarantine: The rows of quarantine that have their ids.
    """
    fated = files[files["fate"] == "quarantined"]
    return list(_check_pairs("quarantine", "quarantine_is_files", quarantine, fated, QUARANTINED, key="file_id"))


def check_withdrawals(articles: pd.DataFrame, withdrawn: Collection[str]) -> list[Violation]:
    """Return the articles (a frame with ``article_id``) that are there although they were withdrawn."""
    there = articles.loc[articles["article_id"].isin(list(withdrawn)), "article_id"]
    return [Violation("withdrawals", "withdrawn_is_gone", article, f"article_id {article}") for article in there]


def _check_pairs(
    table: str,
    rule: str,
    rows: pd.DataFrame,
    others: pd.DataFrame,
    same: Mapping[str, str],
    key: str = "article_id",
) -> Iterator[Violation]:
    """Yield the rows of ``table`` and of the ``others`` that have no partner by ``key``, or one that says otherwise.

    ``same`` names columns of the rows, and the columns of the others that they repeat.
    """
    left = rows[[key, *same]].set_axis([key, *(f"{name} here" for name in same)], axis=1)
    right = others[[key, *same.values()]].set_axis([key, *(f"{name} there" for name in same)], axis=1)
    pairs = left.merge(right, on=key, how="outer", indicator="side")
    lone = pairs["side"] != "both"
    for row in pairs[lone].to_dict("records"):
        fault = "nothing has this id" if row["side"] == "left_only" else f"{table} lacks it"
        yield Violation(table, rule, _article(row, key), f"{key} {row[key]}: {fault}")
    for name in same:
        yield from _differing(table, rule, pairs[~lone], name, key)


def _differing(table: str, rule: str, pairs: pd.DataFrame, name: str, key: str) -> Iterator[Violation]:
    here, there = pairs[f"{name} here"], pairs[f"{name} there"]
    same = (here == there).fillna(False).astype("bool") | (here.isna() & there.isna())
    for row in pairs[~same].to_dict("records"):
        said: Sequence[object] = (row[f"{name} here"], row[f"{name} there"])
        detail = f"{key} {row[key]}: {name} is {shown(said[0])}, expected {shown(said[1])}"
        yield Violation(table, rule, _article(row, key), detail)


def _article(row: Mapping[Hashable, object], key: str) -> str | None:
    return str(row[key]) if key == "article_id" else None
