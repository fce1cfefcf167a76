"""Writing an object exactly once, whatever the store answers: the commit point of a dataset in an object store.

A put that must not replace may succeed and still be answered with a refusal: the answer is lost, the client asks again
and meets its own object. And of two that come at once S3 may refuse both. So an answer is never believed; what is
there then, tells. Two writers never come with the same bytes: a log entry names its writer.
"""

import random
import time

from copydesk.errors import CopydeskError
from copydesk.store.remote import Remote

TRIES = 4
"""How often is asked where the store gives no answer that tells."""


def create_once(remote: Remote, key: str, data: bytes, what: str) -> bool:
    """Write an object that must not be there yet; return True if it is ours, False if it is another writer's.

    Args:
        remote: Where.
        key: Of the object.
        data: Bytes that nobody else comes with.
        what: What it makes public, as in ``version 7``.

    Raises:
        PermissionError: If the store does not let us write. Nothing was done.
        FileNotFoundError: If there is no such bucket.
        CopydeskError: If nobody can tell whether it was written.
    """
    reason = ""
    for attempt in range(TRIES):
        try:
            remote.create(key, data)
            return True
        except OSError as error:
            there = _there(remote, key, what)
            if there is None and isinstance(error, PermissionError | FileNotFoundError):
                raise
            reason = error.strerror or str(error)
        if there is not None:
            return there == data
        _wait(attempt)
    raise _unknown(remote, what, reason)


def _there(remote: Remote, key: str, what: str) -> bytes | None:
    """Return the object that is there now, None if there is none."""
    reason = ""
    for attempt in range(TRIES):
        try:
            return remote.get(key)
        except FileNotFoundError:
            return None
        except OSError as error:
            reason = error.strerror or str(error)
            _wait(attempt)
    raise _unknown(remote, what, reason)


def _unknown(remote: Remote, what: str, reason: str) -> CopydeskError:
    return CopydeskError(
        f"{remote.root}: could not learn whether {what} was published: {reason}; `copydesk versions` will tell"
    )


def _wait(attempt: int) -> None:
    # Not equally long, so that two do not meet again.
    time.sleep(random.uniform(0.1, 0.3) * 2**attempt)  # noqa: S311 - no secret
