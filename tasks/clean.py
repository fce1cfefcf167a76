"""Clean: every character of an article into one typed segment, and the facts that the page states about itself."""

from typing import NamedTuple

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.document import TAGGED_LANGUAGES
from copydesk.hints import hints_of
from copydesk.identity import normalise_url
from copydesk.ledger import Ledger
from copydesk.progress import track
from copydesk.settings import Settings
from copydesk.text import page_facts
from copydesk.text.annotations import Segment
from copydesk.text.zones import zone_text
from tasks.frames import Frames, table
from tasks.identify import Admission
from tasks.isolate import isolate


class Page(NamedTuple):
    """An admitted article, zoned."""

    row: dict[str, object]
    """Its row of ``articles``."""
    text: str
    segments: list[Segment]


@task(name="clean", cache_policy=NO_CACHE)
def clean_articles(admissions: list[Admission], settings: Settings, ledger: Ledger) -> Frames:
    """Zone the admitted articles: the tables ``articles`` and ``segments``."""
    items = ((admission.article_id, admission) for admission in track(admissions, "Cleaning"))
    pages = dict(isolate(items, lambda admission: zone(admission, settings), ledger, "zoning_failed"))
    return {"articles": table("articles", (page.row for page in pages.values())), "segments": segment_rows(pages)}


def zone(admission: Admission, settings: Settings) -> Page:
    """Zone one article with what its metadata and the settings say."""
    candidate = admission.candidate
    segments = zone_text(candidate.text, hints_of(candidate, settings))
    return Page(_article_row(admission, segments), candidate.text, segments)


def segment_rows(pages: dict[str, Page]) -> pd.DataFrame:
    """Return the ``segments`` table of the pages."""
    return table(
        "segments",
        (
            (article_id, index, kind, start, end, page.text[start:end], rule)
            for article_id, page in pages.items()
            for index, (kind, start, end, rule) in enumerate(page.segments)
        ),
    )


def texts(kind: str, text: str, segments: list[Segment]) -> list[str]:
    """Return the texts of the segments of a kind, without bullets, white space folded."""
    found = (text[segment.start : segment.end] for segment in segments if segment.kind == kind)
    return [" ".join(piece.split()).lstrip("•·*–- ") for piece in found]


def _article_row(admission: Admission, segments: list[Segment]) -> dict[str, object]:
    candidate = admission.candidate
    text = candidate.text
    truncation = page_facts.truncation(text, segments)
    return {
        "article_id": admission.article_id,
        "revision": admission.revision,
        "content_hash": candidate.content_hash,
        "drop_id": admission.drop_id,
        "source_path": candidate.source_path,
        "source_format": candidate.source_format,
        "url": candidate.url,
        "canonical_url": normalise_url(candidate.url) if candidate.url else None,
        "publisher": candidate.publisher,
        "publisher_id": candidate.publisher_id,
        "title": candidate.title or next(iter(texts("title", text, segments)), None),
        "standfirst": list(candidate.standfirst or texts("standfirst", text, segments)),
        "authors": list(candidate.authors or page_facts.authors(text, segments)),
        "section": candidate.section or next(iter(texts("section_label", text, segments)), None),
        "published_at": candidate.published_at,
        "published_evidence": candidate.published_evidence,
        "language": candidate.language,
        "text": text,
        "body": page_facts.body(text, segments) or None,
        "word_count": page_facts.word_count(text, segments),
        "is_truncated": truncation is not None,
        "truncation_evidence": truncation,
        "reading_time_minutes": page_facts.reading_time_minutes(text, segments),
        "comment_count": page_facts.comment_count(text, segments),
        "near_duplicate_of": admission.near_duplicate_of,
        "tagged": candidate.language in TAGGED_LANGUAGES,
    }
