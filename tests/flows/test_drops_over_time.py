"""What later drops do to a dataset: nothing, revisions, duplicates, new articles. Built without Prefect."""

import json
import shutil

import pytest
from made_drops import (
    BRIDGE,
    FERRY,
    FILES,
    OWLS,
    assert_sound,
    build,
    check,
    everything_on_disk,
    fates,
    hashes,
    latest,
    titles,
    write,
)

import copydesk
from copydesk.errors import CopydeskError
from copydesk.store import Conflict, Dataset

LATER = BRIDGE.replace("eleven weeks", "thirteen weeks")


@pytest.fixture
def dataset(tmp_path):
    return tmp_path / "dataset"


@pytest.fixture
def drop(tmp_path):
    return write(tmp_path / "monday", FILES)


def test_a_plain_quotation_is_found_with_its_speaker(drop, dataset):
    build(drop, dataset=dataset)
    quotes = latest(dataset, "quotes")
    (said,) = quotes[quotes["content"].str.contains("rebuild the bridge by spring", regex=False)].to_dict("records")
    assert (said["kind"], said["is_speech"], said["counted"]) == ("direct", True, True)
    assert (said["cue"], said["speaker_name"]) == ("said", "Maria Lindqvist")
    entities = latest(dataset, "entities").set_index("entity_id")
    assert entities.loc[said["speaker_id"], "name"] == "Maria Lindqvist"
    assert entities.loc[said["speaker_id"], "label"] == "PERSON"


def test_the_same_drop_again_publishes_nothing(drop, dataset):
    build(drop, dataset=dataset)
    before = everything_on_disk(dataset)
    again = build(drop, dataset=dataset)
    assert again.version is None
    assert set(fates(again).values()) == {"unchanged"}
    assert everything_on_disk(dataset) == before


def test_a_changed_file_becomes_a_revision_and_the_old_version_stays_readable(drop, dataset):
    build(drop, dataset=dataset)
    (drop / "a/bridge.txt").write_text(LATER)
    outcome = build(drop, dataset=dataset)

    assert fates(outcome) == {"a/bridge.txt": "revised", "a/ferry.txt": "unchanged", "owls.txt": "unchanged"}
    assert outcome.version == 2
    assert_sound(dataset)
    new, old = (copydesk.read("articles", version=number, dataset=dataset) for number in (2, 1))
    assert len(new) == len(old) == 3
    assert sorted(new["article_id"]) == sorted(old["article_id"])
    revised = new.set_index("source_path").loc["a/bridge.txt"]
    assert revised["revision"] == 2
    assert "thirteen weeks" in revised["text"]
    assert "eleven weeks" in old.set_index("source_path").loc["a/bridge.txt"]["text"]
    for table in ("segments", "sentences", "mentions", "quotes"):
        rows = latest(dataset, table)
        assert not rows.duplicated(["article_id", rows.columns[1]]).any()
    assert not latest(dataset, "sentences")["text"].str.contains("eleven weeks").any()
    first, second = latest(dataset, "versions").sort_values("version").to_dict("records")
    assert (second["parent"], list(second["added_articles"])) == (first["version"], [])
    assert list(second["revised_articles"]) == [revised["article_id"]]
    assert (second["admitted"], second["revised"], second["unchanged"]) == (1, 1, 2)


def test_a_corrected_sidecar_revises_its_article(drop, dataset):
    (drop / "owls.meta.json").write_text(json.dumps({"publisher": "Holmstad Herold"}))
    build(drop, dataset=dataset)
    (drop / "owls.meta.json").write_text(json.dumps({"publisher": "Holmstad Herald", "author": "Ida Brekke"}))
    outcome = build(drop, dataset=dataset)

    assert fates(outcome) == {"a/bridge.txt": "unchanged", "a/ferry.txt": "unchanged", "owls.txt": "revised"}
    (entry,) = (entry for entry in outcome.entries if entry.fate == "revised")
    assert (entry.evidence, entry.detail) == ("sidecar", "sidecar, 100% alike")
    article = latest(dataset, "articles").set_index("source_path").loc["owls.txt"]
    assert (article["revision"], article["publisher"], [*article["authors"]]) == (2, "Holmstad Herald", ["Ida Brekke"])
    states = latest(dataset, "files").query("source_path == 'owls.txt'").sort_values("revision")
    assert states["revision"].tolist() == [1, 2]
    assert states["content_hash"].nunique() == 1
    assert states["sidecar_hash"].nunique() == states["drop_id"].nunique() == 2
    assert_sound(dataset)

    assert build(drop, dataset=dataset).version is None
    (drop / "owls.meta.json").write_text(json.dumps({"publisher": "Holmstad Herald", "author": "Ida Brekke"}, indent=2))
    assert build(drop, dataset=dataset).version is None
    (drop / "owls.meta.json").unlink()
    assert build(drop, dataset=dataset).version is None


