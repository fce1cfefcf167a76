"""Flip bits of a built dataset: verify names the file, whichever bit it is."""

import random
import shutil
from pathlib import Path

import pytest
from fault_sizes import BITS
from store_rows import publish

from copydesk.errors import CopydeskError
from copydesk.store import Dataset
from copydesk.store.soundness import check_bytes, readable_versions
from copydesk.verification.kept import kept_files


def files_of(root: Path) -> list[Path]:
    """Return the files that hold anything; links in `latest` are the objects themselves."""
    return sorted(
        path for path in root.rglob("*") if path.is_file() and path.stat().st_size and "latest" not in path.parts
    )


def assert_found(dataset: Dataset, kept: set[str], path: Path, bit: int) -> None:
    whole = path.read_bytes()
    data = bytearray(whole)
    data[bit // 8] ^= 1 << bit % 8
    path.chmod(0o644)
    path.write_bytes(data)
    try:
        found = {fault.where for fault in check_bytes(dataset, kept)}
    except CopydeskError:
        found = {path.relative_to(dataset.path).as_posix()}  # taken for the work of newer code, and refused
    path.write_bytes(whole)
    assert path.relative_to(dataset.path).as_posix() in found, f"bit {bit} of {path}"


def test_bits_of_a_built_dataset_that_flip_are_found(ground, tally):
    home = ground("rollback").fresh()
    dataset = Dataset(home / "dataset")
    kept = kept_files(dataset, readable_versions(dataset))
    paths = files_of(dataset.path)
    weights = [path.stat().st_size for path in paths]
    chance = random.Random(31)  # noqa: S311 - picks bits, keeps no secrets
    for path in chance.choices(paths, weights, k=BITS):
        assert_found(dataset, kept, path, chance.randrange(path.stat().st_size * 8))
        tally("bits flipped")
    assert list(check_bytes(dataset, kept)) == []


@pytest.mark.soak
def test_every_bit_of_a_small_dataset_that_flips_is_found(tmp_path, tally):
    publish(Dataset.open(tmp_path / "made", create=True), {"a": "Café", "b": "y"})
    root = tmp_path / "dataset"
    shutil.copytree(tmp_path / "made", root)  # the files in `latest` are no links there
    for path in sorted(path for path in root.rglob("*") if path.is_file() and path.stat().st_size):
        for bit in range(path.stat().st_size * 8):
            assert_found(Dataset(root), set(), path, bit)
            tally("bits flipped")
