"""What metadata, settings and other documents tell the zoner of one candidate."""

from copydesk.intake import Candidate
from copydesk.settings import Publisher, Settings
from copydesk.text.comparison import comparable
from copydesk.text.learned import NOTHING, Learned
from copydesk.text.zones import Hints, normalised


def hints_of(candidate: Candidate, settings: Settings, learned: Learned = NOTHING) -> Hints:
    """Return the hints for zoning ``candidate``: its title and standfirst, and what is known of its publisher's pages.

    Args:
        candidate: The article.
        settings: Its publisher's residue as a person knows it.
        learned: Its publisher's residue as other documents tell it; nothing for a document by itself.
    """
    publisher = settings.publishers.get(candidate.publisher or "", Publisher())
    return Hints(
        title=candidate.title,
        standfirst=candidate.standfirst,
        boilerplate=frozenset(map(normalised, publisher.boilerplate)),
        prefixes=tuple(filter(None, map(comparable, publisher.prefixes))),
        learned=learned,
        markup=candidate.markup,
    )
