"""Entities merged, split, renamed, new and gone, by hand-made mentions."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.difference.alignment import align
from copydesk.difference.entities import Entity, compare_entities, flows_of


def entities(**mentions):
    return {name: Entity(name, "PERSON", name.title(), count) for name, count in mentions.items()}


def told(changes):
    return [
        (change.change, [entity.entity_id for entity in change.before], [entity.entity_id for entity in change.after])
        for change in changes
    ]


CHANGES = {
    "two become one of them": (
        entities(park=3, j_park=2), entities(park=5), {("park", "park"): 3, ("j_park", "park"): 2}, {},
        [("merged", ["park", "j_park"], ["park"])],
    ),
    "two become a third": (
        entities(park=3, j_park=2), entities(jin=5), {("park", "jin"): 3, ("j_park", "jin"): 2}, {},
        [("merged", ["park", "j_park"], ["jin"])],
    ),
    "one becomes itself and another": (
        entities(park=5), entities(park=3, jin=2), {("park", "park"): 3, ("park", "jin"): 2}, {},
        [("split", ["park"], ["park", "jin"])],
    ),
    "one has another name": (
        entities(park=5), entities(jin=5), {("park", "jin"): 5}, {}, [("renamed", ["park"], ["jin"])],
    ),
    "a few mentions that change hands merge nothing": (
        entities(park=100, jin=30), entities(park=98, jin=32), {("park", "jin"): 2}, {"park": 98, "jin": 30}, [],
    ),
    "a few mentions that go to a small one split the large one": (
        entities(park=100), entities(park=98, jin=2), {("park", "jin"): 2}, {"park": 98},
        [("split", ["park"], ["park", "jin"])],
    ),
    "most of one go to another that has more": (
        entities(park=30, j_park=3), entities(park=32, j_park=1), {("j_park", "park"): 2, ("j_park", "j_park"): 1},
        {"park": 30}, [("merged", ["park", "j_park"], ["park"])],
    ),
    "new and gone": (
        entities(park=3), entities(jin=2, lund=4), {}, {},
        [("new", [], ["lund"]), ("new", [], ["jin"]), ("gone", ["park"], [])],
    ),
    "nothing": (entities(park=3), entities(park=4), {("park", "park"): 3}, {}, []),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "flows", "others", "changes"), CHANGES.values(), ids=CHANGES.keys())
def test_mentions_tell_what_became_of_entities(old, new, flows, others, changes):
    assert told(compare_entities(old, new, Counter(flows), others)) == changes


NAMES = st.sampled_from(["park", "jin", "lund", "sund"])
MIRROR = {"merged": "split", "split": "merged", "renamed": "renamed", "new": "gone", "gone": "new"}


@given(st.dictionaries(st.tuples(NAMES, NAMES), st.integers(1, 5)), st.dictionaries(NAMES, st.integers(1, 9)))
def test_the_way_back_tells_the_same(flows, others):
    sides = []
    for side in (0, 1):
        counts = Counter(others)
        for pair, mentions in flows.items():
            counts[pair[side]] += mentions
        sides.append(entities(**counts))
    there = compare_entities(*sides, Counter(flows), others)
    back = compare_entities(*sides[::-1], Counter({(new, old): count for (old, new), count in flows.items()}), others)
    mirrored = [(MIRROR[change.change], change.after, change.before, change.mentions) for change in back]
    assert sorted(map(tuple, there)) == sorted(mirrored)


def test_mentions_are_found_again_where_the_text_moved():
    old, new = "Park spoke. Park left.", "On Monday Park spoke. Park left."
    rows = [{"start": 0, "end": 4, "entity_id": "a"}, {"start": 12, "end": 16, "entity_id": None}]
    later = [{"start": 10, "end": 14, "entity_id": "b"}, {"start": 22, "end": 26, "entity_id": "b"}]
    assert flows_of(rows, later, align(old, new)) == Counter({("a", "b"): 1})
