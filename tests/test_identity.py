from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from itertools import permutations

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.addresses import normalise_url
from copydesk.fingerprints import Fingerprint, Traits, article_id, fingerprint, matches, traits, wanted
from copydesk.identity import NOTHING_SETTLED, Registry, Settled, Verdict, drop_id
from copydesk.intake import Candidate, Reason, Rejected
from copydesk.known_articles import KnownArticles, State, Withdrawn
from copydesk.settings import Identity
from schemas import HIDDEN
from schemas.arrow import arrow_schema

WORDS = ("ferry", "harbour", "union", "talks", "strike", "judge", "port", "minister", "fare", "island", "winter")


def prose(seed: int, words: int = 200) -> str:
    """Invent a text; two seeds give texts that share no five words in a row."""
    return " ".join(f"{WORDS[(n * n + seed * n) % len(WORDS)]}{(n + seed * 7919) % 1009}" for n in range(words))


STORY = prose(1)
EDITED = STORY + " The vote has now been put off until the autumn, the port said."
OTHER = prose(2)
ALERT = prose(1, 80)
URL = "https://www.harbourpost.example/ferry"


def candidate(
    path: str, text: str = STORY, content: str | None = None, sidecar: str | None = None, **facts: str | None
) -> Candidate:
    known = {"title": None, "url": None, "publisher": None, "publisher_id": None} | facts
    return Candidate(
        source_path=path,
        source_format="txt",
        content_hash=content or article_id(text + path),
        text=text,
        title=known["title"],
        standfirst=(),
        authors=(),
        section=None,
        url=known["url"],
        publisher=known["publisher"],
        publisher_id=known["publisher_id"],
        published_at=None,
        published_evidence=None,
        sidecar_hash=sidecar,
    )


def judge(*candidates: Candidate, settings: Identity | None = None) -> list[Verdict]:
    registry = Registry([], settings or Identity())
    return [registry.judge(item) for item in candidates]