def test_a_wire_report_that_two_sites_spell_alike_is_an_article_of_each(tmp_path, dataset):
    """Scrapers that put the text into one file and what they know of it into another save the same bytes twice."""
    files = {}
    for name in ("brenna", "orra"):
        said = json.dumps({"publisher": name, "url": f"https://{name}.example/ferry"})
        files |= {f"{name}.txt": FERRY, f"{name}.meta.json": said}
    drop = write(tmp_path / "drop", files)
    outcome = build(drop, dataset=dataset)
    assert set(fates(outcome).values()) == {"admitted"}
    brenna, orra = latest(dataset, "articles").sort_values("source_path").to_dict("records")
    assert (orra["near_duplicate_of"], orra["family_id"]) == (brenna["article_id"], brenna["article_id"])
    assert (brenna["publisher"], orra["publisher"]) == ("brenna", "orra")
    assert_sound(dataset)
    assert build(drop, dataset=dataset).version is None


def test_the_first_state_of_a_revised_file_stays_known(drop, dataset):
    build(drop, dataset=dataset)
    (drop / "a/bridge.txt").write_text(LATER)
    build(drop, dataset=dataset)
    (drop / "a/bridge.txt").write_text(BRIDGE)
    assert build(drop, dataset=dataset).version is None


def test_two_states_of_one_address_in_a_drop_are_one_article_the_later_one(tmp_path, dataset):
    meta = json.dumps({"url": "https://arvika.example/bridge"})
    drop = write(
        tmp_path / "drop",
        {"1.txt": BRIDGE, "1.txt.meta.json": meta, "2.txt": LATER, "2.txt.meta.json": meta},
    )
    outcome = build(drop, dataset=dataset)
    assert fates(outcome) == {"1.txt": "admitted", "2.txt": "revised"}
    (article,) = latest(dataset, "articles").to_dict("records")
    assert (article["source_path"], article["revision"]) == ("2.txt", 2)
    assert "thirteen weeks" in article["text"]
    assert_sound(dataset)

    again = build(drop, dataset=dataset)
    assert set(fates(again).values()) == {"unchanged"}
    assert again.version is None


def test_the_same_bytes_in_two_places_are_one_article(tmp_path, dataset):
    drop = write(tmp_path / "drop", {"a.txt": BRIDGE, "b/copy.txt": BRIDGE})
    outcome = build(drop, dataset=dataset)
    assert fates(outcome) == {"a.txt": "admitted", "b/copy.txt": "duplicate"}
    assert outcome.counts() == {
        "dropped": 2, "admitted": 1, "revised": 0, "unchanged": 0, "duplicate": 1, "quarantined": 0
    }  # fmt: skip
    assert list(titles(dataset)) == ["a.txt"]


def test_a_file_moved_to_another_name_is_a_duplicate_later_too(drop, dataset, tmp_path):
    build(drop, dataset=dataset)
    tuesday = write(tmp_path / "tuesday", {"renamed.txt": BRIDGE, "new.txt": OWLS.replace("Four", "Five")})
    outcome = build(tuesday, dataset=dataset)
    assert fates(outcome)["renamed.txt"] == "duplicate"


