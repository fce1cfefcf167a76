"""Word lists written as running text."""


def wordset(text: str, separator: str | None = None) -> frozenset[str]:
    """Return the words of ``text``, parted by white space or by ``separator``; line breaks never belong to a word."""
    parts = text.split() if separator is None else text.replace("\n", separator).split(separator)
    return frozenset(word.strip() for word in parts if word.strip())
