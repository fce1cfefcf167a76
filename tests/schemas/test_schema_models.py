"""The rules of one table: each is broken by a bad value, and kept by the good ones."""

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from schema_rows import ARTICLE, DROP, ENTITY, HASH, NO_SOURCE, UNHURRIED, WITHDRAWN, frames, good_rows

from copydesk import ledger
from schemas import ALL, HIDDEN, SCHEMA_VERSION, TABLES
from schemas.arrow import empty, frame
from schemas.files import FATES, file_id
from schemas.learned_lines import WHY_NOT
from schemas.quarantine import REASONS
from schemas.segments import KINDS
from schemas.versions import ALARMS
from schemas.violations import Violation, validate

# (table, changes to its first row, the rule that they break)
BAD = [
    ("articles", {"article_id": "A" * 16}, "article_id.str_matches"),
    ("articles", {"article_id": "a" * 15}, "article_id.str_matches"),
    ("articles", {"article_id": "a" * 16 + "\n"}, "article_id.str_matches"),
    ("articles", {"revision": 0}, "revision.greater_than_or_equal_to"),
    ("articles", {"content_hash": "a" * 16}, "content_hash.str_matches"),
    ("articles", {"drop_id": "2024-05-01"}, "drop_id.str_matches"),
    ("articles", {"source_path": "/etc/passwd"}, "source_path.path_in_drop"),
    ("articles", {"source_path": "north/../../x.txt"}, "source_path.path_in_drop"),
    ("articles", {"source_path": ".."}, "source_path.path_in_drop"),
    ("articles", {"source_format": "pdf"}, "source_format.isin"),
    ("articles", {"standfirst": ["Ferries sail again.", ""]}, "standfirst.not_blank"),
    ("articles", {"authors": [" "]}, "authors.not_blank"),
    ("articles", {"authors": [None]}, "authors.not_blank"),
    ("articles", {"published_evidence": "collected"}, "published_evidence.isin"),
    ("articles", {"published_at": None}, "date_has_evidence"),
    ("articles", {"published_evidence": None}, "date_has_evidence"),
    ("articles", {"language": "English"}, "language.str_matches"),
    ("articles", {"other_languages": ["fr", "English"]}, "other_languages.language_codes"),
    ("articles", {"other_languages": [""]}, "other_languages.not_blank"),
    ("articles", {"text_flaws": ["mojibake", "ugly"]}, "text_flaws.known_flaws"),
    ("articles", {"text_flaws": [""]}, "text_flaws.not_blank"),
    ("articles", {"word_count": -1}, "word_count.greater_than_or_equal_to"),
    ("articles", {"is_truncated": True}, "truncation_has_evidence"),
    ("articles", {"truncation_evidence": "loading"}, "truncation_has_evidence"),
    ("articles", {"reading_time_minutes": -1}, "reading_time_minutes.greater_than_or_equal_to"),
    ("articles", {"comment_count": -1}, "comment_count.greater_than_or_equal_to"),
    ("articles", {"near_duplicate_of": "north/harbour.txt"}, "near_duplicate_of.str_matches"),
    ("articles", {"near_duplicate_of": ARTICLE}, "not_its_own_duplicate"),
    ("articles", {"near_duplicate_similarity": -0.1}, "near_duplicate_similarity.greater_than_or_equal_to"),
    ("articles", {"near_duplicate_similarity": 1.1}, "near_duplicate_similarity.less_than_or_equal_to"),
    ("articles", {"near_duplicate_similarity": 0.9}, "similarity_to_something"),
    ("articles", {"family_id": "wire"}, "family_id.str_matches"),
    ("segments", {"article_id": "1"}, "article_id.str_matches"),
    ("segments", {"segment_index": -1}, "segment_index.greater_than_or_equal_to"),
    ("segments", {"kind": "headline"}, "kind.isin"),
    ("segments", {"start": -1}, "start.greater_than_or_equal_to"),
    ("segments", {"end": 0}, "end.greater_than_or_equal_to"),
    ("segments", {"start": 5, "end": 5}, "end_after_start"),
    ("sentences", {"article_id": "1"}, "article_id.str_matches"),
    ("sentences", {"sentence_index": -1}, "sentence_index.greater_than_or_equal_to"),
    ("sentences", {"segment_index": -1}, "segment_index.greater_than_or_equal_to"),
    ("sentences", {"start": -1}, "start.greater_than_or_equal_to"),
    ("sentences", {"end": 0}, "end.greater_than_or_equal_to"),
    ("sentences", {"start": 6, "end": 5}, "end_after_start"),
    ("mentions", {"article_id": "1"}, "article_id.str_matches"),
    ("mentions", {"mention_index": -1}, "mention_index.greater_than_or_equal_to"),
    ("mentions", {"sentence_index": -1}, "sentence_index.greater_than_or_equal_to"),
    ("mentions", {"start": -1}, "start.greater_than_or_equal_to"),
    ("mentions", {"end": 0}, "end.greater_than_or_equal_to"),
    ("mentions", {"start": 6, "end": 5}, "end_after_start"),
    ("mentions", {"label": "person"}, "label.isin"),
    ("mentions", {"entity_id": "Mara Quill"}, "entity_id.str_matches"),
    ("mentions", {"confidence": -0.1}, "confidence.greater_than_or_equal_to"),
    ("mentions", {"confidence": 1.1}, "confidence.less_than_or_equal_to"),
    ("mentions", {"confidence": float("nan")}, "confidence.less_than_or_equal_to"),
    ("entities", {"entity_id": "Mara Quill"}, "entity_id.str_matches"),
    ("entities", {"label": "PER"}, "label.isin"),
    ("entities", {"aliases": [""]}, "aliases.not_blank"),
    ("entities", {"country_code": "no"}, "country_code.str_matches"),
    ("entities", {"country_code": "NOR"}, "country_code.str_matches"),
    ("entities", {"geonames_id": 0}, "geonames_id.greater_than_or_equal_to"),
    ("entities", {"wikidata_id": "26793"}, "wikidata_id.str_matches"),
    ("entities", {"article_count": -1}, "article_count.greater_than_or_equal_to"),
    ("entities", {"mention_count": -1}, "mention_count.greater_than_or_equal_to"),
    ("entities", {"article_count": 3}, "counts_agree"),
    ("entities", {"article_count": 0}, "counts_agree"),
    ("roles", {"article_id": "1"}, "article_id.str_matches"),
    ("roles", {"role_index": -1}, "role_index.greater_than_or_equal_to"),
    ("roles", {"entity_id": "1"}, "entity_id.str_matches"),
    ("roles", {"start": -1}, "start.greater_than_or_equal_to"),
    ("roles", {"end": 0}, "end.greater_than_or_equal_to"),
    ("roles", {"start": 6, "end": 5}, "end_after_start"),
    ("quotes", {"article_id": "1"}, "article_id.str_matches"),
    ("quotes", {"quote_index": -1}, "quote_index.greater_than_or_equal_to"),
    ("quotes", {"kind": "scare"}, "kind.isin"),
    ("quotes", {"content_spans": []}, "content_spans.spans_in_order"),
    ("quotes", {"content_spans": [None]}, "content_spans.spans_in_order"),
    ("quotes", {"content_spans": [(None, 5)]}, "content_spans.spans_in_order"),
    ("quotes", {"content_spans": [(-1, 5)]}, "content_spans.spans_in_order"),
    ("quotes", {"content_spans": [(5, 5)]}, "content_spans.spans_in_order"),
    ("quotes", {"content_spans": [(5, 9), (8, 12)]}, "content_spans.spans_in_order"),
    ("quotes", {"content_spans": [(5, 9), (1, 3)]}, "content_spans.spans_in_order"),
    ("quotes", {"cue_start": -1}, "cue_start.greater_than_or_equal_to"),
    ("quotes", {"cue_end": 0}, "cue_end.greater_than_or_equal_to"),
    ("quotes", {"cue_start": 7, "cue_end": 7}, "cue_is_whole"),
    ("quotes", {"cue": None}, "cue_is_whole"),
    ("quotes", {"cue_start": None}, "cue_is_whole"),
    ("quotes", {"cue": None, "cue_start": None, "cue_end": None}, "cue_is_whole"),
    ("quotes", {"cue": None, "cue_start": None, "cue_end": None, "cue_lemma": None}, "cue_is_whole"),
    ("quotes", {"cue_class": "speech"}, "cue_class.isin"),
    ("quotes", {"source_start": -1}, "source_start.greater_than_or_equal_to"),
    ("quotes", {"source_end": 0}, "source_end.greater_than_or_equal_to"),
    ("quotes", {"source_start": 7, "source_end": 6}, "source_is_whole"),
    ("quotes", {"source": None}, "source_is_whole"),
    ("quotes", {"source_end": None}, "source_is_whole"),
    ("quotes", {"source_head": None}, "head_in_source"),
    ("quotes", {"source_head_start": None}, "head_in_source"),
    ("quotes", {"source_head_start": -1}, "source_head_start.greater_than_or_equal_to"),
    ("quotes", {"source_head_end": 0}, "source_head_end.greater_than_or_equal_to"),
    ("quotes", {"source_head_start": 0}, "head_in_source"),
    ("quotes", {"source_head_end": 900}, "head_in_source"),
    ("quotes", {"source": None, "source_start": None, "source_end": None}, "head_in_source"),
    ("quotes", {"other_speaker_ids": ["Mara Quill"]}, "other_speaker_ids.others_are_ids"),
    ("quotes", {"other_speaker_ids": [""]}, "other_speaker_ids.not_blank"),
    ("quotes", {"other_speaker_ids": [ENTITY]}, "others_are_others"),
    ("quotes", {"other_speaker_ids": ["9" * 16, "9" * 16]}, "others_are_others"),
    ("quotes", {"speaker_id": "Mara Quill"}, "speaker_id.str_matches"),
    ("quotes", {"speaker_name": None}, "speaker_fits_method"),
    ("quotes", {"method": "unresolved"}, "speaker_fits_method"),
    ("quotes", {"method": "guess"}, "method.isin"),
    ("quotes", {"candidates": ["Mara Quill", ""]}, "candidates.not_blank"),
    ("quotes", {"confidence": -0.1}, "confidence.greater_than_or_equal_to"),
    ("quotes", {"confidence": 1.1}, "confidence.less_than_or_equal_to"),
    ("quotes", {"content_confidence": -0.1}, "content_confidence.greater_than_or_equal_to"),
    ("quotes", {"content_confidence": 1.1}, "content_confidence.less_than_or_equal_to"),
    ("quotes", {"duplicate_of": -1}, "duplicate_of.greater_than_or_equal_to"),
    ("quotes", {"duplicate_of": 1}, "repeats_do_not_count"),
    ("quotes", {"duplicate_of": 0, "counted": False}, "repeats_do_not_count"),
    ("learned_lines", {"pattern_id": "1"}, "pattern_id.str_matches"),
    ("learned_lines", {"pattern_kind": "word"}, "pattern_kind.isin"),
    ("learned_lines", {"words": 0}, "words.greater_than_or_equal_to"),
    ("learned_lines", {"documents": 0}, "documents.greater_than_or_equal_to"),
    ("learned_lines", {"titled": -1}, "titled.greater_than_or_equal_to"),
    ("learned_lines", {"titled": 5}, "titled_among_documents"),
    ("learned_lines", {"first_seen": "monday"}, "first_seen.str_matches"),
    ("learned_lines", {"examples": []}, "examples.examples_are_ids"),
    ("learned_lines", {"examples": [ARTICLE] * 4}, "examples.examples_are_ids"),
    ("learned_lines", {"examples": ["1"]}, "examples.examples_are_ids"),
    ("learned_lines", {"examples": [""]}, "examples.not_blank"),
    ("learned_lines", {"documents_before": -1}, "documents_before.greater_than_or_equal_to"),
    ("learned_lines", {"last_document": 0}, "last_document.greater_than_or_equal_to"),
    ("learned_lines", {"kind": "boilerplate"}, "kind.isin"),
    ("learned_lines", {"kind": None}, "force_has_kind"),
    ("learned_lines", {"pattern": None}, "force_has_kind"),
    ("learned_lines", {"why_not": "too_rare"}, "reason_fits"),
    ("learned_lines", {"in_force": False}, "reason_fits"),
    ("learned_lines", {"in_force": False, "why_not": "because"}, "why_not.isin"),
    ("profiles", {"article_id": "1"}, "article_id.str_matches"),
    ("profiles", {"drop_id": "1"}, "drop_id.str_matches"),
    *(
        ("profiles", {column: -1}, f"{column}.greater_than_or_equal_to")
        for column in ("words", "quotes", "unresolved", "characters", "residue", "repeated")
    ),
    ("profiles", {"unresolved": 2}, "parts_of_wholes"),
    ("profiles", {"residue": 121}, "parts_of_wholes"),
    ("profiles", {"repeated": 121}, "parts_of_wholes"),
    ("profiles", {"tagged": False}, "untagged_has_none"),
    ("profiles", {"tagged": False, "reading_hash": None}, "untagged_has_none"),
    ("profiles", {"layout": [""]}, "layout.not_blank"),
    ("profiles", {"layout": ["title"]}, "layout.layout_is_pairs"),
    ("profiles", {"layout": ["title>headline"]}, "layout.layout_is_pairs"),
    ("profiles", {"layout": ["$>title"]}, "layout.layout_is_pairs"),
    ("profiles", {"layout": ["title>byline", "^>title"]}, "layout.layout_is_pairs"),
    ("profiles", {"layout": ["^>title", "^>title"]}, "layout.layout_is_pairs"),
    ("profiles", {"layout": [None, "^>title"]}, "layout.layout_is_pairs"),
    ("profiles", {"reading_hash": "1"}, "reading_hash.str_matches"),
    ("profiles", {"recipe": HASH}, "recipe.str_matches"),
    ("files", {"file_id": "1"}, "file_id.str_matches"),
    ("files", {"file_id": "1" * 16}, "id_is_of_file"),
    ("files", {"source_path": "north/photo.txt"}, "id_is_of_file"),
    ("files", {"drop_id": "1"}, "drop_id.str_matches"),
    ("files", {"content_hash": "1"}, "content_hash.str_matches"),
    ("files", {"content_hash": None}, "taken_has_revision"),
    ("files", {"fate": "unchanged"}, "fate.isin"),
    ("files", {"fate": "quarantined"}, "taken_has_revision"),
    ("files", {"fate": "duplicate"}, "duplicate_has_match"),
    ("files", {"article_id": "1"}, "article_id.str_matches"),
    ("files", {"revision": 0}, "revision.greater_than_or_equal_to"),
    ("files", {"revision": None}, "taken_has_revision"),
    ("files", {"match_id": "1"}, "match_id.str_matches"),
    ("files", {"match_id": None, "match_path": None}, "match_is_named"),
    ("files", {"match_id": None, "similarity": None}, "match_is_named"),
    ("files", {"similarity": -0.1}, "similarity.greater_than_or_equal_to"),
    ("files", {"similarity": 1.1}, "similarity.less_than_or_equal_to"),
    ("files", {"blob": "1"}, "blob.str_matches"),
    ("files", {"sidecar_blob": "1"}, "sidecar_blob.str_matches"),
    ("files", {"sidecar_hash": "1"}, "sidecar_hash.str_matches"),
    ("withdrawals", {"article_id": WITHDRAWN, "state_keys": ["5"]}, "state_keys.keys_are_digits"),
    ("withdrawals", {"article_id": WITHDRAWN, "state_keys": [""]}, "state_keys.not_blank"),
    ("withdrawals", {"article_id": "1"}, "article_id.str_matches"),
    ("quarantine", {"file_id": "1"}, "file_id.str_matches"),
    ("quarantine", {"file_id": "1" * 16}, "id_is_of_file"),
    ("quarantine", {"drop_id": "1"}, "drop_id.str_matches"),
    ("quarantine", {"content_hash": "1"}, "content_hash.str_matches"),
    ("quarantine", {"reason": "because"}, "reason.isin"),
    ("versions", {"version": 0}, "version.greater_than_or_equal_to"),
    ("versions", {"parent": 0}, "parent.greater_than_or_equal_to"),
    ("versions", {"parent": 2}, "parent_is_earlier"),
    ("versions", {"drop_ids": ["monday"]}, "drop_ids.items_are_ids"),
    ("versions", {"drop_ids": [None]}, "drop_ids.items_are_ids"),
    ("versions", {"drop_ids": [""]}, "drop_ids.not_blank"),
    ("versions", {"added_articles": ["1"]}, "added_articles.items_are_ids"),
    ("versions", {"added_articles": [""]}, "added_articles.not_blank"),
    ("versions", {"revised_articles": ["1"]}, "revised_articles.items_are_ids"),
    ("versions", {"revised_articles": [""]}, "revised_articles.not_blank"),
    ("versions", {"removed_articles": ["1"]}, "removed_articles.items_are_ids"),
    ("versions", {"removed_articles": [""]}, "removed_articles.not_blank"),
    ("versions", {"tables": [None]}, "tables.table_states_are_whole"),
    ("versions", {"tables": [("articles", -1, HASH)]}, "tables.table_states_are_whole"),
    ("versions", {"tables": [("articles", 1, "0")]}, "tables.table_states_are_whole"),
    ("versions", {"tables": [("articles", None, HASH)]}, "tables.table_states_are_whole"),
    ("versions", {"tables": [(" ", 1, HASH)]}, "tables.table_states_are_whole"),
    *(
        ("versions", {column: -1}, f"{column}.greater_than_or_equal_to")
        for column in ("dropped", "admitted", "unchanged", "revised", "duplicate", "quarantined")
    ),
    ("versions", {"dropped": 11}, "accounts_add_up"),
    ("versions", {"revised": 5}, "accounts_add_up"),
    ("versions", {"git_commit": "main"}, "git_commit.str_matches"),
    ("versions", {"schema_version": 0}, "schema_version.greater_than_or_equal_to"),
    ("versions", {"tagger_hash": "1"}, "tagger_hash.str_matches"),
    ("versions", {"zoner_hash": "1"}, "zoner_hash.str_matches"),
    ("versions", {"operation": "publish"}, "operation.isin"),
    ("versions", {"operation": "withdraw"}, "withdrawal_has_reason"),
    ("versions", {"operation": "rollback"}, "rollback_restores"),
    ("versions", {"operation": "rollback", "restored": 2}, "rollback_restores"),
    ("versions", {"restored": 1}, "rollback_restores"),
    ("versions", {"restored": 0}, "restored.greater_than_or_equal_to"),
    ("versions", {"code_hash": "1"}, "code_hash.str_matches"),
    ("versions", {"settings_hash": "1"}, "settings_hash.str_matches"),
    ("versions", {"recipe": "1"}, "recipe.str_matches"),
    ("versions", {"code_hash": None}, "recipe_is_whole"),
    ("versions", {"settings_hash": None}, "recipe_is_whole"),
    ("versions", {"alarms": [None]}, "alarms.alarms_are_known"),
    ("versions", {"alarms": [("loud", None)]}, "alarms.alarms_are_known"),
    ("versions", {"alarms": [(None, "The Example")]}, "alarms.alarms_are_known"),
    ("versions", {"alarms": [("layout", " ")]}, "alarms.alarms_are_known"),
    ("versions", {"verdict": "fine"}, "verdict.isin"),
    ("versions", {"verdict": "passed"}, "verdict_fits_quarantine"),
    ("_fingerprints", {"article_id": "1"}, "article_id.str_matches"),
    ("_fingerprints", {"revision": 0}, "revision.greater_than_or_equal_to"),
    ("_fingerprints", {"content_hash": "1"}, "content_hash.str_matches"),
    ("_fingerprints", {"near_duplicate_of": "1"}, "near_duplicate_of.str_matches"),
    ("_fingerprints", {"family_id": "1"}, "family_id.str_matches"),
    ("_fingerprints", {"shingles": -1}, "shingles.greater_than_or_equal_to"),
    ("_fingerprints", {"state_keys": ["5"]}, "state_keys.keys_are_digits"),
    ("_fingerprints", {"state_keys": [""]}, "state_keys.not_blank"),
    ("_entity_names", {"entity_id": "1"}, "entity_id.str_matches"),
    ("_entity_names", {"mention_count": 0}, "mention_count.greater_than_or_equal_to"),
]

