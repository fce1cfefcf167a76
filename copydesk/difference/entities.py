"""Entities that became one or several, judged by the mentions that stand at the same places of both versions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from copydesk.difference.alignment import Alignment
from copydesk.difference.pairs import pair_spans
from copydesk.text.spans import Span

MERGED, SPLIT, RENAMED, NEW, GONE = "merged", "split", "renamed", "new", "gone"


class Entity(NamedTuple):
    """A row of the table entities, as far as versions are compared by it."""

    entity_id: str
    label: str
    name: str
    mentions: int


class EntityChange(NamedTuple):
    """What became of some entities."""

    change: str
    """merged, split, renamed, new or gone."""
    before: tuple[Entity, ...]
    """In the order of their mentions, most first."""
    after: tuple[Entity, ...]
    mentions: int
    """Mentions that went the way that ``change`` tells; of new and gone entities all they have."""


Flows = Counter[tuple[str, str]]
"""Mentions by the entity that they named before and the one that they name now."""


def flows_of(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], alignment: Alignment) -> Flows:
    """Return whom the mentions of an article (rows of the table mentions) named before and name now."""
    flows: Flows = Counter()
    pairs = pair_spans([_spans(row) for row in old], [_spans(row) for row in new], alignment)
    for i, j in pairs:
        before, after = old[i]["entity_id"], new[j]["entity_id"]
        if before is not None and after is not None:
            flows[before, after] += 1
    return flows


def compare_entities(
    old: Mapping[str, Entity], new: Mapping[str, Entity], flows: Flows, others: Mapping[str, int]
) -> list[EntityChange]:
    """Return what became of the entities, those with most mentions first, new and gone ones last.

    Args:
        old: Entities of the one version by id; those that no mention of ``flows`` names may be left out where the
            other version has the same.
        new: Entities of the other version, likewise.
        flows: Whom the mentions of the articles that changed named before and name now (`flows_of`).
        others: By entity, its mentions in articles that did not change: they name whom they named.
    """
    whole: Flows = Counter(flows)
    for entity, mentions in others.items():
        if mentions > 0:
            whole[entity, entity] += mentions
    heirs = _majorities(whole, 0)
    origins = _majorities(whole, 1)
    became: defaultdict[str, list[str]] = defaultdict(list)
    for entity, heir in heirs.items():
        became[heir].append(entity)
    came_of: defaultdict[str, list[str]] = defaultdict(list)
    for entity, origin in origins.items():
        came_of[origin].append(entity)
    changes = [_change(MERGED, parts, [one], old, new, whole) for one, parts in became.items() if len(parts) > 1] + [
        _change(SPLIT, [one], parts, old, new, whole) for one, parts in came_of.items() if len(parts) > 1
    ]
    told_old = {entity.entity_id for change in changes for entity in change.before}
    told_new = {entity.entity_id for change in changes for entity in change.after}
    for entity, heir in heirs.items():
        if entity != heir and origins.get(heir) == entity and entity not in told_old and heir not in told_new:
            changes.append(_change(RENAMED, [entity], [heir], old, new, whole))
            told_old.add(entity)
            told_new.add(heir)
    gone = [(old[entity],) for entity in old.keys() - new.keys() - told_old]
    come = [(new[entity],) for entity in new.keys() - old.keys() - told_new]
    changes += [EntityChange(GONE, one, (), one[0].mentions) for one in gone]
    changes += [EntityChange(NEW, (), one, one[0].mentions) for one in come]
    return sorted(changes, key=_order)


def _spans(row: Mapping[str, Any]) -> list[Span]:
    return [Span(row["start"], row["end"])]


def _majorities(flows: Flows, side: int) -> dict[str, str]:
    """Return by entity of one side (0: before, 1: now) the one of the other side that has most of its mentions."""
    totals: Counter[str] = Counter()
    for pair, mentions in flows.items():
        totals[pair[side]] += mentions
    return {pair[side]: pair[1 - side] for pair, mentions in flows.items() if 2 * mentions > totals[pair[side]]}


def _change(
    change: str,
    before: Iterable[str],
    after: Iterable[str],
    old: Mapping[str, Entity],
    new: Mapping[str, Entity],
    flows: Flows,
) -> EntityChange:
    ours = sorted((old[entity] for entity in before), key=_by_mentions)
    theirs = sorted((new[entity] for entity in after), key=_by_mentions)
    mentions = sum(flows[one.entity_id, other.entity_id] for one in ours for other in theirs)
    return EntityChange(change, tuple(ours), tuple(theirs), mentions)


def _by_mentions(entity: Entity) -> tuple[int, str, str]:
    return -entity.mentions, entity.name, entity.entity_id


def _order(change: EntityChange) -> tuple[Any, ...]:
    kinds = (MERGED, SPLIT, RENAMED, NEW, GONE)
    return kinds.index(change.change), -change.mentions, [entity.name for entity in (*change.before, *change.after)]
