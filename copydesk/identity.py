"""Which article a dropped file is: a new one, one known already, or a revision of a known one.

The order of the evidence, strongest first: the same bytes; the canonical URL; the publisher's own id; likeness (the
same title or a similar text) together with the same place or publisher. A file name alone never says anything: daily
drops all have a ``001.txt``.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlsplit

import numpy as np
from datasketch import MinHash, MinHashLSH

from copydesk.intake.records import Candidate, Rejected
from copydesk.settings import Identity
from copydesk.text.comparison import comparable

Kind = Literal["admit", "unchanged", "revision", "duplicate"]

ID_DIGITS = 16
"""Hexadecimal digits of an id: 64 bits, so that ten million articles collide with probability 3 in a million."""

_TRACKING = re.compile(
    r"utm_\w*|at_(?:medium|campaign|custom\d)|(?:fb|g|gb|wb|dc|ms|y|ym|tt|tw)clid|gclsrc|gad_source|gbraid|wbraid"
    r"|li_fat_id|igsh|igshid|mc_[ce]id|_ga|_gl|_hsenc|_hsmi|mkt_tok|cmpid|ocid|ncid|s_cid|smid|ref_src|ref_url|xtor"
    r"|twsrc|__twitter_impression",
    re.IGNORECASE,
)
"""Names of parameters that say where a reader came from, never which article it is."""

_SHINGLE_WORDS = 5
_PERMUTATIONS = 128
_MIN_SHINGLES = 20
"""Shorter texts (a paywall's notice, "loading") are alike without being the same article."""
_MIN_TITLE_WORDS = 3
"""Shorter titles ("News in brief") are a column's name rather than an article's."""
_NET = 0.7
"""The index looks this much below the likeness asked for, so that hardly a true pair slips through its bands."""
# A word; in scripts that write no spaces, a character.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True)
class Known:
    """What judging needs to know of an article in the dataset, as of its latest revision."""

    article_id: str
    revision: int
    content_hash: str
    source_path: str
    url: str | None = None
    publisher: str | None = None
    publisher_id: str | None = None
    title: str | None = None
    near_duplicate_of: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What a candidate is, and why."""

    kind: Kind
    article_id: str
    revision: int
    """Of the article after this verdict, from 1."""
    of: str | None
    """The known article that the candidate is, revises or repeats; ``None`` for a new one."""
    similarity: float | None
    """MinHash estimate of the likeness to ``of`` or to ``near_duplicate_of`` (0 to 1), where texts were compared."""
    near_duplicate_of: str | None
    """Another article with a similar text: wire copy or a re-post elsewhere."""
    evidence: str
    """``content``, ``url``, ``id``, ``title+path``, ``minhash+path``, ``title+publisher``, ``minhash+publisher``;
    for a new article what its id was made of: ``url``, ``id`` or ``content``."""


def article_id(identity: str) -> str:
    """Return the id of the article with this identity: its canonical URL, its publisher's id, or its first content."""
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:ID_DIGITS]


def drop_id(items: Iterable[Candidate | Rejected]) -> str:
    """Return the id of a drop: the same for the same files with the same bytes, in whatever order they come."""
    files = sorted((item.source_path, item.content_hash or "") for item in items)
    return hashlib.sha256(json.dumps(files).encode()).hexdigest()[:ID_DIGITS]


def normalise_url(url: str) -> str | None:
    """Return the canonical form of an http address, or ``None`` if ``url`` is none.

    Scheme and host are lower-cased, http becomes https, and user, default port, fragment and tracking parameters are
    dropped; the other parameters are sorted. Path and parameters keep their case, as servers tell them apart.
    """
    try:
        # White space inside would be cut at an edge once the parameters around it are gone.
        parts = urlsplit(re.sub(r"\s", "%20", url.strip()))
        host, port = (parts.hostname or "").strip(". "), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    place = f"[{host}]" if ":" in host else host
    if port not in (None, 80, 443):
        place += f":{port}"
    kept = sorted(item for item in parts.query.split("&") if item and not _TRACKING.fullmatch(item.partition("=")[0]))
    return f"https://{place}{parts.path or '/'}" + ("?" + "&".join(kept) if kept else "")