HP = "The Harbour Post"
PAIRS = {
    "same bytes, same place": (
        candidate("a.txt", content="h"), candidate("a.txt", content="h"), "unchanged", "content"),
    "same bytes elsewhere": (
        candidate("a.txt", content="h"), candidate("b.txt", content="h"), "duplicate", "content"),
    "same bytes under another address": (
        candidate("a.txt", content="h", url=URL),
        candidate("b.txt", content="h", url=URL + "2"), "duplicate", "content"),
    "same address, all else new": (
        candidate("a.txt", url=URL), candidate("b.txt", OTHER, url=URL + "?utm_source=x#top"), "revision", "url"),
    "same id and publisher": (
        candidate("a.txt", publisher=HP, publisher_id="7"),
        candidate("b.txt", OTHER, publisher="the harbour  post", publisher_id="7"), "revision", "id"),
    "same id, another publisher": (
        candidate("a.txt", publisher=HP, publisher_id="7"),
        candidate("b.txt", OTHER, publisher="The Daily Gull", publisher_id="7"), "admit", "id"),
    "same bare id, no publisher": (
        candidate("a.txt", publisher_id="7"), candidate("b.txt", OTHER, publisher_id="7"), "admit", "content"),
    "same URN, no publisher": (
        candidate("a.txt", publisher_id="urn:hp:7"),
        candidate("b.txt", OTHER, publisher_id="urn:hp:7"), "revision", "id"),
    "a front page is no address": (
        candidate("a.txt", url="https://a.example/"),
        candidate("b.txt", OTHER, url="https://a.example"), "admit", "content"),
    "a file name alone": (
        candidate("001.txt"), candidate("001.txt", OTHER), "admit", "content"),
    "a file name and publisher alone": (
        candidate("001.txt", publisher=HP), candidate("001.txt", OTHER, publisher=HP), "admit", "content"),
    "same place, similar text": (
        candidate("a.txt"), candidate("a.txt", EDITED), "revision", "minhash+path"),
    "same publisher, similar text": (
        candidate("a.txt", publisher=HP), candidate("b.txt", EDITED, publisher=HP), "revision", "minhash+publisher"),
    "same place, same title": (
        candidate("a.txt", title="Ferry talks stall!"), candidate("a.txt", OTHER, title="FERRY TALKS STALL"),
        "revision", "title+path"),
    "same publisher, same title": (
        candidate("a.txt", title="Ferry talks stall", publisher=HP),
        candidate("b.txt", OTHER, title="Ferry talks stall", publisher=HP), "revision", "title+publisher"),
    "same title alone": (
        candidate("a.txt", title="Ferry talks stall"), candidate("b.txt", OTHER, title="Ferry talks stall"),
        "admit", "content"),
    "a column's title": (
        candidate("a.txt", title="News briefing", publisher=HP),
        candidate("b.txt", OTHER, title="News briefing", publisher=HP), "admit", "content"),
    "a recurring title at another address": (
        candidate("a.txt", title="The week in ferries", publisher=HP, url=URL + "/1"),
        candidate("b.txt", OTHER, title="The week in ferries", publisher=HP, url=URL + "/2"), "admit", "url"),
    "a moved article": (
        candidate("a.txt", publisher=HP, url=URL + "/1"),
        candidate("b.txt", EDITED, publisher=HP, url=URL + "/2"), "revision", "minhash+publisher"),
    "other bytes of the same text, same place": (
        candidate("a.txt", content="h"), candidate("a.txt", content="i"), "unchanged", "same_text"),
    "other bytes of the same text and publisher": (
        candidate("a.txt", content="h", publisher=HP),
        candidate("b.txt", content="i", publisher=HP), "unchanged", "same_text"),
    "other bytes of the same text and address": (
        candidate("a.txt", content="h", url=URL),
        candidate("b.txt", content="i", url=URL + "#top"), "unchanged", "same_text"),
    "other bytes of the same text, nothing known": (
        candidate("a.txt", content="h"), candidate("b.txt", content="i"), "duplicate", "same_text"),
    "other bytes of a short text, same place": (
        candidate("a.txt", "A ferry.", content="h"),
        candidate("a.txt", "A ferry.", content="i"), "unchanged", "same_text"),
    "the same text under another title": (
        candidate("a.txt", content="h", title="Ferry talks"),
        candidate("a.txt", content="i", title="Ferry talks end"), "revision", "minhash+path"),
    "an alert that grew, same place": (
        candidate("a.txt", ALERT), candidate("a.txt", STORY), "revision", "contained+path"),
    "an alert that grew, same publisher": (
        candidate("a.txt", ALERT, publisher=HP),
        candidate("b.txt", STORY, publisher=HP), "revision", "contained+publisher"),
    "a story that shrank, same place": (
        candidate("a.txt", STORY), candidate("a.txt", ALERT), "revision", "contained+path"),
    "a story and then a short one out of it": (
        candidate("a.txt", STORY, publisher=HP), candidate("b.txt", ALERT, publisher=HP), "admit", "content"),
    "an alert that grew at another address": (
        candidate("a.txt", ALERT, publisher=HP, url=URL + "/1"),
        candidate("b.txt", STORY, publisher=HP, url=URL + "/2"), "admit", "url"),
    "an alert in another's story": (
        candidate("a.txt", ALERT, publisher=HP),
        candidate("b.txt", STORY, publisher="The Daily Gull"), "admit", "content"),
    "a notice in a story": (
        candidate("a.txt", prose(1, 40), publisher=HP),
        candidate("b.txt", STORY, publisher=HP), "admit", "content"),
    "two paywall notices": (
        candidate("a.txt", "Subscribe to read the rest of this.", publisher=HP),
        candidate("b.txt", "Subscribe to read the rest of this!", publisher=HP), "admit", "content"),
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "kind", "evidence"), PAIRS.values(), ids=PAIRS.keys())
def test_the_second_of_a_pair_is_judged_by_the_golden_rules(first, second, kind, evidence):
    before, after = judge(first, second)
    assert (before.kind, before.revision, before.of) == ("admit", 1, None)
    assert (after.kind, after.evidence) == (kind, evidence)
    assert (after.article_id == before.article_id) == (kind != "admit")
    assert after.revision == (2 if kind == "revision" else 1)
    assert after.of == (None if kind == "admit" else before.article_id)
    assert after.match_path == (first.source_path if after.match_id else None)


def test_wire_copy_is_admitted_and_marked():
    ours, theirs = judge(candidate("a.txt", publisher=HP), candidate("b.txt", EDITED, publisher="The Daily Gull"))
    assert (theirs.kind, theirs.near_duplicate_of) == ("admit", ours.article_id)
    assert theirs.similarity is not None
    assert 0.7 <= theirs.similarity < 1


