"""The rows of the articles that arrived, some articles at a time: what an audit holds does not grow with the drop."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from copydesk.verification.relations import BATCH

_FILES = 200
"""Most batches, each of which is a file that is written at the same time as the others."""
_SMALL = pa.ipc.IpcWriteOptions(compression="zstd")


class Arrivals:
    """Tables split by article: all rows of an article are in one batch, wherever they came from.

    The rows of more than one batch are kept on disk.
    """

    def __init__(self, article_ids: Collection[str], folder: Path, size: int = BATCH) -> None:
        """Start without rows.

        Args:
            article_ids: Whose rows are kept; others are passed over.
            folder: An empty one for the rows.
            size: Articles in a batch.
        """
        self._ids = pa.array(sorted(article_ids), pa.string())
        self._folder = folder
        self._size = max(size, -(-len(article_ids) // _FILES))
        self._held: dict[str, list[pa.Table]] = {}
        self._schemas: dict[str, pa.Schema] = {}
        self.counts: Counter[str] = Counter()
        """Rows of every table."""

    @property
    def batches(self) -> range:
        """The numbers of the batches; there is one also where nothing arrived."""
        return range(max(1, -(-len(self._ids) // self._size)))

    def article_ids(self, batch: int) -> list[str]:
        """Return the articles of a batch."""
        found: list[Any] = self._ids.slice(batch * self._size, self._size).to_pylist()
        return found

    def take(self, name: str, schema: pa.Schema, parts: Iterable[pa.Table]) -> None:
        """Take in a table, once, of which one of ``parts`` is in memory at a time."""
        self._schemas[name] = schema
        if len(self.batches) == 1:
            self._held[name] = [rows for _, rows in self._split(name, parts)]
            return
        writers: dict[int, Any] = {}
        try:
            for batch, rows in self._split(name, parts):
                if batch not in writers:
                    writers[batch] = pa.ipc.new_stream(str(self._file(name, batch)), schema, options=_SMALL)
                writers[batch].write_table(rows)
        finally:
            for writer in writers.values():
                writer.close()

    def rows(self, name: str, batch: int) -> pa.Table:
        """Return the rows of a table that belong to the articles of a batch."""
        schema = self._schemas[name]
        if name in self._held:
            return pa.concat_tables([schema.empty_table(), *self._held[name]])
        file = self._file(name, batch)
        if not file.exists():
            return schema.empty_table()
        with pa.OSFile(str(file), "rb") as source, pa.ipc.open_stream(source) as stream:
            return stream.read_all()

    def _split(self, name: str, parts: Iterable[pa.Table]) -> Iterator[tuple[int, pa.Table]]:
        for part in parts:
            place: Any = pc.index_in(part["article_id"], value_set=self._ids)
            rows = part.filter(pc.is_valid(place))
            self.counts[name] += rows.num_rows
            batch: Any = pc.divide(place.drop_null(), pa.scalar(self._size, pa.int32()))
            for number in pc.unique(batch).to_pylist():
                yield number, rows.filter(pc.equal(batch, pa.scalar(number, pa.int32())))

    def _file(self, name: str, batch: int) -> Path:
        return self._folder / f"{name}-{batch}"
