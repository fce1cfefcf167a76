"""What recurs over the documents of a publisher: whole lines, and the beginnings and ends of lines.

A document is counted once for each pattern that it shows, however often it shows it; the near duplicates of a document
are one document with it. Counting is incremental: what earlier drops showed comes in as `Pattern`s, and no more than
`SETTLED_KEPT` + `SHORT_KEPT` + `LONG_KEPT` of them are ever kept for a publisher.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, NamedTuple

from copydesk.text.affixes import split_prefix, split_suffix
from copydesk.text.comparison import comparable
from copydesk.text.lines import line_key

PatternKind = Literal["line", "prefix", "suffix"]

SETTLED_KEPT = 1_000
"""Patterns of at least the threshold's documents that are kept for one publisher."""
SHORT_KEPT = 1_500
"""Patterns of fewer documents, and fewer than `LONG_WORDS` words: what some hundred articles show."""
LONG_KEPT = 500
"""Patterns of fewer documents that are longer. They must stand in half of the documents to say anything (see
`copydesk.text.learned`), so they come again soon or never."""
LONG_WORDS = 20
CHUNK = 250
"""Documents counted between two evictions: a drop of any size takes the memory of that many."""
LONGEST = 2_000
"""Characters. A longer line is not compared at all."""
EDGE_LINES = 500
"""Lines at either end of a text that are looked at. Furniture stands there, and a text of a million lines is none."""
EXAMPLES = 3

_CJK_WORD = 2
"""Characters to a word in scripts without spaces, as `copydesk.text.lines` has it."""


class Document(NamedTuple):
    """One document, with its near duplicates in the same drop."""

    family: str
    """Id of all near duplicates together."""
    drop_id: str
    article_ids: tuple[str, ...]
    texts: tuple[str, ...]
    """The source texts of these articles."""


class Pattern(NamedTuple):
    """What is known of something that may recur."""

    kind: PatternKind
    text: str | None
    """The line as first seen, a prefix or suffix in comparable form; None while one document only has shown it."""
    words: int
    documents: int
    """Documents that showed it; for a prefix or suffix, with a rest that no other document had."""
    titled: int
    """Of these, the documents in which it, or of an affix the rest of its line, was a title."""
    first_seen: str
    """drop_id."""
    examples: tuple[str, ...]
    """The first article_ids."""
    documents_before: int
    """How many documents of the publisher had been counted before the first that showed it."""
    last_document: int
    """How many had been counted with the last that showed it."""


class Sighting(NamedTuple):
    """A line, or an end of one, that could be a pattern."""

    kind: PatternKind
    key: str
    text: str
    words: int
    rest: str
    """Key of the rest of the line, of which the affix is the same as long as it varies; "" for a line."""


IsTitle = Callable[[PatternKind, str, str], bool]
"""Tells for the kind of a pattern, the key of the line or of its rest, and the document's family whether it is a title
that counts as evidence."""


def pattern_id(publisher: str | None, kind: PatternKind, key: str) -> str:
    """Return 16 hex digits that name the pattern; ``key`` as `sightings` has it."""
    text = f"{publisher or ''}\n{kind}\n{key}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def sightings(text: str) -> Iterator[Sighting]:
    """Yield what the lines of ``text`` show, in order, repeats included. Linear time."""
    for line in _edge_lines(text):
        whole = comparable(line)
        key = line_key(whole)
        if not any(map(str.isalpha, key)):
            continue
        yield Sighting("line", key, line, count_words(key), "")
        if prefix := split_prefix(whole):
            yield Sighting("prefix", prefix.affix, prefix.affix, count_words(prefix.affix), prefix.rest)
        if suffix := split_suffix(whole):
            yield Sighting("suffix", suffix.affix, suffix.affix, count_words(suffix.affix), suffix.rest)


