"""Learning from a drop and the dataset before it, without Prefect."""

import random

import pytest

from copydesk.errors import CopydeskError
from copydesk.intake import Candidate
from copydesk.ledger import Ledger
from copydesk.settings import Publisher, Settings
from copydesk.store import Changes, Dataset
from copydesk.text.learned import heading_key
from schemas import ALL, TABLES
from schemas.arrow import to_table
from schemas.bookkeeping import FINGERPRINTED
from schemas.violations import validate
from tasks.clean import clean_articles
from tasks.frames import table
from tasks.identify import Admission
from tasks.known import FINGERPRINTS
from tasks.learn import learn_lines
from tasks.learned_rows import TABLE, without_examples

SLOGAN = "The Herald tells the north what the north is talking about."
LABEL = "Holmstad morning edition, every day but Sunday"
DROP, LATER = "d" * 16, "e" * 16


def admission(number, *below, publisher="Herald", title=None, family=None, drop_id=DROP):
    body = (
        f"The council of town {number} decided on Tuesday to spend {number} crowns on a bridge that it had long wanted."
    )
    text = "\n\n".join([f"Town number {number} decides to build a bridge", body, *below])
    candidate = Candidate(
        source_path=f"{number}.txt",
        source_format="txt",
        content_hash=f"{number:064x}",
        text=text,
        title=title,
        standfirst=(),
        authors=(),
        section=None,
        url=None,
        publisher=publisher,
        publisher_id=None,
        published_at=None,
        published_evidence=None,
    )
    return Admission(f"{number:016x}", 1, drop_id, None, candidate, None if family is None else f"{family:016x}")


def learn(admissions, dataset=None, settings=None):
    head = dataset.head() if dataset else None
    return learn_lines.fn(list(admissions), (DROP, LATER), dataset, head, settings or Settings())


def published(path, admissions, learning):
    """Publish the articles and what they taught, in the dataset at ``path``."""
    frames = clean_articles.fn(list(admissions), Settings(), Ledger(), learning)
    dataset = Dataset.open(path, create=True)
    head = dataset.head()
    rows = [
        {
            **{name: article[name] for name in FINGERPRINTED},
            **dict.fromkeys(("url_key", "own_key", "title_key", "signature")),
            "article_id": article["article_id"],
            "heading_key": heading_key(article["title"]),
            "shingles": 0,
            "state_keys": ["0" * 16],
        }
        for article in to_table(frames["articles"], ALL["articles"]).to_pylist()
    ]
    changes = Changes(
        upserts={
            "articles": to_table(frames["articles"], TABLES["articles"]),
            FINGERPRINTS: to_table(table(FINGERPRINTS, rows), ALL[FINGERPRINTS]),
            TABLE: to_table(learning.rows, TABLES[TABLE]),
        },
        leaving={TABLE: ("pattern_id", learning.leaving)},
    )
    dataset.commit(changes, parent=head.number if head else None, provenance={})
    return dataset


def row(rows, pattern):
    (found,) = rows[rows["pattern"] == pattern].to_dict("records")
    return found


def test_the_rows_keep_their_schema_also_where_nothing_was_learned():
    assert validate(TABLE, learn([admission(1, SLOGAN), admission(2, SLOGAN)]).rows) == []
    assert validate(TABLE, learn([]).rows) == []


def test_a_line_of_three_documents_is_residue_in_each_of_them():
    drop = [admission(number, SLOGAN) for number in range(3)]
    learning = learn(drop)
    found = row(learning.rows, SLOGAN)
    assert (found["documents"], found["kind"], found["in_force"]) == (3, "other_residue", True)
    assert list(found["examples"]) == [item.article_id for item in drop]
    segments = clean_articles.fn(drop, Settings(), Ledger(), learning)["segments"]
    assert segments[segments["text"] == SLOGAN]["rule"].tolist() == ["learned-line"] * 3


def test_the_order_of_the_files_does_not_matter():
    drop = [admission(n, SLOGAN, f"More here: Town number {n // 2} decides to build a bridge") for n in range(7)]
    shuffled = random.Random(1).sample(drop, len(drop))  # noqa: S311 - an order, no secret
    first, second = learn(drop), learn(shuffled)
    key = ["pattern_id"]
    assert first.rows.sort_values(key, ignore_index=True).equals(second.rows.sort_values(key, ignore_index=True))
    for item in drop:
        assert first.of(item).lines == second.of(item).lines
        assert first.of(item).affixes == second.of(item).affixes


