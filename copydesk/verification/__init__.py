"""Verify a dataset: every byte, every row, every relation, every file; nothing is ever repaired.

Four stages, each of which needs what the one before has found in order: the bytes (`copydesk.store.soundness`), the
rows of each table (`rows`), what ties tables together (`relations`), and the account of what came in (`accounts`).
After a stage with faults the later ones are left out: they could only say the same again, or be wrong about it.

Memory does not grow with the dataset, but for its ids: rows are read part by part, and articles in batches.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from copydesk.errors import CopydeskError
from copydesk.places import Place
from copydesk.store import Dataset, Version, opening
from copydesk.store.backend import backend
from copydesk.store.errors import DamagedDatasetError, one_clear_line
from copydesk.store.floor import read_floor
from copydesk.store.needed import log_numbers
from copydesk.store.soundness import Fault, check_bytes, readable_versions, spans, strays
from copydesk.verification.accounts import check_accounts
from copydesk.verification.kept import kept_files
from copydesk.verification.relations import check_dataset
from copydesk.verification.rows import check_parts, check_tables
from schemas import SCHEMA_VERSION

__all__ = ["Fault", "Survey", "require_dataset", "survey", "verify"]


class Survey(NamedTuple):
    """What there is to verify."""

    versions: int
    given_up: int
    """How many of them gc gave up."""
    objects: int
    bytes: int
    """Size of all objects."""
    newest: int | None
    """The newest version; None if nothing was published, or its log entry is damaged."""
    rows: int
    """Rows of all its tables, hidden ones too."""
    notes: tuple[str, ...]
    """What is no fault and yet worth a line."""


def verify(dataset: Dataset, *, every_version: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with ``dataset``; nothing when it is sound.

    Bytes, rows and accounts are verified in every version that can be read; schemas and relations in the newest, or
    with ``every_version`` in each of the present schema version.

    Args:
        dataset: Made by ``Dataset(path)``: opening refuses a damaged marker.
        every_version: Whether older versions must keep every rule too.

    Raises:
        CopydeskError: If newer code wrote it, or something can not be read for want of permission.
    """
    with one_clear_line(dataset.path, "verify the dataset"):
        yield from _verify(dataset, every_version=every_version)


def _verify(dataset: Dataset, *, every_version: bool) -> Iterator[Fault]:
    versions = readable_versions(dataset)
    if versions and (newest := max(version.schema_version for version in versions)) > SCHEMA_VERSION:
        raise CopydeskError(
            f"{dataset.path}: written by a newer copydesk (schema version {newest}); upgrade copydesk to use it"
        )
    judged = [one for one in _judged(versions, every_version) if one.schema_version == SCHEMA_VERSION]
    stages: tuple[Callable[[], Iterator[Fault]], ...] = (
        lambda: check_bytes(dataset, _kept(dataset, versions)),
        lambda: check_parts(dataset, versions),
        lambda: (fault for version in judged for fault in check_tables(dataset, version)),
        lambda: (fault for version in judged for fault in check_dataset(dataset, version)),
        lambda: check_accounts(dataset, versions),
    )
    for stage in stages:
        found = False
        for fault in stage():
            found = True
            yield fault
        if found:
            return


def require_dataset(path: Place) -> Dataset:
    """Return the dataset in the folder ``path``, however damaged.

    Raises:
        CopydeskError: If there is none.
    """
    dataset = Dataset(path)
    if not log_numbers(dataset):
        opening.require_dataset(backend(path), create=False)
    return dataset


def survey(dataset: Dataset, *, every_version: bool = False) -> Survey:
    """Return what there is in ``dataset``, and notes on what `verify` leaves out."""
    with one_clear_line(dataset.path, "verify the dataset"):
        return _survey(dataset, every_version=every_version)


def _survey(dataset: Dataset, *, every_version: bool) -> Survey:
    versions = readable_versions(dataset)
    numbers = log_numbers(dataset)
    try:
        floor = read_floor(dataset.path).number
    except DamagedDatasetError:
        floor = 1
    try:
        sizes = [stat.st_size for _, stat in backend(dataset.path).objects()]
    except FileNotFoundError:
        sizes = []
    newest = versions[-1] if versions and versions[-1].number == numbers[-1] else None
    older = [one.number for one in _judged(versions, every_version) if one.schema_version < SCHEMA_VERSION]
    notes = [*strays(dataset, _kept(dataset, versions))]
    if older:
        notes.append(f"{spans(older)}: of an older schema; bytes and rows were verified, not the rules of the tables")
    return Survey(
        versions=len(numbers),
        given_up=sum(number < floor for number in numbers),
        objects=len(sizes),
        bytes=sum(sizes),
        newest=newest.number if newest is not None else None,
        rows=sum(state.rows for state in newest.tables.values()) if newest is not None else 0,
        notes=tuple(notes),
    )


def _judged(versions: Sequence[Version], every_version: bool) -> Sequence[Version]:
    return versions if every_version else versions[-1:]


def _kept(dataset: Dataset, versions: Sequence[Version]) -> set[str]:
    try:
        return kept_files(dataset, versions)
    except CopydeskError:
        return set()  # what could not be read is damaged, and told as that