def count_words(key: str) -> int:
    """Return the words of ``key`` by white space; of a stretch far longer than any word, one for two characters."""
    words = key.count(" ") + 1
    return words if len(key) <= 12 * words else max(words, len(key) // _CJK_WORD)


def count_documents(
    publisher: str | None,
    known: Mapping[str, Pattern],
    documents: Iterable[Document],
    before: int,
    threshold: int,
    is_title: IsTitle,
) -> dict[str, Pattern]:
    """Return the publisher's patterns once ``documents`` are counted, by id, the least telling ones forgotten.

    Args:
        publisher: None for the articles of which nobody knows it.
        known: Its patterns so far; left as they are.
        documents: Those that are new to the publisher, each family once; the order tells the first examples.
        before: How many of its documents were counted before these.
        threshold: From how many documents on a pattern is settled: forgotten only for others that are.
        is_title: For evidence on what lines are.
    """
    patterns = dict(known)
    remaining = iter(documents)
    while chunk := list(islice(remaining, CHUNK)):
        tallies = _tally(publisher, patterns, chunk, before, is_title)
        for identifier, tally in tallies.items():
            patterns[identifier] = _merged(patterns.get(identifier), tally)
        patterns = _without_least(patterns, threshold)
        before += len(chunk)
    return patterns


@dataclass
class _Tally:
    """What one chunk shows of a pattern."""

    sighting: Sighting
    first_seen: str
    documents_before: int
    last_document: int = 0
    documents: int = 0
    titled: int = 0
    examples: list[str] = field(default_factory=list)
    lines: set[str] = field(default_factory=set)
    """Of an affix: ids of the lines that it stands in, and that no earlier chunk had."""


def _tally(
    publisher: str | None, known: Mapping[str, Pattern], documents: Sequence[Document], before: int, is_title: IsTitle
) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    for number, document in enumerate(documents, before):
        for identifier, (sighting, article_id, lines, titled) in _shown(publisher, known, document, is_title).items():
            tally = tallies.get(identifier)
            if tally is None:
                tally = tallies[identifier] = _Tally(sighting, document.drop_id, number)
            elif sighting.kind != "line" and lines <= tally.lines:
                continue
            tally.last_document = number + 1
            tally.documents += 1
            tally.titled += titled
            tally.lines |= lines
            if len(tally.examples) < EXAMPLES:
                tally.examples.append(article_id)
    return tallies


class _Shown(NamedTuple):
    sighting: Sighting
    article_id: str
    lines: set[str]
    titled: bool


def _shown(
    publisher: str | None, known: Mapping[str, Pattern], document: Document, is_title: IsTitle
) -> dict[str, _Shown]:
    """Return, by id, what one document shows; of affixes, only those before or after something new."""
    shown: dict[str, _Shown] = {}
    for article_id, text in zip(document.article_ids, document.texts, strict=True):
        line = ""
        for sighting in sightings(text):
            identifier = pattern_id(publisher, sighting.kind, sighting.key)
            if sighting.kind == "line":
                line = identifier
                if identifier not in shown:
                    titled = is_title("line", sighting.key, document.family)
                    shown[identifier] = _Shown(sighting, article_id, set(), titled)
            elif line not in known:
                titled = is_title(sighting.kind, sighting.rest, document.family)
                so_far = shown.setdefault(identifier, _Shown(sighting, article_id, set(), titled))
                so_far.lines.add(line)
                if titled and not so_far.titled:
                    shown[identifier] = so_far._replace(titled=True)
    return shown


def _merged(known: Pattern | None, tally: _Tally) -> Pattern:
    kind, _, text, words, _ = tally.sighting
    if known is None:
        known = Pattern(kind, None, words, 0, 0, tally.first_seen, (), tally.documents_before, 0)
    documents = known.documents + tally.documents
    return known._replace(
        text=known.text or (text if documents > 1 else None),
        documents=documents,
        titled=known.titled + tally.titled,
        examples=(*known.examples, *tally.examples)[:EXAMPLES],
        last_document=tally.last_document,
    )


def _without_least(patterns: Mapping[str, Pattern], threshold: int) -> dict[str, Pattern]:
    """Forget the patterns of the fewest documents, of these the ones not seen for longest, where there are too many."""
    settled: list[str] = []
    short: list[str] = []
    long: list[str] = []
    for identifier, pattern in patterns.items():
        is_settled, is_short = pattern.documents >= threshold, pattern.words < LONG_WORDS
        (settled if is_settled else short if is_short else long).append(identifier)
    kept: dict[str, Pattern] = {}
    for ids, most in ((settled, SETTLED_KEPT), (short, SHORT_KEPT), (long, LONG_KEPT)):
        if len(ids) > most:
            # The id breaks ties, so that the same documents leave the same patterns.
            ids.sort(key=lambda of: (-patterns[of].documents, -patterns[of].last_document, of))
        kept.update((identifier, patterns[identifier]) for identifier in ids[:most])
    return kept


def _edge_lines(text: str) -> Iterator[str]:
    """Yield the lines that are compared, without the white space at their edges."""
    lines = text.split("\n")
    if len(lines) > 2 * EDGE_LINES:
        lines = [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]
    for line in lines:
        bare = line.strip()
        if bare and len(bare) <= LONGEST:
            yield bare
