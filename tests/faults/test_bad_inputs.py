"""Whatever is wrong with files of a drop, each of them has one fate, and the others become articles.

That each kind of fault gets the reason that fits is told by tests/flows/test_quarantine.py, and of the sizes at which
bad input hurts by tests/intake/test_intake_bad_input.py. Here nobody has thought of the faults before.
"""

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from fault_damage import damaged
from fault_sizes import BAD_INPUTS
from made_drops import BRIDGE, FERRY, FILES, OWLS, assert_sound, build, latest, write
from made_warcs import PAGE, record

from copydesk.ledger import ADMITTED, QUARANTINED
from copydesk.store import Dataset
from copydesk.verification import verify

SAMPLE = Path(__file__).parents[2] / "data/raw/sample"
DROP = 150
"""Damaged files in a drop."""
OUR_FAULT = ("reading_failed", "zoning_failed", "tagging_failed", "invalid_rows")
"""Reasons that say that our own code did not get along with an article."""


def whole_files() -> list[tuple[str, bytes]]:
    """Return files of every format that is read, each with its endings."""
    sample = [("".join(path.suffixes), path.read_bytes()) for path in SAMPLE.rglob("*.*")]
    news = {"title": "Ferry crews end strike", "text": FERRY, "publisher": "Lydhavn Times"}
    lines = "\n".join(json.dumps({**news, "text": text}) for text in (FERRY, BRIDGE, OWLS)).encode()
    pages = b"".join(record(PAGE.replace("Ferry", name), f"https://a.example/{name}") for name in ("Ferry", "Boat"))
    return sorted(
        [
            *((ending, data) for ending, data in sample if data),
            (".json", json.dumps(news).encode()),
            (".json", b"[" + lines.replace(b"\n", b",") + b"]"),
            (".jsonl", lines),
            (".jsonl.gz", gzip.compress(lines, mtime=0)),
            (".warc", pages),
            (".warc.gz", gzip.compress(pages, mtime=0)),
        ]
    )


def damage(drop: Path, number: int, chance: random.Random) -> list[str]:
    """Write damaged files into a drop and return their paths in it."""
    whole = whole_files()
    names = []
    for count in range(number):
        ending, data = chance.choice(whole)
        _, other = chance.choice(whole)
        # Now and then under the name of another format.
        ending = chance.choice(whole)[0] if chance.random() < 0.1 else ending
        name = f"damaged/{count:04}{ending}"
        write(drop, {name: damaged(data, other, chance)})
        if chance.random() < 0.1:
            said = json.dumps(
                {"publisher": "Lydhavn Times", "url": f"https://lydhavn.example/{count}", "date": "2024-05-31"}
            )
            write(drop, {f"{name}.meta.json": damaged(said.encode(), other, chance)})
        names.append(name)
    return names


def assert_nothing_is_lost(tmp_path: Path, number: int, seed: int, tally: Callable[..., None]) -> None:
    chance = random.Random(seed)  # noqa: S311 - damages files, keeps no secrets
    dataset = tmp_path / "dataset"
    for first in range(0, number, DROP):
        # Articles of their own in each drop, all of them read beside what is damaged.
        whole = {
            f"whole/{first}/{name}": text.replace(" of ", f" of {chance.getrandbits(64):x} and ")
            for name, text in FILES.items()
        }
        drop = write(tmp_path / f"drop-{first}", whole)
        names = damage(drop, min(DROP, number - first), chance)
        outcome = build(drop, dataset=dataset)

        fates = {entry.source_path: entry.fate for entry in outcome.entries}
        assert {path: fate for path, fate in fates.items() if path.startswith("whole")} == dict.fromkeys(
            whole, ADMITTED
        )
        seen = {path.partition("#")[0] for path in fates}
        assert seen - whole.keys() - {f"{name}.meta.json" for name in names} == {*names}
        assert [entry for entry in outcome.entries if entry.fate == QUARANTINED and entry.evidence in OUR_FAULT] == []
        counts = outcome.counts()
        assert counts["dropped"] == sum(counts[fate] for fate in ("admitted", "unchanged", "duplicate", "quarantined"))
        assert build(drop, dataset=dataset).version is None
        tally("bad inputs", len(names))
    assert_sound(dataset)
    assert list(verify(Dataset(dataset), every_version=True)) == []
    assert len(latest(dataset, "quarantine")) > 0


def test_damaged_files_hold_nobody_up(tmp_path, tally):
    assert_nothing_is_lost(tmp_path, BAD_INPUTS[0], 41, tally)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_damaged_files_hold_nobody_up(tmp_path, tally, seed):
    assert_nothing_is_lost(tmp_path, BAD_INPUTS[1] // 4, 43 + seed, tally)
