"""`copydesk history`, `rollback` and `withdraw`: what they print and how they end."""

import json
from datetime import UTC, datetime

import pytest
from owls import OWLS

from copydesk.article_history import Span
from copydesk.report.by_hand import Article, Withdrawn, rollback_json, rollback_text, withdrawal_json, withdrawal_text
from copydesk.rollback import Back, RolledBack
from copydesk.store import Dataset, TableState, Version

A, B = "51d0e70000000000", "77ab030000000000"


def version(number, articles):
    tables = {"articles": TableState(("article_id",), articles, "c" * 64, (), None)}
    return Version(number, number - 1, datetime(2026, 11, 22, tzinfo=UTC), (), 4, tables, {})


ROLLBACKS = {
    "with drops": (
        RolledBack(2, version(5, 31_082), version(4, 31_202), (A,), (), (B,) * 121, ("88d0e2aa00000000",)),
        "Published version 5, equal to version 2: 31,082 articles (−120), of which 1 new and 0 in another state;"
        " 121 gone.\n"
        "Can be dropped again: drop 88d0e2aa00000000.",
    ),
    "over a withdrawal": (
        RolledBack(2, version(5, 3), version(4, 3), back=(Back(A, "Ferry crews\x1b strike", "a request"),)),
        "Published version 5, equal to version 2: 3 articles (±0), of which 0 new and 0 in another state; 0 gone.\n"
        f'Warning: {A}  "Ferry crews strike" is back, withdrawn before: a request\n'
        "1 that had been withdrawn is back; `copydesk withdraw ID --reason TEXT` takes them out again.",
    ),
    "to what is there": (
        RolledBack(2, None, version(4, 3)),
        "Version 4 is equal to version 2 already; nothing was published.",
    ),
}


@pytest.mark.parametrize(("done", "text"), ROLLBACKS.values(), ids=ROLLBACKS.keys())
def test_a_rollback_says_what_it_did(done, text):
    assert rollback_text(done) == text
    told = json.loads(json.dumps(rollback_json(done)))
    assert (told["version"], told["head"], told["restored"]) == (
        (5, 5, 2) if done.version else (None, 4, 2)
    )  # fmt: skip


WITHDRAWALS = {
    "two": (
        Withdrawn(
            version(6, 3),
            "at the source's request",
            (
                Article(A, "Lydhavn Times", "Ferry crews strike", (Span(2, 5),)),
                Article(B, None, None, (Span(1, 1), Span(5, 5))),
            ),
        ),
        "Withdrawn in version 6: at the source's request\n"
        f'  {A}  Lydhavn Times  "Ferry crews strike"; it stays in versions 2 to 5\n'
        f"  {B}  without a title; it stays in versions 1 and 5\n"
        "Older versions can be read until `copydesk gc` gives them up: `copydesk gc --keep 1` does at once.",
    ),
    "brought back": (
        Withdrawn(version(7, 4), "a mistake", (Article(A, None, "Ferries", (Span(2, 5),)),), undone=True),
        f'Brought back in version 7: a mistake\n  {A}  "Ferries"',
    ),
    "given up by gc": (
        Withdrawn(version(7, 4), "a mistake", (), undone=True, forgotten=(Article(A, None, "Ferries", (Span(2, 5),)),)),
        "Withdrawal undone in version 7: a mistake\n"
        f'  {A}  "Ferries"; no longer withdrawn, but its rows are gone until it is dropped again',
    ),
    "many": (
        Withdrawn(version(6, 3), "all of it", (Article(A, None, "Ferries", (Span(5, 5),)),) * 1_022),
        "Withdrawn in version 6: all of it\n"
        + f'  {A}  "Ferries"; it stays in version 5\n' * 20
        + "  and 1,002 more; --json names all\n"
        + "Older versions can be read until `copydesk gc` gives them up: `copydesk gc --keep 1` does at once.",
    ),
}


@pytest.mark.parametrize(("done", "text"), WITHDRAWALS.values(), ids=WITHDRAWALS.keys())
def test_a_withdrawal_says_what_it_did(done, text):
    assert withdrawal_text(done) == text
    told = json.loads(json.dumps(withdrawal_json(done)))
    assert (told["version"], told["undone"], len(told["articles"])) == (
        done.version.number, done.undone, len(done.articles)
    )  # fmt: skip


@pytest.mark.usefixtures("plain_flows")
def test_an_article_is_withdrawn_brought_back_and_rolled_back(told, drop, dataset):
    told("build", drop)
    (owls,) = Dataset.open(dataset).read("articles", columns=["article_id"])["article_id"].to_pylist()
    code, out, _ = told("withdraw", owls, "--reason", "at the\nsource's request")
    assert (code, out.splitlines()[0]) == (0, "Withdrawn in version 2: at the source's request")
    code, out, _ = told("history", owls)
    assert (code, len(out.splitlines())) == (0, 3)
    assert out.splitlines()[2].startswith("  withdrawn in version 2 on ")
    code, out, _ = told("withdraw", owls, "--undo", "--reason", "a mistake", "--json")
    assert (code, json.loads(out)["version"]) == (0, 3)
    code, out, _ = told("rollback", 2, "--reason", "no mistake", "--json")
    assert (code, json.loads(out)["removed"]) == (0, [owls])
    code, out, _ = told("rollback", 2)
    assert (code, out) == (0, "Version 4 is equal to version 2 already; nothing was published.\n")
    assert [json.loads(out)["withdrawn"]["reason"] for _, out, _ in [told("history", owls, "--json")]] == [
        "at the source's request"
    ]
    assert [line.split()[4] for line in told("versions")[1].splitlines()] == [
        "rollback", "withdraw", "withdraw", "build"
    ]  # fmt: skip
    assert OWLS.splitlines()[0] in told("history", owls)[1]


def test_withdraw_promises_no_more_than_it_keeps(told, capsys):
    with pytest.raises(SystemExit):
        told("withdraw", "--help")
    help_text = " ".join(capsys.readouterr().out.split())
    assert "An edited text without address or id is another article." in help_text
    assert "no drop" not in help_text


REFUSED = {
    "withdraw": (["0123456789abcdef", "--reason", "x"], 1, "nothing was published yet"),
    "withdraw without a reason": (["0123456789abcdef", "--reason", " "], 2, "--reason is empty"),
    "withdraw undone": (["0123456789abcdef", "--reason", "x", "--undo"], 1, "nothing was published yet"),
    "rollback": (["1"], 1, "no version 1; nothing was published yet"),
    "rollback with an empty reason": (["1", "--reason", ""], 2, "--reason is empty"),
    "history": (["0123456789abcdef"], 1, "no version has ever had an article 0123456789abcdef"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_done_is_refused_in_one_line(told, dataset, case):
    Dataset.open(dataset, create=True)
    arguments, expected, message = REFUSED[case]
    code, out, err = told(case.split()[0], *arguments)
    assert (code, out, err.count("\n")) == (expected, "", 1)
    assert message in err


@pytest.mark.parametrize(
    "words", [["withdraw", "0" * 16], ["withdraw", "--reason", "x"], ["rollback", "v1"], ["history"]]
)
def test_bad_usage_is_told(told, words, capsys):
    with pytest.raises(SystemExit) as exited:
        told(*words)
    assert exited.value.code == 2
    assert "usage: copydesk" in capsys.readouterr().err
