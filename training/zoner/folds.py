"""Which publishers are held out together. Standard library only: benchmarks ask it too."""

import hashlib

FOLDS = 5
"""Parts that the publishers are cut into; each is measured by weights that saw only the other four."""


def fold_of(publisher: str) -> int:
    """Return the fold (0 to FOLDS - 1) of ``publisher``, the gold's ``family``: all its pages share it, for ever."""
    return int(hashlib.md5(publisher.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS
