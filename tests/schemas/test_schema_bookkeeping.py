"""The tables that keep account of the articles fit them: the good dataset does, and each rule is broken once."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from schema_rows import (
    ARTICLE,
    ENTITY,
    OTHER_ARTICLE,
    UNHURRIED,
    WITHDRAWN,
    Rows,
    frames,
    good_rows,
)

from schemas import ALL
from schemas.arrow import empty, frame, to_table
from schemas.bookkeeping import (
    RULES,
    check_files,
    check_fingerprints,
    check_profiles,
    check_quarantine,
    check_recipes,
    check_withdrawals,
)
from schemas.counts import check_counts
from schemas.entities import Entities
from schemas.entity_names import EntityNames
from schemas.mentions import Mentions
from schemas.violations import Violation


def _violations(rows: Rows) -> list[Violation]:
    """Return what all rules of bookkeeping say of a whole dataset."""
    some = frames(rows)
    withdrawn = some["withdrawals"]["article_id"].tolist()
    counted = [to_table(some[name], ALL[name]) for name in ("mentions", "entities", "_entity_names")]
    return [
        *check_profiles(some["articles"], some["profiles"]),
        *check_recipes(some["profiles"], some["versions"]["recipe"].dropna().tolist()),
        *check_fingerprints(some["articles"], some["_fingerprints"]),
        *check_files(some["articles"], some["files"], withdrawn),
        *check_quarantine(some["files"], some["quarantine"]),
        *check_withdrawals(some["articles"], withdrawn),
        *check_counts([counted[0]], counted[1], counted[2]),
    ]


def _set(table: str, row: int = 0, **values: Any) -> Callable[[Rows], None]:
    return lambda rows: rows[table][row].update(values)


def _without(table: str, row: int = 0) -> Callable[[Rows], None]:
    return lambda rows: rows[table].pop(row) and None


def _all(*changes: Callable[[Rows], None]) -> Callable[[Rows], None]:
    return lambda rows: [change(rows) for change in changes] and None


def _revised(rows: Rows) -> None:
    """Let a file that was dropped later become revision 2, as it should."""
    rows["files"].append(rows["files"][0] | {"file_id": "1" * 16, "fate": "revised", "revision": 2})
    for table in ("articles", "_fingerprints"):
        rows[table][0]["revision"] = 2


# What is done to the rows, and the (table, rule, article) that comes of it
BROKEN: dict[str, tuple[Callable[[Rows], None], set[tuple[str, str, str | None]]]] = {
    "no profile": (_without("profiles"), {("profiles", "one_profile", ARTICLE)}),
    "profile of another article": (
        _set("profiles", article_id=OTHER_ARTICLE),
        {("profiles", "one_profile", ARTICLE), ("profiles", "one_profile", OTHER_ARTICLE)},
    ),
    **{
        f"profile with another {column}": (
            _set("profiles", **{column: value}),
            {("profiles", "one_profile", ARTICLE)},
        )
        for column, value in {
            "drop_id": "1" * 16,
            "publisher": None,
            "language": "de",
            "tagged": False,
            "words": 3,
        }.items()
    },
    "a recipe of no version": (_set("profiles", recipe="9" * 16), {("profiles", "recipe_is_known", ARTICLE)}),
    "no fingerprint": (_without("_fingerprints"), {("_fingerprints", "one_fingerprint", ARTICLE)}),
    **{
        f"fingerprint with another {column}": (
            _set("_fingerprints", **{column: value}),
            {("_fingerprints", "one_fingerprint", ARTICLE)},
        )
        for column, value in {
            "revision": 2,
            "content_hash": "1" * 64,
            "source_path": "x.txt",
            "publisher": None,
            "near_duplicate_of": OTHER_ARTICLE,
            "family_id": OTHER_ARTICLE,
        }.items()
    },
    "no file of the article": (_without("files"), {("files", "last_file", ARTICLE)}),
    "a later file than the article": (
        _all(_revised, _set("articles", revision=1), _set("_fingerprints", revision=1)),
        {("files", "last_file", ARTICLE)},
    ),
    "other bytes than the article's": (_set("files", content_hash="1" * 64), {("files", "last_file", ARTICLE)}),
    "another place than the article's": (_set("files", source_path="x.txt"), {("files", "last_file", ARTICLE)}),
    "a revision left out": (
        _all(_revised, _without("files")),
        {("files", "revisions_complete", ARTICLE)},
    ),
    "a revision twice": (
        _all(_revised, _set("files", revision=2)),
        {("files", "revisions_complete", ARTICLE)},
    ),
    "a file of no article": (
        _without("withdrawals"),
        {("files", "article_id.foreign_key", None)},
    ),
    "quarantine without its file": (
        _without("files", 1),
        {("quarantine", "quarantine_is_files", None)},
    ),
    "a quarantined file without its row": (
        _without("quarantine"),
        {("quarantine", "quarantine_is_files", None)},
    ),
    "a file of another fate": (_set("files", 1, fate="duplicate"), {("quarantine", "quarantine_is_files", None)}),
    "another reason": (_set("files", 1, evidence="empty"), {("quarantine", "quarantine_is_files", None)}),
    "withdrawn, and there": (
        _set("withdrawals", article_id=ARTICLE),
        {("withdrawals", "withdrawn_is_gone", ARTICLE), ("files", "article_id.foreign_key", None)},
    ),
    "too few mentions of a name": (
        _set("mentions", 1, text="Mara Quill"),
        {("_entity_names", "names_count_mentions", None)},
    ),
    "a name missing": (_without("_entity_names", 1), {("_entity_names", "names_count_mentions", None)}),
    "a name that nobody mentions": (
        _set("_entity_names", 1, entity_id="1" * 16),
        {("_entity_names", "names_count_mentions", None)},
    ),
    "too many mentions of an entity": (
        _set("entities", mention_count=3),
        {("entities", "counts_mentions", None)},
    ),
}


def test_the_good_dataset_keeps_every_rule() -> None:
    assert _violations(good_rows()) == []


def test_an_empty_dataset_keeps_every_rule() -> None:
    assert _violations({name: [] for name in ALL}) == []


def test_a_revised_article_keeps_every_rule() -> None:
    rows = good_rows()
    _revised(rows)
    assert _violations(rows) == []


@pytest.mark.parametrize(("spoil", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_each_rule_is_broken(spoil: Callable[[Rows], None], expected: set[tuple[str, str, str | None]]) -> None:
    rows = good_rows()
    spoil(rows)
    assert {violation[:3] for violation in _violations(rows)} == expected


def test_every_rule_has_an_example() -> None:
    assert {rule for _, expected in BROKEN.values() for _, rule, _ in expected} >= RULES.keys()


def test_details_name_the_row_and_both_values() -> None:
    rows = good_rows()
    rows["profiles"][0]["publisher"] = "The Exemplar"
    (found,) = _violations(rows)
    assert found.detail == f"article_id {ARTICLE}: publisher is 'The Exemplar', expected 'The Example'"


def test_rows_may_come_in_batches_of_articles() -> None:
    rows = good_rows()
    other = {"article_id": OTHER_ARTICLE}
    for table in ("articles", "profiles", "_fingerprints"):
        rows[table].append(rows[table][0] | other)
    rows["files"].append(rows["files"][0] | other | {"file_id": "1" * 16})
    some = frames(rows)
    for article in (ARTICLE, OTHER_ARTICLE):
        batch = {name: some[name][some[name]["article_id"] == article] for name in some if "article_id" in some[name]}
        assert check_profiles(batch["articles"], batch["profiles"]) == []
        assert check_fingerprints(batch["articles"], batch["_fingerprints"]) == []
        taken = batch["files"][batch["files"]["fate"] != "duplicate"]
        assert check_files(batch["articles"], taken, [WITHDRAWN]) == []
    lone = check_profiles(some["articles"].iloc[:1], some["profiles"].iloc[1:])
    assert [violation.article_id for violation in lone] == [ARTICLE, OTHER_ARTICLE]


ENTITIES, NAMES = ("1" * 16, "2" * 16), ("Ana", "Bo")


@UNHURRIED
@given(
    st.lists(st.lists(st.tuples(st.sampled_from([*ENTITIES, None]), st.sampled_from(NAMES)), max_size=4), max_size=5),
    st.booleans(),
)
def test_counts_come_out_the_same_in_any_batches(articles: list[list[tuple[str | None, str]]], at_once: bool) -> None:
    mention = good_rows()["mentions"][0]
    batches = [
        [mention | {"article_id": f"{place:016x}", "entity_id": entity, "text": text} for entity, text in names]
        for place, names in enumerate(articles)
    ]
    batches = [[row for batch in batches for row in batch]] if at_once else batches
    flat = [(place, entity, text) for place, names in enumerate(articles) for entity, text in names if entity]
    entities = [
        good_rows()["entities"][0]
        | {"entity_id": entity, "mention_count": sum(of == entity for _, of, _ in flat)}
        | {"article_count": len({place for place, of, _ in flat if of == entity})}
        for entity in ENTITIES
    ]
    names = [(entity, text, sum(row[1:] == (entity, text) for row in flat)) for entity in ENTITIES for text in NAMES]
    tables = (
        [to_table(frame(Mentions, batch), Mentions) for batch in batches],
        to_table(frame(Entities, entities), Entities),
        to_table(frame(EntityNames, [name for name in names if name[2]]), EntityNames),
    )
    assert check_counts(*tables) == []
    off = tables[1].set_column(8, "mention_count", pa.array([row["mention_count"] + 1 for row in entities]))
    assert len(check_counts(tables[0], off)) == len(ENTITIES)


def test_sums_are_added_up_while_batches_still_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schemas.counts._WAITING", 1)
    mentions = to_table(frames(good_rows())["mentions"], Mentions)
    entities = [good_rows()["entities"][0] | {"entity_id": ENTITY, "article_count": 9, "mention_count": 18}]
    assert check_counts([mentions] * 9, to_table(frame(Entities, entities), Entities)) == []


def test_no_mentions_are_no_counts() -> None:
    entities = to_table(frames(good_rows())["entities"], Entities)
    (found,) = check_counts([], entities, to_table(empty(EntityNames), EntityNames))
    assert found.detail == f"entity_id {ENTITY}: 2 mentions in 1 articles, but there are 0 in 0"
