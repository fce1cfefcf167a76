"""A Prefect server that keeps time, for as long as somebody serves."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import ProxyHandler, build_opener

from prefect.settings import PREFECT_API_URL, temporary_settings

from copydesk.errors import CopydeskError

PATIENCE_SECONDS = 180.0
"""A server that makes its database first takes 15 s on an idle machine."""


@contextmanager
def scheduling_server() -> Iterator[str]:
    """Have a Prefect server with a scheduler inside the block, and yield the address of its API.

    It is the one that is configured in PREFECT_API_URL or a profile, else one of our own that goes with the block.

    The server that Prefect starts by itself has no scheduler: what is served on it never runs, and only a line in the
    log says so.

    Raises:
        CopydeskError: If our own server does not come up.
    """
    if configured := PREFECT_API_URL.value():
        yield configured
        return
    port = _free_port()
    # A session of its own: Ctrl-C is for us, and the schedule is paused on the server before it goes.
    server = subprocess.Popen(  # noqa: S603 - fixed arguments
        [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        url = f"http://127.0.0.1:{port}/api"
        _await_health(url, server)
        with temporary_settings({PREFECT_API_URL: url}):
            yield url
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _await_health(url: str, server: "subprocess.Popen[bytes]") -> None:
    opener = build_opener(ProxyHandler({}))
    last = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < last and server.poll() is None:
        try:
            opener.open(f"{url}/health", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise CopydeskError(
        "the Prefect server did not start; start one with `prefect server start` and name it in PREFECT_API_URL"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
