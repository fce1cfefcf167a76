"""What is spoiled between the stages and the commit point is refused, whatever it is; what is sound is published."""

import shutil
from dataclasses import replace
from functools import partial

import made_drops
import pyarrow as pa
import pytest

import flows.build
import flows.stages
import tasks.audit
from copydesk.errors import CopydeskError
from copydesk.settings import Settings
from copydesk.store import Dataset
from copydesk.verification import verify
from tasks.arrivals import Arrivals
from tasks.publish import publish_version

SECOND = {
    "a/bridge.txt": made_drops.BRIDGE.replace("eleven weeks", "twelve weeks"),
    "news.txt": made_drops.FERRY.replace("Lydhavn", "Holmstad").replace("Friday", "Sunday") + "\nThe crews are back.\n",
    "again.txt": made_drops.OWLS,
    "picture.txt": b"\0\0",
}


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    """Build a drop, and stage another one on it."""
    home = tmp_path_factory.mktemp("audit")
    made_drops.build(made_drops.write(home / "first", made_drops.FILES), dataset=home / "dataset")
    second = made_drops.write(home / "second", SECOND)
    with made_drops.without_prefect():
        return home / "dataset", flows.stages.stage([second], home / "dataset", Settings(workers=1))


@pytest.fixture
def publish(staged, tmp_path, monkeypatch):
    """Publish the candidate on a copy of the dataset, with a table or the provenance spoiled on the way."""
    path, candidate = staged
    monkeypatch.setattr(tasks.audit, "Arrivals", partial(Arrivals, size=1))  # two articles are two batches
    shutil.copytree(path, tmp_path / "dataset")
    commit = Dataset.commit

    def run(table=None, act=None, facts=None):
        def spoiled(self, changes, **others):
            if table is not None:
                held = changes.upserts[table]
                rows = held.to_pylist()
                act(rows)
                new = pa.Table.from_pylist(rows, schema=held.schema)
                changes = replace(changes, upserts={**changes.upserts, table: new})
            return commit(self, changes, **{**others, "provenance": {**others["provenance"], **(facts or {})}})

        monkeypatch.setattr(Dataset, "commit", spoiled)
        return publish_version.fn(tmp_path / "dataset", candidate, Settings(workers=1))

    run.dataset = Dataset(tmp_path / "dataset")
    return run


def test_what_nobody_spoiled_is_published(publish):
    assert publish().number == 2
    assert list(verify(publish.dataset, every_version=True)) == []


def first(**values):
    return lambda rows: rows[0].update(values)


def lose(rows):
    rows.pop()


SPOILED = {
    "a text": ("articles", first(text="Another text.", char_count=13), "refused"),
    "a segment": ("segments", lose, "refused"),
    "a kind": ("segments", first(kind="nonsense"), "kind.isin"),
    "a sentence": ("sentences", first(text="x"), "text_equals_span"),
    "an entity": ("mentions", first(entity_id="f" * 16), "refused"),
    "a count": ("entities", first(mention_count=50), "counts_mentions"),
    "a profile": ("profiles", lose, "one_profile"),
    "a measure": ("profiles", first(characters=999_999), "characters_measured"),
    "a fingerprint": ("_fingerprints", first(revision=7), "one_fingerprint"),
    "a file": ("files", lose, "refused"),
    "a reason": ("quarantine", first(reason="empty"), "quarantine_is_files"),
    "a quarantined file": ("quarantine", lose, "quarantine_is_files"),
}


@pytest.mark.parametrize(("table", "act", "message"), SPOILED.values(), ids=SPOILED.keys())
def test_a_table_that_was_spoiled_is_refused(publish, table, act, message):
    before = made_drops.everything_on_disk(publish.dataset.path)
    with pytest.raises(CopydeskError, match="refused, nothing was published") as refused:
        publish(table, act)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    after = made_drops.everything_on_disk(publish.dataset.path)
    assert {name: found for name, found in after.items() if not name.endswith("lock")} == {
        name: found for name, found in before.items() if not name.endswith("lock")
    }


@pytest.mark.parametrize(
    "facts",
    [{"admitted": 1, "dropped": 3}, {"revised_articles": []}, {"added_articles": ["f" * 16]}],
    ids=["counts", "revised", "added"],
)
def test_a_wrong_account_is_refused(publish, facts):
    with pytest.raises(CopydeskError, match="refused, nothing was published"):
        publish(facts=facts)
    assert len(publish.dataset.versions()) == 1
