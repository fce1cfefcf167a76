"""Articles that are withdrawn: gone from everything, kept in the older versions, kept out, and brought back."""

from shutil import copytree

import pandas as pd
import pytest
from made_drops import BRIDGE, FERRY, OWLS, assert_sound, build, fates, hashes, latest, without_prefect, write
from scraped import page

from copydesk.article_history import history_of, spans_of
from copydesk.errors import CopydeskError
from copydesk.store import Conflict, Dataset
from copydesk.store.collect import collect
from copydesk.verification import verify
from copydesk.verification.kept import kept_files
from flows.rebuild import rebuild_dataset
from tasks.withdraw import bring_back, withdraw

REASON = "at the source's request"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build two versions: two articles, then a third."""
    folder = tmp_path_factory.mktemp("withdraw")
    build(write(folder / "first", {"bridge.txt": BRIDGE, "owls.json": page(OWLS)}), dataset=folder / "dataset")
    build(write(folder / "second", {"ferry.txt": FERRY}), dataset=folder / "dataset")
    return folder / "dataset"


@pytest.fixture
def dataset(built, tmp_path):
    return copytree(built, tmp_path / "dataset")


def opened(dataset):
    return Dataset.open(dataset)


def ids(dataset):
    """Return the article_id of every article by its file."""
    rows = latest(dataset, "articles")
    return dict(zip(rows["source_path"], rows["article_id"], strict=True))


def log_of(dataset):
    return latest(dataset, "versions").sort_values("version").to_dict("records")


def assert_whole(dataset):
    assert_sound(dataset)
    assert list(verify(Dataset(dataset), every_version=True)) == []


def test_an_article_leaves_every_table_and_stays_in_the_older_versions(dataset):
    owls = ids(dataset)["owls.json"]
    before = hashes(dataset)
    done = withdraw(opened(dataset), [owls, owls], REASON)
    assert (done.version.number, done.undone) == (3, False)
    assert done.articles == ((owls, "Holmstad Herald", "Owls move into the old signal tower", ((1, 2),)),)
    assert_whole(dataset)
    store = opened(dataset)
    for name, state in store.head().tables.items():
        if "article_id" in state.columns:
            there = name in ("files", "withdrawals")
            assert (owls in store.read(name, columns=["article_id"])["article_id"].to_pylist()) is there
    assert "Ida Brekke" not in set(latest(dataset, "entities")["name"])
    assert "Maria Lindqvist" in set(latest(dataset, "entities")["name"])
    examples = latest(dataset, "learned_lines")["examples"]
    assert owls not in set(examples.explode())
    (row,) = latest(dataset, "withdrawals").to_dict("records")
    assert (row["article_id"], row["reason"], row["canonical_url"]) == (owls, REASON, "https://herald.example/owls")
    log = log_of(dataset)[-1]
    assert (log["operation"], log["reason"], list(log["removed_articles"])) == ("withdraw", REASON, [owls])
    assert {name: state.content_hash for name, state in store.version(2).tables.items() if name in before} == before
    assert owls in store.read("articles", 2, ["article_id"])["article_id"].to_pylist()


def test_no_drop_brings_it_back(dataset, tmp_path):
    owls = ids(dataset)["owls.json"]
    build(write(tmp_path / "third", {"owls.json": page(OWLS.replace("Four", "Five"))}), dataset=dataset)
    withdraw(opened(dataset), [owls], REASON)
    again = {"old.json": page(OWLS), "new.json": page(OWLS.replace("Four", "Six")), "a/ferry.txt": FERRY}
    outcome = build(write(tmp_path / "fourth", again), dataset=dataset)
    assert fates(outcome) == {"old.json": "withdrawn", "new.json": "withdrawn", "a/ferry.txt": "duplicate"}
    assert_sound(dataset)
    (named,) = {entry.article_id for entry in outcome.quarantined()}
    assert named == owls


def test_a_text_without_an_address_does_not_come_back_in_other_bytes(dataset, tmp_path):
    bridge = ids(dataset)["bridge.txt"]
    withdraw(opened(dataset), [bridge], REASON)
    outcome = build(write(tmp_path / "third", {"elsewhere.txt": BRIDGE.replace("\n", "\r\n")}), dataset=dataset)
    assert fates(outcome) == {"elsewhere.txt": "withdrawn"}
    assert {entry.article_id for entry in outcome.quarantined()} == {bridge}
    assert_whole(dataset)


def test_it_is_known_by_the_address_that_only_an_earlier_scrape_had(dataset, tmp_path):
    owls = ids(dataset)["owls.json"]
    build(write(tmp_path / "third", {"owls.json": page(OWLS.replace("Four", "Five"), url=None)}), dataset=dataset)
    assert ids(dataset)["owls.json"] == owls
    withdraw(opened(dataset), [owls], REASON)
    assert latest(dataset, "withdrawals")["canonical_url"].tolist() == ["https://herald.example/owls"]


def test_it_is_known_by_every_address_that_it_ever_had(dataset, tmp_path):
    """Also by those of versions that gc gave up, and of a state that a later file of the same drop replaced."""
    owls = ids(dataset)["owls.json"]
    for number, words in enumerate(("Five", "Six")):
        moved = page(OWLS.replace("Four", words), f"moved-{number}")
        build(write(tmp_path / words, {"owls.json": moved}), dataset=dataset)
    twice = {f"owls-{number}.json": page(OWLS.replace("Four", f"{number}"), f"again-{number}") for number in range(2)}
    build(write(tmp_path / "twice", twice), dataset=dataset)
    assert set(ids(dataset).values()) >= {owls}
    collect(opened(dataset), 1, lambda _: set(), dry_run=False)
    withdraw(opened(dataset), [owls], REASON)
    places = ("owls", "moved-0", "moved-1", "again-0", "again-1")
    back = {f"{place}.json": page(FERRY.replace("Friday", place), place) for place in places}
    outcome = build(write(tmp_path / "back", back), dataset=dataset)
    assert fates(outcome) == dict.fromkeys(back, "withdrawn")
    assert {entry.article_id for entry in outcome.entries} == {owls}
    assert_sound(dataset)


def test_an_example_and_a_match_may_be_withdrawn(dataset, tmp_path):
    copy = OWLS.replace("June", "July")
    build(write(tmp_path / "third", {"copy.json": page(copy, "copied", publisher="Courier")}), dataset=dataset)
    rows = latest(dataset, "articles").set_index("source_path")
    owls = rows["article_id"]["owls.json"]
    assert rows["near_duplicate_of"]["copy.json"] == owls
    withdraw(opened(dataset), [owls], REASON)
    assert_sound(dataset)
    rows = latest(dataset, "articles").set_index("source_path")
    assert (rows["near_duplicate_of"]["copy.json"], rows["family_id"]["copy.json"]) == (owls, owls)


def test_what_a_file_that_failed_said_of_its_words_goes_too(dataset, tmp_path, monkeypatch):
    def quoting(source, *_, **__):
        raise ValueError(f"an odd line: {source.splitlines()[2]}")

    with monkeypatch.context() as patch:
        patch.setattr("tasks.clean.zone_text", quoting)
        build(write(tmp_path / "third", {"owls.json": page(OWLS.replace("Four", "Five"))}), dataset=dataset)
    (failed,) = latest(dataset, "quarantine").to_dict("records")
    assert "They pay no rent" in failed["detail"]
    withdraw(opened(dataset), [ids(dataset)["owls.json"]], REASON)
    assert_whole(dataset)
    for name in ("files", "quarantine"):
        rows = latest(dataset, name)
        (detail,) = rows.loc[rows["file_id"] == failed["file_id"], "detail"]
        assert detail is pd.NA
    told = latest(dataset, "files").set_index("source_path")["detail"]
    assert told["bridge.txt"] == "content"


def test_all_articles_may_be_withdrawn(dataset):
    withdraw(opened(dataset), ids(dataset).values(), REASON)
    assert_sound(dataset)
    assert len(latest(dataset, "articles")) == len(latest(dataset, "entities")) == 0


UNKNOWN = {
    "an unknown id": (lambda owls: [owls, "0123456789abcdef"], "not in version 2: 0123456789abcdef; nothing was"),
    "what is no id": (lambda _: ["owls.json"], "not in version 2: owls.json"),
}


@pytest.mark.parametrize(("wanted", "message"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_all_are_withdrawn_or_none(dataset, wanted, message):
    with pytest.raises(CopydeskError, match=message):
        withdraw(opened(dataset), wanted(ids(dataset)["owls.json"]), REASON)
    assert opened(dataset).head().number == 2


def test_what_was_withdrawn_is_not_withdrawn_again(dataset):
    owls = ids(dataset)["owls.json"]
    withdraw(opened(dataset), [owls], REASON)
    with pytest.raises(CopydeskError, match=rf"{owls} \(withdrawn on \d{{4}}-\d\d-\d\d\)"):
        withdraw(opened(dataset), [owls], REASON)


def test_a_withdrawal_beside_a_build_is_refused(dataset, monkeypatch):
    store = opened(dataset)
    head = store.head()
    owls = ids(dataset)["owls.json"]
    withdraw(store, [ids(dataset)["ferry.txt"]], REASON)
    monkeypatch.setattr("tasks.withdraw._head", lambda _: head)
    with pytest.raises(Conflict, match="run again"):
        withdraw(store, [owls], REASON)


def test_undoing_gives_every_table_of_articles_as_it_was(dataset):
    before = hashes(dataset)
    wanted = [ids(dataset)[path] for path in ("owls.json", "ferry.txt")]
    withdraw(opened(dataset), [wanted[0]], REASON)
    withdraw(opened(dataset), [wanted[1]], REASON)
    done = bring_back(opened(dataset), wanted, "a mistake")
    assert (done.version.number, done.undone) == (5, True)
    assert_whole(dataset)
    after = hashes(dataset)
    assert {name for name in before if before[name] != after[name]} <= {"learned_lines"}
    log = log_of(dataset)
    assert list(log[-1]["added_articles"]) == sorted(wanted)
    assert spans_of(log, wanted[0]) == [(1, 2), (5, None)]
    assert [state.versions for state in history_of(opened(dataset), wanted[0]).states] == [((1, 2), (5, None))]


def test_what_was_brought_back_can_be_revised(dataset, tmp_path):
    owls = ids(dataset)["owls.json"]
    withdraw(opened(dataset), [owls], REASON)
    bring_back(opened(dataset), [owls], "a mistake")
    outcome = build(write(tmp_path / "third", {"o.json": page(OWLS.replace("Four", "Five"))}), dataset=dataset)
    assert fates(outcome) == {"o.json": "revised"}
    assert_sound(dataset)


def test_what_comes_back_takes_its_place_among_the_entities_of_today(dataset, tmp_path):
    bridge = ids(dataset)["bridge.txt"]
    withdraw(opened(dataset), [bridge, ids(dataset)["ferry.txt"]], REASON)
    assert "Arvika" not in set(latest(dataset, "entities")["name"])
    build(
        write(tmp_path / "third", {"b.txt": BRIDGE.replace("bridge", "library").replace("May", "June")}),
        dataset=dataset,
    )
    bring_back(opened(dataset), [bridge], "a mistake")
    assert_sound(dataset)
    assert "Arvika" in set(latest(dataset, "entities")["name"])


def test_what_gc_gave_up_is_forgotten_and_may_be_dropped_again(dataset, tmp_path):
    copy = OWLS.replace("June", "July")
    build(write(tmp_path / "third", {"copy.json": page(copy, "copied", publisher="Courier")}), dataset=dataset)
    owls, ferry = ids(dataset)["owls.json"], ids(dataset)["ferry.txt"]
    withdraw(opened(dataset), [owls], REASON)
    build(write(tmp_path / "again", {"o.json": page(OWLS.replace("Four", "Nine"))}), dataset=dataset)
    withdraw(opened(dataset), [ferry], REASON)
    collect(opened(dataset), 2, lambda versions: kept_files(opened(dataset), versions), dry_run=False)
    done = bring_back(opened(dataset), [owls, ferry], "a mistake")
    assert [[article.article_id for article in articles] for articles in (done.articles, done.forgotten)] == [
        [ferry], [owls]
    ]  # fmt: skip
    assert_whole(dataset)
    assert latest(dataset, "withdrawals").empty
    copied = latest(dataset, "articles").set_index("source_path").loc["copy.json"]
    assert (copied["near_duplicate_of"], copied["family_id"]) == (pd.NA, owls)
    outcome = build(write(tmp_path / "first", {"owls.json": page(OWLS)}), dataset=dataset)
    assert fates(outcome) == {"owls.json": "admitted"}
    assert ids(dataset)["owls.json"] == owls
    assert_whole(dataset)
    before = ids(dataset)
    with without_prefect():
        rebuild_dataset.fn((), dataset, None, 1)
    assert ids(dataset) == before
    assert latest(dataset, "withdrawals").empty
    assert_whole(dataset)


def test_only_what_is_withdrawn_is_brought_back(dataset):
    owls = ids(dataset)["owls.json"]
    with pytest.raises(CopydeskError, match=f"not withdrawn: {owls}; nothing was done"):
        bring_back(opened(dataset), [owls], "a mistake")


def test_nothing_is_withdrawn_from_an_empty_dataset(tmp_path):
    with pytest.raises(CopydeskError, match="nothing was published yet"):
        withdraw(Dataset.open(tmp_path, create=True), ["0" * 16], REASON)
