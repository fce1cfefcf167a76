"""Keep: the bytes of dropped files as blobs, so that later code can read them again."""

from collections.abc import Mapping
from pathlib import Path

from copydesk.ledger import Entry
from copydesk.progress import track
from copydesk.store import Blob, packed
from tasks.intake import Source, stamp_of

Sources = Mapping[str, Mapping[str, tuple[Source, Source | None]]]
"""The files of some drops: drop_id to source_path to the file and its sidecar."""


class Keeper:
    """Packs files, each once.

    A file that was written again since it was read is not kept: its bytes are not those that were judged.
    """

    def __init__(self, sources: Sources, folder: Path, *, new: bool = True) -> None:
        """Start; the packed files are the caller's, in ``folder``. Without ``new``, only what is kept already stays."""
        self._sources = sources
        self._folder = folder
        self._new = new
        self._digests: dict[Path, str | None] = {}
        self.blobs: dict[str, Blob] = {}
        """What was packed, by digest."""

    def keep(self, entries: Mapping[str, Entry]) -> dict[str, Entry]:
        """Return the entries, each with the names of the blobs of its file and sidecar.

        Raises:
            OSError: If the folder can not be written to.
        """
        return {name: self._kept(entry) for name, entry in track(entries.items(), "Keeping files", total=len(entries))}

    def _kept(self, entry: Entry) -> Entry:
        files = self._sources.get(entry.drop_id, {})
        # A line of a file is named file#line.
        found = files.get(entry.source_path) or files.get(entry.source_path.rpartition("#")[0])
        if found is None:
            return entry
        file, sidecar = found
        return entry._replace(blob=self._digest(file), sidecar_blob=self._digest(sidecar) if sidecar else None)

    def _digest(self, source: Source) -> str | None:
        if source.blob is not None or source.stamp is None or not self._new:
            return source.blob
        if source.path not in self._digests:
            self._digests[source.path] = self._pack(source)
        return self._digests[source.path]

    def _pack(self, source: Source) -> str | None:
        try:
            source.path.open("rb").close()
        except OSError:
            return None
        blob = packed(source.path, self._folder)
        if stamp_of(source.path) != source.stamp:
            return None
        self.blobs[blob.digest] = blob
        return blob.digest
