"""Tag: what the model reads in every article, and who and what it names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.document import Cast, cast, entity_id, mention_sentences, streams
from copydesk.ledger import Ledger
from copydesk.progress import track
from copydesk.reading import read_all
from copydesk.text.annotations import ArticleEntity, Reading
from schemas.arrow import Row
from tasks.articles import Article
from tasks.frames import Frames, table
from tasks.isolate import isolate


class Tagged(NamedTuple):
    """An article, what the model reads in it, and whom it names."""

    article: Article
    reading: Reading
    cast: Cast


@task(name="read", cache_policy=NO_CACHE)
def read_articles(articles: list[Article], workers: int, ledger: Ledger) -> dict[str, Reading]:
    """Run the tagger over the articles, in ``workers`` processes; untagged languages have empty readings."""
    work = [(article.text, streams(article.segments) if article.tagged else []) for article in articles]
    readings = track(read_all(work, workers), "Reading names and quotations", total=len(work))
    items = ((article.article_id, reading) for article, reading in zip(articles, readings, strict=True))
    return dict(isolate(items, _raise_failure, ledger, "tagging_failed"))


@task(name="tag entities", cache_policy=NO_CACHE)
def tag_entities(articles: list[Article], readings: Mapping[str, Reading], ledger: Ledger) -> dict[str, Tagged]:
    """Resolve the names of every article that could be read."""
    read = [article for article in articles if article.article_id in readings]
    items = ((article.article_id, (article, readings[article.article_id])) for article in track(read, "Naming"))
    return dict(isolate(items, _name, ledger, "tagging_failed"))


def entity_tables(tagged: Mapping[str, Tagged]) -> Frames:
    """Return the tables ``mentions``, ``roles`` and ``entities`` of the articles; entities as far as these tell."""
    return {
        "mentions": table("mentions", _mention_rows(tagged)),
        "roles": table("roles", _role_rows(tagged)),
        "entities": table("entities", _entity_rows(tagged)),
    }


def _raise_failure(reading: Reading | Exception) -> Reading:
    if isinstance(reading, Exception):
        raise reading
    return reading


def _name(item: tuple[Article, Reading]) -> Tagged:
    article, reading = item
    return Tagged(article, reading, cast(article.text, article.segments, reading))


def _mention_rows(tagged: Mapping[str, Tagged]) -> Iterator[Row]:
    for article_id, (article, _, people) in tagged.items():
        owners = {index: entity_id(entity, article_id) for entity in people.entities for index in entity.mentions}
        inside = mention_sentences(article.sentences, people.mentions)
        for index, (start, end, label, confidence) in enumerate(people.mentions):
            text = article.text[start:end]
            yield article_id, index, inside[index], start, end, text, label, owners.get(index), confidence


def _role_rows(tagged: Mapping[str, Tagged]) -> Iterator[Row]:
    for article_id, (_, _, people) in tagged.items():
        for index, role in enumerate(people.roles):
            holder = entity_id(people.entities[role.entity], article_id)
            yield article_id, index, holder, role.role, role.affiliation, role.is_former, *role.span


def _entity_rows(tagged: Mapping[str, Tagged]) -> Iterator[Row]:
    """Fold the articles' entities by id; of several names the longest wins, then the first by alphabet."""
    found: dict[str, list[ArticleEntity]] = defaultdict(list)
    for article_id, item in tagged.items():
        for entity in item.cast.entities:
            found[entity_id(entity, article_id)].append(entity)
    for identifier, entities in sorted(found.items()):
        best = min(entities, key=lambda entity: (-len(entity.name), entity.name))
        forms = {form for entity in entities for form in (entity.name, *entity.aliases)} - {best.name}
        mentions = sum(len(entity.mentions) for entity in entities)
        place = (best.country_code, best.geonames_id, None)
        yield identifier, best.label, best.name, sorted(forms), *place, len(entities), mentions
