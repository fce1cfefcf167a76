"""The log of versions."""

from dataclasses import dataclass

from copydesk.store.backend import Backend
from copydesk.store.entry import NewerFormatError, from_json
from copydesk.store.errors import DamagedDatasetError, one_clear_line
from copydesk.store.opening import newer
from copydesk.store.version import Version


@dataclass(frozen=True)
class Log:
    """Reads the entries of a dataset's log."""

    folder: Backend

    def numbers(self) -> list[int]:
        """Return the numbers of all versions, in order."""
        with one_clear_line(self.folder.root, "read the log"):
            return self.folder.log_numbers()

    def load(self, number: int) -> Version:
        """Return the version of that number.

        Raises:
            DamagedDatasetError: If its entry is not as it was written.
            CopydeskError: If newer code wrote it, or it cannot be read.
        """
        with one_clear_line(self.folder.root, f"read version {number}"):
            data = self.folder.read_log(number)
        return self._version(number, data)

    def since(self, number: int) -> list[Version]:
        """Return the versions later than ``number``, oldest first."""
        numbers = [one for one in self.numbers() if one > number]
        with one_clear_line(self.folder.root, "read the log"):
            entries = self.folder.read_logs(numbers)
        return list(map(self._version, numbers, entries))

    def _version(self, number: int, data: bytes) -> Version:
        try:
            return from_json(data)
        except NewerFormatError as error:
            raise newer(self.folder.root, str(error)) from None
        except ValueError as error:
            raise DamagedDatasetError(
                f"{self.folder.log_path(number)}: this log entry is damaged; restore it from a copy ({error})"
            ) from error
