"""Which language a text is written in."""

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE_CHARS = 1500
"""Enough for certainty on prose; the model walks its bytes in Python, which is most of what a text file costs."""
MIN_LETTERS = 20
"""Fewer letters than a short sentence has: "Tokyo" alone comes out as Luganda."""
MIN_CONFIDENCE = 0.5
"""Of py3langid's normalised probability. Short true sentences score .5 to 1, headlines of names and mixtures less."""


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
