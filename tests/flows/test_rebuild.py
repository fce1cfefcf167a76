"""All drops are taken in again under the present code: ids stay, and where nothing changed, nothing is published."""

import glob
import json
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from made_drops import (
    BRIDGE,
    FERRY,
    FILES,
    OWLS,
    assert_sound,
    build,
    everything_on_disk,
    hashes,
    latest,
    titles,
    without_prefect,
    write,
)

import flows.rebuild
import tasks.clean
from copydesk.errors import CopydeskError
from copydesk.intake import articles
from copydesk.places import Bucket
from copydesk.report.again import Rebuilt, rebuild_text
from copydesk.rollback import roll_back
from copydesk.settings import load_settings
from copydesk.store import Dataset
from copydesk.store.collect import collect
from copydesk.verification import verify
from copydesk.verification.kept import kept_files
from flows.rebuild import SCRATCH, rebuild_dataset
from flows.replay import replay_quarantine
from schemas import SCHEMA_VERSION
from tasks.withdraw import bring_back, withdraw

URL = json.dumps({"url": "https://lydhavn.example/ferry", "publisher": "Lydhavn Times"})
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4


@pytest.fixture
def dataset(tmp_path):
    return tmp_path / "dataset"


def rebuild(dataset: Path, *drops: Path, settings: Path | None = None, reidentify: bool = False) -> Rebuilt:
    with without_prefect():
        return rebuild_dataset.fn(drops, dataset, settings, 1, reidentify=reidentify)


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    """Build a dataset with a past: a folder that was edited in place, revisions, copies, quarantine, lines."""
    folder = tmp_path_factory.mktemp("life")
    dataset = folder / "dataset"
    drop = write(folder / "drop", FILES | {"photo.txt": PHOTO, "a/ferry.meta.json": URL})
    (drop / "gone.txt").symlink_to(drop / "nowhere.txt")
    build(drop, dataset=dataset)
    write(drop, {"a/ferry.txt": FERRY.replace("Friday", "Monday"), "copy.txt": BRIDGE})
    build(drop, dataset=dataset)
    lines = "\n".join(json.dumps({"title": text.splitlines()[0], "text": text}) for text in (OWLS, BRIDGE))
    build(write(folder / "other", {"day.jsonl": lines + "\n{"}), drop, dataset=dataset)
    shutil.rmtree(drop)
    return dataset


@pytest.fixture
def lived(life, dataset):
    """Return a copy of it."""
    return shutil.copytree(life, dataset)


def article_ids(dataset: Path) -> dict[str, str]:
    rows = latest(dataset, "articles")
    return dict(zip(rows["source_path"], rows["article_id"], strict=True))


def assert_verified(dataset: Path) -> None:
    assert_sound(dataset)
    assert list(verify(Dataset(dataset), every_version=True)) == []


def test_under_the_same_code_not_a_row_differs(lived):
    before = everything_on_disk(lived)
    done = rebuild(lived)
    assert (done.version, done.head, done.drops) == (None, 3, 3)
    assert rebuild_text(done) == "Rebuilt 3 drops: not a row differs. Nothing was published, version 3 stays."
    after = everything_on_disk(lived)
    assert {name: before[name] for name in before if not name.startswith(".")} == {
        name: after[name] for name in after if not name.startswith(".")
    }
    assert not (lived / SCRATCH).exists()


def test_other_rules_make_other_rows_of_the_same_articles(lived, monkeypatch):
    ids, states = article_ids(lived), latest(lived, "files")
    monkeypatch.setattr(tasks.clean, "truncation", lambda *_: "rule of the day")
    done = rebuild(lived)
    assert (done.version, done.added, done.revised, done.removed) == (4, 0, 0, 0)
    assert article_ids(lived) == ids
    rows = latest(lived, "articles")
    assert set(rows["truncation_evidence"]) == {"rule of the day"}
    assert latest(lived, "files").equals(states)
    version = latest(lived, "versions").set_index("version").loc[4]
    assert (version["operation"], version["parent"], version["dropped"]) == ("rebuild", 3, 0)
    assert set(version["drop_ids"]) == {*states["drop_id"]}
    assert_verified(lived)
    assert rebuild(lived).version is None