# (table, changes to its first row): the outer edge of what is allowed
GOOD = [
    ("articles", {"published_at": None, "published_evidence": None}),
    ("articles", {"is_truncated": True, "truncation_evidence": "loading"}),
    ("articles", {"standfirst": ["Ferries sail again."], "authors": [], "language": "nob", "revision": 7}),
    ("articles", {"near_duplicate_of": "f" * 16, "body": None, "word_count": 0, "tagged": False}),
    ("articles", {"near_duplicate_of": "f" * 16, "near_duplicate_similarity": 1.0, "family_id": "f" * 16}),
    ("articles", {"source_path": "a..b/...txt#12", "source_format": "jsonl"}),
    ("articles", {"text": "\u202e\x00“", "title": "\u200b"}),
    *(("segments", {"kind": kind}) for kind in KINDS),
    ("mentions", {"sentence_index": None, "entity_id": None, "confidence": 0.5}),
    ("entities", {"aliases": [], "article_count": 0, "mention_count": 0, "geonames_id": 1, "wikidata_id": "Q1"}),
    ("quotes", {"content_spans": [(0, 5), (5, 6)]}),
    ("quotes", {"method": "unresolved", "speaker_id": None, "speaker_name": None, "candidates": []}),
    ("quotes", {"speaker_id": None, "kind": "mixed", "is_speech": False, "counted": False}),
    ("quotes", dict.fromkeys(["cue", "cue_start", "cue_end", "cue_lemma", "cue_class"])),
    ("quotes", NO_SOURCE),
    ("quotes", dict.fromkeys(["source_head", "source_head_start", "source_head_end"])),
    ("quotes", {"cue_class": None, "cue_negated": True}),
    ("quotes", {"other_speaker_ids": ["9" * 16, "8" * 16]}),
    ("quotes", {"speaker_id": None, "other_speaker_ids": ["9" * 16]}),
    ("quotes", {"cue_lemma": None, "confidence": 0.0}),
    ("learned_lines", {"publisher": None, "documents_before": 0}),
    *(("learned_lines", {"in_force": False, "why_not": reason}) for reason in WHY_NOT),
    ("learned_lines", {"pattern": None, "kind": None, "in_force": False, "why_not": "below_threshold"}),
    *(("quarantine", {"reason": reason}) for reason in REASONS),
    ("profiles", {"tagged": False, "quotes": 0, "unresolved": 0, "reading_hash": None, "layout": ["^>$"]}),
    ("profiles", {"layout": [], "residue": 120, "repeated": 120, "publisher": None, "language": None}),
    *(("files", {"fate": "quarantined", "revision": None, "evidence": reason}) for reason in REASONS),
    ("files", {"fate": "quarantined", "revision": None, "article_id": None, "content_hash": None}),
    ("files", {"match_id": None, "match_path": None, "similarity": None, "evidence": None}),
    ("files", {"fate": "revised", "revision": 9, "match_path": None, "similarity": None}),
    ("quarantine", {"content_hash": None, "detail": None}),
    (
        "quarantine",
        {"source_path": "../outside.txt", "file_id": file_id(DROP, "../outside.txt"), "reason": "unsafe_path"},
    ),
    ("versions", {"operation": "rollback", "restored": 1, "tagger_hash": None, "zoner_hash": None}),
    ("versions", {"operation": "withdraw", "reason": "the court says so", "alarms": None}),
    ("versions", dict.fromkeys(["code_hash", "settings_hash", "recipe", "alarms"])),
    *(("versions", {"alarms": [(alarm, None)]}) for alarm in ALARMS),
    ("versions", {"alarms": []}),
    ("versions", {"version": 1, "parent": None, "tables": [], "added_articles": [], "drop_ids": []}),
    ("versions", {"quarantined": 0, "unchanged": 4, "verdict": "passed", "git_commit": "a" * 64}),
]


