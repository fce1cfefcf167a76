"""Which language a text is written in, and which others it quotes."""

from collections.abc import Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from copydesk.text.annotations import Segment
from copydesk.text.function_words import FUNCTION_WORDS, near_languages
from copydesk.text.page_facts import COUNTED_KINDS
from copydesk.text.passages import foreign_passages, script

SAMPLE_CHARS = 1500
"""Enough for certainty on prose; the model walks its bytes in Python, which is most of what a text file costs."""
MIN_LETTERS = 20
"""Fewer letters than a short sentence has: "Tokyo" alone comes out as Luganda."""
MIN_CONFIDENCE = 0.5
"""Of py3langid's normalised probability. Short true sentences score .5 to 1, headlines of names and mixtures less."""

_LOOKED_AT = 12
_PIECES, _PIECE_CHARS = 6, 100
"""An article is judged by pieces of this many characters from paragraphs spread over it: neither a foreign quotation
at its head decides, nor a line of the menu that zoning took for text. 600 characters tell as much as 1,500."""
_PASSAGE_CHARS = 300
_CERTAIN, _BEYOND_DOUBT = 0.9, 0.999
"""Probability asked of a language that one passage speaks for, with and without small words that confirm it."""
SHARING_SCRIPTS = frozenset(FUNCTION_WORDS)
"""Languages that only their small words tell from others of their script."""
_MOST_CALLS = 12
"""Passages that the model sees, a document; each costs about 200 microseconds."""


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    # Our own instance: the library's global one can be restricted by anybody, which would change our answers.
    # Loading takes a second, hence on first use.
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def rank_language(text: str) -> tuple[str, float]:
    """Return py3langid's best label for the head of ``text`` and its probability, 0 to 1."""
    label, confidence = _identifier().classify(text[:SAMPLE_CHARS])
    return str(label), float(confidence)


def identify_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or ``None`` where it is too short or uncertain."""
    sample = text[:SAMPLE_CHARS]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    label, confidence = rank_language(sample)
    return label if len(label) == 2 and confidence >= MIN_CONFIDENCE else None


def article_language(text: str, segments: Sequence[Segment]) -> str | None:
    """Return the ISO 639-1 code of the language of the article's own paragraphs, or ``None`` where nothing is certain.

    Menus and teasers in another language do not count, nor do paragraphs in another script than most; without
    paragraphs the whole text decides.
    """
    blocks = [segment for segment in segments if segment.kind in COUNTED_KINDS]
    count = min(len(blocks), _LOOKED_AT)
    spread = [blocks[index * len(blocks) // count] for index in range(count)]
    scripts = [script(text[block.start : block.end]) for block in spread]
    usual = max(scripts, key=scripts.count, default="")
    pieces = [block for block, written in zip(spread, scripts, strict=True) if written == usual][:_PIECES]
    # Few paragraphs are looked at more closely.
    chars = _PIECE_CHARS * _PIECES // max(len(pieces), 1)
    sample = "\n".join([text[block.start : min(block.end, block.start + chars)] for block in pieces])
    return identify_language(sample) or identify_language(text)


def other_languages(text: str, segments: Sequence[Segment], language: str | None) -> list[str]:
    """Return the ISO 639-1 codes, sorted, of further languages that a paragraph or a long quotation is written in.

    Where the script leaves a choice, both the small words and the model must say so, the model with certainty;
    languages as near to ``language``, the article's own, as Danish to Norwegian are not told apart. Empty where that
    one is unknown.
    """
    if language is None:
        return []
    found: set[str] = set()
    calls = 0
    for span, allowed in foreign_passages(text, segments, language):
        if len(allowed) == 1 and not allowed <= SHARING_SCRIPTS:
            found |= allowed
        elif calls < _MOST_CALLS and not (allowed and allowed <= found):
            calls += 1
            label = _certain_language(text[span.start : min(span.end, span.start + _PASSAGE_CHARS)], allowed)
            if label is not None and label not in near_languages(language):
                found.add(label)
    return sorted(found)


def _certain_language(passage: str, allowed: frozenset[str]) -> str | None:
    """Return the model's language of ``passage`` where its small words allow it and the model is certain.

    Neighbours share their probability, so it is summed over them.
    """
    ranked = _identifier().rank(passage)
    best = str(ranked[0][0])
    # Without small words to confirm it, a language must be one that there is no list for, and beyond doubt.
    near = near_languages(best)
    agreed = not near.isdisjoint(allowed) if allowed else best not in SHARING_SCRIPTS
    certainty = sum([float(probability) for label, probability in ranked if label in near])
    return best if len(best) == 2 and agreed and certainty >= (_CERTAIN if allowed else _BEYOND_DOUBT) else None
