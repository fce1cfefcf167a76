"""What a drop could meet in a dataset, and what is told of a file that would bring a withdrawn article back."""

from datetime import UTC, datetime

import pytest
from made_drops import FERRY, FILES, OWLS, build, write

from copydesk.ledger import QUARANTINED
from copydesk.settings import Identity, Limits
from copydesk.store import Changes, Dataset
from copydesk.store.reading import Reader
from schemas import TABLES
from schemas.arrow import to_table
from tasks.frames import table
from tasks.identify import identify_files
from tasks.intake import read_drops
from tasks.known import WITHDRAWALS, sieve


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    folder = tmp_path_factory.mktemp("known")
    build(write(folder / "drop", FILES), dataset=folder / "dataset")
    return Dataset.open(folder / "dataset")


def candidates(folder, files):
    (drop,) = read_drops.fn([write(folder, files)], Limits())
    return drop.items


def test_only_articles_that_a_file_could_meet_are_taken_out_of_the_dataset(dataset, tmp_path):
    files = {"a/other.txt": FERRY.replace("Friday", "Sunday"), "moved.txt": OWLS, "new.txt": "Nothing like it.\n" * 30}
    known = sieve(dataset, dataset.head(), candidates(tmp_path, files))
    assert sorted(article.source_path for article in known.fingerprints) == ["a/ferry.txt", "owls.txt"]
    assert [state.source_path for state in known.past] == ["owls.txt"]
    assert [mine is None for mine in known.traits] == [False, True, False]


def test_a_dataset_that_is_not_there_knows_nothing(tmp_path):
    known = sieve(None, None, candidates(tmp_path, {"owls.txt": OWLS}))
    assert (known.fingerprints, known.past, known.withdrawn) == ([], [], [])


def test_settled_articles_are_taken_out_whatever_their_files_look_like(dataset, tmp_path):
    (bridge,) = dataset.matching("articles", None, "source_path", ["a/bridge.txt"], ["article_id"]).to_pylist()
    (item,) = candidates(tmp_path, {"z.txt": "Nothing like the bridge.\n" * 9})
    known = sieve(dataset, dataset.head(), [item], {item.made_of: bridge["article_id"]})
    assert [article.article_id for article in known.fingerprints] == [bridge["article_id"]]


def test_the_signatures_of_a_dataset_are_read_only_when_something_is_new(dataset, tmp_path, monkeypatch):
    columns = []
    read = Reader.read
    monkeypatch.setattr(
        Reader,
        "read",
        lambda self, part, wanted=None, **more: columns.append(wanted) or read(self, part, wanted, **more),
    )
    sieve(dataset, dataset.head(), candidates(tmp_path, FILES))
    assert columns
    assert not any(wanted is None or "signature" in wanted for wanted in columns)


def test_a_file_of_a_withdrawn_article_is_told_when_and_why(dataset, tmp_path):
    head = dataset.head()
    (owls,) = dataset.matching("articles", head, "source_path", ["owls.txt"], ["article_id"]).to_pylist()
    row = {
        **dict.fromkeys(TABLES[WITHDRAWALS].to_schema().columns),
        "article_id": owls["article_id"],
        "reason": "the owls asked for it",
        "withdrawn_at": datetime(2031, 5, 3, tzinfo=UTC),
        "state_keys": [],
    }
    rows = to_table(table(WITHDRAWALS, [row]), TABLES[WITHDRAWALS])
    gone = Changes(upserts={WITHDRAWALS: rows}, replaced=[owls["article_id"]], lasting={WITHDRAWALS, "files"})
    version = dataset.commit(gone, parent=head.number, provenance={})
    drops = read_drops.fn([write(tmp_path / "drop", {"owls.txt": OWLS})], Limits())
    identified = identify_files.fn(drops, dataset, version, Identity())
    (entry,) = identified.ledger.entries
    assert (entry.fate, entry.evidence) == (QUARANTINED, "withdrawn")
    assert entry.detail == "content; withdrawn on 2031-05-03: the owls asked for it"
    assert identified.withdrawn == {owls["article_id"]}