def _columns(nullable: bool | None = None, kind: str | None = None) -> list[tuple[str, str]]:
    return [
        (table, name)
        for table, model in ALL.items()
        for name, column in model.to_schema().columns.items()
        if nullable in (None, column.nullable) and kind in (None, str(column.dtype.type.pyarrow_dtype))
    ]


def _violations(table: str, changes: dict[str, object]) -> list[Violation]:
    rows = good_rows()[table]
    rows[0] |= changes
    return validate(table, frame(ALL[table], rows))


@pytest.mark.parametrize("table", ALL)
def test_good_rows_are_valid(table: str) -> None:
    assert validate(table, frames(good_rows())[table]) == []


@pytest.mark.parametrize("table", ALL)
def test_an_empty_table_is_valid(table: str) -> None:
    assert validate(table, empty(ALL[table])) == []


@pytest.mark.parametrize(("table", "changes"), GOOD)
def test_good_values_are_valid(table: str, changes: dict[str, object]) -> None:
    assert _violations(table, changes) == []


@pytest.mark.parametrize(("table", "changes", "rule"), BAD)
def test_bad_values_break_their_rule(table: str, changes: dict[str, object], rule: str) -> None:
    found = [violation for violation in _violations(table, changes) if violation.rule == rule]
    assert len(found) == 1
    assert found[0].table == table
    article = changes.get("article_id", ARTICLE) if "article_id" in ALL[table].to_schema().columns else None
    assert found[0].article_id == article


