"""What a difference looks like: as a text, as JSON, and as a page that hostile titles can not harm."""

import json
from datetime import UTC, datetime

import pytest
from lxml import html

from copydesk.difference import (
    ArticleChange,
    Cause,
    Difference,
    Entity,
    EntityChange,
    Line,
    Piece,
    PublisherCounts,
    Quote,
    QuoteChange,
)
from copydesk.report.difference import difference_json, difference_page, difference_text
from copydesk.report.page import MOST_ROWS
from copydesk.store import TableState, Version
from copydesk.text.spans import Span

FACTS = {"code_version": "0.2.0", "tagger_hash": "7" * 64, "zoner_hash": "8" * 64, "settings_hash": "9" * 64}


def version(number, articles, **facts):
    state = TableState((), articles, "", (), "article_id")
    when = datetime(2026, 11, 19 + number, 6, tzinfo=UTC)
    return Version(number, number - 1 or None, when, (), 4, {"articles": state}, {**FACTS, **facts})


def quote(number=0, **changes):
    said = Quote(
        **{"number": number, "kind": "direct", "is_speech": True, "content": "They catch the rats,"},
        **{"spans": (Span(0, 20),), "cue": None, "cue_class": "say", "cue_negated": False, "source": None},
        **{"speaker_id": "a" * 16, "speaker_name": "Ana Ruiz", "other_speaker_ids": (), "method": "surname"},
        **{"content_confidence": 0.9, "details": ()},
    )
    return said._replace(**changes)


def difference(**changes):
    """Return the difference that the plan of the command was drawn with."""
    article = ("0123456789abcdef", "Touchline", "Rovers draw", "monday/rovers.txt")
    park = [Entity(str(number), "PERSON", name, 31) for number, name in enumerate(["J. Park", "Park Ji-won"])]
    lines = (
        Line("-", (Piece(False, "The match was "), Piece(True, "lost"), Piece(False, "."))),
        Line("+", (Piece(False, "The match was "), Piece(True, "drawn"), Piece(False, "."))),
    )
    unresolved = quote(3, speaker_id=None, speaker_name=None, method="unresolved")
    found = {
        "a": version(3, 4120, git_commit="a1b2c3d" * 5),
        "b": version(4, 4131, git_commit="d4e5f6a" * 5, operation="build"),
        "operations": ("build",),
        "notes": (),
        "articles": (
            ArticleChange("added", *article, (None, 1), (), (), None),
            ArticleChange("revised", *article, (1, 2), ("revision", "text"), lines, None),
            ArticleChange("renewed", *article, (1, 1), ("title", "quotes"), (), None),
            ArticleChange("removed", *article, (1, None), (), (), 'withdrawn: "at the source\'s request"'),
        ),
        "quotes": (
            QuoteChange(article[0], quote(2), unresolved, ("speaker",), Cause("rule", "0.1.0 a → 0.2.0 d")),
            QuoteChange(article[0], quote(), quote(kind="mixed"), ("kind",), Cause("unexplained", "")),
            QuoteChange(article[0], quote(), None, (), Cause("text", "")),
            QuoteChange(article[0], None, quote(1), (), Cause("model", "tagger 7 → 8")),
        ),
        "quotes_of_added": 140,
        "quotes_of_removed": 9,
        "details": 5,
        "entities": (
            EntityChange("merged", tuple(park), (park[1],), 31),
            EntityChange("gone", (park[0]._replace(mentions=1),), (), 1),
        ),
        "publishers": (
            PublisherCounts("Meridian Post", (512, 520), (6002, 6101), (9000, 9000)),
            PublisherCounts("Touchline", (5, 5), (7, 7), (9, 9)),
            PublisherCounts(None, (1, 0), (0, 0), (9, 0)),
        ),
    }
    return Difference(**{**found, **changes})


