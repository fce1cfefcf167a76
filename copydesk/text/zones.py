"""Zoning: every line of a scraped text gets its kind and the rule that decided it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.text.annotations import Segment
from copydesk.text.learned import NOTHING, Learned, label_learned, label_open, opens_with
from copydesk.text.line_looks import Context, context_of
from copydesk.text.lines import Line, line_key, split_lines
from copydesk.text.markup import LineKind, label_markup, settle_markup
from copydesk.text.zone_body import BODY, goes_on, label_body, label_scored
from copydesk.text.zone_head import find_title, label_head
from copydesk.text.zone_inside import label_rest
from copydesk.text.zone_quotes import label_pull_quotes
from copydesk.text.zone_rules import RULES
from copydesk.text.zone_runs import label_runs
from copydesk.text.zone_scores import LineScores, Scorer, body_threshold

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
    prefixes: tuple[str, ...] = ()
    """What lines that are always residue open with, as `copydesk.text.comparison.comparable` makes it."""
    learned: Learned = NOTHING
    """What the publisher's other documents tell."""
    markup: tuple[LineKind, ...] = ()
    """What the markup of the page says of each line that is not blank; of a text without markup, nothing."""


NO_HINTS = Hints()


def normalised(line: str) -> str:
    """Return ``line`` as `Hints.boilerplate` holds it: without case, outer white space and marks."""
    return line_key(line)


def zone_lines(text: str, score: Scorer, hints: Hints = NO_HINTS) -> list[Segment]:
    r"""Return the segments of ``text``: one a line (cut at ``\n``), several lines where a renderer cut a paragraph.

    Segments tile the text: they are in order, do not overlap, begin and end with no white space, and leave out only
    white space. A dateline that opens a paragraph is a segment of its own. Kinds are `copydesk.text.zone_rules.KINDS`,
    rules the keys of ``RULES``. Takes any string; linear time if ``score`` is.

    Args:
        text: The source text.
        score: The line classifier; called once.
        hints: What is known of the text from elsewhere.
    """
    lines = split_lines(text)
    context = context_of(lines)
    known = _known(context, hints)
    # The classifier knows phrases by what they say of their neighbours; of hints only what is residue says so.
    told = [
        rule if rule is not None and not rule.startswith(("hint-", "markup-")) else phrase
        for rule, phrase in zip(known, context.rules, strict=True)
    ]
    scores = score(lines, told)
    rules = _decide(context, known, scores, hints)
    # Blank lines in the text of a page are where its markup parts paragraphs.
    apart = [bool(hints.markup) and line.after_blank for line in lines]
    return _segments(text, lines, rules, _joined(scores, rules, apart))


def paragraphs_only(text: str) -> list[Segment]:
    """Return every line of ``text`` that is not blank as one paragraph, trimmed, in order."""
    return [Segment("paragraph", line.start, line.end, "no-zones") for line in split_lines(text)]


def _known(context: Context, hints: Hints) -> list[str | None]:
    """Return the rule of each line that is sure before the body is known, the surest first."""
    rules = _hinted(context.lines, hints)
    label_learned(context.lines, context.rules, rules, hints.learned)
    label_markup(rules, hints.markup)
    label_runs(context, rules)
    return rules


def _decide(context: Context, known: Sequence[str | None], scores: LineScores, hints: Hints) -> list[str]:
    """Return the id of the deciding rule for each line.

    A rule once set stays: what is known, then the body and the rest of the article as the classifier has them, then
    what is left.
    """
    lines, rules = context.lines, [*known]
    least = body_threshold(scores, lines)
    label_pull_quotes(lines, [body - least for body in scores.body], rules)
    title = find_title(context, scores, least, rules)
    if title is not None and rules[title] is None:
        rules[title] = "head-title"
    label_body(context, scores, least, rules)
    label_scored(context, scores, rules)
    label_head(context, rules, title)
    decided = label_open(lines, label_rest(context, rules), context.rules, hints.learned)
    return settle_markup(decided, hints.markup, [RULES[rule].kind for rule in decided], context.rules)


def _joined(scores: LineScores, rules: Sequence[str], apart: Sequence[bool]) -> list[bool]:
    """Tell for each line whether it belongs to the segment of the line before."""
    return [rule in BODY and not apart[index] and goes_on(scores, rules, index) for index, rule in enumerate(rules)]


def _hinted(lines: Sequence[Line], hints: Hints) -> list[str | None]:
    """Return the rule of each line that the caller knows."""
    known: dict[str, str] = {line_key(part): "hint-standfirst" for part in hints.standfirst}
    if hints.title is not None:
        known[line_key(hints.title)] = "hint-title"
    known.update(dict.fromkeys(hints.boilerplate, "publisher-boilerplate"))
    known.pop("", None)
    rules = [known.get(line.key) for line in lines]
    if hints.prefixes:
        for index, line in enumerate(lines):
            if rules[index] is None and opens_with(line.text, hints.prefixes):
                rules[index] = "publisher-prefix"
    # A page repeats its title; the article has it once.
    titles = [index for index, rule in enumerate(rules) if rule == "hint-title"]
    for index in titles[1:]:
        rules[index] = "title-again"
    return rules


def _segments(text: str, lines: Sequence[Line], rules: Sequence[str], joined: Sequence[bool]) -> list[Segment]:
    segments: list[Segment] = []
    looked_for_dateline = False
    for line, rule, goes_on_here in zip(lines, rules, joined, strict=True):
        start = line.start
        if goes_on_here:
            segments[-1] = segments[-1]._replace(end=line.end)
            continue
        if rule in ("body-prose", "markup-body") and not looked_for_dateline:
            # Only the article's first paragraph opens with its place.
            looked_for_dateline = True
            found = _DATELINE.match(line.text)
            if found is not None:
                segments.append(Segment("dateline", start, start + len(found.group().rstrip()), "agency-dateline"))
                start += found.end()
                start += len(text[start : line.end]) - len(text[start : line.end].lstrip())
        segments.append(Segment(RULES[rule].kind, start, line.end, rule))
    return segments
