"""The zoner: what every line of a scraped text is, by rules where they are sure and by a small network elsewhere.

Text rules are `copydesk.text`'s; this package brings the network and puts both together.
"""

from functools import cache

from copydesk.text.annotations import Segment
from copydesk.text.zones import NO_HINTS, Hints, zone_lines
from copydesk.zoner.model import Zoner


@cache
def shipped() -> Zoner:
    """Return the zoner that comes with copydesk; one instance a process."""
    return Zoner()


def zone_text(text: str, hints: Hints = NO_HINTS) -> list[Segment]:
    r"""Return the segments of ``text``: one a line (cut at ``\n``), several lines where a renderer cut a paragraph.

    See `copydesk.text.zones.zone_lines`. Takes any string; linear time.

    Raises:
        CopydeskError: If the shipped model is missing or can not be read.
    """
    return zone_lines(text, shipped().score, hints)


__all__ = ["Hints", "Zoner", "shipped", "zone_text"]
