"""What made a dataset what it is, told from its log."""

from datetime import UTC, datetime

from copydesk.lineage import STEPS, Step, steps_to
from copydesk.store import Version


def log(*entries):
    """Make versions of (operation, drop_ids, other provenance)."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return [
        Version(number, number - 1 or None, at, tuple(drops), 4, {}, facts(operation) | more)
        for number, (operation, drops, more) in enumerate(entries, start=1)
    ]


def facts(operation):
    nobody = {"added_articles": [], "removed_articles": []}
    return {"operation": operation, "restored": None, "reason": None, **nobody}


def steps(*entries):
    versions = log(*entries)
    return steps_to(versions[-1], versions)


def test_builds_are_steps_and_replays_are_none():
    assert steps(("build", ["d1", "d2"], {}), ("replay", ["d1"], {}), ("build", ["d3"], {})) == [
        Step("build", ("d1", "d2")),
        Step("build", ("d3",)),
    ]


def test_a_drop_that_is_built_again_is_no_other():
    assert steps(("build", ["d1"], {}), ("build", ["d1", "d2", "d2"], {}), ("build", ["d2"], {})) == [
        Step("build", ("d1",)),
        Step("build", ("d2",)),
    ]


def test_what_was_rolled_back_is_passed_over():
    assert steps(
        ("build", ["d1"], {}),
        ("build", ["d2"], {}),
        ("withdraw", [], {"removed_articles": ["a"], "reason": "r"}),
        ("rollback", [], {"restored": 1}),
        ("build", ["d3"], {}),
    ) == [Step("build", ("d1",)), Step("build", ("d3",))]


def test_a_rollback_of_a_rollback_brings_the_drops_back():
    entries = [("build", ["d1"], {}), ("build", ["d2"], {}), ("rollback", [], {"restored": 1})]
    assert steps(*entries, ("rollback", [], {"restored": 2})) == [Step("build", ("d1",)), Step("build", ("d2",))]


def test_withdrawals_stand_in_their_place():
    assert steps(
        ("build", ["d1"], {}),
        ("withdraw", [], {"removed_articles": ["a", "b"], "reason": "asked for"}),
        ("build", ["d2"], {}),
        ("withdraw", [], {"added_articles": ["a"], "reason": "a mistake"}),
    ) == [
        Step("build", ("d1",)),
        Step("withdraw", ("a", "b"), "asked for"),
        Step("build", ("d2",)),
        Step("bring back", ("a",), "a mistake"),
    ]


def test_a_rebuild_has_the_steps_before_it_with_it():
    before = [Step("build", ("d1",)), Step("withdraw", ("a",), "asked for")]
    assert steps(
        ("build", ["d9"], {}),
        ("rebuild", ["d1"], {STEPS: [step.as_json() for step in before]}),
        ("build", ["d2"], {}),
    ) == [*before, Step("build", ("d2",))]


def test_versions_of_older_releases_are_builds():
    (version,) = log(("build", ["d1"], {}))
    older = Version(1, None, version.created_at, ("d1",), 3, {}, {"admitted": 1})
    assert steps_to(older, [older]) == [Step("build", ("d1",))]
