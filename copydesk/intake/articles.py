"""One file of a drop to articles, by its format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from copydesk.intake.archives import READERS, read_items, while_hopeful
from copydesk.intake.candidates import candidate, digest, failed, load_json, read_document
from copydesk.intake.files import gunzip, hash_file, open_stream, read_bytes
from copydesk.intake.json_articles import read_article, read_metadata
from copydesk.intake.records import Candidate, Metadata, Reason, Refusal, Rejected, one_line
from copydesk.settings import Limits

FORMATS = {
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
}
"""What each ending means; ``.gz`` may follow any of them. Case does not matter."""
SIDECAR = ".meta.json"


@dataclass(frozen=True)
class DroppedFile:
    """A file to read, or (with ``refused``) one that must not be."""

    source_path: str
    path: Path
    sidecar: Path | None = None
    refused: tuple[Reason, str] | None = None


class Sidecar(NamedTuple):
    """What was read from the file of metadata beside an article."""

    metadata: Metadata
    content_hash: str | None
    """sha256 of its bytes; None where there is no such file."""

    def beside(self, items: Iterable[Candidate | Rejected]) -> Iterator[Candidate | Rejected]:
        """Yield what a file held, each article with the bytes that its metadata may be from."""
        if self.content_hash is None:
            yield from items
        else:
            for item in items:
                yield replace(item, sidecar_hash=self.content_hash) if isinstance(item, Candidate) else item


def read_file(dropped: DroppedFile, limits: Limits) -> Iterator[Candidate | Rejected]:
    """Yield the articles of one dropped file, or why there are none. Never raises for what a file holds.

    Of a file of many articles (JSON Lines, web archive) that breaks off, what came before is yielded first.

    Each file can be read alone, in any process: the result depends on nothing but its bytes and its sidecar's.
    """
    content_hash: str | None = None
    try:
        if dropped.refused:
            raise Refusal(*dropped.refused)
        source_format, packed = format_of(dropped.path.name)
        if source_format in READERS:
            yield from _read_stream(dropped, source_format, limits, packed=packed)
            return
        data = read_bytes(dropped.path, limits.file_bytes)
        content_hash = digest(data)
        sidecar = _read_sidecar(dropped.sidecar, limits)
        content = gunzip(data, limits.file_bytes) if packed else data
        del data
        if source_format == "json":
            value = load_json(content, limits)
            if isinstance(value, list):
                items = read_items(dropped.source_path, value, sidecar.metadata, limits)
                yield from sidecar.beside(while_hopeful(items))
                return
            text, stated = read_article(value)
        else:
            text, stated = read_document(source_format, content, limits)
        document = text, sidecar.metadata.or_else(stated)
        yield from sidecar.beside([candidate(dropped.source_path, source_format, content_hash, document, limits)])
    except Refusal as refusal:
        yield Rejected(dropped.source_path, content_hash, refusal.reason, one_line(refusal.detail))
    except Exception as error:
        yield failed(dropped.source_path, content_hash, error)


def _read_stream(
    dropped: DroppedFile, source_format: str, limits: Limits, *, packed: bool
) -> Iterator[Candidate | Rejected]:
    """Yield the articles of a file that is never in memory as a whole; last, why its rest could not be read."""
    opened = False
    try:
        with open_stream(dropped.path, limits, packed=packed) as stream:
            opened = True
            sidecar = _read_sidecar(dropped.sidecar, limits)
            items = READERS[source_format](dropped.source_path, stream, sidecar.metadata, limits)
            yield from sidecar.beside(while_hopeful(items))
    except Refusal as refusal:
        content_hash = hash_file(dropped.path) if opened else None
        yield Rejected(dropped.source_path, content_hash, refusal.reason, one_line(refusal.detail))


def format_of(name: str) -> tuple[str, bool]:
    """Return the format that a file name's ending says, and whether it is gzipped.

    Raises:
        Refusal: ``unsupported_format``.
    """
    ending = name.lower()
    packed = ending.endswith(".gz")
    ending = Path(ending.removesuffix(".gz")).suffix if packed else Path(ending).suffix
    if ending not in FORMATS:
        known = ", ".join(FORMATS)
        raise Refusal(Reason.UNSUPPORTED_FORMAT, f"read are {known}, and these with .gz")
    return FORMATS[ending], packed


def _read_sidecar(path: Path | None, limits: Limits) -> Sidecar:
    """Return what a sidecar says; nothing where there is no sidecar.

    Raises:
        Refusal: With the reason of whatever is wrong with it, naming it. The article waits in quarantine: admitted
            without its address it would get another identity, and the repaired sidecar would come too late.
    """
    if path is None:
        return Sidecar(Metadata(), None)
    try:
        data = read_bytes(path, limits.file_bytes)
        value = load_json(data, limits)
        if not isinstance(value, dict):
            raise Refusal(Reason.BAD_JSON, "not a JSON object")
    except Refusal as refusal:
        raise Refusal(refusal.reason, f"sidecar {path.name}: {refusal.detail}") from None
    return Sidecar(read_metadata(value), digest(data))
