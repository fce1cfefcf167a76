"""Which words the line classifier reads by themselves: those that many publishers' pages have in common."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from copydesk.text.lines import split_lines

_MARKS = ".,;:!?\"'“”‘’()[]"


def lexical_words(texts: Iterable[tuple[str, str]], count: int) -> list[str]:
    """Return the ``count`` words that most publishers use, the most common first, those of as many by the alphabet.

    A word of few publishers would tell who wrote a page rather than what a line is: ``count`` is set so that every word
    has four of them, give or take a last one.

    Args:
        texts: Pairs of publisher and text.
        count: How many words; `copydesk.zoner.words.LEXICAL`, on which the codes of the features are built.

    Raises:
        SystemExit: If the texts have fewer words.

    """
    publishers: dict[str, set[str]] = defaultdict(set)
    for publisher, text in texts:
        for line in split_lines(text):
            for token in line.tokens:
                publishers[token].add(publisher)
    known = [word for word in publishers if word and not word.isdigit()]
    if len(known) < count:
        raise SystemExit(f"only {len(known)} words, {count} wanted: give more pages or lower LEXICAL in copydesk/zoner")
    known.sort(key=lambda word: (-len(publishers[word]), word))
    return known[:count]


def word_order(lexical: Sequence[str], encoder: Iterable[str]) -> list[str]:
    """Return all words that get a vector: the lexical ones in their order, then the whole words of the encoder."""
    whole = [word for word in encoder if len(word) > 1 and word.isascii() and word.isalpha()]
    return list(dict.fromkeys([*lexical, *whole]))


def frequencies(texts: Iterable[str]) -> Counter[str]:
    """Count the words of ``texts``, folded as the tokens of lines are."""
    return Counter(word.strip(_MARKS) for text in texts for word in text.casefold().split())