GOLDEN = """\
3 (2026-11-22 06:00) → 4 (2026-11-23 06:00)  build  code 0.2.0 a1b2c3d → 0.2.0 d4e5f6a; tagger, zoner and settings unchanged
Articles: 1 added, 1 revised, 1 renewed, 1 removed; 4,120 → 4,131
  added  0123456789abcdef  Touchline  "Rovers draw"  monday/rovers.txt
  revised  0123456789abcdef  Touchline  "Rovers draw"  revision 1 → 2
    - The match was [lost].
    + The match was [drawn].
  renewed  0123456789abcdef  Touchline  "Rovers draw"  title, quotes
  removed  0123456789abcdef  Touchline  "Rovers draw"  monday/rovers.txt  withdrawn: "at the source's request"
Quotations: 141 added, 10 removed, 2 changed (speaker 1, kind 1): 1 unexplained, 1 rule; 5 in details only
  0123456789abcdef #0  kind  direct, say → mixed, say  unexplained
  0123456789abcdef #3  speaker  Ana Ruiz (surname) → unresolved  rule (0.1.0 a → 0.2.0 d)
  0123456789abcdef #0  - Ana Ruiz (surname): They catch the rats,  text
  0123456789abcdef #1  + Ana Ruiz (surname): They catch the rats,  model (tagger 7 → 8)
Entities: 1 merged, 1 gone
  merged  J. Park, Park Ji-won → Park Ji-won  (31 mentions)
  gone  J. Park  (1 mention)
By publisher         articles        quotations           words
Meridian Post        512 → 520 (+8)  6,002 → 6,101 (+99)  9,000
without a publisher  1 → 0 (-1)      0                    9 → 0 (-9)"""  # noqa: E501 - as it is printed


def test_a_difference_is_told_line_by_line():
    assert difference_text(difference()) == GOLDEN


def test_a_text_names_a_few_and_counts_the_rest():
    added = difference().articles[0]
    text = difference_text(difference(articles=(added,) * 30), limit=5)
    assert text.count("  added  ") == 5
    assert "  … and 25 more; --json names all" in text.splitlines()


def test_nothing_is_told_of_versions_that_are_equal():
    nothing = difference(articles=(), quotes=(), details=0, entities=(), notes=("A note.",))
    assert difference_text(nothing).splitlines()[1:] == ["A note.", "Not a row about articles differs."]


def test_other_words_are_shown_where_they_begin_to_differ():
    long = "They pay no rent and they catch the rats and they sleep all day and"
    old, new = quote(content=f"{long} fly by night and come home late."), quote(content=f"{long} walk.")
    told = difference(quotes=(QuoteChange("0" * 16, old, new, ("content",), Cause("text", "")),))
    assert "  content  … all day and fly by night and come home late. → … all day and walk.  text" in difference_text(
        told
    )


def test_a_rollback_compares_no_models_and_no_code():
    plain = dict.fromkeys(FACTS) | {"code_version": "0.2.0", "git_commit": "a1b2c3d" * 5}
    b = version(4, 1, operation="rollback", **plain)
    text = difference_text(difference(b=b, operations=("build", "build", "rollback")))
    assert text.splitlines()[0].endswith("  2 × build, rollback")


def test_a_terminal_is_not_told_to_do_anything():
    evil = (
        difference()
        .articles[1]
        ._replace(title="\x1b[2J\u202eowls\nVersion 9", text=(Line("-", (Piece(False, "a\x1b]0;x\x07"),)),))
    )
    text = difference_text(difference(articles=(evil,)))
    assert not any(character in text for character in "\x1b\x07\u202e")
    assert '"[2J owls Version 9"' in text


