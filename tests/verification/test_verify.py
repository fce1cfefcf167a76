"""Every rule that verify knows finds the rows that break it, and a dataset that nobody spoiled has no fault."""

import hashlib
import shutil
from dataclasses import replace

import pyarrow as pa
import pytest
from spoiled import publish, spoil

from copydesk.errors import CopydeskError
from copydesk.store import Dataset, remainders
from copydesk.store.collect import collect
from copydesk.store.entry import to_json
from copydesk.store.folder import Folder
from copydesk.store.parts import encode
from copydesk.store.retiring import LEFT, PART_COLUMN, STEP_COLUMN, rest_name
from copydesk.verification import require_dataset, survey, verify
from copydesk.verification.accounts import check_accounts
from copydesk.verification.kept import kept_files
from copydesk.verification.relations import check_dataset
from copydesk.verification.rows import check_parts, check_tables


def head(dataset):
    found = dataset.head()
    assert found is not None
    return found


def said(faults):
    return [(fault.kind, fault.where, fault.detail) for fault in faults]


def test_a_dataset_that_nobody_spoiled_is_sound(life):
    assert list(verify(life, every_version=True)) == []
    found = survey(life)
    assert (found.versions, found.given_up, found.newest, found.notes) == (2, 0, 2, ())
    assert found.rows == sum(state.rows for state in head(life).tables.values())
    assert found.objects == sum(1 for path in (life.path / "objects").rglob("*") if path.is_file())


def test_it_is_sound_after_old_versions_were_given_up(life):
    collect(life, 1, lambda versions: kept_files(life, versions))
    assert list(verify(life, every_version=True)) == []
    assert survey(life).given_up == 1


def test_an_empty_dataset_is_sound(tmp_path):
    dataset = Dataset.open(tmp_path / "dataset", create=True)
    assert list(verify(dataset)) == []
    assert survey(dataset)[:6] == (0, 0, 0, 0, None, 0)


def test_what_is_no_dataset_is_refused(tmp_path):
    with pytest.raises(CopydeskError, match="no dataset here"):
        require_dataset(tmp_path / "dataset")
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(CopydeskError, match="not a dataset"):
        require_dataset(tmp_path)


def test_a_damaged_dataset_is_verified_all_the_same_and_later_stages_are_left_out(life):
    (life.path / "dataset.json").write_text("{")
    shutil.rmtree(life.path / "objects")
    faults = list(verify(require_dataset(life.path)))
    assert {fault.kind for fault in faults} == {"damaged", "missing"}
    assert {fault.where.split("/")[0] for fault in faults} == {"dataset.json", "objects"}
    assert survey(life).objects == 0


def first(**values):
    """Return an act that sets columns of the first row."""
    return lambda rows: rows[0].update(values)


SCHEMA = {
    "a value that is none": ("segments", first(kind="nonsense"), "kind.isin"),
    "a count below zero": ("entities", first(mention_count=-1), "mention_count.greater_than_or_equal_to"),
    "a row twice": ("sentences", lambda rows: rows.append(rows[0]), "unique"),
    "a name of an entity twice": ("_entity_names", lambda rows: rows.append(rows[0]), "unique"),
    "an id of another file": ("files", first(file_id="0" * 16), "id_is_of_file"),
}


@pytest.mark.parametrize(("table", "act", "rule"), SCHEMA.values(), ids=SCHEMA.keys())
def test_rows_that_break_a_rule_of_their_table_are_found(life, table, act, rule):
    version = spoil(life, table, act)
    found = said(check_tables(life, version))
    assert found
    assert {(kind, where) for kind, where, _ in found} == {("schema", table)}
    assert any(f"version 3: {rule}" in detail for *_, detail in found)


def test_rows_of_one_key_in_two_parts_are_found(life):
    version = head(life)
    state = version.tables["articles"]
    twice = replace(version, tables={**version.tables, "articles": replace(state, parts=state.parts + state.parts[:1])})
    found = said(check_tables(life, twice))
    assert {(kind, where) for kind, where, _ in found} == {("schema", "articles")}
    assert "in several parts" in found[0][2]


def test_a_table_that_is_missing_or_unknown_is_found(life):
    version = head(life)
    tables = {name: state for name, state in version.tables.items() if name != "roles"}
    found = said(check_tables(life, replace(version, tables={**tables, "notes": version.tables["roles"]})))
    assert found == [
        ("schema", "notes", "version 2: there is no such table"),
        ("schema", "roles", "version 2 lacks it"),
    ]


def shift(rows):
    rows[0]["text"] = rows[0]["text"][1:] + "x"


def unknown_example(rows):
    rows[0]["examples"] = ["f" * 16]