@pytest.mark.parametrize(("table", "column"), _columns(nullable=True))
def test_null_may_stand_where_nobody_knows(table: str, column: str) -> None:
    assert f"{column}.not_nullable" not in {violation.rule for violation in _violations(table, {column: None})}


@pytest.mark.parametrize(("table", "column"), _columns(nullable=False))
def test_null_may_not_stand_elsewhere(table: str, column: str) -> None:
    assert f"{column}.not_nullable" in {violation.rule for violation in _violations(table, {column: None})}


@pytest.mark.parametrize("blank", ["", " \n\u3000"])
@pytest.mark.parametrize(("table", "column"), _columns(kind="string"))
def test_no_string_is_blank(table: str, column: str, blank: str) -> None:
    assert f"{column}.not_blank" in {violation.rule for violation in _violations(table, {column: blank})}


@pytest.mark.parametrize("table", ALL)
def test_no_key_stands_twice(table: str) -> None:
    rows = good_rows()[table]
    found = validate(table, frame(ALL[table], [*rows, rows[0]]))
    assert [violation.rule for violation in found] == ["unique", "unique"]


@pytest.mark.parametrize("table", ALL)
def test_every_check_has_a_bad_example(table: str) -> None:
    schema = ALL[table].to_schema()
    lists = {name for name, column in schema.columns.items() if str(column.dtype).startswith("list<item: string>")}
    rules = {check.name for check in schema.checks} | {
        f"{name}.{check.name}"
        for name, column in schema.columns.items()
        for check in column.checks
        if check.name != "not_blank" or name in lists
    }
    assert rules - {rule for name, _, rule in BAD if name == table} == set()


