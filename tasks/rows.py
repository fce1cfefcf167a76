"""The rows of a run's articles: in memory while they are few, on disk where they are many."""

import shutil
import tempfile
import weakref
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas import ALL
from schemas.arrow import to_frame, to_table
from tasks.census import ENTITIES
from tasks.frames import Frames

CHUNK = 500
"""Articles that go through the stages together: rows of 17 MB, read in half a minute."""

_POINTING = ("near_duplicate_of", "near_duplicate_similarity")
_SMALL = pa.ipc.IpcWriteOptions(compression="zstd")


class Rows:
    """The tables of the articles that passed all stages, collected chunk by chunk.

    What is on disk lies in the system's folder for temporary files (``TMPDIR``) and goes with this object.
    """

    def __init__(self, *, on_disk: bool) -> None:
        """Start without rows.

        Args:
            on_disk: Whether more may come than memory should hold. Then entities are kept in memory all the same: the
                drop's are a fraction of its mentions.
        """
        self._folder = Path(tempfile.mkdtemp(prefix="copydesk-rows-")) if on_disk else None
        if self._folder is not None:
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._chunks: dict[str, list[pa.Table | Path]] = {}
        self._counts: Counter[str] = Counter()
        self._lost: frozenset[str] = frozenset()
        self.article_ids: frozenset[str] = frozenset()
        """The articles whose rows these are."""

    def add(self, frames: Frames) -> None:
        """Take in the rows of some more articles, without leaving any out."""
        self.article_ids |= frozenset(frames["articles"]["article_id"])
        for name, frame in frames.items():
            chunks = self._chunks.setdefault(name, [])
            chunks.append(self._put(to_table(frame, ALL[name]), f"{name}-{len(chunks)}"))
            self._counts[name] += len(frame)

    def lose(self, article_ids: Collection[str]) -> None:
        """Let no row point at any of these articles, which were candidates and were not admitted."""
        self._lost = frozenset(article_ids)

    def counts(self) -> dict[str, int]:
        """Return the number of rows of every table."""
        return {**self._counts, ENTITIES: len(self.frame(ENTITIES))}

    def tables(self, name: str) -> pa.Table | Iterator[pa.Table]:
        """Return a table, in pieces where it is not in memory."""
        return self._pieces(name) if self._folder is not None else pa.concat_tables(self._pieces(name))

    def frame(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return a table whole, or some columns of it: to be asked for what is narrow."""
        frame = to_frame(pa.concat_tables(self._pieces(name, columns)))
        return _best_named(frame) if name == ENTITIES else frame

    def _put(self, table: pa.Table, name: str) -> pa.Table | Path:
        if self._folder is None:
            return table
        path = self._folder / f"{name}.arrow"
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema, options=_SMALL) as writer:
            writer.write_table(table)
        return path

    def _pieces(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        for chunk in self._chunks[name]:
            table = chunk if isinstance(chunk, pa.Table) else _read(chunk)
            table = table.select(list(columns)) if columns is not None else table
            yield _without_pointers(table, self._lost)


def _read(path: Path) -> pa.Table:
    # Not mapped into memory: the file may go before the rows do.
    with pa.OSFile(str(path), "rb") as file:
        return pa.ipc.open_file(file).read_all()


def _without_pointers(table: pa.Table, lost: Collection[str]) -> pa.Table:
    """Return the rows with null where one is a near duplicate of an article that is lost."""
    if not lost or _POINTING[0] not in table.column_names:
        return table
    at: Any = pc.is_in(table[_POINTING[0]], value_set=pa.array(sorted(lost), pa.string()))
    for name in _POINTING:
        if name in table.column_names:
            index, field = table.column_names.index(name), table.schema.field(name)
            table = table.set_column(index, field, pc.if_else(at, pa.scalar(None, field.type), table[name]))
    return table


def _best_named(entities: pd.DataFrame) -> pd.DataFrame:
    """Return one row an entity: of several names the longest wins, then the first by alphabet."""
    ranked = entities.assign(length=-entities["name"].str.len())
    ranked = ranked.sort_values(["entity_id", "length", "name"], kind="stable").drop_duplicates("entity_id")
    return ranked.drop(columns="length").reset_index(drop=True)
