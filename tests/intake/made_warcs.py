"""Web archives written by hand, byte by byte, so that they can be wrong."""

from collections.abc import Iterable

HTML = ("Content-Type", "text/html; charset=utf-8")
PROSE = "The ferry talks broke off on Tuesday, the operator said, after three weeks of meetings in the harbour office. "
PAGE = f"<html><head><title>Ferry talks stall</title></head><body><article><p>{PROSE * 4}</p></article></body></html>"


def record(
    body: bytes | str = PAGE,
    url: str = "https://www.a.example/2024/05/31/ferry",
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: Iterable[tuple[str, str]] = (HTML,),
    http: bool = True,
    length: object = None,
    extra: Iterable[tuple[str, str]] = (),
) -> bytes:
    """Return a record; ``length`` is stated in place of the true one."""
    block = body.encode() if isinstance(body, str) else body
    if http:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), "", ""]
        block = "\r\n".join(lines).encode() + block
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Date": "2021-01-02T03:04:05Z",
        "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response" if http else "text/dns",
        **dict(extra),
        "Content-Length": str(len(block) if length is None else length),
    }
    head = ["WARC/1.0", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(head).encode() + block + b"\r\n\r\n"
