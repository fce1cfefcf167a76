"""The ledger: every file has one fate, and the fates add up."""

from hypothesis import given
from hypothesis import strategies as st

from copydesk.ledger import ADMITTED, DUPLICATE, FATES, QUARANTINED, REVISED, TAKEN, UNCHANGED, Counts, Entry, Ledger


def entry(path: str, fate: str, article_id: str | None = None) -> Entry:
    return Entry("drop", path, None, fate, article_id)


def test_revised_files_are_counted_as_admitted_too():
    ledger = Ledger([entry(str(number), fate) for number, fate in enumerate(FATES)])
    assert ledger.counts() == Counts(dropped=5, admitted=2, revised=1, unchanged=1, duplicate=1, quarantined=1)


def test_quarantine_takes_every_file_that_would_make_the_article():
    ledger = Ledger(
        [
            entry("first.txt", ADMITTED, "a"),
            entry("second.txt", REVISED, "a"),
            entry("copy.txt", DUPLICATE, "a"),
            entry("known.txt", UNCHANGED, "a"),
            entry("other.txt", ADMITTED, "b"),
        ]
    )
    ledger.quarantine(["a"], "zoning_failed", "why")
    assert [item.fate for item in ledger.entries] == [QUARANTINED, QUARANTINED, DUPLICATE, UNCHANGED, ADMITTED]
    assert ledger.entries[0][4:7] == ("a", "zoning_failed", "why")
    assert ledger.article_ids(QUARANTINED) == ["a"]
    assert ledger.article_ids(ADMITTED, REVISED) == ["b"]


def test_the_first_reason_given_stays():
    ledger = Ledger([entry("first.txt", ADMITTED, "a")])
    ledger.quarantine(["a"], "zoning_failed", "first")
    ledger.quarantine(["a"], "invalid_rows", "second")
    assert ledger.entries[0].evidence == "zoning_failed"


def test_a_file_that_is_no_article_has_no_id():
    ledger = Ledger()
    ledger.add(entry("photo.txt", QUARANTINED))
    assert ledger.article_ids(QUARANTINED) == []


@given(
    st.lists(st.tuples(st.sampled_from(FATES), st.sampled_from("abc"))),
    st.sets(st.sampled_from("abcd")),
)
def test_no_file_is_lost_whatever_is_quarantined(files, bad):
    ledger = Ledger([entry(str(number), fate, article) for number, (fate, article) in enumerate(files)])
    ledger.quarantine(bad, "invalid_rows", "why")
    counts = ledger.counts()
    assert counts.dropped == len(files)
    assert counts.dropped == counts.admitted + counts.unchanged + counts.duplicate + counts.quarantined
    assert [item.source_path for item in ledger.entries] == [str(number) for number in range(len(files))]
    assert not any(item.fate in TAKEN for item in ledger.entries if item.article_id in bad)


def test_a_quarantined_file_became_no_revision():
    ledger = Ledger([entry("first.txt", ADMITTED, "a")._replace(revision=1)])
    ledger.quarantine(["a"], "zoning_failed", "why")
    assert ledger.entries[0].revision is None


def test_a_file_has_the_same_id_whenever_its_drop_is_read():
    one = entry("a.txt", ADMITTED, "a")
    assert one.file_id == one._replace(fate=UNCHANGED, detail="known").file_id
    assert one.file_id != one._replace(source_path="b.txt").file_id
    assert one.file_id != one._replace(drop_id="other").file_id
