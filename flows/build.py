"""The main job: drops of articles in, a new version of the dataset out."""

from collections.abc import Sequence
from pathlib import Path

from prefect import flow

from copydesk.drift import Alarm, accepted_of, unaccepted
from copydesk.places import Named, Place
from copydesk.report.outcome import AlarmedError, Outcome
from copydesk.settings import load_settings, overridden
from copydesk.store import Version
from flows.stages import stage
from schemas import TABLES
from tasks.candidate import Candidate
from tasks.publish import publish_version


@flow(name="build-dataset")
def build_dataset(
    drops: Sequence[Path],
    dataset: Named | None = None,
    settings_file: Path | None = None,
    workers: int | None = None,
    strict: bool | None = None,
    accept: Sequence[str] = (),
) -> Outcome:
    """Read, clean, segment, tag, validate and judge ``drops``, and publish what is new as the next version.

    Args:
        drops: Folders or files.
        dataset: Folder of the dataset; None takes the settings'.
        settings_file: A ``copydesk.toml``; None takes the working directory's.
        workers: Processes that read articles; None takes the settings'.
        strict: Whether an alarm keeps the version from being published; None takes the settings'.
        accept: Alarms that do not, as `copydesk.drift.accepted_of` reads them.

    Raises:
        AlarmedError: If a strict build has an alarm that was not accepted. The dataset is as it was.
        CopydeskError: If nothing could be published. The dataset is as it was.
    """
    settings = overridden(load_settings(settings_file), dataset=dataset, workers=workers)
    accepted = [accepted_of(text) for text in accept]
    candidate = stage(drops, settings.dataset, settings)
    alarms = unaccepted(candidate.judgement, accepted)
    passed = tuple(alarm for alarm in candidate.judgement.alarms if alarm not in alarms)
    if alarms and (settings.gate.strict if strict is None else strict):
        raise AlarmedError(alarms, _outcome(settings.dataset, candidate, None, passed))
    return _outcome(settings.dataset, candidate, publish_version(settings.dataset, candidate, settings), passed)


def _outcome(dataset: Place, candidate: Candidate, version: Version | None, accepted: tuple[Alarm, ...]) -> Outcome:
    now = version or candidate.head
    return Outcome(
        dataset=dataset,
        entries=tuple(candidate.identified.ledger.entries),
        rows=_rows(now) if now else {},
        version=version.number if version else None,
        head=now.number if now else None,
        judgement=candidate.judgement,
        accepted=accepted,
    )


def _rows(version: Version) -> dict[str, int]:
    """Return the rows of each table that people read."""
    return {name: state.rows for name, state in version.tables.items() if name in TABLES}
