"""The schedule: what a run of it builds, and how it is handed to Prefect. `benchmarks/serve_fires.py` sees it fire."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from made_drops import BRIDGE, FERRY, OWLS, latest, titles, write

from copydesk.cli import main


@pytest.fixture
def served(monkeypatch):
    """Catch what would be served."""
    import flows.schedule

    calls: list[dict[str, object]] = []
    monkeypatch.setattr(flows.schedule, "scheduling_server", lambda: nullcontext("http://localhost:1/api"))
    monkeypatch.setattr(flows.schedule.build_arrivals, "serve", lambda **options: calls.append(options))
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "CRITICAL")
    return calls


def test_a_schedule_is_served_with_absolute_paths_one_run_at_a_time(served, tmp_path, monkeypatch, capsys):
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["serve", "--cron", "0 6 * * *", "--drops", "in", "--dataset", "out"]) == 0
    (options,) = served
    assert options["parameters"] == {"arrivals": str(tmp_path / "in"), "dataset": str(tmp_path / "out")}
    assert (options["schedule"].cron, options["schedule"].timezone) == ("0 6 * * *", "UTC")
    assert options["limit"] == 1
    assert capsys.readouterr().out.splitlines() == [
        "in is built into out whenever it is 0 6 * * * (UTC); Ctrl-C ends that.",
        "Prefect shows the runs at http://localhost:1",
    ]


def test_the_settings_of_the_working_directory_hold_for_the_runs_too(served, tmp_path, monkeypatch):
    write(tmp_path, {"copydesk.toml": "dataset = 'set'\ndrops = 'arrivals'\n", "arrivals/owls.txt": OWLS})
    monkeypatch.chdir(tmp_path)
    assert main(["serve", "--cron", "0 6 * * *"]) == 0
    (options,) = served
    assert options["parameters"] == {
        "arrivals": str(tmp_path / "arrivals"),
        "dataset": str(tmp_path / "set"),
        "settings_file": str(tmp_path / "copydesk.toml"),
    }


def test_a_configured_server_is_used_and_none_is_started(monkeypatch):
    from prefect.settings import PREFECT_API_URL, temporary_settings

    import flows.server

    monkeypatch.setattr(flows.server.subprocess, "Popen", lambda *_, **__: pytest.fail("started a server"))
    with temporary_settings({PREFECT_API_URL: "http://elsewhere:4200/api"}), flows.server.scheduling_server() as url:
        assert url == "http://elsewhere:4200/api"


@pytest.mark.usefixtures("prefect_server")
def test_a_run_builds_every_drop_that_has_arrived(tmp_path, monkeypatch):
    from flows.schedule import build_arrivals

    dataset, arrivals = tmp_path / "dataset", tmp_path / "arrivals"
    arrivals.mkdir()
    monkeypatch.chdir(tmp_path)
    build_arrivals(arrivals, dataset)
    assert not dataset.exists()

    write(arrivals, {"monday/001.txt": BRIDGE, "single.txt": OWLS, ".hidden/002.txt": FERRY})
    (arrivals / "empty").mkdir()
    (arrivals / "dangling").symlink_to(arrivals / "gone")
    (arrivals / "single.txt.meta.json").write_text('{"publisher": "The Owlet"}')
    build_arrivals(arrivals, dataset)
    assert sorted(titles(dataset)) == ["001.txt", "single.txt"]
    assert "The Owlet" in set(latest(dataset, "articles")["publisher"])
    assert latest(dataset, "quarantine").empty

    write(arrivals, {"tuesday/001.txt": FERRY})
    build_arrivals(arrivals, dataset)
    build_arrivals(arrivals, dataset)
    assert sorted(latest(dataset, "versions")["version"]) == [1, 2]
    assert len(titles(dataset)) == 2  # two files called 001.txt
    assert len(latest(dataset, "articles")) == 3


def test_a_run_can_be_started_from_anywhere(tmp_path, monkeypatch):
    """Prefect loads the flow by the place of its file: that must not depend on the working directory."""
    from flows.schedule import build_arrivals

    monkeypatch.chdir(tmp_path)
    deployment = build_arrivals.to_deployment(name="copydesk")
    path = deployment.entrypoint.partition(":")[0]
    assert Path(path).is_file() or deployment.entrypoint.startswith("flows.schedule")
