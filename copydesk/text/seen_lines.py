"""What was found for the text of a line, kept for the next page: sites say most of what is not news on every page."""

from typing import Generic, TypeVar

LONGEST = 120
"""Characters of a line that is kept: what sites repeat is short, and bounds the memory (some 40 MB when full)."""
_MOST = 1 << 14

Found = TypeVar("Found")


class SeenLines(Generic[Found]):
    """Results of a function of a line's text alone. Bounded: full, it starts over, which changes no result."""

    def __init__(self) -> None:
        self._found: dict[str, Found] = {}
        self.get = self._found.get
        """Return what is kept for a text, None where nothing is."""

    def put(self, text: str, found: Found) -> None:
        """Keep ``found`` for ``text``."""
        if len(text) > LONGEST:
            return
        if len(self._found) >= _MOST:
            self._found.clear()
        self._found[text] = found
