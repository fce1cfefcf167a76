"""`copydesk versions`: the log for people and machines."""

import json
from datetime import UTC, datetime

import pytest
from owls import OWLS

from copydesk import __version__
from copydesk.report.history import history_json, history_text, version_text
from copydesk.store import Dataset, TableState, Version
from copydesk.store.floor import Floor
from copydesk.tagger.model import Tagger

plain = pytest.mark.usefixtures("plain_flows")

NO_FILES = dict.fromkeys(("dropped", "admitted", "revised", "unchanged", "duplicate", "quarantined"), 0)


def version(number, rows=None, drop_ids=(), **facts):
    rows = {"articles": 31_202, "quotes": 402_118, "_fingerprints": 31_202} if rows is None else rows
    tables = {name: TableState(("article_id",), count, "c" * 64, (), None) for name, count in rows.items()}
    provenance = {**NO_FILES, "added_articles": [], "revised_articles": [], "removed_articles": [], **facts}
    provenance = {"code_version": "0.2.0", "git_commit": None, "verdict": "passed", **provenance}
    at = datetime(2026, 11, 20 + number, 14, 3, tzinfo=UTC)
    return Version(number, number - 1 or None, at, tuple(drop_ids), 4, tables, provenance)


LINES = {
    "a build": (
        version(
            4,
            drop_ids=["3f2a9c1100000000", "88d0e2aa00000000"],
            operation="build",
            dropped=124,
            admitted=123,
            revised=3,
            quarantined=1,
            git_commit="a1b2c3d" + "0" * 33,
            tagger_hash="9e01c2d4" + "0" * 56,
            zoner_hash="77aa01bc" + "0" * 56,
            alarms=[{"alarm": "layout", "publisher": "Meridian Post"}, {"alarm": "quarantined", "publisher": None}],
        ),
        "   4  2026-11-24 14:03 UTC  build     31,202 articles  402,118 quotes"
        "  (123 admitted, 3 revised, 1 quarantined)"
        "  drops 3f2a9c11…, 88d0e2aa…  copydesk 0.2.0 (a1b2c3d)  tagger 9e01c2d4  zoner 77aa01bc"
        "  alarms: layout Meridian Post, quarantined the drop",
    ),
    "a rollback": (
        version(3, operation="rollback", restored=1, reason="wrong folder dropped", tagger_hash=None, alarms=None),
        '   3  2026-11-23 14:03 UTC  rollback  31,202 articles  402,118 quotes  to version 1: "wrong folder dropped"'
        "  copydesk 0.2.0",
    ),
    "a withdrawal": (
        version(3, operation="withdraw", reason="at the\x1bsource's request", removed_articles=["a" * 16, "b" * 16]),
        "   3  2026-11-23 14:03 UTC  withdraw  31,202 articles  402,118 quotes"
        '  2 withdrawn: "at the source\'s request"  copydesk 0.2.0',
    ),
    "a withdrawal undone": (
        version(3, operation="withdraw", reason="a mistake", added_articles=["a" * 16]),
        "   3  2026-11-23 14:03 UTC  withdraw  31,202 articles  402,118 quotes"
        '  1 brought back: "a mistake"  copydesk 0.2.0',
    ),
    "many drops": (
        version(2, drop_ids=[f"{number:016x}" for number in range(5)], operation="rebuild"),
        "   2  2026-11-22 14:03 UTC  rebuild   31,202 articles  402,118 quotes"
        "  drops 00000000…, 00000000…, 00000000… and 2 more  copydesk 0.2.0",
    ),
    "an older schema, without quotes": (
        version(2, {"articles": 3}),
        "   2  2026-11-22 14:03 UTC  build     3 articles  0 quotes  copydesk 0.2.0",
    ),
    "given up": (
        version(1, operation="build"),
        "   1  2026-11-21 14:03 UTC  build     given up by gc on 2026-11-30",
    ),
}
FLOOR = Floor(2, datetime(2026, 11, 30, tzinfo=UTC))


@pytest.mark.parametrize(("published", "line"), LINES.values(), ids=LINES.keys())
def test_a_version_is_a_line(published, line):
    assert history_text([published], FLOOR) == line


def test_the_newest_is_first_and_says_whether_it_can_be_read():
    told = history_json([version(1), version(2)], FLOOR)
    assert [(one["version"], one["readable"], one["operation"]) for one in told] == [
        (2, True, "build"), (1, False, "build")
    ]  # fmt: skip
    assert "_fingerprints" not in told[0]["rows"]


def test_one_version_is_told_in_full():
    published, _ = LINES["a build"]
    published.provenance["added_articles"].append("0123456789abcdef")
    assert version_text(published, FLOOR).splitlines() == [
        "Version 4, build, 2026-11-24 14:03:00 UTC",
        "  built on   version 3",
        "  files      124 dropped, 123 admitted, 3 revised, 0 unchanged, 0 duplicate, 1 quarantined",
        "  drop       3f2a9c1100000000",
        "  drop       88d0e2aa00000000",
        "  added      0123456789abcdef",
        f"  rows            31,202  articles       {'c' * 64}",
        f"  rows           402,118  quotes         {'c' * 64}",
        f"  copydesk   0.2.0, commit a1b2c3d{'0' * 33}",
        "  schema     4",
        f"  tagger     9e01c2d4{'0' * 56}",
        f"  zoner      77aa01bc{'0' * 56}",
        "  verdict    passed",
        "  alarm      layout Meridian Post",
        "  alarm      quarantined the drop",
    ]
    published, _ = LINES["given up"]
    assert version_text(published, FLOOR).splitlines()[1:4] == [
        "  given up by gc on 2026-11-30: no table of it can be read",
        "  built on   nothing: it is the first",
        "  files      none",
    ]


def test_a_dataset_without_versions_says_so(told, dataset):
    Dataset.open(dataset, create=True)
    assert told("versions") == (0, "No version was published yet.\n", "")
    assert told("versions", "--json") == (0, "[]\n", "")
    code, out, err = told("versions", 1)
    assert (code, out) == (1, "")
    assert "nothing was published yet" in err


@plain
def test_many_versions_are_listed_newest_first(told, drop):
    told("build", drop)
    (drop / "owls.txt").write_text(OWLS.replace("Four", "Five"))
    told("build", drop)
    code, out, _ = told("versions")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["2", "1"]
    assert "1 articles" in out
    assert f"copydesk {__version__}" in out
    assert f"tagger {Tagger().fingerprint[:8]}" in out
    assert told("versions", "--limit", 1)[1] == out.splitlines(keepends=True)[0]
    newest, oldest = json.loads(told("versions", "--json")[1])
    assert (newest["version"], newest["parent"], oldest["version"], oldest["parent"]) == (2, 1, 1, None)
    assert newest["revised_articles"] == oldest["added_articles"]
    assert newest["rows"]["articles"] == 1
    assert json.loads(told("versions", 1, "--json")[1]) == oldest
    assert oldest["added_articles"][0] in told("versions", 1)[1]
    code, out, err = told("versions", 3)
    assert (code, out) == (1, "")
    assert "no version 3; there are 1 to 2" in err


def test_a_number_and_a_limit_do_not_go_together(told):
    code, out, err = told("versions", 1, "--limit", 2)
    assert (code, out) == (2, "")
    assert "--limit" in err


def test_versions_of_no_dataset_are_refused(told, dataset):
    code, out, err = told("versions")
    assert (code, out) == (2, "")
    assert err == f"copydesk: {dataset}: no dataset here; name the folder that `copydesk build` wrote\n"