def test_ids_stay_although_intake_finds_addresses_that_it_did_not_find_before(lived, monkeypatch):
    ids = article_ids(lived)
    plain = articles.candidate

    def found(source_path, *rest):
        item = plain(source_path, *rest)
        return replace(item, url=item.url or f"https://a.example/{item.content_hash}")

    monkeypatch.setattr(articles, "candidate", found)
    monkeypatch.setattr("copydesk.intake.archives.candidate", found)
    rebuild(lived)
    assert article_ids(lived) == ids
    assert latest(lived, "articles")["url"].notna().all()
    assert_verified(lived)

    done = rebuild(lived, reidentify=True)
    assert done.removed > 0
    assert article_ids(lived) != ids
    assert_verified(lived)


def test_a_drop_that_was_rolled_back_stays_out(tmp_path, dataset):
    build(write(tmp_path / "one", {"owls.txt": OWLS}), dataset=dataset)
    build(write(tmp_path / "two", {"ferry.txt": FERRY}), dataset=dataset)
    roll_back(Dataset.open(dataset), 1)
    build(write(tmp_path / "three", {"bridge.txt": BRIDGE}), dataset=dataset)
    before = hashes(dataset)
    done = rebuild(dataset)
    assert (done.version, done.drops) == (None, 2)
    assert hashes(dataset) == before
    assert set(titles(dataset)) == {"owls.txt", "bridge.txt"}


def test_what_was_withdrawn_and_what_was_brought_back_is_so_again(lived, tmp_path):
    ids = article_ids(lived)
    ferry, owls = ids["a/ferry.txt"], ids["owls.txt"]
    withdraw(Dataset.open(lived), [ferry, owls], "at the source's request")
    build(write(tmp_path / "again", {"f.txt": FERRY + "More.", "f.meta.json": URL}), dataset=lived)
    bring_back(Dataset.open(lived), [owls], "a mistake")
    assert latest(lived, "quarantine")["reason"].tolist().count("withdrawn") == 1
    before = hashes(lived)
    assert rebuild(lived).version is None
    assert hashes(lived) == before
    assert ferry not in article_ids(lived).values()


def test_a_withdrawn_article_whose_bytes_are_gone_stays_away(lived, monkeypatch):
    ferry = article_ids(lived)["a/ferry.txt"]
    withdraw(Dataset.open(lived), [ferry], "at the source's request")
    files = latest(lived, "files")
    gone = set(files[files["article_id"] == ferry]["blob"])
    kept = Dataset.has_blob
    monkeypatch.setattr(Dataset, "has_blob", lambda dataset, blob: blob not in gone and kept(dataset, blob))
    assert rebuild(lived).version in (None, 5)
    assert ferry not in article_ids(lived).values()
    assert latest(lived, "withdrawals")["article_id"].tolist() == [ferry]
    assert latest(lived, "files").sort_values("file_id").equals(files.sort_values("file_id"))
    assert_verified(lived)


def test_what_gc_gave_up_of_a_withdrawn_article_keeps_nothing_from_being_rebuilt(tmp_path, dataset, monkeypatch):
    owls = {"url": "https://holmstad.example/owls", "text": OWLS}
    build(write(tmp_path / "one", {"owls.json": json.dumps(owls)}), dataset=dataset)
    lines = [owls | {"text": OWLS.replace("Four", "Five")}, {"text": FERRY}]
    build(write(tmp_path / "two", {"day.jsonl": "\n".join(map(json.dumps, lines))}), dataset=dataset)
    store = Dataset.open(dataset)
    withdraw(store, [article_ids(dataset)["day.jsonl#1"]], "at the source's request")
    # The bytes of its second state stay: the ferry's are the same file's.
    collect(store, 1, lambda versions: kept_files(store, versions))
    files = latest(dataset, "files").sort_values("file_id", ignore_index=True)
    assert rebuild(dataset).version is None

    monkeypatch.setattr(tasks.clean, "truncation", lambda *_: "rule of the day")
    assert rebuild(dataset).version == 4
    assert set(article_ids(dataset)) == {"day.jsonl#2"}
    assert latest(dataset, "files").sort_values("file_id", ignore_index=True).equals(files)
    assert_verified(dataset)


