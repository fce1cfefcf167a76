"""The command line as a whole: bad arguments, help without waiting, signals, and defects of ours."""

import os
import signal
import subprocess
import sys

import pytest

from copydesk import __version__
from copydesk.cli import main

BAD_ARGUMENTS = {
    "nothing": [],
    "no drop": ["build"],
    "an unknown command": ["publish"],
    "an unknown option": ["build", "x", "--force"],
    "half an option": ["build", "x", "--data", "y"],
    "no worker": ["build", "x", "--workers", "0"],
    "workers in words": ["build", "x", "--workers", "two"],
    "a schedule without a time": ["serve"],
}


@pytest.mark.parametrize("arguments", BAD_ARGUMENTS.values(), ids=BAD_ARGUMENTS.keys())
def test_bad_arguments_are_bad_usage(capsys, arguments):
    with pytest.raises(SystemExit) as exited:
        main(arguments)
    assert exited.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: copydesk" in err


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as exited:
        main(["--version"])
    assert exited.value.code == 0
    assert capsys.readouterr().out == f"copydesk {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_answers_without_loading_what_is_slow(arguments):
    script = (
        "import sys\nfrom copydesk.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    slow = {"prefect", "pandas", "pyarrow", "pandera", "onnxruntime", "numpy", "trafilatura", "rich", "jinja2"}
    assert set(done.stderr.split()) & slow == set()


def test_a_termination_ends_a_command_as_ctrl_c_does(capsys, monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr("copydesk.commands.versions.run", lambda _: os.kill(os.getpid(), signal.SIGTERM))
    assert main(["versions"]) == 130
    assert capsys.readouterr().err == "copydesk: interrupted; `copydesk versions` tells what is published\n"
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_defect_of_ours_is_not_hidden(monkeypatch):
    def broken(_):
        raise RuntimeError("a defect")

    monkeypatch.setattr("copydesk.commands.versions.run", broken)
    with pytest.raises(RuntimeError, match="a defect"):
        main(["versions"])
