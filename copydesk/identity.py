"""Which article a dropped file is: a new one, one known already, or a revision of a known one.

The order of the evidence, strongest first: the same bytes; the canonical URL; the publisher's own id; likeness (the
same title, a similar text, a text that holds the other) together with the same place or publisher. A file name alone
never says anything: daily drops all have a ``001.txt``.

The same bytes beside another sidecar are what that makes of them: at the same place the article with its facts
corrected, elsewhere a copy, and of another publisher an article of its own.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from copydesk.fingerprints import ID_DIGITS, Fingerprint, Traits, fingerprint, traits
from copydesk.intake.records import Candidate, Rejected
from copydesk.known_articles import Alike, Contents, KnownArticles, State, Withdrawn
from copydesk.likeness import likeness
from copydesk.settings import Identity
from copydesk.text.comparison import comparable

Kind = Literal["admit", "unchanged", "revision", "duplicate", "withdrawn"]

Settled = Mapping[tuple[str, str | None], str]
"""The article of bytes that were judged once and for all, by `Candidate.made_of`."""

NOTHING_SETTLED: Settled = MappingProxyType({})


@dataclass(frozen=True)
class Verdict:
    """What a candidate is, and why."""

    kind: Kind
    article_id: str
    revision: int
    """Of the article after this verdict, from 1; 0 for a withdrawn one."""
    of: str | None
    """The known article that the candidate is, revises or repeats; ``None`` for a new one."""
    evidence: str
    """``content``, ``same_text`` (other bytes, but the same text and metadata), ``url``, ``id``, ``sidecar`` (the same
    bytes at the same place, of which the sidecar says something else), ``title+path``,
    ``minhash+path``, ``title+publisher``, ``minhash+publisher``, ``contained+path``, ``contained+publisher``,
    ``settled`` (given, against all evidence); for a new article what its id was made of: ``url``, ``id`` or
    ``content``."""
    match_path: str | None = None
    """Where the latest state of `match_id` lay in its drop; ``None`` for a withdrawn one."""
    similarity: float | None = None
    """MinHash estimate of the likeness to `match_id` (0 to 1), where two texts were compared."""
    near_duplicate_of: str | None = None
    """Another article with a similar text: wire copy or a re-post elsewhere."""
    near_duplicate_similarity: float | None = None
    """MinHash estimate of the likeness to ``near_duplicate_of``."""
    fingerprint: Fingerprint | None = None
    """The article as it is known after this verdict; ``None`` where nothing is kept of the candidate."""

    @property
    def match_id(self) -> str | None:
        """The known article that the candidate was found to be, to repeat or to resemble."""
        return self.of or self.near_duplicate_of


def drop_id(items: Iterable[Candidate | Rejected]) -> str:
    """Return the id of a drop: the same for the same files and sidecars, in whatever order they come."""
    return _drop_id((item.source_path, *_bytes_of(item)) for item in items)


SIDECARS_DID_NOT_COUNT = 4
"""The last schema version in which drops that differ in their sidecars alone had one id."""


def former_drop_id(items: Iterable[Candidate | Rejected]) -> str:
    """Return the id that a drop had up to that version."""
    return _drop_id((item.source_path, item.content_hash or "") for item in items)


def _bytes_of(item: Candidate | Rejected) -> tuple[str, ...]:
    sidecar_hash = item.sidecar_hash if isinstance(item, Candidate) else None
    return (item.content_hash or "", *([sidecar_hash] if sidecar_hash else []))


def _drop_id(files: Iterable[tuple[str, ...]]) -> str:
    return hashlib.sha256(json.dumps(sorted(files)).encode()).hexdigest()[:ID_DIGITS]


class Registry:
    """The known articles, against which candidates are judged one after the other.

    Every admitted or revised candidate becomes known, so that later files of the same drop are judged against it. The
    verdicts depend on the fingerprints, on the order of the candidates, which ``read_drop`` fixes, and on nothing else:
    a drop in two parts, each published, is judged as in one.
    """

    def __init__(
        self,
        known: Iterable[Fingerprint],
        settings: Identity,
        past: Iterable[State] = (),
        withdrawn: Iterable[Withdrawn] = (),
        settled: Settled = NOTHING_SETTLED,
    ) -> None:
        """Start from the articles of a dataset version, or from those that a candidate could meet.

        Args:
            known: The articles.
            settings: How alike two texts of one article are.
            past: All states of these and of the withdrawn articles. Without them a drop that holds two states of one
                article would revise it again whenever it is dropped again.
            withdrawn: Articles that may not come back.
            settled: Articles against which no evidence counts.
        """
        self._known = KnownArticles(known, past, tuple(withdrawn))
        self._settings = settings
        self._settled = settled

    def judge(self, candidate: Candidate, known_traits: Traits | None = None) -> Verdict:
        """Return what ``candidate`` is, and remember it if it is admitted or revises an article.

        ``known_traits`` are its `traits`, where they are known; they are made only for bytes, or a sidecar, never seen.
        """
        verdict = self._judged(candidate, known_traits)
        if verdict.kind == "duplicate":
            # Whatever the article becomes: by an address that it gets later the copy would revise it.
            self._known.remember(State(*candidate.made_of, None, verdict.article_id))
        return verdict

    def _judged(self, candidate: Candidate, known_traits: Traits | None) -> Verdict:
        same = self._known.of_content(candidate.content_hash)
        if judged := same.judged(candidate):
            is_elsewhere, _, of = min((elsewhere, self._known.is_withdrawn(of), of) for elsewhere, of in judged)
            return self._repeats(of, "content", "duplicate" if is_elsewhere else "unchanged")
        mine = known_traits or traits(candidate)
        settled = self._settled.get(candidate.made_of)
        if withdrawn := self._withdrawn(candidate, mine, same, settled):
            return self._repeats(*withdrawn, "withdrawn")
        alike = self._known.alike(mine, self._settings)
        found = self._known.named(mine.keys) or self._other_sidecar(candidate, same)
        if found is None and (copied := self._copied(candidate, mine, same, settled)):
            return self._repeats(copied, "content", "duplicate")
        found = found or self._same_article(candidate, mine, alike)
        if repeats := self._same_state(candidate, mine, found, settled):
            return repeats
        if found is None and mine.article_id in self._known:
            # Its first content once made the id of an article that has changed since: an old state of that article.
            found = mine.article_id, mine.source
        own_id, evidence = found or (mine.article_id, mine.source)
        if settled is not None and settled != own_id:
            own_id, evidence = settled, "settled"
        return self._take(candidate, mine, own_id, evidence, alike)

    def _repeats(self, of: str, evidence: str, kind: Kind) -> Verdict:
        """Return the verdict on a candidate of which nothing is kept."""
        if self._known.is_withdrawn(of):
            return Verdict("withdrawn", of, 0, of, evidence)
        article = self._known[of]
        return Verdict(kind, of, article.revision, of, evidence, article.source_path)

    def _other_sidecar(self, candidate: Candidate, same: Contents) -> tuple[str, str] | None:
        """Return the article that had the same bytes at the same place, with the evidence."""
        return min(((of, "sidecar") for of in same.here(candidate) if of in self._known), default=None)

    def _copied(self, candidate: Candidate, mine: Traits, same: Contents, settled: str | None) -> str | None:
        """Return the article that had the same bytes elsewhere, unless all of them are other publishers'."""
        publisher = comparable(candidate.publisher or "")
        theirs = {of for of in same.articles if of in self._known and settled in (None, of)}
        copied = {of for of in theirs if not publisher or _name(self._known[of]) in ("", publisher)}
        # What has nothing but its bytes to be known by can not be told from what has the id of these bytes.
        return min(copied | (theirs & {mine.article_id}), default=None)

    def _withdrawn(
        self, candidate: Candidate, mine: Traits, same: Contents, settled: str | None
    ) -> tuple[str, str] | None:
        """Return the withdrawn article that would come back, with the evidence."""
        if settled is not None:
            return (settled, "content") if self._known.is_withdrawn(settled) else None
        gone = {of for of in same.articles if self._known.is_withdrawn(of)}
        if gone != same.articles:
            # Of bytes that two publishers have, one may have withdrawn its article, and the other not.
            gone &= set(same.here(candidate)) if self._known.named(mine.keys) is None else set()
        return (min(gone), "content") if gone else self._known.withdrawn(mine)

    def _same_state(
        self, candidate: Candidate, mine: Traits, found: tuple[str, str] | None, settled: str | None
    ) -> Verdict | None:
        """Return the verdict on other bytes that say what an article says, or once said; ``None`` if none does."""
        repeated = [of for of in self._known.of_state(mine.state_key) if settled in (None, of)]
        if not repeated:
            return None
        here = {of for of in repeated if self._known[of].source_path == candidate.source_path}
        if found is not None and found[0] in repeated:
            here = {found[0]}
        of = min(here or repeated)
        return self._repeats(of, "same_text", "unchanged" if of in here or of == settled else "duplicate")

    def _same_article(self, candidate: Candidate, mine: Traits, alike: Mapping[str, Alike]) -> tuple[str, str] | None:
        """Return the known article that ``candidate`` is a later state of by its text or title, with the evidence."""
        known = self._known
        titled = {of for of in known.of_title(mine.keys.title_key) if not known.is_other(of, mine)}
        similar = {of for of, how in alike.items() if not how.contained}
        held = {of for of, how in alike.items() if how.contained and not known.is_other(of, mine)}
        # The longer text comes later: an alert grows. A short one after it may be another, told again in a round-up.
        grown = {of for of in held if known[of].shingles < mine.shingles}
        path, publisher = candidate.source_path, comparable(candidate.publisher or "")
        here = {of for of in titled | similar | held if known[of].source_path == path}
        ours = {of for of in titled | similar | grown if publisher and _name(known[of]) == publisher}
        for evidence, matches in (
            ("title+path", titled & here),
            ("minhash+path", similar & here),
            ("title+publisher", titled & ours),
            ("minhash+publisher", similar & ours),
            ("contained+path", held & here),
            ("contained+publisher", grown & ours),
        ):
            if matches:
                return min(matches, key=lambda of: (-alike[of].likeness if of in alike else 0.0, of)), evidence
        return None

    def _take(
        self, candidate: Candidate, mine: Traits, own_id: str, evidence: str, alike: Mapping[str, Alike]
    ) -> Verdict:
        """Admit ``candidate`` as the article ``own_id``, or as its next revision."""
        before = self._known.get(own_id)
        others = [of for of in alike if of != own_id and self._known[of].near_duplicate_of != own_id]
        near_id = min(others, key=lambda of: (-alike[of].likeness, of), default=None)
        near = self._known[near_id] if near_id is not None else None
        like_near = alike[near_id].likeness if near_id is not None else None
        after = fingerprint(own_id, candidate, mine, before, near)
        self._known.put(after, candidate.sidecar_hash)
        match = before or near
        return Verdict(
            kind="revision" if before else "admit",
            article_id=own_id,
            revision=after.revision,
            of=own_id if before else None,
            evidence=evidence,
            match_path=match.source_path if match else None,
            similarity=_similarity(before, after) if before else like_near,
            near_duplicate_of=near_id,
            near_duplicate_similarity=like_near,
            fingerprint=after,
        )


def _name(article: Fingerprint) -> str:
    return comparable(article.publisher or "")


def _similarity(before: Fingerprint, after: Fingerprint) -> float | None:
    if before.signature is None or after.signature is None:
        return None
    return likeness(before.signature, after.signature)
