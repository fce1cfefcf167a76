"""Build on a schedule: whatever has arrived since."""

import warnings
from collections.abc import Iterator
from pathlib import Path

from prefect import flow
from prefect.client.schemas.schedules import CronSchedule
from prefect.schedules import Cron

from copydesk.errors import CopydeskError, UsageError
from copydesk.intake import list_drop
from copydesk.places import Named, Place
from copydesk.report.outcome import AlarmedError, build_summary, refused_summary
from copydesk.settings import Limits, load_settings
from flows.build import build_dataset
from flows.server import scheduling_server


@flow(name="build-arrivals", log_prints=True)
def build_arrivals(arrivals: Path, dataset: Named | None = None, settings_file: Path | None = None) -> None:
    """Build every drop in the folder ``arrivals``, each an entry of it; those known already change nothing.

    Raises:
        CopydeskError: If nothing could be published.
    """
    drops = list(_arrived(arrivals, load_settings(settings_file).limits))
    if not drops:
        print(f"{arrivals}: no drop has arrived yet")
        return
    try:
        outcome = build_dataset(drops, dataset, settings_file)
    except AlarmedError as error:
        print(refused_summary(error.outcome))
        raise
    print(build_summary(outcome))


def _arrived(arrivals: Path, limits: Limits) -> Iterator[Path]:
    """Yield the drops of the folder in the order of their names; an entry that can not be one costs only itself."""
    for name in sorted({dropped.source_path.partition("/")[0] for dropped in list_drop(arrivals, limits)}):
        try:
            list_drop(arrivals / name, limits)
        except CopydeskError as error:
            print(f"left out: {error}")
        else:
            yield arrivals / name


def serve_builds(cron: str, arrivals: Path, dataset: Place, settings_file: Path | None) -> None:
    """Run `build_arrivals` whenever ``cron`` (UTC) says so, until interrupted.

    Args:
        cron: Five fields, as in ``0 6 * * *``.
        arrivals: Folder in which drops arrive.
        dataset: Folder of the dataset.
        settings_file: A ``copydesk.toml``; None if there is none.

    Raises:
        UsageError: If ``cron`` is no cron expression.
    """
    try:
        CronSchedule(cron=cron)
    except ValueError:
        raise UsageError(f'--cron {cron!r}: not a cron expression; name five fields, as in "0 6 * * *"') from None
    # Runs are processes of their own, which may start elsewhere: only absolute paths mean the same there.
    paths = {"arrivals": arrivals, "dataset": dataset, "settings_file": settings_file}
    parameters = {
        name: str(path.resolve() if isinstance(path, Path) else path)
        for name, path in paths.items()
        if path is not None
    }
    # When it is told to stop, Prefect's runner forgets to await a coroutine of its own.
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
    with scheduling_server() as server:
        print(f"{arrivals} is built into {dataset} whenever it is {cron} (UTC); Ctrl-C ends that.")
        print(f"Prefect shows the runs at {server.removesuffix('/api')}", flush=True)
        build_arrivals.serve(
            name="copydesk",
            schedule=Cron(cron, timezone="UTC"),
            parameters=parameters,
            # One at a time: of two builds at once the later would be refused.
            limit=1,
            print_starting_message=False,
        )
