"""Datasets that are built once and looked at by many tests."""

from pathlib import Path

import pytest

from copydesk.report.outcome import Outcome


@pytest.fixture(scope="session")
def built_sample(
    request: pytest.FixtureRequest, sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Outcome]:
    """Build the sample drop by the flow itself; not to be changed."""
    request.getfixturevalue("prefect_server")
    from flows.build import build_dataset

    dataset = tmp_path_factory.mktemp("built") / "sample"
    return dataset, build_dataset([sample], dataset, None, 1)