def test_what_waited_for_an_article_that_was_brought_back_is_let_in_again(tmp_path, dataset):
    named = {"ferry.meta.json": URL}
    build(write(tmp_path / "one", named | {"ferry.txt": FERRY}), dataset=dataset)
    ferry = article_ids(dataset)["ferry.txt"]
    withdraw(Dataset.open(dataset), [ferry], "at the source's request")
    later = FERRY.replace("Friday", "Monday")
    build(write(tmp_path / "two", named | {"ferry.txt": later, "owls.txt": OWLS}), dataset=dataset)
    bring_back(Dataset.open(dataset), [ferry], "a mistake")
    with without_prefect():
        assert replay_quarantine.fn(dataset, None, 1, reasons=("withdrawn",)).admitted() == 1
    build(write(tmp_path / "three", named | {"ferry.txt": FERRY.replace("Friday", "Tuesday")}), dataset=dataset)
    before = hashes(dataset)
    assert rebuild(dataset).version is None
    assert hashes(dataset) == before
    assert latest(dataset, "articles").set_index("source_path")["revision"]["ferry.txt"] == 3


def test_a_replayed_file_is_rebuilt_in_the_place_of_its_drop(tmp_path, dataset, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(tasks.clean, "zone_text", None)
        build(write(tmp_path / "one", {"ferry.txt": FERRY, "ferry.meta.json": URL}), dataset=dataset)
    later = FERRY.replace("Friday", "Monday")
    build(write(tmp_path / "two", {"ferry.txt": later, "ferry.meta.json": URL}), dataset=dataset)
    with without_prefect():
        assert len(replay_quarantine.fn(dataset, None, 1).overtaken) == 1
    done = rebuild(dataset)
    assert (done.version, done.revised) == (3, 1)
    (article,) = latest(dataset, "articles").to_dict("records")
    assert (article["text"], article["revision"]) == (later, 2)
    assert len(latest(dataset, "quarantine")) == 0
    assert_verified(dataset)


@pytest.fixture(scope="module")
def undisturbed(life, tmp_path_factory):
    """Return the hashes of the tables after a rebuild by which the rows change."""
    dataset = shutil.copytree(life, tmp_path_factory.mktemp("undisturbed") / "dataset")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks.clean, "truncation", lambda *_: "rule of the day")
        rebuild(dataset)
    return hashes(dataset)


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_rebuild_that_was_killed_goes_on_where_it_was(lived, undisturbed, monkeypatch, after):
    monkeypatch.setattr(tasks.clean, "truncation", lambda *_: "rule of the day")
    publish, read = flows.rebuild.publish_version, []

    def killed(*arguments):
        version = publish.fn(*arguments)
        read.append(version)
        if len(read) == after:
            raise KeyboardInterrupt
        return version

    with monkeypatch.context() as patch:
        patch.setattr(flows.rebuild, "publish_version", killed)
        with pytest.raises(KeyboardInterrupt):
            rebuild(lived)
    assert Dataset.open(lived).head().number == 3
    assert_verified(lived)
    with monkeypatch.context() as patch:
        patch.setattr(flows.rebuild, "publish_version", lambda *arguments: read.append(publish.fn(*arguments)))
        rebuild(lived)
    assert len(read) == 3
    assert hashes(lived) == undisturbed
    assert not (lived / SCRATCH).exists()


CRAWLS = {
    "pathlib": lambda root: map(str, root.rglob("*.parquet")),
    "glob": lambda root: glob.glob(f"{root}/**/*.parquet", recursive=True, include_hidden=True),  # noqa: PTH207
    "duckdb": lambda root: (
        path for (path,) in duckdb.execute("SELECT file FROM glob(?)", [f"{root}/**/*.parquet"]).fetchall()
    ),
}


