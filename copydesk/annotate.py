"""`copydesk annotate`: documents in, JSON objects out, no dataset touched. Every scorer uses this interface."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from copydesk.document import TAGGED_LANGUAGES, Document, annotate
from copydesk.errors import CopydeskError
from copydesk.hints import hints_of
from copydesk.intake import Candidate, Rejected, list_drop, read_drop
from copydesk.intake.language import article_language
from copydesk.intake.records import one_line
from copydesk.settings import Settings
from copydesk.tagger.model import Tagger
from copydesk.text.page_facts import COUNTED_KINDS, title
from copydesk.text.spans import Span
from copydesk.text.zones import paragraphs_only
from copydesk.zoner import zone_text

logger = logging.getLogger(__name__)

SUFFIXES = frozenset({".txt", ".html", ".htm", ".json", ".jsonl", ".ndjson", ".gz"})
"""What is cut off a file's name to name the document."""


def annotate_paths(paths: Sequence[Path], settings: Settings, *, zones: bool) -> Iterator[dict[str, Any] | str]:
    """Yield the annotations of every document of ``paths`` in order, or a line that says why it has none.

    Args:
        paths: Files and folders.
        settings: Limits on what is read.
        zones: Whether to zone the text; else every line is a paragraph and every language is read.

    Raises:
        CopydeskError: If a path does not exist or holds no file, or the model is missing.
    """
    for path in paths:
        if not list_drop(path, settings.limits):
            raise CopydeskError(f"{path}: holds no files; name a document, or a folder of documents")
    tagger = Tagger()
    for path in paths:
        for item in read_drop(path, settings.limits):
            yield _annotated(item, tagger, settings, zones=zones)


def _annotated(item: Candidate | Rejected, tagger: Tagger, settings: Settings, *, zones: bool) -> dict[str, Any] | str:
    if isinstance(item, Rejected):
        return f"{item.source_path}: {item.reason}: {item.detail}"
    try:
        return record(item, document(item, tagger, settings, zones=zones))
    except CopydeskError:
        raise
    except Exception as error:
        # A defect of ours; the other documents are annotated all the same.
        logger.exception("%s", item.source_path)
        return f"{item.source_path}: annotation_failed: {one_line(f'{type(error).__name__}: {error}')}"


def document(candidate: Candidate, tagger: Tagger, settings: Settings, *, zones: bool) -> Document:
    """Annotate one document."""
    if not zones:
        return annotate(candidate.text, paragraphs_only(candidate.text), tagger)
    segments = zone_text(candidate.text, hints_of(candidate, settings))
    language = article_language(candidate.text, segments)
    return annotate(candidate.text, segments, tagger, read=language in TAGGED_LANGUAGES)


def record(candidate: Candidate, found: Document) -> dict[str, Any]:
    """Return the JSON object of one document; offsets are code points of its text, end exclusive."""
    text, entities = found.text, found.cast.entities
    owner = {index: entity.name for entity in entities for index in entity.mentions}
    return {
        "doc": document_name(candidate),
        "title": candidate.title or title(text, found.segments, candidate.publisher),
        "paragraphs": [
            text[segment.start : segment.end] for segment in found.segments if segment.kind in COUNTED_KINDS
        ],
        "segments": [[segment.kind, segment.start, segment.end] for segment in found.segments],
        "sentences": [[*span] for _, span in found.sentences],
        "mentions": [
            [mention.start, mention.end, mention.label, owner.get(index)]
            for index, mention in enumerate(found.cast.mentions)
        ],
        "quotes": [
            {
                "kind": quote.quotation.kind,
                "is_speech": quote.quotation.is_speech,
                "content": [[*span] for span in quote.quotation.content],
                "cue": _spans(quote.quotation.cue),
                "cue_class": quote.quotation.cue_class,
                "cue_negated": quote.quotation.cue_negated,
                "source": _spans(quote.quotation.source),
                "source_head": _spans(quote.quotation.source_head),
                "speaker": quote.speaker.name,
                "other_speakers": [entities[number].name for number in quote.speaker.others],
                "method": quote.speaker.method,
                "content_confidence": round(quote.quotation.confidence, 3),
                "confidence": quote.speaker.confidence,
                "duplicate_of": quote.quotation.duplicate_of,
            }
            for quote in found.quotes
        ],
    }


def document_name(candidate: Candidate) -> str:
    """Return the file's name without its suffixes; for an item of a JSON file its own id, else its place there."""
    path, _, place = candidate.source_path.partition("#")
    if place:
        return candidate.publisher_id or PurePosixPath(candidate.source_path).name
    name = PurePosixPath(path)
    while name.suffix.lower() in SUFFIXES and name.stem:
        name = name.with_suffix("")
    return name.name


def _spans(span: Span | None) -> list[list[int]] | None:
    return [[*span]] if span else None