def test_a_dataset_remembers_what_it_has_counted(tmp_path):
    first = [admission(number, SLOGAN) for number in range(2)]
    dataset = published(tmp_path, first, learn(first))
    second = [admission(number, SLOGAN, drop_id=LATER) for number in (2, 3)]
    learning = learn(second, dataset)
    found = row(learning.rows, SLOGAN)
    assert (found["documents"], found["in_force"], found["first_seen"]) == (4, True, DROP)
    dataset = published(tmp_path, second, learning)
    rows = dataset.read(TABLE).to_pandas()
    assert not rows["pattern_id"].duplicated().any()
    assert row(rows, SLOGAN)["documents"] == 4


def test_only_the_rows_of_what_the_drop_shows_are_written(tmp_path):
    first = [admission(number, SLOGAN, LABEL) for number in range(3)]
    first += [admission(number, SLOGAN, publisher="Courier") for number in range(3, 6)]
    dataset = published(tmp_path, first, learn(first))
    learning = learn([admission(9, SLOGAN, drop_id=LATER)], dataset)
    assert learning.rows["pattern"].dropna().tolist() == [SLOGAN]
    assert set(learning.rows["publisher"]) == {"Herald"}
    assert len(learning.leaving) == 1
    assert published(tmp_path, [admission(9, SLOGAN, drop_id=LATER)], learning).read(TABLE).num_rows == (
        len(learn(first).rows) + len(learning.rows) - 1
    )


def test_what_is_in_force_holds_for_articles_that_are_not_counted(tmp_path):
    first = [admission(number, SLOGAN) for number in range(3)]
    dataset = published(tmp_path, first, learn(first))
    revised = admission(1, "A new paragraph.", SLOGAN, drop_id=LATER)
    learning = learn([revised], dataset)
    assert learning.rows.empty
    segments = clean_articles.fn([revised], Settings(), Ledger(), learning)["segments"]
    assert segments[segments["text"] == SLOGAN]["rule"].tolist() == ["learned-line"]


def test_near_duplicates_count_once_in_a_drop_and_over_drops(tmp_path):
    family = [admission(0, SLOGAN), *(admission(n, SLOGAN, family=0) for n in range(1, 4))]
    learning = learn(family)
    assert learning.rows["documents"].tolist() == [1] * len(learning.rows)
    dataset = published(tmp_path, family, learning)
    again = admission(4, SLOGAN, family=0, drop_id=LATER)
    assert learn([again], dataset).rows.empty


def test_wire_copy_counts_for_each_publisher_that_prints_it():
    copies = [admission(n, SLOGAN, publisher=name, family=0) for n, name in enumerate("ABC")]
    assert sorted(learn(copies).rows["publisher"].unique()) == ["A", "B", "C"]


def test_articles_of_nobody_need_more_documents():
    drop = [admission(number, SLOGAN, publisher=None) for number in range(5)]
    assert row(learn(drop[:4]).rows, SLOGAN)["why_not"] == "below_threshold"
    found = row(learn(drop).rows, SLOGAN)
    assert found["in_force"]
    assert found["publisher"] is None or found["publisher"] != found["publisher"]


def test_what_nobody_s_articles_show_is_remembered_apart(tmp_path):
    first = [admission(number, SLOGAN, publisher=("Herald", None)[number % 2]) for number in range(6)]
    dataset = published(tmp_path, first, learn(first))
    learning = learn([admission(number, SLOGAN, publisher=None, drop_id=LATER) for number in (6, 7)], dataset)
    assert row(learning.rows, SLOGAN)["documents"] == 5
    assert row(learning.rows, SLOGAN)["in_force"]
    assert learning.rows["publisher"].isna().all()


def test_a_publisher_s_rows_never_become_too_many(tmp_path, monkeypatch):
    for name, most in {"SETTLED_KEPT": 2, "SHORT_KEPT": 4, "LONG_KEPT": 2}.items():
        monkeypatch.setattr(f"tasks.learned_rows.{name}", most)
    other = [admission(90 + number, SLOGAN, publisher="Courier") for number in range(3)]
    dataset = published(tmp_path, other, learn(other))
    untouched = dataset.read(TABLE).num_rows
    for number in range(5):
        drop = [admission(number, SLOGAN, f"Only number {number} says this", drop_id=LATER)]
        dataset = published(tmp_path, drop, learn(drop, dataset))
        rows = dataset.read(TABLE).to_pandas()
        herald = rows[rows["publisher"] == "Herald"]
        assert not rows["pattern_id"].duplicated().any()
        assert len(rows) - len(herald) == untouched
        assert len(herald) <= 7
        assert herald["documents"].max() == number + 1
    # Of what one document has shown, the last is kept.
    assert herald[herald["documents"] == 1]["last_document"].tolist().count(5) == 3
    assert set(herald["last_document"]) == {4, 5}