@pytest.mark.parametrize("crawl", CRAWLS.values(), ids=CRAWLS.keys())
def test_a_crawl_of_the_whole_folder_sees_nothing_of_a_rebuild_at_work(lived, monkeypatch, crawl):
    publish, take_over, seen = flows.rebuild.publish_version, flows.rebuild._take_over, []
    before = {str(path) for path in (lived / "latest").glob("*/*.parquet")}

    def published(*arguments):
        version = publish.fn(*arguments)
        seen.append(set(crawl(lived)))
        return version

    def taken_over(store, plan, scratch, settings):
        assert scratch.path.is_relative_to(lived / SCRATCH)
        assert scratch.read("articles").num_rows > 0
        seen.append(set(crawl(lived)))
        outcome = take_over(store, plan, scratch, settings)
        seen.append(set(crawl(lived)))
        return outcome

    monkeypatch.setattr(flows.rebuild, "publish_version", published)
    monkeypatch.setattr(flows.rebuild, "_take_over", taken_over)
    monkeypatch.setattr(tasks.clean, "truncation", lambda *_: "rule of the day")
    rebuild(lived)
    after = {str(path) for path in (lived / "latest").glob("*/*.parquet")}
    assert seen == [before] * (len(seen) - 1) + [after]
    assert len(seen) == 5
    assert before != after


def test_a_build_that_was_quicker_is_rebuilt_too(tmp_path, dataset, monkeypatch):
    build(write(tmp_path / "one", {"owls.txt": OWLS}), dataset=dataset)
    two = write(tmp_path / "two", {"ferry.txt": FERRY})
    take_over = flows.rebuild._take_over

    def late(*arguments):
        if len(Dataset.open(dataset).versions()) == 1:
            build(two, dataset=dataset)
        return take_over(*arguments)

    monkeypatch.setattr(flows.rebuild, "_take_over", late)
    monkeypatch.setattr(tasks.clean, "truncation", lambda *_: "rule of the day")
    monkeypatch.setattr(flows.rebuild, "is_equal", lambda *_: False)
    done = rebuild(dataset)
    assert (done.version, done.before, done.drops) == (3, 2, 2)
    assert set(titles(dataset)) == {"owls.txt", "ferry.txt"}
    assert_verified(dataset)


def test_drops_that_were_not_kept_have_to_be_named(tmp_path, dataset):
    forgetful = tmp_path / "copydesk.toml"
    forgetful.write_text("[archive]\nkeep = false\n")
    one, two = write(tmp_path / "one", {"owls.txt": OWLS}), write(tmp_path / "two", {"ferry.txt": FERRY})
    for drop in (one, two):
        build(drop, dataset=dataset, settings=forgetful)
    with pytest.raises(CopydeskError, match=r"name the folders that were dropped.*1 files: ferry\.txt"):
        rebuild(dataset, one)
    never = write(tmp_path / "three", {"bridge.txt": BRIDGE})
    with pytest.raises(CopydeskError, match="never built"):
        rebuild(dataset, one, two, never)
    assert len(Dataset.open(dataset).versions()) == 2
    assert rebuild(dataset, one, two).version == 3
    files = latest(dataset, "files")
    assert all(Dataset.open(dataset).blob(blob) in (OWLS.encode(), FERRY.encode()) for blob in files["blob"])
    assert rebuild(dataset).version is None
    assert_verified(dataset)


SCHEMA3 = Path(__file__).with_name("schema3")
"""Two drops, and the dataset that the release with schema version 3 made of them."""