class Registry:
    """The known articles, against which candidates are judged one after the other.

    Every admitted or revised candidate becomes known, so that later files of the same drop are judged against it. The
    verdicts depend on the order of the candidates, which ``read_drop`` fixes, and on nothing else.
    """

    def __init__(
        self,
        known: Iterable[Known],
        text_of: Callable[[str], str],
        settings: Identity,
        past: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        """Start from the articles of a dataset version.

        Args:
            known: One row an article.
            text_of: Gives the text of a known article by its id. Called once for each, and only when the first
                candidate comes whose bytes are new.
            settings: From which likeness on two texts are the same article's.
            past: ``(content_hash, source_path, article_id)`` of superseded revisions. Without them a drop that holds
                two states of one article would revise it again whenever it is dropped again.
        """
        self._similarity = settings.similarity
        self._text_of = text_of
        self._articles: dict[str, Known] = {}
        self._contents: dict[str, tuple[str, set[str]]] = {}
        self._urls: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._titles: dict[str, dict[str, None]] = {}
        self._signatures: dict[str, np.ndarray[Any, Any]] = {}
        self._index = MinHashLSH(num_perm=_PERMUTATIONS, params=_bands(self._similarity * _NET))
        self._unread: list[str] = []
        for article in sorted(known, key=lambda article: article.article_id):
            self._remember(article)
            self._unread.append(article.article_id)
        for content_hash, source_path, past_of in past:
            if past_of in self._articles:
                self._remember_content(content_hash, source_path, past_of)

    def judge(self, candidate: Candidate) -> Verdict:
        """Return what ``candidate`` is, and remember it if it is admitted or revises an article."""
        same = self._contents.get(candidate.content_hash)
        if same is not None:
            repeated, places = same
            kind: Kind = "unchanged" if candidate.source_path in places else "duplicate"
            return Verdict(kind, repeated, self._articles[repeated].revision, repeated, None, None, "content")
        signature = _signature(candidate.text)
        alike = self._alike(signature)
        of_and_evidence = self._same_article(candidate, alike)
        identity, source = _identity(candidate)
        if of_and_evidence is None and article_id(identity) in self._articles:
            # Its first content once made the id of an article that has changed since: an old state of that article.
            of_and_evidence = article_id(identity), source
        of, evidence = of_and_evidence or (None, source)
        own_id = of or article_id(identity)
        near = self._near_duplicate(own_id, alike)
        shown = of if of in alike else near
        verdict = Verdict(
            kind="revision" if of else "admit",
            article_id=own_id,
            revision=self._articles[of].revision + 1 if of else 1,
            of=of,
            similarity=alike[shown] if shown is not None else None,
            near_duplicate_of=near,
            evidence=evidence,
        )
        self._revise(verdict, candidate, signature)
        return verdict

    def _same_article(self, candidate: Candidate, alike: dict[str, float]) -> tuple[str, str] | None:
        """Return the known article that ``candidate`` is a later state of, with the evidence."""
        url, own = _identifying_url(candidate.url), _own_id(candidate.publisher, candidate.publisher_id)
        if url in self._urls:
            return self._urls[url], "url"
        if own in self._ids:
            return self._ids[own], "id"
        publisher = comparable(candidate.publisher or "")
        titled = [of for of in self._titles.get(_title(candidate.title), ()) if not self._other(of, url, own)]
        for place, agrees in (
            ("path", lambda article: article.source_path == candidate.source_path),
            ("publisher", lambda article: publisher != "" and comparable(article.publisher or "") == publisher),
        ):
            for likeness, articles in (("title", titled), ("minhash", alike)):
                matches = [of for of in articles if agrees(self._articles[of])]
                if matches:
                    return min(matches, key=lambda of: (-alike.get(of, 0.0), of)), f"{likeness}+{place}"
        return None

    def _other(self, of: str, url: str | None, own: str | None) -> bool:
        """Tell whether both have addresses or ids, and these differ: then a recurring title is a column's."""
        article = self._articles[of]
        its_url, its_own = _identifying_url(article.url), _own_id(article.publisher, article.publisher_id)
        return bool((url and its_url and url != its_url) or (own and its_own and own != its_own))

    def _near_duplicate(self, own_id: str, alike: dict[str, float]) -> str | None:
        others = [of for of in alike if of != own_id and self._articles[of].near_duplicate_of != own_id]
        return min(others, key=lambda of: (-alike[of], of), default=None)

    def _alike(self, signature: "np.ndarray[Any, Any] | None") -> dict[str, float]:
        """Return the known articles whose text is similar enough, with the estimated likeness."""
        self._read_texts()
        if signature is None:
            return {}
        found: dict[str, float] = {}
        for of in sorted(self._index.query(_minhash(signature))):
            likeness = float(np.mean(self._signatures[of] == signature))
            if likeness >= self._similarity:
                found[of] = likeness
        return found

    def _read_texts(self) -> None:
        for of in self._unread:
            self._index_text(of, _signature(self._text_of(of)))
        self._unread.clear()

    def _index_text(self, of: str, signature: "np.ndarray[Any, Any] | None") -> None:
        if of in self._signatures:
            self._index.remove(of)
            del self._signatures[of]
        if signature is not None:
            self._index.insert(of, _minhash(signature))
            self._signatures[of] = signature

    def _revise(self, verdict: Verdict, candidate: Candidate, signature: "np.ndarray[Any, Any] | None") -> None:
        before = self._articles.get(verdict.article_id)
        after = Known(
            article_id=verdict.article_id,
            revision=verdict.revision,
            content_hash=candidate.content_hash,
            source_path=candidate.source_path,
            url=candidate.url,
            publisher=candidate.publisher,
            publisher_id=candidate.publisher_id,
            title=candidate.title,
            near_duplicate_of=verdict.near_duplicate_of,
        )
        if before is not None:
            self._titles.get(_title(before.title), {}).pop(before.article_id, None)
            # What a later scrape leaves out is still known of the article.
            after = replace(
                after,
                url=after.url or before.url,
                publisher=after.publisher or before.publisher,
                publisher_id=after.publisher_id or before.publisher_id,
                title=after.title or before.title,
            )
        self._remember(after)
        self._index_text(after.article_id, signature)

    def _remember(self, article: Known) -> None:
        of = article.article_id
        self._articles[of] = article
        self._remember_content(article.content_hash, article.source_path, of)
        if url := _identifying_url(article.url):
            self._urls.setdefault(url, of)
        if own := _own_id(article.publisher, article.publisher_id):
            self._ids.setdefault(own, of)
        if title := _title(article.title):
            self._titles.setdefault(title, {})[of] = None

    def _remember_content(self, content_hash: str, source_path: str, of: str) -> None:
        first, places = self._contents.setdefault(content_hash, (of, set()))
        if first == of:
            places.add(source_path)


def _identity(candidate: Candidate) -> tuple[str, str]:
    """Return what a new article's id is made of, and what kind of evidence that is."""
    if url := _identifying_url(candidate.url):
        return url, "url"
    if own := _own_id(candidate.publisher, candidate.publisher_id):
        return own, "id"
    return candidate.content_hash, "content"


def _identifying_url(url: str | None) -> str | None:
    """Return the canonical address, unless it is a site's front page, which is the address of no article."""
    canonical = normalise_url(url) if url else None
    if canonical is None or canonical.removeprefix("https://").partition("/")[2] == "":
        return None
    return canonical


def _own_id(publisher: str | None, publisher_id: str | None) -> str | None:
    """Return a publisher's id as unique in the world: with its publisher, or alone if it is a URN or a UUID."""
    if publisher_id is None:
        return None
    if publisher is not None:
        # Ids must never change: not `comparable`, though that would hold more spellings for one publisher.
        return f"{' '.join(publisher.casefold().split())}\n{publisher_id}"
    unique = re.fullmatch(
        r"[A-Za-z][\w+.-]{1,40}:\S+|[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}", publisher_id
    )
    return publisher_id if unique else None


def _title(title: str | None) -> str:
    """Return the words of a title as they are compared; ``""`` for one that says too little."""
    words = _WORD.findall(comparable(title or ""))
    return " ".join(words) if len(words) >= _MIN_TITLE_WORDS else ""


def _signature(text: str) -> "np.ndarray[Any, Any] | None":
    """Return the MinHash of the word 5-grams of ``text``, or ``None`` if there are too few to compare."""
    words = _WORD.findall(comparable(text))
    shingles = {
        zlib.crc32(" ".join(words[start : start + _SHINGLE_WORDS]).encode("utf-8", "replace"))
        for start in range(len(words) - _SHINGLE_WORDS + 1)
    }
    if len(shingles) < _MIN_SHINGLES:
        return None
    sketch = MinHash(_PERMUTATIONS, hashfunc=int, permutations=_SEED.permutations, scheme=_SEED.scheme)
    sketch.update_batch(sorted(shingles))
    values: np.ndarray[Any, Any] = sketch.hashvalues
    return values


def _bands(threshold: float) -> tuple[int, int]:
    """Return how many bands of how many rows catch texts alike from about ``threshold`` on.

    A pair of likeness s shares a band with probability 1 - (1 - s^rows)^bands, whose steep part lies at
    (1 / bands)^(1 / rows). The library finds its parameters by integration, which takes a second.
    """
    rows = next((n for n in range(16, 1, -1) if (n / _PERMUTATIONS) ** (1 / n) <= threshold), 1)
    return _PERMUTATIONS // rows, rows


def _minhash(signature: "np.ndarray[Any, Any]") -> MinHash:
    return MinHash(hashvalues=signature, permutations=_SEED.permutations, scheme=_SEED.scheme, hashfunc=int)


# The scheme and the seed are fixed: signatures of two releases must compare.
_SEED = MinHash(_PERMUTATIONS, seed=1, scheme="affine32")