RELATIONS = {
    "a text that is not there": ("segments", shift, "segments", "text_equals_span"),
    "a segment that is lost": ("segments", lambda rows: rows.pop(), "segments", "segments_tile_text"),
    "a sentence without its segment": ("sentences", first(segment_index=99), "sentences", "segment_index.foreign_key"),
    "an unknown entity": ("mentions", first(entity_id="f" * 16), "mentions", "entity_id.foreign_key"),
    "a row of an unknown article": ("mentions", first(article_id="f" * 16), "mentions", "article_id.foreign_key"),
    "an unknown duplicate": (
        "articles", first(near_duplicate_of="f" * 16, near_duplicate_similarity=0.9),
        "articles", "near_duplicate_of.foreign_key",
    ),
    "a count that is not so": ("entities", first(mention_count=99), "entities", "counts_mentions"),
    "a name that nobody writes": ("_entity_names", first(text="Nobody"), "_entity_names", "names_count_mentions"),
    "an unknown example": ("learned_lines", unknown_example, "learned_lines", "examples.foreign_key"),
    "a profile that is lost": ("profiles", lambda rows: rows.pop(), "profiles", "one_profile"),
    "a profile of other words": ("profiles", first(words=1), "profiles", "one_profile"),
    "a profile of other quotes": ("profiles", first(quotes=77), "profiles", "quotes_measured"),
    "a profile of another layout": ("profiles", first(layout=["^>title", "title>$"]), "profiles", "layout_measured"),
    "a fingerprint that is lost": ("_fingerprints", lambda rows: rows.pop(), "_fingerprints", "one_fingerprint"),
    "a fingerprint of another state": ("_fingerprints", first(revision=9), "_fingerprints", "one_fingerprint"),
    "a quarantined file that is lost": ("quarantine", lambda rows: rows.clear(), "quarantine", "quarantine_is_files"),
    "another reason": ("quarantine", first(reason="empty"), "quarantine", "quarantine_is_files"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "act", "where", "rule"), RELATIONS.values(), ids=RELATIONS.keys())
def test_tables_that_do_not_fit_together_are_found(life, table, act, where, rule):
    version = spoil(life, table, act)
    assert ("relation", where) in {found[:2] for found in said(check_dataset(life, version))}
    assert any(f"version 3: {rule}: " in detail for *_, detail in said(check_dataset(life, version)))


def test_a_file_of_another_revision_is_found(life):
    def act(rows):
        next(row for row in rows if row["fate"] == "revised")["revision"] = 5

    rules = {detail.split(": ")[1] for *_, detail in said(check_dataset(life, spoil(life, "files", act)))}
    assert rules == {"revisions_complete", "last_file"}


def test_a_withdrawn_article_that_is_there_is_found(life):
    article = life.read("articles", None, ["article_id"])["article_id"][0].as_py()
    row = dict.fromkeys(life.read("withdrawals").column_names)
    made = {"article_id": article, "reason": "x", "withdrawn_at": head(life).created_at, "state_keys": []}
    withdrawn = {**row, **made}
    found = said(check_dataset(life, spoil(life, "withdrawals", lambda rows: rows.append(withdrawn))))
    assert [detail.split(": ")[1] for *_, detail in found] == ["withdrawn_is_gone"]


def test_an_old_version_keeps_its_rules_only_where_all_are_asked_for(life):
    whole = life.read("segments")
    spoil(life, "segments", first(kind="nonsense"))
    publish(life, {}, segments=whole)
    assert list(verify(life)) == []
    faults = list(verify(life, every_version=True))
    assert [fault.versions for fault in faults] == [(3,)]


def rewrite(dataset, number, **changes):
    """Write a log entry anew with a digest that fits, as no disk ever would."""
    version = replace(dataset.version(number), **changes)
    (dataset.path / "log" / f"{number:08d}.json").write_bytes(to_json(version))


PARTS = {
    "rows": ({"rows": 99}, "rows, the log says 99"),
    "sum": ({"row_sum": "0" * 64}, "its rows are not those that were written"),
    "bounds": ({"first": "0" * 16}, "its article_ids are not from 0000000000000000"),
}


@pytest.mark.parametrize(("change", "message"), PARTS.values(), ids=PARTS.keys())
def test_parts_that_are_not_what_the_log_says_are_found(life, change, message):
    version = head(life)
    state = version.tables["roles"]
    part = replace(state.parts[0], **change)
    rewrite(life, 2, tables={**version.tables, "roles": replace(state, parts=(part, *state.parts[1:]))})
    found = said(check_parts(life, life.versions()))
    assert any(kind == "rows" and where == "roles" and message in detail for kind, where, detail in found)


def test_a_content_hash_that_is_not_so_is_found(life):
    version = head(life)
    state = replace(version.tables["roles"], content_hash="0" * 64)
    rewrite(life, 2, tables={**version.tables, "roles": state})
    (found,) = said(check_parts(life, life.versions()))
    assert found == ("rows", "roles", "version 2: its rows or their hash are not those of its parts")