@pytest.mark.parametrize("table", ALL)
def test_every_column_is_described(table: str) -> None:
    model = ALL[table]
    assert model.__doc__
    for column in model.to_schema().columns.values():
        assert column.description
        assert column.description.endswith(".")


SHAPES = {
    "missing": (lambda good: good.drop(columns="label"), [("missing_column", "column label")]),
    "unknown": (lambda good: good.assign(mood="glad"), [("unknown_column", "column mood")]),
    "out of order": (lambda good: good[good.columns[::-1]], [("column_order", "column confidence")]),
    "doubled": (lambda good: pd.concat([good, good], axis=1), [("column_order", "column article_id")]),
    "float for an integer": (
        lambda good: good.astype({"start": "float64"}),
        [("column_type", "column start is float64")],
    ),
    "pandas' own string": (lambda good: good.astype({"text": "str"}), [("column_type", "column text is str")]),
    "all at once": (
        lambda good: good.astype({"start": "float64", "text": "str"}).drop(columns="label"),
        [
            ("missing_column", "column label"),
            ("column_type", "column start is float64"),
            ("column_type", "column text is str"),
        ],
    ),
}


@pytest.mark.parametrize(("spoil", "expected"), SHAPES.values(), ids=SHAPES.keys())
def test_a_wrong_shape_is_the_whole_tables_fault(
    spoil: Callable[[pd.DataFrame], pd.DataFrame], expected: list[tuple[str, str]]
) -> None:
    found = validate("mentions", spoil(frames(good_rows())["mentions"]))
    assert sorted((rule, detail) for _, rule, article, detail in found if article is None) == sorted(expected)
    assert len(found) == len(expected)


