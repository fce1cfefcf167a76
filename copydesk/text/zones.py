"""Zoning: every line of a scraped text gets its kind and the rule that decided it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.text.annotations import Segment
from copydesk.text.lines import Line, line_key, split_lines
from copydesk.text.zone_body import body_points
from copydesk.text.zone_evidence import context_of
from copydesk.text.zone_head import find_title, label_head
from copydesk.text.zone_inside import label_body, label_rest, label_videos
from copydesk.text.zone_quotes import label_pull_quotes
from copydesk.text.zone_rules import RULES

_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|dpa|DPA|Xinhua|Bloomberg|CNN|CNN Business|UPI|ANI|PTI|IANS|Kyodo|TASS|BBC|[A-Z]{2,6})"
)
_PLACE = r"[A-ZÀ-Ý][\w.’'-]{1,20}(?:[ ,/]{1,2}[A-ZÀ-Ý][\w.’'-]{0,20}){0,4}"
_DAY = r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})"
_DATELINE = re.compile(
    # LONDON (Reuters) -        Paris, May 3 (AFP) –
    rf"{_PLACE}{_DAY}?,? \({_AGENCY}\)\s{{0,3}}(?:--|[-–—:])\s"
    # WASHINGTON, D.C. —        SEOUL, May 3 --
    rf"|[A-ZÀ-Ý]{{3,}}[A-ZÀ-Ý.’' -]{{0,24}}(?:, [A-ZÀ-Ý][\w.]{{1,12}})?{_DAY}?,? {{0,2}}(?:--|[–—-])\s"
)


@dataclass(frozen=True)
class Hints:
    """What the caller knows of the article from elsewhere: HTML metadata, a sidecar file, the settings."""

    title: str | None = None
    standfirst: tuple[str, ...] = ()
    boilerplate: frozenset[str] = frozenset()
    """Lines that are always residue, as `normalised` makes them."""


def normalised(line: str) -> str:
    """Return ``line`` as `Hints.boilerplate` holds it: without case, outer white space and marks."""
    return line_key(line)


def zone_text(text: str, hints: Hints = Hints()) -> list[Segment]:
    r"""Return the segments of ``text``: one a line (cut at ``\n``), or two where a dateline opens a paragraph.

    Segments tile the text: they are in order, do not overlap, begin and end with no white space, and leave out only
    white space. Kinds are `copydesk.text.zone_rules.KINDS`, rules the keys of ``RULES``. Takes any string; linear time.
    """
    lines = split_lines(text)
    rules = _decide(lines, hints)
    return _segments(text, lines, rules)


def paragraphs_only(text: str) -> list[Segment]:
    """Return every line of ``text`` that is not blank as one paragraph, trimmed, in order."""
    return [Segment("paragraph", line.start, line.end, "no-zones") for line in split_lines(text)]


def _decide(lines: Sequence[Line], hints: Hints) -> list[str]:
    """Return the id of the deciding rule for each line.

    A rule once set stays: hints first, then what knows its lines by their words, then the body, then what is left.
    """
    context = context_of(lines)
    points = body_points(context)
    rules = _hinted(lines, hints)
    label_videos(context, rules)
    label_pull_quotes(lines, points, rules)
    title = find_title(context, points, rules)
    label_body(context, points, rules, title)
    label_head(context, rules, title)
    return label_rest(context, rules)


def _hinted(lines: Sequence[Line], hints: Hints) -> list[str | None]:
    """Return the rule of each line that the caller knows."""
    known: dict[str, str] = {line_key(part): "hint-standfirst" for part in hints.standfirst}
    if hints.title is not None:
        known[line_key(hints.title)] = "hint-title"
    known.update(dict.fromkeys(hints.boilerplate, "publisher-boilerplate"))
    known.pop("", None)
    rules = [known.get(line.key) for line in lines]
    # A page repeats its title; the article has it once.
    titles = [index for index, rule in enumerate(rules) if rule == "hint-title"]
    for index in titles[1:]:
        rules[index] = "title-again"
    return rules


def _segments(text: str, lines: Sequence[Line], rules: Sequence[str]) -> list[Segment]:
    segments: list[Segment] = []
    looked_for_dateline = False
    for line, rule in zip(lines, rules, strict=True):
        start = line.start
        if rule == "body-prose" and not looked_for_dateline:
            # Only the article's first paragraph opens with its place.
            looked_for_dateline = True
            found = _DATELINE.match(line.text)
            if found is not None:
                segments.append(Segment("dateline", start, start + len(found.group().rstrip()), "agency-dateline"))
                start += found.end()
                start += len(text[start : line.end]) - len(text[start : line.end].lstrip())
        segments.append(Segment(RULES[rule].kind, start, line.end, rule))
    return segments