def test_a_revision_of_wire_copy_stays_marked_and_the_original_unmarked():
    original = candidate("a.txt", publisher=HP, url=URL)
    copy = candidate("b.txt", EDITED, publisher="The Daily Gull", url="https://gull.example/x")
    again = [
        candidate("a.txt", STORY + " Corrected.", publisher=HP, url=URL),
        candidate("b.txt", EDITED + " Corrected.", publisher="The Daily Gull", url="https://gull.example/x"),
    ]
    first, _, first_again, copy_again = judge(original, copy, *again)
    assert (first_again.kind, first_again.near_duplicate_of) == ("revision", None)
    assert (copy_again.kind, copy_again.near_duplicate_of) == ("revision", first.article_id)


@pytest.mark.parametrize("easier", [Identity(similarity=0.4), Identity(containment=0.5)])
def test_the_thresholds_are_settings(easier):
    pair = candidate("a.txt"), candidate("a.txt", prose(1, 140) + " " + prose(3, 60))
    assert judge(*pair)[1].kind == "admit"
    assert judge(*pair, settings=easier)[1].kind == "revision"


def test_ids_are_made_of_address_id_or_content():
    (by_url,) = judge(
        candidate("a.txt", url="HTTP://www.harbourpost.example:80/ferry#x", publisher_id="7", publisher=HP)
    )
    (by_id,) = judge(candidate("a.txt", publisher_id="7", publisher=HP))
    (by_content,) = judge(candidate("a.txt", content="h"))
    assert by_url.article_id == article_id(URL)
    assert by_id.article_id == article_id("the harbour post\n7")
    assert by_content.article_id == article_id("h")
    assert len(article_id("h")) == 16


DROPS = [
    [candidate("001.txt", publisher=HP), candidate("002.txt", OTHER, url=URL)],
    [candidate("001.txt", prose(4), publisher=HP), candidate("002.txt", prose(5), url=URL)],
    [
        candidate("003.txt", EDITED, publisher=HP),
        candidate("001.txt", publisher=HP),
        candidate("9.txt", OTHER, url=URL),
    ],
]


@dataclass
class Known:
    """What a dataset knows, as the pipeline keeps it from drop to drop."""

    articles: dict[str, Fingerprint] = field(default_factory=dict)
    past: list[State] = field(default_factory=list)

    def registry(self, *withdrawn: Withdrawn, settled: Settled = NOTHING_SETTLED) -> Registry:
        """Return what judges the next drop."""
        return Registry(self.articles.values(), Identity(), self.past, withdrawn, settled)

    def build(self, drop: list[Candidate], *withdrawn: Withdrawn, **settled: Settled) -> list[Verdict]:
        """Judge a drop and keep what it brings."""
        registry = self.registry(*withdrawn, **settled)
        verdicts = [registry.judge(item, signed(item)) for item in drop]
        for item, verdict in zip(drop, verdicts, strict=True):
            if verdict.fingerprint is not None:
                self.articles[verdict.article_id] = verdict.fingerprint
                self.past.append(State(*item.made_of, item.source_path, verdict.article_id))
            elif verdict.kind == "duplicate":
                self.past.append(State(*item.made_of, None, verdict.article_id))
        return verdicts

    def sieved(self, drop: list[Candidate]) -> "Known":
        """Return what is left when only that is loaded which the drop could meet."""
        contents = {item.content_hash for item in drop}
        past = [state for state in self.past if state.content_hash in contents]
        same = KnownArticles(self.articles.values(), past, ())
        new = [signed(item) for item in drop if not same.of_content(item.content_hash).judged(item)]
        rows = pa.Table.from_pylist([article.as_row() for article in self.articles.values()], schema=SCHEMA)
        found = rows.filter(pa.array(matches(wanted(new, [state.article_id for state in past]), rows)))
        return Known({row["article_id"]: Fingerprint.from_row(row) for row in found.to_pylist()}, past)


SCHEMA = arrow_schema(HIDDEN["_fingerprints"])


@cache
def signed(item: Candidate) -> Traits:
    return traits(item)


def known_after(drops: list[list[Candidate]]) -> Known:
    known = Known()
    for drop in drops:
        known.build(drop)
    return known


def test_replaying_the_drops_gives_the_same_ids():
    assert known_after(DROPS) == known_after(DROPS)
    assert len(known_after(DROPS).articles) == 3


def test_a_drop_with_two_states_of_one_article_settles():
    drop = [candidate("a.txt", url=URL), candidate("b.txt", EDITED, url=URL)]
    known = known_after([drop])
    assert [verdict.kind for verdict in known.build(drop)] == ["unchanged", "unchanged"]


