"""Families of articles: near duplicates, which tell no more together than one of them."""

from collections.abc import Iterable


def families(links: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return the family of every article that has near duplicates: the least article_id of all that are linked.

    Args:
        links: (article_id, the article it is a near duplicate of or None). Order and direction do not count.
    """
    parents: dict[str, str] = {}
    for article, other in links:
        if other is not None:
            first, second = sorted((_root(parents, article), _root(parents, other)))
            parents[second] = parents[first] = first
    return {article: _root(parents, article) for article in parents}


def _root(parents: dict[str, str], article: str) -> str:
    while (parent := parents.get(article, article)) != article:
        # Halve the way for the next one who comes along.
        parents[article] = parents.get(parent, parent)
        article = parents[article]
    return article
