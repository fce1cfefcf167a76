"""What no page of news has and parsers take minutes for, told before one is asked."""

import re

from copydesk.intake.records import Reason, Refusal

HTML_ELEMENTS = 50_000
"""Most elements of a page. Extraction takes a tenth of a millisecond for each, and more if one holds most of them; a
long live blog has 20,000."""
HTML_ATTRIBUTES = 5_000
"""Most attributes of one element. libxml2 compares each with all before it: 80,000 take it a quarter of a minute."""

_LONG = re.compile(f"<[a-zA-Z][^<]{{{2 * HTML_ATTRIBUTES},}}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BETWEEN = re.compile(r"[\s/]+")


def require_parsable(page: str) -> None:
    """Return if a page can be parsed in reasonable time.

    Raises:
        Refusal: ``too_large``.
    """
    elements = page.count("<") - page.count("</")
    if elements > HTML_ELEMENTS:
        raise Refusal(Reason.TOO_LARGE, f"a page of {elements:,} elements; at most {HTML_ELEMENTS:,} are read")
    for found in _LONG.finditer(page):
        # A quoted value may be long and hold anything: a picture, say.
        tag = _QUOTED.sub("", found[0]).partition(">")[0]
        attributes = max(len(_BETWEEN.findall(tag)), tag.count("="))
        if attributes > HTML_ATTRIBUTES:
            detail = f"an element of {attributes:,} attributes; at most {HTML_ATTRIBUTES:,} are read"
            raise Refusal(Reason.TOO_LARGE, detail)
