"""Why a quotation differs: the first stage whose output differs although what it was given does not.

The stages: the text, its zones (segments), what the tagger reads in them, and the rules that make quotations of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.difference.alignment import Alignment
from copydesk.difference.quotes import Quote, same_reading
from copydesk.difference.recipes import Recipe, code_names
from copydesk.document import READ_KINDS
from copydesk.text.annotations import Segment
from copydesk.text.spans import Span

CAUSES = {
    "unexplained": "Text, code, models and settings are the same, the rows are not: a defect, or another machine.",
    "text": "The publisher's text changed here.",
    "metadata": "What else the publisher says of the article changed: its title, address or language.",
    "learned": "The dataset learned of lines or titles that the publisher repeats.",
    "settings": "Other settings.",
    "model": "Another tagger or zoner.",
    "rule": "Other code: the rules that zone, assemble and attribute.",
    "text or model": "The text changed elsewhere in the article, and the tagger is another: either may be why.",
    "text or rule": "The text changed elsewhere in the article, and the code is other code: either may be why.",
    "rolled back": "An older version was restored: nothing was read anew.",
    "rule or model": "Versions so old that nobody recorded by which code and models they were made.",
}
"""Cause to what it means, the one that needs somebody's attention first."""

_CLASSIFIED = ("line-", "body-")
"""How ids of zoning rules begin in which the zoner has its say."""
_FROM_HINTS = ("hint-",)
_FROM_SETTINGS = ("publisher-",)
_FROM_OTHERS = ("learned-", "other-title")


class Cause(NamedTuple):
    """A key of `CAUSES`, and what exactly."""

    name: str
    detail: str


@dataclass(frozen=True)
class Evidence:
    """What an article's quotations rest on, in one version."""

    metadata: tuple[object, ...]
    """What the publisher says of the article beside its text."""
    segments: tuple[Segment, ...]
    reading_hash: str | None
    recipe: Recipe | None


def cause(old: Quote | None, new: Quote | None, before: Evidence, after: Evidence, alignment: Alignment) -> Cause:
    """Return why a quotation is ``new`` and no longer ``old``; one of them may be None (it came, or is gone).

    ``alignment`` is that of the article's texts, without regions where they are equal.
    """
    recipes = (before.recipe, after.recipe)
    text_changed = bool(alignment.regions)
    if text_changed and (recipes[0] == recipes[1] or _touched(old, new, before, after, alignment)):
        return Cause("text", "")
    if before.recipe is None or after.recipe is None:
        return Cause("rule or model", "")
    here = _zones_that_differ(old, new, before, after, alignment)
    if here:
        return _zoning(here, before, after, before.recipe, after.recipe)
    return _reading_or_rules(old, new, before, after, alignment, before.recipe, after.recipe)


def _touched(old: Quote | None, new: Quote | None, before: Evidence, after: Evidence, alignment: Alignment) -> bool:
    """Return whether the text changed in a segment where the quotation, its cue or its source stands."""
    sides = (
        (old.evidence if old else [], before.segments, alignment.forward),
        (new.evidence if new else [], after.segments, alignment.backward),
    )
    return any(
        _length(moved([segment.span])) < segment.end - segment.start
        for spans, segments, moved in sides
        for segment in _around(spans, segments)
    )


def _zones_that_differ(
    old: Quote | None, new: Quote | None, before: Evidence, after: Evidence, alignment: Alignment
) -> list[tuple[Segment | None, Segment | None]]:
    """Return the segments, before and after, that differ in a kind that is read; those of the quotation if any do.

    Where the text changed, too, only those of the quotation count: elsewhere others are to be expected.
    """
    ours, theirs = _placed(before.segments, alignment), _placed(after.segments, None)
    gone = [segment for key, segment in ours.items() if key not in theirs]
    come = [segment for key, segment in theirs.items() if key not in ours]
    if not any(segment.kind in READ_KINDS for segment in (*gone, *come)):
        return []
    # Where a quotation is no more, what its words are now tells why.
    here = [*(old.evidence if old else ()), *(alignment.backward(new.evidence) if new else ())]
    there = [*(new.evidence if new else ()), *(alignment.forward(old.evidence) if old else ())]
    near_gone, near_come = set(_around(here, before.segments)), set(_around(there, after.segments))
    near = [segment for segment in gone if segment in near_gone], [segment for segment in come if segment in near_come]
    if any(near):
        gone, come = near
    elif alignment.regions:
        return []
    length = max(len(gone), len(come))
    return list(zip([*gone, *[None] * (length - len(gone))], [*come, *[None] * (length - len(come))], strict=True))