def test_an_article_that_is_withdrawn_is_no_example(tmp_path):
    drop = [admission(number, SLOGAN) for number in range(5)] + [admission(7, publisher="Courier")]
    dataset = published(tmp_path, drop, learn(drop))
    before = dataset.read(TABLE).to_pandas()
    assert list(row(before, SLOGAN)["examples"]) == [item.article_id for item in drop[:3]]
    gone = {drop[0].article_id, drop[2].article_id, drop[5].article_id}
    rows, leaving = without_examples(dataset, dataset.head(), gone)
    assert validate(TABLE, rows) == []
    kept = row(rows, SLOGAN)
    assert (list(kept["examples"]), kept["documents"], kept["in_force"]) == ([drop[1].article_id], 5, True)
    alone = before[before["examples"].map(lambda ids: set(ids) <= gone)]["pattern_id"]
    assert len(alone) > 0
    assert leaving == {kept["pattern_id"], *alone}
    assert rows["pattern_id"].tolist() == [kept["pattern_id"]]


def test_settings_keep_a_line_and_what_another_s_title_says():
    title = "Town number 2 decides to build a bridge"
    drop = [admission(1, SLOGAN, title), admission(2, SLOGAN), admission(3, SLOGAN)]
    settings = Settings(
        publishers={"Herald": Publisher(keep=(SLOGAN.lower(), title)), "Nobody": Publisher(keep=("x",))}
    )
    learning = learn(drop, settings=settings)
    assert row(learning.rows, SLOGAN)["why_not"] == "kept_by_settings"
    rules = clean_articles.fn(drop, settings, Ledger(), learning)["segments"]["rule"]
    assert not rules.str.startswith(("learned", "other-title")).any()


def test_a_line_that_is_another_article_s_title_leads_to_it(tmp_path):
    first = [admission(1), admission(2, title="Fishermen of Sandvik win a prize")]
    dataset = published(tmp_path, first, learn(first))
    links = ["Town number 1 decides to build a bridge", "Fishermen of Sandvik win a prize"]
    drop = [admission(7, *links, drop_id=LATER)]
    segments = clean_articles.fn(drop, Settings(), Ledger(), learn(drop, dataset))["segments"]
    assert segments[segments["text"].isin(links)]["rule"].tolist() == ["other-title"] * 2
    assert segments["kind"].tolist()[0] == "title"


def test_a_title_is_no_other_s_within_its_family():
    drop = [admission(1, title="Owls move into the tower"), admission(2, "Owls move into the tower", family=1)]
    segments = clean_articles.fn(drop, Settings(), Ledger(), learn(drop))["segments"]
    assert "other-title" not in set(segments["rule"])


def test_the_site_s_name_above_every_title_is_not_the_title():
    def under_label(number):
        item = admission(number)
        item.candidate.__dict__["text"] = f"{LABEL}\n\n{item.candidate.text}"
        return item

    drop = [under_label(number) for number in range(4)]
    articles = clean_articles.fn(drop, Settings(), Ledger(), learn(drop))["articles"]
    assert articles["title"].tolist() == [f"Town number {number} decides to build a bridge" for number in range(4)]


def test_a_text_that_can_not_be_zoned_stops_nothing(monkeypatch):
    monkeypatch.setattr("tasks.learn.zone_text", lambda *_: 1 / 0)
    assert row(learn([admission(number, SLOGAN) for number in range(3)]).rows, SLOGAN)["in_force"]


def test_a_table_of_nothing_has_its_types():
    assert learn([]).rows.equals(table(TABLE, []))


def test_a_model_that_can_not_be_used_refuses_the_run_and_an_article_that_can_not_be_zoned_does_not(monkeypatch):
    def zone_text(*_):
        raise broken

    monkeypatch.setattr("tasks.learn.zone_text", zone_text)
    broken = CopydeskError("zoner.onnx: not a readable model; reinstall copydesk")
    with pytest.raises(CopydeskError, match="reinstall"):
        learn([admission(1)])
    broken = ValueError("a defect of ours")
    assert learn([admission(1)]).of(admission(1)) is not None