def test_a_frame_without_columns_misses_them_all() -> None:
    found = validate("entities", pd.DataFrame())
    assert {violation.detail for violation in found} == {
        f"column {name}" for name in TABLES["entities"].to_schema().columns
    }


def test_faults_are_told_apart_by_row_even_if_the_index_repeats() -> None:
    rows = good_rows()["segments"]
    rows[0]["article_id"] = "c" * 16
    rows[0]["kind"] = rows[1]["kind"] = "headline"
    halves = [frame(TABLES["segments"], [row]) for row in rows]
    found = validate("segments", pd.concat(halves))
    assert found == [
        Violation("segments", "kind.isin", "c" * 16, "segment_index 0: kind is 'headline'"),
        Violation("segments", "kind.isin", ARTICLE, "segment_index 1: kind is 'headline'"),
    ]


def test_a_rule_over_columns_says_what_it_wants() -> None:
    assert _violations("quotes", {"method": "unresolved"}) == [
        Violation(
            "quotes",
            "speaker_fits_method",
            ARTICLE,
            "quote_index 0: an unresolved quotation has no speaker; a speaker_id has a speaker_name",
        )
    ]


def test_details_stay_short() -> None:
    (found,) = _violations("articles", {"source_format": "\n“" * 100_000})
    assert len(found.detail) < 200
    assert "\n" not in found.detail


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        validate("poems", pd.DataFrame())


def test_the_schema_version_is_the_fifth() -> None:
    assert SCHEMA_VERSION == 5
    assert next(iter(TABLES)) == "articles"


def test_hidden_tables_are_told_by_their_names() -> None:
    assert all(name.startswith("_") for name in HIDDEN)
    assert not any(name.startswith("_") for name in TABLES)
    assert ALL.keys() == TABLES.keys() | HIDDEN.keys()


def test_the_ledger_and_the_schemas_make_the_same_file_id() -> None:
    entry = ledger.Entry("d" * 16, "north/h\u00e5vn.txt", None, "duplicate")
    assert entry.file_id == file_id(entry.drop_id, entry.source_path) == "3ff28707081252ef"
    assert set(ledger.FATES) == {*FATES, ledger.UNCHANGED}


@UNHURRIED
@given(st.text(alphabet="aé\u202e“”\n\t \x00\U0001f6a2", min_size=0, max_size=8))
def test_only_blank_strings_are_refused(text: str) -> None:
    assert bool(_violations("segments", {"text": text})) == (not text.strip())