def test_machines_are_told_everything():
    told = json.loads(json.dumps(difference_json(difference())))
    assert (told["a"], told["b"], told["operation"], told["operations"]) == (3, 4, "build", ["build"])
    assert told["articles"]["revised"] == [
        {
            "article_id": "0123456789abcdef", "publisher": "Touchline", "title": "Rovers draw",
            "source_path": "monday/rovers.txt", "revisions": [1, 2], "differing": ["revision", "text"],
            "text": [["-", "The match was lost."], ["+", "The match was drawn."]],
        }
    ]  # fmt: skip
    assert told["articles"]["removed"][0]["why"] == 'withdrawn: "at the source\'s request"'
    assert [told["quotes"][key] for key in ("added", "removed", "details")] == [141, 10, 5]
    assert told["quotes"]["causes"] == {"unexplained": 1, "rule": 1}
    (speaker, kind), (lost,), (found,) = (told["quotes"][key] for key in ("changed", "lost", "found"))
    assert (speaker["a_index"], speaker["b_index"], speaker["fields"], speaker["cause"]) == (2, 3, ["speaker"], "rule")
    assert (speaker["before"]["speaker_name"], speaker["after"]["method"]) == ("Ana Ruiz", "unresolved")
    assert (kind["before"]["kind"], kind["after"]["kind"]) == ("direct", "mixed")
    assert (lost["after"], lost["b_index"], found["before"], found["detail"]) == (None, None, None, "tagger 7 → 8")
    assert told["entities"][0]["after"] == [
        {"entity_id": "1", "label": "PERSON", "name": "Park Ji-won", "mentions": 31}
    ]
    assert told["publishers"][2] == {"publisher": None, "articles": [1, 0], "quotes": [0, 0], "words": [9, 0]}


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "</table></main></html>",
    "javascript:alert(1)",
    "wood " * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_page_shows_hostile_texts_and_does_nothing(tmp_path, text):
    found = difference()
    everywhere = Quote(**{**quote()._asdict(), "content": text, "speaker_name": text, "method": "explicit"})
    evil = difference(
        articles=tuple(
            article._replace(publisher=text, title=text, source_path=text, why=text,
                             text=(Line("-", (Piece(True, text),)), Line("+", (Piece(False, text),))))
            for article in found.articles
        ),
        quotes=tuple(
            change._replace(before=change.before and everywhere, after=change.after and everywhere,
                            fields=change.fields and ("speaker", "kind", "content"), cause=Cause("text", text))
            for change in found.quotes
        ),
        entities=(EntityChange("renamed", (Entity("1", "ORG", text, 1),), (Entity("2", "ORG", text, 1),), 1),),
        publishers=(PublisherCounts(text, (0, 1), (0, 1), (0, 1)),),
        notes=(text,),
    )  # fmt: skip
    difference_page(evil, tmp_path / "out.html")
    tree = html.fromstring((tmp_path / "out.html").read_bytes())
    shown = [node.text_content() for node in tree.iter("bdi")]
    assert shown.count(text) > 20
    assert tree.xpath("//script | //img | //a | //iframe | //@*[starts-with(name(), 'on')] | //@href | //@src") == []
    assert tree.xpath("//del/text()") == [text]
    assert tree.xpath("string(//h1)") == "Version 3 → version 4"


def test_a_page_names_everything_that_a_person_compares(tmp_path):
    difference_page(difference(), tmp_path / "out.html")
    tree = html.fromstring((tmp_path / "out.html").read_bytes())
    text = " ".join(" ".join(tree.itertext()).split())
    for words in (
        "4,120 → 4,131 articles (+11)",
        "512 → 520 (+8)",
        "141 added (1 in articles that both versions have), 10 removed (1), 2 changed, 5 in details only.",
        "1 unexplained, 1 rule",
        "Ana Ruiz (surname) unresolved rule 0.1.0 a → 0.2.0 d",
        "Only in version 4, of articles that both have",
        "revision 1 → 2 The match was lost . The match was drawn .",
        'withdrawn: "at the source\'s request"',
    ):
        assert words in text


def test_a_long_table_of_a_page_is_cut(tmp_path):
    difference_page(difference(articles=difference().articles[:1] * (MOST_ROWS + 2)), tmp_path / "out.html")
    tree = html.fromstring((tmp_path / "out.html").read_bytes())
    assert len(tree.xpath("//td[text()='monday/rovers.txt' or bdi='monday/rovers.txt']")) == MOST_ROWS
    assert tree.xpath("//p[@class='more']/text()") == ["… and 2 more; --json names all"]