def test_daily_files_of_the_same_name_are_articles_of_their_own(tmp_path, dataset):
    for day, text in enumerate((BRIDGE, FERRY, OWLS)):
        build(write(tmp_path / str(day), {"001.txt": text}), dataset=dataset)
    assert len(latest(dataset, "articles")) == 3
    assert_sound(dataset)


def test_a_drop_of_known_articles_and_of_new_ones_adds_the_new_ones(drop, dataset, tmp_path):
    build(write(tmp_path / "first", {"owls.txt": OWLS}), dataset=dataset)
    outcome = build(drop, dataset=dataset)
    assert fates(outcome) == {"a/bridge.txt": "admitted", "a/ferry.txt": "admitted", "owls.txt": "unchanged"}
    assert len(latest(dataset, "articles")) == 3
    assert_sound(dataset)


def test_entities_count_the_articles_of_all_versions(tmp_path, dataset):
    def lindqvist():
        entities = latest(dataset, "entities")
        (row,) = entities[entities["name"] == "Maria Lindqvist"].to_dict("records")
        return row

    build(write(tmp_path / "monday", {"bridge.txt": BRIDGE}), dataset=dataset)
    first = lindqvist()
    assert first["article_count"] == 1

    tuesday = write(tmp_path / "tuesday", {"ferry.txt": FERRY})
    build(tuesday, dataset=dataset)
    both = lindqvist()
    assert both["entity_id"] == first["entity_id"]
    assert (both["article_count"], both["mention_count"]) == (2, first["mention_count"] + 1)
    assert_sound(dataset)

    (tuesday / "ferry.txt").write_text(FERRY.replace("Maria Lindqvist, the mayor of Arvika, ", "The mayor of Arvika "))
    assert build(tuesday, dataset=dataset).counts()["revised"] == 1
    assert lindqvist() == first
    assert_sound(dataset)


def test_an_entity_that_no_article_names_any_more_is_gone(tmp_path, dataset):
    drop = write(tmp_path / "drop", {"owls.txt": OWLS})
    build(drop, dataset=dataset)
    assert "Ida Brekke" in set(latest(dataset, "entities")["name"])
    (drop / "owls.txt").write_text(OWLS.replace("Ida Brekke, who", "a woman who"))
    build(drop, dataset=dataset)
    assert "Ida Brekke" not in set(latest(dataset, "entities")["name"])
    assert_sound(dataset)


def test_wire_copy_points_at_the_article_that_it_repeats(tmp_path, dataset):
    copy = "By our correspondent\n\n" + FERRY
    meta = {
        "a.txt.meta.json": json.dumps({"publisher": "Brenna Daily", "url": "https://brenna.example/1"}),
        "b.txt.meta.json": json.dumps({"publisher": "Lydhavn Times", "url": "https://lydhavn.example/9"}),
    }
    build(write(tmp_path / "drop", {"a.txt": FERRY, "b.txt": copy, **meta}), dataset=dataset)
    articles = latest(dataset, "articles").set_index("source_path")
    assert articles.loc["b.txt"]["near_duplicate_of"] == articles.loc["a.txt"]["article_id"]
    assert_sound(dataset)


def test_one_drop_given_twice_is_read_twice_and_published_once(tmp_path, dataset):
    drop = write(tmp_path / "drop", {"owls.txt": OWLS, "empty.txt": ""})
    outcome = build(drop, drop, dataset=dataset)
    assert [entry.fate for entry in outcome.entries] == ["quarantined", "admitted", "quarantined", "unchanged"]
    assert len(latest(dataset, "quarantine")) == 1
    assert_sound(dataset)


def test_several_drops_make_one_version(tmp_path, dataset):
    drops = [write(tmp_path / name, {name: text}) for name, text in (("b.txt", BRIDGE), ("f.txt", FERRY))]
    outcome = build(*drops, tmp_path / "b.txt/b.txt", dataset=dataset)
    assert outcome.version == 1
    (version,) = latest(dataset, "versions").to_dict("records")
    assert len(version["drop_ids"]) == 3
    assert_sound(dataset)