def test_a_dataset_of_schema_3_is_read_refused_by_a_build_and_rebuilt(dataset):
    shutil.copytree(SCHEMA3 / "dataset", dataset)
    one, two = (SCHEMA3 / "drops" / name for name in ("one", "two"))
    old = Dataset.open(dataset).read("articles")
    with pytest.raises(CopydeskError, match="copydesk rebuild"):
        build(one, dataset=dataset)
    with pytest.raises(CopydeskError, match="name the folders that were dropped"):
        rebuild(dataset, one)
    assert len(Dataset.open(dataset).versions()) == 2

    done = rebuild(dataset, one, two)
    assert (done.version, done.drops, done.added, done.removed) == (3, 2, 0, 0)
    ids = ["article_id", "revision", "content_hash", "drop_id", "source_path"]
    new = Dataset.open(dataset).read("articles")
    assert new.select(ids).sort_by("article_id").equals(old.select(ids).sort_by("article_id"))
    assert Dataset.open(dataset).read("articles", 2).equals(old)
    log = latest(dataset, "versions").set_index("version").sort_index()
    assert log["operation"].tolist() == ["build", "build", "rebuild"]
    assert log["schema_version"].tolist() == [3, 3, SCHEMA_VERSION]
    assert log["recipe"].isna().tolist() == [True, True, False]
    assert len(latest(dataset, "quarantine")) == 1
    assert_verified(dataset)
    assert rebuild(dataset).version is None


SCHEMA4 = Path(__file__).with_name("schema4")
"""Three drops, and the dataset that copydesk made of them when sidecars did not count; the second was not kept."""


def test_a_dataset_of_schema_4_is_rebuilt_under_the_ids_that_it_has(dataset):
    shutil.copytree(SCHEMA4 / "dataset", dataset)
    with pytest.raises(CopydeskError, match="copydesk rebuild"):
        build(SCHEMA4 / "drops/one", dataset=dataset)
    old = {name: Dataset.open(dataset).read(name) for name in ("articles", "files", "quarantine")}

    done = rebuild(dataset)
    assert (done.version, done.drops, done.added, done.revised, done.removed) == (4, 3, 0, 0, 0)
    new = {name: Dataset.open(dataset).read(name) for name in old}
    for name, key in (("articles", "article_id"), ("files", "file_id"), ("quarantine", "file_id")):
        known = [column for column in old[name].column_names if column in ("article_id", "revision", "fate", "file_id")]
        assert new[name].select(known).sort_by(key).equals(old[name].select(known).sort_by(key))
    beside = {row["source_path"]: row["sidecar_hash"] for row in new["files"].to_pylist()}
    assert {path for path, sidecar_hash in beside.items() if sidecar_hash} == {"a/ferry.txt", "ferry-late.txt"}
    assert_verified(dataset)
    assert rebuild(dataset).version is None
    assert build(SCHEMA4 / "drops/three", dataset=dataset).version is None


def test_a_drop_of_schema_4_is_known_by_the_id_that_it_had(dataset):
    shutil.copytree(SCHEMA4 / "dataset", dataset)
    assert rebuild(dataset, SCHEMA4 / "drops/one", SCHEMA4 / "drops/two").version == 4
    (broken,) = latest(dataset, "quarantine").to_dict("records")
    assert broken["source_path"] == "broken.json"
    assert_verified(dataset)


def test_corrected_sidecars_are_rebuilt_as_the_revisions_that_they_were(tmp_path, dataset):
    elsewhere = URL.replace("lydhavn", "brenna").replace("Lydhavn", "Brenna")
    files = {"ferry.txt": FERRY, "ferry.meta.json": URL, "copy.txt": FERRY, "copy.meta.json": elsewhere}
    drop = write(tmp_path / "drop", files | {"owls.txt": OWLS})
    build(drop, dataset=dataset)
    write(drop, {"ferry.meta.json": URL.replace("Times", "Post")})
    build(drop, dataset=dataset)
    assert sorted(latest(dataset, "files")["fate"]) == ["admitted", "admitted", "admitted", "revised"]
    assert rebuild(dataset).version is None


def test_an_empty_dataset_can_not_be_rebuilt(dataset):
    with pytest.raises(CopydeskError, match="no dataset here"):
        rebuild(dataset)


def test_what_somebody_else_has_put_among_the_temporaries_is_not_taken_over(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    settings = replace(load_settings(), dataset=Bucket("s3://newsroom/quotes"))
    (tmp_path / "theirs").mkdir()
    flows.rebuild._home(settings.dataset).symlink_to(tmp_path / "theirs")
    with pytest.raises(CopydeskError, match="somebody else's"), flows.rebuild._workplace(settings, reidentify=False):
        pass
    assert list((tmp_path / "theirs").iterdir()) == []
