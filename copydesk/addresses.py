"""What names an article for ever: its canonical address, or its publisher's own id."""

import re
from urllib.parse import urlsplit

_TRACKING = re.compile(
    r"utm_\w*|at_(?:medium|campaign|custom\d)|(?:fb|g|gb|wb|dc|ms|y|ym|tt|tw)clid|gclsrc|gad_source|gbraid|wbraid"
    r"|li_fat_id|igsh|igshid|mc_[ce]id|_ga|_gl|_hsenc|_hsmi|mkt_tok|cmpid|ocid|ncid|s_cid|smid|ref_src|ref_url|xtor"
    r"|twsrc|__twitter_impression",
    re.IGNORECASE,
)
"""Names of parameters that say where a reader came from, never which article it is."""


def normalise_url(url: str) -> str | None:
    """Return the canonical form of an http address, or ``None`` if ``url`` is none.

    Scheme and host are lower-cased, http becomes https, and user, default port, fragment and tracking parameters are
    dropped; the other parameters are sorted. Path and parameters keep their case, as servers tell them apart.
    """
    try:
        # White space inside would be cut at an edge once the parameters around it are gone.
        parts = urlsplit(re.sub(r"\s", "%20", url.strip()))
        host, port = (parts.hostname or "").strip(". "), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    place = f"[{host}]" if ":" in host else host
    if port not in (None, 80, 443):
        place += f":{port}"
    kept = sorted(item for item in parts.query.split("&") if item and not _TRACKING.fullmatch(item.partition("=")[0]))
    return f"https://{place}{parts.path or '/'}" + ("?" + "&".join(kept) if kept else "")


def identifying_url(url: str | None) -> str | None:
    """Return the canonical address, unless it is a site's front page, which is the address of no article."""
    canonical = normalise_url(url) if url else None
    if canonical is None or canonical.removeprefix("https://").partition("/")[2] == "":
        return None
    return canonical


def own_id(publisher: str | None, publisher_id: str | None) -> str | None:
    """Return a publisher's id as unique in the world: with its publisher, or alone if it is a URN or a UUID."""
    if publisher_id is None:
        return None
    if publisher is not None:
        # Ids must never change: not `comparable`, though that would hold more spellings for one publisher.
        return f"{' '.join(publisher.casefold().split())}\n{publisher_id}"
    unique = re.fullmatch(
        r"[A-Za-z][\w+.-]{1,40}:\S+|[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}", publisher_id
    )
    return publisher_id if unique else None