def _zoning(
    differing: Sequence[tuple[Segment | None, Segment | None]],
    before: Evidence,
    after: Evidence,
    old: Recipe,
    new: Recipe,
) -> Cause:
    rules = {segment.rule for pair in differing for segment in pair if segment is not None}
    first, then = differing[0]
    names = [segment.rule if segment is not None else "–" for segment in (first, then)]
    told = f"{names[0]} → {names[1]}" if names[0] != names[1] else names[0]

    def by(*prefixes: str) -> bool:
        return any(rule.startswith(prefixes) for rule in rules)

    zoner = Cause("model", f"zoner {_short(old.zoner_hash)} → {_short(new.zoner_hash)}")
    code = Cause("rule", f"{told} ({' → '.join(code_names(old, new))})")
    tests = (
        (by(*_CLASSIFIED) and old.zoner_hash != new.zoner_hash, zoner),
        (by(*_FROM_OTHERS), Cause("learned", told)),
        (by(*_FROM_SETTINGS) and old.settings_hash != new.settings_hash, Cause("settings", told)),
        (by(*_FROM_HINTS) and before.metadata != after.metadata, Cause("metadata", told)),
        (old.code_hash != new.code_hash, code),
        (old.zoner_hash != new.zoner_hash, zoner),
        (old.settings_hash != new.settings_hash, Cause("settings", told)),
        (before.metadata != after.metadata, Cause("metadata", told)),
    )
    return next((cause for holds, cause in tests if holds), Cause("unexplained", f"zones: {told}"))


def _reading_or_rules(
    old: Quote | None,
    new: Quote | None,
    before: Evidence,
    after: Evidence,
    alignment: Alignment,
    ours: Recipe,
    theirs: Recipe,
) -> Cause:
    same = before.reading_hash == after.reading_hash
    same = same or (old is not None and new is not None and same_reading(old, new, alignment))
    # A name that came or went in another paragraph decides about speakers: then nobody can tell the two apart.
    text_or = "text or " if alignment.regions else ""
    tests = (
        (
            not same and ours.tagger_hash != theirs.tagger_hash,
            Cause(f"{text_or}model", f"tagger {_short(ours.tagger_hash)} → {_short(theirs.tagger_hash)}"),
        ),
        (ours.code_hash != theirs.code_hash, Cause(f"{text_or}rule", " → ".join(code_names(ours, theirs)))),
        (bool(alignment.regions), Cause("text", "elsewhere in the article")),
        (before.metadata != after.metadata, Cause("metadata", "")),
        # Names that the tagger sees elsewhere in the article decide about speakers, too.
        (
            before.reading_hash != after.reading_hash and ours.tagger_hash != theirs.tagger_hash,
            Cause("model", f"tagger {_short(ours.tagger_hash)} → {_short(theirs.tagger_hash)}"),
        ),
        (ours.settings_hash != theirs.settings_hash, Cause("settings", "")),
    )
    stage = "rules" if same else "reading"
    return next((cause for holds, cause in tests if holds), Cause("unexplained", f"the {stage} gave something else"))


def _around(spans: Sequence[Span], segments: Sequence[Segment]) -> list[Segment]:
    return [segment for segment in segments if any(segment.span.overlaps(span) for span in spans)]


def _placed(segments: Sequence[Segment], alignment: Alignment | None) -> dict[tuple[str, tuple[Span, ...]], Segment]:
    """Return the segments by kind and place, the place in the new text if ``alignment`` leads there."""
    return {
        (segment.kind, tuple(alignment.forward([segment.span]) if alignment else [segment.span])): segment
        for segment in segments
    }


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def _short(digest: str | None) -> str:
    return f"{digest[:8]}…" if digest else "–"
