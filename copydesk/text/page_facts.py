"""What a page says of itself, read from its zoned text: time to read, comments, authors, whether it was cut off."""

import re
from collections.abc import Sequence

from copydesk.text.annotations import Segment
from copydesk.text.lines import line_key
from copydesk.text.wordlists import wordset

_BODY = frozenset({"paragraph", "list_item", "subheading"})
_COUNTED = frozenset({"paragraph", "list_item"})
_NUMBER = re.compile(r"\d{1,3}(?:[,.\u00a0]\d{3})+|\d{1,7}")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
WORDS_PER_MINUTE = 200
"""Adults read English non-fiction silently at 238 words a minute (Brysbaert 2019, a mean of 190 studies); publishers'
widgets reckon with 180 to 265 and round up. 200 sits low among them, so a text is called short only when it is."""
_SHORT_SHARE = 0.6
"""A text with less than this share of the words that its own reading time promises was cut off. Rounding up to whole
minutes alone can take a two-minute text to just above half, hence `_FEWEST_MINUTES`."""
_FEWEST_MINUTES = 3
_WALL = re.compile(
    r"\b(?:(?:subscribe|register|sign up|sign in|log in|join|upgrade|pay)\b[^.]{0,40}\b(?:to (?:continue|keep|read"
    r"|unlock|finish"
    r"|access|view|see)\b|for full access)|(?:to|continue) (?:continue )?reading\b[^.]{0,60}\b(?:subscri|register"
    r"|sign|log|free|account)"
    r"|(?:article|story|content|report) is (?:only |exclusively )?(?:available |reserved )?(?:for"
    r"|to) (?:our )?(?:paid |paying |premium )?"
    r"(?:subscribers|members)|to read the (?:full|rest)|read the full story$|subscribe to unlock|already a subscriber"
    r"|subscribers only|this is a preview|unlock this article)",
    re.IGNORECASE,
)
_WALL_KINDS = frozenset(
    {"newsletter_widget", "placeholder", "other_residue", "navigation", "subheading", "paragraph", "related_headline"}
)
_NO_AUTHOR = re.compile(r"\s*(?:edit(?:ing|ed)|compiled|photo\w*|pictures?|illustrations?) by\b", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^(?:(?:written|writing|reported|posted|published|story|words|text|reporting|report|analysis|opinion)\s+)?(?:by|von"
    r"|por|par|av|af|door|di)\b[:\s]+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,4}")
_DATE_TAIL = re.compile(
    r"\s+(?:on|updated|published|posted|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
    r"|may)(?:\s.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_NOT_NAMES = wordset(
    """reuters afp ap associated press bloomberg agencies agency staff reporter reporters writer correspondent editor
    news desk dpa xinhua updated published posted wire services team newsroom contributor senior"""
)


def _words(text: str) -> int:
    """Count words by white space; scripts without spaces count one for every two characters."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def word_count(text: str, segments: Sequence[Segment]) -> int:
    """Return the number of words in the paragraphs and list items."""
    return sum([_words(text[segment.start : segment.end]) for segment in segments if segment.kind in _COUNTED])


def body(text: str, segments: Sequence[Segment]) -> str:
    """Return subheadings, paragraphs and list items in order, joined by a blank line; no title; "" if none."""
    return "\n\n".join([text[segment.start : segment.end] for segment in segments if segment.kind in _BODY])


def reading_time_minutes(text: str, segments: Sequence[Segment]) -> int | None:
    """Return the minutes that the page says it takes to read, None when it says nothing."""
    for segment in segments:
        if segment.kind == "reading_time":
            found = re.search(r"\d{1,3}", text[segment.start : segment.end])
            if found is not None:
                return int(found.group())
    return None


def comment_count(text: str, segments: Sequence[Segment]) -> int | None:
    """Return the number of comments that the page states, None when it states none. "No comments" is 0."""
    for segment in segments:
        if segment.kind != "comment_count":
            continue
        line = text[segment.start : segment.end]
        # A line that is more than a count ("John wrote on 3 May") tells no number of comments.
        found = _NUMBER.search(line)
        if found is not None and len(line.split()) <= 4:
            return int(re.sub(r"\D", "", found.group()))
        if line_key(line) in ("no comments", "no comments yet"):
            return 0
    return None


def authors(text: str, segments: Sequence[Segment]) -> tuple[str, ...]:
    """Return the names in the bylines, in order and once each; agencies and job titles are left out."""
    names: list[str] = []
    for segment in segments:
        if segment.kind != "byline":
            continue
        line = _LEAD_IN.sub("", text[segment.start : segment.end].strip())
        for part in re.split(r",|;|\||/|•|·|&|\(|\)|\s[-–—]\s|\b(?:and|und|et|y|e|og|och|with)\b", line)[:12]:
            if _NO_AUTHOR.match(part):
                continue
            found = _NAME.match(_LEAD_IN.sub("", part.strip()))
            if found is None:
                continue
            # "Ann Lee Aug. 3": the date is no part of the name.
            name = _DATE_TAIL.sub("", found.group()).strip()
            words = name.casefold().replace(".", "").split()
            is_name = len(words) >= 2 and name[0].isupper() and _NOT_NAMES.isdisjoint(words)
            if is_name and name not in names:
                names.append(name)
    return tuple(names)


def truncation(text: str, segments: Sequence[Segment]) -> str | None:
    """Return the evidence that the text ends before the article does, None when there is none.

    One of ``placeholder after the body: "loading"``, ``subscription wall: "..."``, ``cut off with "..."``,
    ``4 minutes promised, 327 words``; several are joined by "; ".
    """
    body_at = [index for index, segment in enumerate(segments) if segment.kind in _COUNTED]
    if not body_at:
        return None
    last = body_at[-1]
    evidence = [
        found
        for found in (
            _placeholder(text, segments[last + 1 : last + 8]),
            _wall(text, segments[last : last + 16]),
            _cut(text, segments[last]),
            _short(text, segments),
        )
        if found is not None
    ]
    return "; ".join(evidence) or None


def _placeholder(text: str, after: Sequence[Segment]) -> str | None:
    for segment in after:
        if segment.kind == "placeholder":
            words = text[segment.start : segment.end]
            if line_key(words).startswith(("loading", "please wait", "now loading")) and "comment" not in words.lower():
                return f'placeholder after the body: "{words[:40]}"'
        elif segment.kind not in ("ad_marker", "share_widget"):
            return None
    return None


def _wall(text: str, after: Sequence[Segment]) -> str | None:
    for segment in after:
        words = text[segment.start : segment.end]
        if segment.kind in _WALL_KINDS and len(words) <= 300 and _WALL.search(words):
            return f'subscription wall: "{words[:60]}"'
    return None


def _cut(text: str, last: Segment) -> str | None:
    words = text[last.start : last.end].rstrip(" \"'”’)]")
    ellipsis = next((mark for mark in ("...", "…", "[…", "[...") if words.endswith(mark)), None)
    return f'cut off with "{ellipsis}"' if ellipsis is not None else None


def _short(text: str, segments: Sequence[Segment]) -> str | None:
    minutes, words = reading_time_minutes(text, segments), word_count(text, segments)
    if minutes is None or minutes < _FEWEST_MINUTES or words >= _SHORT_SHARE * minutes * WORDS_PER_MINUTE:
        return None
    return f"{minutes} minutes promised, {words} words"
