"""The known articles, found by whatever may tell that a new file is one of them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from copydesk.fingerprints import Fingerprint, Keys, Traits, keys, name_key
from copydesk.intake.records import Candidate
from copydesk.likeness import BandIndex, containment, likenesses
from copydesk.settings import Identity

_LEAST_CONTAINED = 40
"""Shingles of the shortest text that is looked for in others: a notice may stand in many articles."""
_LEAST_LIKENESS = 0.15
"""Below, the signatures tell too little of the share that a short text has in a much longer one."""
_NOBODY: frozenset[str] = frozenset()


class State(NamedTuple):
    """Bytes that are an article's: a file that was admitted or revised it, or a copy of one."""

    content_hash: str
    sidecar_hash: str | None
    source_path: str | None
    """Where the file lay in its drop; ``None`` of a copy, which is not the article's place."""
    article_id: str


class Contents:
    """The articles that have had the same bytes, found by what lay beside these and by where they lay."""

    def __init__(self) -> None:
        self.articles: set[str] = set()
        self._beside: dict[str | None, set[State]] = {}
        self._at: dict[str, set[str]] = {}

    def add(self, state: State) -> None:
        """Take in one more state, or copy."""
        self.articles.add(state.article_id)
        self._beside.setdefault(state.sidecar_hash, set()).add(state)
        if state.source_path is not None:
            self._at.setdefault(state.source_path, set()).add(state.article_id)

    def here(self, candidate: Candidate) -> Collection[str]:
        """Return the articles that had these bytes at the candidate's place."""
        return self._at.get(candidate.source_path, _NOBODY)

    def judged(self, candidate: Candidate) -> list[tuple[bool, str]]:
        """Return the articles that the candidate's bytes were found to be before, each with whether it lay elsewhere.

        A candidate without a sidecar says nothing new, whatever lay beside its bytes then. What a copy's sidecar says
        was never taken in: beside the article itself it is news.
        """
        here = self.here(candidate)
        if candidate.sidecar_hash is None:
            return [(False, of) for of in here] or [(True, of) for of in self.articles]
        return [
            (state.source_path != candidate.source_path, state.article_id)
            for state in self._beside.get(candidate.sidecar_hash, ())
            if state.source_path is not None or not here
        ]


class Withdrawn(NamedTuple):
    """An article that may not come back: a row of ``withdrawals``."""

    article_id: str
    reason: str
    withdrawn_at: datetime
    canonical_url: str | None = None
    publisher: str | None = None
    publisher_id: str | None = None
    state_keys: tuple[str, ...] = ()
    """Of its states, and of addresses and ids that it had before."""

    @property
    def known_by(self) -> Iterator[str]:
        """Every key by which it is known: 16 hex digits each."""
        yield self.article_id
        yield from (
            name_key(key) for _, key in _names(keys(self.canonical_url, self.publisher, self.publisher_id, None))
        )
        yield from self.state_keys


class Alike(NamedTuple):
    """A known article with a similar text."""

    likeness: float
    contained: bool
    """Alike only in that one of the two texts holds the other."""