def test_a_growing_folder_with_a_page_crawled_twice_settles():
    """The second crawl leaves nothing behind but what it says: it may not revise the article a day later."""
    first, again = candidate("a.html", url=URL, content="1"), candidate("b.html", url=URL, content="2")
    later = candidate("c.html", EDITED, url=URL, content="3")
    known = Known()
    assert [verdict.kind for verdict in known.build([first, again])] == ["admit", "unchanged"]
    assert [verdict.kind for verdict in known.build([first, again, later])] == ["unchanged", "unchanged", "revision"]
    assert [verdict.kind for verdict in known.build([first, again, later])] == ["unchanged"] * 3


TEXT = st.sampled_from((STORY, EDITED, OTHER, ALERT, prose(3), "Loading."))
FACTS = st.fixed_dictionaries(
    {
        "title": st.sampled_from((None, "Ferry talks stall", "News")),
        "url": st.sampled_from((None, URL, URL + "/2", URL + "/3")),
        "publisher": st.sampled_from((None, HP, "The Daily Gull")),
        "publisher_id": st.sampled_from((None, "7", "8")),
    }
)


@st.composite
def histories(draw: st.DrawFn, drops: int, files: int) -> list[list[Candidate]]:
    """Draw drops in which the same bytes always say the same."""
    texts: dict[str, str] = {}
    facts: dict[tuple[str, str | None], dict[str, str | None]] = {}

    def file() -> Candidate:
        path, content = draw(st.sampled_from(("a.txt", "b.txt"))), f"{draw(st.integers(0, 11)):064x}"
        sidecar = draw(st.sampled_from((None, None, "5" * 64, "6" * 64)))
        if content not in texts:
            texts[content] = draw(TEXT)
        if (content, sidecar) not in facts:
            facts[content, sidecar] = draw(FACTS)
        return candidate(path, texts[content], content, sidecar, **facts[content, sidecar])

    return [[file() for _ in range(draw(st.integers(0, files)))] for _ in range(draw(st.integers(0, drops)))]


@given(histories(4, 8))
def test_judging_against_what_a_drop_could_meet_is_judging_against_all(drops):
    known = Known()
    for drop in drops:
        sieved = known.sieved(drop)
        assert len(sieved.articles) <= len(known.articles)
        assert known.build(drop) == sieved.build(drop)


@given(histories(4, 6))
def test_drops_built_one_by_one_are_judged_as_in_one_run(drops):
    one_by_one, at_once = Known(), Known()
    verdicts = [verdict for drop in drops for verdict in one_by_one.build(drop)]
    assert at_once.build([item for drop in drops for item in drop]) == verdicts
    assert at_once == one_by_one


@given(histories(3, 8))
def test_whatever_is_dropped_again_changes_nothing(drops):
    known = known_after(drops)
    drop = drops[-1] if drops else []
    assert {verdict.kind for verdict in known.build(drop)} <= {"unchanged", "duplicate"}


CORRECTIONS = {
    "its publisher": {"publisher": "The Daily Gull"},
    "its address": {"url": URL + "/corrected", "publisher": HP},
    "its title": {"url": URL, "publisher": HP, "title": "Ferry talks stall"},
}


