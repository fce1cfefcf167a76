"""Tag: who said what."""

from collections.abc import Iterator, Mapping

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.document import Attributed, attribute, entity_id
from copydesk.ledger import Ledger
from copydesk.progress import track
from schemas.arrow import Row
from tasks.frames import table
from tasks.isolate import isolate
from tasks.tag_entities import Tagged


@task(name="tag quotes", cache_policy=NO_CACHE)
def tag_quotes(tagged: Mapping[str, Tagged], ledger: Ledger) -> pd.DataFrame:
    """Assemble the quotations of every article and resolve their speakers: the table ``quotes``."""
    items = ((article_id, item) for article_id, item in track(tagged.items(), "Attributing", total=len(tagged)))
    quotes = isolate(items, _attribute, ledger, "tagging_failed")
    return table(
        "quotes", (row for article_id, found in quotes for row in _rows(article_id, tagged[article_id], found))
    )


def _attribute(item: Tagged) -> list[Attributed]:
    article = item.article
    # Quotation marks alone would make quotations of a language that the tagger does not read.
    return attribute(article.text, article.segments, item.reading, item.cast) if article.tagged else []


def _rows(article_id: str, item: Tagged, quotes: list[Attributed]) -> Iterator[Row]:
    text, entities = item.article.text, item.cast.entities
    for index, (quotation, speaker) in enumerate((quote.quotation, quote.speaker) for quote in quotes):
        cue, source, head = quotation.cue, quotation.source, quotation.source_head
        speaker_id = entity_id(entities[speaker.entity], article_id) if speaker.entity is not None else None
        # Two entities of an article may be one in the dataset ("Peking", "Beijing").
        others = [entity_id(entities[number], article_id) for number in speaker.others]
        yield {
            "article_id": article_id,
            "quote_index": index,
            "kind": quotation.kind,
            "is_speech": quotation.is_speech,
            "content": " ".join(text[start:end] for start, end in quotation.content),
            "content_spans": list(quotation.content),
            "cue": text[cue.start : cue.end] if cue else None,
            "cue_start": cue.start if cue else None,
            "cue_end": cue.end if cue else None,
            "cue_lemma": quotation.cue_lemma,
            "cue_class": quotation.cue_class,
            "cue_negated": quotation.cue_negated,
            "source": text[source.start : source.end] if source else None,
            "source_start": source.start if source else None,
            "source_end": source.end if source else None,
            "source_head": text[head.start : head.end] if head else None,
            "source_head_start": head.start if head else None,
            "source_head_end": head.end if head else None,
            "speaker_id": speaker_id,
            "speaker_name": speaker.name,
            "speaker_role": speaker.role,
            "other_speaker_ids": [other for other in dict.fromkeys(others) if other != speaker_id],
            "method": speaker.method,
            "candidates": list(speaker.candidates),
            "content_confidence": quotation.confidence,
            "confidence": speaker.confidence,
            "duplicate_of": quotation.duplicate_of,
            "counted": quotation.duplicate_of is None,
        }
