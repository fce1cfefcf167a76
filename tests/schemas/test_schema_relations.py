"""The rules between rows and tables: the good dataset keeps them all, and each is broken once."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from schema_rows import ARTICLE, ENTITY, OTHER_ARTICLE, TEXT, UNHURRIED, WITHDRAWN, Rows, frames, good_rows

from schemas import ALL, TABLES
from schemas.arrow import empty, frame, to_table
from schemas.bookkeeping import RULES as BOOKKEEPING
from schemas.offsets import check_offsets
from schemas.relations import CONTENT, RULES, check_accounting, check_relations
from schemas.violations import Violation

STRANGER = "9" * 16
EMPTY = {name: to_table(empty(model), model) for name, model in ALL.items()}


def _set(table: str, row: int, **values: Any) -> Callable[[Rows], None]:
    def spoil(rows: Rows) -> None:
        rows[table][row].update(values)

    return spoil


def _again(table: str) -> Callable[[Rows], None]:
    def spoil(rows: Rows) -> None:
        rows[table].append(rows[table][0])

    return spoil


def _without(table: str, row: int) -> Callable[[Rows], None]:
    def spoil(rows: Rows) -> None:
        del rows[table][row]

    return spoil


def _shifted(table: str, row: int, by: int) -> Callable[[Rows], None]:
    """Move a span and its text alike, so that they still agree."""

    def spoil(rows: Rows) -> None:
        moved = rows[table][row]
        moved["start"] += by
        moved["end"] += by
        moved["text"] = TEXT[moved["start"] : moved["end"]]

    return spoil


def _both(first: Callable[[Rows], None], second: Callable[[Rows], None]) -> Callable[[Rows], None]:
    def spoil(rows: Rows) -> None:
        first(rows)
        second(rows)

    return spoil


def _split_tail(rows: Rows) -> None:
    """Let two sentences share a character, both within their segment."""
    moved = rows["sentences"][2]
    moved["start"] -= 2
    moved["text"] = TEXT[moved["start"] : moved["end"]]


# What is done to the rows, and the (table, rule, article) that come of it
BROKEN: dict[str, tuple[Callable[[Rows], None], set[tuple[str, str, str | None]]]] = {
    "article twice": (_again("articles"), {("articles", "unique", ARTICLE)}),
    "sentence twice": (
        _again("sentences"),
        {("sentences", "unique", ARTICLE), ("sentences", "sentences_in_order", ARTICLE)},
    ),
    "mention twice": (
        _again("mentions"),
        {("mentions", "unique", ARTICLE), ("entities", "counts_mentions", None)},
    ),
    "entity twice": (_again("entities"), {("entities", "unique", None)}),
    "role twice": (_again("roles"), {("roles", "unique", ARTICLE)}),
    "quote twice": (_again("quotes"), {("quotes", "unique", ARTICLE)}),
    "segment twice": (
        _again("segments"),
        {("segments", "unique", ARTICLE), ("segments", "segments_tile_text", ARTICLE)},
    ),
    "role of no article": (
        _set("roles", 0, article_id=OTHER_ARTICLE),
        {("roles", "article_id.foreign_key", OTHER_ARTICLE)},
    ),
    "quote of no article": (
        _set("quotes", 1, article_id=OTHER_ARTICLE, duplicate_of=None),
        {("quotes", "article_id.foreign_key", OTHER_ARTICLE)},
    ),
    "segment of no article": (
        _set("segments", 3, article_id=OTHER_ARTICLE),
        {("segments", "article_id.foreign_key", OTHER_ARTICLE), ("segments", "segments_tile_text", ARTICLE)},
    ),
    "sentence of no article": (
        _set("sentences", 3, article_id=OTHER_ARTICLE),
        {
            ("sentences", "article_id.foreign_key", OTHER_ARTICLE),
            ("sentences", "segment_index.foreign_key", OTHER_ARTICLE),
        },
    ),
    "mention of no article": (
        _set("mentions", 1, article_id=OTHER_ARTICLE, sentence_index=None),
        {("mentions", "article_id.foreign_key", OTHER_ARTICLE), ("entities", "counts_mentions", None)},
    ),
    "near duplicate of nothing": (
        _set("articles", 0, near_duplicate_of=STRANGER),
        {("articles", "near_duplicate_of.foreign_key", ARTICLE)},
    ),
    "mention of no entity": (
        _set("mentions", 1, entity_id=STRANGER),
        {("mentions", "entity_id.foreign_key", ARTICLE), ("entities", "counts_mentions", None)},
    ),
    "role of no entity": (_set("roles", 0, entity_id=STRANGER), {("roles", "entity_id.foreign_key", ARTICLE)}),
    "speaker is no entity": (
        _set("quotes", 0, speaker_id=STRANGER),
        {("quotes", "speaker_id.foreign_key", ARTICLE)},
    ),
    "one of the other speakers is no entity": (
        _set("quotes", 0, other_speaker_ids=[STRANGER]),
        {("quotes", "other_speaker_ids.foreign_key", ARTICLE)},
    ),
    "a learned line's example is no article": (
        _set("learned_lines", 0, examples=[ARTICLE, STRANGER]),
        {("learned_lines", "examples.foreign_key", None)},
    ),
    "a profile of no article": (
        _set("profiles", 0, article_id=OTHER_ARTICLE),
        {("profiles", "article_id.foreign_key", OTHER_ARTICLE)},
    ),
    "quarantine of no file": (
        _set("quarantine", 0, file_id=STRANGER),
        {("quarantine", "file_id.foreign_key", None)},
    ),
    "sentence in no segment": (
        _set("sentences", 0, segment_index=7),
        {("sentences", "segment_index.foreign_key", ARTICLE)},
    ),
    "mention in no sentence": (
        _set("mentions", 0, sentence_index=7),
        {("mentions", "sentence_index.foreign_key", ARTICLE)},
    ),
    "repeat of no quote": (
        _set("quotes", 1, duplicate_of=7),
        {("quotes", "duplicate_of.foreign_key", ARTICLE)},
    ),
    "segment text differs": (_set("segments", 0, text="Harbour"), {("segments", "text_equals_span", ARTICLE)}),
    "sentence text differs": (_set("sentences", 0, text="x"), {("sentences", "text_equals_span", ARTICLE)}),
    "mention text differs": (_set("mentions", 0, text="Quill"), {("mentions", "text_equals_span", ARTICLE)}),
    "cue differs": (_set("quotes", 0, cue="says"), {("quotes", "cue_equals_span", ARTICLE)}),
    "source differs": (_set("quotes", 0, source="Quill"), {("quotes", "source_equals_span", ARTICLE)}),
    "source head differs": (_set("quotes", 0, source_head="Quill"), {("quotes", "source_head_equals_span", ARTICLE)}),
    "content without its spaces": (
        _set("quotes", 0, content="“We are glad,”“and relieved.”"),
        {("quotes", "content_equals_spans", ARTICLE)},
    ),
    "content beyond the text": (
        _set("quotes", 1, content_spans=[(TEXT.rindex("“We"), 10_000)], content=TEXT[TEXT.rindex("“We") :]),
        {("quotes", "content_equals_spans", ARTICLE)},
    ),
    "role beyond the text": (_set("roles", 0, end=len(TEXT) + 1), {("roles", "span_in_text", ARTICLE)}),
    "first segment missing": (
        _both(_without("segments", 0), _without("sentences", 0)),
        {("segments", "segments_tile_text", ARTICLE)},
    ),
    "last segment missing": (_without("segments", 3), {("segments", "segments_tile_text", ARTICLE)}),
    "last character missing": (
        lambda rows: rows["segments"][3].update(text="Share this", end=rows["segments"][3]["end"] - 2),
        {("segments", "segments_tile_text", ARTICLE)},
    ),
    "segments overlap": (_shifted("segments", 3, -3), {("segments", "segments_tile_text", ARTICLE)}),
    "segments out of order": (
        _both(
            _both(_set("segments", 2, segment_index=3), _set("segments", 3, segment_index=2)),
            _set("sentences", 3, segment_index=3),
        ),
        {("segments", "segments_tile_text", ARTICLE)},
    ),
    "sentences overlap": (_split_tail, {("sentences", "sentences_in_order", ARTICLE)}),
    "sentence leaves its segment": (
        _shifted("sentences", 0, 1),
        {("sentences", "sentence_in_segment", ARTICLE)},
    ),
    "sentence in residue": (
        _set("segments", 0, kind="navigation"),
        {("sentences", "sentence_in_segment", ARTICLE)},
    ),
    "mention outside its sentence": (
        _set("mentions", 0, sentence_index=2),
        {("mentions", "mention_in_sentence", ARTICLE)},
    ),
    "too few mentions counted": (
        _set("entities", 0, mention_count=1),
        {("entities", "counts_mentions", None)},
    ),
    "too many articles counted": (
        _set("entities", 0, article_count=2),
        {("entities", "counts_mentions", None)},
    ),
}


def _found(rows: Rows, **options: Any) -> set[tuple[str, str, str | None]]:
    return {violation[:3] for violation in check_relations(frames(rows), **options)}


def test_the_good_dataset_keeps_every_rule() -> None:
    assert check_relations(frames(good_rows())) == []


def test_an_empty_dataset_keeps_every_rule() -> None:
    assert check_relations({name: empty(model) for name, model in ALL.items()}) == []


@pytest.mark.parametrize(("spoil", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_each_rule_names_the_article_that_broke_it(
    spoil: Callable[[Rows], None], expected: set[tuple[str, str, str | None]]
) -> None:
    rows = good_rows()
    spoil(rows)
    assert _found(rows) == expected


def test_only_the_offending_article_is_named() -> None:
    rows = good_rows()
    for table in set(CONTENT) - {"entities"}:
        rows[table] += [row | {"article_id": OTHER_ARTICLE} for row in good_rows()[table]]
    rows["entities"][0] |= {"article_count": 2, "mention_count": 4}
    assert _found(rows) == set()
    rows["sentences"][-1]["text"] = "x"
    assert _found(rows) == {("sentences", "text_equals_span", OTHER_ARTICLE)}


def test_rows_may_come_in_any_order() -> None:
    rows = {table: items[::-1] for table, items in good_rows().items()}
    assert _found(rows) == set()


def test_a_part_of_a_dataset_may_refer_to_the_rest() -> None:
    rows = good_rows()
    rows["articles"][0]["near_duplicate_of"] = STRANGER
    rows["mentions"][0]["entity_id"] = STRANGER
    rows["quotes"][0]["speaker_id"] = STRANGER
    assert _found(rows, known={"articles": [STRANGER], "entities": {STRANGER}}) == set()
    assert ("mentions", "entity_id.foreign_key", ARTICLE) in _found(rows, known={})


def test_a_near_duplicate_may_have_been_withdrawn() -> None:
    rows = good_rows()
    rows["articles"][0]["near_duplicate_of"] = WITHDRAWN
    assert _found(rows) == set()
    rows["withdrawals"].clear()
    assert _found(rows) == {("articles", "near_duplicate_of.foreign_key", ARTICLE)}
    assert _found(rows, known={"withdrawals": [WITHDRAWN]}) == set()


def test_an_example_may_not_have_been_withdrawn() -> None:
    rows = good_rows()
    rows["learned_lines"][0]["examples"] = [WITHDRAWN]
    assert _found(rows) == {("learned_lines", "examples.foreign_key", None)}


def test_counts_of_a_part_are_not_checked() -> None:
    rows = good_rows()
    rows["entities"][0] |= {"article_count": 40, "mention_count": 70}
    assert _found(rows, known={"entities": [ENTITY]}) == set()


def test_an_entity_without_mentions_counts_none() -> None:
    rows = good_rows()
    rows["entities"].append(rows["entities"][0] | {"entity_id": STRANGER, "article_count": 0, "mention_count": 0})
    assert _found(rows) == set()


@pytest.mark.parametrize("table", CONTENT)
def test_a_missing_table_is_an_error_and_no_pass(table: str) -> None:
    some = frames(good_rows())
    del some[table]
    with pytest.raises(KeyError, match=table):
        check_relations(some)


def test_details_name_the_place_and_show_both_texts() -> None:
    rows = good_rows()
    rows["mentions"][0]["text"] = "Mara"
    (found,) = check_relations(frames(rows))
    start = TEXT.index("Mara")
    assert found.detail == (f"mention_index 0: text is 'Mara', but characters {start} to {start + 10} are 'Mara Quill'")


def test_every_rule_is_broken_by_an_example() -> None:
    broken = {rule for _, expected in BROKEN.values() for _, rule, _ in expected} | {"accounting"}
    names = {
        rule.replace(rule.split("_equals_span")[0], "<column>") if rule.endswith("_equals_span") else rule
        for rule in broken
    }
    names = {"<column>.foreign_key" if name.endswith(".foreign_key") else name for name in names}
    assert names == RULES.keys() - BOOKKEEPING.keys()


def test_accounts_that_add_up_are_fine() -> None:
    assert check_accounting(dropped=10, admitted=4, unchanged=3, duplicate=2, quarantined=1) == []
    assert check_accounting(dropped=0, admitted=0, unchanged=0, duplicate=0, quarantined=0) == []


@pytest.mark.parametrize(
    "counts",
    [
        {"dropped": 10, "admitted": 4, "unchanged": 3, "duplicate": 2, "quarantined": 0},
        {"dropped": 10, "admitted": 4, "unchanged": 3, "duplicate": 2, "quarantined": 2},
        {"dropped": 0, "admitted": 1, "unchanged": -1, "duplicate": 0, "quarantined": 0},
    ],
)
def test_accounts_that_lose_a_file_are_refused(counts: dict[str, int]) -> None:
    (found,) = check_accounting(**counts)
    assert found[:3] == ("versions", "accounting", None)
    assert f"{counts['dropped']} files were dropped" in found.detail


@st.composite
def tilings(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Draw a text and spans of it that leave out only white space."""
    text = draw(st.text(alphabet="aé“\U0001f6a2 \n\u3000", min_size=1, max_size=30).filter(str.strip))
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=6))})
    return text, [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]


def _segmented(text: str, spans: list[tuple[int, int]]) -> list[Violation]:
    article = frame(TABLES["articles"], [good_rows()["articles"][0] | {"text": text}])
    segments = frame(
        TABLES["segments"],
        [
            (ARTICLE, place, "paragraph", start, end, text[start:end], "prose")
            for place, (start, end) in enumerate(spans)
        ],
    )
    some = {"articles": to_table(article, TABLES["articles"]), "segments": to_table(segments, TABLES["segments"])}
    return list(check_offsets(EMPTY | some))


@UNHURRIED
@given(tilings())
def test_any_tiling_is_accepted(tiling: tuple[str, list[tuple[int, int]]]) -> None:
    assert _segmented(*tiling) == []


@UNHURRIED
@given(tilings(), st.data())
def test_a_tiling_with_a_lost_or_doubled_stretch_is_refused(
    tiling: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    text, spans = tiling
    place = data.draw(st.integers(0, len(spans) - 1))
    changed = data.draw(st.sampled_from([spans[:place] + spans[place + 1 :], [*spans[: place + 1], *spans[place:]]]))
    assume(changed != spans)
    assert {violation.rule for violation in _segmented(text, changed)} == {"segments_tile_text"}
