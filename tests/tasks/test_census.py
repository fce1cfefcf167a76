"""Entities are counted by differences; counting all mentions anew tells what must come out."""

from collections import Counter
from hashlib import sha256
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import CopydeskError
from copydesk.store import Changes, Dataset
from schemas import ALL
from schemas.arrow import to_table
from schemas.violations import validate
from tasks.census import ENTITIES, NAMES, recount
from tasks.frames import table

PEOPLE = {"Ida Brekke": ["Ida Brekke", "Brekke", "Ida"], "Ola Lunde": ["Ola Lunde", "Lunde"], "Arvika": ["Arvika"]}


def number(name):
    return sha256(name.encode()).hexdigest()[:16]


def drop_of(articles, named=str):
    """Return the frames of articles, given as number to what is mentioned: (entity's name or None, text)."""
    mentions = [
        (number(str(article)), index, None, 0, 1, text, "PERSON", entity and number(entity), 0.9)
        for article, found in articles.items()
        for index, (entity, text) in enumerate(found)
    ]
    entities = sorted({entity for found in articles.values() for entity, _ in found if entity})
    rows = [(number(entity), "PERSON", named(entity), [], None, None, None, 0, 0) for entity in entities]
    return {"mentions": table("mentions", mentions), ENTITIES: table(ENTITIES, rows)}


HEAD = SimpleNamespace(tables=("mentions", ENTITIES, NAMES))


class Tables:
    """A dataset in memory: what a census reads of one, and what a commit would make of it."""

    def __init__(self):
        self.rows = {name: to_table(table(name, []), ALL[name]) for name in HEAD.tables}

    def matching(self, name, version, column, values, columns=None):
        """Return rows as `Dataset.matching` does."""
        assert version is HEAD
        rows = self.rows[name]
        found = rows.filter(pc.is_in(rows[column], value_set=pa.array(values, pa.string())))
        return found.select(columns) if columns else found

    def step(self, frames, leaving):
        """Take in a drop, or withdraw articles."""
        census = recount(self, HEAD, frames, leaving)
        self._change("mentions", "article_id", leaving, frames["mentions"] if frames else table("mentions", []))
        self._change(ENTITIES, "entity_id", census.changed, census.entities)
        self._change(NAMES, "entity_id", census.changed, census.names)
        return census

    def _change(self, name, column, leaving, come):
        rows = self.rows[name]
        stays = pc.invert(pc.is_in(rows[column], value_set=pa.array(leaving, pa.string())))
        self.rows[name] = pa.concat_tables([rows.filter(stays), to_table(come, ALL[name])])

    def listed(self, name):
        """Return the rows of a table by key."""
        return sorted(self.rows[name].to_pylist(), key=lambda row: (row["entity_id"], row.get("text", "")))


def full_count(articles, names):
    """Return the rows of both tables from all mentions; ``names`` are those that the entities have."""
    counts = Counter((entity, text) for found in articles.values() for entity, text in found if entity)
    bearers = Counter(entity for found in articles.values() for entity in {entity for entity, _ in found if entity})
    entities = [
        {
            "entity_id": number(entity),
            "label": "PERSON",
            "name": names[entity],
            "aliases": sorted({text for of, text in counts if of == entity} - {names[entity]}),
            "country_code": None,
            "geonames_id": None,
            "wikidata_id": None,
            "article_count": bearers[entity],
            "mention_count": sum(count for (of, _), count in counts.items() if of == entity),
        }
        for entity in bearers
    ]
    forms = [
        {"entity_id": number(entity), "text": text, "mention_count": count} for (entity, text), count in counts.items()
    ]
    key = lambda row: (row["entity_id"], row.get("text", ""))  # noqa: E731
    return sorted(entities, key=key), sorted(forms, key=key)


MENTION = st.sampled_from([(entity, text) for entity, texts in PEOPLE.items() for text in texts] + [(None, "somebody")])
STEP = st.tuples(
    st.dictionaries(st.integers(0, 5), st.lists(MENTION, max_size=4), max_size=3),
    st.sets(st.integers(0, 5), max_size=2),
    st.sampled_from([str, str.upper]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEP, max_size=6))
