"""Tables as they stood in another version, listed again: a rollback, and taking over a dataset that was rebuilt."""

from collections.abc import Sequence

import numpy as np

from copydesk.store.backend import Backend
from copydesk.store.commit import Committer
from copydesk.store.making import Planned, sources, state_of
from copydesk.store.parts import Piece, row_hashes
from copydesk.store.reading import Reader
from copydesk.store.retiring import Retiring
from copydesk.store.version import Part, Version


def relist(
    committer: Committer, version: Version, folder: Backend, reader: Reader, history: str
) -> dict[str, Planned | None]:
    """Return what to do to the head so that its tables, all but ``history``, have the rows of ``version``.

    Args:
        committer: At work on the version to come.
        version: What is wanted, of this dataset or another.
        folder: Where the parts of ``version`` are.
        reader: Gives those that are no longer there.
        history: The table that is left out.
    """
    tables = committer.head.tables if committer.head is not None else {}
    planned: dict[str, Planned | None] = {name: None for name in tables if name not in {*version.tables, history}}
    for name, state in version.tables.items():
        old = tables.get(name)
        if name == history or (old is not None and old.content_hash == state.content_hash):
            continue
        stays = {part.object: part for part in old.parts} if old is not None else {}
        parts = [stays.get(part.object) or _brought(part, state.key, committer, folder, reader) for part in state.parts]
        retiring = Retiring()
        if old is not None and old.columns == state.columns:
            listed = {part.object for part in parts}
            gone = [part for part in old.parts if part.rows and part.object not in listed]
            express(gone, [part for part in parts if part.rows and part.object not in stays], committer, retiring)
        again = state_of(state.columns, parts, state.key)
        planned[name] = Planned(again, retiring.paying(parts))
    return planned


def express(old: Sequence[Part], new: Sequence[Part], committer: Committer, retiring: Retiring) -> None:
    """Look for the rows of ``old`` parts in the ``new`` ones, and remember where they are and which are nowhere."""
    if not (old and new):
        return
    disk = committer.disk
    hashes = np.concatenate([row_hashes(disk.read(part, None)) for part in new])
    ends = np.cumsum([part.rows for part in new])
    order = np.argsort(hashes, kind="stable")
    for part in old:
        table = disk.read(part, None)
        own = row_hashes(table)
        # Equal hashes may be of other rows, once in a long while: then the part does not come back so, and stays.
        places = order[np.minimum(np.searchsorted(hashes, own, sorter=order), len(order) - 1)]
        there = hashes[places] == own
        if not there.all():
            retiring.lose(part, table.filter(~there), np.flatnonzero(~there))
        if there.any():
            retiring.keep(part, *sources(places[there], new, ends))


def _brought(part: Part, key: str | None, committer: Committer, folder: Backend, reader: Reader) -> Part:
    """Return a part with the rows of ``part``, in the commit's own staging."""
    try:
        folder.bring(part.object, committer.staging)
    except FileNotFoundError:
        return committer.disk.stage(Piece(reader.read(part), int(part.row_sum, 16)), key)
    return part
