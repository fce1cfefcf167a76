"""What an article is known by: signatures, keys, and the sieve that finds what a drop could meet."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import likeness
from copydesk.fingerprints import Fingerprint, fingerprint, keys, matches, traits, wanted
from copydesk.intake import Candidate
from copydesk.likeness import BandIndex, band_keys, containment, likenesses, signature, signatures
from copydesk.text.learned import heading_key
from schemas import HIDDEN
from schemas.arrow import arrow_schema, to_frame
from schemas.violations import validate

SCHEMA = arrow_schema(HIDDEN["_fingerprints"])
WORDS = ("ferry", "harbour", "union", "talks", "strike", "judge", "port", "minister", "fare", "island", "winter")
GOLDEN = (
    "6f6d512cf463a9c4c592d41654a920430658a7aab130ae80b687a58306bdde82ef6450bee48626f8f97ec0eea9be828766ea95bc1762d5e7"
    "a6ce97e7e474bf57084ce6becea2f6c83ef1a92715b0de519b7a0a245dbb98db9fb8ad1cc8278c97bbc8d2e901fd4d4696a0f7aa00b00b4f"
    "287d1599d154e51ba2b520eed5d0ab9c34ec766dfda379ddc6111cd52fe3500883807f2f22acbd9d335f9ed7d125c763a8ea400b01abfefb"
    "9965f070b43698a9427f8b5386ac5e37e30bfd5a96713dcd1d02de0f9fb5d6162cbad9e3d4fe075456ffd95f925bcc7c165ab8125c229ba2"
    "76700d91c535e09a666587201a2ee8a1c8289ea78fec02e45931e7839b103edf"
)
SOME = st.binary(min_size=256, max_size=256)
# Few values a number, so that some bands agree.
NEAR = st.lists(st.integers(0, 1), min_size=128, max_size=128).map(lambda bits: np.array(bits, "<u2").tobytes())


def prose(seed: int, words: int = 300) -> str:
    return " ".join(f"{WORDS[(n * n + seed * n) % len(WORDS)]}{(n + seed * 7919) % 1009}" for n in range(words))


CANDIDATE = Candidate(
    source_path="a.txt",
    source_format="txt",
    content_hash="c" * 64,
    text=prose(1),
    title="Ferry talks stall again",
    standfirst=(),
    authors=("Ana Ruiz",),
    section=None,
    url="https://www.harbourpost.example/ferry?utm_source=x",
    publisher="The Harbour Post",
    publisher_id="7",
    published_at=datetime(2026, 11, 3, tzinfo=UTC),
    published_evidence="metadata",
)


def table(*articles: Fingerprint) -> pa.Table:
    return pa.Table.from_pylist([article.as_row() for article in articles], schema=SCHEMA)


def test_a_signature_is_for_ever():
    """Signatures are stored: a library that makes others would part every text from its copies."""
    packed, shingles = signature("The ferry stays in the harbour until the union and the port have met again. " * 2)
    assert shingles == 15
    assert packed is None
    packed, shingles = signature(prose(1, 60))
    assert shingles == 56
    assert packed is not None
    assert packed.hex() == GOLDEN


@pytest.mark.parametrize(("words", "signed"), [(0, False), (4, False), (23, False), (24, True)])
def test_short_texts_have_no_signature(words, signed):
    packed, shingles = signature(prose(1, words))
    assert (packed is not None) == signed
    assert shingles == max(0, words - 4)


def test_spelling_that_no_reader_sees_does_not_change_a_signature():
    text = prose(3).replace("ferry", "don't")
    assert signature(text.upper().replace("'", "\u2019").replace(" ", "\n\u00a0")) == signature(text)


def test_likeness_is_the_share_of_equal_numbers():
    one, other = signature(prose(1))[0], signature(prose(2))[0]
    half = signature(prose(1) + " " + prose(2))[0]
    assert one is not None
    assert other is not None
    assert half is not None
    assert likeness.likeness(one, one) == 1
    assert likeness.likeness(one, other) < 0.05
    assert likeness.likeness(one, half) == pytest.approx(0.5, abs=0.15)
    assert likenesses(one, [one, half]) == [1, likeness.likeness(one, half)]
    assert likenesses(one, []) == []


@pytest.mark.parametrize(
    ("alike", "one", "other", "share"), [(1, 50, 50, 1), (0.5, 100, 200, 1), (0, 100, 200, 0), (0.2, 100, 200, 0.5)]
)
def test_containment_is_told_from_the_likeness_and_the_sizes(alike, one, other, share):
    assert containment(alike, one, other) == containment(alike, other, one) == pytest.approx(share)


@given(NEAR, NEAR)
def test_bands_are_equal_where_all_their_rows_are(one, other):
    rows = (signatures([one]) == signatures([other]))[0, :126].reshape(42, 3)
    equal = band_keys(signatures([one])) == band_keys(signatures([other]))
    assert equal[0].tolist() == rows.all(axis=1).tolist()
    assert len(set(band_keys(signatures([one]))[0].tolist())) == 42


@given(st.lists(NEAR | SOME, max_size=8), st.lists(NEAR, min_size=1, max_size=8), NEAR)
def test_the_index_finds_all_that_share_a_band_and_no_others(known, added, sought):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "_FEW", 60)
        index = BandIndex({f"known {number}": packed for number, packed in enumerate(known)})
        for number, packed in enumerate(added):
            index.add(f"added {number}", packed)
    named = {f"known {number}": packed for number, packed in enumerate(known)}
    named |= {f"added {number}": packed for number, packed in enumerate(added)}
    bands = band_keys(signatures([sought]))
    assert index.sharing(sought) == {
        name for name, packed in named.items() if (band_keys(signatures([packed])) == bands).any()
    }


KEYS = {
    "nothing known": ((None, None, None, None), (False, False, False, False)),
    "a front page": (("https://a.example/", None, None, None), (False, False, False, False)),
    "an address": (("https://a.example/x", None, None, None), (True, False, False, False)),
    "an id without its publisher": ((None, None, "7", None), (False, False, False, False)),
    "a URN": ((None, None, "urn:hp:7", None), (False, True, False, False)),
    "an id": ((None, "The Harbour Post", "7", None), (False, True, False, False)),
    "a column's title": ((None, None, None, "News briefing"), (False, False, False, True)),
    "a title": ((None, None, None, "Ferry talks stall"), (False, False, True, True)),
}


@pytest.mark.parametrize(("facts", "known"), KEYS.values(), ids=KEYS.keys())
def test_a_key_is_null_where_it_identifies_nothing(facts, known):
    found = keys(*facts)
    assert tuple(key is not None for key in found) == known
    assert all(-(2**63) <= key < 2**63 for key in found if key is not None)


def test_keys_are_equal_for_what_reads_the_same():
    assert keys("http://a.example:80/x#top", "HP ", "7", "FERRY TALKS STALL!") == (
        *keys("https://a.example/x?utm_source=z", "hp", "7", "Ferry talks stall")[:3],
        heading_key("FERRY TALKS STALL!"),
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"text": prose(1) + " "},
        {"title": None},
        {"authors": ()},
        {"url": "https://www.harbourpost.example/other"},
        {"publisher": "The Daily Gull"},
        {"published_at": None},
        {"standfirst": ("Talks end.",)},
        {"section": "News"},
        {"publisher_id": None},
    ],
)
def test_another_text_or_other_metadata_are_another_state(facts):
    assert traits(replace(CANDIDATE, **facts)).state_key != traits(CANDIDATE).state_key


@pytest.mark.parametrize(
    "facts",
    [
        {"content_hash": "d" * 64},
        {"source_path": "b.txt"},
        {"comment_count": 3},
        {"url": "https://www.harbourpost.example/ferry?utm_source=y"},
    ],
)
def test_other_bytes_of_the_same_text_and_metadata_are_the_same_state(facts):
    assert traits(replace(CANDIDATE, **facts)).state_key == traits(CANDIDATE).state_key


def test_a_fingerprint_is_a_row_of_its_table():
    full = fingerprint("a" * 16, CANDIDATE, traits(CANDIDATE))
    bare = replace(CANDIDATE, text="", title=None, url=None, publisher=None, publisher_id=None)
    short = fingerprint("b" * 16, bare, traits(bare))
    rows = table(full, short)
    assert validate("_fingerprints", to_frame(rows)) == []
    assert [Fingerprint.from_row(row) for row in rows.to_pylist()] == [full, short]


def test_names_that_a_later_scrape_leaves_out_stay_known():
    before = fingerprint("a" * 16, CANDIDATE, traits(CANDIDATE))
    bare = replace(CANDIDATE, title=None, url=None, publisher=None, publisher_id=None)
    after = fingerprint("a" * 16, bare, traits(bare), before)
    assert (after.url_key, after.own_key, after.title_key) == (before.url_key, before.own_key, before.title_key)
    assert (after.publisher, after.heading_key) == (None, None)
    assert after.revision == 2
    assert after.state_keys == (*before.state_keys, traits(bare).state_key)


def test_a_zoned_page_tells_title_and_publisher():
    bare = replace(CANDIDATE, title=None, publisher=None)
    known = fingerprint("a" * 16, bare, traits(bare)).as_published("The Harbour Post", "Ferry talks stall again")
    assert (known.title_key, known.heading_key) == traits(CANDIDATE).keys[2:]
    assert known.publisher == "The Harbour Post"
    assert known.as_published(None, None).title_key == known.title_key


ARTICLE = fingerprint("a" * 16, CANDIDATE, traits(CANDIDATE))
STRANGER = replace(
    CANDIDATE,
    content_hash="e" * 64,
    text=prose(9),
    title="Quite another matter indeed",
    url="https://gull.example/1",
    publisher="The Daily Gull",
)
MET = {
    "its address": {"url": CANDIDATE.url},
    "its id": {"publisher": "the harbour post"},
    "its title": {"title": "FERRY TALKS STALL AGAIN"},
    "half its text": {"text": prose(1, 150)},
    "nothing of it": {},
}


@pytest.mark.parametrize(("facts", "met"), [(facts, name != "nothing of it") for name, facts in MET.items()], ids=MET)
def test_an_article_is_kept_for_a_candidate_that_could_meet_it(facts, met):
    candidate = replace(STRANGER, **facts)
    sought = wanted([traits(candidate)])
    other = replace(ARTICLE, article_id="b" * 16, signature=None, state_keys=("5" * 16,), title_key=1, own_key=None)
    other = replace(other, url_key=None, content_hash="f" * 64)
    assert matches(sought, table(other, ARTICLE, other)).tolist() == [False, met, False]
    assert matches(sought, pa.concat_tables([table(other), table(ARTICLE)])).tolist() == [False, met]


def test_an_article_may_be_wanted_by_its_id_and_be_met_as_itself():
    assert matches(wanted([], ["a" * 16]), table(ARTICLE)).tolist() == [True]
    assert matches(wanted([]), table(ARTICLE)).tolist() == [False]
    assert matches(wanted([], ["a" * 16]), table()).tolist() == []
    state = replace(STRANGER, content_hash="1" * 64)
    as_state = replace(ARTICLE, state_keys=("6" * 16, traits(state).state_key, "7" * 16), signature=None)
    assert matches(wanted([traits(state)]), table(ARTICLE, as_state)).tolist() == [False, True]


def test_columns_that_were_not_read_do_not_count():
    sought = wanted([traits(CANDIDATE)])
    assert matches(sought, table(ARTICLE).select(["signature"])).tolist() == [True]
    assert matches(sought, table(replace(ARTICLE, signature=None)).select(["signature"])).tolist() == [False]
    assert matches(sought, table(ARTICLE).select(["revision"])).tolist() == [False]