def test_a_drop_that_is_all_quarantine_is_published_as_such(tmp_path, dataset):
    drop = write(tmp_path / "drop", {"empty.txt": ""})
    assert build(drop, dataset=dataset).version == 1
    assert len(latest(dataset, "articles")) == 0
    assert latest(dataset, "quarantine")["reason"].tolist() == ["empty"]
    assert_sound(dataset)
    assert build(drop, dataset=dataset).version is None


def test_a_foreign_language_is_admitted_and_not_tagged(tmp_path, dataset):
    german = "Die Stadt hofft auf den Sommer und auf gutes Wetter für die Arbeiten am Fluss. " * 5 + (
        "Die Stadt will die Brücke bis zum Frühjahr wieder aufbauen, teilte das Rathaus am Dienstag mit. Die Händler "
        "am anderen Ufer rudern seit elf Wochen zur Arbeit und hoffen, dass es schneller geht.\n\n"
        "“We will rebuild the bridge by spring,” said Maria Lindqvist, the mayor of Arvika.\n"
    )
    build(write(tmp_path / "drop", {"bruecke.txt": german}), dataset=dataset)
    (article,) = latest(dataset, "articles").to_dict("records")
    assert (article["language"], article["tagged"]) == ("de", False)
    assert len(latest(dataset, "mentions")) == len(latest(dataset, "quotes")) == 0
    assert len(latest(dataset, "sentences")) > 0
    assert_sound(dataset)


def test_a_check_tells_what_the_build_then_does(drop, dataset):
    build(drop, dataset=dataset)
    (drop / "a/bridge.txt").write_text(LATER)
    write(drop, {"photo.txt": b"\xff\xd8\xff\xe0" + bytes(range(256)), "new.txt": OWLS.replace("Four", "Nine") * 2})
    shutil.copy(drop / "a/ferry.txt", drop / "again.txt")
    before = everything_on_disk(dataset)
    told = check(drop, dataset=dataset)
    assert everything_on_disk(dataset) == before
    done = build(drop, dataset=dataset)
    assert told.entries == done.entries
    assert fates(done)["again.txt"] == "duplicate"
    assert fates(done)["a/bridge.txt"] == "revised"
    assert fates(done)["photo.txt"] == "not_text"


def test_of_two_builds_at_once_the_later_is_refused(drop, dataset, tmp_path, monkeypatch):
    build(write(tmp_path / "first", {"owls.txt": OWLS}), dataset=dataset)
    import flows.build

    stage = flows.build.stage

    def slow(*arguments):
        candidate = stage(*arguments)
        monkeypatch.setattr(flows.build, "stage", stage)
        build(write(tmp_path / "meanwhile", {"ferry.txt": FERRY}), dataset=dataset)
        return candidate

    monkeypatch.setattr(flows.build, "stage", slow)
    with pytest.raises(Conflict, match="run again"):
        build(drop, dataset=dataset)
    assert set(titles(dataset)) == {"owls.txt", "ferry.txt"}
    assert build(drop, dataset=dataset).version == 3
    assert_sound(dataset)


def test_a_dataset_can_not_be_built_where_other_files_are(drop, tmp_path):
    write(tmp_path / "home", {"thesis.txt": "words"})
    with pytest.raises(CopydeskError, match="not a dataset"):
        build(drop, dataset=tmp_path / "home")
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["thesis.txt"]


def test_versions_never_change_once_they_are_published(drop, dataset):
    build(drop, dataset=dataset)
    store = Dataset.open(dataset)
    first = {table: store.read(table, 1).to_pylist() for table in store.version(1).tables}
    (drop / "a/bridge.txt").write_text(LATER)
    build(drop, dataset=dataset)
    assert {table: store.read(table, 1).to_pylist() for table in store.version(1).tables} == first


def test_a_build_with_nothing_new_finishes_what_a_killed_one_left_and_a_check_does_not(drop, dataset):
    build(drop, dataset=dataset)
    before = hashes(dataset)
    shutil.rmtree(dataset / "latest")  # as if killed after the commit, before the view was in place
    check(drop, dataset=dataset)
    assert not (dataset / "latest").exists()
    assert build(drop, dataset=dataset).version is None
    assert len(latest(dataset, "articles")) == len(FILES)
    assert hashes(dataset) == before
