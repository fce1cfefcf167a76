"""`copydesk diff`: between built versions, for people, machines and as a page."""

import json
from dataclasses import replace

import pytest

from copydesk.store import Dataset

plain = pytest.mark.usefixtures("plain_flows")
URL = "https://holmstadpost.example/owls"
OWLS = (
    "Owls move into the old signal tower\n\n"
    "Four owls have nested in the signal tower of Holmstad since the railway closed.\n\n"
    "“They pay no rent and they catch the rats,” said Ida Brekke, who has the keys to the tower.\n\n"
    "The tower was built in 1911.\n"
)


@pytest.fixture
def built(told, tmp_path, _workplace):
    """Build an article with the given text; its address makes every other text a revision."""

    def build(text, name="owls", **more):
        drop = tmp_path / "drops"
        drop.mkdir(exist_ok=True)
        url = f"https://holmstadpost.example/{name}"
        article = {"url": url, "title": text.split("\n")[0], "publisher": "Holmstad Post", "text": text, **more}
        (drop / f"{name}.json").write_text(json.dumps(article))
        code, _, err = told("build", drop / f"{name}.json", "--json")
        assert (code, err) == (0, "")

    return build


@pytest.fixture
def _workplace(tmp_path, monkeypatch):
    """Work in a folder of its own: a page without a name is written there."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@plain
def test_a_revision_is_told_with_its_text_and_its_speaker(told, built):
    built(OWLS)
    built(OWLS.replace("Four owls", "Five owls").replace("Ida Brekke", "Ida Moen"))
    code, out, err = told("diff")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("1 (")
    assert lines[0].endswith("  build  code, tagger, zoner and settings unchanged")
    assert lines[1] == "Articles: 1 revised; 1 → 1"
    assert "    - [Four] owls have nested in the signal tower of Holmstad since the railway closed." in lines
    assert "    + [Five] owls have nested in the signal tower of Holmstad since the railway closed." in lines
    assert "Quotations: 0 added, 0 removed, 1 changed (speaker 1): 1 text" in lines
    assert any(line.endswith("#0  speaker  Ida Brekke (explicit) → Ida Moen (explicit)  text") for line in lines)


@plain
def test_machines_are_told_of_the_versions_that_they_name(told, built):
    for text in (OWLS, OWLS.replace("Four", "Five"), OWLS.replace("Four", "Six")):
        built(text)
    ends = [("1", "3"), ("1",), ("3", "1"), ("2", "2"), ()]
    found = [json.loads(told("diff", *names, "--json")[1]) for names in ends]
    assert [(each["a"], each["b"]) for each in found] == [(1, 3), (1, 3), (3, 1), (2, 2), (2, 3)]
    assert [[words[0] for words in each["articles"]["revised"][0]["text"]] for each in found[:3]] == [["-", "+"]] * 3
    assert found[3]["articles"] == {"added": [], "revised": [], "renewed": [], "removed": []}
    assert found[0]["publishers"] == [
        {
            "publisher": "Holmstad Post",
            "articles": [1, 1],
            "quotes": [1, 1],
            "words": found[0]["publishers"][0]["words"],
        }
    ]


@plain
def test_other_code_is_the_cause_of_other_rows_of_the_same_text(told, built, dataset, tmp_path, monkeypatch):
    """Built twice, by two programs, and the second dataset's tables adopted by the first."""
    import copydesk.document
    from tasks.publish import version_row

    built(OWLS)
    first = Dataset.open(dataset)
    attribute = copydesk.document.attribute

    def by_other_rules(*arguments):
        nobody = {"name": None, "entity": None, "method": "unresolved", "confidence": 0.0}
        return [replace(quote, speaker=replace(quote.speaker, **nobody)) for quote in attribute(*arguments)]

    monkeypatch.setattr("tasks.tag_quotes.attribute", by_other_rules)
    for module in ("provenance", "publication"):
        monkeypatch.setattr(f"copydesk.{module}.code_hash", lambda: "c" * 64)
    drop = tmp_path / "drops/owls.json"
    assert told("build", drop, "--dataset", tmp_path / "second", on_dataset=False)[0] == 0
    second = Dataset.open(tmp_path / "second")
    head = second.head()
    adopted = first.adopt(second, head, parent=1, provenance=dict(head.provenance), version_row=version_row)
    assert adopted is not None
    told_of = json.loads(told("diff", "--json")[1])
    (change,) = told_of["quotes"]["changed"]
    assert (change["fields"], change["cause"]) == (["speaker"], "rule")
    assert (change["before"]["speaker_name"], change["after"]["method"]) == ("Ida Brekke", "unresolved")
    assert told_of["articles"]["renewed"][0]["differing"] == ["quotes"]


@plain
def test_a_rollback_is_named_as_the_reason_and_no_code(told, built, monkeypatch):
    built(OWLS)
    built(OWLS.replace("Ida Brekke", "Ida Moen"))
    monkeypatch.setattr("copydesk.publication.code_hash", lambda: "c" * 64)
    assert told("rollback", "1")[0] == 0
    lines = told("diff")[1].splitlines()
    assert lines[0].endswith(")  rollback")
    assert "Quotations: 0 added, 0 removed, 1 changed (speaker 1): 1 rolled back" in lines
    assert any(line.endswith("  rolled back (to version 1)") for line in lines)
    (owls,) = [article["article_id"] for article in json.loads(told("diff", "--json")[1])["articles"]["revised"]]
    assert told("withdraw", owls, "--reason", "a mistake")[0] == 0
    lines = told("diff")[1].splitlines()
    assert lines[0].endswith(")  withdraw")
    assert lines[2].endswith('  withdrawn: "a mistake"')


@plain
def test_a_page_is_written_where_it_is_wanted(told, built, tmp_path):
    built(OWLS)
    built(OWLS.replace("Four", "Five"))
    code, out, _ = told("diff", "--html")
    assert (code, out.splitlines()[-1]) == (0, "Page: diff-1-2.html")
    assert told("diff", "1", "2", "--html", tmp_path / "page.html", "--json")[0] == 0
    pages = [(tmp_path / path).read_text("utf-8") for path in ("work/diff-1-2.html", "page.html")]
    assert pages[0] == pages[1]
    assert "<ins>Five</ins>" in pages[0]


@plain
def test_what_is_no_name_of_a_page_is_refused_before_anything_is_compared(told, built, dataset, monkeypatch):
    built(OWLS)
    built(OWLS.replace("Four", "Five"))
    monkeypatch.setattr("copydesk.difference.compare", lambda *_: pytest.fail("compared"))
    for words in (["--html", "1", "2"], ["--html", dataset / "page.html"]):
        code, out, err = told("diff", *words)
        assert (code, out) == (2, "")
        assert err.startswith("copydesk: --html ")


def test_what_can_not_be_compared_is_refused(told, dataset):
    Dataset.open(dataset, create=True)
    nothing = f"copydesk: {dataset}: nothing was published yet; run `copydesk build`\n"
    assert told("diff") == (1, "", nothing)


@plain
def test_versions_that_are_not_there_are_refused(told, built, dataset):
    built(OWLS)
    alone = f"copydesk: {dataset}: version 1 is the only one; there is nothing to compare it with\n"
    assert told("diff") == (1, "", alone)
    assert told("diff", "1", "7") == (1, "", f"copydesk: {dataset}: no version 7; there are 1 to 1\n")
    with pytest.raises(SystemExit) as exited:
        told("diff", "newest")
    assert exited.value.code == 2
