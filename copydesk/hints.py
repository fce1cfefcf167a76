"""What metadata and settings tell the zoner of one candidate."""

from copydesk.intake import Candidate
from copydesk.settings import Settings
from copydesk.text.zones import Hints, normalised


def hints_of(candidate: Candidate, settings: Settings) -> Hints:
    """Return the hints for zoning ``candidate``: its title, its standfirst, its publisher's known boilerplate."""
    publisher = settings.publishers.get(candidate.publisher or "")
    return Hints(
        title=candidate.title,
        standfirst=candidate.standfirst,
        boilerplate=frozenset(map(normalised, publisher.boilerplate if publisher else ())),
    )