class KnownArticles:
    """Articles by their contents, names, titles, states and texts; one that changes is found as what it is now.

    Only contents stay for ever: a file that was an article once, or its copy, is known when it is dropped again.
    """

    def __init__(self, known: Iterable[Fingerprint], past: Iterable[State], withdrawn: Collection[Withdrawn]) -> None:
        """Start from articles; of the ``past`` states those count that are theirs, or a withdrawn article's."""
        self._articles: dict[str, Fingerprint] = {}
        self._contents: dict[str, Contents] = {}
        self._names: dict[tuple[str, int], set[str]] = {}
        self._titles: dict[int, set[str]] = {}
        self._states: dict[str, set[str]] = {}
        self._withdrawn = frozenset(gone.article_id for gone in withdrawn)
        self._gone = {key: gone.article_id for gone in withdrawn for key in gone.known_by}
        for article in known:
            self._remember(article)
        for state in past:
            if state.article_id in self._articles or state.article_id in self._withdrawn:
                self.remember(state)
        signed = {of: article.signature for of, article in self._articles.items() if article.signature is not None}
        self._bands = BandIndex(signed)

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._articles

    def __getitem__(self, article_id: str) -> Fingerprint:
        return self._articles[article_id]

    def get(self, article_id: str) -> Fingerprint | None:
        """Return an article; ``None`` if it is not known."""
        return self._articles.get(article_id)

    def put(self, article: Fingerprint, sidecar_hash: str | None = None) -> None:
        """Take in a new article, or what became of a known one, with the sidecar that its latest state has."""
        before = self._articles.get(article.article_id)
        for index, key in self._places(before) if before is not None else ():
            index[key].discard(article.article_id)
            if not index[key]:
                del index[key]
        self._remember(article, sidecar_hash)
        if article.signature is not None:
            self._bands.add(article.article_id, article.signature)

    def remember(self, state: State) -> None:
        """Take in bytes that are an article's from now on."""
        self._contents.setdefault(state.content_hash, Contents()).add(state)

    def of_content(self, content_hash: str) -> Contents:
        """Return the articles, also withdrawn ones, that had these bytes."""
        return self._contents.get(content_hash) or Contents()

    def of_state(self, state_key: str) -> Collection[str]:
        """Return the articles that said, now or once, what a candidate says."""
        return self._states.get(state_key, _NOBODY)

    def of_title(self, title_key: int | None) -> Collection[str]:
        """Return the articles of a title."""
        return self._titles.get(title_key, _NOBODY) if title_key is not None else _NOBODY

    def named(self, of: Keys) -> tuple[str, str] | None:
        """Return the article of the same address, else of the same id, and which of the two: ``url`` or ``id``."""
        return next(((min(self._names[name]), name[0]) for name in _names(of) if name in self._names), None)

    def is_withdrawn(self, article_id: str) -> bool:
        """Tell whether an article may not come back."""
        return article_id in self._withdrawn

    def withdrawn(self, mine: Traits) -> tuple[str, str] | None:
        """Return the withdrawn article that a candidate would bring back, with the evidence."""
        # An address that it had once may be another article's now.
        names = [(name_key(key), evidence) for evidence, key in _names(mine.keys) if (evidence, key) not in self._names]
        by = [*names, (mine.state_key, "same_text")]
        if mine.article_id in self._withdrawn:
            return mine.article_id, mine.source
        return next(((self._gone[key], evidence) for key, evidence in by if key in self._gone), None)

    def is_other(self, article_id: str, mine: Traits) -> bool:
        """Tell whether an article and a candidate have addresses, or ids, that differ."""
        article = self._articles[article_id]
        pairs = (article.url_key, mine.keys.url_key), (article.own_key, mine.keys.own_key)
        return any(one is not None and other is not None and one != other for one, other in pairs)

    def alike(self, mine: Traits, settings: Identity) -> dict[str, Alike]:
        """Return the articles whose text is similar enough, or holds the candidate's or is held by it, by their ids."""
        if mine.signature is None:
            return {}
        signed = {
            of: packed
            for of in sorted(self._bands.sharing(mine.signature))
            if (packed := self._articles[of].signature) is not None
        }
        found: dict[str, Alike] = {}
        for of, likely in zip(signed, likenesses(mine.signature, list(signed.values())), strict=True):
            sizes = mine.shingles, self._articles[of].shingles
            if likely >= settings.similarity:
                found[of] = Alike(likely, contained=False)
            elif (
                min(sizes) >= _LEAST_CONTAINED
                and likely >= _LEAST_LIKENESS
                and containment(likely, *sizes) >= settings.containment
            ):
                found[of] = Alike(likely, contained=True)
        return found

    def _remember(self, article: Fingerprint, sidecar_hash: str | None = None) -> None:
        of = article.article_id
        self._articles[of] = article
        self.remember(State(article.content_hash, sidecar_hash, article.source_path, of))
        for index, key in self._places(article):
            index.setdefault(key, set()).add(of)

    def _places(self, article: Fingerprint) -> Iterator[tuple[dict[Any, set[str]], object]]:
        """Yield the indexes in which an article stands, each with its key there."""
        for name in _names(article):
            yield self._names, name
        if article.title_key is not None:
            yield self._titles, article.title_key
        for state_key in dict.fromkeys(article.state_keys):
            yield self._states, state_key


def _names(of: Keys | Fingerprint) -> list[tuple[str, int]]:
    """Return what names an article for ever, the strongest first: the evidence and the key."""
    both = ("url", of.url_key), ("id", of.own_key)
    return [(evidence, key) for evidence, key in both if key is not None]
