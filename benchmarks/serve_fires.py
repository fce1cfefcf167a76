"""See `copydesk serve` fire: ``python benchmarks/serve_fires.py``. Takes about three minutes, most of it waiting.

A server is not needed: everything happens in a temporary folder, on a Prefect home of its own. Serves every minute and
waits for the version that the first drop makes and for that of a second drop; ends by Ctrl-C and serves again, on the
same home, for a third; ends by SIGTERM. Fails if a version does not come, or if a process is left behind.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "data/raw/sample"
PATIENCE_SECONDS = 180.0
COMMAND = (sys.executable, "-m", "copydesk")


def main() -> int:
    """Run the whole course and return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "arrivals").mkdir()
        try:
            drop(place, "meridian-post")
            with serving(place) as server:
                await_version(place, 1)
                drop(place, "touchline")
                await_version(place, 2)
                stop(server, signal.SIGINT)
            drop(place, "lanternlight")
            with serving(place) as server:
                await_version(place, 3)
                stop(server, signal.SIGTERM)
            if left := processes_of(place):
                raise AssertionError(f"left behind: {left}")
        except AssertionError as error:
            print(f"FAILED: {error}\n{(place / 'output').read_text(encoding='utf-8')}")
            return 1
    print("serve fires")
    return 0


def drop(place: Path, name: str) -> None:
    """Let a drop arrive, whole at once."""
    shutil.copytree(SAMPLE / name, place / name)
    (place / name).rename(place / "arrivals" / name)


def serving(place: Path) -> "subprocess.Popen[bytes]":
    """Start the command, as a user who runs nothing else."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with (place / "output").open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - fixed arguments
            [*COMMAND, "serve", "--cron", "* * * * *", "--drops", "arrivals", "--dataset", "dataset"],
            cwd=place,
            env={**settings, "PREFECT_HOME": str(place / "prefect")},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def await_version(place: Path, number: int) -> None:
    """Wait until the dataset has a version of this number."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_SECONDS:
        told = subprocess.run(  # noqa: S603 - fixed arguments
            [*COMMAND, "versions", "--dataset", "dataset", "--json"], cwd=place, capture_output=True, check=False
        )
        if told.returncode == 0 and any(version["version"] == number for version in json.loads(told.stdout)):
            print(f"version {number} after {time.monotonic() - began:.0f} s", flush=True)
            return
        time.sleep(2)
    raise AssertionError(f"no version {number} after {PATIENCE_SECONDS:.0f} s")


def stop(server: "subprocess.Popen[bytes]", how: signal.Signals) -> None:
    """End the command and see it go."""
    began = time.monotonic()
    server.send_signal(how)
    code = server.wait(timeout=60)
    print(f"{how.name}: exit code {code} after {time.monotonic() - began:.0f} s", flush=True)


def processes_of(place: Path) -> list[str]:
    """Return the command lines of the processes that know of ``place``."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            mine = f"PREFECT_HOME={place}".encode() in (process / "environ").read_bytes()
            if mine and int(process.name) != os.getpid():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found


if __name__ == "__main__":
    sys.exit(main())
