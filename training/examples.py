"""Annotated texts to labelled examples, in the very encoding that inference uses."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from copydesk.tagger.encoding import PARAGRAPH, PUNCTUATION, SPACED, Encoding, Ints, encode
from copydesk.tagger.labels import ATTRIBUTION_LABELS, ENTITY_LABELS
from copydesk.text.spans import Span
from training.polnear import ROLES, Article

CLASSES = {
    "person": "PERSON",
    "politician": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "location": "LOC",
    "country": "LOC",
    "misc": "MISC",
    "event": "MISC",
    "election": "MISC",
}
"""Labels of CoNLL-2003 and CrossNER politics to the tagger's."""

WordRun = tuple[int, int]
"""First word, and the word after the last."""


@dataclass(frozen=True)
class AttributionExample:
    """A PolNeAR article: BIO label of every word, and where each content run points."""

    encoding: Encoding
    labels: Ints
    """(W,) indices into ATTRIBUTION_LABELS."""
    pointers: list[tuple[WordRun, WordRun | None, WordRun | None]]
    """A content run, its cue run and its source run (None where there is none)."""


@dataclass(frozen=True)
class EntityExample:
    """A sentence with the BIO label of every word."""

    encoding: Encoding
    labels: Ints


def paragraphs(text: str) -> list[Span]:
    """Return the non-blank lines of ``text``."""
    return [Span(*match.span()) for match in re.finditer(r"[^\n]*[^\s][^\n]*", text)]


def attribution_example(article: Article, tokenizer: Tokenizer) -> AttributionExample:
    """Label the words of a PolNeAR article; where roles overlap, the first one keeps the word.

    Attributions may share a source ("Hillary said …, adding …", one in nine does): each of them points to it.
    """
    encoding = encode(article.text, paragraphs(article.text), tokenizer)
    count = len(encoding.first)
    role_of = np.full(count, -1)
    for attribution in article.attributions:
        for role, name in enumerate(ROLES):
            for span in attribution[name]:
                words = _words(encoding, span)
                role_of[words[role_of[words] < 0]] = role
    labels = np.zeros(count, np.int64)
    pointers = []
    for attribution in article.attributions:
        runs = {name: _runs(encoding, role_of, role, attribution[name]) for role, name in enumerate(ROLES)}
        for name, found in runs.items():
            for start, end in found:
                labels[start:end] = ATTRIBUTION_LABELS.index(f"I-{name}")
                labels[end - 1] = ATTRIBUTION_LABELS.index(f"E-{name}")
                labels[start] = ATTRIBUTION_LABELS.index(f"{'B' if end - start > 1 else 'S'}-{name}")
        pointers += [(run, _nearest(run, runs["CUE"]), _nearest(run, runs["SOURCE"])) for run in runs["CONTENT"]]
    return AttributionExample(encoding, labels, pointers)


def read_sentences(path: Path, tokenizer: Tokenizer) -> list[EntityExample]:
    """Read a JSONL file of ``{"text", "ents": [[start, end, label], …]}``, one sentence a line."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        encoding = encode(text, [Span(0, len(text))], tokenizer)
        labels = np.zeros(len(encoding.first), np.int64)
        for start, end, label in record["ents"]:
            words = _words(encoding, Span(start, end))
            if len(words):
                labels[words] = ENTITY_LABELS.index(f"I-{CLASSES[label]}")
                labels[words[0]] = ENTITY_LABELS.index(f"B-{CLASSES[label]}")
        if len(labels):
            examples.append(EntityExample(encoding, labels))
    return examples


def join(sentences: Sequence[EntityExample], *, as_paragraphs: bool) -> EntityExample:
    """Put sentences one after the other, each a paragraph of its own or all in one."""
    offsets_pieces = np.cumsum([0] + [len(item.encoding.ids) for item in sentences])
    offsets_words = np.cumsum([0] + [len(item.encoding.first) for item in sentences])
    spaces = [item.encoding.space.copy() for item in sentences]
    for space in spaces[1:]:
        space[0] = PARAGRAPH if as_paragraphs else SPACED
    encodings = [item.encoding for item in sentences]
    joined = replace(
        encodings[0],
        ids=np.concatenate([item.ids for item in encodings]),
        first=np.concatenate([item.first + shift for item, shift in zip(encodings, offsets_pieces, strict=False)]),
        word=np.concatenate([item.word + shift for item, shift in zip(encodings, offsets_words, strict=False)]),
        start=np.concatenate([item.start for item in encodings]),
        end=np.concatenate([item.end for item in encodings]),
        shape=np.concatenate([item.shape for item in encodings]),
        space=np.concatenate(spaces),
        quote=np.concatenate([item.quote for item in encodings]),
    )
    return EntityExample(joined, np.concatenate([item.labels for item in sentences]))


def _words(encoding: Encoding, span: Span) -> Ints:
    """Return the words that share a character with ``span``."""
    low = int(np.searchsorted(encoding.end, span.start, "right"))
    high = int(np.searchsorted(encoding.start, span.end, "left"))
    return np.arange(low, high)


def _runs(encoding: Encoding, role_of: Ints, role: int, spans: Sequence[Span]) -> list[WordRun]:
    """Return the runs of words of ``role`` in ``spans``; a gap of two punctuation marks at most does not part a run."""
    runs: list[WordRun] = []
    words = {word for span in spans for word in _words(encoding, span).tolist() if role_of[word] == role}
    for word in sorted(words):
        if runs:
            start, end = runs[-1]
            gap = slice(end, word)
            if word - end <= 2 and (role_of[gap] < 0).all() and (encoding.shape[gap] == PUNCTUATION).all():
                runs[-1] = (start, word + 1)
                continue
        runs.append((word, word + 1))
    return runs


def _nearest(run: WordRun, others: list[WordRun]) -> WordRun | None:
    return min(others, key=lambda other: min(abs(other[0] - run[1]), abs(run[0] - other[1])), default=None)
