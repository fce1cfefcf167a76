"""What the dataset tells before a drop is learned from: whose titles there are, what was counted, which patterns."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from copydesk.families import family_numbers
from copydesk.store import Dataset, Version
from tasks.known import FINGERPRINTS
from tasks.learned_rows import TABLE

Numbers = NDArray[np.int64]
_NONE: Numbers = np.empty(0, np.int64)


@dataclass(frozen=True)
class Before:
    """The dataset before a drop, 16 bytes an article; families are numbers (`copydesk.families.family_number`)."""

    headings: Numbers = field(default_factory=lambda: _NONE)
    """`copydesk.text.learned.heading_key` of every title."""
    bearers: Numbers = field(default_factory=lambda: _NONE)
    """The family that bears each of them."""
    counted: Mapping[str | None, Numbers] = field(default_factory=dict)
    """The families of each publisher of the drop, sorted, each once."""
    patterns: pa.Table | None = None
    """The rows of ``learned_lines`` of these publishers; None before the first drop."""

    def documents(self, publisher: str | None) -> int:
        """Return how many documents of a publisher of the drop were counted: one for each family."""
        return len(self.counted.get(publisher, _NONE))

    def has(self, publisher: str | None, family: int) -> bool:
        """Tell whether a publisher of the drop has a document of the family."""
        counted = self.counted.get(publisher, _NONE)
        at = int(np.searchsorted(counted, family))
        return at < len(counted) and int(counted[at]) == family


def read_before(dataset: Dataset | None, head: Version | None, publishers: Collection[str | None]) -> Before:
    """Read what learning needs to know for a drop of these publishers, in one scan of narrow columns."""
    if dataset is None or head is None:
        return Before()
    headings, bearers = [_NONE], [_NONE]
    counted: dict[str | None, list[Numbers]] = defaultdict(list)
    names = pa.array(list(publishers), pa.string())
    for rows in dataset.scan(FINGERPRINTS, head, ["publisher", "heading_key", "family_id"]):
        titled = rows.filter(pc.is_valid(rows["heading_key"]))
        headings.append(titled["heading_key"].to_numpy())
        bearers.append(_numbers(titled["family_id"]))
        arrived = rows.filter(pc.is_in(rows["publisher"], value_set=names))
        numbers = _numbers(arrived["family_id"])
        codes: Any = pc.dictionary_encode(arrived["publisher"], null_encoding="encode").combine_chunks()
        for code, name in enumerate(codes.dictionary.to_pylist()):
            counted[name].append(numbers[codes.indices.to_numpy() == code])
    return Before(
        np.concatenate(headings),
        np.concatenate(bearers),
        {name: np.unique(np.concatenate(numbers)) for name, numbers in counted.items()},
        dataset.matching(TABLE, head, "publisher", publishers),
    )


def _numbers(family_ids: Any) -> Numbers:
    return family_numbers(family_ids.to_pylist())
