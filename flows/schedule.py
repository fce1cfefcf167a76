"""Build on a schedule: whatever has arrived since."""

from pathlib import Path

from prefect import flow

from copydesk.errors import UsageError
from copydesk.intake import list_drop
from copydesk.report.outcome import build_summary
from copydesk.settings import load_settings
from flows.build import build_dataset


@flow(name="build-arrivals", log_prints=True)
def build_arrivals(arrivals: Path, dataset: Path | None = None, settings_file: Path | None = None) -> None:
    """Build every drop in the folder ``arrivals``, each an entry of it; those known already change nothing.

    Raises:
        CopydeskError: If nothing could be published.
    """
    limits = load_settings(settings_file).limits
    entries = sorted(entry for entry in arrivals.iterdir() if not entry.name.startswith("."))
    drops = [entry for entry in entries if list_drop(entry, limits)]
    if not drops:
        print(f"{arrivals}: no drop has arrived yet")
        return
    print(build_summary(build_dataset(drops, dataset, settings_file)))


def serve_builds(cron: str, arrivals: Path, dataset: Path | None, settings_file: Path | None) -> None:
    """Run `build_arrivals` whenever ``cron`` (UTC) says so, until interrupted.

    Raises:
        UsageError: If ``cron`` is no cron expression.
    """
    # Runs are processes of their own, which may start elsewhere: only absolute paths mean the same there.
    paths = {"arrivals": arrivals, "dataset": dataset, "settings_file": settings_file}
    parameters = {name: str(path.resolve()) for name, path in paths.items() if path is not None}
    try:
        build_arrivals.serve(name="copydesk", cron=cron, parameters=parameters)
    except ValueError as error:
        raise UsageError(f"--cron {cron!r}: {error}") from None
