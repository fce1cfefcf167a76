"""Quotations of two versions of an article: which is which, and what of it changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copydesk.difference.alignment import Alignment
from copydesk.difference.pairs import pair_spans
from copydesk.text.comparison import comparable
from copydesk.text.spans import Span

SPEAKER, KIND, CONTENT = "speaker", "kind", "content"
FIELDS = (SPEAKER, KIND, CONTENT)
"""What of a quotation is told when it changes; other changes are details, which are counted."""

_DETAILS = ("speaker_role", "candidates", "cue_lemma", "source_head", "confidence", "counted")
"""Columns of details; places in the text move with it, and are none."""


class Quote(NamedTuple):
    """A row of the table quotes, as far as versions are compared by it."""

    number: int
    """quote_index."""
    kind: str
    is_speech: bool
    content: str
    spans: tuple[Span, ...]
    cue: Span | None
    cue_class: str | None
    cue_negated: bool
    source: Span | None
    speaker_id: str | None
    speaker_name: str | None
    other_speaker_ids: tuple[str, ...]
    method: str
    content_confidence: float
    details: tuple[object, ...]
    """Values of the columns that are only counted when they change."""

    @property
    def evidence(self) -> list[Span]:
        """Where its words, its cue and its source stand."""
        return [*self.spans, *(span for span in (self.cue, self.source) if span is not None)]

    def shown(self) -> dict[str, Any]:
        """Return what a person compares, as plain JSON values."""
        return {
            "kind": self.kind,
            "is_speech": self.is_speech,
            "content": self.content,
            "cue_class": self.cue_class,
            "cue_negated": self.cue_negated,
            "speaker_id": self.speaker_id,
            "speaker_name": self.speaker_name,
            "other_speaker_ids": list(self.other_speaker_ids),
            "method": self.method,
        }


def quote_of(row: Mapping[str, Any]) -> Quote:
    """Return a row of the table as a `Quote`; columns that its version does not have yet are unknown."""
    return Quote(
        number=row["quote_index"],
        kind=row["kind"],
        is_speech=row["is_speech"],
        content=row["content"],
        spans=tuple(Span(span["start"], span["end"]) for span in row["content_spans"]),
        cue=_span(row["cue_start"], row["cue_end"]),
        cue_class=row.get("cue_class"),
        cue_negated=row.get("cue_negated", False),
        source=_span(row["source_start"], row["source_end"]),
        speaker_id=row["speaker_id"],
        speaker_name=row["speaker_name"],
        other_speaker_ids=tuple(row.get("other_speaker_ids") or ()),
        method=row["method"],
        content_confidence=row["content_confidence"],
        details=tuple(tuple(value) if isinstance(value := row.get(name), list) else value for name in _DETAILS),
    )


def pair_quotes(
    old: Sequence[Quote], new: Sequence[Quote], alignment: Alignment
) -> list[tuple[Quote | None, Quote | None]]:
    """Return which quotation became which: by the characters that they share, then by equal words.

    None stands for a quotation that the other side does not have. First the old ones in their order, then the new.
    """
    found = dict(pair_spans([quote.spans for quote in old], [quote.spans for quote in new], alignment))
    left = set(range(len(new))) - set(found.values())
    same_words: defaultdict[str, list[int]] = defaultdict(list)
    for j in sorted(left, reverse=True):
        same_words[comparable(new[j].content)].append(j)
    for i, quote in enumerate(old):
        if i not in found and (there := same_words.get(comparable(quote.content))):
            found[i] = there.pop()
    # What is still alone has other words: the same quotation if they hang on the same cue.
    ours = [i for i in range(len(old)) if i not in found]
    theirs = sorted(left - set(found.values()))
    by_cue = pair_spans([_cue(old[i]) for i in ours], [_cue(new[j]) for j in theirs], alignment)
    found |= {ours[i]: theirs[j] for i, j in by_cue}
    pairs: list[tuple[Quote | None, Quote | None]] = [
        (quote, new[found[i]] if i in found else None) for i, quote in enumerate(old)
    ]
    return [*pairs, *((None, new[j]) for j in sorted(left - set(found.values())))]


def changed_fields(old: Quote, new: Quote, alignment: Alignment) -> tuple[str, ...]:
    """Return which of `FIELDS` differ. Words that stand elsewhere as the text around them changed are the same."""
    changed = []
    if _speaker(old) != _speaker(new):
        changed.append(SPEAKER)
    if _kind(old) != _kind(new):
        changed.append(KIND)
    # The same words in another place of another text are the same.
    if old.content != new.content or (not alignment.regions and old.spans != new.spans):
        changed.append(CONTENT)
    return tuple(changed)


def same_details(old: Quote, new: Quote) -> bool:
    """Return whether all else that is known of two quotations with equal fields is equal."""
    return (old.content_confidence, old.details) == (new.content_confidence, new.details)


def same_reading(old: Quote, new: Quote, alignment: Alignment) -> bool:
    """Return whether the tagger saw the same words, as surely, in both."""
    return (_moved(old, alignment), old.content_confidence) == (new.spans, new.content_confidence)


def _cue(quote: Quote) -> list[Span]:
    return [quote.cue] if quote.cue is not None else []


def _speaker(quote: Quote) -> tuple[object, ...]:
    return quote.speaker_id, quote.speaker_name, quote.method, quote.other_speaker_ids


def _kind(quote: Quote) -> tuple[object, ...]:
    return quote.kind, quote.is_speech, quote.cue_class, quote.cue_negated


def _moved(quote: Quote, alignment: Alignment) -> tuple[Span, ...]:
    return tuple(alignment.forward(quote.spans))


def _span(start: int | None, end: int | None) -> Span | None:
    return Span(start, end) if start is not None and end is not None else None
