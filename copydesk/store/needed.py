"""Which objects the versions of a dataset need, for those who look whether they are there and those who remove others.

A version needs the parts of its tables and its documents. A part that was thinned away needs no longer be there: then
what it is had from must, as the log says (`copydesk.store.version.Retired`). Reads nothing but the log.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from copydesk.errors import CopydeskError
from copydesk.store.backend import backend
from copydesk.store.dataset import Dataset
from copydesk.store.entry import NewerFormatError, from_json
from copydesk.store.errors import DamagedDatasetError
from copydesk.store.floor import read_floor
from copydesk.store.version import Retired, Version


@dataclass
class Needed:
    """An object that is needed."""

    size: int | None
    """Bytes; None where nobody wrote them down."""
    what: str
    """What it is, as in ``part of quotes``."""
    versions: set[int] = field(default_factory=set)
    """The versions that have it as their own, or need it to have theirs."""


def log_entries(dataset: Dataset) -> dict[int, Version]:
    """Return by the number in its name every log entry that is as it was written, oldest first.

    Raises:
        CopydeskError: If newer code wrote one.
    """
    folder = backend(dataset.path)
    entries = {}
    for number in log_numbers(dataset):
        try:
            entries[number] = from_json(folder.read_log(number))
        except NewerFormatError as error:
            raise newer(dataset, str(error)) from None
        except ValueError:
            continue
    return entries


def log_numbers(dataset: Dataset) -> list[int]:
    """Return the numbers in the names of all log entries, in order; none where there is no log."""
    try:
        return backend(dataset.path).log_numbers()
    except (FileNotFoundError, NotADirectoryError):
        return []


def readable(dataset: Dataset, entries: Mapping[int, Version]) -> list[Version]:
    """Return the versions that gc did not give up, oldest first; all of them where nobody can tell."""
    try:
        floor = read_floor(dataset.path).number
    except DamagedDatasetError:
        floor = 1
    return [entries[number] for number in sorted(entries) if number >= floor]


def needed_objects(versions: Sequence[Version]) -> dict[str, Needed]:
    """Return by sha256 what ``versions``, oldest first, need: also parts that may have been thinned away since.

    What the oldest of them keeps for versions before it is not needed.
    """
    needed: dict[str, Needed] = {}
    for version in versions:
        for table, state in version.tables.items():
            for part in state.parts:
                needed.setdefault(part.object, Needed(part.size, f"part of {table}")).versions.add(version.number)
        for name, document in version.documents.items():
            needed.setdefault(document.object, Needed(document.size, name)).versions.add(version.number)
    for version in versions[1:]:
        for each in version.retired.values():
            for retired in each:
                if retired.object not in needed:
                    continue
                for digest in remainders(retired):
                    found = needed.setdefault(digest, Needed(None, "what older versions are had from"))
                    found.versions |= needed[retired.object].versions
    return needed


def last_retirements(versions: Iterable[Version]) -> dict[str, Retired]:
    """Return by sha256 how to have the parts that may be gone: those that were retired after they were last listed.

    ``versions`` are oldest first, up to the newest. The parts come in the order in which they were retired, so one
    comes before those that it is had from.
    """
    last: dict[str, Retired] = {}
    for version in versions:
        for each in version.retired.values():
            for retired in each:
                last.pop(retired.object, None)
                last[retired.object] = retired
        for digest in version.listed & last.keys():
            del last[digest]
    return last


def remainders(retired: Retired) -> list[str]:
    """Return the objects that keep what is left of a part and belong to no table."""
    return [digest for digest in (retired.chosen, retired.left) if digest is not None]


def newer(dataset: Dataset, what: str) -> CopydeskError:
    """Return the refusal of a dataset that this code does not understand."""
    return CopydeskError(f"{dataset.path}: written by a newer copydesk ({what}); upgrade copydesk to use it")