@pytest.mark.parametrize("text", [STORY, "Loading."], ids=["a story", "a line"])
@pytest.mark.parametrize("facts", CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_a_sidecar_that_says_something_else_revises_its_article(text, facts):
    first = candidate("a.txt", text, "h", "5", url=URL, publisher=HP)
    corrected = candidate("a.txt", text, "h", "6", **facts)
    known = Known()
    admitted, revised = known.build([first]) + known.build([corrected])
    assert (revised.kind, revised.article_id, revised.revision) == ("revision", admitted.article_id, 2)
    assert revised.evidence in ("url", "sidecar")
    assert [verdict.kind for verdict in known.build([corrected, first])] == ["unchanged", "unchanged"]


def test_a_sidecar_that_says_the_same_in_other_bytes_revises_nothing():
    first, again = (candidate("a.txt", "Loading.", "h", sidecar, url=URL) for sidecar in ("5", "6"))
    verdict = judge(first, again)[1]
    assert (verdict.kind, verdict.evidence) == ("unchanged", "same_text")


def test_a_file_that_has_lost_its_sidecar_is_unchanged():
    first, again = candidate("a.txt", content="h", sidecar="5", url=URL), candidate("a.txt", content="h")
    assert judge(first, again)[1].kind == "unchanged"


def test_the_same_bytes_under_another_address_are_the_copy_of_another_publisher():
    ours = candidate("a.txt", content="h", sidecar="5", url=URL, publisher=HP)
    theirs = candidate("b.txt", content="h", sidecar="6", url="https://gull.example/x", publisher="The Daily Gull")
    known = Known()
    first, copy = known.build([ours, theirs])
    assert (copy.kind, copy.near_duplicate_of, copy.similarity) == ("admit", first.article_id, 1)
    assert copy.fingerprint.family_id == first.article_id
    again = known.build([theirs, replace(theirs, source_path="c.txt"), ours])
    assert [(verdict.kind, verdict.of) for verdict in again] == [
        ("unchanged", copy.article_id),
        ("duplicate", copy.article_id),
        ("unchanged", first.article_id),
    ]
    settled = {state[:2]: state.article_id for state in known.past}
    assert Known().build([ours, theirs], settled=settled) == [first, copy]


ELSEWHERE = [
    {},
    {"publisher": HP},
    {"publisher": HP, "title": "Ferry talks stall"},
    {"publisher": HP, "url": URL + "/2"},
]


@pytest.mark.parametrize("facts", ELSEWHERE)
def test_the_same_bytes_elsewhere_of_nobody_else_are_a_duplicate(facts):
    first, copy = judge(
        candidate("a.txt", content="h", sidecar="5", url=URL, publisher=HP),
        candidate("b.txt", content="h", sidecar="6", **facts),
    )
    assert (copy.kind, copy.evidence, copy.article_id) == ("duplicate", "content", first.article_id)


def test_a_page_that_a_site_shows_under_a_thousand_addresses_is_one_article():
    pages = [
        candidate(f"{n}.txt", "Enable JavaScript.", "h", f"{n:064x}", publisher=HP, url=f"{URL}/{n}")
        for n in range(1000)
    ]
    assert [verdict.kind for verdict in judge(*pages)] == ["admit", *["duplicate"] * 999]


def test_what_a_copy_says_of_itself_is_news_beside_the_article():
    bare, facts = candidate("a.txt", content="h"), {"content": "h", "sidecar": "5", "publisher": HP}
    known = known_after([[bare, candidate("b.txt", **facts)]])
    (revised,) = known.build([candidate("a.txt", **facts)])
    assert (revised.kind, revised.evidence) == ("revision", "sidecar")
    again = known.build([bare, candidate("b.txt", **facts), candidate("a.txt", **facts)])
    assert [verdict.kind for verdict in again] == ["unchanged", "duplicate", "unchanged"]


def test_of_two_publishers_of_the_same_bytes_one_may_withdraw_its_article():
    ours = candidate("a.txt", content="h", sidecar="5", url=URL, publisher=HP)
    theirs = candidate("b.txt", content="h", sidecar="6", url="https://gull.example/x", publisher="The Daily Gull")
    known = known_after([[ours, theirs]])
    del known.articles[GONE.article_id]
    verdicts = known.build(
        [
            candidate("a.txt", content="h", sidecar="7", url=URL + "/corrected", publisher=HP),
            candidate("a.txt", content="h"),
            candidate("c.txt", content="h"),
            candidate("b.txt", content="h", sidecar="8", url="https://gull.example/x", publisher="The Gull"),
        ],
        GONE,
    )
    assert [verdict.kind for verdict in verdicts] == ["withdrawn", "withdrawn", "duplicate", "revision"]


def test_a_copy_stays_one_when_its_article_gets_the_address_that_it_has():
    first = candidate("a.txt", content="h")
    copy = candidate("b.txt", content="h", sidecar="6", url=URL)
    corrected = candidate("a.txt", content="h", sidecar="5", url=URL, publisher=HP)
    known = known_after([[first, copy, corrected]])
    assert [verdict.kind for verdict in known.build([first, copy, corrected])] == [
        "unchanged",
        "duplicate",
        "unchanged",
    ]


def test_bytes_that_nothing_but_their_publishers_tells_apart_are_one_article():
    first, copy = judge(
        candidate("a.txt", content="h", sidecar="5", publisher=HP),
        candidate("b.txt", content="h", sidecar="6", publisher="The Daily Gull"),
    )
    assert (copy.kind, copy.article_id) == ("duplicate", first.article_id)


def test_an_old_state_of_an_article_elsewhere_is_no_new_article():
    old = candidate("a.txt", content="h")
    known = Known({article_id("h"): replace(as_known(old), content_hash="newer", revision=3, signature=None)})
    (verdict,) = known.build([candidate("z.txt", OTHER, content="h")])
    assert (verdict.kind, verdict.article_id, verdict.revision) == ("revision", article_id("h"), 4)


def as_known(item: Candidate) -> Fingerprint:
    return fingerprint(signed(item).article_id, item, signed(item))


def test_a_family_is_given_once_and_kept():
    ours, theirs = candidate("a.txt", publisher=HP, url=URL), candidate("b.txt", EDITED, publisher="The Daily Gull")
    third = candidate("c.txt", EDITED + " It added nothing.", publisher="The Island Mail")
    first, second, last = judge(ours, theirs, third)
    assert {verdict.fingerprint.family_id for verdict in (first, second, last)} == {first.article_id}
    other = replace(third, source_path="d.txt", content_hash="d" * 64, text=OTHER, url=URL + "/d")
    again = replace(other, text=STORY, content_hash="e" * 64)
    alone, joined = judge(ours, other, again)[1:]
    assert (joined.kind, joined.near_duplicate_of) == ("revision", first.article_id)
    assert joined.fingerprint.family_id == alone.fingerprint.family_id == alone.article_id


def test_the_likeness_is_to_the_article_that_is_named():
    wire = candidate("a.txt", publisher="The Daily Gull")
    first, _, again = judge(wire, candidate("b.txt", OTHER, url=URL), candidate("b.txt", EDITED, url=URL))
    assert (again.evidence, again.similarity) == ("url", pytest.approx(0, abs=0.05))
    assert again.near_duplicate_of == first.article_id
    assert again.near_duplicate_similarity == pytest.approx(0.93, abs=0.07)


SAID = candidate("a.txt", content="h")
GONE = Withdrawn(
    article_id(URL),
    "at the source's request",
    datetime(2026, 11, 3, tzinfo=UTC),
    URL,
    HP,
    "7",
    (traits(SAID).state_key, article_id(URL + "/before")),
)
RETURNS = {
    "the same file": (candidate("a.txt", content="h"), "content"),
    "the same bytes elsewhere": (candidate("z.txt", content="h"), "content"),
    "the same bytes, of which something else is said": (
        candidate("z.txt", content="h", sidecar="6", url=URL + "/else", publisher="The Daily Gull"),
        "content",
    ),
    "its address": (candidate("z.txt", OTHER, url=URL + "?utm_source=x"), "url"),
    "an address that it had before": (candidate("z.txt", OTHER, url=URL + "/before#top"), "url"),
    "its publisher's id": (candidate("z.txt", OTHER, publisher=HP, publisher_id="7"), "id"),
    "its text and metadata in other bytes": (candidate("z.txt", content="other line ends"), "same_text"),
    "an edited text alone": (candidate("z.txt", EDITED), None),
}


@pytest.mark.parametrize(("again", "evidence"), RETURNS.values(), ids=RETURNS.keys())
def test_a_withdrawn_article_does_not_come_back(again, evidence):
    known = Known(past=[State("h", "5", "a.txt", GONE.article_id)])
    (verdict,) = known.build([again], GONE)
    assert verdict.kind == ("withdrawn" if evidence else "admit")
    if evidence:
        assert (verdict.evidence, verdict.article_id, verdict.of) == (evidence, GONE.article_id, GONE.article_id)
        assert (verdict.fingerprint, known.articles) == (None, {})


def test_an_address_that_another_article_has_now_is_its_own():
    before = Known()
    before.build([candidate("b.txt", OTHER, url=URL + "/before")])
    (verdict,) = before.build([candidate("b.txt", OTHER + " Later.", url=URL + "/before")], GONE)
    assert (verdict.kind, verdict.evidence) == ("revision", "url")


def test_settled_contents_stay_with_their_articles():
    """The rules may find other evidence than they once did: nobody's references may break for it."""
    one, other = candidate("a.txt", content="1"), candidate("a.txt", EDITED, content="2")
    later = candidate("b.txt", OTHER, content="3", url=URL)
    settled = {("1", None): "1" * 16, ("2", None): "2" * 16, ("3", None): "1" * 16}
    verdicts = Known().build([one, other, later], settled=settled)
    assert [verdict.article_id for verdict in verdicts] == ["1" * 16, "2" * 16, "1" * 16]
    assert [verdict.kind for verdict in verdicts] == ["admit", "admit", "revision"]
    assert {verdict.evidence for verdict in verdicts} == {"settled"}


@given(histories(3, 6))
def test_settling_what_the_rules_find_anyway_changes_no_verdict(drops):
    """As a rebuild does, which takes in all files again but the unchanged ones: of these nothing is kept."""
    before, after = Known(), Known()
    judged = [list(zip(drop, before.build(drop), strict=True)) for drop in drops]
    settled = {state[:2]: state.article_id for state in before.past if state.source_path is not None}
    for pairs in judged:
        kept = [(item, verdict) for item, verdict in pairs if verdict.kind != "unchanged"]
        assert after.build([item for item, _ in kept], settled=settled) == [verdict for _, verdict in kept]


def test_a_settled_article_that_was_withdrawn_stays_away():
    (verdict,) = Known().build([candidate("a.txt", content="1")], GONE, settled={("1", None): GONE.article_id})
    assert (verdict.kind, verdict.article_id) == ("withdrawn", GONE.article_id)


def test_unrelated_files_are_judged_alike_in_any_order():
    files = [candidate(f"{n}.txt", prose(n)) for n in range(4)]
    verdicts = [{item.article_id: item for item in judge(*order)} for order in permutations(files)]
    assert all(verdict == verdicts[0] for verdict in verdicts)


def test_nothing_is_signed_when_nothing_is_new(monkeypatch):
    known = known_after([[candidate("a.txt", content="h")]])
    monkeypatch.setattr("copydesk.identity.traits", None)
    assert known.registry().judge(candidate("a.txt", content="h")).kind == "unchanged"


def test_what_a_later_scrape_leaves_out_is_still_known():
    _, second, third = judge(
        candidate("a.txt", url=URL, publisher=HP), candidate("a.txt", EDITED), candidate("b.txt", OTHER, url=URL)
    )
    assert (second.kind, third.kind) == ("revision", "revision")


@pytest.mark.parametrize("text", ["", "“”", "x" * 10_000, "外務大臣は交渉は来週再開されると述べた。" * 9, "\ud800"])
def test_any_text_can_be_judged(text):
    first, second = judge(candidate("a.txt", text), candidate("a.txt", text + " ", content="other"))
    assert first.kind == "admit"
    assert second.kind in ("admit", "revision")


URLS = {
    "HTTP://A.Example:80/x/?utm_source=z&b=2&a=1&fbclid=1#f": "https://a.example/x/?a=1&b=2",
    "https://a.example": "https://a.example/",
    "https://a.example:443/X?ID=3": "https://a.example/X?ID=3",
    "https://a.example:8080/x": "https://a.example:8080/x",
    "https://user:word@a.example/x?gclid=1": "https://a.example/x",
    "https://a.example./x?id=7&gid=1&y=2&ref=3": "https://a.example/x?gid=1&id=7&ref=3&y=2",
    " https://a.example/x?& ": "https://a.example/x",
    "https://[::1]:99/x": "https://[::1]:99/x",
    "ftp://a.example/x": None,
    "a.example/x": None,
    "https://": None,
    "https://a.example:99999/": None,
    "https://[::1/x": None,
    "": None,
}


@pytest.mark.parametrize(("url", "canonical"), URLS.items())
def test_addresses_have_one_canonical_form(url, canonical):
    assert normalise_url(url) == canonical


@example("HTTP://0? &")
@example("http://a.b/c ?utm_source=x")
@given(st.text() | st.text("htps:/a.b?&=#[]@ 1", max_size=40).map("http://".__add__))
def test_the_canonical_form_is_its_own(url):
    canonical = normalise_url(url)
    assert canonical is None or normalise_url(canonical) == canonical


def test_a_drop_is_known_by_its_files_in_any_order():
    files = [candidate("a.txt"), candidate("b.txt"), Rejected("c.txt", None, Reason.EMPTY, "no bytes")]
    assert len({drop_id(order) for order in permutations(files)}) == 1
    assert drop_id(files) != drop_id(files[:2])
    contents = {"content": "h"}, {"content": "i"}, {"content": "h", "sidecar": "5"}, {"content": "h", "sidecar": "6"}
    assert len({drop_id([candidate("a.txt", **content)]) for content in contents}) == 4
