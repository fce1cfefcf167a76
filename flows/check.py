"""The gate on its own: what would a build do with this drop? Nothing is published."""

from collections.abc import Sequence
from pathlib import Path

from prefect import flow

from copydesk.places import Named
from copydesk.report.outcome import Outcome
from copydesk.settings import load_settings, overridden
from flows.stages import stage
from schemas import TABLES


@flow(name="check-drop")
def check_drop(
    drops: Sequence[Path], dataset: Named | None = None, settings_file: Path | None = None, workers: int | None = None
) -> Outcome:
    """Run every stage of `build_dataset` but the last over ``drops``; for the arguments see there.

    Raises:
        CopydeskError: If a build would refuse these drops as a whole.
    """
    settings = overridden(load_settings(settings_file), dataset=dataset, workers=workers)
    candidate = stage(drops, settings.dataset, settings)
    return Outcome(
        dataset=settings.dataset,
        entries=tuple(candidate.identified.ledger.entries),
        rows={name: count for name, count in candidate.counts().items() if name in TABLES},
        version=None,
        head=candidate.head.number if candidate.head else None,
        judgement=candidate.judgement,
    )
