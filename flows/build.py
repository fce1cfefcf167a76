"""The main job: drops of articles in, a new version of the dataset out."""

from collections.abc import Sequence
from pathlib import Path

from prefect import flow

from copydesk.reading import tagger_fingerprint
from copydesk.report.outcome import Outcome
from copydesk.settings import load_settings, overridden
from copydesk.zoner import shipped
from flows.stages import stage
from tasks.publish import publish_version


@flow(name="build-dataset")
def build_dataset(
    drops: Sequence[Path], dataset: Path | None = None, settings_file: Path | None = None, workers: int | None = None
) -> Outcome:
    """Read, clean, segment, tag and validate ``drops``, and publish what is new as the next version.

    Args:
        drops: Folders or files.
        dataset: Folder of the dataset; None takes the settings'.
        settings_file: A ``copydesk.toml``; None takes the working directory's.
        workers: Processes that read articles; None takes the settings'.

    Raises:
        CopydeskError: If nothing could be published. The dataset is as it was.
    """
    settings = overridden(load_settings(settings_file), dataset=dataset, workers=workers)
    candidate = stage(drops, settings.dataset, settings)
    version = publish_version(
        settings.dataset,
        candidate.head,
        candidate.frames,
        candidate.identified,
        candidate.drop_ids,
        {"tagger_hash": tagger_fingerprint(), "zoner_hash": shipped().fingerprint},
        candidate.learning,
    )
    now = version or candidate.head
    return Outcome(
        dataset=settings.dataset,
        entries=tuple(candidate.identified.ledger.entries),
        rows={name: state.rows for name, state in now.tables.items()} if now else {},
        version=version.number if version else None,
        head=now.number if now else None,
    )
