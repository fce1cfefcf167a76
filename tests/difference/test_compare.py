"""Two versions of a dataset, published through the store: all that differs, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_versions import Made, Said, publish, tables_of

from copydesk.difference import compare
from copydesk.errors import CopydeskError
from copydesk.store import Changes, Dataset
from schemas import SCHEMA_VERSION

OWLS = Made(
    "a" * 16,
    "Owls in the tower\n\n“They catch the rats,” said Ida Brekke.\n\nIda Brekke has the keys.",
    (Said("They catch the rats,"),),
    (("Ida Brekke", "brekke"), ("tower", "tower")),
)
FERRY = Made("b" * 16, "Ferries stop\n\n“We will not sail,” said Jon Sund.", (Said("We will not sail,", "Jon Sund"),))
BRIDGE = Made("c" * 16, "A bridge is gone\n\n“Eleven minutes,” said Per Lund.", (Said("Eleven minutes,", "Per Lund"),))


@pytest.fixture
def dataset(tmp_path):
    return Dataset.open(tmp_path / "dataset", create=True)


def told(difference):
    """Return what happened to which article, and to which of its quotations for what cause."""
    articles = [(article.change, article.article_id[0]) for article in difference.articles]
    quotes = [
        (quote.article_id[0], quote.fields or ("lost" if quote.after is None else "found"), quote.cause.name)
        for quote in difference.quotes
    ]
    return articles, quotes


def test_articles_come_change_and_go(dataset):
    a = publish(dataset, [OWLS, FERRY])
    revised = OWLS.but(text=OWLS.text.replace("has the keys", "had the keys"), changes={"revision": 2})
    b = publish(dataset, [revised, BRIDGE])
    difference = compare(dataset, a, b)
    assert told(difference) == ([("revised", "a"), ("removed", "b"), ("added", "c")], [])
    first, removed, added = difference.articles
    assert [(line.op, line.text) for line in first.text] == [
        ("-", "Ida Brekke has the keys."), ("+", "Ida Brekke had the keys."),
    ]  # fmt: skip
    assert (first.revisions, removed.revisions, added.revisions) == ((1, 2), (1, None), (None, 1))
    assert (removed.why, first.why) == ("gone", None)
    assert (difference.quotes_of_added, difference.quotes_of_removed, difference.details) == (1, 1, 0)
    assert difference.publishers == (("Touchline", (2, 2), (2, 2), (25, 25)),)


def test_a_version_does_not_differ_from_itself(dataset):
    version = publish(dataset, [OWLS, FERRY])
    difference = compare(dataset, version, version)
    assert difference.nothing
    assert told(difference) == ([], [])
    assert difference.operations == ()


def test_other_rows_of_the_same_text_renew_an_article(dataset):
    a = publish(dataset, [OWLS, FERRY])
    found = (*OWLS.quotes, Said("Ida Brekke has the keys.", None, None))
    b = publish(
        dataset,
        [OWLS.but(quotes=found, changes={"section": "Birds"}), FERRY],
        recipe="recipe-2",
        code={"code_hash": "c2"},
    )
    difference = compare(dataset, a, b)
    assert told(difference) == ([("renewed", "a")], [("a", "found", "rule")])
    assert difference.articles[0].differing == ("section", "quotes")


def test_another_recipe_alone_differs_in_nothing(dataset):
    a = publish(dataset, [OWLS, FERRY])
    b = publish(dataset, [OWLS, FERRY], recipe="recipe-2", code={"code_hash": "c2"})
    assert compare(dataset, a, b).nothing


@pytest.mark.parametrize("detail", [{"content_confidence": 0.5}, {"candidates": ["Jon Sund"]}, {"counted": False}])
def test_details_are_counted(dataset, detail):
    a = publish(dataset, [OWLS])
    b = publish(dataset, [OWLS.but(quotes=(Said("They catch the rats,", changes=detail),))])
    difference = compare(dataset, a, b)
    assert (difference.details, difference.quotes, difference.nothing) == (1, (), False)


def test_a_cause_is_that_of_the_rows_recipe_and_not_of_the_version(dataset):
    """Rows are carried over: an article that a version did not touch has the recipe of an older one."""
    a = publish(dataset, [OWLS])
    other = tables_of([OWLS.but(quotes=(Said("They catch the rats,", changes={"method": "surname"}),))])
    tables = {**tables_of([OWLS]), "quotes": other["quotes"]}
    b = publish(dataset, [], recipe="recipe-2", code={"code_hash": "c2"}, changes=Changes(whole=tables))
    assert told(compare(dataset, a, b))[1] == [("a", ("speaker",), "unexplained")]


def test_why_an_article_is_gone(dataset):
    first = publish(dataset, [OWLS])
    second = publish(dataset, [OWLS, FERRY, BRIDGE])
    withdrawn = publish(dataset, [OWLS, BRIDGE], operation="withdraw", withdrawn={FERRY.article_id: "a mistake"})
    rolled_back = publish(dataset, [OWLS], operation="rollback", restored=1)
    pairs = [(second, withdrawn), (withdrawn, rolled_back), (second, first)]
    why = [[article.why for article in compare(dataset, *pair).of("removed")] for pair in pairs]
    assert why == [['withdrawn: "a mistake"'], ["rolled back"], ["came later", "came later"]]
    assert compare(dataset, first, rolled_back).nothing
    assert compare(dataset, second, rolled_back).operations == ("withdraw", "rollback")


def test_what_an_older_version_brought_back_was_rolled_back(dataset):
    """Whatever made the rows that are undone, and whatever code ran when they were."""
    newer = {"recipe": "recipe-2", "code": {"code_hash": "c2"}}
    other = FERRY.but(quotes=(Said("We will not sail,", "Jon Sund", changes={"method": "surname"}),))
    edited = OWLS.but(text=OWLS.text.replace("catch the", "catch"), quotes=(Said("They catch rats,"),))
    publish(dataset, [OWLS, FERRY, BRIDGE])
    a = publish(dataset, [edited, other], **newer)
    b = publish(dataset, [OWLS, FERRY, BRIDGE], operation="rollback", restored=1)
    difference = compare(dataset, a, b)
    assert {quote.cause for quote in difference.quotes} == {("rolled back", "to version 1")}
    assert [(article.change, article.why) for article in difference.articles] == [
        ("revised", "rolled back"), ("renewed", "rolled back"), ("added", "rolled back")
    ]  # fmt: skip
    c = publish(dataset, [edited, FERRY, BRIDGE], revised_articles=[OWLS.article_id], **newer)
    assert [quote.cause.name for quote in compare(dataset, b, c).quotes] == ["text"]
    d = publish(dataset, [edited, FERRY], operation="withdraw", removed_articles=[BRIDGE.article_id])
    whys = {article.article_id[0]: article.why for article in compare(dataset, a, d).articles}
    assert whys == {"b": "rolled back"}
    assert [article.why for article in compare(dataset, d, a).articles] == [None]


def test_a_rollback_to_a_version_in_between_takes_nothing_back(dataset):
    a = publish(dataset, [OWLS])
    other = OWLS.but(quotes=(Said("They catch the rats,", changes={"method": "surname"}),))
    publish(dataset, [other], recipe="recipe-2", code={"code_hash": "c2"})
    publish(dataset, [FERRY])
    b = publish(dataset, [other], recipe="recipe-2", operation="rollback", restored=2)
    assert told(compare(dataset, a, b)) == ([("renewed", "a")], [("a", ("speaker",), "rule")])


def test_entities_merge_by_their_mentions(dataset):
    a = publish(dataset, [OWLS.but(names=(("Ida Brekke", "ida"), ("Brekke has", "brekke")))])
    b = publish(dataset, [OWLS.but(names=(("Ida Brekke", "ida"), ("Brekke has", "ida")))])
    (change,) = compare(dataset, a, b).entities
    assert (change.change, change.mentions) == ("merged", 2)
    assert [entity.entity_id for entity in (*change.before, *change.after)] == ["brekke", "ida", "ida"]


def test_parts_that_were_merged_differ_in_nothing(dataset):
    articles = [OWLS.but(article_id=f"{number:016x}") for number in range(4)]
    versions = [publish(dataset, [], changes=Changes(upserts=tables_of([made]))) for made in articles]
    assert [len(version.tables["quotes"].parts) for version in versions] == [1, 1, 2, 1]
    difference = compare(dataset, versions[2], versions[3])
    assert [(article.change, article.article_id) for article in difference.articles] == [("added", f"{3:016x}")]


def test_versions_of_two_schemas_are_compared_by_what_both_have(dataset, monkeypatch):
    tables = tables_of([OWLS])
    del tables["profiles"], tables["withdrawals"]
    tables["quotes"] = tables["quotes"].drop_columns(["cue_class", "candidates"])
    tables["articles"] = tables["articles"].drop_columns(["canonical_url"])
    monkeypatch.setattr("copydesk.store.dataset.SCHEMA_VERSION", 3)
    a = publish(dataset, [], changes=Changes(whole=tables))
    monkeypatch.undo()
    b = publish(dataset, [OWLS.but(quotes=(Said("They catch the rats,", changes={"kind": "mixed"}),))])
    difference = compare(dataset, a, b)
    assert difference.notes == (
        f"schema version 3 and {SCHEMA_VERSION}: only what both versions have is compared,"
        " and causes are known in part",
    )
    assert told(difference) == ([("renewed", "a")], [("a", ("kind",), "rule or model")])
    assert difference.publishers == (("Touchline", (1, 1), (1, 1), (16, 16)),)


def test_a_version_that_was_given_up_is_refused(dataset):
    from copydesk.store.collect import collect

    a = publish(dataset, [OWLS])
    b = publish(dataset, [FERRY])
    collect(dataset, 1, lambda _: set(), dry_run=False)
    with pytest.raises(CopydeskError, match=r"version 1 was given up by `copydesk gc` on .*; the oldest readable is 2"):
        compare(dataset, a, b)


LINES = st.sampled_from(["The owls ate.", "“They catch the rats,” said Ida Brekke.", "It rained.", ""])
TEXTS = st.lists(LINES, min_size=1, max_size=4, unique=True).map("\n".join)


def made_of(number, text, kind):
    quotes = (Said("They catch the rats,", changes={"kind": kind}),) if "rats" in text else ()
    return Made(f"{number:016x}", text, quotes)


ARTICLES = st.dictionaries(st.integers(0, 3), st.tuples(TEXTS, st.sampled_from(["direct", "mixed"])), max_size=4).map(
    lambda drawn: [made_of(number, *rest) for number, rest in drawn.items()]
)
MIRROR = {"added": "removed", "removed": "added", "revised": "revised", "renewed": "renewed"}


@given(ARTICLES, ARTICLES)
@settings(max_examples=25)
def test_the_way_back_tells_the_same(tmp_path_factory, ours, theirs):
    dataset = Dataset.open(tmp_path_factory.mktemp("mirror") / "dataset", create=True)
    keeper = Made("f" * 16, "Always there.")
    a = publish(dataset, [*ours, keeper, Made("d" * 16, "Of the first.")])
    b = publish(dataset, [*theirs, keeper])
    there, back = compare(dataset, a, b), compare(dataset, b, a)
    assert sorted((article.change, article.article_id) for article in there.articles) == sorted(
        (MIRROR[article.change], article.article_id) for article in back.articles
    )
    assert sorted((quote.article_id, quote.before, quote.after, quote.fields) for quote in there.quotes) == sorted(
        (quote.article_id, quote.after, quote.before, quote.fields) for quote in back.quotes
    )
    quotes = [sum(counts.quotes[side] for counts in there.publishers) for side in (0, 1)]
    added, removed = (there.quotes_of_added + len(there.found), there.quotes_of_removed + len(there.lost))
    assert quotes[1] - quotes[0] == added - removed