def thinned(dataset):
    """Return a retirement of the second version, with a remainder, of a part of articles that is no longer there."""
    (retired,) = dataset.version(2).retired["articles"]
    assert retired.left is not None
    assert not Folder(dataset.path).has_object(retired.object)
    return retired


def exchange_remainder(dataset, act):
    """Let the log name another remainder, whole by itself, and return its digest."""
    retired = thinned(dataset)
    name = rest_name("articles", LEFT)
    rests = remainders.read(Folder(dataset.path), retired.left, name, None, check=True)
    data = encode(act(rests[name]))
    digest = hashlib.sha256(data).hexdigest()
    path = Folder(dataset.path).object_path(digest)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    exchange_retirement(dataset, replace(retired, left=digest))
    return digest


def exchange_retirement(dataset, other):
    rewrite(dataset, 2, retired={**dataset.version(2).retired, "articles": (other,)})


def with_column(name, values):
    """Return an act that puts other values into a column."""

    def act(rows):
        place = rows.column_names.index(name)
        return rows.set_column(place, rows.schema.field(name), [pa.array(values, rows.schema.field(name).type)])

    return act


def of_another_type(rows):
    place = rows.column_names.index("revision")
    return rows.set_column(place, "revision", rows["revision"].cast(pa.int32()))


def test_a_thinned_part_with_another_row_is_found(life):
    exchange_remainder(life, with_column("title", ["Nobody wrote this"]))
    part = thinned(life).object[:16]
    assert said(verify(life)) == [
        (
            "rows",
            "articles",
            f"version 1: the part {part}…, made again of what was kept of it: its rows are not those that were written",
        )
    ]


UNFIT = {
    "a column of another type": of_another_type,
    "a column that is lost": lambda rows: rows.drop_columns(["title"]),
    "a row that is lost": lambda rows: rows.slice(0, 0),
    "a place that is none": with_column(STEP_COLUMN, [99]),
    "no places": lambda rows: rows.drop_columns([STEP_COLUMN]),
    "rows of another part": with_column(PART_COLUMN, [7]),
}


@pytest.mark.parametrize("act", UNFIT.values(), ids=UNFIT.keys())
def test_a_thinned_part_that_can_not_be_made_again_is_found_and_reading_it_is_one_clear_line(life, act):
    digest = exchange_remainder(life, act)
    line = f"{Folder(life.path).object_path(digest)}: a part of the dataset is damaged; restore it from a copy"
    assert said(verify(life)) == [("damaged", "articles", f"version 1: {line}")]
    survey(life)
    with pytest.raises(CopydeskError) as refused:
        Dataset.open(life.path).read("articles", version=1)
    assert str(refused.value) == line
    assert life.read("articles").num_rows


def test_a_thinned_part_that_is_had_from_other_parts_is_found(life):
    strange = life.version(2).tables["roles"].parts[0].object
    exchange_retirement(life, replace(thinned(life), kept=(strange,)))
    assert [(fault.kind, fault.where, fault.versions) for fault in verify(life)] == [("damaged", "articles", (1,))]


def accounted(dataset):
    return [fault.detail for fault in check_accounts(dataset, dataset.versions())]


FACTS = {
    "a file got lost": ({"dropped": 5}, "dropped is 5 in the log, its row says 4"),
    "an article was added": ({"added_articles": []}, "1 articles added, its row says 0"),
    "an article was removed": ({"removed_articles": ["f" * 16]}, "0 articles removed, its row says 1"),
    "an article was revised": ({"revised_articles": []}, "1 articles were revised, and its row does not say so"),
    "more were admitted": ({"admitted": 1}, "2 files admitted, its row says 1"),
    "fewer were quarantined": ({"quarantined": 0}, "1 files quarantined, its row says 0"),
}


@pytest.mark.parametrize(("facts", "message"), FACTS.values(), ids=FACTS.keys())
def test_what_a_version_does_not_account_for_is_found(life, facts, message):
    rewrite(life, 2, provenance={**head(life).provenance, **facts})
    assert any(message in detail for detail in accounted(life))


def test_a_revision_that_changed_nothing_is_found(life):
    article = life.read("articles", 1, ["article_id"])["article_id"].to_pylist()
    revised = head(life).provenance["revised_articles"]
    rewrite(life, 2, provenance={**head(life).provenance, "revised_articles": sorted({*article, *revised})})
    assert any("2 articles are as before, its row says revised" in detail for detail in accounted(life))


def test_a_version_without_its_row_is_found(life):
    spoil(life, "segments", first(kind="nonsense"))
    version = head(life)
    old = life.version(2).tables["versions"]
    rewrite(life, 3, tables={**version.tables, "versions": old})
    assert "version 3 has no row" in accounted(life)
