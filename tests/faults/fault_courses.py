"""What is killed: the runs, and the dataset that each begins with.

Everything a course needs lies in one folder, its home: ``dataset``, and the drops beside it.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import made_drops
import store_rows

import flows.build
import flows.rebuild
import flows.replay
import flows.stages
from copydesk.rollback import roll_back
from copydesk.store import Dataset
from copydesk.store.collect import collect
from copydesk.verification import verify
from copydesk.verification.kept import kept_files
from tasks.withdraw import withdraw

NEWS = """Owls leave the signal tower

The owls of Holmstad have flown to Lydhavn, the town said on Monday.

“They will be back,” said Ida Brekke, who has the keys to the tower.
"""
DROPS: dict[str, dict[str, str | bytes]] = {
    "first": dict(made_drops.FILES),
    # A revision, a new article, a duplicate, and a file that goes to quarantine.
    "second": {
        "a/bridge.txt": made_drops.BRIDGE.replace("eleven weeks", "twelve weeks"),
        "news.txt": NEWS,
        "again.txt": made_drops.OWLS,
        "picture.txt": b"\0\0",
    },
    "third": {"a/ferry.txt": made_drops.FERRY.replace("a tenth", "a twelfth"), "news.txt": NEWS},
}


class Course(NamedTuple):
    """A run to be killed."""

    run: str
    """Name of the run, in `RUNS`."""
    before: tuple[str, ...]
    """Runs that make the dataset that it begins with."""
    versions: int
    """How many versions it publishes."""


COURSES = {
    "first build": Course("first", (), 1),
    "next build": Course("second", ("first",), 1),
    "commit": Course("commit 3", ("commit 1", "commit 2"), 1),
    "repair": Course("open", ("commit 1", "commit 2", "unrepaired"), 0),
    "rollback": Course("rollback", ("first", "second"), 1),
    "withdrawal": Course("withdraw", ("first", "second"), 1),
    "replay": Course("replay", ("first with limits", "second"), 1),
    "rebuild": Course("rebuild", ("first with limits", "second"), 1),
    "gc": Course("gc", ("first", "second", "third"), 0),
}


def write_drops(home: Path) -> None:
    """Write every drop into ``home``."""
    for name, files in DROPS.items():
        made_drops.write(home / name, files)


def warm_up(home: Path) -> None:
    """Build once, so that the children find everything imported."""
    home.mkdir(parents=True, exist_ok=True)
    write_drops(home)
    for name in ("first", "second"):
        made_drops.build(home / name, dataset=home / "dataset")
    assert list(verify(Dataset(home / "dataset"))) == []


def _build(drop: str) -> Callable[[Path], str]:
    def build(home: Path) -> str:
        return f"version {made_drops.build(home / drop, dataset=home / 'dataset').version}"

    return build


def _commit(number: int) -> Callable[[Path], str]:
    texts: dict[int, tuple[dict[str, str], frozenset[str]]] = {
        1: ({"a": "one", "b": "two", "c": "three"}, frozenset()),
        2: ({"a": "one, again", "d": "four"}, frozenset("a")),
        3: ({"b": "two, again", "e": "five"}, frozenset("b")),
    }

    def commit(home: Path) -> str:
        dataset = Dataset.open(home / "dataset", create=True)
        head = dataset.head()
        if head is None or head.number < number:
            store_rows.publish(dataset, *texts[number])
        return f"version {number}"

    return commit


def _unrepaired(home: Path) -> str:
    """Publish a version as a writer does that is killed just after the commit point: `latest` lags, nothing is thin."""
    folder = sys.modules["copydesk.store.folder"].Folder
    shown: Any = folder.show_latest
    folder.show_latest = lambda *_: None
    dataset = Dataset.open(home / "dataset", thin=False)
    store_rows.publish(dataset, {"b": "two, again", "e": "five"}, frozenset("b"))
    (home / "dataset/.tmp/dead").mkdir()
    (home / "dataset/.tmp/dead/part").write_bytes(b"x")
    folder.show_latest = shown
    return "published"


def _open(home: Path) -> str:
    Dataset.open(home / "dataset")
    return "opened"


def _build_with_limits(home: Path) -> str:
    """Build with a limit that the longest article is over: it goes to quarantine, and is admitted without that."""
    settings = home / "limits.toml"
    settings.write_text(f"[limits]\ntext_chars = {len(made_drops.BRIDGE) - 10}\n")
    outcome = made_drops.build(home / "first", dataset=home / "dataset", settings=settings)
    assert [entry.evidence for entry in outcome.quarantined()] == ["text_too_long"]
    return f"version {outcome.version}"


def _rollback(home: Path) -> str:
    roll_back(Dataset.open(home / "dataset"), 1, "a wrong drop")
    return "rolled back"


def _withdraw(home: Path) -> str:
    dataset = Dataset.open(home / "dataset")
    ids = dataset.read("articles", None, ["article_id", "source_path"]).to_pylist()
    withdraw(dataset, [row["article_id"] for row in ids if row["source_path"] == "owls.txt"], "asked to")
    return "withdrawn"


def _replay(home: Path) -> str:
    with made_drops.without_prefect():
        return f"version {flows.replay.replay_quarantine.fn(home / 'dataset', None, 1).version}"


def _rebuild(home: Path) -> str:
    with made_drops.without_prefect():
        return f"version {flows.rebuild.rebuild_dataset.fn((), home / 'dataset', None, 1).version}"


def _gc(home: Path) -> str:
    dataset = Dataset.open(home / "dataset")
    return str(collect(dataset, 1, lambda versions: kept_files(dataset, versions)))


def _versions(home: Path) -> str:
    dataset = Dataset.open(home / "dataset", repair=False)
    return f"{len(dataset.versions())} versions, {dataset.read('articles').num_rows} articles"


def _verify(home: Path) -> str:
    """Say what is wrong with the dataset."""
    return "\n".join(map(str, verify(Dataset(home / "dataset"))))


RUNS: dict[str, Callable[[Path], str]] = {
    **{name: _build(name) for name in DROPS},
    **{f"commit {number}": _commit(number) for number in (1, 2, 3)},
    "unrepaired": _unrepaired,
    "open": _open,
    "first with limits": _build_with_limits,
    "rollback": _rollback,
    "withdraw": _withdraw,
    "replay": _replay,
    "rebuild": _rebuild,
    "gc": _gc,
    "versions": _versions,
    "verify": _verify,
}
"""What a child can be asked to do in a home; each returns one line."""
