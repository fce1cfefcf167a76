"""What the whole suite shares: the folder of drops made in a test, and Prefect's server where a flow runs under it."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# Tells Prefect how to behave: before a test imports that.
import flows  # noqa: F401

ROOT = Path(__file__).parents[1]

# Time is the benchmarks' business. CI looks for what a change broke, the same examples every time; new ones are
# looked for where somebody can look into them.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[str]:
    """Run a Prefect server for the session (it takes 15 s to start) and return its address."""
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        url = PREFECT_API_URL.value()
        assert url
        yield url


@pytest.fixture(scope="session")
def sample() -> Path:
    return ROOT / "data/raw/sample"


@pytest.fixture(scope="session", autouse=True)
def _prefect_at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep Prefect, here and in every process that a test starts, out of the user's own home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect-home")))
        for name in list(os.environ):
            if name in {"PREFECT_API_URL", "PREFECT_PROFILE"}:
                patch.delenv(name)
        yield


_counts: Counter[str] = Counter()


@pytest.fixture(scope="session")
def tally() -> Callable[..., None]:
    """Count what was tried and lost nothing, for docs/reliability.md."""

    def count(what: str, times: int = 1) -> None:
        _counts[what] += times

    return count


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write what was counted, where somebody asked for it; one of several processes tells it to the first."""
    if (told := getattr(session.config, "workeroutput", None)) is not None:
        told["tally"] = dict(_counts)
    elif (path := os.environ.get("COPYDESK_TALLY")) and exitstatus == 0:
        Path(path).write_text(json.dumps(dict(sorted(_counts.items())), indent=2) + "\n")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what a process that ran a part of the tests has counted."""
    _counts.update(getattr(node, "workeroutput", {}).get("tally", {}))
