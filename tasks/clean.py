"""Clean: every character of an article into one typed segment, and the facts that the page states about itself."""

from datetime import UTC, datetime, time
from typing import NamedTuple

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.addresses import normalise_url
from copydesk.document import TAGGED_LANGUAGES
from copydesk.hints import hints_of
from copydesk.intake import Candidate
from copydesk.intake.language import article_language, other_languages
from copydesk.ledger import Ledger
from copydesk.progress import track
from copydesk.settings import Settings
from copydesk.text import page_facts
from copydesk.text.annotations import Segment
from copydesk.text.bylines import authors
from copydesk.text.date_lines import published_day
from copydesk.text.learned import NOTHING
from copydesk.text.page_counts import comment_count, reading_time_minutes
from copydesk.text.text_flaws import text_flaws
from copydesk.text.truncation import truncation
from copydesk.zoner import zone_text
from tasks.frames import Frames, table
from tasks.identify import Admission
from tasks.isolate import isolate
from tasks.learn import Learning


class Page(NamedTuple):
    """An admitted article, zoned."""

    row: dict[str, object]
    """Its row of ``articles``."""
    text: str
    segments: list[Segment]


@task(name="clean", cache_policy=NO_CACHE)
def clean_articles(
    admissions: list[Admission], settings: Settings, ledger: Ledger, learning: Learning | None = None
) -> Frames:
    """Zone the admitted articles: the tables ``articles`` and ``segments``."""
    items = ((admission.article_id, admission) for admission in track(admissions, "Cleaning"))
    pages = dict(isolate(items, lambda admission: zone(admission, settings, learning), ledger, "zoning_failed"))
    return {"articles": table("articles", (page.row for page in pages.values())), "segments": segment_rows(pages)}


def zone(admission: Admission, settings: Settings, learning: Learning | None = None) -> Page:
    """Zone one article with what its metadata, the settings and the publisher's other articles say."""
    candidate = admission.candidate
    learned = learning.of(admission) if learning is not None else NOTHING
    segments = zone_text(candidate.text, hints_of(candidate, settings, learned))
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


def published(
    candidate: Candidate, segments: list[Segment], language: str | None
) -> tuple[datetime | None, str | None]:
    """Return when the article was published and what that rests on; the zoned page tells more than a whole text."""
    if candidate.published_evidence not in (None, "text"):
        return candidate.published_at, candidate.published_evidence
    # Of the languages of news, English alone puts the month first.
    day = published_day(candidate.text, segments, day_first=language not in (None, "en"))
    if day is not None:
        return datetime.combine(day, time(), UTC), "text"
    return candidate.published_at, candidate.published_evidence


def _article_row(admission: Admission, segments: list[Segment]) -> dict[str, object]:
    candidate = admission.candidate
    text = candidate.text
    publisher = candidate.publisher
    if publisher is None and candidate.publisher_id is None:
        # A publisher's id is known together with its publisher; one that a later drop lacks would part the two.
        publisher = page_facts.publisher(text, segments)
    language = article_language(text, segments)
    published_at, published_evidence = published(candidate, segments, language)
    cut_off = truncation(text, segments)
    return {
        "article_id": admission.article_id,
        "revision": admission.revision,
        "content_hash": candidate.content_hash,
        "drop_id": admission.drop_id,
        "source_path": candidate.source_path,
        "source_format": candidate.source_format,
        "url": candidate.url,
        "canonical_url": normalise_url(candidate.url) if candidate.url else None,
        "publisher": publisher,
        "publisher_id": candidate.publisher_id,
        "title": candidate.title or page_facts.title(text, segments, publisher),
        "standfirst": list(candidate.standfirst or page_facts.standfirst(text, segments)),
        "authors": list(candidate.authors or authors(text, segments)),
        "section": candidate.section or page_facts.section(text, segments),
        "published_at": published_at,
        "published_evidence": published_evidence,
        "language": language,
        "other_languages": other_languages(text, segments, language),
        "text": text,
        "text_flaws": text_flaws(text),
        "body": page_facts.body(text, segments) or None,
        "word_count": page_facts.word_count(text, segments),
        "is_truncated": cut_off is not None,
        "truncation_evidence": cut_off,
        "reading_time_minutes": candidate.reading_time_minutes or reading_time_minutes(text, segments),
        "comment_count": _stated_or(candidate.comment_count, comment_count(text, segments)),
        "near_duplicate_of": admission.near_duplicate_of,
        "near_duplicate_similarity": admission.near_duplicate_similarity,
        "family_id": admission.family_id or admission.article_id,
        "tagged": language in TAGGED_LANGUAGES,
    }


def _stated_or(stated: int | None, found: int | None) -> int | None:
    """Return what the page states, which may be none at all, else what its text says."""
    return found if stated is None else stated
