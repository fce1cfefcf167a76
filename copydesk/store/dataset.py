"""A dataset: open it, read any version of any table, commit the next version."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from copydesk.errors import CopydeskError
from copydesk.store import view
from copydesk.store.errors import NOT_ALLOWED, Conflict, DamagedDatasetError, one_clear_line
from copydesk.store.folder import MARKER, Folder, Staging, write_durably
from copydesk.store.parts import Piece, bare, content_hash, decode, encode
from copydesk.store.plan import Changes, columns_of, plan, plan_whole, require_same_columns
from copydesk.store.version import (
    SCHEMA_VERSION,
    STORE_FORMAT,
    NewerFormatError,
    Part,
    TableState,
    Version,
    from_json,
    to_json,
)

HISTORY = "versions"
"""The table with one row a version, which the store extends with every commit."""


@dataclass(frozen=True)
class Dataset:
    """A dataset folder. Holds no state: every call looks at the disk, so that other processes' commits are seen."""

    path: Path

    @classmethod
    def open(cls, path: Path, *, create: bool = False, repair: bool = True) -> "Dataset":
        """Open a dataset, or with ``create`` make one where nothing is.

        Repairs what a killed writer left (a lagging or missing `latest`, temporaries), unless ``repair`` is off; a
        folder that cannot be written to is opened as it is.

        Raises:
            CopydeskError: If ``path`` is no dataset, or was written by newer code.
        """
        dataset = cls(Path(path))
        with one_clear_line(dataset.path, "open the dataset"):
            if not (dataset.path / MARKER).is_file():
                dataset._create(create)
        dataset._refuse_newer()
        if repair:
            # A reader of somebody else's dataset cannot repair it and need not.
            with one_clear_line(dataset.path, "repair the dataset"):
                try:
                    dataset.repair()
                except OSError as error:
                    if error.errno not in NOT_ALLOWED:
                        raise
        return dataset

    def head(self) -> Version | None:
        """Return the newest version, or None if nothing was published yet."""
        numbers = self._numbers()
        return self._load(numbers[-1]) if numbers else None

    def versions(self) -> list[Version]:
        """Return all versions, oldest first."""
        return [self._load(number) for number in self._numbers()]

    def version(self, number: int) -> Version:
        """Return one version.

        Raises:
            CopydeskError: If there is none of that number.
        """
        numbers = self._numbers()
        if number not in numbers:
            known = f"there are {numbers[0]} to {numbers[-1]}" if numbers else "nothing was published yet"
            raise CopydeskError(f"{self.path}: no version {number}; {known}")
        return self._load(number)

    def read(
        self,
        table: str,
        version: Version | int | None = None,
        columns: Sequence[str] | None = None,
        *,
        check: bool = True,
    ) -> pa.Table:
        """Return a table of the newest or the given version, whole or only ``columns`` (in that order).

        Rows come in an order that is the same for every reading of the version: sorted by article_id inside a part,
        rows of an article together and in the order in which they were given. Sort by the key for more.

        With ``check`` every part is compared with its sha256; without it only the pages that are read are checked,
        which is quicker for a few columns of a large table.

        Raises:
            CopydeskError: If there is no such version, table or column.
            DamagedDatasetError: If a part is missing or damaged.
        """
        version, state = self._find(table, version)
        unknown = sorted(set(columns or ()) - set(state.columns))
        if unknown:
            raise CopydeskError(f"table {table} has no column {', '.join(unknown)}; it has {', '.join(state.columns)}")
        with one_clear_line(self.path, f"read table {table}"):
            tables = [self._read_part(part, columns, check=check) for part in state.parts]
        whole = pa.concat_tables(tables)
        return whole.select(list(columns)) if columns is not None else whole

    def files(self, table: str, version: Version | int | None = None) -> list[Path]:
        """Return the Parquet files that make up a table of any version, for readers other than this one."""
        _, state = self._find(table, version)
        return [self._folder.object_path(part.object) for part in state.parts]

    def commit(
        self,
        changes: Changes,
        *,
        parent: int | None,
        provenance: Mapping[str, Any],
        drop_ids: Sequence[str] = (),
        version_row: Callable[[Version], pa.Table] | None = None,
    ) -> Version | None:
        """Publish the next version, of all tables at once, or return None if no row would change.

        Args:
            changes: What happens to the tables of the parent.
            parent: Number of the version that ``changes`` were made for; None for an empty dataset.
            provenance: Plain JSON values to be kept with the version.
            drop_ids: The drops that came in.
            version_row: Makes the new version's row of the table `versions`. It is given the version as it will be
                published, still without that table. The rows of older versions stay as they are.

        Raises:
            Conflict: If ``parent`` is no longer the newest version. Nothing is published; restage on the new one.
            CopydeskError: If the changes do not fit the dataset (known articles not in ``replaced``, other columns),
                or the folder cannot be written: nothing is published, temporaries are removed.
        """
        head = self.head()
        if (head.number if head else None) != parent:
            now = f"version {head.number}" if head else "empty"
            raise Conflict(
                f"{self.path}: the dataset is now {now}, no longer {parent}; nothing was published, run again"
            )
        tables = dict(head.tables) if head is not None else {}
        planned = plan(changes, tables, self._read_part)
        if planned is None:
            return None
        with one_clear_line(self.path, "publish"), self._folder.staging() as staging:
            for name, pieces in planned.items():
                tables[name] = _stage(pieces, tables.get(name), staging)
            version = Version(
                number=head.number + 1 if head is not None else 1,
                parent=parent,
                created_at=datetime.now(UTC),
                drop_ids=tuple(drop_ids),
                schema_version=SCHEMA_VERSION,
                tables={name: state for name, state in tables.items() if name != HISTORY},
                provenance=provenance,
            )
            if version_row is not None:
                tables[HISTORY] = self._extend_history(bare(version_row(version)), head, staging)
            entry = to_json(replace(version, tables=tables))
            self._publish(from_json(entry), entry, staging)
        return from_json(entry)

    def repair(self) -> None:
        """Sweep what dead writers left and make `latest` show the newest version."""
        self._folder.sweep()
        head = self.head()
        if head is None or view.is_current(self.path, head):
            return
        with self._folder.staging() as staging, self._folder.publishing():
            # A living writer may just have done it.
            head = self.head()
            if head is not None and not view.is_current(self.path, head):
                built = staging.root / "view"
                view.build(built, head, self._object)
                view.publish(self.path, built)

    def _create(self, create: bool) -> None:
        if not create:
            missing = "no dataset here" if not self.path.exists() else f"not a dataset (it has no {MARKER})"
            raise CopydeskError(f"{self.path}: {missing}; name the folder that `copydesk build` wrote")
        if self.path.exists() and not self.path.is_dir():
            raise CopydeskError(f"{self.path}: not a folder; name a new or empty one")
        others = [entry.name for entry in self.path.iterdir()] if self.path.exists() else []
        # Hidden files (.gitkeep) and what a creation that was killed has made are no reason to refuse.
        if any(not name.startswith(".") and name not in {"log", "objects"} for name in others):
            raise CopydeskError(f"{self.path}: holds other files and is not a dataset; name a new or empty folder")
        marker = {"dataset": "copydesk", "store_format": STORE_FORMAT}
        self._folder.create(json.dumps(marker).encode() + b"\n")

    def _refuse_newer(self) -> None:
        with one_clear_line(self.path, "open the dataset"):
            data = (self.path / MARKER).read_bytes()
        try:
            marker = json.loads(data)
            ours, store_format = marker["dataset"] == "copydesk", int(marker["store_format"])
        except (ValueError, KeyError, TypeError):
            ours, store_format = False, 0
        if not ours:
            raise CopydeskError(f"{self.path}: {MARKER} is not copydesk's; name the folder that `copydesk build` wrote")
        if store_format > STORE_FORMAT:
            raise self._newer(f"store format {store_format}")
        head = self.head()
        if head is not None and head.schema_version > SCHEMA_VERSION:
            raise self._newer(f"schema version {head.schema_version}")

    def _newer(self, what: str) -> CopydeskError:
        return CopydeskError(f"{self.path}: written by a newer copydesk ({what}); upgrade copydesk to use it")

    def _numbers(self) -> list[int]:
        with one_clear_line(self.path, "read the log"):
            return self._folder.log_numbers()

    def _load(self, number: int) -> Version:
        path = self._folder.log_path(number)
        with one_clear_line(self.path, f"read version {number}"):
            data = self._folder.read_log(number)
        try:
            return from_json(data)
        except NewerFormatError as error:
            raise self._newer(str(error)) from None
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedDatasetError(f"{path}: this log entry is damaged; restore it from a copy ({error})") from error

    def _find(self, table: str, version: Version | int | None) -> tuple[Version, TableState]:
        if version is None:
            found = self.head()
            if found is None:
                raise CopydeskError(f"{self.path}: nothing was published yet; run `copydesk build`")
        else:
            found = version if isinstance(version, Version) else self.version(version)
        if table not in found.tables:
            raise CopydeskError(f"{self.path}: no table {table!r}; there are {', '.join(sorted(found.tables))}")
        return found, found.tables[table]

    def _extend_history(self, row: pa.Table, head: Version | None, staging: Staging) -> TableState:
        """Stage the table of versions with one more row."""
        if head is not None and HISTORY in head.tables:
            known = self.read(HISTORY, head)
            require_same_columns(HISTORY, row, known.schema)
            row = pa.concat_tables([known, row])
        return _stage(plan_whole(row), None, staging)

    def _publish(self, version: Version, entry: bytes, staging: Staging) -> None:
        """Make the staged parts a version. What can fail for want of space is done before the commit point."""
        log_entry, built = staging.root / "entry", staging.root / "view"
        write_durably(log_entry, entry)
        view.build(built, version, lambda part: staging.parts.get(part.object) or self._object(part))
        self._folder.store(staging)
        self._folder.append_log(version.number, log_entry)
        done = f"version {version.number} is published; opening the dataset again repairs this"
        with one_clear_line(self.path, "renew `latest`", done), self._folder.publishing():
            # If others have published since, they renew `latest`, or have done so.
            if self._numbers()[-1] == version.number:
                view.publish(self.path, built)

    def _read_part(self, part: Part, columns: Sequence[str] | None = None, *, check: bool = True) -> pa.Table:
        try:
            return decode(self._folder.read_object(part, check=check), columns)
        except ValueError as error:
            raise DamagedDatasetError.damaged(self._object(part)) from error

    def _object(self, part: Part) -> Path:
        return self._folder.object_path(part.object)

    @property
    def _folder(self) -> Folder:
        return Folder(self.path)


def _stage(pieces: Sequence[Part | Piece], old: TableState | None, staging: Staging) -> TableState:
    """Write the pieces that are not there yet and return the table that all of them make."""
    columns = columns_of(pieces, old)
    parts = tuple(piece if isinstance(piece, Part) else _stage_piece(piece, staging) for piece in pieces)
    rows = sum(part.rows for part in parts)
    return TableState(columns, rows, content_hash(columns, rows, (int(part.row_sum, 16) for part in parts)), parts)


def _stage_piece(piece: Piece, staging: Staging) -> Part:
    data = encode(piece.table)
    first, last = piece.span
    return Part(staging.add(data), len(data), piece.table.num_rows, f"{piece.row_sum:064x}", first, last)
