"""A drop, a dataset, and what a command told about them."""

import pkgutil
from importlib import import_module

import pytest
from owls import OWLS

from copydesk.cli import main


@pytest.fixture
def drop(tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "owls.txt").write_text(OWLS)
    return folder


@pytest.fixture
def dataset(tmp_path):
    return tmp_path / "dataset"


@pytest.fixture
def told(capsys, dataset, monkeypatch):
    """Run a command on the dataset; return its exit code and what it wrote to standard output and error."""
    # Set for the process by `serve`: not for the tests after it.
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "CRITICAL")

    def run(*arguments: object, on_dataset: bool = True) -> tuple[int, str, str]:
        words = [str(argument) for argument in arguments]
        code = main([*words, "--dataset", str(dataset)] if on_dataset else words)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def plain_flows(monkeypatch):
    """Run the flows as plain functions: no server is started."""
    from prefect import Flow, Task

    import flows

    for module in [import_module(f"flows.{found.name}") for found in pkgutil.iter_modules(flows.__path__)]:
        for name, value in list(vars(module).items()):
            if isinstance(value, Task | Flow):
                monkeypatch.setattr(module, name, value.fn)
