"""What a dataset knows that the files of a drop could meet: a few articles of many, and no text of any."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from copydesk.fingerprints import Fingerprint, Traits, matches, traits, wanted
from copydesk.identity import NOTHING_SETTLED, Settled
from copydesk.intake import Candidate
from copydesk.known_articles import Contents, State, Withdrawn
from copydesk.ledger import DUPLICATE, TAKEN
from copydesk.progress import track
from copydesk.store import Dataset, Version
from tasks.accounts import FILES
from tasks.lookups import matching, scanned

FINGERPRINTS, WITHDRAWALS = "_fingerprints", "withdrawals"

_UNSIGNED = [name for name in Fingerprint.__dataclass_fields__ if name != "signature"]


class Known(NamedTuple):
    """What candidates are judged against: the verdicts are those that the whole dataset would give."""

    fingerprints: list[Fingerprint]
    past: list[State]
    """All states of articles that have the bytes of a candidate."""
    withdrawn: list[Withdrawn]
    traits: list[Traits | None]
    """Of each candidate, in their order; None for bytes that are known."""


def sieve(
    dataset: Dataset | None,
    head: Version | None,
    candidates: Sequence[Candidate],
    settled: Settled = NOTHING_SETTLED,
) -> Known:
    """Return what the dataset knows that any of ``candidates`` could meet.

    Where all their bytes are known, not even the signatures are read. The articles that ``settled`` gives them count
    among what they could meet.
    """
    past = list(_states(dataset, head, {candidate.content_hash for candidate in candidates}))
    named = {state.article_id for state in past}
    named |= {settled[candidate.made_of] for candidate in candidates if candidate.made_of in settled}
    fingerprints = list(_named(dataset, head, named))
    withdrawn = list(_withdrawn(dataset, head))
    # Copies outlive the articles that were forgotten.
    standing = {article.article_id for article in fingerprints} | {gone.article_id for gone in withdrawn}
    past = [state for state in past if state.article_id in standing]
    contents: defaultdict[str, Contents] = defaultdict(Contents)
    for state in past:
        contents[state.content_hash].add(state)
    found = [
        traits(candidate) if not contents[candidate.content_hash].judged(candidate) else None
        for candidate in track(candidates, "Signing texts")
    ]
    if new := [mine for mine in found if mine is not None]:
        fingerprints = list(_met(dataset, head, new, named))
    return Known(fingerprints, past, withdrawn, found)


def _met(
    dataset: Dataset | None, head: Version | None, new: list[Traits], article_ids: Collection[str]
) -> Iterator[Fingerprint]:
    sought = wanted(new, article_ids)
    for part in scanned(dataset, head, FINGERPRINTS):
        yield from map(Fingerprint.from_row, part.filter(matches(sought, part)).to_pylist())


def _named(dataset: Dataset | None, head: Version | None, article_ids: Collection[str]) -> Iterator[Fingerprint]:
    for row in matching(dataset, head, FINGERPRINTS, "article_id", article_ids, _UNSIGNED).to_pylist():
        yield Fingerprint.from_row({**row, "signature": None})


def _states(dataset: Dataset | None, head: Version | None, content_hashes: Collection[str]) -> Iterator[State]:
    columns = [*State._fields, "fate"]
    for row in matching(dataset, head, FILES, "content_hash", content_hashes, columns).to_pylist():
        fate = row.pop("fate")
        if fate in TAKEN:
            yield State(**row)
        elif fate == DUPLICATE:
            yield State(**row | {"source_path": None})


def _withdrawn(dataset: Dataset | None, head: Version | None) -> Iterator[Withdrawn]:
    for part in scanned(dataset, head, WITHDRAWALS, list(Withdrawn._fields)):
        for row in part.to_pylist():
            yield Withdrawn(**row | {"state_keys": tuple(row["state_keys"])})
