"""``latest.json``: what ``latest/`` is to a folder, in one object, since only one object changes at once in a store.

``{"version": 7, "created_at": "…", "tables": {"quotes": ["s3://…/objects/3f/3f9a…", …], …}}``
"""

import json

from copydesk.places import Bucket
from copydesk.store.version import Version

NAME = "latest.json"


def latest_file(objects: Bucket, version: Version) -> bytes:
    """Return the file that shows ``version``, whose parts lie under ``objects``."""
    tables = {
        name: [str(objects / part.object[:2] / part.object) for part in state.parts]
        for name, state in version.shown.items()
    }
    shown = {"version": version.number, "created_at": version.created_at.isoformat(), "tables": tables}
    return json.dumps(shown, indent=1).encode() + b"\n"


def shown_by(latest: bytes | None) -> int:
    """Return the number of the version that a file shows; 0 if it shows none."""
    try:
        return int(json.loads(latest or b"{}")["version"])
    except (ValueError, KeyError, TypeError):
        return 0
