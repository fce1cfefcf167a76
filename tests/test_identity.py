from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.identity import Known, Registry, Verdict, article_id, drop_id, normalise_url
from copydesk.intake import Candidate, Reason, Rejected
from copydesk.settings import Identity

WORDS = ("ferry", "harbour", "union", "talks", "strike", "judge", "port", "minister", "fare", "island", "winter")


def prose(seed: int, words: int = 200) -> str:
    """Invent a text; two seeds give texts that share no five words in a row."""
    return " ".join(f"{WORDS[(n * n + seed * n) % len(WORDS)]}{(n + seed * 7919) % 1009}" for n in range(words))


STORY = prose(1)
EDITED = STORY + " The vote has now been put off until the autumn, the port said."
OTHER = prose(2)
URL = "https://www.harbourpost.example/ferry"


def candidate(path: str, text: str = STORY, content: str | None = None, **facts: str | None) -> Candidate:
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
    )


def judge(*candidates: Candidate, settings: Identity | None = None) -> list[Verdict]:
    registry = Registry([], lambda _: "", settings or Identity())
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


def test_the_threshold_is_a_setting():
    pair = candidate("a.txt"), candidate("a.txt", STORY + " " + prose(3, 130))
    assert judge(*pair)[1].kind == "admit"
    assert judge(*pair, settings=Identity(similarity=0.4))[1].kind == "revision"


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


def known_after(drops: list[list[Candidate]]) -> tuple[list[Known], dict[str, str], list[tuple[str, str, str]]]:
    """Build the articles of a dataset as the pipeline would, from scratch for every drop."""
    articles: dict[str, Known] = {}
    texts: dict[str, str] = {}
    past: list[tuple[str, str, str]] = []
    for drop in drops:
        registry = Registry(articles.values(), texts.__getitem__, Identity(), past)
        for item in drop:
            verdict = registry.judge(item)
            if verdict.kind in ("admit", "revision"):
                if verdict.article_id in articles:
                    old = articles[verdict.article_id]
                    past.append((old.content_hash, old.source_path, old.article_id))
                texts[verdict.article_id] = item.text
                articles[verdict.article_id] = Known(
                    verdict.article_id, verdict.revision, item.content_hash, item.source_path, item.url,
                    item.publisher, item.publisher_id, item.title, verdict.near_duplicate_of,
                )  # fmt: skip
    return list(articles.values()), texts, past


def test_replaying_the_drops_gives_the_same_ids():
    assert known_after(DROPS) == known_after(DROPS)
    articles, texts, _ = known_after(DROPS)
    assert len(articles) == len(texts) == 3


def test_a_drop_with_two_states_of_one_article_settles():
    drop = [candidate("a.txt", url=URL), candidate("b.txt", EDITED, url=URL)]
    articles, texts, past = known_after([drop])
    registry = Registry(articles, texts.__getitem__, Identity(), past)
    assert [registry.judge(item).kind for item in drop] == ["unchanged", "unchanged"]


def test_an_old_state_of_an_article_elsewhere_is_no_new_article():
    known = [Known(article_id("h"), 3, "newer", "a.txt", url=URL)]
    verdict = Registry(known, lambda _: OTHER, Identity()).judge(candidate("z.txt", content="h"))
    assert (verdict.kind, verdict.article_id, verdict.revision) == ("revision", article_id("h"), 4)


def test_unrelated_files_are_judged_alike_in_any_order():
    files = [candidate(f"{n}.txt", prose(n)) for n in range(4)]
    verdicts = [{item.article_id: item for item in judge(*order)} for order in permutations(files)]
    assert all(verdict == verdicts[0] for verdict in verdicts)


def test_texts_are_read_only_when_something_is_new():
    def unread(_: str) -> str:
        raise AssertionError("a text was read")

    registry = Registry([Known("0" * 16, 1, "h", "a.txt")], unread, Identity())
    assert registry.judge(candidate("a.txt", content="h")).kind == "unchanged"


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
    assert drop_id([candidate("a.txt", content="h")]) != drop_id([candidate("a.txt", content="i")])
