"""moto's S3 server on loopback, behind a lock, with faults on request.

The lock: moto looks and then puts, in threads, so that two conditional puts at once could both succeed; S3's cannot.
"""

import contextlib
import logging
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.models import s3_backends
from werkzeug.serving import make_server

logging.getLogger("werkzeug").setLevel(logging.ERROR)


class Request(NamedTuple):
    """What the server was asked."""

    method: str
    path: str
    conditional: bool
    """Whether it is a put that must not replace."""

    @property
    def commits(self) -> bool:
        """Whether it is the put of a log entry."""
        return self.conditional and "/log/" in self.path


Wanted = Callable[[Request], bool]
Act = str | Callable[[], None]

_ANSWERS = {
    "403": ("403 Forbidden", "AccessDenied"),
    "409": ("409 Conflict", "ConditionalRequestConflict"),
    "500": ("500 Internal Server Error", "InternalError"),
    "503": ("503 Slow Down", "SlowDown"),
}


@dataclass
class _Fault:
    act: Act
    wanted: Wanted
    skip: int
    times: int
    late: bool


@dataclass
class Server:
    """What a test sees of the server."""

    url: str = ""
    seen: list[Request] = field(default_factory=list)
    ignores_conditions: bool = False
    """Be a store that takes If-None-Match for a comment."""
    _faults: list[_Fault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _inner: Any = field(default_factory=lambda: DomainDispatcherApplication(create_backend_app))

    def fail(
        self,
        act: Act,
        wanted: Wanted = lambda request: request.commits,
        *,
        skip: int = 0,
        times: int = 1,
        late: bool = False,
    ) -> None:
        """Do ``act`` at ``times`` of the requests that are ``wanted``, after the first ``skip`` of them.

        ``act``: a status, ``lose`` (do it, then drop the connection), ``drop`` (drop it at once), or something to call
        before the request is done, or with ``late`` after.
        """
        self._faults.append(_Fault(act, wanted, skip, times, late))

    def calm(self) -> None:
        """Forget all faults and what was asked."""
        self._faults.clear()
        self.seen.clear()
        self.ignores_conditions = False

    def take_away(self, suffix: str) -> None:
        """Remove the objects whose path ends so, without a request."""
        for account in s3_backends.values():
            for name, bucket in account["aws"].buckets.items():
                for key in [key for key in bucket.keys if f"/{name}/{key}".endswith(suffix)]:
                    bucket.keys.pop(key)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request (WSGI)."""
        with self._lock:
            condition = environ.get("HTTP_IF_NONE_MATCH")
            request = Request(environ["REQUEST_METHOD"], environ["PATH_INFO"], condition is not None)
            self.seen.append(request)
            if self.ignores_conditions:
                environ.pop("HTTP_IF_NONE_MATCH", None)
            fault = self._due(request)
            act = fault.act if fault else None
            if act in _ANSWERS:
                environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
                status, code = _ANSWERS[act]
                start(status, [("Content-Type", "application/xml")])
                return [f"<Error><Code>{code}</Code><Message>made up</Message></Error>".encode()]
            if act == "drop":
                _hang_up(environ)
                start("500 Gone", [])
                return []
            if fault and callable(act) and not fault.late:
                act()
            body = list(self._inner(environ, start))
            if fault and callable(act) and fault.late:
                act()
            if act == "lose":
                _hang_up(environ)
            return body

    def _due(self, request: Request) -> _Fault | None:
        for fault in self._faults:
            if fault.times and fault.wanted(request):
                if fault.skip:
                    fault.skip -= 1
                else:
                    fault.times -= 1
                    return fault
        return None


def _hang_up(environ: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    http = make_server("127.0.0.1", 0, server, threaded=True)
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
