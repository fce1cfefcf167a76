"""Pages made by hand: lines with the kinds that zoning would give them."""

from copydesk.text.annotations import Segment


def page(*lines: tuple[str, str]) -> tuple[str, list[Segment]]:
    """Return a text of one line for each (kind, words), and its segments."""
    text, segments = "", []
    for kind, words in lines:
        segments.append(Segment(kind, len(text), len(text) + len(words), "residue"))
        text += words + "\n"
    return text, segments
