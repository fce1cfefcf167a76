"""The tables of a built dataset, multiplied, for measuring validation and commits at a size that tells something."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa

from copydesk.store import Changes, Dataset
from schemas import TABLES
from schemas.arrow import to_frame, to_table
from schemas.relations import CONTENT

Frames = dict[str, pd.DataFrame]


def multiplied(dataset: Path, copies: int) -> Frames:
    """Return the content tables of a dataset with every article ``copies`` times, each with ids of its own.

    Entities stay as they are: more articles speak of them. Their counts then no longer add up, which a check of a part
    of a dataset (`check_relations` with known keys) does not ask for.
    """
    opened = Dataset.open(dataset, repair=False)
    frames = {name: to_frame(opened.read(name)) for name in CONTENT}
    return {name: frame if name == "entities" else _copied(frame, copies) for name, frame in frames.items()}


def first_commit(frames: Mapping[str, pd.DataFrame]) -> Changes:
    """Return the changes that put everything into an empty dataset."""
    tables = _tables(frames)
    return Changes(
        upserts={name: table for name, table in tables.items() if name != "entities"},
        whole={"entities": tables["entities"]},
    )


def revision(frames: Mapping[str, pd.DataFrame], one_in: int) -> Changes:
    """Return the changes that give every ``one_in``-th article another title and write its rows anew."""
    revised = frames["articles"]["article_id"].iloc[::one_in]
    chosen = {name: frame[frame["article_id"].isin(revised)] for name, frame in frames.items() if "article_id" in frame}
    titles = chosen["articles"]["title"]
    chosen["articles"] = chosen["articles"].assign(title=(titles + ", revised").astype(titles.dtype))
    return Changes(upserts=_tables(chosen), replaced=set(revised))


def _tables(frames: Mapping[str, pd.DataFrame]) -> dict[str, pa.Table]:
    return {name: to_table(frame, TABLES[name]) for name, frame in frames.items()}


def _copied(frame: pd.DataFrame, copies: int) -> pd.DataFrame:
    parts = [frame]
    for copy in range(1, copies):
        renamed = {}
        for column in ("article_id", "near_duplicate_of"):
            if column in frame:
                ids = {known: _other(known, copy) for known in frame[column].dropna().unique()}
                renamed[column] = frame[column].map(ids).astype(frame[column].dtype)
        parts.append(frame.assign(**renamed))
    return pd.concat(parts, ignore_index=True)


def _other(identifier: str, copy: int) -> str:
    return hashlib.sha256(f"{identifier}:{copy}".encode()).hexdigest()[:16]