def test_drops_revisions_and_withdrawals_leave_what_a_full_count_finds(steps):
    """A step: articles that come or are revised, articles that are withdrawn, and how the drop names its entities."""
    tables, articles, names = Tables(), {}, {}
    for come, withdrawn, named in steps:
        withdrawn = withdrawn - come.keys()
        leaving = {number(str(article)) for article in come.keys() | withdrawn}
        census = tables.step(drop_of(come, named), leaving)
        articles = {key: found for key, found in articles.items() if key not in withdrawn} | come
        there = {entity for found in articles.values() for entity, _ in found if entity}
        names = {entity: names.get(entity, named(entity)) for entity in there}
        entities, forms = full_count(articles, names)
        assert tables.listed(ENTITIES) == entities
        assert tables.listed(NAMES) == forms
        assert validate(ENTITIES, census.entities) == validate(NAMES, census.names) == []


def test_a_revision_that_mentions_the_same_changes_nothing():
    tables = Tables()
    found = {1: [("Arvika", "Arvika"), (None, "somebody")]}
    assert tables.step(drop_of(found), ()).changed == {number("Arvika")}
    census = tables.step(drop_of(found), {number("1")})
    assert census.changed == frozenset()
    assert census.entities.equals(table(ENTITIES, []))
    assert census.names.equals(table(NAMES, []))


def test_a_withdrawal_takes_aliases_and_entities_along():
    tables = Tables()
    tables.step(drop_of({1: [("Ola Lunde", "Ola Lunde")], 2: [("Ola Lunde", "Lunde"), ("Arvika", "Arvika")]}), ())
    census = tables.step(None, {number("2")})
    assert census.changed == {number("Ola Lunde"), number("Arvika")}
    (row,) = census.entities.to_dict("records")
    assert (row["name"], list(row["aliases"]), row["article_count"], row["mention_count"]) == ("Ola Lunde", [], 1, 1)


def test_an_empty_drop_counts_nothing():
    assert recount(None, None, drop_of({}), ()).changed == frozenset()


@pytest.mark.parametrize("damaged", [ENTITIES, NAMES])
def test_counts_that_do_not_fit_the_mentions_are_refused(damaged):
    tables = Tables()
    tables.step(drop_of({1: [("Arvika", "Arvika")], 2: [("Arvika", "Arvika")]}), ())
    tables.rows[damaged] = tables.rows[damaged].slice(0, 0)
    with pytest.raises(CopydeskError, match="copydesk verify"):
        tables.step(None, {number("1")})


def test_a_dataset_keeps_what_a_census_gives(tmp_path):
    dataset = Dataset.open(tmp_path, create=True)
    for come, leaving in (
        ({1: [("Ida Brekke", "Ida Brekke")], 2: [("Ida Brekke", "Brekke"), ("Arvika", "Arvika")]}, set()),
        ({1: [("Ida Brekke", "Ida")], 3: [("Ola Lunde", "Lunde")]}, {number("1")}),
    ):
        head = dataset.head()
        frames = drop_of(come)
        census = recount(dataset, head, frames, leaving)
        changes = Changes(
            upserts={
                "mentions": to_table(frames["mentions"], ALL["mentions"]),
                ENTITIES: to_table(census.entities, ALL[ENTITIES]),
                NAMES: to_table(census.names, ALL[NAMES]),
            },
            replaced=leaving,
            leaving={ENTITIES: ("entity_id", census.changed), NAMES: ("entity_id", census.changed)},
        )
        dataset.commit(changes, parent=head.number if head else None, provenance={})
    rows = {row["name"]: row for row in dataset.read(ENTITIES).to_pylist()}
    assert {name: (row["aliases"], row["mention_count"]) for name, row in rows.items()} == {
        "Ida Brekke": (["Brekke", "Ida"], 2), "Arvika": ([], 1), "Ola Lunde": (["Lunde"], 1)
    }  # fmt: skip
